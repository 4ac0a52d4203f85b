"""Numbers in words.

Probabilities are rounded to 5 points, and said in prose as the tables print them, or as frequencies out of ten.
One scale gives them words. Confidence is about the grounds, not about the chance, and is said apart.
Shares of assumptions are never worded as probabilities; each sentence says whose claim it is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ripeness.arrays import SETTLEMENTS_ON_LAND
from ripeness.questions.caution import FEW_DRAWS, count_as, small_share
from ripeness.questions.caution import few_draws as few_draws
from ripeness.schema.calendar import day_before
from ripeness.schema.likelihood import SCALE
from ripeness.schema.sections.policy import STATUS_QUO

if TYPE_CHECKING:
    from ripeness.questions.summary.summary import Summary
    from ripeness.statistics.bands import Band, Figure

FORCED_STOP = "attacker_forced_to_stop"

ENDING_NOUNS = {
    "settlement_to_attacker": "a settlement mostly to the attacker",
    "settlement_even": "a settlement that shares what is gained",
    "settlement_to_defender": "a settlement mostly to the defender",
    "ceasefire": "a ceasefire where they stand",
    "attacker_capitulates": "the attacker giving up",
    "defender_capitulates": "the defender giving up",
    "attacker_wins_at_the_front": "the attacker winning at the front",
    "attacker_expelled": "the attacker being expelled",
    "defender_collapses": "the defender collapsing",
    FORCED_STOP: "the attacker being forced to stop",
}


def ending_noun(ending: str, land: bool) -> str:
    """Return an ending as a noun; `land` : whether settlements go by land."""
    if land and ending in SETTLEMENTS_ON_LAND:
        return f"a {SETTLEMENTS_ON_LAND[ending]}"
    return ENDING_NOUNS.get(ending, ending)


CANNOT_HAPPEN = (
    "Cannot happen in this model: a ceasefire that breaks and resumes, a third state joining, escalation "
    "beyond this war, an offer answered by a conditional yes."
)

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def cannot_happen(truce: bool) -> str:
    """Return what cannot happen in the model; with a truce a ceasefire can break."""
    return CANNOT_HAPPEN.replace("a ceasefire that breaks and resumes, ", "") if truce else CANNOT_HAPPEN


def month_in_words(month: str, short: bool = False) -> str:
    """Return ``2026-02`` as ``February 2026`` (short: ``Feb 2026``)."""
    year, number = month.split("-")
    name = MONTHS[int(number) - 1]
    return f"{name[:3] if short else name} {year}"


def last_day(month: str, short: bool = False) -> str:
    """Return the day before a month begins, when what a forecast says of it holds: ``31 January 2027``.

    >>> last_day("2027-02"), last_day("2027-03", short=True)
    ('31 January 2027', '28 Feb 2027')
    """
    before = day_before(month)
    return f"{before.day} {month_in_words(f'{before.year:04d}-{before.month:02d}', short)}"


def rounded(probability: float) -> int:
    """Return a probability in per cent, rounded to 5 points (halves upwards)."""
    return 5 * math.floor(20 * probability + 0.5 + 1e-9)


def percent(probability: Figure, sign: str = " %") -> str:
    """Return a probability as printed: ``75 %``, ``under 5 %``, ``over 95 %``; ``0`` only for what cannot be."""
    if probability is None:
        return "-"
    if probability <= 0:
        return f"0{sign}"
    if probability < 0.025:
        return f"<5{sign}"
    if probability >= 0.975:
        return f">95{sign}"
    return f"{rounded(probability)}{sign}"


def about(probability: float) -> str:
    """Return a probability in prose, as a table prints it: ``about 70 %``, ``less than 5 %``.

    >>> about(0.71), about(0.01), about(0.99), about(0.0)
    ('about 70 %', 'less than 5 %', 'more than 95 %', 'nil')
    """
    if probability <= 0:
        return "nil"
    printed = percent(probability)
    return {"<": "less than ", ">": "more than "}.get(printed[0], f"about {printed[0]}") + printed[1:]


def band(of: Band) -> str:
    """Return what eight of ten versions of the argument lie between."""
    if of["p10"] is None or of["p90"] is None:
        return ""
    low, high = percent(of["p10"], ""), percent(of["p90"], "")
    return f"{low}" if low == high else f"{low} to {high}"


def in_ten(probability: float) -> str:
    """Return a chance as a natural frequency: ``about 7 in 10``."""
    tenths = math.floor(10 * probability + 0.5 + 1e-9)
    return {0: "fewer than 1 in 10", 10: "more than 9 in 10"}.get(tenths, f"about {tenths} in 10")


def listed(parts: Sequence[str]) -> str:
    """Return a list in prose."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def likelihood(probability: float) -> str:
    """Return the scale's word for a probability, as rounded for print."""
    points = min(max(probability, 0.0), 1.0) if not 0.025 <= probability < 0.975 else rounded(probability) / 100
    return next(word for upper, word in SCALE if points <= upper + 1e-9)


