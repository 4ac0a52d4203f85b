"""Wars and how long they lasted: the table that comes with the package, and the files of COW and UCDP as they come.

A war is one row, from its first participant's first day to its last participant's last; a second spell counts, and so
does the truce before it. A day that is not known is the middle of its month, a month that is not known the middle of
its year. A war that turned into another kind of war ended on that day, or is censored there: `TREATMENTS` names both.

Sources: Correlates of War, inter-state, extra-state v4.0 and intra-state v5.1 (Sarkees & Wayman 2010, Resort to War
    [recalled]); UCDP Conflict Termination v3-2021. The table `interstate_wars.csv` holds dates and outcomes of COW's
    inter-state wars, rolled up, and wars after 2007 added by hand with their sources.
Reads: the table, or a file of the folder that RIPENESS_DATA names. Writes: nothing.
Silent about: battle deaths, covariates, wars below a thousand battle deaths a year, which COW leaves out.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from pathlib import Path

from ripeness.errors import DataError, RunError
from ripeness.history.folder import data_folder
from ripeness.history.series import Cells, read_table
from ripeness.statistics.survival import Durations

UNKNOWN, NONE, ONGOING = ("-9", "?"), "-8", "-7"
"""COW's codes: not known (one cell of its tables has a question mark); does not apply; goes on at the end of coding."""
MONTH = 365.25 / 12.0
"""Days in a month."""
OUTCOMES = {
    "1": "victory",
    "2": "victory",
    "3": "compromise",
    "4": "transformed",
    "5": "ongoing",
    "6": "stalemate",
    "7": "goes on below the level of war",
    "8": "changed sides",
}
"""COW's codes of how a war ended for a participant."""

TREATMENTS = ("ended", "censored")
"""What a war that turned into another kind of war is taken for on that day."""
KINDS: dict[str, str] = {
    "interstate": "wars between states",
    "extrastate": "wars of a state beyond its borders against a force that is no state",
    "intrastate": "wars within a state",
}
FILES = {"extrastate": "wars/cow_extrastate.csv", "intrastate": "wars/cow_intrastate.csv"}
INTERSTATE = "wars/cow_interstate.csv"
SEPARATORS = ",;\t|"
"""What may stand between the columns of a table as it comes."""
TRANSFORMED = "4"
_WAR = re.compile(r"\d+(?:\.\d+)?", re.ASCII)
"""A number of a war in COW's list."""
END_OF_CODING = date(2007, 12, 31)
"""Last day that COW's tables of version 4 look at; version 5.1 of the intra-state wars looks at seven years more."""
END_OF_INTRASTATE = date(2014, 12, 31)


@dataclass(frozen=True)
class War:
    """A war. ended : last day, or the last day that was looked at. over : whether it had ended by then."""

    name: str
    began: date
    ended: date
    over: bool
    outcome: str
    source: str

    @property
    def months(self) -> float:
        """How long it lasted, months."""
        return (self.ended - self.began).days / MONTH

    @property
    def transformed(self) -> bool:
        """Whether it turned into another kind of war."""
        return self.outcome == "transformed"


def durations(wars: Iterable[War], transformed: str = "ended") -> Durations:
    """Return how long wars lasted, in months, and which have ended; `transformed` : what turning into another is."""
    listed = list(wars)
    over = [war.over and not (war.transformed and transformed == "censored") for war in listed]
    return Durations.of([war.months for war in listed], over)


def load_wars(kind: str = "interstate", data: str | Path | None = None) -> tuple[War, ...]:
    """Return the wars of a kind.

    Parameters
    ----------
    kind : one of `KINDS`. data : the data folder; None for what RIPENESS_DATA names. Inter-state wars need none.

    Raises
    ------
    RunError : no such kind. DataError : no data folder, or a file that is not what it should be.
    """
    if kind not in KINDS:
        raise RunError(f"{kind!r} is no kind of war", f"Ask for one of {', '.join(KINDS)}")
    if kind == "interstate":
        return _shipped()
    folder = data_folder(data)
    if folder is None:
        raise DataError(f"{KINDS[kind]} are not part of the package", "Name a folder that holds wars/ in RIPENESS_DATA")
    return roll_up(folder, FILES[kind])


def roll_up(folder: Path, file: str) -> tuple[War, ...]:
    """Read a table of COW, in which a row is a participant or a war, and roll it up to a row a war.

    Parameters
    ----------
    folder : the data folder. file : of it: COW's inter-state, extra-state or intra-state wars, as they come.

    Raises
    ------
    DataError : a column that is missing, or a cell that is neither a figure nor one of COW's codes.
    """
    by_war: dict[str, list[Cells]] = {}
    for row in read_table(folder / file, ("WarNum", "WarName", "Outcome", "TransTo", "Version"), file, SEPARATORS):
        by_war.setdefault(row.cells["WarNum"], []).append(row)
    return tuple(_one_war(rows) for rows in by_war.values())


