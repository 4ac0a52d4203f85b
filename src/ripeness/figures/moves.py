"""How do the actors move? Their positions round by round, by another method of the field."""

from __future__ import annotations

from typing import Any

from ripeness.errors import harmless
from ripeness.figures.figure import Tables, needed
from ripeness.figures.shifts import along, subtitle
from ripeness.figures.telling import title
from ripeness.figures.theme import COLOURS
from ripeness.questions.rival.found import RivalFound

__all__ = ["chart", "lacks", "sentence", "subtitle", "tables"]

TITLE = "How do the actors move?"

WIDE, HIGH = 210, 150
"""Pixels of an issue's picture, two beside each other."""
TOLD = 3
"""Issues that the sentence tells of."""


def lacks(found: RivalFound) -> str:
    """Return why there is nothing to draw, or nothing."""
    return "" if found["history"] else "this method moves no actors from round to round"


def tables(found: RivalFound) -> Tables:
    """Return a row for each round, actor and issue: its position, and how far along the scale that is."""
    scales = {one["issue"]: one for one in found["issues"]}
    rows = [
        {
            "issue": harmless(one["issue"]), "round": one["round"], "actor": harmless(one["actor"]),
            "position": one["position"], "share": along(scales[one["issue"]], one["position"]),
        }
        for one in found["history"]
    ]  # fmt: skip
    return {"moves": rows}


def sentence(tables: Tables) -> str:
    """Return how far apart the actors stand at first and at last."""
    by_issue: dict[str, list[Any]] = {}
    for one in tables["moves"]:
        by_issue.setdefault(one["issue"], []).append(one)
    told = []
    for issue, rows in list(by_issue.items())[:TOLD]:
        last = max(one["round"] for one in rows)
        ends = [[one["position"] for one in rows if one["round"] == at] for at in (0, last)]
        first, final = (f"from {min(of):.3g} to {max(of):.3g}" for of in ends)
        told.append(
            f"on {title(issue, 40)} {len(ends[0])} actors stand {first} at first and {final} after {last} rounds"
        )
    more = f"; {len(by_issue) - TOLD} issues more are in the table" if len(by_issue) > TOLD else ""
    return f"By the assumptions of the method and of the file, {'; '.join(told)}{more}."


def chart() -> Any:
    """Return the chart: a line for each actor, a small picture for each issue, all from end to end of its scale."""
    alt = needed("altair")
    axis = alt.Axis(values=[0, 0.5, 1], format="%")
    line = (
        alt.Chart(alt.NamedData("moves"), width=WIDE, height=HIGH)
        .mark_line(color=COLOURS["ink"], strokeWidth=1.6, opacity=0.55)
        .encode(
            x=alt.X("round:Q", title="round", axis=alt.Axis(tickMinStep=1, tickCount=5, grid=False)),
            y=alt.Y("share:Q", title="of the scale", axis=axis, scale=alt.Scale(domain=[0, 1], nice=False)),
            detail="actor:N",
        )
    )
    header = alt.Header(labelFontSize=13, labelColor=COLOURS["ink"], labelLimit=WIDE, title=None)
    return line.facet(facet=alt.Facet("issue:N", sort=None, header=header), columns=2, spacing=16)
