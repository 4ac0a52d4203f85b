"""Which numbers carry the spread of a question, on a page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ripeness.pages.layout import (
    QUIET,
    STRONG,
    Block,
    Column,
    Facts,
    Gap,
    Page,
    Prose,
    Table,
    Words,
    note,
    pictured,
    section,
    strong,
    table,
)
from ripeness.pages.names import named
from ripeness.pages.words import MONTHS, about, chance, few_draws, listed, percent, set_in_words
from ripeness.questions.drivers.ask import LEAST_BASE
from ripeness.questions.drivers.numbers import UNCERTAIN
from ripeness.questions.drivers.result import Drivers, SetIndex
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.statistics.bands import Figure

SHOWN = 10
"""Rows of the ranking; the JSON has all."""
FEW = 3
"""Rows where none stands out from luck."""
LEAST_SHARE = 0.005
"""Share of the variance below which a pair is not spoken of."""
NAMED = 3
"""Paths that are named of each kind of number left certain."""


def drivers_page(result: Drivers) -> Page:
    """Return the page; what rests on few draws says so in its first line."""
    return named(tuple(_parts(result)), result["names"])


def day(text: str) -> str:
    """Return ``2028-01-31`` as ``31 January 2028``."""
    one = date.fromisoformat(text)
    return f"{one.day} {MONTHS[one.month - 1]} {one.year}"


def part(share: Figure) -> str:
    """Return a share of the spread for print: whole per cent.

    >>> part(0.123), part(0.004), part(-0.2), part(None)
    ('12 %', '<1 %', '0 %', '-')
    """
    if share is None:
        return "-"
    kept = min(max(share, 0.0), 1.0)
    return "<1 %" if 0.0005 <= kept < 0.005 else f"{100 * kept:.0f} %"


def _weighed(result: Drivers) -> str:
    """Return what the chance is once the record is weighed, where it is, beside that before."""
    return f" ({about(chance(result['chance']['mean']))} once the record is weighed)" if result["record"] else ""


def _parts(result: Drivers) -> Iterator[Block]:
    used = result["effective_sample_size"] if result["weighed"] else result["effective_before"]
    few = few_draws(used, result["draws"], result["weighed"])
    if few:
        yield strong(few)
        yield Gap()
    yield strong(f"What carries the doubt about {result['event']} by {day(result['by'])}")
    of = result["chance"]
    yield Prose(
        f"The chance of it is {about(chance(of['mean']))} over the versions of the argument, and between "
        f"{percent(of['p10'])} and {percent(of['p90'])} in eight of ten of them. This page says which of the "
        "scenario's numbers that spread goes with."
    )
    yield Facts(tuple(_facts(result)))
    yield section(
        "Which numbers it goes with" + (", weighed by the record" if result["weighed"] else ""), _rank(result)
    )
    if result["base"]:
        yield section("How much each carries, before the record", _index(result))
    yield section("What was left certain", _left(result))


def _facts(result: Drivers) -> Iterator[tuple[str, str]]:
    yield "scenario", f"{result['scenario']}, as of {result['as_of']}"
    base = "nothing new adopted" if result["policy"] == STATUS_QUO else result["policy"]
    yield "policy", ", ".join([base, *set_in_words(result)])
    added = sum(one["over"] != UNCERTAIN for one in result["numbers"])
    also = f" (judgements stated as certain: {added})" if added else ""
    yield "numbers varied", f"{len(result['numbers'])}{also}"


def _rank(result: Drivers) -> Iterator[Block]:
    if not result["enough_draws"]:
        yield Prose("Too few draws to tell of single numbers.")
        return
    yield pictured("drivers")
    rows: list[tuple[Words, ...]] = []
    beyond = [one for one in result["numbers"] if one["share"] > chance(result["by_luck"])]
    if not beyond:
        yield Prose(
            f"No single number surely stands out: luck alone would give the greatest of {len(result['numbers'])} about "
            f"{part(result['by_luck'])}. The first of the ranking are:"
        )
    for one in result["numbers"][: SHOWN if beyond else FEW]:
        way = "likelier" if one["rank_correlation"] > 0 else "less likely"
        luck = one["share"] <= chance(result["by_luck"])
        remark = "no more than luck gives" if luck else f"where it is higher, the event is {way}"
        if one["before"] is not None:
            remark += f"; by ranks before the record {part(one['before'])}"
        varied = "" if one["over"] == UNCERTAIN else f"; varied over {one['over']}"
        told: Words = ((one["words"], ""), (f"\n{one['path']} ({remark}{varied})", QUIET))
        rows.append((((part(one["share"]), STRONG),), f"{part(one['low'])} to {part(one['high'])}", told))
    yield table([Column("share", right=True, whole=True), Column("95 %", whole=True), Column("number")], rows)
    yield note(
        "Share: of the spread of the chance over versions, by ranks; the square of the rank correlation, by which the "
        f"page of a run ranks too. 95 %: from resampled versions. Luck alone would give the greatest of "
        f"{len(result['numbers'])} about {part(result['by_luck'])}. It goes with it: not every tie is an effect."
    )
    bounded = [one for one in result["numbers"] if one["bound"] is not None]
    limits = sorted(bounded, key=lambda one: -chance(one["bound"]))
    if limits:
        most = [f"{one['path']} {part(one['bound'])}" for one in limits[:NAMED]]
        yield note(
            f"By exact slopes of smooth choices, before the record, no number can carry more than: {listed(most)}; "
            "each other less."
        )


def _index(result: Drivers) -> Iterator[Block]:
    if not result["leading"]:
        if result["blocks"] - result["dropped"] < LEAST_BASE:
            of = f"{result['blocks']} of {result['base']} base rows"
            yield Prose(f"Interrupted after {of}, too few to share out by. The same command goes on from there.")
            first = sorted(result["numbers"], key=lambda one: -chance(one["before"]))[:FEW]
            if result["screened"] and chance(first[0]["before"]) > chance(result["luck_before"]):
                told = [f"'{one['words']}' ({part(one['before'])})" for one in first]
                yield Prose(
                    f"Over {result['screened']} runs before the record the chance goes most with {listed(told)}, by "
                    f"ranks; luck alone would give the greatest {part(result['luck_before'])}."
                )
        else:
            yield Prose("Before the record the chance does not vary, so that there is nothing to share out.")
        return
    mean, spread = result["before"]["mean"], chance(result["before"]["sd"])
    yield Prose(
        f"{result['runs']} further runs let each number be all that the scenario says it may be, before the record is "
        f"weighed. There the chance is {about(chance(mean))} on average{_weighed(result)}, with a standard deviation "
        f"of {100 * spread:.0f} points. The numbers that lead the ranking of {result['screened']} of these runs, each "
        "by itself, then all others:"
    )
    rest = [result["rest"]] if result["rest"] else []
    yield _table([*result["leading"], *rest], "number")
    if result["groups"]:
        yield Gap()
        yield _table(result["groups"], "group of numbers")
    yield note(
        "Alone: by how much knowing this would lower the variance, on average (Sobol's first order). In all: with what "
        "it does together with others (total). In brackets 95 % intervals, from resampled rows; four times the "
        f"{result['base']} base rows (--base) halve them. Luck: what shuffled outcomes give for alone; in all, what "
        "has no effect has exactly 0."
    )
    if result["pairs"]:
        yield Gap()
        yield Prose(_pairs(result))
    if result["correlated"]:
        yield note("Some numbers go together as the scenario says: shares are of the independent scores behind them.")
    if result["dropped"]:
        yield note(f"{result['dropped']} of {result['blocks']} base rows exclude what was seen and are left out.")
    if result["blocks"] < result["base"]:
        yield note(f"Rests on {result['blocks']} of {result['base']} base rows; the same command goes on from there.")


def _pairs(result: Drivers) -> str:
    """Return which pairs do more together than each alone, of those that were looked at."""
    told = [
        f"'{one['words'][0]}' with '{one['words'][1]}': {_range(one['share'], one['error'])} of the variance"
        for one in result["pairs"]
        if one["share"] > max(one["error"], LEAST_SHARE)
    ]
    if not told:
        return "Of the numbers that lead the ranking, no pair surely does more together than each alone."
    return f"Together, beyond what each does alone: {'; '.join(told)}."


def _table(rows: list[SetIndex], head: str) -> Table:
    columns = [
        Column("in all", whole=True),
        Column("alone", whole=True),
        Column("luck", right=True, whole=True),
        Column(head),
    ]
    told = []
    for one in rows:
        of = f" ({one['numbers']} numbers)" if one["numbers"] > 1 else ""
        what: Words = ((one["words"] + of, ""), (f"\n{one['name']}", QUIET)) if not of else one["words"] + of
        total, first = _range(one["total"], one["total_error"]), _range(one["first"], one["first_error"])
        told.append((((total, STRONG),), first, part(one["luck"]), what))
    return table(columns, told)


def _range(share: float, error: float) -> str:
    low, high = (round(100 * min(max(end, 0.0), 1.0)) for end in (share - error, share + error))
    return f"{part(share)} ({low}-{high})"


def _left(result: Drivers) -> Iterator[Block]:
    if not result["left"]:
        yield Prose("Nothing: every number varies.")
        return
    rows = []
    for one in sorted(result["left"], key=lambda one: -len(one["paths"])):
        more = len(one["paths"]) - NAMED
        shown = ", ".join(one["paths"][:NAMED]) + (f" and {more} more" if more > 0 else "")
        rows.append((f"{len(one['paths'])}", f"{one['why']}: {shown}"))
    yield table([Column(right=True, whole=True), Column()], rows, heads=False)
    yield note(
        "These numbers carry nothing here because they were not moved, not because they do not matter; --json lists "
        "all. "
        "Shares are shares of the doubt that the scenario states: a number stated too narrowly looks harmless. None of "
        "this speaks of what the model leaves out."
    )
