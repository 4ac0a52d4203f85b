"""Armed conflicts as UCDP codes them: the file of conflict termination, at the level of dyads, as it comes.

A war is an episode of one dyad: the rows, one a year, with the same `dyadep_id` and the same beginning of the episode.
It ended where a row says so (`dyadterm` 1), and is censored at the end of its last year where none does. A beginning of
which the year alone is known (precision 5 or more; the file then states 31 December) is the middle of its year; an
ending without a date is the end of its year. An inexact beginning after the ending is the day of the ending.

Columns may stand between commas, semicolons, tabs or bars; a byte order mark is skipped; what stands for 'not known' is
declared (`MISSING`, or what is handed over), and whatever is neither a figure nor declared is refused with its line.

Sources: UCDP Conflict Termination v3-2021 (Kreutz 2010, Journal of Peace Research [recalled]).
Reads: the file, of the folder that RIPENESS_DATA names. Writes: nothing.
Silent about: battle deaths; its threshold is 25 a year, so that its conflicts are not those of the Correlates of War.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path

from ripeness.errors import DataError, RunError
from ripeness.history.folder import data_folder
from ripeness.history.series import Cells, read_table
from ripeness.history.wars import SEPARATORS, War

FILE = "wars/ucdp_conflict_termination.csv"
SOURCE = "UCDP Conflict Termination v3-2021"
MISSING = ("", ".", "-9", "-99", "NA")
"""What stands for 'not known' where nothing else is declared."""
KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "ucdp-interstate": ("conflicts of two states in UCDP's coding", ("2",)),
    "ucdp-intrastate": ("conflicts within a state in UCDP's coding", ("3", "4")),
    "ucdp-extrasystemic": ("conflicts of a state beyond its borders in UCDP's coding", ("1",)),
}
"""By name: what the kind is called, and UCDP's codes of it."""
OUTCOMES = {
    "1": "peace agreement",
    "2": "ceasefire",
    "3": "victory",
    "4": "victory",
    "5": "low activity",
    "6": "an actor ceased to exist",
}
"""UCDP's codes of how an episode ended."""
YEAR_ALONE = 5
"""Precision of a beginning from which on no more than the year is known."""
NEEDED = (
    *("dyadep_id", "dyadterm", "ependdate", "outcome", "year", "location", "side_a", "side_b"),
    *("type_of_conflict", "start_date2", "start_prec2"),
)


def load_conflicts(kind: str, data: str | Path | None = None) -> tuple[War, ...]:
    """Return the conflicts of a kind.

    Parameters
    ----------
    kind : one of `KINDS`. data : the data folder; None for what RIPENESS_DATA names.

    Raises
    ------
    RunError : no such kind. DataError : no data folder, or a file that is not what it should be.
    """
    if kind not in KINDS:
        raise RunError(f"{kind!r} is no kind of conflict", f"Ask for one of {', '.join(KINDS)}")
    folder = data_folder(data)
    if folder is None:
        raise DataError(f"{KINDS[kind][0]} are not part of the package", "Name the data folder in RIPENESS_DATA")
    return read_conflicts(folder, FILE, KINDS[kind][1])


def read_conflicts(
    folder: Path, file: str, types: Collection[str] = (), missing: Collection[str] = MISSING
) -> tuple[War, ...]:
    """Read a file of conflict termination, and roll it up to a row an episode.

    Parameters
    ----------
    folder : the data folder. file : of it. types : UCDP's codes of conflicts that are kept, by the episode's first row;
        all where there are none. missing : what stands for 'not known'.

    Raises
    ------
    DataError : a column that is missing, or a cell that is neither what the column holds nor declared as missing.
    """
    episodes: dict[tuple[str, str], list[Cells]] = {}
    for row in read_table(folder / file, NEEDED, file, SEPARATORS):
        episodes.setdefault((row.cells["dyadep_id"], row.cells["start_date2"]), []).append(row)
    codes = [code for _, of_kind in KINDS.values() for code in of_kind]
    kept = (
        rows for rows in episodes.values()
        if _cell(rows[0], "type_of_conflict", (), codes) in types or not types
    )  # fmt: skip
    return tuple(_episode(rows, missing) for rows in kept)


def _episode(rows: list[Cells], missing: Collection[str]) -> War:
    rows = sorted(rows, key=lambda row: _year(row))
    last = rows[-1]
    over = [row for row in rows if _cell(row, "dyadterm", missing, ("0", "1")) == "1"]
    day = _day(over[-1], "ependdate", missing) if over else None
    ended = day or date(_year(over[-1] if over else last), 12, 31)
    began = _day(rows[0], "start_date2", missing)
    if began is None:
        raise _wrong(rows[0], "start_date2", "the day on which the episode began, YYYY-MM-DD")
    precision = _cell(rows[0], "start_prec2", missing, tuple("1234567"))
    inexact = precision is None or precision != "1"
    if precision is not None and int(precision) >= YEAR_ALONE:
        began = date(began.year, 7, 1)
    if began > ended:
        if not inexact and began.year != ended.year:
            what = f"{last.file}, line {last.line}: the episode ended on {ended}, before it began on {began}"
            raise DataError(what, "Correct one of the days")
        began = ended
    outcome = _cell(over[-1], "outcome", missing, tuple(OUTCOMES)) if over else None
    head = rows[0].cells
    name = f"{head['location']}: {head['side_a']} and {head['side_b']}, {began.year}"
    told = "ongoing" if not over else "not known" if outcome is None else OUTCOMES[outcome]
    return War(name, began, ended, bool(over), told, SOURCE)


def _cell(row: Cells, column: str, missing: Collection[str], known: Collection[str]) -> str | None:
    text = row.cells[column].strip()
    if text in missing:
        return None
    if text not in known:
        raise _wrong(row, column, f"one of {', '.join(known)}")
    return text


def _year(row: Cells) -> int:
    text = row.cells["year"].strip()
    if not (text.isascii() and text.isdigit() and len(text) == 4):
        raise _wrong(row, "year", "a year, YYYY")
    return int(text)


def _day(row: Cells, column: str, missing: Collection[str]) -> date | None:
    text = row.cells[column].strip()
    if text in missing:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _wrong(row, column, "a day, YYYY-MM-DD") from None


def _wrong(row: Cells, column: str, right: str) -> DataError:
    what = f"{row.file}, line {row.line}: {row.cells[column]!r} in the column {column} is not {right}"
    return DataError(what, f"Correct it, or declare what stands for 'not known': it is one of {', '.join(MISSING[1:])}")
