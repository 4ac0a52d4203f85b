"""Which numbers does the doubt about an event go with? Shares of the spread, and what luck alone would give."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import data, headed, parts
from ripeness.figures.figure import Tables, needed
from ripeness.figures.telling import heading, title
from ripeness.figures.theme import COLOURS, WIDTH
from ripeness.pages.drivers import day, part
from ripeness.pages.words import listed
from ripeness.questions.drivers.result import Drivers

TITLE = "Which numbers carry the doubt?"

SHOWN = 8
ROW = 64


def lacks(result: Drivers) -> str:
    """Return why there is nothing to draw, or nothing."""
    return "" if result["enough_draws"] and result["numbers"] else "the draws are too few to tell of single numbers"


def tables(result: Drivers) -> Tables:
    """Return the share of each number with its interval, the greatest first, and what luck gives the greatest."""
    totals = {one["name"]: one for one in result["leading"]}
    rows: list[dict[str, Any]] = [
        {
            "number": one["path"],
            "meaning": title(one["words"], 140),
            "heading": heading(one["words"]),
            "share": one["share"],
            "low": one["low"],
            "high": one["high"],
            "in_all": min(max(totals[one["path"]]["total"], 0.0), 1.0) if one["path"] in totals else None,
            "beyond_luck": one["share"] > (result["by_luck"] or 0.0),
        }
        for one in result["numbers"][:SHOWN]
    ]
    about = {"event": result["event"], "by": day(result["by"]), "numbers": len(result["numbers"])}
    return {"shares": rows, "luck": [{"none": 0.0, "luck": min(result["by_luck"] or 0.0, 1.0), **about}]}


def sentence(tables: Tables) -> str:
    """Return which numbers stand out from luck, with their shares."""
    about, beyond = tables["luck"][0], [one for one in tables["shares"] if one["beyond_luck"]]
    of = (
        f"Of the spread of the chance of {about['event']} by {about['by']} over the versions of the argument, by ranks,"
    )
    luck = f"luck alone would give the greatest of {about['numbers']} numbers about {part(about['luck'])}"
    if not beyond:
        return f"{of} no single number goes with more than luck: {luck}."
    told = listed([f"{part(one['share'])} goes with '{one['meaning']}'" for one in beyond])
    return f"{of} {told}; {luck}."


def chart() -> Any:
    """Return the chart: a point and an interval for each number, luck shaded, a diamond for the share in all."""
    alt = needed("altair")
    rows, x = (
        headed("number"),
        parts("share", "share of the spread: dot with 95 %; diamond: with others, before the record; shaded: luck"),
    )
    scale = alt.Scale(domain=[0, 1], nice=False)
    shade = data("luck").mark_rect(color=COLOURS["shade"], opacity=0.5)
    line = data("shares").mark_rule(color=COLOURS["quiet"], strokeWidth=3, yOffset=16)
    point = data("shares").mark_circle(color=COLOURS["ink"], size=140, opacity=1, yOffset=16)
    total = data("shares").mark_point(color=COLOURS["ink"], shape="diamond", size=120, opacity=1, yOffset=16)
    above = data("shares").mark_text(align="left", baseline="top", lineBreak="\n", yOffset=-26, fontSize=13)
    return alt.layer(
        shade.encode(x=alt.X("none:Q", scale=scale), x2="luck:Q"),
        line.encode(y=rows, x=alt.X("low:Q", scale=scale), x2="high:Q"),
        total.transform_filter("datum.in_all !== null").encode(y=rows, x=alt.X("in_all:Q", scale=scale)),
        point.encode(y=rows, x=x),
        above.encode(y=rows, x=alt.XDatum(0, scale=scale), text="heading:N"),
    ).properties(width=WIDTH, height=alt.Step(ROW))
