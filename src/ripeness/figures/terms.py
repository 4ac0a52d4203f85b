"""On which terms, if it is settled? Where each issue ends between the two ideals, with eight of ten versions."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import by_issue, data, shares
from ripeness.figures.figure import Tables, needed
from ripeness.figures.telling import banded, heading, of_wars, title
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.pages.words import where_terms_lie
from ripeness.questions.summary.summary import Summary

TITLE = "On which terms, if it is settled?"

ROW = 64
"""Pixels of an issue: its title in up to two lines, and the line below."""


def lacks(summary: Summary) -> str:
    """Return why there is nothing to draw, or nothing."""
    known = any(one["mean"] is not None for one in summary["terms"].values())
    return "" if known else "no settlement is met within the months shown, so that there are no terms"


def tables(summary: Summary) -> Tables:
    """Return a row for each issue: mean and band; one that cannot be divided goes to a side whole, and has no band."""
    rows = []
    for name, one in summary["terms"].items():
        if one["mean"] is None:
            continue
        whole = bool(one["indivisible"])
        spread = banded(summary) and not whole
        rows.append({
            "issue": name, "title": title(one["title"]), "mean": one["mean"], "p10": one["p10"] if spread else None,
            "p90": one["p90"] if spread else None, "indivisible": whole,
            "heading": heading(one["title"]),
            "told": f"whole to the attacker in {of_wars(one['mean'], 'these settlements')}" if whole else "",
            "point": None if whole else one["mean"],
        })  # fmt: skip
    return {"terms": rows}


def sentence(tables: Tables) -> str:
    """Return where each issue ends on average."""
    told = [f"{one['title']}: {one['told'] or where_terms_lie(one['mean'])}" for one in tables["terms"]]
    return f"Where a war that follows from these assumptions is settled, on average: {'; '.join(told)}."


def chart() -> Any:
    """Return the chart: a point and a line for each issue, its whole title above."""
    alt = needed("altair")
    rows, ground = by_issue("terms", whole="datum.indivisible")
    x = shares("mean", "from what the defender would like best (0) to what the attacker would like best (1)")
    line = data("terms").mark_rule(color=COLOURS["quiet"], strokeWidth=5, yOffset=16, strokeCap="round")
    point = data("terms").mark_circle(color=COLOURS["ink"], size=140, opacity=1, yOffset=16)
    told = data("terms").mark_text(align="left", baseline="middle", yOffset=16, fontSize=13, fontStyle="italic")
    return alt.layer(
        ground,
        line.transform_filter("isValid(datum.p10)").encode(y=rows, x=alt.X("p10:Q"), x2="p90:Q"),
        point.transform_filter("isValid(datum.point)").encode(y=rows, x=x),
        told.transform_filter("datum.indivisible").encode(y=rows, x=alt.XDatum(0), text="told:N"),
    ).properties(width=WIDTH, height=alt.Step(ROW))
