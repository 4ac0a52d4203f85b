"""What do rival views forecast? The chance that the war goes on by view, on the same axis at each horizon."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import headed
from ripeness.figures.figure import Tables, needed
from ripeness.figures.telling import FEWEST, heading, of_wars, title
from ripeness.figures.theme import COLOURS
from ripeness.questions.panel.weighing import Panel

TITLE = "What do rival views forecast?"

ROW = 60
PANEL = 130
"""Pixels of a horizon's axis."""


def lacks(panel: Panel) -> str:
    """Return why there is nothing to draw, or nothing."""
    return "" if panel["views"] else "no view was finished"


def tables(panel: Panel) -> Tables:
    """Return for each view and horizon the chance that the war goes on, and the band where there is one."""
    rows = []
    banded = panel["draws"] >= FEWEST
    for name, view in panel["views"].items():
        for months in panel["horizons"]:
            band = view["ongoing"][str(months)]
            rows.append({
                "view": name, "title": title(view["title"]), "months_ahead": months, "horizon": f"in {months} months",
                "chance": band["mean"], "p10": band["p10"] if banded else None, "p90": band["p90"] if banded else None,
                "heading": heading(view["title"]) if months == panel["horizons"][0] else "",
            })  # fmt: skip
    return {"views": rows}


def sentence(tables: Tables) -> str:
    """Return each view's chance at the last horizon but one, or the only one, highest first."""
    horizons = sorted({one["months_ahead"] for one in tables["views"]})
    at = horizons[len(horizons) // 2]
    rows = sorted(
        (one for one in tables["views"] if one["months_ahead"] == at), key=lambda one: -(one["chance"] or 0.0)
    )
    told = "; ".join(f"{one['title']}: {of_wars(one['chance'])}" for one in rows)
    return f"Of the wars that follow from each view's assumptions, so many still go on in {at} months: {told}."


def chart() -> Any:
    """Return the chart: a row for each view, a small axis for each horizon, all from 0 to 100 per cent."""
    alt = needed("altair")
    rows = headed("view")
    axis = alt.Axis(format="%", values=[0, 0.5, 1], labelFlush=True)
    x = alt.X("chance:Q", title=None, axis=axis, scale=alt.Scale(domain=[0, 1], nice=False))
    ground = alt.Chart().mark_rule(color=COLOURS["line"], strokeWidth=2, yOffset=14)
    line = alt.Chart().mark_rule(color=COLOURS["quiet"], strokeWidth=5, yOffset=14)
    point = alt.Chart().mark_circle(color=COLOURS["ink"], size=130, opacity=1, yOffset=14)
    above = alt.Chart().mark_text(align="left", baseline="top", lineBreak="\n", yOffset=-28, fontSize=13)
    layers = alt.layer(
        ground.encode(y=rows, x=alt.XDatum(0), x2=alt.X2Datum(1)),
        line.transform_filter("isValid(datum.p10)").encode(y=rows, x=alt.X("p10:Q"), x2="p90:Q"),
        point.encode(y=rows, x=x),
        above.encode(y=rows, x=alt.XDatum(0), text="heading:N"),
        data=alt.NamedData("views"),
    ).properties(width=PANEL, height=alt.Step(ROW))
    header = alt.Header(labelFontSize=13, labelColor=COLOURS["ink"], title=None)
    return layers.facet(column=alt.Column("horizon:N", sort=alt.SortField("months_ahead"), header=header), spacing=16)
