"""Settings of levers of which none is better than another in every aim, on a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ripeness.pages.layout import Block, Column, Facts, Gap, Page, Prose, Row, note, pictured, section, strong, table
from ripeness.pages.names import in_whose_hands, named
from ripeness.pages.reach import day_in_words, number_in_words, owners_in_words, value
from ripeness.pages.words import few_draws, listed
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.statistics.bands import Figure

if TYPE_CHECKING:
    from ripeness.questions.robust.found import PolicyTold, RobustFound

HEADS = {
    "agreement": "agreement", "undefeated": "undefeated", "war": "months of war", "land": "land kept",
    "movement": "movement",
}  # fmt: skip
SAYS = {
    "agreement": "'agreement': chance of a first ceasefire or settlement by then.",
    "undefeated": "'undefeated': chance that the defender has not given up, collapsed or been beaten at the front.",
    "war": "'months of war': expected until then.",
    "land": "'land kept': expected share of the land in question that is not the attacker's.",
    "movement": (
        "'movement': how far levers are moved, 1 being one lever's whole range. It stands for the cost, which no "
        "scenario states."
    ),
}
NOTHING = 5e-4
"""Less than this is nothing: half a thousandth."""
JUDGED = {
    "mean": "means over the versions of the argument",
    "worst-tenth": "the worst tenth of the versions of the argument",
    "worst-view": "the view in which each does worst",
}


def robust_page(result: RobustFound) -> Page:
    """Return the page; what rests on few draws says so in its first line."""
    return named(tuple(_parts(result)), result["names"])


def _parts(result: RobustFound) -> Iterator[Block]:
    several = len(result["views"]) > 1
    few = ""
    if result["draws"] > 1:
        of = "each view" if several else "the argument"
        few = few_draws(result["effective_sample_size"], result["draws"], result["record"], of)
    if few:
        yield strong(few)
        yield Gap()
    if not result["confirmed"]:
        yield strong("NOT CONFIRMED: what is told here was run on a few versions of the argument alone.")
        yield Gap()
    yield strong(f"Which settings serve these aims by {day_in_words(result['by'])}?")
    yield Prose(_answer(result))
    facts = [
        ("scenario", f"{result['scenario']}, as of {result['as_of']}"),
        ("levers", f"{result['available']}, of {owners_in_words(result['owners'], result['names'])}"),
        ("compared by", JUDGED[result["judged"]]),
    ]
    if several:
        facts.append(("views", f"{listed(result['views'])}; each counts alike"))
    yield Facts(tuple(facts))
    yield section("Policies that no other beats", _set(result))
    yield section("What each sets", _settings(result))
    if several:
        yield section("What each loses at most if another view is right", _regrets(result))
    if rests := [one for one in result["policies"].items() if one[1]["rests_on"]]:
        yield section("On what it rests", _rests(rests, result))
    yield Gap()
    yield from _notes(result)


def _answer(result: RobustFound) -> str:
    front = [label for label, one in result["policies"].items() if not one["beaten"] and label != STATUS_QUO]
    if not front:
        return "No setting that was tried is better than adopting nothing new in any of the aims."
    aims = [name for name in result["aims"] if name != "movement"]
    best: dict[str, list[str]] = {}
    for name in aims:
        label = max(result["policies"], key=lambda one: _better(result, one, name))
        number = cell(name, result["policies"][label]["aims"][name]["mean"])
        best.setdefault(label, []).append(f"'{HEADS[name]}' ({number})")
    leads = [f"{_in_words(label)} does best by {listed(told)}" for label, told in best.items()]
    words = "One policy was" if len(front) == 1 else f"{number_in_words(len(front))} policies were"
    told = f"{words} found that no other beats. Of them, {listed(leads)}."
    if not result["least_regret"]:
        return told
    first = aims[0]
    label = result["least_regret"][first]
    lost = result["policies"][label]["aims"][first]["regret"] or 0.0
    least = f"loses nothing of '{HEADS[first]}'" if lost < NOTHING else f"loses least of '{HEADS[first]}', at most "
    return (
        f"{told} Whichever view is right, {_in_words(label)} {least}{'' if lost < NOTHING else _points(first, lost)}."
    )


def _better(result: RobustFound, label: str, aim: str) -> float:
    mean = result["policies"][label]["aims"][aim]["mean"]
    return (mean or 0.0) * (1.0 if result["aims"][aim]["more"] else -1.0)


def _set(result: RobustFound) -> Iterator[Block]:
    columns = [Column("policy", whole=True)]
    for name in result["aims"]:
        columns.append(Column(HEADS[name], right=True))
        if name != "movement" and result["draws"] > 1:
            columns.append(Column("worst tenth", right=True, alone=f"{HEADS[name]}, worst tenth"))
    rows: list[Row] = []
    for label, one in result["policies"].items():
        cells = [f"{_called(label)}{' (beaten)' if one['beaten'] else ''}"]
        for name, told in one["aims"].items():
            cells.append(cell(name, told["mean"]))
            if name != "movement" and result["draws"] > 1:
                cells.append(cell(name, told["worst_tenth"]))
        rows.append(Row(tuple(cells)))
    yield table(columns, rows)
    yield pictured("tradeoffs")
    for name in result["aims"]:
        yield note(SAYS[name])
    if any(one["beaten"] for one in result["policies"].values()):
        yield note("'beaten': another policy here does at least as well in every aim, and better in one.")
    if result["draws"] > 1:
        yield note("'worst tenth': the mean over the tenth of the versions of the argument in which it does worst.")


def _settings(result: RobustFound) -> Iterator[Block]:
    rows: list[tuple[str, str, str, str]] = []
    for label, one in result["policies"].items():
        for place, (name, move) in enumerate(one["levers"].items()):
            to = f"{value(move['status_quo'], move)} to {value(move['value'], move)}"
            rows.append((label if place == 0 else "", name, to, in_whose_hands(move["owners"], result["names"])))
    columns = [Column("policy", whole=True), Column("lever", whole=True), Column("from today's value"), Column("by")]
    yield table(columns, rows)
    yield note(f"What the levers are: ripeness levers {result['scenario']}")


def _regrets(result: RobustFound) -> Iterator[Block]:
    told = [name for name in result["aims"] if name != "movement"]
    columns = [Column("policy", whole=True)]
    for name in told:
        columns += [Column(HEADS[name], right=True), Column("in the view", alone=f"{HEADS[name]}: in the view")]
    rows = []
    for label, one in result["policies"].items():
        cells = [_called(label)]
        for name in told:
            aim = one["aims"][name]
            lost = aim["regret"] or 0.0
            cells += [_points(name, lost), aim["regret_view"] if lost > NOTHING else "-"]
        rows.append(tuple(cells))
    yield table(columns, rows)
    yield note("Against the policy of this table that does best in that view.")


def _rests(rests: list[tuple[str, PolicyTold]], result: RobustFound) -> Iterator[Block]:
    several = len(result["views"]) > 1
    for label, one in rests:
        words = [
            f"{told['words']} ({'more' if (told['rank_correlation'] or 0.0) > 0 else 'less'} of it, more gain)"
            for told in one["rests_on"]
        ]
        where = f", in the view {one['rests_on'][0]['view']}" if several else ""
        yield Prose(f"{label}{where}: {listed(words)}", indent=1, hang=2)
    first = HEADS[next(iter(result["aims"]))]
    yield note(f"Assumptions that go with how much a policy adds to '{first}', more than luck would have it.")


def _notes(result: RobustFound) -> Iterator[Block]:
    on = f" on {result['stand_ins']} versions of the argument" if result["draws"] > 1 else ""
    settings = f"{result['tried']} different settings were run{on}"
    off = {name: one for name, one in result["off"].items() if one and name != "movement"}
    if off and result["draws"] > 1:
        told = listed([f"{_points(name, one)} of '{HEADS[name]}'" for name, one in off.items()])
        settings += f"; compared with a run on all {result['draws']}, these were off by at most {told}"
    if left_out := 100 * (result["left_out"] or 0.0):
        settings += f". The versions that count for least, {left_out:.1g} % of the weight, were not run"
    yield note(f"{settings}. A search promises no best: more --evaluations may find better ones.")
    if result["kept"]:
        yield note(f"What was tried is kept: ripeness robust --resume {result['kept']}")
    yield note("What follows from the assumptions of the scenario; no prediction, and no advice.")


def cell(aim: str, number: Figure) -> str:
    """Return a value of an aim as it is printed."""
    if number is None:
        return "-"
    return f"{number:.1f}" if aim == "war" else f"{number:.2f}" if aim == "movement" else f"{100 * number:.0f} %"


def _points(aim: str, number: Figure) -> str:
    """A difference between two values of an aim."""
    if number is None:
        return "-"
    if aim == "war":
        return f"{number:.1f} months"
    if aim == "movement":
        return f"{number:.2f}"
    whole = round(100 * number)
    return "1 point" if whole == 1 else f"{whole} points" if whole else "<1 point" if number > NOTHING else "0 points"


def _in_words(label: str) -> str:
    return "adopting nothing new" if label == STATUS_QUO else f"policy {label}"


def _called(label: str) -> str:
    return "nothing new" if label == STATUS_QUO else label
