"""When does the fighting first stop by agreement? The chance of a ceasefire or a settlement, by date."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import chances, data, days
from ripeness.figures.compared import chosen as chosen
from ripeness.figures.compared import curves, dashed
from ripeness.figures.figure import Tables, by_month
from ripeness.figures.telling import at_months, banded, fan, of_wars, when
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.questions.summary.summary import Summary

TITLE = "When is there a ceasefire or a settlement?"


def lacks(summary: Summary) -> str:
    """Return why there is nothing to draw, or nothing."""
    return "" if summary.get("stopped") else "what was saved does not hold the chance of a ceasefire or a settlement"


def tables(summary: Summary) -> Tables:
    """Return the chance by month that there has been one, and the band where there are versions enough for one."""
    found = summary["stopped"]
    mean = by_month(["chance"], summary["months"], summary["months_ahead"], chance=[one["mean"] for one in found])
    others = {"compared": curves(summary, "stopped")} if "compared" in summary else {}
    return {"mean": mean, "band": fan(summary, found) if banded(summary) else [], **others}


def sentence(tables: Tables) -> str:
    """Return the chance a year and three years ahead, and when it first is one half."""
    parts = [f"{of_wars(one['chance'])} {when(one)}" for one in at_months(tables["mean"], 12, 36)]
    half = next((one for one in tables["mean"] if (one["chance"] or 0.0) >= 0.5), None)
    told = f"it is in at least half of them {when(half)}" if half else "in no month shown is it in half of them"
    return (
        "Of the wars that follow from these assumptions, there has been a ceasefire or a settlement in "
        f"{'; in '.join(parts)}; {told}."
    )


def chart(others: tuple[str, ...] = ()) -> Any:
    """Return the chart: a line for the mean, a band for eight of ten versions, dashes for what it is compared with."""
    name = "chance that there has been one"
    band = data("band").mark_area(color=COLOURS["shade"], opacity=0.8)
    line = data("mean").mark_line(color=COLOURS["ink"], strokeWidth=2.5)
    layers = band.encode(x=days(), y=chances("p10", name), y2="p90:Q")
    layers += line.encode(x=days(), y=chances("chance", name))
    return (layers + dashed(others, name) if others else layers).properties(width=WIDTH, height=260)
