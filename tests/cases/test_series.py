"""A data series is read by the calendar and cell by cell, or refused with its line; silence is no observation."""

from __future__ import annotations

from pathlib import Path

import pytest

from ripeness.cli.new import STARTER
from ripeness.errors import DataError, RunError, ScenarioError
from ripeness.history import strikes, territory
from ripeness.history.facts import Checked, check
from ripeness.schema.claims.fact import Fact
from ripeness.schema.load import parse_scenario
from ripeness.store.design_table import read_table

FILE = "made/s.csv"
GOOD = "month,donor,x\n2025-01,a,10\n2025-02,a,20\n2025-03,b,70\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "made").mkdir()
    return tmp_path


def put(folder: Path, content: str | bytes) -> None:
    (folder / FILE).write_bytes(content if isinstance(content, bytes) else content.encode())


def fact(**stated: object) -> Fact:
    filled = {"series": FILE, "column": "x", "window": ["2025-01", "2025-12"], "above": 50} | stated
    return Fact.model_validate(filled)


def judged(folder: Path, content: str | bytes, **stated: object) -> Checked:
    put(folder, content)
    return check(fact(**stated), folder)


def refused(folder: Path, content: str | bytes, **stated: object) -> DataError:
    put(folder, content)
    with pytest.raises(DataError) as caught:
        check(fact(**stated), folder)
    assert FILE in str(caught.value) and caught.value.fix
    return caught.value


@pytest.mark.parametrize(
    "cell",
    [
        "nan",
        "NaN",
        "inf",
        "-Infinity",
        "1_0",
        "1e400",
        "0x10",
        "1,5",
        "1.2.3",
        "+-1",
        "NA",
        "-",
        "\u0663",
        "1 0",
        "10 %",
        "9e30",
    ],
)
def test_a_cell_that_is_no_number_is_refused_with_its_line(folder: Path, cell: str) -> None:
    said = refused(folder, GOOD.replace(",20", f',"{cell}"'))
    assert "line 3" in said.what and "is not a number" in said.what


@pytest.mark.parametrize("cell", ["20", " 20 ", "+20", "20.", "2e1", "2.0E+1", "020"])
def test_a_cell_that_is_one_is_read(folder: Path, cell: str) -> None:
    assert judged(folder, GOOD.replace(",20", "," + cell)).result == 100


def test_an_empty_cell_is_not_observed(folder: Path) -> None:
    assert judged(folder, GOOD.replace(",20", ","), statistic="mean").result == 40
    nothing = GOOD.replace(",10", ",").replace(",20", ",").replace(",70", ",")
    assert judged(folder, nothing, statistic="mean").held is None


@pytest.mark.parametrize(
    "day",
    ["05/01/2025", "2025/01/05", "20250105", "Jan 2025", "2025-Q1", "2025-1-5", "2025-13", "2025-00", "2025-02-30",
     "0000-01", "", "soon", "\uff12025-01", "2025-01-05T00:00", "2025-01 to 2025-02"],
)  # fmt: skip
def test_a_row_that_is_no_date_is_refused_with_its_line(folder: Path, day: str) -> None:
    said = refused(folder, GOOD.replace("2025-02", day))
    assert "line 3" in said.what and "is no date" in said.what and "YYYY-MM" in said.fix
    assert judged(folder, GOOD.replace("2025-02", day), without={"x": "20"}).result == 80  # a row not asked for


def test_days_lie_in_the_months_of_the_calendar(folder: Path) -> None:
    rows = "date,x\n2025-01-31,1\n2024-12-31,2\n2025-02-01,4\n2025-12-31,8\n2026-01-01,16\n"
    assert judged(folder, rows).result == 13
    assert judged(folder, rows, window=["2025-01-31", "2025-02-01"]).result == 5
    assert judged(folder, rows, window=["2025", "2025"]).result == 13
    assert judged(folder, rows, window=["2025-02", "2025"]).result == 12
    assert judged(folder, rows, window=["2025", "2025-01"]).result == 1


