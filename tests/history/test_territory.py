"""The flagship's record of the front and of the bombardment is what the data and the stated rules give."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from ripeness.errors import DataError
from ripeness.history import strikes, territory

FLAGSHIP = Path(territory.__file__).parents[1] / "scenarios" / "ukraine-2026.yaml"
LAST = "2026-01"  # last month before the flagship's as_of


@pytest.fixture(scope="module")
def data() -> Path:
    named = os.environ.get("RIPENESS_DATA", "")
    if not named or not (Path(named) / territory.SERIES).is_file():
        pytest.skip("RIPENESS_DATA names no folder that holds ukraine/territory_daily.csv.")
    return Path(named)


@pytest.fixture(scope="module")
def flagship() -> dict[str, Any]:
    with FLAGSHIP.open(encoding="utf-8") as file:
        scenario: dict[str, Any] = YAML(typ="safe").load(file)
    return scenario


@pytest.fixture(scope="module")
def months(flagship: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {str(month): seen for month, seen in flagship["record"]["months"].items()}


def test_recorded_moves_are_recomputed_from_the_data(
    data: Path, flagship: dict[str, Any], months: dict[str, dict[str, Any]]
) -> None:
    step = float(str(flagship["front"]["step_area"]["value"]).split()[0])
    computed = territory.moves(territory.load_monthly_areas(data), step, LAST)
    recorded = {month: seen["front"] for month, seen in months.items() if seen.get("front")}
    assert recorded == computed


def test_step_area_is_the_stated_rule_applied_to_the_data(data: Path, flagship: dict[str, Any]) -> None:
    step = territory.step_area(territory.load_monthly_areas(data), LAST)
    assert flagship["front"]["step_area"]["value"] == f"{step:.0f} km^2"


def test_the_front_never_strays_more_than_a_step_from_where_the_area_puts_it(data: Path) -> None:
    areas = territory.load_monthly_areas(data)
    step = territory.step_area(areas, LAST)
    implied = territory.implied_positions(areas, step, LAST)
    front = territory.ANCHOR
    for month, move in territory.moves(areas, step, LAST).items():
        front += 1 if move == "up" else -1
        assert abs(front - implied[month]) <= 1.0 + 1e-9, month
    assert front == 42


def test_recorded_strikes_are_recomputed_from_the_data(data: Path, months: dict[str, dict[str, Any]]) -> None:
    if not (data / strikes.SERIES).is_file():
        pytest.skip("RIPENESS_DATA holds no ukraine/missile_drone_attacks_monthly.csv.")
    recorded = {m: seen["strikes"] for m, seen in months.items() if seen["strikes"] is not None}
    assert recorded == strikes.struck(strikes.load_missile_equivalents(data), LAST)


def test_stated_positions_follow_from_the_recorded_moves(
    flagship: dict[str, Any], months: dict[str, dict[str, Any]]
) -> None:
    assert flagship["front"]["start"] == months[territory.SETTLED]["position"]
    front = None
    for month, seen in months.items():
        if month == territory.SETTLED:
            front = seen["position"]
        if front is None:
            assert seen["front"] is None, month
            continue
        assert seen.get("position", front) == front, month
        front += 1 if seen["front"] == "up" else -1


def test_record_covers_every_month_before_as_of(flagship: dict[str, Any], months: dict[str, dict[str, Any]]) -> None:
    every = [f"{year}-{month:02d}" for year in range(2022, 2027) for month in range(1, 13)]
    calendar = flagship["calendar"]
    assert list(months) == [m for m in every if calendar["war_began"] <= m < calendar["as_of"]]


def test_a_line_that_stands_still_alternates() -> None:
    areas = {f"2023-{month:02d}": 1000.0 for month in range(1, 8)}
    moves = territory.moves(areas, 100.0, "2023-07", settled="2023-02", anchor=10)
    assert list(moves.values()) == ["up", "down", "up", "down", "up", "down"]


def test_a_steady_advance_moves_as_far_as_the_area_says() -> None:
    areas = {f"2023-{month:02d}": 50.0 * month for month in range(1, 13)}
    moves = list(territory.moves(areas, 100.0, "2023-11", settled="2023-02", anchor=10).values())
    assert abs(moves.count("up") - moves.count("down") - 5) <= 1


def test_step_area_rounds_up_and_no_month_is_faster() -> None:
    areas = {"2023-01": 0.0, "2023-02": 30.0, "2023-03": -71.0}
    assert territory.step_area(areas, "2023-03", settled="2023-02") == 150.0


def test_splice_is_no_advance_and_missing_days_are_skipped(tmp_path: Path) -> None:
    (tmp_path / "ukraine").mkdir()
    (tmp_path / territory.SERIES).write_text(
        "date,area_km2,source\n2024-06-30,1000,liveuamap\n2024-07-07,1010,liveuamap\n"
        "2024-07-08,1317,deepstate\n2024-07-30,1327,deepstate\n2024-08-31,1337,deepstate\n",
        encoding="utf-8",
    )
    assert territory.load_monthly_areas(tmp_path) == {
        "2024-06": 1000.0,
        "2024-07": 1020.0,
        "2024-08": 1030.0,
    }


def test_a_missing_series_or_month_is_an_error_in_words(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="RIPENESS_DATA"):
        territory.load_monthly_areas(tmp_path)
    with pytest.raises(DataError, match="RIPENESS_DATA"):
        strikes.load_missile_equivalents(tmp_path)
    with pytest.raises(DataError, match="2023-03"):
        territory.moves({"2023-01": 1.0, "2023-02": 1.0}, 1.0, "2023-03", settled="2023-02")