def scale_in_words() -> str:
    """Return the scale in a line, and whose it is."""
    ends = [0, *(round(100 * upper) for upper, _ in SCALE)]
    pairs = zip(ends, ends[1:], SCALE, strict=False)
    words = "; ".join(f"{word} {low}-{high}" for low, high, (_, word) in pairs)
    return f"Words for chances, per cent: {words} (as US intelligence reports use them: ICD 203, 2015)."


def where_terms_lie(share: float, attacker: str = "the attacker", defender: str = "the defender") -> str:
    """Return where between the two ideals an issue ends."""
    for upper, words in (
        (0.125, f"at or near {defender}'s ideal"),
        (0.375, f"nearer {defender}'s ideal"),
        (0.625, "about half-way"),
        (0.875, f"nearer {attacker}'s ideal"),
    ):
        if share < upper:
            return words
    return f"at or near {attacker}'s ideal"


def set_in_words(told: Mapping[str, Any]) -> list[str]:
    """Return the levers that an answer says are set, a clause each; of a kept one without titles, by their names."""
    return list(told.get("levers_told") or [f"{name} set to {value}" for name, value in told["levers"].items()])


def policy_in_words(summary: Summary) -> str:
    """Return what is done from the forecast's month on: a policy, levers, both, or nothing new."""
    levers = set_in_words(summary)
    title = f" ({summary['policy_title']})" if summary["policy_title"] else ""
    policy = [f"the policy '{summary['policy']}'{title} adopted"] if summary["policy"] != STATUS_QUO else []
    return listed([*policy, *levers]) if policy or levers else "nothing new adopted"


def caution(summary: Summary) -> str:
    """Return the warning that must come first when the forecast rests on few draws, or nothing."""
    if not summary["evidence"]["uncertain"]:
        return ""  # every draw is the same
    of = summary["record"]["effective_sample_size"], summary["draws"]["finished"], summary["record"]["used"]
    return few_draws(*of) or small_share(*of)


def confidence(summary: Summary) -> tuple[str, list[str]]:
    """Return low, moderate or high, and the grounds for it: draws, spread over draws, and judgement.

    Low for fewer than 50 effective draws, a band wider than 50 points at two years, or more than half
    of the numbers resting on judgement; high where there are 200, 20 points and a quarter; else moderate.
    """
    effective = summary["record"]["effective_sample_size"] or 0.0
    at = position(summary, 24)
    of = summary["ongoing"][at]
    width = (of["p90"] or 0.0) - (of["p10"] or 0.0)
    numbers = summary["evidence"]["numbers"]
    judged = summary["evidence"]["on_judgement"] / numbers if numbers else 1.0
    judgement = in_ten(judged)
    grounds = [f"{judgement[:1].upper()}{judgement[1:]} of the scenario's numbers rest on judgement."]
    told = count_as(effective, summary["draws"]["finished"], summary["record"]["used"], "the argument")
    uncertain = [
        f"For {last_day(summary['months'][at])}, eight in ten versions of the argument lie from "
        f"{percent(of['p10'], '')} to {percent(of['p90'])}.",
        f"{told[:1].upper()}{told[1:]}.",
    ]
    grounds += uncertain if summary["evidence"]["uncertain"] else []
    few = effective < FEW_DRAWS and summary["evidence"]["uncertain"] > 0
    if few or width > 0.5 or judged > 0.5:
        return "low", grounds
    if effective >= 200 and width <= 0.2 and judged <= 0.25:
        return "high", grounds
    return "moderate", grounds


def position(summary: Summary, months_ahead: int) -> int:
    """Return the place of so many months ahead in the summary's lists, or of the last month shown."""
    return min(months_ahead, len(summary["months"]) - 1)


def horizons(summary: Summary, wanted: Sequence[int]) -> list[int]:
    """Return the wanted numbers of months ahead that are shown; the last month shown if none is."""
    last = len(summary["months"]) - 1
    return [one for one in wanted if one <= last] or [last]


def chance(figure: Figure) -> float:
    """Return a figure as a number; none counts as 0."""
    return figure or 0.0
