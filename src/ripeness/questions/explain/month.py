"""The month that is asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ripeness.errors import RunError

if TYPE_CHECKING:
    from ripeness.schema import Scenario


def months_ahead(scenario: Scenario, month: str | None) -> int:
    """Return how many months after ``as_of`` a month lies; raise ``RunError`` for one that cannot be asked about."""
    first = scenario.month_index(scenario.calendar.as_of)
    if month is None:
        return 0
    from ripeness.schema.calendar import read_month

    last = scenario.month_label(first + scenario.calendar.horizon)
    fix = f"Write a month from {scenario.calendar.as_of} to {last}, such as {scenario.calendar.as_of}"
    try:
        ahead = scenario.month_index(read_month(month)) - first
    except ValueError as error:
        raise RunError(f"{month!r} is not a month", fix) from error
    if ahead < 0:
        what = f"the month {month} lies before {scenario.calendar.as_of}, from when on levers can be pulled"
        raise RunError(what, fix)
    if ahead > scenario.calendar.horizon:
        raise RunError(f"the month {month} lies beyond what {scenario.name} shows", fix)
    return ahead
