"""What rests on what, from made-up runs: the question, its page, and ``ripeness check --evidence``."""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import pytest

import ripeness
import synthetic
from printing import printed
from ripeness.errors import DataError, RunError
from ripeness.pages.check import check_page
from ripeness.pages.evidence import evidence_page
from ripeness.questions.evidence.judged import ranking
from ripeness.questions.evidence.signposts import signposts
from ripeness.schema.evidence import rests_on
from ripeness.schema.inventory import checked


@pytest.fixture
def saved(monkeypatch, ripe):
    """A starter scenario as a file, with a made-up run of it saved in ./runs."""
    ripe("new", "mine")

    def forecast(scenario, policy=None, levers=None, draws=200, seed=0, horizon=None, **rest):
        return synthetic.forecast(scenario, draws, seed, horizon, rest["record"], policy, levers)

    monkeypatch.setattr("ripeness.ensemble.forecast.forecast", forecast)

    def run(*options: str) -> None:
        assert ripe("run", "mine.yaml", *options)[0] == 0

    return run


def test_the_number_on_which_the_made_up_war_hangs_comes_first(war):
    judged = [name for name in war.assumptions() if name in rests_on(war, "judgement")]
    forecast = synthetic.forecast(war, 400)
    forecast["ongoing"] = forecast.ongoing * 0 + 0.5  # then it hangs on nothing but the one put there
    chosen = judged[-1]
    number = list(forecast.assumption.values).index(chosen)
    drawn = forecast.assumption_value.values[:, number]
    forecast["ongoing"] = forecast.ongoing + 0.01 * drawn[:, None]
    found = ranking(war, forecast)
    assert found["ranked"][0]["path"] == chosen
    assert found["ranked"][0]["rank_correlation"] == pytest.approx(1, abs=1e-6)
    assert {one["path"] for one in found["ranked"]} == set(judged)
    assert found["certain"] == len(rests_on(war, "judgement")) - len(judged)


def test_the_signpost_that_the_made_up_war_follows_comes_first(war):
    forecast = synthetic.forecast(war, 400)
    moves = np.random.default_rng(1).standard_normal((400, 2))
    later = np.arange(forecast.sizes["month"])
    forecast["bombing"] = ("draw", "month"), moves[:, :1] + 0 * later
    forecast["front"] = ("draw", "month"), np.where(later == 6, -forecast.ongoing.values[:, 36:37], moves[:, 1:])
    found = signposts(forecast)
    assert found["ranked"][0]["observable"] == "front"
    assert found["ranked"][0]["rank_correlation"] == pytest.approx(-1, abs=1e-6)  # only in the sixth month
    other = {one["observable"]: one["rank_correlation"] for one in found["ranked"]}
    assert abs(other["bombing"]) < 0.4 and "package" not in other


def test_without_a_run_it_says_how_to_get_the_ranking(ripe):
    ripe("new", "mine")
    code, out, _ = ripe("check", "mine.yaml", "--evidence")
    assert code == 0 and "ripeness run mine.yaml" in out


def test_with_a_run_of_the_same_scenario_the_numbers_are_ranked(saved, ripe):
    saved("--draws", "200")
    out = ripe("check", "mine.yaml", "--evidence")[1]
    assert "rank correlation over the draws" in " ".join(out.split())
    assert "What to watch in the next six months" in out


def test_a_quick_run_does_not_hide_one_of_more_draws(saved):
    saved("--draws", "200")
    saved("--quick")
    assert ripeness.evidence(ripeness.load("mine.yaml"))["ranking"]["draws"] == 200


def test_a_quick_run_alone_is_said_to_be_too_few(saved):
    saved("--draws", "10")
    page = " ".join(printed(evidence_page(ripeness.evidence(ripeness.load("mine.yaml")).content)).split())
    assert "The saved run of most draws has 10, too few to tell one number from another." in page


def test_a_run_under_a_policy_does_not_serve(saved, ripe):
    saved("--policy", "guarantees-first")
    told = json.loads(ripe("check", "mine.yaml", "--evidence", "--json")[1])["evidence"]
    assert told["ranking"] is None and "policies" in told["no_run"]


