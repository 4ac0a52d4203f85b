"""Differences in words: how large, in which versions of the argument, through which endings, and what comes with them.

Changes of a probability are rounded to 5 points. Shares of versions of the argument are said as such and are no
probabilities. No side is taken: nothing is called better or worse.
"""

from __future__ import annotations

from collections.abc import Sequence

from ripeness.pages.finer import DIGITS
from ripeness.pages.shares import in_versions, of_prize
from ripeness.pages.words import about, chance, few_draws, last_day, listed, month_in_words, rounded
from ripeness.questions.whatif.comparison import PART, Pulled, Whatif
from ripeness.questions.whatif.differences import GROUP_MEANINGS, LEVEL, Difference
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.statistics.bands import Band, Figure

SMALL = 0.025
"""Changes of a probability below this are said to be small, and given no figure."""

GAP = (
    "what the best terms for the defender that the attacker would sign are worth to the defender, less what fighting "
    "on is worth to the defender"
)
"""What the ripeness gap is."""

GAP_MEANING = f"the ripeness gap ({GAP})"
"""The gap in a sentence."""

THROUGH = {
    "agreement": "a settlement by agreement",
    "ceasefire": "a ceasefire",
    "defender_defeated": "the defender giving up, collapsing or being beaten",
    "attacker_defeated": "the attacker giving up or being expelled",
    "forced_stop": "the attacker being forced to stop, which the scenario assumes as a risk",
}


def change(value: Figure, unit: str) -> str:
    """Return a change as printed: points in fives, ``~0`` for what is small, ``0`` for what is none."""
    if value is None:
        return "-"
    if abs(value) <= LEVEL:
        return "0"
    if unit == "1":
        return "~0" if abs(value) < SMALL else f"{_points(value):+d}"
    if unit.startswith("of the way"):
        return "~0" if abs(value) < SMALL else f"{_points(value) / 100:+.2f}"
    if unit == "share of the prize":
        return "~0" if abs(value) < 0.005 else of_prize(value)
    digits = DIGITS.get(unit, 2)
    return "~0" if abs(value) < 0.5 * 10**-digits else f"{value:+.{digits}f}"


def span(of: Band, unit: str) -> str:
    """Return what eight of ten versions of the argument lie between."""
    if of["p10"] is None or of["p90"] is None:
        return ""
    low, high = change(of["p10"], unit), change(of["p90"], unit)
    return low if low == high else f"{low} to {high}"


def caution(result: Whatif) -> str:
    """Return the warning that comes first where few draws carry the comparison, or nothing."""
    if not result["uncertain"]:
        return ""
    return few_draws(result["effective_sample_size"], result["draws"]["finished"], bool(result["record"]))


def name(result: Whatif, side: str) -> str:
    """Return what one of the two policies is called: its name, with the levers on top."""
    of = result["a"] if side == "a" else result["b"]
    stated = of["settings"] if of["policy"] == STATUS_QUO else result["on_top"]
    on_top = ", ".join(f"{lever}={value}" for lever, value in stated.items())
    return f"{of['policy']} with {on_top}" if on_top else of["policy"]


def moved(one: Pulled) -> str:
    """Return from what to what a lever moves, with its unit."""
    unit = "" if one["unit"] == "1" else f" {one['unit']}"
    return f"{one['a']:g} to {one['b']:g}{unit}"


def headline(result: Whatif) -> list[str]:
    """Return the comparison in a few plain sentences, each of which can be quoted alone."""
    at = result["headline"]
    of = result["outcomes"][f"ongoing.{at}"]
    day = last_day(result["months"][at])
    a, b, moves = chance(of["a"]), chance(of["b"]), chance(of["difference"]["mean"])
    told = [
        f"On the assumptions of the scenario '{result['title']}', the chance that the war is still fought on {day} is "
        f"{about(a)} under A ({_adopted(result, 'a')}) and {about(b)} under B ({_adopted(result, 'b')})."
    ]
    if abs(moves) <= LEVEL:
        return [*told, "The two do not differ."]
    size = f"about {abs(_points(moves))} points" if abs(moves) >= SMALL else "less than 5 points"
    on_average = " on average" if result["uncertain"] else ""
    printed = rounded(b) - rounded(a) == _points(moves) or abs(moves) < SMALL
    before = "" if printed else ", before both are rounded"
    told.append(f"B {'raises' if moves > 0 else 'lowers'} this chance by {size}{on_average}{before}.")
    if result["uncertain"]:
        told.append(_versions(of, moves))
    return [*told, *parting(result)]


def _adopted(result: Whatif, side: str) -> str:
    """Return what one of the two policies is, by its title, with the levers on top."""
    of = result["a"] if side == "a" else result["b"]
    policy = [] if of["policy"] == STATUS_QUO else [f"'{of['title'] or of['policy']}'"]
    return listed([*policy, *of["levers_told"]]) or "nothing new adopted"


def _versions(of: Difference, moves: float) -> str:
    """Say in how many versions B lies which way, and where most of them lie the other way than the mean."""
    way, other = ("higher", "lower") if moves > 0 else ("lower", "higher")
    share, against = (of[name] for name in (way, other))  # type: ignore[literal-required]
    told = f"it is {way} under B {in_versions(share)} and {other} {in_versions(against)}"
    if chance(against) <= chance(share):
        return f"{told[:1].upper()}{told[1:]}."
    return f"Yet {told}: those few differ by more, and the average follows them."


