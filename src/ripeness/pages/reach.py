"""What it would take to bring a chance past a threshold, on a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from ripeness.pages.layout import Block, Column, Facts, Gap, Page, Prose, Row, note, pictured, section, strong, table
from ripeness.pages.names import in_whose_hands, named
from ripeness.pages.shares import in_versions, tens
from ripeness.pages.words import MONTHS, chance, few_draws, listed
from ripeness.questions.caution import FEW_DRAWS

if TYPE_CHECKING:
    from ripeness.questions.reach.found import ReachFound, Standing
    from ripeness.questions.reach.held import Move
    from ripeness.questions.reach.observe import Observation

LUCK = 0.1
"""A sight that more than this share of shufflings gives, over the number of observables, is not told from luck."""


GOES_ON = "The same command goes on from there: what was run is kept."


def reach_page(result: ReachFound) -> Page:
    """Return the page; what rests on few draws says so in its first line."""
    return named(tuple(_parts(result)), result["names"])


def _parts(result: ReachFound) -> Iterator[Block]:
    few = few_draws(result["effective_sample_size"], result["draws"], result["record"]) if result["draws"] > 1 else ""
    if few:
        yield strong(few)
        yield Gap()
    yield strong(_question(result))
    yield Prose(_answer(result))
    today = result["today"]["chance"]
    facts = [
        ("scenario", f"{result['scenario']}, as of {result['as_of']}"),
        ("levers", f"{result['available']}, of {_owners(result['owners'], result)}"),
        ("today", _whole(today["mean"])),
    ]
    if result["draws"] > 1:
        facts[-1] = ("today", f"{_whole(today['mean'])}; the level is reached {in_versions(result['today']['share'])}")
    yield Facts(tuple(facts))
    if (answer := result["answer"]) is not None:
        yield section("Fewest levers, least movement", _moved(answer, result))
    if result["together"] is not None:
        yield section("The most that was found for each", _most(result))
    if result["seen"]:
        yield section(f"What would have to be seen within {_months(result['seen_within'])}", _seen(result))
    yield Gap()
    yield from _notes(result)


def _question(result: ReachFound) -> str:
    side = "at least" if result["at_least"] else "at most"
    of = "" if result["tenths"] is None else f", in {result['tenths']} of 10 versions of the argument"
    event = f"{result['event'].rstrip(',')} by {day_in_words(result['by'])}"
    return f"What would it take for {event} to have a chance of {side} {100 * result['level']:.3g} %{of}?"


def _answer(result: ReachFound) -> str:
    today, together = result["today"], result["together"]
    if today["reached"]:
        return f"With nothing new adopted the chance is {_whole(today['chance']['mean'])}: nothing has to be moved."
    if (answer := result["answer"]) is not None:
        many = len(answer["levers"])
        fewer = "" if many == 1 else " No set of fewer levers was found that is enough."
        levers = "One lever is" if many == 1 else f"{number_in_words(many)} levers are"
        whose = _owners(answer["owners"], result)
        titles = listed([f"'{one['title']}'" for one in answer["levers"].values()])
        return (
            f"{levers} enough, moved by {whose}: {titles}. The chance is then {_whole(answer['chance']['mean'])}; with "
            f"nothing new adopted it is {_whole(today['chance']['mean'])}.{fewer}"
        )
    if together is None:
        return f"The search was interrupted before anything was confirmed on all versions of the argument. {GOES_ON}"
    if not result["confirmed"]:
        told = "What each owner can do at most is told below."
        return f"The search was interrupted before an answer was found. {told} {GOES_ON}"
    now = f"with nothing new adopted it is {_whole(today['chance']['mean'])}"
    if not together["levers"]:
        return f"Nothing within reach does. No setting that was found brings the chance any nearer to it: {now}."
    return (
        f"Nothing that was found within reach does. The nearest is {_whole(together['chance']['mean'])}, by "
        f"{_owners(_acting(together), result)}; {now}."
    )


def _acting(standing: Standing) -> list[str]:
    """Who has to act, each once."""
    return list(dict.fromkeys(owner for one in standing["levers"].values() for owner in one["owners"]))


def _moved(answer: Standing, result: ReachFound) -> Iterator[Block]:
    yield _levers(answer, result)
    if meant := [f"{one['title']}: {one['note']}" for one in answer["levers"].values() if one["note"]]:
        yield note(f"{'. '.join(f'{one[:1].upper()}{one[1:]}' for one in meant)}.")
    if len(answer["levers"]) > 1:
        parts = [one["share"] for one in answer["levers"].values()]
        before = "" if sum(map(_per_cent, parts)) == _per_cent(answer["movement"]) else ", before each is rounded"
        yield note(f"Together they move by {_share(answer['movement'])} of one lever's whole range{before}.")
    if not result["every"] and len(answer["levers"]) > 2:
        yield note("Not every smaller set of levers was tried: another one might be enough too.")


def _levers(standing: Standing, result: ReachFound) -> Block:
    columns = [
        Column("lever"), Column("by"), Column("today", right=True, whole=True), Column("to", right=True, whole=True),
        Column("of its range", right=True, whole=True),
    ]  # fmt: skip
    rows = [
        (
            f"{one['title']} ({name})", in_whose_hands(one["owners"], result["names"]), value(one["status_quo"], one),
            value(one["value"], one), _share(one["share"]),
        )
        for name, one in standing["levers"].items()
    ]  # fmt: skip
    return table(columns, rows)


def _most(result: ReachFound) -> Iterator[Block]:
    together, many = result["together"], result["draws"] > 1
    columns = [Column("owner"), Column("chance", right=True, whole=True)]
    columns += [Column("of 10 versions", right=True, whole=True)] if many else []
    columns += [Column("levers moved")]
    told = [("nobody: as it is", result["today"])]
    told += [(in_whose_hands(one["owners"], result["names"]), one) for one in result["alone"]]
    if together is not None:
        told.append(("all of them together" if result["alone"] else _owners(result["owners"], result), together))
    rows: list[Row] = []
    for label, one in told:
        moved = "; ".join(f"{move['title']}: {value(move['value'], move)}" for move in one["levers"].values())
        share = (tens(one["share"]),) if many else ()
        reached = " *" if one["reached"] else ""
        rows.append(Row((label, f"{_whole(one['chance']['mean'])}{reached}", *share, moved or "-")))
    yield table(columns, rows)
    told_star = "* reaches what is asked for. " if any(one["reached"] for _, one in told) else ""
    of_ten = "'of 10 versions': in so many of ten versions of the argument the level is reached. " if many else ""
    yield pictured("owners")
    yield note(
        "Each is the best setting that was found, all its levers together; those that would add next to nothing are "
        "left as they are. A lever that is named may not help by itself."
    )
    yield note(f"{told_star}{of_ten}Chances to the point here, because they are compared with a level.")


def _seen(result: ReachFound) -> Iterator[Block]:
    passing = [one for one in result["seen"] if one["threshold"] is not None]
    if not passing:
        yield Prose("Nothing that can be seen by then would take the forecast past the level by itself.")
        return
    columns = [
        Column("what is seen"), Column("needed", right=True, whole=True), Column("expected", right=True, whole=True),
        Column("of 10 versions", right=True, whole=True), Column("chance then", right=True, whole=True),
    ]  # fmt: skip
    luck = LUCK / len(result["seen"])
    yield table(columns, [_sight(one, luck) for one in passing])
    few = " Fewer than 50 versions count in some: not to be quoted." if _thin(passing) else ""
    yield note(
        "'of 10 versions': in so many versions of the argument as much is to be expected. It compares versions by what "
        f"they expect; one war may differ.{few}"
    )
    if any((one["by_luck"] or 0.0) > luck for one in passing):
        yield note(
            "(luck): no clearer than what is found when the observations are assigned to the versions at random."
        )


def _sight(one: Observation, most: float) -> tuple[str, ...]:
    luck = " (luck)" if (one["by_luck"] or 0.0) > most else ""
    side = "at least" if one["above"] else "at most"
    return (
        f"{one['meaning']}{luck}", f"{side} {one['threshold']:.2g}", f"{one['expected']:.2g}", tens(one["share"]),
        _whole(one["mean"]),
    )  # fmt: skip


def _thin(seen: list[Observation]) -> bool:
    return any((one["effective"] or 0.0) < FEW_DRAWS for one in seen)


def _notes(result: ReachFound) -> Iterator[Block]:
    if result["tried"]:
        all_draws = f"all {result['draws']} versions of the argument" if result["draws"] > 1 else "the war as it stands"
        off = (
            f" to find what is printed, and were off by up to {100 * result['off']:.2g} points, so that a better set "
            "may have been missed"
            if result["off"]
            else ""
        )
        if (left_out := 100 * (result["left_out"] or 0.0)) > 0.0:
            all_draws = (
                f"the {result['counted']} of {result['draws']} versions of the argument that count: what the others "
                f"say, with {left_out:.1g} % of the weight, moves no chance by more than {left_out:.1g} points"
            )
        few = f" on up to {result['stand_ins']} versions" if result["stand_ins"] < result["draws"] else ""
        yield note(f"{result['tried']} settings were run{few}{off}. What is printed was then run on {all_draws}.")
    yield note(
        "How far a lever is moved is told in shares of the range that the scenario states for it, not in what that "
        "would cost. What follows from the assumptions of the scenario; no prediction, and no advice."
    )


def value(number: float, lever: Move) -> str:
    """Return a lever's value with its unit, in three digits."""
    unit = "" if lever["unit"] == "1" else f" {lever['unit']}"
    return f"{number:.3g}{unit}"


def owners_in_words(owners: list[str], names: Mapping[str, str]) -> str:
    """Return who has to act, by name where the scenario gives one."""
    return listed([in_whose_hands(one, names) for one in owners])


def _owners(owners: list[str], result: ReachFound) -> str:
    return owners_in_words(owners, result["names"])


def _whole(mean: float | None) -> str:
    return f"{100 * chance(mean):.0f} %"


def _share(share: float) -> str:
    return "<1 %" if 0.0 < share < 0.005 else f"{_per_cent(share)} %"


def _per_cent(share: float) -> int:
    return round(100 * share)


def _months(count: int) -> str:
    return "a month" if count == 1 else f"{count} months"


def number_in_words(count: int) -> str:
    """Return a number that begins a sentence."""
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
    return words[count] if count < len(words) else str(count)


def day_in_words(text: str) -> str:
    """Return a date in words: ``31 December 2027``."""
    day = date.fromisoformat(text)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