@pytest.mark.parametrize(
    ("rows", "window"),
    [
        ("year,x\n2024,10\n2025,20\n", ["2025-01", "2025-12"]),
        ("period,x\n2025,20\n", ["2025-01-01", "2025-12-31"]),
        ("month,x\n2025-01,20\n", ["2025-01-01", "2025-01-31"]),
        ("period,x\n2025,20\n2025-01,5\n", ["2025", "2025"]),
        ("period,x\n2025-01-03,20\n2025-01,5\n", ["2025-01", "2025-01"]),
    ],
)
@pytest.mark.parametrize("statistic", ["sum", "mean", "count", "last"])
def test_rows_coarser_than_the_window_or_of_several_lengths_are_not_checked(
    folder: Path, rows: str, window: list[str], statistic: str
) -> None:
    found = judged(folder, rows, window=window, statistic=statistic)
    assert (found.held, found.result) == (None, None) and "the window is of" in found.why


def test_a_year_is_a_time(folder: Path) -> None:
    assert judged(folder, "year,x\n2024,10\n2025,20\n", window=["2024", "2025"]).result == 30


@pytest.mark.parametrize("statistic", ["sum", "count", "mean", "change", "least"])
def test_no_row_in_the_window_is_no_observation(folder: Path, statistic: str) -> None:
    for content in (GOOD, "month,donor,x\n"):
        found = judged(folder, content, window=["2030-01", "2030-12"], statistic=statistic, above=-1)
        assert (found.held, found.result) == (None, None) and "no row" in found.why


def test_a_claim_on_silence_does_not_fail(folder: Path, ripe, monkeypatch) -> None:
    put(folder, GOOD)
    monkeypatch.setenv("RIPENESS_DATA", str(folder))
    form = "{series: made/s.csv, column: x, window: [2030-01, 2030-12], above: 50}"
    claims = f"claims:\n  one: {{says: x, kind: fact, by: author, holds_if: {form}}}\n"
    Path("w.yaml").write_text(STARTER.read_text().split("claims:")[0] + claims)
    code, out, _ = ripe("claims", "w.yaml")
    assert code == 0 and "NOT CHECKED: data not at hand" in out and "FAILS" not in out


@pytest.mark.parametrize("window", ["[2025-00, 2025-13]", "[2025-01, 2025-02-30]", "[2025-1, 2025-2]", "[0000, 2025]"])
def test_a_window_is_two_dates(window: str) -> None:
    form = f"{{series: made/s.csv, column: x, window: {window}, above: 50}}"
    claims = f"claims:\n  one: {{says: x, kind: fact, by: author, holds_if: {form}}}\n"
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(STARTER.read_text().split("claims:")[0] + claims, "w.yaml")
    assert [one.path for one in caught.value.problems] == ["claims.one.holds_if.window"] and "date" in str(caught.value)


def test_a_table_is_read_strictly(folder: Path) -> None:
    assert "line 3" in refused(folder, GOOD.replace("2025-02,a", '2025-02,"a')).what
    assert "line 3" in refused(folder, GOOD.replace("2025-02,a", '2025-02,"a"b')).what
    assert "'x' twice" in refused(folder, "month,x,x\n2025-01,1,2\n").what
    assert "line 3: 4 cells" in refused(folder, GOOD.replace("20\n", "20,5\n")).what
    assert "line 4: 2 cells" in refused(folder, GOOD.replace("b,70", "70")).what
    assert judged(folder, GOOD.replace("2025-02,a", '2025-02,"a\nb,"""') + "\n\n").result == 100
    assert judged(folder, GOOD.replace("\n", "\r\n")).result == 100


def test_text_in_another_encoding_is_refused_with_what_to_do(folder: Path) -> None:
    assert judged(folder, b"\xef\xbb\xbf" + GOOD.encode()).result == 100
    accented = GOOD.replace(",a,20", ",España,20")
    assert "line 3" in refused(folder, accented.encode("latin-1")).what
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        said = refused(folder, accented.encode(encoding))
        assert "UTF" in said.what and "Save it as CSV in UTF-8" in said.fix
    assert "binary" in refused(folder, GOOD.replace(",20", ",\0")).what


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_another_separator_is_named_with_the_columns(folder: Path, mark: str, name: str) -> None:
    said = refused(folder, GOOD.replace(",", mark))
    assert name in said.what and "month, donor, x" in said.what and "commas" in said.fix