def first_day(row: Cells) -> date:
    """Return the first day of a row of COW's tables; where it is not known, the middle of the month or of the year."""
    return _day(row, "Start", 1)


def _one_war(rows: list[Cells]) -> War:
    began = min(first_day(row) for row in rows)
    latest = max(_last_day(row) for row in rows)
    over = not any(_goes_on(row) for row in rows)
    head = rows[0]
    if latest < began and (latest.year < began.year or not any(_inexact(row) for row in rows)):
        what = f"{head.file}, line {head.line}: {head.cells['WarName']} ended on {latest}, before it began on {began}"
        raise DataError(what, "Correct one of the days")
    ends = [(_last_day(row), _became(row), _outcome(row)) for row in rows]  # every row is looked at
    to_the_end = [(became, outcome) for day, became, outcome in ends if day == latest]
    outcomes = [outcome for _, outcome in to_the_end]
    if any(became for became, _ in to_the_end):
        outcome = "transformed"
    else:
        outcome = "victory" if "victory" in outcomes else outcomes[0]
    last = max(began, latest)  # the middle of a month stands for a day of it that is not known
    return War(head.cells["WarName"], began, last, over, outcome if over else "ongoing", f"COW {head.cells['Version']}")


def _outcome(row: Cells) -> str:
    if row.cells["Outcome"] not in OUTCOMES:
        what = f"{row.file}, line {row.line}: {row.cells['Outcome']!r} is no outcome of COW"
        raise DataError(what, f"Write one of {', '.join(OUTCOMES)}")
    return OUTCOMES[row.cells["Outcome"]]


def _became(row: Cells) -> bool:
    """Whether the war turned into another: COW states the number of that one, or says so in the outcome."""
    into = row.cells["TransTo"].strip()
    if into != NONE and not _WAR.fullmatch(into):
        what = f"{row.file}, line {row.line}: {into!r} in the column TransTo is no number of a war"
        raise DataError(what, f"Write the number, or {NONE} where it turned into none")
    return into != NONE or row.cells["Outcome"] == TRANSFORMED


def _goes_on(row: Cells) -> bool:
    year, _, _ = _columns(row, "End", 1)
    return row.cells[year] == ONGOING


def _last_day(row: Cells) -> date:
    """Last day of a row's last spell; the end of coding where it goes on."""
    if _goes_on(row):
        return END_OF_INTRASTATE if row.cells["Version"].startswith("5") else END_OF_CODING
    spells = [spell for spell in range(1, 5) if _has(row, spell)]
    return max(_day(row, "End", spell) for spell in spells)


def _inexact(row: Cells) -> bool:
    """Whether some day of a row's first spell is not known."""
    return any(row.cells.get(column) in UNKNOWN for which in ("Start", "End") for column in _columns(row, which, 1))


def _has(row: Cells, spell: int) -> bool:
    year, _, _ = _columns(row, "End", spell)
    return year in row.cells and row.cells[year] != NONE


def _columns(row: Cells, which: str, spell: int) -> tuple[str, str, str]:
    """Names of the columns of year, month and day: COW shortens them in one of its tables."""
    short = f"{which}Yr{spell}" in row.cells
    return (
        (f"{which}Yr{spell}", f"{which}Mo{spell}", f"{which}Dy{spell}")
        if short
        else (f"{which}Year{spell}", f"{which}Month{spell}", f"{which}Day{spell}")
    )


def _day(row: Cells, which: str, spell: int) -> date:
    """Return a day; where day or month are not known, the middle of the month or of the year."""
    year, month, day = (_figure(row, column) for column in _columns(row, which, spell))
    try:
        if month is None:
            return date(year or 0, 7, 1)
        last = calendar.monthrange(year or 0, month)[1]
        return date(year or 0, month, 15 if day is None else min(day, last))
    except ValueError:
        cells = ", ".join(row.cells.get(column, "") for column in _columns(row, which, spell))
        raise DataError(f"{row.file}, line {row.line}: {cells} is no day", "Write year, month and day") from None


def _figure(row: Cells, column: str) -> int | None:
    """Return a whole number, None where it is not known."""
    if column not in row.cells:
        raise DataError(f"{row.file} has no column {column}", "Name the columns as COW does")
    text = row.cells[column].strip()
    if text in UNKNOWN:
        return None
    if not (text.isascii() and text.isdigit()):
        what = f"{row.file}, line {row.line}: {text!r} in the column {column} is no whole number"
        raise DataError(what, f"Write digits, or {UNKNOWN[0]} where it is not known")
    return int(text)


def _shipped() -> tuple[War, ...]:
    """Read the table of the package."""
    with as_file(files("ripeness.history") / "interstate_wars.csv") as path:
        rows = read_table(path, ("war", "began", "ended", "outcome", "source"))
    return tuple(
        War(
            row.cells["war"],
            date.fromisoformat(row.cells["began"]),
            date.fromisoformat(row.cells["ended"]),
            row.cells["outcome"] != "ongoing",
            row.cells["outcome"],
            row.cells["source"],
        )
        for row in rows
    )
