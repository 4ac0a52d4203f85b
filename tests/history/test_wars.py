"""The table of wars that comes with the package is that of the data, and the data are read as they come."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ripeness.errors import DataError, RunError
from ripeness.history.folder import data_folder
from ripeness.history.wars import INTERSTATE, durations, load_wars, roll_up

NEEDS_DATA = "RIPENESS_DATA names no folder: the tables of the Correlates of War are not looked at"
HEAD = (
    "WarNum,WarName,StartMonth1,StartDay1,StartYear1,EndMonth1,EndDay1,EndYear1,"
    "StartMonth2,StartDay2,StartYear2,EndMonth2,EndDay2,EndYear2,Outcome,TransTo,Version\n"
)
NO_MORE = "-8,-8,-8,-8,-8,-8"


def read(folder: Path, *rows: str):
    (folder / "wars.csv").write_text(HEAD + "".join(f"{row}\n" for row in rows))
    return roll_up(folder, "wars.csv")


@pytest.fixture
def data() -> Path:
    folder = data_folder()
    if folder is None:
        pytest.skip(NEEDS_DATA)
    return folder


def test_the_shipped_table_is_the_data_rolled_up_with_three_wars_added(data: Path) -> None:
    shipped, found = load_wars(), roll_up(data, INTERSTATE)
    assert len(found) == 95, "COW counts 95 inter-state wars"
    assert shipped[: len(found)] == found
    assert [war.name for war in shipped[len(found) :]] == [
        "Russia-Georgia 2008",
        "Karabakh 2020",
        "Russia-Ukraine 2022",
    ]


def test_published_dates_of_wars_are_met() -> None:
    """COW: Korea from 24 June 1950 to 27 July 1953, Iran and Iraq from 22 September 1980 to 20 August 1988."""
    by_name = {war.name: war for war in load_wars()}
    assert (by_name["Korean"].began, by_name["Korean"].ended) == (date(1950, 6, 24), date(1953, 7, 27))
    assert (by_name["Iran-Iraq"].began, by_name["Iran-Iraq"].ended) == (date(1980, 9, 22), date(1988, 8, 20))


def test_other_kinds_of_war_are_read_as_they_come(data: Path) -> None:
    """Counts of the codebooks: 163 extra-state wars, 420 intra-state wars, of which 12 went on when coding ended."""
    assert len(load_wars("extrastate", data)) == 163
    within = load_wars("intrastate", data)
    assert len(within) == 420 and sum(not war.over for war in within) == 12
    assert {war.ended for war in within if not war.over} == {date(2014, 12, 31)}
    assert all(war.ended >= war.began for kind in ("extrastate", "intrastate") for war in load_wars(kind, data))


def test_a_war_lasts_from_its_first_participants_first_day_to_its_last_ones_last(tmp_path: Path) -> None:
    (war,) = read(
        tmp_path,
        f"1,Two,3,10,1900,5,1,1900,{NO_MORE},2,-8,4",
        "1,Two,1,31,1900,4,1,1900,7,1,1900,9,2,1900,1,-8,4",
    )
    assert (war.began, war.ended, war.over, war.outcome) == (date(1900, 1, 31), date(1900, 9, 2), True, "victory")


def test_a_day_that_is_not_known_is_the_middle_of_its_month(tmp_path: Path) -> None:
    (war,) = read(tmp_path, f"1,One,2,-9,1900,-9,-9,1901,{NO_MORE},6,-8,4")
    assert (war.began, war.ended) == (date(1900, 2, 15), date(1901, 7, 1))


def test_a_war_whose_last_day_is_not_known_does_not_end_before_it_began(tmp_path: Path) -> None:
    (war,) = read(tmp_path, f"1,One,4,17,1838,4,-9,1838,{NO_MORE},1,-8,4")
    assert (war.began, war.ended) == (date(1838, 4, 17), date(1838, 4, 17))


def test_a_war_that_turned_into_another_is_ended_or_no_longer_followed(tmp_path: Path) -> None:
    wars = read(tmp_path, f"1,One,2,1,1900,2,1,1901,{NO_MORE},4,480,4", f"2,Other,2,1,1900,2,1,1901,{NO_MORE},1,-8,4")
    assert list(durations(wars, "ended").ended) == [True, True]
    assert list(durations(wars, "censored").ended) == [False, True]


def test_a_war_that_goes_on_is_censored_when_coding_ends(tmp_path: Path) -> None:
    (war,) = read(tmp_path, f"1,One,2,1,1990,-7,-7,-7,{NO_MORE},5,-8,4")
    assert (war.over, war.ended, war.outcome) == (False, date(2007, 12, 31), "ongoing")


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (f"1,One,2,x,1900,2,1,1901,{NO_MORE},1,-8,4", "line 2: 'x' in the column StartDay1"),
        (f"1,One,2,-99,1900,2,1,1901,{NO_MORE},1,-8,4", "line 2: '-99' in the column StartDay1"),
        (f"1,One,13,1,1900,2,1,1901,{NO_MORE},1,-8,4", "line 2: 1900, 13, 1 is no day"),
        (f"1,One,2,1,1900,2,1,1901,{NO_MORE},9,-8,4", "line 2: '9' is no outcome"),
        (f"1,One,2,1,1900,2,1,1901,{NO_MORE},1,-8", "line 2: 16 cells"),
        (f"1,One,2,1,1900,2,1,1901,{NO_MORE},1,,4", "line 2: '' in the column TransTo"),
        (f"1,One,2,1,1900,2,1,1901,{NO_MORE},1,-9,4", "line 2: '-9' in the column TransTo"),
        (f"1,One,2,1,1902,2,1,1901,{NO_MORE},1,-8,4", "line 2: One ended on 1901-02-01, before it began"),
        (f"1,One,5,1,1901,2,1,1901,{NO_MORE},1,-8,4", "line 2: One ended on 1901-02-01, before it began"),
    ],
)
def test_a_cell_that_is_neither_a_figure_nor_a_code_is_named(tmp_path: Path, row: str, told: str) -> None:
    with pytest.raises(DataError, match=r"wars\.csv") as refused:
        read(tmp_path, row)
    assert told in str(refused.value)


def test_codes_of_a_participant_that_left_early_are_looked_at_too(tmp_path: Path) -> None:
    last = f"1,Two,2,1,1900,2,1,1901,{NO_MORE},1,-8,4"
    with pytest.raises(DataError, match=r"wars\.csv, line 2: '99' is no outcome of COW"):
        read(tmp_path, f"1,Two,2,1,1900,5,1,1900,{NO_MORE},99,-8,4", last)


def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "wars.csv").write_text("a,b\n1,2\n")
    with pytest.raises(DataError, match="no column WarNum"):
        roll_up(tmp_path, "wars.csv")


def test_a_kind_of_war_that_there_is_not_names_those_that_there_are(monkeypatch) -> None:
    with pytest.raises(RunError, match="interstate, extrastate, intrastate"):
        load_wars("interstellar")
    monkeypatch.delenv("RIPENESS_DATA", raising=False)
    with pytest.raises(DataError, match="RIPENESS_DATA"):
        load_wars("extrastate")
