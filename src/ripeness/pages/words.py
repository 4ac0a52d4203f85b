"""Numbers in words, and the plain paragraph.

Probabilities are rounded to 5 points, and in prose said as natural frequencies out of twenty.
One scale gives them words. Confidence is about the grounds, not about the odds, and is said apart.
Shares of assumptions are never worded as probabilities; each sentence says whose claim it is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ripeness.arrays import SETTLEMENTS
from ripeness.schema.likelihood import SCALE

if TYPE_CHECKING:
    from ripeness.questions.summary.summary import Band, Figure, Summary

FEW_DRAWS, FEW_SHARE = 50, 0.10
"""Fewer effective draws than this, or a smaller share of the draws, are warned of in the first line."""

FORCED_STOP = "attacker_forced_to_stop"

ENDING_NOUNS = {
    "settlement_on_attackers_terms": "a settlement mostly on the attacker's terms",
    "settlement_in_between": "a settlement on terms in between",
    "settlement_on_defenders_terms": "a settlement mostly on the defender's terms",
    "ceasefire": "a ceasefire where they stand",
    "attacker_capitulates": "the attacker giving up",
    "defender_capitulates": "the defender giving up",
    "attacker_wins_at_the_front": "the attacker winning at the front",
    "attacker_expelled": "the attacker being expelled",
    "defender_collapses": "the defender collapsing",
    FORCED_STOP: "the attacker being forced to stop",
}

CANNOT_HAPPEN = (
    "Cannot happen in this model: a ceasefire that breaks and resumes, a third state joining, escalation "
    "beyond this war, an offer answered by a conditional yes."
)

MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def month_in_words(month: str, short: bool = False) -> str:
    """Return ``2026-02`` as ``February 2026`` (short: ``Feb 2026``)."""
    year, number = month.split("-")
    name = MONTHS[int(number) - 1]
    return f"{name[:3] if short else name} {year}"


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


def band(of: Band) -> str:
    """Return what eight of ten sets of assumptions lie between."""
    if of["p10"] is None or of["p90"] is None:
        return ""
    low, high = percent(of["p10"], ""), percent(of["p90"], "")
    return f"{low}" if low == high else f"{low} to {high}"


def in_twenty(probability: float) -> str:
    """Return a natural frequency whose coarseness is that of the rounding: ``about 15 in 20``."""
    if probability < 0.025:
        return "fewer than 1 in 20"
    if probability >= 0.975:
        return "more than 19 in 20"
    return f"about {rounded(probability) // 5} in 20"


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
    """Return the scale in a line."""
    ends = [0, *(round(100 * upper) for upper, _ in SCALE)]
    pairs = zip(ends, ends[1:], SCALE, strict=False)
    return "; ".join(f"{word} {low}-{high}" for low, high, (_, word) in pairs)


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


def policy_in_words(summary: Summary) -> str:
    """Return what is done from the forecast's month on: a policy, levers, both, or nothing new."""
    levers = [f"{name} set to {value}" for name, value in summary["levers"].items()]
    title = f" ({summary['policy_title']})" if summary["policy_title"] else ""
    policy = [f"the policy '{summary['policy']}'{title} adopted"] if summary["policy"] != "status-quo" else []
    return listed([*policy, *levers]) if policy or levers else "nothing new adopted"


def caution(summary: Summary) -> str:
    """Return the warning that must come first when the forecast rests on few draws, or nothing."""
    effective, finished = summary["record"]["effective_sample_size"] or 0.0, summary["draws"]["finished"]
    if not summary["evidence"]["uncertain"]:
        return ""  # every draw is the same
    grounds = "the record leaves" if summary["record"]["used"] else "the weights leave"
    size = f"an effective sample of {effective:.0f} of {finished} draws"
    if effective < FEW_DRAWS:
        return (
            f"CAUTION: {grounds} {size}, fewer than {FEW_DRAWS}. "
            "Take this as a trial, not as a forecast to quote; more --draws would help."
        )
    if effective < FEW_SHARE * finished:
        return f"CAUTION: {grounds} {size}, less than a tenth: few sets of assumptions carry most of the weight."
    return ""


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
    grounds = [
        f"the effective sample is {effective:.0f} draws",
        f"for {month_in_words(summary['months'][at])} eight of ten sets of assumptions span {rounded(width)} points",
        f"{in_twenty(judged)} of the scenario's numbers rest on judgement",
    ]
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


