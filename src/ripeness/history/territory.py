"""The area that the attacker holds, month by month.

A month's area is that of its last day with a row; the splice of the two sources is taken out.
Months before the line settled moved by thousands of km^2: the flagship's record leaves them out.

Sources: daily areas of ``ukraine/territory_daily.csv`` (Liveuamap to 2024-07-07, DeepState from
2024-07-08; see the data folder's README). The two series agree within half a per cent where they
overlap, but their splice is a step of +307 km^2 that is no advance; it is taken out here.
Reads: ``ukraine/territory_daily.csv``. Writes: nothing (the areas are figures in the scenario).
Silent about: where land changed hands, what it is worth, and corrections of the maps other than
the splice (one of +319 km^2 on 2023-11-20 stays in).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ripeness.errors import DataError
from ripeness.history.series import read_series

SERIES = Path("ukraine") / "territory_daily.csv"
SPLICE_DAY = "2024-07-08"  # first day of the second source
SPLICE_KM2 = 307.0  # step of the series on that day, not an advance
SETTLED = "2022-12"  # first month whose area the flagship records


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


def area_at_start(areas: Mapping[str, float], month: str) -> float:
    """Area at a month's start [km^2]: what was held at the end of the month before."""
    before = _month_before(month)
    if before not in areas:
        raise DataError(f"The area series does not hold {before}", "Ask for months that the series covers")
    return areas[before]


def changes(areas: Mapping[str, float], first: str, last: str) -> list[float]:
    """Change of the area in each month from ``first`` to ``last``, both included [km^2]."""
    months = _months(areas, first, last)
    return [areas[month] - areas[_month_before(month)] for month in months]


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
