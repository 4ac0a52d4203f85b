"""Months of heavy bombardment, from the missiles and drones that the defender reports as launched.

    struck(m)  iff  missiles(m) + drones(m) / 10  >=  100

One missile counts as ten drones, roughly the ratio of their warheads (some 450 kg, recalled, and
50 kg, read). Reconnaissance drones and guided bombs dropped near the front are left out.

Sources: ``ukraine/missile_drone_attacks_monthly.csv`` (Ukrainian Air Force reports; the defender's
claims). Reads: that file. Writes: nothing (the months are figures in the scenario).
Silent about: what was hit. The series holds launches, not targets, so "struck" is heavy long-range
bombardment of which the power system is one target among others.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ripeness.errors import DataError
from ripeness.history.series import read_series

SERIES = Path("ukraine") / "missile_drone_attacks_monthly.csv"
MISSILES = frozenset({"cruise", "ballistic", "mixed_or_unknown_missile"})
DRONES = frozenset({"drone"})
DRONES_PER_MISSILE = 10.0
THRESHOLD = 100.0
FIRST_FULL_MONTH = "2022-10"  # the reports start on 2022-09-28


def load_missile_equivalents(data: Path) -> dict[str, float]:
    """Launched a month [missile equivalents]; ``data`` is the folder that RIPENESS_DATA names."""
    total: dict[str, float] = {}
    for row in read_series(data, SERIES.as_posix()).rows:
        month = row.period()
        if len(month) != len(FIRST_FULL_MONTH):
            raise DataError(f"{row.file}, line {row.line}: {month} is no month", "Write YYYY-MM")
        if month < FIRST_FULL_MONTH:
            continue
        weight = 0.0
        if row.cells["kind"] in MISSILES:
            weight = 1.0
        elif row.cells["kind"] in DRONES:
            weight = 1.0 / DRONES_PER_MISSILE
        total[month] = total.get(month, 0.0) + weight * (row.figure("launched") or 0.0)
    return dict(sorted(total.items()))


def struck(equivalents: Mapping[str, float], until: str) -> dict[str, bool]:
    """Whether each month up to ``until`` reaches the threshold [missile equivalents]."""
    return {m: value >= THRESHOLD for m, value in equivalents.items() if m <= until}
