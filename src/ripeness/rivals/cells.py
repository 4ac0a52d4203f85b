"""Rows of cells as people write them: separators, quotes, comments, encodings and decimal commas told apart.

A file is text in UTF-8, with or without a byte-order mark, or else in Latin-1, as Windows extends it. Cells are parted
by one of tab, semicolon, comma and bar, whichever parts the first rows most often; they may be padded and quoted, and
the last line may lack its end. Figures have a decimal point, or a decimal comma where a comma does not part cells.
What could be read in two ways is refused with file and line.

Sources: files of KTAB, of the exchange model and of the expected utility model. Reads: a file. Writes: nothing.
Silent about: what the cells mean.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ripeness.errors import DataError
from ripeness.reading import read_bytes

SEPARATORS = "\t;,|"
"""What may part cells; of two that part the first rows equally often, the former."""

TRIED = 5
"""Rows by which the separator is told."""

LARGEST = 1e12
"""No figure is larger."""

_FIGURE = re.compile(r"[+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}", re.ASCII)
_SEPARATOR_NAMED = re.compile(r"\"?sep=[\t;,|]\"?", re.I)
"""A first line by which spreadsheets say what parts cells."""
_ENDS = re.compile(r"\r\n|\n|\r")
_STRANGE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Row:
    """Cells of one line, without quotes and padding, and where it stands."""

    file: str
    line: int
    cells: tuple[str, ...]

    def refuse(self, what: str, fix: str = "") -> DataError:
        """Return the error that names this line."""
        return DataError(f"{self.file}, line {self.line}: {what}", fix)

    def text(self, column: int, meaning: str) -> str:
        """Return a cell that must not be empty."""
        found = self.cells[column] if column < len(self.cells) else ""
        if not found:
            raise self.refuse(f"{meaning} is missing", f"Write it in cell {column + 1}")
        return found

    def figure(self, column: int, meaning: str, least: float = -LARGEST, most: float = LARGEST) -> float:
        """Return the number in a cell, between `least` and `most`."""
        found = self.text(column, meaning)
        if _THOUSANDS.fullmatch(found):
            whole = found.replace(",", "")
            what = f"{meaning} is {found}, whose comma may part thousands or decimals"
            raise self.refuse(what, f"Write {whole} or {found.replace(',', '.')}")
        if not _FIGURE.fullmatch(found):
            raise self.refuse(f"{meaning} is {found[:40]!r}, which is no number", "Write digits with a decimal point")
        value = float(found.replace(",", "."))
        if not least <= value <= most:
            raise self.refuse(f"{meaning} is {found}, outside {least:g} to {most:g}", "Correct it")
        return value


def decoded(file: str, raw: bytes) -> str:
    """Return the text of a file: UTF-8, with or without its mark, or else Latin-1, as Windows extends it."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError(f"{file}, line 1: this is text in UTF-16", "Save it as UTF-8")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError:
            text = raw.decode("latin-1")  # with characters that are no text, named below
    for number, line in enumerate(_ENDS.split(text), start=1):
        if _STRANGE.search(line):
            what = f"{file}, line {number}: a character that is no text"
            raise DataError(what, "Hand over a text file in UTF-8 or Latin-1")
    if not text.strip():
        raise DataError(f"{file}, line 1: there is nothing in this file", "Hand over a file with rows")
    return text


def read_source(path: str | Path) -> tuple[str, bytes]:
    """Return the name of a file, as errors call it, and what it holds."""
    try:
        return Path(path).name, read_bytes(Path(path))
    except OSError as error:
        raise DataError(f"{path}: {error.strerror or error}", "Name a file that exists and can be read") from None


def rows_of(file: str, text: str, comments: tuple[str, ...], quote: str = '"') -> Iterator[Row]:
    """Yield the rows of a text; empty lines and comments are passed over.

    Parameters
    ----------
    comments : what a comment begins with. quote : the character that encloses cells.

    Raises
    ------
    DataError : a quote that is not closed on its line.
    """
    lines = [
        (number, line)
        for number, line in enumerate(_ENDS.split(text), start=1)
        if line.strip(" \t;,|" + quote)
        and not line.lstrip().lstrip(quote).startswith(comments)
        and not (number == 1 and _SEPARATOR_NAMED.fullmatch(line.strip()))
    ]
    separator = _separator([line for _, line in lines[:TRIED]], quote)
    for number, line in lines:
        made = csv.reader([line], delimiter=separator, quotechar=quote, skipinitialspace=True)
        if _open_quote(line, separator, quote):
            what = f"{file}, line {number}: a quote {quote} is opened and not closed"
            raise DataError(what, "Close it on the same line, or leave it out")
        cells = tuple(cell.strip().strip("\N{NO-BREAK SPACE}") for cell in next(made))
        yield Row(file, number, cells)


def _open_quote(line: str, separator: str, quote: str) -> bool:
    """Whether a cell of a line begins with a quote that nothing closes."""
    try:
        list(csv.reader([line], delimiter=separator, quotechar=quote, skipinitialspace=True, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _separator(lines: list[str], quote: str) -> str:
    """Return what parts the cells of some lines: the character that all of them hold most often."""
    bare = [re.sub(f"{quote}[^{quote}]*{quote}", "", line) for line in lines] or [""]
    return max(
        SEPARATORS, key=lambda one: (min(line.count(one) for line in bare), sum(line.count(one) for line in bare))
    )


def kept(held: Any, parse: Callable[[str, bytes], Any]) -> bytes:
    """Return the bytes that something was read from if `parse` still reads the same from them, else nothing."""
    if not held.source:
        return b""
    try:
        return held.source if parse(f"{held.title}.csv", held.source).same(held) else b""
    except DataError:  # it was read from another layout
        return b""


def cell(text: str, separator: str, quote: str) -> str:
    """Return a text as a cell, in quotes where it needs them."""
    if any(one in text for one in (separator, quote, "\n", "\r")) or text != text.strip():
        return f"{quote}{text.replace(quote, 2 * quote)}{quote}"
    return text


def number(value: float) -> str:
    """Return the shortest text that reads back as the number."""
    return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))
