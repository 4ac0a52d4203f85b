"""Differences in words: how large, in which sets of assumptions, through which endings, and what comes with them.

Changes of a probability are rounded to 5 points. Shares of sets of assumptions are said as such and are no
probabilities. No side is taken: "beats" is said only of outcomes for which the text says what counts as better.
"""

from __future__ import annotations

from collections.abc import Sequence

from ripeness.pages.shares import in_sets
from ripeness.pages.words import chance, few_draws, in_ten, likelihood, listed, month_in_words, percent, rounded
from ripeness.questions.whatif.comparison import Pulled, Whatif
from ripeness.questions.whatif.differences import GROUP_MEANINGS, LEVEL, Difference
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.statistics.bands import Band, Figure

DIGITS = {"months": 0, "bn USD": 0, "deals": 1, "share of the prize": 2}
"""Digits after the point of a figure that is no probability, by unit."""

SMALL = 0.025
"""Changes of a probability below this are said to be small, and given no figure."""

THROUGH = {
    "agreement": "a settlement by agreement",
    "ceasefire": "a ceasefire",
    "defender_defeated": "the defender giving up, collapsing or being beaten",
    "attacker_defeated": "the attacker giving up or being expelled",
    "forced_stop": "the attacker being forced to stop, which the scenario assumes as a hazard",
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
    digits = DIGITS.get(unit, 2)
    return "~0" if abs(value) < 0.5 * 10**-digits else f"{value:+.{digits}f}"


def span(of: Band, unit: str) -> str:
    """Return what eight of ten sets of assumptions lie between."""
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
    """Return the comparison in a few plain sentences."""
    at = result["headline"]
    of = result["outcomes"][f"ongoing.{at}"]
    month = month_in_words(result["months"][at])
    a, b, moves = chance(of["a"]), chance(of["b"]), chance(of["difference"]["mean"])
    told = [
        f"On the assumptions of the scenario '{result['title']}', we compute that the war goes on in {month} in "
        f"{in_ten(a)} such wars under A ({percent(a)}, {likelihood(a)}) and in {in_ten(b)} under B "
        f"({percent(b)}, {likelihood(b)})."
    ]
    if abs(moves) <= LEVEL:
        return [*told, "The two do not differ."]
    size = f"by about {abs(_points(moves))} points" if abs(moves) >= SMALL else "by less than 5 points"
    told.append(f"B {'raises' if moves > 0 else 'lowers'} this chance {size}; {_beats(of, bool(result['uncertain']))}.")
    return [*told, *parting(result)]


def parting(result: Whatif) -> list[str]:
    """Say where the two policies part."""
    time = result["timeline"]
    if abs(time["widest_by"] or 0.0) <= LEVEL:
        return ["The two curves never part."]
    if time["parts"] is None:
        return ["At no month shown do the two differ by as much as 5 points on average, before rounding."]
    widest = f"widest in {month_in_words(result['months'][time['widest']])}, about {abs(_points(time['widest_by']))}"
    return [
        f"On average the two have parted by 5 points from {month_in_words(result['months'][time['parts']])} on "
        f"({time['parts']} months ahead); the difference is {widest} points."
    ]


def side_effects(result: Whatif) -> list[str]:
    """Return what else changes, a sentence each, asked for or not."""
    effects = result["side_effects"]
    told = [*_way(result)]
    if effects["against"] is not None:
        shorter = chance(effects["way"]["ongoing"]) < 0
        told.append(
            f"It works the other way, towards a {'longer' if shorter else 'shorter'} war, "
            f"{in_sets(effects['against'])}."
        )
    moved_by = {key: result["outcomes"][key] for key in effects["outcomes"]}
    told += [_told(of, key) for key, of in moved_by.items() if of["section"] != "terms"]
    told += _terms([of for of in moved_by.values() if of["section"] == "terms"])
    for lever in effects["replaced"]:
        one = next(one for one in result["levers"] if one["lever"] == lever)
        told.append(
            f"The lever {lever} puts one value in the place of an uncertain number: {in_sets(one['below'])} it "
            f"raises that number, {in_sets(one['above'])} it lowers it."
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
    moves = "falls" if ongoing < 0 else "rises"
    through = listed(
        [
            f"{change(moved, '1')} points {GROUP_MEANINGS[group]}"
            for group, moved in way["endings"].items()
            if abs(moved or 0.0) >= SMALL
        ]
    )
    told = [f"Through which endings the chance that it goes on {moves} by {at} months: {through}."] if through else []
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
    how = "higher" if mean > 0 else "lower"
    signs = in_sets(of["higher"] if mean > 0 else of["lower"])
    months = of["months"]
    when = f" within {months} months" if months else ", today" if months == 0 else ""
    if of["section"] == "settlements":
        return f"Settlements {_whose(key)}{when}: {change(mean, '1')} points, {how} {signs}."
    unit = {"1": "points", "share of the prize": "of the prize"}.get(of["unit"], of["unit"])
    size = f"{change(mean, of['unit'])} {unit}"
    if months and key.startswith("war_chest"):
        when = ""  # its name says when
    return f"{of['meaning'][:1].upper()}{of['meaning'][1:]}{when}: {size}, {how} {signs}."


def _terms(moved_by: Sequence[Difference]) -> list[str]:
    """Say which issues end nearer to whose ideal, all of one side's in a sentence."""
    told = []
    for side, sign in (("attacker", 1), ("defender", -1)):
        parts = [
            f"{of['meaning']} by {abs(_points(of['difference']['mean'])) / 100:.2f}"
            for of in moved_by
            if sign * chance(of["difference"]["mean"]) > 0
        ]
        if parts:
            told.append(f"Where it is settled, terms end nearer the {side}'s ideal: {listed(parts)} of the way.")
    return told


def _whose(key: str) -> str:
    return {
        "settlement_on_attackers_terms": "mostly on the attacker's terms",
        "settlement_in_between": "on terms in between",
        "settlement_on_defenders_terms": "mostly on the defender's terms",
    }[key.split(".", 1)[0]]


def _beats(of: Difference, many: bool) -> str:
    beats = of["beats"]
    if beats is None:
        return ""
    if not many:
        better, worse = ("B", "A") if chance(beats["b_beats_a"]) > 0.5 else ("A", "B")
        return f"in the scenario's one set of assumptions {better} beats {worse} ({beats['words']})"
    return (
        f"B beats A ({beats['words']}) {in_sets(beats['b_beats_a'])}, A beats B {in_sets(beats['a_beats_b'])}"
    ).replace("assumptions, A", "assumptions and A")


def _points(value: Figure) -> int:
    """Return a change in points, to 5, halves away from zero."""
    size = rounded(abs(value or 0.0))
    return size if (value or 0.0) >= 0 else -size
