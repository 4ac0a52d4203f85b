"""``ripeness claims`` with made-up forecasts instead of minutes of computing."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from made_up_claims import data_folder, scenario_text

import ripeness
import synthetic
from ripeness.errors import DataError, RunError

CLAIMS = """\
  goes-on: {says: it could go on, kind: could, by: author, holds_if: {quantity: ongoing, at: 12 months}}
  helps: {says: it helps, kind: ordering, by: ours, holds_if: {quantity: ongoing, at: 12 months, a: third, b: status-quo, less_by: 0.05}}
  aid: {says: aid came, kind: fact, by: author, holds_if: {series: made/aid.csv, column: eur_bn, window: [2024-01, 2024-12], above: 12}}
"""  # noqa: E501


@pytest.fixture
def file(tmp_path: Path, monkeypatch) -> str:
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("RIPENESS_DATA", raising=False)
    path = tmp_path / "war.yaml"
    path.write_text(scenario_text(CLAIMS), encoding="utf-8")
    return str(path)


@pytest.fixture
def asked(monkeypatch) -> list[dict]:
    """Stand in for ``ensemble.forecast.branches``; the list holds what each call asked for."""
    calls: list[dict] = []

    def branches(scenario, policies, draws=200, seed=0, horizon=None, *, in_eyes, months, beliefs, progress):
        asked = {"policies": policies, "draws": draws, "seed": seed, "months": months, "in_eyes": in_eyes}
        calls.append({**asked, "beliefs": beliefs})
        if progress:
            progress("draws", draws, draws)
        return {label: synthetic.forecast(scenario, draws, seed, policy=label) for label in policies}

    monkeypatch.setattr("ripeness.ensemble.forecast.branches", branches)
    return calls


@pytest.fixture
def run(ripe):
    """The command itself: exit code, output and error."""
    return partial(ripe, "claims")


def test_all_policies_that_the_claims_need_are_compared_at_once(file, asked, run) -> None:
    code, out, _ = run(file, "--draws", "40", "--seed", "3")
    assert code == 0
    wars = {"status-quo": "status-quo", "third": "third"}
    far = {"status-quo": 12, "third": 12}
    alike = {"draws": 40, "seed": 3, "in_eyes": False, "beliefs": {}}
    # The made-up wars make `helps` fail, so that it is asked once more with its levers at the ends of their ranges.
    ends = {"third, levers at their ends": {"guarantee": 0.9}, "status-quo": "status-quo"}
    furthest = {"policies": ends, "months": dict.fromkeys(ends, 12)}
    assert asked == [{"policies": wars, "months": far} | alike, furthest | alike]
    assert max(map(len, out.splitlines())) <= 80
    for name in ("goes-on", "helps", "aid"):
        assert f"\n{name}" in out


def test_one_claim_alone_needs_its_own_policies_only(file, asked, run) -> None:
    code, out, _ = run(file, "--claim", "goes-on")
    assert code == 0 and list(asked[0]["policies"]) == ["status-quo"]
    assert "goes-on" in out and "helps" not in out


def test_a_fact_needs_no_forecast_and_says_when_the_data_are_not_at_hand(file, asked, run) -> None:
    code, out, _ = run(file, "--claim", "aid")
    assert (code, asked) == (0, [])
    assert "NOT CHECKED: data not at hand." in out and "HOLDS" not in out


def test_a_fact_is_checked_where_the_data_are_at_hand(file, asked, run, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("RIPENESS_DATA", str(data_folder(tmp_path / "series")))
    code, out, _ = run(file, "--claim", "aid")
    assert code == 0
    assert "HOLDS: the data say so." in out and "13" in out


def test_json_is_all_that_is_printed_and_in_full_precision(file, asked, run) -> None:
    code, out, err = run(file, "--json", "--draws", "50")
    assert (code, err) == (0, "")
    told = json.loads(out)
    assert told["draws"] == 50 and {one["id"] for one in told["claims"]} == {"goes-on", "helps", "aid"}
    (goes_on,) = [one for one in told["claims"] if one["id"] == "goes-on"]
    made = synthetic.forecast(ripeness.load(file), 50, 0)
    mean = float((made.weight * made.ongoing.isel(month=12)).sum())
    assert goes_on["value"]["mean"] == pytest.approx(mean, rel=1e-6)
    assert str(goes_on["value"]["mean"]) != str(round(goes_on["value"]["mean"], 2))


def test_few_effective_draws_are_said_in_the_first_line(file, asked, run) -> None:
    _, out, _ = run(file, "--draws", "30")
    assert out.startswith("CAUTION: not to be quoted: weighed by the record, these")


def test_the_assumption_that_rules_the_made_up_wars_is_the_one_that_decides(file, asked, run) -> None:
    """The made-up wars are the longer, the higher the first assumption."""
    likely = scenario_text(CLAIMS.replace("kind: could", "kind: likely").replace("at: 12", "at: 34"))
    Path(file).write_text(likely, encoding="utf-8")
    code, out, _ = run(file, "--claim", "goes-on", "--draws", "300", "--json")
    assert code == 0
    (found,) = json.loads(out)["claims"]
    first = found["deciding"][0]
    assert first["assumption"] == next(iter(ripeness.load(file).assumptions()))
    assert first["holds_above"] > first["holds_below"] and first["within"] is None


def test_the_function_returns_what_the_command_prints_as_json(file, asked, run) -> None:
    result = ripeness.claims(ripeness.load(file), draws=50, seed=2)
    assert json.loads(run(file, "--json", "--draws", "50", "--seed", "2")[1]) == result.to_dict()
    assert asked[0]["draws"] == 50 and (result.partial, result.finished) == (False, 50)


def test_the_table_has_a_row_for_each_claim_with_its_shares(file, asked) -> None:
    war = ripeness.load(file)
    table = ripeness.claims(war, ["aid", "goes-on"], draws=50).table()
    assert sorted(table.index) == ["aid", "goes-on"] and table.verdict["aid"] == "not checked"
    made = synthetic.forecast(war, 50, 0)
    likely = (made.ongoing.isel(month=12) >= 0.1).values
    assert table.share["goes-on"] == pytest.approx(float(made.weight.values[likely].sum()), rel=1e-6)
    assert table.before["goes-on"] == pytest.approx(float(made.prior_weight.values[likely].sum()), rel=1e-6)
    shown = ripeness.claims(war, "aid").table()
    assert shown.share.isna().all()


def test_an_answer_shows_itself_as_a_table(file, asked) -> None:
    result = ripeness.claims(ripeness.load(file), draws=20)
    assert "<table" in result._repr_html_() and "goes-on" in result._repr_html_()
    assert repr(result).splitlines()[0].startswith("CAUTION") and "\nclaims of starter: 3 rows" in repr(result)


def test_a_data_folder_can_be_named_from_python(file, asked, tmp_path) -> None:
    folder = data_folder(tmp_path / "series")
    found = ripeness.claims(ripeness.load(file), "aid", data=folder)
    assert found.table().verdict["aid"] == "holds" and asked == []
    with pytest.raises(DataError, match=r"nowhere is no folder\. Name the data folder"):
        ripeness.claims(ripeness.load(file), "aid", data=tmp_path / "nowhere")


def test_interrupted_it_rests_on_what_was_finished_and_says_so(file, run, monkeypatch) -> None:
    def branches(scenario, policies, draws, seed, **more):
        made = {label: synthetic.forecast(scenario, 12, seed, policy=label) for label in policies}
        return {label: one.assign_attrs(partial=1) for label, one in made.items()}

    monkeypatch.setattr("ripeness.ensemble.forecast.branches", branches)
    result = ripeness.claims(ripeness.load(file), draws=200)
    assert (result.partial, result.finished, result["draws"]) == (True, 12, 12)
    code, out, err = run(file)
    assert code == 130 and "goes-on" in out and "rests on the 12 of 200 versions" in err


def test_interrupted_before_any_set_is_finished_nothing_is_printed(file, run, monkeypatch) -> None:
    def branches(*given, **more):
        raise KeyboardInterrupt

    monkeypatch.setattr("ripeness.ensemble.forecast.branches", branches)
    code, out, err = run(file)
    assert (code, out) == (130, "") and "before any claim could be judged" in err


@pytest.mark.parametrize("name", ["go-on", "Aid", ""])
def test_a_claim_that_is_not_there_is_refused_by_name(file, asked, name) -> None:
    with pytest.raises(RunError, match="no claim is called"):
        ripeness.claims(ripeness.load(file), [name])
    assert asked == []
