"""Where do two policies part? The chance that the war goes on under A, under B and under the status quo."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import chances, data, days
from ripeness.figures.figure import Tables, by_month, needed
from ripeness.figures.telling import at_months, when
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.questions.whatif.comparison import Whatif

TITLE = "Does the war go on? A, B and the status quo"

SERIES = {"status_quo": "status quo", "a": "A", "b": "B"}
BANDED = 10
"""Of fewer versions than this no eight in ten can be told."""

UNSURE = 0.025
"""A change below this is rounded to none."""


def tables(result: Whatif) -> Tables:
    """Return each curve by month, the difference B - A by month, and its band."""
    time, months = result["timeline"], result["months"]
    ahead = range(len(months))
    curves = [
        {"series": name, "label": label, **one}
        for name, label in SERIES.items()
        for one in by_month(["chance"], months, ahead, chance=time[name])  # type: ignore[literal-required]
    ]
    change = time["difference"]
    spread = bool(result["uncertain"]) and result["draws"]["finished"] >= BANDED
    columns = {key: [one[key] if key == "mean" or spread else None for one in change] for key in ("mean", "p10", "p90")}  # type: ignore[literal-required]
    return {"curves": curves, "difference": by_month(["mean", "p10", "p90"], months, ahead, **columns)}


def sentence(tables: Tables) -> str:
    """Return both chances a year and three years ahead, and the difference in wars of ten."""
    told = []
    for change in at_months(tables["difference"], 12, 36):
        a, b = (
            next(
                one["chance"]
                for one in tables["curves"]
                if one["series"] == side and one["months_ahead"] == change["months_ahead"]
            )
            for side in ("a", "b")
        )
        printed = round(20 * b) - round(20 * a) == round(20 * change["mean"]) or abs(change["mean"]) < UNSURE
        before = "" if printed else " before both are rounded"
        told.append(
            f"{when(change)} about {5 * round(20 * a)} of 100 go on under A and about {5 * round(20 * b)} under B: "
            f"{difference(change['mean'])}{before}"
        )
    return f"Of the wars that follow from these assumptions, {'; '.join(told)}."


def difference(change: float) -> str:
    """Return a change of a chance in words: rounded to 5 points, and none that could be told where it is smaller."""
    if abs(change) < UNSURE:
        return "no change that we could tell"
    return f"about {5 * round(20 * abs(change))} of 100 {'more' if change > 0 else 'fewer'}"


def chart() -> Any:
    """Return the chart: three lines told apart by dashes, and by a letter at their ends."""
    alt = needed("altair")
    labels = list(SERIES.values())
    colours = [COLOURS["quiet"], COLOURS["ink"], COLOURS["deal"]]
    colour = alt.Color(
        "label:N", scale=alt.Scale(domain=labels, range=colours), legend=alt.Legend(symbolType="stroke", symbolSize=300)
    )
    dash = alt.StrokeDash("label:N", scale=alt.Scale(domain=labels, range=[[2, 2], [7, 3], [1, 0]]))
    y = chances("chance", "chance that the war goes on")
    line = data("curves").mark_line(strokeWidth=2.5)
    return line.encode(x=days(), y=y, color=colour, strokeDash=dash).properties(width=WIDTH, height=260)