def test_a_header_without_time_says_which_columns_were_found(folder: Path) -> None:
    assert "it has Month, donor, x" in refused(folder, GOOD.replace("month", "Month")).what
    assert "it is empty" in refused(folder, "").what


def written(where: str) -> Fact:
    form = f"{{series: made/s.csv, column: x, window: [2025, 2025], above: 50, where: {where}}}"
    claims = f"claims:\n  one: {{says: x, kind: fact, by: author, holds_if: {form}}}\n"
    scenario = parse_scenario(STARTER.read_text().split("claims:")[0] + claims, "w.yaml")
    found = scenario.claims["one"].holds_if
    assert isinstance(found, Fact)
    return found


@pytest.mark.parametrize(
    "cell",
    ["002", "2", "true", "True", "yes", "null", "~", "1.50", "1e3", "0x1A", "+7", "2025-01", "007.0", ".5", "no"],
)
def test_a_cell_that_a_claim_asks_for_stays_as_it_is_written(folder: Path, cell: str) -> None:
    others = {"2", "002", "true", "True", "1.5", "1000.0", "7", "0.5", ""} - {cell}
    put(folder, "month,k,x\n" + "".join(f"2025-01,{one},10\n" for one in sorted(others)) + f"2025-01,{cell},500\n")
    for where in (f"{{k: {cell}}}", f"{{k: [{cell}]}}", f'{{k: "{cell}"}}'):
        assert check(written(where), folder).result == 500


def test_so_does_one_in_a_test_of_doubt_or_beside() -> None:
    form = "{series: s.csv, column: x, window: [2025, 2025], above: 1, beside: {without: {k: 002}}}"
    doubt = "[{says: y, series: s.csv, column: x, window: [2025, 2025], above: 1, where: {k: [01, true]}}]"
    claims = f"claims:\n  where: {{says: x, kind: fact, by: author, holds_if: {form}, contradicted_if: {doubt}}}\n"
    claim = parse_scenario(STARTER.read_text().split("claims:")[0] + claims, "w.yaml").claims["where"]
    assert claim.holds_if.beside.without == {"k": ("002",)}  # type: ignore[union-attr]
    assert claim.contradicted_if[0].where == {"k": ("01", "true")}


def test_the_series_of_the_flagship_are_read_as_strictly(tmp_path: Path) -> None:
    (tmp_path / "ukraine").mkdir()
    area, fired = tmp_path / territory.SERIES, tmp_path / strikes.SERIES
    for content, said in (
        ("date,area_km2\n2024-07-01,nan\n", "line 2"),
        ("date,area_km2\n2024-07-01,5\n01/08/2024,6\n", "line 3"),
        ("date,area_km2\n2024-07,5\n", "no day"),
    ):
        area.write_text(content)
        with pytest.raises(DataError, match=said):
            territory.load_monthly_areas(tmp_path)
    for content, said in (
        ("month,kind,launched\n2024-07,drone,inf\n", "line 2"),
        ("month,kind,launched\n2024-7,drone,5\n", "line 2"),
        ("month,kind,launched\n2024-07-01,drone,5\n", "no month"),
        ("month;kind;launched\n", "semicolons"),
    ):
        fired.write_text(content)
        with pytest.raises(DataError, match=said):
            strikes.load_missile_equivalents(tmp_path)
    fired.write_text("month,kind,launched\n2024-07,drone,50\n2024-07,cruise,\n2024-07,ballistic,3\n")
    assert strikes.load_missile_equivalents(tmp_path) == {"2024-07": 8.0}


@pytest.mark.parametrize(
    "content", ["año,b\n1,2\n".encode("latin-1"), "a,b\n1,ñ\n".encode("latin-1"), "a,b\n1,2\n".encode("utf-16")]
)
def test_a_design_table_in_another_encoding_is_refused_with_its_line(tmp_path: Path, content: bytes) -> None:
    table = tmp_path / "d.csv"
    table.write_bytes(content)
    with pytest.raises(RunError) as caught:
        read_table(table, ["a", "b"])
    assert "d.csv, line " in caught.value.what and "UTF-8" in caught.value.what and caught.value.fix
