"""What was known of a war between states in its first month, and how it ended for the state that began it.

    states        states that fought within the first month
    power         1 where a major power was on the initiator's side alone, -1 on the other side alone, 0 otherwise
    same_region   1 where every initiator shares a home region with some state of the other side, else 0
    year          in which it began

Home regions are those of COW's numbers of states: the Americas to 199, Europe to 399, Africa to 599, the Middle East to
699, Asia and Oceania beyond. They stand in for a border in common, and major powers for the ratio of capabilities:
neither that ratio nor contiguity, democracy, nuclear arms or terrain are in COW's tables of wars.

Sources: Correlates of War, inter-state wars v4.0 (Sarkees & Wayman 2010 [recalled]) and list of major powers v2016. The
    table `interstate_initiators.csv` holds what follows from them, and three wars after 2007 by hand: who began two of
    these is disputed, and the table leaves it open.
Reads: the table, or the file of the folder that RIPENESS_DATA names. Writes: nothing.
Silent about: everything that states learn of each other later; who attacked whom within a coalition.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import as_file, files
from math import log
from pathlib import Path

from ripeness.errors import DataError
from ripeness.history.series import Cells, read_table
from ripeness.history.wars import INTERSTATE, OUTCOMES, SEPARATORS, TRANSFORMED, first_day

COVARIATES: dict[str, str] = {
    "states": "states that fought within the first month (logarithm)",
    "power": "a major power on the initiator's side alone (1), on the other alone (-1), otherwise 0",
    "same_region": "the two sides' home regions are the same (1) or not (0)",
    "year": "year in which it began (centuries)",
}
"""What moves the population's means: the list was written before any of it was scored."""
ABSENT = ("capability ratio", "contiguity", "democracy", "nuclear arms", "terrain")
"""Covariates of the literature that are in none of the data at hand."""

WON, LOST, NO_WINNER, OTHER, GOING = "won", "lost", "no winner", "transformed", "ongoing"
"""How a war ended for the state that began it."""
VICTORY = "won or lost"
"""It had a winner, and who began is disputed."""

FIRST_MONTH = timedelta(days=31)
MAJORS: dict[int, tuple[tuple[str, str], ...]] = {
    2: (("1898-08-13", "2016-12-31"),),
    200: (("1816-01-01", "2016-12-31"),),
    220: (("1816-01-01", "1940-06-22"), ("1945-08-15", "2016-12-31")),
    255: (("1816-01-01", "1918-11-11"), ("1925-01-01", "1945-05-07"), ("1991-12-11", "2016-12-31")),
    300: (("1816-01-01", "1918-11-03"),),
    325: (("1860-01-01", "1943-09-02"),),
    365: (("1816-01-01", "1917-12-05"), ("1922-01-01", "2016-12-31")),
    710: (("1950-01-01", "2016-12-31"),),
    740: (("1895-04-01", "1945-08-14"), ("1991-12-11", "2016-12-31")),
}
"""COW's major powers by number of the state: from and to."""
REGIONS = (200, 400, 600, 700)
"""First number of each home region after the Americas; Asia and Oceania are one."""
COLUMNS = ("WarNum", "WarName", "ccode", "Side", "Initiator", "Outcome")


@dataclass(frozen=True)
class Onset:
    """A war's first month, and how it ended for the initiator. power : None where who began is disputed."""

    name: str
    ended: str
    states: int
    power: int | None
    same_region: int
    year: int


def load_onsets() -> tuple[Onset, ...]:
    """Return the table of the package, in the order of `history.wars.load_wars`."""
    with as_file(files("ripeness.history") / "interstate_initiators.csv") as path:
        rows = read_table(path, ("war", "ended", "states", "power", "same_region", "year"))
    return tuple(
        Onset(
            row.cells["war"],
            row.cells["ended"],
            int(row.cells["states"]),
            int(row.cells["power"]) if row.cells["power"] else None,
            int(row.cells["same_region"]),
            int(row.cells["year"]),
        )
        for row in rows
    )


def read_onsets(folder: Path, file: str = INTERSTATE) -> tuple[Onset, ...]:
    """Read COW's table of inter-state wars, in which a row is a participant.

    Raises
    ------
    DataError : a column that is missing, or a cell that is none of COW's codes, with file and line.
    """
    by_war: dict[str, list[Cells]] = {}
    for row in read_table(folder / file, COLUMNS, file, SEPARATORS):
        by_war.setdefault(row.cells["WarNum"], []).append(row)
    return tuple(_onset(rows) for rows in by_war.values())


def _onset(rows: list[Cells]) -> Onset:
    began = min(first_day(row) for row in rows)
    first = [row for row in rows if first_day(row) <= began + FIRST_MONTH]
    initiators = [row for row in rows if _code(row, "Initiator", {"1", "2"}) == "1"]
    if not initiators:
        raise DataError(f"{rows[0].file}, line {rows[0].line}: nobody began this war", "Mark the initiator with 1")
    side = initiators[0].cells["Side"]
    for row in rows:
        _code(row, "Side", {"1", "2"})
    sides = {ours: [_state(row) for row in first if (row.cells["Side"] == side) == ours] for ours in (1, 0)}
    ours, theirs = (any(_major(state, began) for state in sides[one]) for one in (1, 0))
    began_it = [_state(row) for row in initiators]
    near = all(any(_region(one) == _region(other) for other in sides[0]) for one in began_it)
    return Onset(
        rows[0].cells["WarName"], _ended(initiators), len(first), int(ours) - int(theirs), int(near), began.year
    )


def _ended(initiators: list[Cells]) -> str:
    codes = {_code(row, "Outcome", set(OUTCOMES)) for row in initiators}
    if TRANSFORMED in codes:
        return OTHER
    return {"1": WON, "2": LOST, "5": GOING}.get(min(codes), NO_WINNER)


def _code(row: Cells, column: str, known: set[str]) -> str:
    if row.cells[column] not in known:
        what = f"{row.file}, line {row.line}: {row.cells[column]!r} is no code of the column {column}"
        raise DataError(what, f"Write one of {', '.join(sorted(known))}")
    return row.cells[column]


def _state(row: Cells) -> int:
    text = row.cells["ccode"].strip()
    if not (text.isascii() and text.isdigit()):
        what = f"{row.file}, line {row.line}: {text!r} in the column ccode is no number of a state"
        raise DataError(what, "Write COW's number of the state")
    return int(text)


def _major(state: int, day: date) -> bool:
    return any(first <= day.isoformat() <= last for first, last in MAJORS.get(state, ()))


def _region(state: int) -> int:
    return sum(state >= first for first in REGIONS)


def values_of(onset: Onset) -> Mapping[str, float | None]:
    """Return a war's `COVARIATES`; None for what is not known."""
    return {
        "states": log(onset.states),
        "power": None if onset.power is None else float(onset.power),
        "same_region": float(onset.same_region),
        "year": (onset.year - 1900) / 100.0,
    }
