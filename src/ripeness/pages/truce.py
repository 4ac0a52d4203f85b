"""An armed truce on the page of a forecast: whether one holds, the first one, and who goes back to war."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.layout import STRONG, Block, Column, Gap, Words, note, table
from ripeness.pages.names import inside
from ripeness.pages.words import chance, horizons, last_day, percent
from ripeness.questions.summary.summary import Summary
from ripeness.questions.summary.truce import Truce
from ripeness.statistics.bands import Figure

RARE = 0.0005


def truce_tables(truce: Truce, summary: Summary) -> Iterator[Block]:
    """Yield the chances of a truce by date, and how truces come to an end."""
    months, ahead = summary["months"], horizons(summary, (6, 12, 24, 36, 60))
    columns = [
        Column("by"),
        Column("first ceasefire or settlement", right=True),
        Column("that has held three months", right=True),
        Column("a truce holds on that day", right=True),
    ]
    first = [one["mean"] for one in summary["stopped"]]
    rows: list[tuple[Words, ...]] = [
        (
            last_day(months[one], short=True),
            ((percent(first[one]), STRONG),),
            *(percent(values[one]) for values in (truce["stands"], truce["holds"])),
        )
        for one in ahead
    ]
    yield table(columns, rows)
    yield note(
        "Either side may end a truce and go back to war. 'First ceasefire or settlement' counts a war once, when its "
        "first truce begins or it is settled; 'that has held three months' counts it three months later, if the truce "
        "still holds or the war has been settled by then."
    )
    yield Gap()
    yield from _ends(truce, ahead[-1], months, summary["names"])


def _ends(truce: Truce, at: int, months: list[str], names: dict[str, str]) -> Iterator[Block]:
    a, d = (inside(names.get(side, f"the {side}")) for side in ("attacker", "defender"))
    if chance(truce["begun"][at]) < RARE:
        yield note("No truce begins in as many as 1 in 2,000 wars.")
        return
    rows = [
        ("truces that begin", _number(truce["begun"][at])),
        (f"that {a} ends, going back to war", _number(truce["resumed_by_attacker"][at])),
        (f"that {d} ends, going back to war", _number(truce["resumed_by_defender"][at])),
        ("that break down by accident", _number(truce["broken_down"][at])),
    ]
    yield table([Column("in 100 wars"), Column(f"by {last_day(months[at], short=True)}", right=True)], rows)
    if truce["length"] is not None:
        yield note(
            f"A truce holds for {truce['length']:.1f} months on average, counted to the end of the months shown."
        )


def _number(expected: Figure) -> str:
    return "-" if expected is None else f"{100 * expected:.0f}"
