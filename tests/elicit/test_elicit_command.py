"""`ripeness elicit`: a table of quantiles becomes a number of a scenario; a slip in it is told with its line."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest
from scipy import stats

import ripeness
from ripeness.cli.new import STARTER
from ripeness.compiler.priors import quantile
from ripeness.errors import DataError

PANEL = Path(__file__).parent / "panel.csv"
TEXT = PANEL.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def panel():
    return ripeness.elicit(PANEL)


def test_weights_of_the_panel_are_those_computed_from_its_seeds_by_hand(panel) -> None:
    """Ada and Cyn: one known value in each middle bin; Bo: both above the highest quantile."""
    by = {one["expert"]: one for one in panel["experts"]}
    middle, above = 2 * 2 * math.log(0.5 / 0.4), 2 * 2 * math.log(1 / 0.1)
    assert by["Ada"]["calibration"] == pytest.approx(stats.chi2.sf(middle, 3))
    assert by["Bo"]["calibration"] == pytest.approx(stats.chi2.sf(above, 3))
    raw = {name: one["calibration"] * one["information"] for name, one in by.items()}
    for name, one in by.items():
        assert one["performance"] == pytest.approx(raw[name] / sum(raw.values()))
        assert one["equal"] == pytest.approx(1 / 3)
    assert by["Bo"]["information"] > by["Ada"]["information"] > by["Cyn"]["information"]


def test_what_is_printed_for_a_scenario_is_read_by_one_and_says_what_the_pool_says(panel, tmp_path) -> None:
    hazard, broken = panel["quantities"]
    text = STARTER.read_text(encoding="utf-8")
    for asked, line in ((hazard, "  collapse_hazard: "), (broken, "  base_reneging: ")):
        for pool in asked["pools"]:
            old = next(one for one in text.splitlines() if one.startswith(line))
            path = tmp_path / "war.yaml"
            path.write_text(text.replace(old, line + pool["yaml"]), encoding="utf-8")
            number = ripeness.load(path).assumptions()[asked["quantity"]]
            scale = 100.0 if asked["unit"] == "%/month" else 1.0
            for chance, key in ((0.1, "p10"), (0.5, "p50"), (0.9, "p90")):
                assert scale * quantile(number, chance) == pytest.approx(pool[key], rel=0.06), key


def test_a_pool_is_made_of_those_who_answered(panel) -> None:
    broken = panel["quantities"][1]
    assert [one["expert"] for one in broken["judgements"]] == ["Ada", "Bo"]
    assert "2 experts, equal weights" in broken["pools"][0]["yaml"]


def test_without_seeds_all_count_the_same_and_the_page_says_so(tmp_path) -> None:
    path = tmp_path / "few.csv"
    path.write_text("\n".join(line for line in TEXT.splitlines() if "seed" not in line), encoding="utf-8")
    found = ripeness.elicit(path)
    assert [one["weights"] for one in found["quantities"][0]["pools"]] == ["equal"]
    assert "all experts count the same" in found["advice"][0]


def test_nobody_above_the_cut_off_leaves_no_pool_by_performance() -> None:
    found = ripeness.elicit(PANEL, cutoff=0.9)
    assert all(len(one["pools"]) == 1 for one in found["quantities"])
    assert any("reaches the cut-off" in one for one in found["advice"])
    assert [one["performance"] for one in ripeness.elicit(PANEL, cutoff=0.05)["experts"]][1] == 0.0


@pytest.mark.parametrize("columns", [60, 80])
def test_the_page_fits_its_width_and_the_json_is_the_answer(ripe, monkeypatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    code, out, _ = ripe("elicit", str(PANEL))
    assert code == 0 and max(map(len, out.splitlines())) <= columns
    assert "pool, by performance" in out and "Ada" in out and "under 1 points" not in out
    assert json.loads(ripe("elicit", str(PANEL), "--json")[1]) == ripeness.elicit(PANEL).to_dict()


@pytest.mark.parametrize(
    "old, new, told",
    [
        ("0.1,0.3,1\n", "0.3,0.1,1\n", "line 3: the quantiles do not rise"),
        ("expert,quantity", "who,quantity", "line 2: 'who' is no column"),
        ("p10,p50,p90", "p10,p90,p50", "line 2: the chances of the quantiles do not rise"),
        ("Bo,truth", "Ada,truth", "line 4: Ada answers truth.collapse_hazard twice"),
        ("Cyn,seed2,,,,12,1,10,40", "", "Cyn does not answer seed2"),
        ("Bo,seed1,,,,55", "Bo,seed1,,,,56", "line 9: seed1 has another unit"),
        ("0,1,,0.1,0.2,0.4", "0,1,,0.1,0.2,1.4", "line 6: 1.4 lies outside"),
        ("0.02,0.1,0.3", "0,0.1,0.3", "line 5: a quantile is 0"),
        ("0.2,0.5,0.9", "0.2,much,0.9", "line 4: a quantile is 'much'"),
    ],
)
def test_a_slip_in_the_table_is_told_with_its_line(tmp_path, old, new, told) -> None:
    path = tmp_path / "slip.csv"
    assert old in TEXT
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=told):
        ripeness.elicit(path)


@pytest.mark.parametrize("head", ["0.1,0.5,0.9", "10 %,50 %,90 %", "q10,q50,q90", "p10,p50,p90"])
def test_chances_are_read_as_people_head_their_columns(tmp_path, head: str) -> None:
    path = tmp_path / "heads.csv"
    path.write_text(TEXT.replace("p10,p50,p90", head), encoding="utf-8")
    assert ripeness.elicit(path)["chances"] == pytest.approx([0.1, 0.5, 0.9])
