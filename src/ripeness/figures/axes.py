"""Axes that several figures share: months as dates, chances from 0 to 100 per cent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ripeness.figures.figure import needed

if TYPE_CHECKING:
    import altair


def data(name: str) -> Any:
    """Return a table of the figure by its name."""
    return needed("altair").Chart(needed("altair").NamedData(name))


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
