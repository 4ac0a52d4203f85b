"""A page on a terminal of any width: nothing is cut off, and a table that does not fit is told row by row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.containers import Lines
from rich.measure import Measurement
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as RichTable
from rich.text import Text

from ripeness.pages.layout import (
    NO_BREAK,
    PLAIN,
    QUIET,
    STRONG,
    Block,
    Column,
    Drawing,
    Facts,
    Gap,
    Page,
    Prose,
    Row,
    Section,
    Table,
    Words,
    in_cell,
    plain,
    together,
)

WIDE = 10_000
"""Columns in which every table fits."""

HELD = "\ue000"
"""Stands for a no-break space while lines are broken: `rich` breaks at every kind of space."""

STYLES = {STRONG: "bold", QUIET: "dim", PLAIN: ""}


def shown(page: Page) -> Group:
    """Return a page as `rich` prints it."""
    return Group(*(part for block in page for part in _block(block)))


def _block(block: Block) -> Iterator[RenderableType]:
    match block:
        case Prose():
            text = _text(together(block.text), block.style)
            yield _Paragraph(text, block.indent, block.hang) if block.indent or block.hang else text
        case Gap():
            yield ""
        case Section():
            yield ""
            if block.title:
                yield _Title(block.title)
            else:
                yield Rule(style="dim")
            for part in block.parts:
                yield from _block(part)
        case Table():
            fitting = _Fitting(block)
            yield Padding(fitting, (0, 0, 0, block.indent)) if block.indent else fitting
        case Facts():
            yield _facts(block)
        case Drawing(lines=lines) if lines:
            yield _Drawn(block)
            for part in block.key:
                yield from _block(part)


@dataclass(frozen=True)
class _Title:
    """A section's title with a rule behind it; a title longer than the line is broken, not cut."""

    title: str

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if len(self.title) + 2 > options.max_width:
            yield Text(self.title, style="bold")
        else:
            yield Rule(Text(self.title, style="bold"), align="left", style="dim")


@dataclass(frozen=True)
class _Paragraph:
    """A paragraph whose lines stand away from the left, all but the first by `hang` columns more."""

    text: Text
    indent: int
    hang: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = max(options.max_width - self.indent, 1)
        first = self.text.wrap(console, width)[0]
        yield Text(" " * self.indent).append_text(first)
        rest = self.text[len(first) :]
        rest = _Kept().append_text(rest[len(rest.plain) - len(rest.plain.lstrip()) :])
        if rest.plain:
            for line in rest.wrap(console, max(width - self.hang, 1)):
                yield Text(" " * (self.indent + self.hang)).append_text(line)


@dataclass(frozen=True)
class _Fitting:
    """A table where it fits; otherwise each row told by itself, a line for each cell."""

    table: Table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        grid = _grid(self.table)
        if _needs(self.table) <= options.max_width and not _cuts(console, options, grid):
            yield grid
        else:
            yield from _row_by_row(self.table)


def _cuts(console: Console, options: ConsoleOptions, grid: RichTable) -> bool:
    """Return whether a grid loses part of a cell, or a column: rich may narrow one until a word, or all of it, is gone.

    Nothing is lost where the grid holds the characters that it holds in a terminal in which every table fits.
    """
    wide, narrow = (
        Counter("".join(piece.text for line in console.render_lines(grid, one, pad=False) for piece in line))
        for one in (options.update_width(WIDE), options)
    )
    return any(wide[one] != narrow[one] for one in wide if not one.isspace())


def _needs(table: Table) -> int:
    """Return the least width in which every cell is whole, or broken between words only."""
    widths = []
    for number, column in enumerate(table.columns):
        cells = [plain(in_cell(row.cells[number])) for row in table.rows if number < len(row.cells)]
        heads = [column.head] if table.heads else []
        longest = [max((len(word) for word in re.split("[ \n]+", one)), default=0) for one in heads + cells]
        whole = [len(line) for one in heads + cells for line in one.split("\n")] if column.whole else []
        widths.append(max([column.least or 0, *longest, *whole]))
    return sum(widths) + table.gap * (len(widths) - 1)


def _grid(table: Table) -> RichTable:
    made = RichTable(
        box=None, padding=(0, table.gap, 0, 0), pad_edge=False, header_style="dim", show_header=table.heads
    )
    for column in table.columns:
        made.add_column(
            column.head,
            justify="right" if column.right else "left",
            no_wrap=column.whole,
            min_width=column.least,
            max_width=column.most,
        )
    for row in table.rows:
        made.add_row(*(_cell(cell, row.style) for cell in row.cells) if row.cells else ("",))
    return made


def _cell(words: Words, style: str) -> RenderableType:
    """Return a cell; one that is set in from the left is so on each of its lines."""
    if isinstance(words, str) and (indent := len(words) - len(words.lstrip(" "))):
        return Padding(_text(in_cell(words.lstrip(" ")), style), (0, 0, 0, indent))
    return _text(in_cell(words), style)


def _row_by_row(table: Table) -> Iterator[RenderableType]:
    if table.heads and table.columns[0].head:
        yield Text(" ".join(table.columns[0].head.split()), style="dim")
    for row in table.rows:
        if not row.cells:
            continue
        yield _cell(row.cells[0], row.style or STRONG)
        first = plain(row.cells[0])
        below = 2 + len(first) - len(first.lstrip(" "))
        for column, cell in zip(table.columns[1:], row.cells[1:], strict=False):
            if plain(cell):
                yield Padding(_labelled(column, row, cell), (0, 0, 0, below))


def _labelled(column: Column, row: Row, cell: Words) -> Text:
    head = column.alone or " ".join(column.head.split())
    text = _Kept(f"{head}: " if head else "", style="dim")
    text.append_text(_text(in_cell(cell), row.style))
    return text


def _facts(facts: Facts) -> RichTable:
    made = RichTable.grid(padding=(0, 2))
    made.add_column(style="dim", no_wrap=True)
    made.add_column()
    for label, words in facts.rows:
        made.add_row(label, _text(in_cell(words), PLAIN))
    return made


@dataclass(frozen=True)
class _Drawn:
    """A drawing where it fits; otherwise what it shows, in a sentence."""

    drawing: Drawing

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if max(map(len, self.drawing.lines), default=0) <= options.max_width:
            yield Text("\n".join(self.drawing.lines), no_wrap=True)
        else:
            yield Text(f"{self.drawing.says} (The drawing needs a wider window.)".lstrip(), style="dim")


def _text(words: Words, style: str) -> Text:
    made = _Kept(style=STYLES[style])
    for piece, own in ((words, PLAIN),) if isinstance(words, str) else words:
        made.append(piece, style=STYLES[own])
    return made


class _Kept(Text):
    """A text that is not broken at a no-break space, which is printed as a plain one."""

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        lines = self.plain.split("\n")
        words = [word for line in lines for word in line.split(" ")]
        return Measurement(max(map(cell_len, words)), max(map(cell_len, lines)))

    def wrap(self, *given: Any, **more: Any) -> Lines:
        held = self.copy()  # a plain `Text`, in which the space is no space while lines are broken
        held.plain = held.plain.replace(NO_BREAK, HELD)
        lines = held.wrap(*given, **more)
        for line in lines:
            line.plain = line.plain.replace(HELD, " ")
        return lines
