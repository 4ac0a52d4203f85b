"""The front's moves, month by month, from the area that the attacker holds.

A month's moves follow the *position* that the cumulative area implies, not the sign of the month's
change: the front of the model moves every month, so the sign would drift far from the map.

    position(m) = anchor + (area at the end of m - area at the end of the month before `settled`) / step
    move(m)     = up if position(m) > where the front stands, down if below, the opposite of the last move if equal

so that a line that stands still alternates. Months before the line settled moved faster than a
step and are left out (not observed).

Sources: daily areas of ``ukraine/territory_daily.csv`` (Liveuamap to 2024-07-07, DeepState from
2024-07-08; see the data folder's README). The two series agree within half a per cent where they
overlap, but their splice is a step of +307 km^2 that is no advance; it is taken out here.
Reads: ``ukraine/territory_daily.csv``. Writes: nothing (the moves are figures in the scenario).
Silent about: where land changed hands, what it is worth, and corrections of the maps other than
the splice (one of +319 km^2 on 2023-11-20 stays in).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

from ripeness.errors import DataError
from ripeness.history.series import read_series

SERIES = Path("ukraine") / "territory_daily.csv"
SPLICE_DAY = "2024-07-08"  # first day of the second source
SPLICE_KM2 = 307.0  # step of the series on that day, not an advance
SETTLED = "2022-12"  # first month whose moves are recorded
ANCHOR = 30  # front at the start of SETTLED
ROUND_TO_KM2 = 50.0  # a step is a multiple of this


def load_monthly_areas(data: Path) -> dict[str, float]:
    """Area held by the attacker at each month's end [km^2], splice taken out.

    ``data`` is the folder that RIPENESS_DATA names. A month's end is its last day with a row, so
    missing days need no filling. Keys are ``YYYY-MM`` in order.
    """
    last: dict[str, tuple[str, float]] = {}
    for row in read_series(data, SERIES.as_posix()).rows:
        day, area = row.period(), row.figure("area_km2")
        if len(day) != len(SPLICE_DAY):
            raise DataError(f"{row.file}, line {row.line}: {day} is no day", "Write YYYY-MM-DD")
        if area is None:
            continue
        if day >= SPLICE_DAY:
            area -= SPLICE_KM2
        month = day[:7]
        if month not in last or day > last[month][0]:
            last[month] = (day, area)
    return {month: last[month][1] for month in sorted(last)}


def step_area(areas: Mapping[str, float], until: str, settled: str = SETTLED, round_to: float = ROUND_TO_KM2) -> float:
    """Area of one step [km^2]: the smallest multiple of ``round_to`` not below any month's change.

    Month-end to month-end changes from ``settled`` to ``until`` (both included) are compared, so
    that no recorded month is faster than a step.
    """
    months = _months(areas, settled, until)
    before = [_month_before(month) for month in months]
    largest = max(abs(areas[month] - areas[earlier]) for month, earlier in zip(months, before, strict=True))
    return round_to * math.ceil(largest / round_to)


def implied_positions(
    areas: Mapping[str, float],
    step: float,
    until: str,
    settled: str = SETTLED,
    anchor: int = ANCHOR,
) -> dict[str, float]:
    """Front that the cumulative area implies at each month's END [steps, not rounded].

    ``areas`` and ``step`` in km^2; months from ``settled`` to ``until``, both included.
    """
    origin = areas[_month_before(settled)]
    return {month: anchor + (areas[month] - origin) / step for month in _months(areas, settled, until)}


def moves(
    areas: Mapping[str, float],
    step: float,
    until: str,
    settled: str = SETTLED,
    anchor: int = ANCHOR,
) -> dict[str, str]:
    """``up`` or ``down`` for each month: one step towards the implied position [km^2 in, words out].

    Where the front already stands exactly at the implied position it takes back its last move; a
    first move of this kind is up.
    """
    front, last = anchor, "down"
    record: dict[str, str] = {}
    for month, target in implied_positions(areas, step, until, settled, anchor).items():
        back = "down" if last == "up" else "up"
        last = back if target == front else "up" if target > front else "down"
        front += 1 if last == "up" else -1
        record[month] = last
    return record


def _month_before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return f"{year - 1}-12" if number == 1 else f"{year}-{number - 1:02d}"


def _months(areas: Mapping[str, float], first: str, last: str) -> list[str]:
    """Months from ``first`` to ``last``; a gap in the series is an error, not a silence."""
    months = [month for month in sorted(areas) if first <= month <= last]
    for month in [*months, last]:
        if month not in areas or _month_before(month) not in areas:
            raise DataError(
                f"The area series does not hold both {month} and the month before it",
                "Ask for months that the series covers",
            )
    return months
