"""Which states hold? States of a conflict that are stable for all, by concept of the graph model."""

from __future__ import annotations

from typing import Any

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
"""States at most."""


def lacks(found: RivalFound) -> str:
    """Return why there is nothing to draw, or nothing."""
    if not found["states"]:
        return "this method forecasts positions, not states"
    return "" if any(one["equilibrium"] for one in found["states"]) else "no state is stable for all"


def tables(found: RivalFound) -> Tables:
    """Return a row for each state that is stable for all by some concept, and each concept."""
    held = [one for one in found["states"] if one["equilibrium"]][:SHOWN]
    rows = [
        {
            "state": one["state"], "options": title(", ".join(one["taken"]) or "no option taken", 60),
            "concept": concept, "stable": concept in one["equilibrium"],
        }
        for one in held
        for concept in CONCEPTS
    ]  # fmt: skip
    return {"states": rows}


def sentence(tables: Tables) -> str:
    """Return the states that are stable for all, by concept."""
    told = []
    for concept in CONCEPTS:
        held = [one["state"] for one in tables["states"] if one["concept"] == concept and one["stable"]]
        told.append(f"by {concept} {', '.join(held) or 'none'}")
    return f"By the assumptions of the conflict, these states are stable for all: {'; '.join(told)}."


def chart() -> Any:
    """Return the chart: a row for each state, a column for each concept, a full square where it is stable for all."""
    alt = needed("altair")
    x = alt.X("concept:N", sort=list(CONCEPTS), title=None, axis=alt.Axis(orient="top", labelAngle=0))
    y = alt.Y("state:N", sort=None, title=None, axis=alt.Axis(labelLimit=0))
    base = alt.Chart(alt.NamedData("states")).encode(x=x, y=y)
    full = base.mark_square(color=COLOURS["ink"], size=260, opacity=1).transform_filter("datum.stable")
    empty = base.mark_square(color=COLOURS["line"], size=260, opacity=1).transform_filter("!datum.stable")
    return alt.layer(empty, full).properties(width=alt.Step(2 * CELL), height=alt.Step(2 * CELL))