def parting(result: Whatif) -> list[str]:
    """Say where the two policies part."""
    time = result["timeline"]
    if abs(time["widest_by"] or 0.0) <= LEVEL:
        return ["The two curves never part."]
    if time["parts"] is None:
        return ["In no month shown do the two differ by as much as 5 points on average, before rounding."]
    first, widest = (month_in_words(result["months"][at]) for at in (time["parts"], time["widest"]))
    gaps = [chance(one["mean"]) for one in time["difference"]]
    ahead = f"{first}{{}} ({time['parts']} months ahead)"
    if all(abs(gap) >= PART for gap in gaps[time["parts"] :]):
        told = [f"On average the two differ by 5 points or more from {ahead.format(' on')}."]
    else:
        since = ahead.format("")
        told = [f"On average the two first differ by 5 points or more in {since}, and by less in some later month."]
    sign = 1.0 if gaps[time["parts"]] > 0 else -1.0
    turned = [at for at, gap in enumerate(gaps) if sign * gap <= -PART]
    if turned:
        now, then = ("higher", "lower") if sign > 0 else ("lower", "higher")
        told.append(f"The chance is {now} under B then, and {then} in {month_in_words(result['months'][turned[0]])}.")
    return [*told, f"They differ most in {widest}, by about {abs(_points(time['widest_by']))} points."]


def side_effects(result: Whatif) -> list[str]:
    """Return what else changes, a sentence each, asked for or not."""
    effects = result["side_effects"]
    told = [*_way(result)]
    if effects["against"] is not None:
        shorter = chance(effects["way"]["ongoing"]) < 0
        told.append(
            f"{in_versions(effects['against'])[:1].upper()}{in_versions(effects['against'])[1:]} the war becomes "
            f"{'longer' if shorter else 'shorter'} under B, against the average."
        )
    moved_by = {key: result["outcomes"][key] for key in effects["outcomes"]}
    told += [_told(of, key) for key, of in moved_by.items() if of["section"] != "terms"]
    told += _terms([of for of in moved_by.values() if of["section"] == "terms"])
    for lever in effects["replaced"]:
        one = next(one for one in result["levers"] if one["lever"] == lever)
        told.append(
            f"The lever {lever} puts one value in the place of an uncertain number. That raises the number "
            f"{in_versions(one['below'])} and lowers it {in_versions(one['above'])}."
        )
    for lever in effects["unowned"]:
        told.append(f"Nobody can pull the lever {lever}: this is a thought experiment, not a policy.")
    return told


def _way(result: Whatif) -> list[str]:
    """Say through which endings the war's chance of going on changes: shorter by defeat is not shorter by agreement."""
    way = result["side_effects"]["way"]
    ongoing, at = chance(way["ongoing"]), way["months"]
    by_agreement, agreement = way["by_agreement"], chance(way["endings"]["agreement"])
    if by_agreement is None or abs(ongoing) < SMALL:
        if abs(agreement) >= SMALL:
            other = "fewer" if agreement < 0 else "more"
            return [f"The war lasts about as long, but {other} wars are settled by agreement within {at} months."]
        return []
    through = "; ".join(
        f"{GROUP_MEANINGS[group]} {change(moved, '1')} points"
        for group, moved in way["endings"].items()
        if abs(moved or 0.0) >= SMALL
    )
    told = [f"How it has ended within {at} months changes so: {through}."] if through else []
    if ongoing < 0 and way["mostly"] != "agreement":
        told.append(
            f"So the shorter war comes mostly through {THROUGH[way['mostly']]}; "
            f"{'less than half of it' if by_agreement > 0.05 else 'none of it'} comes through agreement."
        )
    if ongoing < 0 and agreement <= -SMALL:
        told.append("The war ends sooner and yet fewer wars are settled by agreement.")
    return told


def _told(of: Difference, key: str) -> str:
    """Return an outcome's change in a sentence."""
    mean = chance(of["difference"]["mean"])
    how, other = ("higher", "lower") if mean > 0 else ("lower", "higher")
    share, against = (of[way] for way in (how, other))  # type: ignore[literal-required]
    signs = in_versions(share)
    if chance(against) > chance(share):
        signs += f", yet {other} {in_versions(against)}"
    months = of["months"]
    when = f" within {months} months" if months else ", today" if months == 0 else ""
    if of["section"] == "settlements":
        return f"Chance of a settlement {of['meaning']}{when}: {change(mean, '1')} points, {how} {signs}."
    unit = {"1": "points", "share of the prize": "% of all that is at stake"}.get(of["unit"], of["unit"])
    size = f"{change(mean, of['unit'])} {unit}"
    if months and key.startswith("war_chest"):
        when = ""  # its name says when
    meaning = GAP_MEANING if key.startswith("ripeness_gap") else of["meaning"]
    return f"{meaning[:1].upper()}{meaning[1:]}{when}: {size}, {how} {signs}."


def _terms(moved_by: Sequence[Difference]) -> list[str]:
    """Say which issues end nearer to whose ideal, all of one side's in a sentence."""
    told = []
    for side, sign in (("attacker", 1), ("defender", -1)):
        parts = [
            f"{of['meaning']} by {abs(_points(of['difference']['mean']))} %"
            for of in moved_by
            if sign * chance(of["difference"]["mean"]) > 0
        ]
        if parts:
            told.append(
                f"Where it is settled, terms end nearer the {side}'s ideal: {listed(parts)} of the way between the "
                "two ideals."
            )
    return told


def _points(value: Figure) -> int:
    """Return a change in points, to 5, halves away from zero."""
    size = rounded(abs(value or 0.0))
    return size if (value or 0.0) >= 0 else -size
