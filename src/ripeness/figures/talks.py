"""At the talks: what the attacker does, as shares of the wars that still go on."""

from __future__ import annotations

from typing import Any

from ripeness.arrays import CONDUCT
from ripeness.figures.axes import chances, data, days
from ripeness.figures.figure import Tables, by_month, needed
from ripeness.figures.telling import of_wars, shown_while_going, when
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.questions.summary.summary import Summary

TITLE = "At the talks: what does the attacker do?"


def lacks(summary: Summary) -> str:
    """Return why there is nothing to draw, or nothing."""
    return "" if summary["mediated"] else "the scenario has no mediator and no talks"


def tables(summary: Summary) -> Tables:
    """Return each kind of conduct by month, as a share of the wars that go on."""
    rows = []
    for name, meaning in CONDUCT.items():
        series = shown_while_going(summary, summary["talks"][name])
        known = by_month(["share"], summary["months"], summary["months_ahead"], share=series)
        rows += [{"conduct": name, "label": meaning, **one} for one in known if one["share"] is not None]
    return {"talks": rows}


def sentence(tables: Tables) -> str:
    """Return the shares today, or in the first month known."""
    rows = tables["talks"]
    if not rows:
        return "No war that follows from these assumptions goes on, so that nothing can be said of its talks."
    first = [one for one in rows if one["months_ahead"] == min(each["months_ahead"] for each in rows)]
    parts = [f"{one['label']}, in {of_wars(one['share'])}" for one in first]
    return (
        f"In the wars that follow from these assumptions and go on, {when(first[0])} the attacker {'; '.join(parts)}."
    )


def chart() -> Any:
    """Return the chart: a line for each kind of conduct, told apart by dashes too."""
    alt = needed("altair")
    labels = list(CONDUCT.values())
    colours = [COLOURS["attacker"], COLOURS["ink"], COLOURS["deal"]]
    colour = alt.Color(
        "label:N", scale=alt.Scale(domain=labels, range=colours), legend=alt.Legend(symbolType="stroke", symbolSize=300)
    )
    dash = alt.StrokeDash("label:N", scale=alt.Scale(domain=labels, range=[[1, 0], [7, 3], [2, 2]]))
    line = data("talks").mark_line(strokeWidth=2.5)
    y = chances("share", "share of the wars that go on")
    return line.encode(x=days(), y=y, color=colour, strokeDash=dash).properties(width=WIDTH, height=240)
