"""Facts that claims state, recomputed from the data series.

    of one period    the sum of the column over the rows that are asked for
    statistic        over the periods of the window: sum, mean, first, last, change (last - first), least, most, count
    result           the statistic, or the statistic divided by, or less, the same for other rows or another window

Sources: the files of the folder that RIPENESS_DATA names. Reads: those that a claim names. Writes: nothing.
Silent about: revisions of a series (one vintage is at hand), and what a series leaves out.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ripeness.errors import DataError
from ripeness.history import territory

if TYPE_CHECKING:
    from ripeness.schema.claims.fact import Fact

TIMES = ("date", "month", "period")
"""Columns that hold a row's time; a file has one of them."""

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
    by_period: dict[str, float] = {}
    for period, value in _selected(data, series, column, where, without):
        if period[: len(window[0])] >= window[0] and period[: len(window[1])] <= window[1]:
            by_period[period] = by_period.get(period, 0.0) + value
    values = [by_period[period] for period in sorted(by_period)]
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


def _selected(data: Path, series: str, column: str, where: Rows, without: Rows) -> Iterator[tuple[str, float]]:
    """Yield period and value of each row that is asked for; complain of names that the file lacks."""
    met: dict[tuple[str, str], bool] = {
        (key, value): False for rows in (where, without) for key, values in (rows or {}).items() for value in values
    }
    splice = Path(series) == territory.SERIES
    with (data / series).open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        names = table.fieldnames or []
        time = next((name for name in TIMES if name in names), None)
        if time is None:
            raise DataError(f"{series} has no column {', '.join(TIMES)}", "Give each row its time")
        for asked in (column, *(key for key, _ in met)):
            if asked not in names:
                raise DataError(f"{series} has no column {asked!r}", f"It has {', '.join(names)}; correct the claim")
        for row in table:
            for pair in met:
                met[pair] = met[pair] or row[pair[0]] == pair[1]
            if any(row[key] not in values for key, values in (where or {}).items()):
                continue
            if any(row[key] in values for key, values in (without or {}).items()) or not row[column]:
                continue
            try:
                value = float(row[column])
            except ValueError:
                what = f"{series}, line {table.line_num}: {row[column]!r} is not a number"
                raise DataError(what, f"Correct the column {column}") from None
            taken_out = territory.SPLICE_KM2 if splice and row[time] >= territory.SPLICE_DAY else 0.0
            yield row[time], value - taken_out
    for (key, wanted), seen in met.items():
        if not seen:
            raise DataError(f"{series} has no row with {key} {wanted!r}", "Correct the claim's where: or without:")
