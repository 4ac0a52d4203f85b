"""What is known of a war's first month follows from COW's own table and list of major powers."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ripeness.errors import DataError
from ripeness.history.folder import data_folder
from ripeness.history.initiators import GOING, LOST, VICTORY, WON, load_onsets, read_onsets
from ripeness.history.wars import INTERSTATE, load_wars

NEEDS_DATA = "RIPENESS_DATA names no folder: the tables of the Correlates of War are not looked at"
HEAD = "WarNum,WarName,ccode,Side,StartMonth1,StartDay1,StartYear1,Initiator,Outcome\n"


def read(folder: Path, *rows: str):
    (folder / "wars.csv").write_text(HEAD + "".join(f"{row}\n" for row in rows))
    return read_onsets(folder, "wars.csv")


@pytest.fixture
def data() -> Path:
    folder = data_folder()
    if folder is None:
        pytest.skip(NEEDS_DATA)
    return folder


def test_the_shipped_table_is_the_data_rolled_up_with_three_wars_added(data: Path) -> None:
    shipped, found = load_onsets(), read_onsets(data)
    assert len(found) == 95 and shipped[:95] == found
    assert [one.name for one in shipped] == [war.name for war in load_wars()]
    assert [one.ended for one in shipped[95:]] == [VICTORY, VICTORY, GOING], "who began two of them is left open"


def test_wars_won_by_who_began_them_are_as_many_as_the_table_marks(data: Path) -> None:
    """Counted by hand: wars in which some initiator's outcome is 1, and 2."""
    with (data / INTERSTATE).open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Initiator"] == "1"]
    by_code = {code: len({row["WarNum"] for row in rows if row["Outcome"] == code}) for code in ("1", "2")}
    found = [one.ended for one in load_onsets()]
    assert (found.count(WON), found.count(LOST)) == (by_code["1"], by_code["2"]) == (51, 26)


def test_states_that_join_after_the_first_month_do_not_count(tmp_path: Path) -> None:
    (one,) = read(tmp_path, "1,W,200,1,3,1,1900,1,1", "1,W,2,2,3,20,1900,2,2", "1,W,220,1,6,1,1900,2,1")
    assert (one.states, one.year) == (2, 1900)


def test_a_major_power_counts_for_the_side_that_it_is_on(tmp_path: Path) -> None:
    ours = read(tmp_path, "1,W,365,1,3,1,1900,1,1", "1,W,640,2,3,1,1900,2,2")[0]
    theirs = read(tmp_path, "1,W,640,2,3,1,1900,1,2", "1,W,365,1,3,1,1900,2,1")[0]
    both = read(tmp_path, "1,W,365,1,3,1,1900,1,1", "1,W,200,2,3,1,1900,2,2")[0]
    assert (ours.power, theirs.power, both.power) == (1, -1, 0)
    fallen = read(tmp_path, "1,W,365,1,3,1,1919,1,1", "1,W,290,2,3,1,1919,2,2")[0]
    assert fallen.power == 0, "Russia is no major power from December 1917 to 1922"


def test_a_code_that_is_none_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"line 3: '7' is no code of the column Initiator"):
        read(tmp_path, "1,W,200,1,3,1,1900,1,1", "1,W,2,2,3,1,1900,7,2")
    with pytest.raises(DataError, match=r"line 2: '-9' in the column ccode is no number of a state"):
        read(tmp_path, "1,W,-9,1,3,1,1900,1,1", "1,W,2,2,3,1,1900,2,2")
    with pytest.raises(DataError, match=r"line 3: 'x' is no code of the column Side"):
        read(tmp_path, "1,W,200,1,3,1,1900,1,1", "1,W,2,x,3,1,1900,2,2")
    with pytest.raises(DataError, match="nobody began this war"):
        read(tmp_path, "1,W,200,1,3,1,1900,2,1", "1,W,2,2,3,1,1900,2,2")


def test_columns_may_be_set_apart_by_semicolons(tmp_path: Path) -> None:
    rows = (HEAD + "1,W,200,1,3,1,1900,1,1\n1,W,2,2,3,1,1900,2,2\n").replace(",", ";")
    (tmp_path / "wars.csv").write_text("\ufeff" + rows, encoding="utf-8")
    (one,) = read_onsets(tmp_path, "wars.csv")
    assert (one.ended, one.states) == (WON, 2)
