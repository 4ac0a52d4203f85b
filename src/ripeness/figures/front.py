"""Where is the front? The area that the attacker holds by month: as it was seen, and as it is forecast."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import data, days
from ripeness.figures.figure import Tables, by_month, needed
from ripeness.figures.telling import at_months, banded, shown_while_going, when
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.pages.words import month_in_words
from ripeness.questions.summary.summary import Summary

TITLE = "Where is the front? The area that the attacker holds"

KINDS = {"seen": "as recorded", "forecast": "forecast: mean of the wars that go on"}


def lacks(summary: Summary) -> str:
    """Return why there is nothing to draw, or nothing."""
    return "" if summary.get("front") else "the scenario's front is a ladder of steps and no area"


def tables(summary: Summary) -> Tables:
    """Return the area as seen, its forecast mean, and the band of eight in ten versions, in km^2."""
    front = summary["front"]
    assert front is not None
    months, ahead = summary["months"], summary["months_ahead"]
    past = range(-len(front["past_months"]), 0)
    seen = by_month(["area"], front["past_months"], past, area=front["seen"])
    means, lows, highs = (
        shown_while_going(summary, [one[key] for one in front["area"]]) for key in ("mean", "p10", "p90")
    )  # type: ignore[literal-required]
    mean = by_month(["area"], months, ahead, area=means)
    band = by_month(["p10", "p90"], months, ahead, p10=lows, p90=highs) if banded(summary) else []
    return {
        "forecast": [{**one, "kind": KINDS["forecast"]} for one in mean if one["area"] is not None],
        "seen": [{**one, "kind": KINDS["seen"]} for one in seen if one["area"] is not None],
        "band": [one for one in band if one["p10"] is not None],
    }


def sentence(tables: Tables) -> str:
    """Return the area as last seen and as forecast, rounded to 100 km^2."""
    told = ""
    if tables["seen"]:
        last = tables["seen"][-1]
        told = f"The attacker held {_area(last['area'])} at the start of {month_in_words(last['month'])}, as recorded. "
    ahead = at_months(tables["forecast"], 12, 36)
    if not ahead:
        return f"{told}No war that follows from these assumptions goes on, so that no area is forecast."
    parts = [f"{_area(one['area'])} {when(one)}" for one in ahead]
    told += f"On average over the wars that follow from these assumptions and go on: {' and '.join(parts)}."
    for one in at_months(tables["band"], 12):
        told += f" Eight of ten versions of the argument give {_area(one['p10'])} to {_area(one['p90'])} {when(one)}."
    return told


def _area(value: float) -> str:
    return f"{100 * round(value / 100):,} km^2"


def chart() -> Any:
    """Return the chart: what was seen as points, the mean as a line, eight of ten versions as a fan."""
    alt = needed("altair")

    def area(field: str) -> Any:
        axis = alt.Axis(format=",~f", tickCount=5)
        return alt.Y(f"{field}:Q", title="km^2 (the axis need not begin at 0)", scale=alt.Scale(zero=False), axis=axis)

    colours = alt.Scale(domain=list(KINDS.values()), range=[COLOURS["quiet"], COLOURS["attacker"]])
    colour = alt.Color("kind:N", scale=colours, legend=alt.Legend(symbolType="stroke", symbolSize=300))
    fan = data("band").mark_area(color=COLOURS["attacker-shade"], opacity=0.8)
    line = data("forecast").mark_line(strokeWidth=2.5)
    points = data("seen").mark_line(strokeWidth=1.5, point=alt.OverlayMarkDef(size=18))
    return (
        fan.encode(x=days(), y=area("p10"), y2="p90:Q")
        + points.encode(x=days(), y=area("area"), color=colour)
        + line.encode(x=days(), y=area("area"), color=colour)
    ).properties(width=WIDTH, height=260)
