"""Does the machinery recover what it was told? How often the true value lay in each tenth of what a record leaves."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import data
from ripeness.figures.figure import Tables, needed
from ripeness.figures.telling import assumed
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.questions.calibrate.ask import PARTS, Calibration

TITLE = "Where in the posterior did the true values lie?"


def subtitle(found: Calibration) -> tuple[str, ...]:
    """Return what the numbers are of, in lines."""
    return assumed(found["title"], f"{found['replications']} drawn records of {found['months']} months.")


def tables(found: Calibration) -> Tables:
    """Return a row for each number and tenth, and the band in which all counts lie in 99 of 100 sound runs."""
    rows = [
        {"number": one["number"], "tenth": part + 1, "count": count}
        for one in found["numbers"]
        for part, count in enumerate(one["counts"])
    ]
    band = [{"tenth": part + 1, "low": found["low"], "high": found["high"]} for part in range(PARTS)]
    smallest = {"least": found["least"], "needed": found["needed"], "numbers": len(found["numbers"])}
    return {"ranks": rows, "band": band, "test": [smallest]}


def sentence(tables: Tables) -> str:
    """Return how many counts leave the band, and the smallest p."""
    low, high = tables["band"][0]["low"], tables["band"][0]["high"]
    outside = sum(not low <= one["count"] <= high for one in tables["ranks"])
    test = tables["test"][0]
    how = "evenly" if test["least"] > test["needed"] else "not evenly"
    return (
        f"The true values of {test['numbers']} assumptions lie {how} in what drawn records leave of them: smallest p "
        f"{test['least']:.2g}, above {test['needed']:.2g} is needed; {outside} of {len(tables['ranks'])} counts lie "
        f"outside {low} to {high}."
    )


def chart() -> Any:
    """Return the chart: a mark for each number's count in each tenth, over the band of an even law."""
    alt = needed("altair")
    across = alt.X("tenth:O", title="tenth of the posterior", axis=alt.Axis(labelAngle=0, grid=False))
    up = alt.Y("low:Q", title="true values, by number", scale=alt.Scale(zero=True))
    band = data("band").mark_bar(color=COLOURS["shade"], opacity=0.6).encode(x=across, y=up, y2="high:Q")
    marks = data("ranks").mark_tick(color=COLOURS["ink"], thickness=2, opacity=0.7)
    count = alt.Y("count:Q", title="true values, by number")
    return (band + marks.encode(x=across, y=count)).properties(width=WIDTH, height=260)