def test_the_text_of_a_source_is_found_beside_the_data(ripe, tmp_path, monkeypatch):
    ripe("new", "mine")
    file = tmp_path / "mine.yaml"
    file.write_text(file.read_text().replace("paragraphs: 3}", "paragraphs: 3, file: almanac.txt}"))
    for name in ("data", "texts"):
        (tmp_path / name).mkdir()
    (tmp_path / "texts" / "almanac.txt").write_text("One.\n\nTwo.\n\nOne.\n\nThree.\n")
    assert "almanac.txt is not at hand" in " ".join(ripe("check", "mine.yaml", "--evidence")[1].split())
    monkeypatch.setenv("RIPENESS_DATA", str(tmp_path / "data"))
    assert "has the 3 paragraphs counted" in " ".join(ripe("check", "mine.yaml", "--evidence")[1].split())
    (tmp_path / "texts" / "almanac.txt").write_text("One.\n\nTwo.\n")
    assert "MISMATCH" in ripe("check", "mine.yaml", "--evidence")[1]


def test_json_of_the_check_says_what_each_paragraph_feeds(ripe):
    ripe("new", "mine")
    code, out, _ = ripe("check", "mine.yaml", "--evidence", "--json")
    told = json.loads(out)
    assert code == 0 and "truth.battle_odds" in told["evidence"]["uses"]["almanac#1"]["numbers"]
    assert "evidence" not in json.loads(ripe("check", "mine.yaml", "--json")[1])


def test_the_function_returns_what_the_command_prints_as_json(saved, ripe):
    saved("--draws", "200")
    told = json.loads(ripe("check", "mine.yaml", "--evidence", "--json")[1])["evidence"]
    found = ripeness.evidence(ripeness.load("mine.yaml"), beside=Path())
    assert found.to_dict() == told and told["ranking"]["draws"] == 200
    assert (found.partial, found.finished) == (False, 200)


def test_the_table_has_a_row_for_each_number_with_what_it_rests_on(saved, war):
    saved("--draws", "200")
    found = ripeness.evidence(ripeness.load("mine.yaml"))
    table = found.table()
    assert list(table.index) == list(war.quantities())
    assert list(table.index[table.on_judgement]) == list(rests_on(war, "judgement"))
    assert table.loc["truth.battle_odds", ["stated", "source"]].tolist() == ["mean 0.51, sd 0.02", "almanac#1"]
    ranked = {one["path"]: one["rank_correlation"] for one in found["ranking"]["ranked"]}
    assert table.rank_correlation.dropna().to_dict() == ranked and ranked
    assert "<table" in found._repr_html_() and repr(found).startswith("evidence of mine: 29 rows")


def test_a_run_may_be_named_and_one_of_another_scenario_is_refused(saved, ripe):
    saved("--draws", "60", "--out", "first")
    saved("--draws", "70", "--out", "second")
    mine = ripeness.load("mine.yaml")
    assert ripeness.evidence(mine, "first")["ranking"]["draws"] == 60
    assert ripeness.evidence(mine, Path("second"))["ranking"]["draws"] == 70
    assert ripeness.evidence(mine)["run"] is None  # neither lies in ./runs
    with pytest.raises(RunError, match=r"first is a run of another scenario, version or policy than gamblers-ruin"):
        ripeness.evidence(ripeness.load("gamblers-ruin"), "first")
    with pytest.raises(DataError, match="there is no run 'third'"):
        ripeness.evidence(mine, "third")


@pytest.mark.parametrize("file", ["provenance.json", "results.nc"])
def test_a_run_that_cannot_be_read_hides_no_other(saved, file):
    saved("--draws", "60", "--out", "runs/a")
    saved("--draws", "70", "--out", "runs/b")
    Path("runs", "b", file).write_text("no such thing")
    found = ripeness.evidence(ripeness.load("mine.yaml"))
    assert (found["run"], found["ranking"]["draws"]) == ("runs/a", 60)
    Path("runs", "a", file).write_text("no such thing")
    assert ripeness.evidence(ripeness.load("mine.yaml"))["no_run"].endswith("or cannot be read.")


