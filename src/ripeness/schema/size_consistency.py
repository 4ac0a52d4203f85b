"""How large a war may be: more states or terms than these would fill a machine's memory before anything is computed.

The checks report to the document, as those of `consistency`, which lists them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from pydantic import ValidationInfo

from ripeness.schema.calendar import Calendar, months_between
from ripeness.schema.document import document_of
from ripeness.schema.drawn import usual
from ripeness.schema.sections.epoch import Epoch
from ripeness.schema.sections.front import Front, Numerics
from ripeness.schema.sections.issue import Matter
from ripeness.schema.sections.lever import Lever

MOST_MONTHS = 1200
"""Months from the war's beginning to `as_of`."""

MOST_CELLS = 5_000
"""Cells of a front that is an area."""

MOST_STATES = 1_000_000
"""States of the war in one month: places of the front, the war chest, the attacker's sincerity and the package."""

MOST_TERMS = 100_000
"""Sets of values tried of the issues that raise the risk of a broken deal, or can only be had whole."""

GATES = 3
"""States of the package of sanctions at most."""


def check_calendar(calendar: Calendar, info: ValidationInfo) -> None:
    """The war has not lasted longer than is computed with."""
    if (lasted := months_between(calendar.war_began, calendar.as_of)) > MOST_MONTHS:
        what = f"from war_began {calendar.war_began} to as_of {calendar.as_of} are {lasted:,} months"
        document_of(info).report("calendar.war_began", what, f"Write months that lie at most {MOST_MONTHS:,} apart")


def check_terms(issues: Mapping[str, Matter], info: ValidationInfo) -> None:
    """The values that are tried together are not too many, nor are the states of the war."""
    front, numerics = info.data.get("front"), info.data.get("numerics")
    if not isinstance(front, Front) or not isinstance(numerics, Numerics):
        return
    check_cells({}, info)
    tried = [2 if one.indivisible else numerics.terms_grid for one in issues.values() if _stepped(one)]
    if (terms := math.prod(tried)) > MOST_TERMS:
        what = f"{len(tried)} issues whose values are tried together make {terms:.3g} sets of values"
        fix = f"Write a smaller numerics.terms_grid, so that there are at most {MOST_TERMS:,}"
        document_of(info).report("numerics.terms_grid", what, fix)
    places = 1 + (front.steps or _cells(front, [], []))
    nodes = (numerics.chest_nodes + numerics.chest_above) * numerics.sincerity_nodes * GATES
    if places <= MOST_CELLS and places * nodes > MOST_STATES:
        what = f"{places:,} places of the front and nodes of numerics make {places * nodes:,} states of the war"
        fix = f"Write fewer chest_nodes or sincerity_nodes, so that there are at most {MOST_STATES:,}"
        document_of(info).report("numerics", what, fix)


def check_cells(more: Mapping[str, Epoch | Lever], info: ValidationInfo) -> None:
    """The cells that hold the front, wherever an epoch or a lever puts its ends, are not too many."""
    front = info.data.get("front")
    if not isinstance(front, Front) or front.law != "drift":
        return
    lows, highs = (list(_ends(more, f"front.{end}")) for end in ("lowest", "highest"))
    cells = _cells(front, [value for _, value in lows], [value for _, value in highs])
    if cells <= MOST_CELLS:
        return
    where, of = ("front.cell", "its ends") if cells == _cells(front, [], []) else _widest(lows, highs)
    assert front.cell is not None
    what = f"cells of {front.cell.centre:g} km^2 that hold the front between {of} are {cells:.3g}"
    fix = f"Write a larger front.cell, or ends that lie nearer to each other: at most {MOST_CELLS:,} cells"
    document_of(info).report(where, what, fix)


def _stepped(issue: Matter) -> bool:
    return issue.indivisible or max(usual(issue.reneging)) > 0.0


def _cells(front: Front, lows: list[float], highs: list[float]) -> float:
    """Return how many cells lie between the ends; none under the law of steps."""
    if front.lowest is None or front.highest is None or front.cell is None:
        return 0
    low, high = min(*usual(front.lowest), *lows), max(*usual(front.highest), *highs)
    return float(math.ceil(min((high - low) / front.cell.centre, 1e300)))


def _ends(more: Mapping[str, Epoch | Lever], path: str) -> Iterator[tuple[str, float]]:
    """Yield where an epoch or a lever is stated that moves an end of the front, and the values that it may have."""
    for name, one in more.items():
        if isinstance(one, Lever):
            if path in one.changes:
                yield from ((f"levers.{name}.{end}", getattr(one, end) * one.scale) for end in ("low", "high"))
        elif (quantity := one.changes.get(path)) is not None:
            yield from ((f"epochs.{name}.changes", value) for value in usual(quantity))


def _widest(lows: list[tuple[str, float]], highs: list[tuple[str, float]]) -> tuple[str, str]:
    """Return where the end that lies furthest out is stated, and what to call it."""
    ends = [(abs(value), where) for where, value in (*lows, *highs)]
    where = max(ends)[1]
    return where, f"the ends that {where} allows"
