"""What a page is made of: headings, prose, tables, notes and drawings, in order, without a word on how they are shown.

A page is a sequence of blocks. `pages.terminal` shows it on a terminal of any width, `pages.html` in a browser or on
paper. Styles say what a text is, not how it looks: STRONG stands out, QUIET stands back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

STRONG, QUIET, PLAIN = "strong", "quiet", ""

NO_BREAK = "\u00a0"
"""A space at which no line is broken: between a figure and its unit."""

_UNIT = re.compile(r"(?<=\d) (?:%|of 10\b|in \d|points?\b|months?\b|bn USD\b|km)")

_WHOLE = re.compile(
    r"\b(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{4}\b"
    r"|[-+<>]?\d[\d.,]*(?:[ \u00a0]%)? to [-+<>]?\d"
)

Words = str | tuple[tuple[str, str], ...]
"""A text, or pieces of one, each with its style."""


@dataclass(frozen=True)
class Prose:
    """A paragraph. `indent` : columns from the left. `hang` : columns more from its second line on."""

    text: Words
    style: str = PLAIN
    indent: int = 0
    hang: int = 0


@dataclass(frozen=True)
class Gap:
    """A blank line."""


@dataclass(frozen=True)
class Section:
    """A titled part of a page; without a title, a line that sets what follows apart."""

    title: str
    parts: tuple[Block, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, whether numbers stand at its right, and its width in columns of the terminal.

    whole : its cells are never broken over two lines. alone : its head where a row is told by itself, if another.
    """

    head: str = ""
    right: bool = False
    whole: bool = False
    least: int | None = None
    most: int | None = None
    alone: str = ""


@dataclass(frozen=True)
class Row:
    """A row of a table; `style` holds for every cell that has none of its own. Without cells: a blank line."""

    cells: tuple[Words, ...] = ()
    style: str = PLAIN


@dataclass(frozen=True)
class Table:
    """Rows under heads. `heads` : whether the heads are shown. `gap` : columns between two columns."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    heads: bool = True
    indent: int = 0
    gap: int = 2


@dataclass(frozen=True)
class Facts:
    """Labels, each with what it stands for."""

    rows: tuple[tuple[str, Words], ...]


@dataclass(frozen=True)
class Drawing:
    """A drawing made of characters. `says` : what it shows, in a sentence, for those who cannot see it.

    key : what its characters mean. figure : name of the figure that stands in the place of both where pictures can be
    shown.
    """

    lines: tuple[str, ...] = ()
    says: str = ""
    figure: str = ""
    key: tuple[Prose | Facts, ...] = ()


Block = Prose | Gap | Section | Table | Facts | Drawing
Page = tuple[Block, ...]


def strong(text: str, indent: int = 0) -> Prose:
    """Return a paragraph that stands out."""
    return Prose(text, STRONG, indent)


def note(text: str) -> Prose:
    """Return a remark below what it explains."""
    return Prose(text, QUIET, 1)


def pictured(figure: str) -> Drawing:
    """Return the place of a figure that has no drawing made of characters."""
    return Drawing(figure=figure)


def section(title: str, parts: Iterable[Block]) -> Section:
    """Return a titled part of a page."""
    return Section(title, tuple(parts))


def table(columns: Iterable[Column | str], rows: Iterable[Row | Iterable[Words]], **more: bool | int) -> Table:
    """Return a table; a column given as text is a plain one, a row given as cells has no style."""
    made = tuple(one if isinstance(one, Column) else Column(one) for one in columns)
    filled = tuple(one if isinstance(one, Row) else Row(tuple(one)) for one in rows)
    return Table(made, filled, **more)  # type: ignore[arg-type]


def plain(words: Words) -> str:
    """Return a text without its styles."""
    return words if isinstance(words, str) else "".join(piece for piece, _ in words)


def together(words: Words) -> Words:
    """Return a text in which a figure and its unit stay on one line."""
    if isinstance(words, str):
        return _UNIT.sub(lambda unit: unit[0].replace(" ", NO_BREAK), words)
    return tuple((str(together(piece)), style) for piece, style in words)


def in_cell(words: Words) -> Words:
    """Return a text of a table in which a figure and its unit, a date and a span of figures stay on one line.

    >>> in_cell("31 Jan 2026, 55 to >95 %").replace(NO_BREAK, "_")
    '31_Jan_2026, 55_to_>95_%'
    """
    if isinstance(words, str):
        return _WHOLE.sub(lambda found: found[0].replace(" ", NO_BREAK), str(together(words)))
    return tuple((str(in_cell(piece)), style) for piece, style in words)


def sentences(page: Page) -> list[str]:
    """Return every text of a page in order, without styles: for tests and for search."""
    found: list[str] = []
    for block in page:
        match block:
            case Prose(text=text):
                found.append(plain(text))
            case Section(title=title, parts=parts):
                found += [title, *sentences(parts)]
            case Table(columns=columns, rows=rows):
                found += [one.head for one in columns]
                found += [plain(cell) for row in rows for cell in row.cells]
            case Facts(rows=rows):
                found += [text for label, words in rows for text in (label, plain(words))]
            case Drawing(says=says, key=key):
                found += [says, *sentences(key)]
    return [text for text in found if text]