def test_a_data_folder_that_is_none_is_an_error_here_too(ripe, monkeypatch):
    monkeypatch.setenv("RIPENESS_DATA", "nowhere")
    code, out, err = ripe("check", "gamblers-ruin", "--evidence")
    assert (code, out) == (2, "") and "RIPENESS_DATA names nowhere, which is no folder" in err
    assert ripe("check", "gamblers-ruin")[0] == 0


def test_the_json_of_a_check_is_numbers_and_lists(ripe):
    ripe("new", "mine")
    told = json.loads(ripe("check", "mine.yaml", "--json")[1])
    facts = told["facts"]
    assert facts["actors"] == [
        {"key": "north", "name": "The North", "role": "attacker"},
        {"key": "south", "name": "The South", "role": "defender"},
    ]
    assert facts["calendar"] == {"war_began": "2024-01", "as_of": "2026-01", "baseline": None, "horizon": 36}
    assert facts["record"] == {"months": 24, "first": "2024-01", "last": "2025-12"}
    assert (facts["numbers"], facts["uncertain"], facts["on_judgement"]) == (29, 14, 28)
    assert "guarantees-first" in facts["policies"] and isinstance(facts["levers"], list)
    assert (told["file"], told["view"], told["warnings"]) == ("mine.yaml", None, [])


def test_the_json_says_the_epochs_of_the_flagship_one_by_one(ripe):
    facts = json.loads(ripe("check", "--json")[1])["facts"]
    assert [one["from"] for one in facts["epochs"]] == ["2025-02", "2025-11"]
    assert facts["calendar"]["horizon"] == 60 and len(facts["levers"]) == 40


def test_a_certain_belief_is_no_number_that_json_cannot_hold(ripe, tmp_path):
    ripe("new", "mine")
    file = tmp_path / "mine.yaml"
    file.write_text(file.read_text().replace("p90: 6 %/month}, strength: 60 months", "p90: 6 %/month}, strength: .inf"))
    told = json.loads(ripe("check", "mine.yaml", "--evidence", "--json")[1])["evidence"]
    (strength,) = [one for one in told["numbers"] if one["path"] == "beliefs.attacker.collapse.strength"]
    assert strength["parameters"] == {"value": None} and strength["stated"].startswith("inf")


@pytest.mark.parametrize("width", [60, 40])
def test_nothing_is_lost_on_a_narrow_terminal(saved, width):
    saved("--draws", "200")
    page = evidence_page(ripeness.evidence(ripeness.load("mine.yaml")).content)
    wide, narrow = printed(page), printed(page, width)
    assert max(map(len, narrow.splitlines())) <= width
    assert re.sub(r"[\s─]", "", narrow) == re.sub(r"[\s─]", "", wide)


def test_lines_of_a_number_that_runs_on_stay_within_the_width(saved):
    war = ripeness.load("ukraine-2026")
    page = evidence_page(ripeness.evidence(war, data=Path()).content)
    assert max(map(len, printed(page).splitlines())) <= 80
    assert "  envoy.attacker_weights.land_held = " in printed(page)


@pytest.mark.parametrize("width", [60, 40])
def test_nothing_that_a_scenario_holds_is_lost_on_a_narrow_terminal(width):
    page = check_page(checked(ripeness.load("ukraine-2026"), "ukraine-2026.yaml"))
    wide, narrow = printed(page), printed(page, width)
    assert max(map(len, narrow.splitlines())) <= width
    assert re.sub(r"\s", "", narrow) == re.sub(r"\s", "", wide)


def test_a_view_that_is_checked_is_named_by_its_file(ripe):
    out = ripe("check", "--view", "no-trust")[1]
    assert "no-trust.yaml: in order." in re.sub(r"\s+", "", out).replace(":inorder.", ": in order.")
    assert json.loads(ripe("check", "--view", "no-trust", "--json")[1])["view"].endswith("no-trust.yaml")
