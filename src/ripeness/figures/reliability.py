"""Do questions to which the model gave about the same chance come about that often?"""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import chances, data
from ripeness.figures.figure import Tables, needed
from ripeness.figures.ledger import subtitle
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.pages.words import percent
from ripeness.questions.ledger.score import Scored

TITLE = "Does what has a chance of one in five come about one time in five?"

__all__ = ["TITLE", "chart", "lacks", "sentence", "subtitle", "tables"]


def lacks(scored: Scored) -> str:
    """Return why there is nothing to draw, or nothing."""
    return "" if scored["reliability"] else "no question with a yes or a no is resolved"


def tables(scored: Scored) -> Tables:
    """Return a row for each bin of chances that holds a resolved question."""
    return {
        "bins": [
            {"chance": one["chance"], "happened": one["happened"], "questions": one["count"]}
            for one in scored["reliability"]
        ],
        "even": [{"chance": 0.0, "happened": 0.0}, {"chance": 1.0, "happened": 1.0}],
    }


def sentence(tables: Tables) -> str:
    """Return what was forecast and what came about, bin by bin."""
    parts = [
        f"{percent(one['chance'])} on average, and {came} of {one['questions']} came about"
        for one in tables["bins"]
        for came in [round(one["happened"] * one["questions"])]
    ]
    return f"Chances that follow from the assumptions, from the lowest to the highest: {'; '.join(parts)}."


def chart() -> Any:
    """Return the chart: a mark for each bin, as large as it holds questions, and the line of equal shares."""
    alt = needed("altair")
    across = alt.X(
        "chance:Q",
        title="mean chance that the model gave",
        scale=alt.Scale(domain=[0, 1], nice=False),
        axis=alt.Axis(format="%", tickCount=5, grid=False),
    )
    size = alt.Size("questions:Q", title="questions", legend=alt.Legend(tickCount=3, format="d"))
    line = data("even").mark_line(color=COLOURS["line"], strokeWidth=2)
    marks = data("bins").mark_point(color=COLOURS["ink"], filled=True, opacity=0.9)
    return (
        line.encode(x=across, y=chances("happened", "share that came about"))
        + marks.encode(x=across, y=chances("happened", "share that came about"), size=size)
    ).properties(width=WIDTH, height=300)
