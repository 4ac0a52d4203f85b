"""Facts that claims state, recomputed from the data series.

    of one period    the sum of the column over the rows that are asked for
    statistic        over the periods of the window: sum, mean, first, last, change (last - first), least, most, count
    result           the statistic, or the statistic divided by, or less, the same for other rows or another window

A fact is not checked, and neither holds nor fails, where no row of the file lies in the window, or where rows are
coarser than the window or differ in length: a year's figure says nothing of a month. Where the file covers the window
with other rows, none that is asked for means that nothing was recorded: a sum or count of 0.

Sources: the files of the folder that RIPENESS_DATA names. Reads: those that a claim names. Writes: nothing.
Silent about: revisions of a series (one vintage is at hand), and what a series leaves out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ripeness.errors import DataError
from ripeness.history import territory
from ripeness.history.series import Row, Series, read_series

if TYPE_CHECKING:
    from ripeness.schema.claims.fact import Fact

LENGTHS = {4: "years", 7: "months", 10: "days"}
"""What a time is of, by its number of characters."""

Rows = Mapping[str, tuple[str, ...]] | None


@dataclass(frozen=True)
class Checked:
    """What the data say: whether the fact holds (None: not checked, and ``why``), and the figures."""

    held: bool | None
    result: float | None = None
    figure: float | None = None
    beside: float | None = None
    why: str = ""


def check(fact: Fact, data: Path | None) -> Checked:
    """Test a fact against the data folder.

    Parameters
    ----------
    fact : what is claimed of a series. data : the folder that RIPENESS_DATA names, or None.

    Returns
    -------
    Not checked, with the reason, where the data are not at hand; never taken to hold without them.

    Raises
    ------
    DataError : a file that does not hold what the fact names.
    """
    if data is None:
        return Checked(None, why="data not at hand")
    other = fact.beside
    figure = _figure(data, fact.series, fact.column, fact.statistic, fact.window, fact.where, fact.without)
    beside = None
    if other is not None:
        beside = _figure(
            data,
            other.series or fact.series,
            other.column or fact.column,
            other.statistic or fact.statistic,
            other.window or fact.window,
            fact.where if other.where is None else other.where,
            fact.without if other.without is None else other.without,
        )
    for one in (figure, beside):
        if isinstance(one, str):
            return Checked(None, why=one)
    assert isinstance(figure, float) and not isinstance(beside, str)
    if beside is None:
        result = figure
    elif fact.compared_as == "difference":
        result = figure - beside
    elif beside == 0:
        return Checked(None, figure=figure, beside=beside, why="what it is divided by is 0")
    else:
        result = figure / beside
    return Checked(fact.met(result), result, figure, beside)


def _figure(
    data: Path, series: str, column: str, statistic: str, window: tuple[str, str], where: Rows, without: Rows
) -> float | str:
    """Return a statistic, or in words why there is none."""
    if not (data / series).is_file():
        return f"data not at hand: {series} is not in the data folder"
    table = read_series(data, series)
    chosen = [(row, value) for row, value in _selected(table, column, where, without)]
    inside = [(row.period(), value) for row, value in chosen if _overlaps(row.period(), window)]
    lengths = sorted({len(period) for period, _ in inside})
    if lengths and (len(lengths) > 1 or lengths[0] < max(map(len, window))):
        of = " and ".join(LENGTHS[one] for one in lengths)
        return f"the rows of {series} are of {of}, the window is of {LENGTHS[max(map(len, window))]}"
    if not inside and not any(_covers(row, window) for row in table.rows):
        return f"data not at hand: {series} has no row from {window[0]} to {window[1]}"
    by_period: dict[str, float] = {}
    for when, value in inside:
        by_period[when] = by_period.get(when, 0.0) + value
    values = [by_period[period] for period in sorted(by_period)]
    if not math.isfinite(sum(map(abs, values))):
        raise DataError(f"{series}: the figures of {column} are too large to add", "Correct them")
    if statistic in ("sum", "count"):  # no row means that nothing was recorded
        return float(sum(values)) if statistic == "sum" else float(len(values))
    if not values:
        return f"data not at hand: {series} has no row from {window[0]} to {window[1]}"
    found = {
        "mean": sum(values) / len(values),
        "first": values[0],
        "last": values[-1],
        "change": values[-1] - values[0],
        "least": min(values),
        "most": max(values),
    }
    return float(found[statistic])


def _selected(table: Series, column: str, where: Rows, without: Rows) -> Iterator[tuple[Row, float]]:
    """Yield each row that is asked for and its figure; complain of names that the file lacks."""
    met: dict[tuple[str, str], bool] = {
        (key, value): False for rows in (where, without) for key, values in (rows or {}).items() for value in values
    }
    for asked in (column, *(key for key, _ in met)):
        if asked not in table.columns:
            raise DataError(
                f"{table.file} has no column {asked!r}", f"It has {', '.join(table.columns)}; correct the claim"
            )
    splice = Path(table.file) == territory.SERIES
    for row in table.rows:
        for pair in met:
            met[pair] = met[pair] or row.cells[pair[0]] == pair[1]
        if any(row.cells[key] not in values for key, values in (where or {}).items()):
            continue
        if any(row.cells[key] in values for key, values in (without or {}).items()):
            continue
        period, value = row.period(), row.figure(column)
        if value is not None:
            yield row, value - (territory.SPLICE_KM2 if splice and period >= territory.SPLICE_DAY else 0.0)
    for (key, wanted), seen in met.items():
        if not seen:
            raise DataError(f"{table.file} has no row with {key} {wanted!r}", "Correct the claim's where: or without:")


def _overlaps(period: str, window: tuple[str, str]) -> bool:
    """Whether a year, month or day has days in common with a window."""
    first, last = (end[: len(period)] for end in window)
    return period[: len(first)] >= first and period[: len(last)] <= last


def _covers(row: Row, window: tuple[str, str]) -> bool:
    """Whether a row that is not asked for shows that the file knows of the window."""
    try:
        return _overlaps(row.period(), window)
    except DataError:
        return False
