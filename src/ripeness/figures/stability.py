"""Which states hold? States of a conflict that are stable for all, by concept of the graph model."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import data
from ripeness.figures.figure import Tables, needed
from ripeness.figures.shifts import subtitle
from ripeness.figures.telling import title
from ripeness.figures.theme import COLOURS
from ripeness.questions.rival.found import RivalFound
from ripeness.rivals.graph_model import CONCEPTS

__all__ = ["chart", "lacks", "sentence", "subtitle", "tables"]

TITLE = "Which states hold?"

CELL = 34
SHOWN = 40
"""States that are drawn at most; the table has all."""
TOLD = 10
"""States that the sentence names by each concept."""


def lacks(found: RivalFound) -> str:
    """Return why there is nothing to draw, or nothing."""
    if not found["states"]:
        return "this method forecasts positions, not states"
    return "" if any(one["equilibrium"] for one in found["states"]) else "no state is stable for all"


def tables(found: RivalFound) -> Tables:
    """Return a row for each state that is stable for all by some concept, and each concept."""
    held = [one for one in found["states"] if one["equilibrium"]]
    rows = [
        {
            "number": number, "state": one["state"], "options": title(", ".join(one["taken"]) or "no option taken", 60),
            "concept": concept, "stable": concept in one["equilibrium"],
        }
        for number, one in enumerate(held, 1)
        for concept in CONCEPTS
    ]  # fmt: skip
    return {"states": rows}


def sentence(tables: Tables) -> str:
    """Return the states that are stable for all, by concept; how many more there are where not all are named."""
    told = []
    for concept in CONCEPTS:
        held = [one["state"] for one in tables["states"] if one["concept"] == concept and one["stable"]]
        more = f" and {len(held) - TOLD} more" if len(held) > TOLD else ""
        told.append(f"by {concept} {', '.join(held[:TOLD]) or 'none'}{more}")
    undrawn = max((one["number"] for one in tables["states"]), default=0) - SHOWN
    left_out = f" The picture leaves out {undrawn} of the states; the table has all." if undrawn > 0 else ""
    return f"By the assumptions of the conflict, these states are stable for all: {'; '.join(told)}.{left_out}"


def chart() -> Any:
    """Return the chart: a row for each state, a column for each concept, a full square where it is stable for all."""
    alt = needed("altair")
    x = alt.X("concept:N", sort=list(CONCEPTS), title=None, axis=alt.Axis(orient="top", labelAngle=0))
    y = alt.Y("state:N", sort=None, title=None, axis=alt.Axis(labelLimit=0))
    base = data("states").transform_filter(f"datum.number <= {SHOWN}").encode(x=x, y=y)
    full = base.mark_square(color=COLOURS["ink"], size=260, opacity=1).transform_filter("datum.stable")
    empty = base.mark_square(color=COLOURS["line"], size=260, opacity=1).transform_filter("!datum.stable")
    return alt.layer(empty, full).properties(width=alt.Step(2 * CELL), height=alt.Step(2 * CELL))
