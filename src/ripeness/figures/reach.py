"""Is a deal in reach? What fighting on is worth to each side, and the best deal for the defender, by month."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import data, days
from ripeness.figures.figure import Tables, by_month, needed
from ripeness.figures.telling import at_months, of_wars, shown_while_going, when
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.pages.ripeness_drawing import smoothed
from ripeness.questions.summary.summary import Summary

TITLE = "Is a deal in reach? What fighting on is worth to each side, in its own eyes"

SERIES = {
    "attacker": "fighting on, to the attacker",
    "defender": "fighting on, to the defender",
    "deal": "the best deal for the defender that gives the attacker as much",
}

IN_REACH, OUT_OF_REACH = "the gap, shaded: a deal is in reach", "the gap, striped: none is"


def tables(summary: Summary) -> Tables:
    """Return three lines by month, each month averaged with the next, and the gap between two of them by its sign."""
    values, months, ahead = summary["values"], summary["months"], summary["months_ahead"]
    shown = [
        shown_while_going(summary, smoothed(one))
        for one in (values["attacker"], values["defender"], summary["ripeness_gap"])
    ]
    ripe = shown_while_going(summary, summary["ripe"])
    rows, gaps = [], []
    for at, (attacker, defender, gap) in enumerate(zip(*shown, strict=True)):
        if attacker is None or defender is None or gap is None:
            continue
        month = by_month([], months[at : at + 1], ahead[at : at + 1])[0]
        for name, value in (("attacker", attacker), ("defender", defender), ("deal", defender + gap)):
            rows.append({**month, "series": name, "label": SERIES[name], "value": value})
        inside = gap >= 0
        gaps.append({
            **month, "defender": defender, "deal": defender + gap, "gap": gap, "ripe": ripe[at],
            "in_reach": defender + gap if inside else defender, "out_of_reach": defender if inside else defender + gap,
        })  # fmt: skip
    return {"values": rows, "gap": gaps}


def lacks(summary: Summary) -> str:
    """Return why there is nothing to draw, or nothing."""
    return "" if tables(summary)["gap"] else "no month has a value of fighting on to both sides and a gap"


def sentence(tables: Tables) -> str:
    """Return how far the best deal is from what fighting on is worth, and in how many states one is in reach."""
    told = []
    for one in at_months(tables["gap"], 0, 12):
        size = round(abs(one["gap"]), 2)
        how = "less" if one["gap"] < 0 else "more"
        worth = "about as much as" if size < 0.005 else f"{100 * size:.0f} % of the prize {how} to the defender than"
        told.append(f"the best deal is worth {worth} fighting on {when(one)}")
    ripe = tables["gap"][0]["ripe"]
    states = f" Today a deal is in reach in {of_wars(ripe, 'the states of the war')}." if ripe is not None else ""
    return f"On average over the wars that follow from these assumptions and go on, {' and '.join(told)}.{states}"


def chart() -> Any:
    """Return the chart: three lines; the gap is shaded where a deal is in reach, and striped where none is."""
    alt = needed("altair")
    y = alt.Y(
        "value:Q",
        title="% of the prize, as each side weighs it (the axis need not begin at 0)",
        scale=alt.Scale(zero=False),
        axis=alt.Axis(labelExpr="format(100 * datum.value, '.3~f')"),
    )
    domain = [*SERIES.values(), IN_REACH, OUT_OF_REACH]
    colours = alt.Scale(domain=domain, range=[*(COLOURS[one] for one in SERIES), COLOURS["shade"], COLOURS["quiet"]])
    dashes = alt.Scale(domain=domain, range=[[1, 0], [7, 3], [2, 2], [1, 0], [1, 3]])
    key = alt.Legend(symbolType="stroke", symbolSize=300)
    colour, dash = alt.Color("label:N", scale=colours, legend=key), alt.StrokeDash("label:N", scale=dashes)
    lines = data("values").mark_line(strokeWidth=2.5).encode(x=days(), y=y, color=colour, strokeDash=dash)
    inside = (
        data("gap").mark_area(color=COLOURS["shade"], opacity=0.7).encode(x=days(), y="defender:Q", y2="in_reach:Q")
    )
    stripes = data("gap").mark_rule(color=COLOURS["quiet"], strokeWidth=0.6)
    outside = stripes.encode(x=days(), y="defender:Q", y2="out_of_reach:Q")
    return (inside + outside + lines).properties(width=WIDTH, height=260)
