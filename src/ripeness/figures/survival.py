"""Does the war go on? The chance that it does, month by month, and where eight of ten versions of the argument lie."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import chances, data, days
from ripeness.figures.compared import chosen as chosen
from ripeness.figures.compared import curves, dashed
from ripeness.figures.figure import Tables, by_month, needed
from ripeness.figures.telling import at_months, banded, fan, of_wars, span, when
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.questions.summary.summary import Summary

OTHER_WARS = "wars between states that had lasted as long"
"""What the bars are, in the legend."""

TITLE = "Does the war go on?"


def tables(summary: Summary) -> Tables:
    """Return the chance by month, and the band where there are versions enough for one."""
    months, ahead, found = summary["months"], summary["months_ahead"], summary["ongoing"]
    mean = by_month(["chance"], months, ahead, chance=[one["mean"] for one in found])
    others = {"compared": curves(summary, "ongoing")} if "compared" in summary else {}
    base = [
        {"day": f"{months[at]}-01", "month": months[at], "kind": OTHER_WARS, **one}
        for one in summary.get("other_wars", [])
        if (at := one["months_ahead"]) < len(months)
    ]
    return {"mean": mean, "band": fan(summary, found) if banded(summary) else [], "other wars": base, **others}


def sentence(tables: Tables) -> str:
    """Return what the curve says a year and three years ahead."""
    parts = [f"{of_wars(one['chance'])} {when(one)}" for one in at_months(tables["mean"], 12, 36)]
    told = f"Of the wars that follow from these assumptions, so many still go on: {', '.join(parts)}."
    for one in at_months(tables["band"], 12):
        told += f" Eight of ten versions of the argument give {span(one['p10'], one['p90'])} {when(one)}."
    for one in tables["other wars"]:
        if one["months_ahead"] == 12:
            share = span(one["low"], one["high"])
            told += f" Of wars between states that had lasted as long, {share} went on 12 months more."
    return told


def chart(others: tuple[str, ...] = ()) -> Any:
    """Return the chart: a line for the mean, a band for eight of ten versions, bars for other wars.

    What the mean is compared with is dashed.
    """
    alt = needed("altair")
    band = data("band").mark_area(color=COLOURS["shade"], opacity=0.8)
    line = data("mean").mark_line(color=COLOURS["ink"], strokeWidth=2.5, interpolate="linear")
    bars = data("other wars").mark_rule(strokeWidth=3)
    colour = alt.Color(
        "kind:N",
        scale=alt.Scale(domain=[OTHER_WARS], range=[COLOURS["quiet"]]),
        legend=alt.Legend(symbolType="stroke", symbolSize=300),
    )
    name = "chance that the war goes on"
    layers = band.encode(x=days(), y=chances("p10", name), y2="p90:Q")
    layers += bars.encode(x=days(), y=chances("low", name), y2="high:Q", color=colour)
    layers += line.encode(x=days(), y=chances("chance", name))
    whole = (
        (layers + dashed(others, name)).resolve_scale(color="independent", strokeDash="independent")
        if others
        else layers
    )
    return whole.properties(width=WIDTH, height=260)
