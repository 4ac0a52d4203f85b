"""Where does each issue end? From where it starts to where it ends, by another method of the field."""

from __future__ import annotations

from typing import Any

from ripeness.figures.axes import by_issue, data, shares
from ripeness.figures.figure import Tables, needed
from ripeness.figures.telling import heading, title
from ripeness.figures.theme import COLOURS, WIDTH, wrapped
from ripeness.questions.rival.found import IssueForecast, RivalFound
from ripeness.statistics.bands import Figure

TITLE = "Where does each issue end, by another method?"

ROW = 64


def along(one: IssueForecast, value: Figure) -> Figure:
    """Return how far along its issue's scale a position lies, from 0 to 1."""
    low, high = one["lower"] or 0.0, one["upper"] or 0.0
    return None if value is None or high == low else min(1.0, max(0.0, (value - low) / (high - low)))


def subtitle(found: RivalFound) -> tuple[str, ...]:
    """Return what the numbers are of: whose positions, by which method."""
    what = f"What follows from the assumptions of '{title(found['title'], 80)}' by the method {found['method']}"
    return tuple(wrapped(f"{what}; not a prediction."))


def lacks(found: RivalFound) -> str:
    """Return why there is nothing to draw, or nothing."""
    known = [one for one in found["issues"] if one["start"] is not None and one["forecast"] is not None]
    return "" if known else "this method forecasts states, not positions"


def tables(found: RivalFound) -> Tables:
    """Return a row for each issue: start and forecast, in its own unit and along its scale."""
    rows = [
        {
            "issue": one["issue"], "heading": heading(one["issue"]), "start": one["start"],
            "forecast": one["forecast"], "from": along(one, one["start"]), "share": along(one, one["forecast"]),
        }
        for one in found["issues"]
    ]  # fmt: skip
    return {"issues": rows}


def sentence(tables: Tables) -> str:
    """Return where each issue starts and ends."""
    told = [
        f"{title(one['issue'], 60)} from {one['start']:.3g} to {one['forecast']:.3g}"
        for one in tables["issues"]
        if one["start"] is not None and one["forecast"] is not None
    ]
    return f"By the assumptions of the method and of its input, positions go so: {'; '.join(told)}."


def chart() -> Any:
    """Return the chart: for each issue an open circle where it starts, a full one where it ends, a line between."""
    alt = needed("altair")
    rows, ground = by_issue("issues")
    along_scale = "along each issue's scale; open: at first, full: at last"
    x, first = shares("share", along_scale), shares("from", along_scale)
    line = data("issues").mark_rule(color=COLOURS["quiet"], strokeWidth=3, yOffset=16)
    start = data("issues").mark_point(color=COLOURS["ink"], size=110, yOffset=16)
    end = data("issues").mark_circle(color=COLOURS["ink"], size=130, opacity=1, yOffset=16)
    return alt.layer(
        ground,
        line.encode(y=rows, x=x, x2="from:Q"),
        start.encode(y=rows, x=first),
        end.encode(y=rows, x=x),
    ).properties(width=WIDTH, height=alt.Step(ROW))
