"""A data series: a CSV file whose rows have a time, read strictly.

Text in UTF-8, columns between commas, each name once, as many cells in a row as there are columns; one column of
times, ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; figures in digits with a point, a cell left empty where nothing was
observed. What is otherwise is refused with file and line, and never read as something else or left out.

Sources: the files of the folder that RIPENESS_DATA names. Reads: one of them. Writes: nothing.
Silent about: what the columns mean.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ripeness.errors import DataError
from ripeness.reading import read_bytes

TIMES = ("date", "month", "period", "year")
"""Columns that hold a row's time; the first of them that a file has is taken."""

OTHERS = {";": "semicolons", "\t": "tabs", "|": "bars"}
"""What else than commas people separate columns by."""

LARGEST = 1e30
"""No figure is larger."""

_PERIOD = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_FIGURE = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


@dataclass(frozen=True)
class Cells:
    """A row's cells by column, and where it stands."""

    file: str
    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Row(Cells):
    """A row with a time. time : the column that holds it."""

    time: str

    def period(self) -> str:
        """Return the row's time, ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; a time that is none is a ``DataError``."""
        text = self.cells[self.time].strip()
        match = _PERIOD.fullmatch(text)
        try:
            if match is None:
                raise ValueError
            date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        except ValueError:
            what = f"{self.file}, line {self.line}: {_short(text)} in the column {self.time} is no date"
            raise DataError(what, "Write YYYY-MM-DD, YYYY-MM or YYYY") from None
        return text

    def figure(self, column: str) -> float | None:
        """Return the number in a column, None for an empty cell; anything else is a ``DataError``."""
        text = self.cells[column].strip()
        if not text:
            return None
        value = float(text) if _FIGURE.fullmatch(text) else None
        if value is None or abs(value) > LARGEST:
            what = f"{self.file}, line {self.line}: {_short(text)} is not a number"
            fix = f"Correct the column {column}: digits with a point, or nothing where nothing was observed"
            raise DataError(what, fix)
        return value


@dataclass(frozen=True)
class Series:
    """A file's columns, the one that holds the time, and its rows."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read_series(folder: Path, file: str) -> Series:
    """Read a series.

    Parameters
    ----------
    folder : the data folder. file : the series' name in it.

    Raises
    ------
    DataError : the file is not there, is no text in UTF-8, or is no table with a column of times.
    """
    lines = _lines(_text(folder / file, file), file)
    columns = tuple(next(lines, (0, []))[1])
    time = next((name for name in TIMES if name in columns), None)
    if time is None:
        raise DataError(*_without_time(file, columns))
    rows = _cells(file, columns, lines)
    return Series(file, columns, tuple(Row(row.file, row.line, row.cells, time) for row in rows))


def read_table(path: Path, needed: tuple[str, ...], file: str = "", separators: str = ",") -> tuple[Cells, ...]:
    """Read a table of rows without a time of their own.

    Parameters
    ----------
    path : of the file. needed : columns that it must have. file : what an error calls it; its path by default.
    separators : what may stand between columns; the first under which all needed columns are there is taken.

    Raises
    ------
    DataError : the file is not there, is no text in UTF-8, is no table, or lacks a column.
    """
    called = file or str(path)
    text = _text(path, called)
    for separator in separators:
        lines = _lines(text, called, separator)
        columns = tuple(next(lines, (0, []))[1])
        if all(name in columns for name in needed):
            return tuple(_cells(called, columns, lines))
    lines = _lines(text, called)
    columns = tuple(next(lines, (0, []))[1])
    missing = [name for name in needed if name not in columns]
    has = ", ".join(columns) or "nothing"
    raise DataError(f"{called} has no column {', '.join(missing)}; it has {has}", "Name the columns so")


def _cells(file: str, columns: tuple[str, ...], lines: Iterator[tuple[int, list[str]]]) -> Iterator[Cells]:
    for name in columns:
        if columns.count(name) > 1:
            raise DataError(f"{file} has the column {name!r} twice", "Give each column a name of its own")
    for line, cells in lines:
        if len(cells) != len(columns):
            what = f"{file}, line {line}: {len(cells)} cells, but there are {len(columns)} columns"
            raise DataError(what, "Quote cells that hold a comma; leave empty cells empty")
        yield Cells(file, line, dict(zip(columns, cells, strict=True)))


def _text(path: Path, file: str) -> str:
    try:
        content = read_bytes(path)
    except FileNotFoundError:
        raise DataError(f"{file} is not in {path.parent}", "Name the data folder in RIPENESS_DATA") from None
    except OSError as error:
        raise DataError(f"{file} cannot be read: {error.strerror or error}", "Check the file's permissions") from None
    fix = "Save it as CSV in UTF-8"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError(f"{file} is text in UTF-16, not in UTF-8", fix)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DataError(f"{file}, line {line}: this is not text in UTF-8 (Latin-1, perhaps)", fix) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise DataError(f"{file}, line {line}: this is binary, or text in UTF-16", fix)
    return text


def _lines(text: str, file: str, separator: str = ",") -> Iterator[tuple[int, list[str]]]:
    """Yield line and cells of each row that is not empty; a quote that is not closed names the line it began in."""
    table = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=separator)
    began = 1
    while True:
        try:
            cells = next(table, None)
        except csv.Error as error:
            what = f"{file}, line {began}: this is no row of a CSV file ({error})"
            raise DataError(what, "Close every quote, and double the quotes inside a quoted cell") from None
        if cells is None:
            return
        if cells:
            yield began, cells
        began = table.line_num + 1


def _without_time(file: str, columns: tuple[str, ...]) -> tuple[str, str]:
    """Return what is wrong with a header that names no time, and what to do."""
    for mark, name in OTHERS.items():
        if len(columns) == 1 and mark in columns[0]:
            found = ", ".join(one.strip() for one in columns[0].split(mark))
            return f"{file} separates its columns ({found}) by {name}", "Save it with commas between the columns"
    wanted = f"{file} has no column {', '.join(TIMES[:-1])} or {TIMES[-1]}"
    if not any(columns):
        return f"{wanted}: it is empty", "Begin with a line of column names"
    return f"{wanted}; it has {', '.join(columns)}", "Name the column of each row's time so"


def _short(text: str) -> str:
    return repr(text) if len(text) <= 60 else f"{text[:57]!r}..."
