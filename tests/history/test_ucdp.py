"""UCDP's file of conflict termination is read as it comes: its own counts, dates by rule, lines in refusals."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from ripeness.errors import DataError, RunError
from ripeness.history.folder import data_folder
from ripeness.history.ucdp import FILE, load_conflicts, read_conflicts

NEEDS_DATA = "RIPENESS_DATA names no folder: the file of UCDP is not looked at"
HEAD = "dyadep_id,dyadterm,ependdate,outcome,year,location,side_a,side_b,type_of_conflict,start_date2,start_prec2"


def read(folder: Path, *rows: str, head: str = HEAD, **more):
    (folder / "ucdp.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return read_conflicts(folder, "ucdp.csv", **more)


@pytest.fixture
def data() -> Path:
    folder = data_folder()
    if folder is None:
        pytest.skip(NEEDS_DATA)
    return folder


def test_episodes_and_endings_are_those_that_the_file_counts(data: Path) -> None:
    """The README of the data counts 852 endings; episodes and beginnings are counted here by hand."""
    with (data / FILE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = read_conflicts(data, FILE)
    assert sum(war.over for war in found) == sum(row["dyadterm"] == "1" for row in rows) == 852
    assert len(found) == len({(row["dyadep_id"], row["start_date2"]) for row in rows})
    assert sum(
        len(load_conflicts(f"ucdp-{kind}", data)) for kind in ("interstate", "intrastate", "extrasystemic")
    ) == len(found)
    assert all(war.ended >= war.began for war in found)


def test_an_episode_lasts_from_its_beginning_to_the_year_that_ends_it(tmp_path: Path) -> None:
    (war,) = read(
        tmp_path,
        "1,0,,,1990,Here,A,B,2,1990-03-04,1",
        "1,1,1991-05-06,2,1991,Here,A,B,2,1990-03-04,1",
    )
    assert (war.began, war.ended, war.over, war.outcome) == (date(1990, 3, 4), date(1991, 5, 6), True, "ceasefire")


def test_what_goes_on_is_censored_at_the_end_of_its_last_year(tmp_path: Path) -> None:
    (war,) = read(tmp_path, "1,0,,,2019,Here,A,B,3,2019-01-05,1", "1,,,,2020,Here,A,B,3,2019-01-05,1")
    assert (war.over, war.ended, war.outcome) == (False, date(2020, 12, 31), "ongoing")


def test_a_beginning_of_which_the_year_alone_is_known_is_the_middle_of_it(tmp_path: Path) -> None:
    (war,) = read(tmp_path, "1,1,1970-11-30,3,1970,Here,A,B,3,1970-12-31,5")
    assert (war.began, war.ended) == (date(1970, 7, 1), date(1970, 11, 30))


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_columns_may_be_set_apart_otherwise_and_begin_with_a_mark(tmp_path: Path, separator: str) -> None:
    row = "1,1,1991-05-06,1,1991,Here,A,B,2,1990-03-04,1"
    (war,) = read(tmp_path, row.replace(",", separator), head="\ufeff" + HEAD.replace(",", separator))
    assert war.outcome == "peace agreement"


def test_what_stands_for_not_known_is_declared_or_refused(tmp_path: Path) -> None:
    row = "1,1,1991-05-06,-77,1991,Here,A,B,2,1990-03-04,1"
    with pytest.raises(DataError, match=r"ucdp\.csv, line 2: '-77' in the column outcome"):
        read(tmp_path, row)
    (war,) = read(tmp_path, row, missing=("", "-77"))
    assert war.outcome == "not known"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("1,1,6 May 1991,1,1991,Here,A,B,2,1990-03-04,1", "line 2: '6 May 1991' in the column ependdate"),
        ("1,2,1991-05-06,1,1991,Here,A,B,2,1990-03-04,1", "line 2: '2' in the column dyadterm"),
        ("1,1,1991-05-06,1,91,Here,A,B,2,1990-03-04,1", "line 2: '91' in the column year"),
        ("1,1,1989-05-06,1,1991,Here,A,B,2,1990-03-04,1", "before it began"),
        ("1,1,1991-05-06,1,1991,Here,A,B,2,1990-03-04", "line 2: 10 cells"),
        ("1,1,1991-05-06,1,1991,Here,A,B,7,1990-03-04,1", "line 2: '7' in the column type_of_conflict"),
        ("1,1,1991-05-06,1,1991,Here,A,B,,1990-03-04,1", "line 2: '' in the column type_of_conflict"),
    ],
)
def test_a_cell_that_is_wrong_is_named_with_its_line(tmp_path: Path, row: str, told: str) -> None:
    with pytest.raises(DataError) as refused:
        read(tmp_path, row)
    assert told in str(refused.value)


def test_a_kind_that_there_is_not_names_those_that_there_are() -> None:
    with pytest.raises(RunError, match="ucdp-interstate, ucdp-intrastate"):
        load_conflicts("ucdp")