def paragraph(summary: Summary) -> str:
    """Return the forecast in a plain paragraph."""
    few = caution(summary)
    sentences = [few.removeprefix("CAUTION: ").split(". ")[0].rstrip(".").capitalize() + "."] if few else []
    sentences += [*_duration(summary), *_ways(summary), *_deal(summary), *_terms(summary)]
    sentences += [*_record(summary), *_telling(summary), *_grounds(summary)]
    return " ".join(sentences)


def _duration(summary: Summary) -> list[str]:
    ahead = horizons(summary, (12, 36))
    months = [month_in_words(summary["months"][one]) for one in ahead]
    odds = [chance(summary["ongoing"][one]["mean"]) for one in ahead]
    weighing = " and each set of them weighed by how well it fits the record" if summary["record"]["used"] else ""
    told = [
        f"in {month} in {in_twenty(one)} such wars ({likelihood(one)})" for month, one in zip(months, odds, strict=True)
    ]
    return [
        f"On the assumptions of the scenario '{summary['title']}', with {policy_in_words(summary)}{weighing}, "
        f"we compute that the war goes on {listed(told)}."
    ]


def _ways(summary: Summary) -> list[str]:
    at = horizons(summary, (12, 36))[-1]
    month = month_in_words(summary["months"][at])
    odds = {name: chance(path["by_month"][at]) for name, path in summary["endings"].items()}
    stopped = odds.pop(FORCED_STOP, 0.0)
    ranked = sorted(odds, key=lambda name: -odds[name])
    told = []
    if ranked and odds[ranked[0]] >= 0.025:
        first = f"The commonest ending computed by {month} is {ENDING_NOUNS[ranked[0]]}"
        first += f" ({in_twenty(odds[ranked[0]])})"
        if len(ranked) > 1 and odds[ranked[1]] >= 0.025:
            first += f", then {ENDING_NOUNS[ranked[1]]} ({in_twenty(odds[ranked[1]])})"
        told.append(first + ".")
    elif ranked:
        told.append(f"By {month} no ending that we compute reaches 1 in 20.")
    if stopped > 0:
        told.append(
            f"Apart from these, {in_twenty(stopped)} end because the attacker is forced to stop, which the scenario "
            "assumes as a hazard."
        )
    return told


def _deal(summary: Summary) -> list[str]:
    ripe = summary["ripe"][0]
    if ripe is None:
        return []
    return [
        f"As each side is assumed to see the war, some deal is now better for both than fighting on in "
        f"{in_twenty(ripe)} of the states that we compute it may be in, averaged over the draws."
    ]


def _terms(summary: Summary) -> list[str]:
    known = {name: one for name, one in summary["terms"].items() if one["mean"] is not None}
    last = len(summary["months"]) - 1
    settled = sum(chance(summary["endings"][name]["by_month"][last]) for name in SETTLEMENTS)
    if not known or settled < 0.025:
        return []
    by_place: dict[str, list[str]] = {}
    for one in known.values():
        if not one["indivisible"]:
            by_place.setdefault(where_terms_lie(chance(one["mean"])), []).append(one["title"])
    parts = [f"{where} on {listed(titles)}" for where, titles in by_place.items()]
    told = [f"The settlements that we compute lie, on average, {'; '.join(parts)}."] if parts else []
    whole = [
        f"all of {one['title']} in {in_twenty(chance(one['mean']))}" for one in known.values() if one["indivisible"]
    ]
    return [*told, f"They grant the attacker {listed(whole)} of the cases."] if whole else told


def _record(summary: Summary) -> list[str]:
    at = horizons(summary, (12,))[0]
    before = summary["record"]["unconditioned_ongoing"][at]
    if not summary["record"]["used"] or before is None:
        return []
    month = month_in_words(summary["months"][at])
    return [f"Without the record, the same assumptions would give {in_twenty(before)} for {month}."]


def _telling(summary: Summary) -> list[str]:
    telling = summary["assumptions"]
    if not summary["evidence"]["uncertain"]:
        return ["The scenario states every number as certain, so that nothing can be said of what it hangs on."]
    if not telling["enough_draws"]:
        return ["Which assumptions matter most, these draws are too few to tell."]
    beyond = [one for one in telling["most"] if abs(chance(one["rank_correlation"])) > chance(telling["by_luck"])]
    if not beyond:
        return ["No single assumption stands out from what luck would give with so many draws."]
    first = beyond[0]
    way = "longer" if chance(first["rank_correlation"]) > 0 else "shorter"
    return [
        f"So far as the draws can tell, the assumption that goes most with this is '{first['meaning']}': "
        f"the higher it is, the {way} the war lasts."
    ]


def _grounds(summary: Summary) -> list[str]:
    level, grounds = confidence(summary)
    return [f"Our confidence in these figures, which is another matter than the odds, is {level}: {listed(grounds)}."]
