"""The table of experts' quantiles, in the manner of SHELF: a row for each expert and quantity.

Format:
    expert, quantity              who says it, of what: a scenario's path, or a name of one's own
    unit, low, high, known        optional: unit of the values; ends that no value passes; the true value of a seed
    0.1, 0.5, 0.9 (or p10, 10 %)  the value below which the quantity lies with this chance
Sources: Oakley & O'Hagan, SHELF, for the method of asking [P, recalled]; the layout is ours.
Silent about: how the experts were asked.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ripeness.errors import DataError
from ripeness.rivals.cells import Row, decoded, read_source, rows_of
from ripeness.schema.nearest import advice

WORDS = ("expert", "quantity", "unit", "low", "high", "known")

_CHANCE = re.compile(r"[pq]?\s*(\d+(?:\.\d+)?)\s*%?", re.I)


@dataclass(frozen=True)
class Quantity:
    """What is asked for: unit, ends (infinite where there is none), the true value of a seed, quantiles by expert."""

    name: str
    unit: str
    low: float
    high: float
    known: float | None
    stated: Mapping[str, tuple[float, ...]]


@dataclass(frozen=True)
class Table:
    """Chances of the quantiles, experts in order, quantities in order."""

    file: str
    chances: tuple[float, ...]
    experts: tuple[str, ...]
    quantities: tuple[Quantity, ...]

    @property
    def seeds(self) -> tuple[Quantity, ...]:
        """Quantities whose true value is known."""
        return tuple(one for one in self.quantities if one.known is not None)

    @property
    def asked(self) -> tuple[Quantity, ...]:
        """Quantities that nobody knows, which are asked for."""
        return tuple(one for one in self.quantities if one.known is None)


def read_table(path: str | Path) -> Table:
    """Return what a file states.

    Raises
    ------
    DataError : with file, line, what is wrong and what to do.
    """
    file, raw = read_source(path)
    rows = list(rows_of(file, decoded(file, raw), ("#",), '"'))
    if len(rows) < 2:
        raise DataError(
            f"{file}, line 1: the table holds no row", "Write a head, then a row for each expert and quantity"
        )
    places, chances = _head(rows[0])
    found: dict[str, dict[str, tuple[float, ...]]] = {}
    about: dict[str, tuple[str, float, float, float | None]] = {}
    for row in rows[1:]:
        expert, name = (row.text(places[word], f"the {word}") for word in ("expert", "quantity"))
        said = _about(row, places)
        unit, low, high, known = about.setdefault(name, said)
        if known is None and said[3] is not None:
            about[name] = (unit, low, high, said[3])
        if said[:3] != (unit, low, high) or (None not in (known, said[3]) and known != said[3]):
            raise row.refuse(f"{name} has another unit, other ends or another known value above", "Make them agree")
        if expert in found.setdefault(name, {}):
            raise row.refuse(f"{expert} answers {name} twice", "Keep one of the two rows")
        found[name][expert] = _quantiles(row, [places[str(chance)] for chance in chances], low, high)
    experts = tuple(dict.fromkeys(expert for stated in found.values() for expert in stated))
    quantities = tuple(Quantity(name, *about[name], stated) for name, stated in found.items())
    for one in quantities:
        missing = [expert for expert in experts if expert not in one.stated]
        if one.known is not None and missing:
            what = f"{file}: {missing[0]} does not answer {one.name}, whose true value is known"
            raise DataError(what, "Ask all experts the same seed questions: their scores are compared")
    return Table(file, chances, experts, quantities)


def _head(row: Row) -> tuple[dict[str, int], tuple[float, ...]]:
    places: dict[str, int] = {}
    chances: list[float] = []
    for place, cell in enumerate(row.cells):
        word = cell.strip().lower()
        if word in WORDS:
            if word in places:
                raise row.refuse(f"two columns are called {word}", "Keep one of the two")
            places[word] = place
            continue
        number = _CHANCE.fullmatch(word)
        if number is None:
            raise row.refuse(f"{cell!r} is no column of such a table", advice(word, (*WORDS, "0.5"), "column"))
        chance = float(number[1]) / (
            1.0 if float(number[1]) < 1.0 and "%" not in word and word[0] not in "pq" else 100.0
        )
        if not 0.0 < chance < 1.0:
            raise row.refuse(f"{cell!r} is no chance", "Write for example 0.1, p10 or 10 %")
        chances.append(chance)
        places[str(chance)] = place
    for word in ("expert", "quantity"):
        if word not in places:
            raise row.refuse(f"no column is called {word}", "Write a head: expert, quantity, unit, 0.1, 0.5, 0.9")
    if len(set(chances)) < 2 or any(a >= b for a, b in itertools.pairwise(chances)):
        raise row.refuse("the chances of the quantiles do not rise", "Write at least two, such as 0.1, 0.5, 0.9")
    return places, tuple(chances)


def _about(row: Row, places: Mapping[str, int]) -> tuple[str, float, float, float | None]:
    def cell(word: str) -> str:
        place = places.get(word, -1)
        return row.cells[place] if 0 <= place < len(row.cells) else ""

    unit = "" if cell("unit") == "1" else cell("unit")
    low = row.figure(places["low"], "low") if cell("low") else -math.inf
    high = row.figure(places["high"], "high") if cell("high") else math.inf
    if low >= high:
        raise row.refuse(f"low {low:g} is not below high {high:g}", "Exchange them, or leave one out")
    return unit, low, high, row.figure(places["known"], "known") if cell("known") else None


def _quantiles(row: Row, columns: list[int], low: float, high: float) -> tuple[float, ...]:
    values = tuple(row.figure(column, "a quantile") for column in columns)
    if any(a >= b for a, b in itertools.pairwise(values)):
        raise row.refuse("the quantiles do not rise", "Write for each chance a greater value than for the one before")
    for value in values:
        if not low <= value <= high:
            raise row.refuse(f"{value:g} lies outside the ends {low:g} to {high:g}", "Correct it, or the ends")
    if low >= 0.0 and values[0] <= 0.0 and not high <= 1.0:
        raise row.refuse("a quantile is 0 where the lowest value is", "Write a small one above 0, or no low")
    return values
