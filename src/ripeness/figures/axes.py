"""Axes that several figures share: months as dates, chances from 0 to 100 per cent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ripeness.figures.figure import needed
from ripeness.figures.theme import COLOURS

if TYPE_CHECKING:
    import altair


def data(name: str) -> Any:
    """Return a table of the figure by its name."""
    return needed("altair").Chart(needed("altair").NamedData(name))


def by_issue(table: str, whole: str = "false") -> tuple[altair.Y, altair.LayerChart]:
    """Return the axis of a table's issues, a row each, and what stands in every row: a line from end to end, and the
    title above.

    whole : test of a row whose issue goes to one side whole, and has no line.
    """
    alt = needed("altair")
    rows = headed("issue")
    ground = data(table).mark_rule(color=COLOURS["line"], strokeWidth=2, yOffset=16)
    above = data(table).mark_text(align="left", baseline="top", lineBreak="\n", yOffset=-26, fontSize=13)
    return rows, alt.layer(
        ground.encode(
            y=rows, x=alt.XDatum(0), x2=alt.X2Datum(1), opacity=alt.condition(whole, alt.value(0), alt.value(1))
        ),
        above.encode(y=rows, x=alt.XDatum(0), text="heading:N"),
    )


def days(field: str = "day") -> altair.X:
    """Return the axis of months. In UTC: else a reader west of Greenwich would see the month before."""
    alt = needed("altair")
    axis = alt.Axis(format="%b %Y", grid=False, tickCount=6, labelOverlap=True, labelFlush=True)
    return alt.X(f"{field}:T", title=None, scale=alt.Scale(type="utc", nice=False), axis=axis)  # type: ignore[no-any-return]


def chances(field: str, title: str = "chance") -> altair.Y:
    """Return the axis of chances, from 0 to 100 per cent whatever the data."""
    alt = needed("altair")
    axis = alt.Axis(format="%", tickCount=5)
    return alt.Y(f"{field}:Q", title=title, scale=alt.Scale(domain=[0, 1], nice=False), axis=axis)  # type: ignore[no-any-return]


def shares(field: str, title: str | None = None, low: str = "0", high: str = "1") -> altair.X:
    """Return an axis from 0 to 1 whose ends are named."""
    alt = needed("altair")
    said = f"datum.value == 0 ? '{low}' : datum.value == 1 ? '{high}' : format(datum.value, '.2~f')"
    axis = alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], labelExpr=said, orient="bottom", labelFlush=True)
    return alt.X(f"{field}:Q", title=title, scale=alt.Scale(domain=[0, 1], nice=False), axis=axis)  # type: ignore[no-any-return]


def parts(field: str, title: str) -> altair.X:
    """Return an axis of parts of a whole, from 0 to 100 per cent."""
    alt = needed("altair")
    axis = alt.Axis(values=[0, 0.25, 0.5, 0.75, 1], format=".0%", labelFlush=True)
    return alt.X(f"{field}:Q", title=title, scale=alt.Scale(domain=[0, 1], nice=False), axis=axis)  # type: ignore[no-any-return]


def headed(field: str) -> altair.Y:
    """Return the axis of rows that have a heading each, in the order of the table."""
    alt = needed("altair")
    return alt.Y(f"{field}:N", axis=None, sort=None, scale=alt.Scale(paddingInner=0, paddingOuter=0.1))  # type: ignore[no-any-return]
