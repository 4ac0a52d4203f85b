"""``ripeness check --evidence``: paragraphs, texts and judgement, from made-up runs."""

from __future__ import annotations

import json

import numpy as np
import pytest

import ripeness
import synthetic
from ripeness.questions.evidence.judged import ranking
from ripeness.questions.evidence.signposts import signposts
from ripeness.schema.evidence import rests_on


@pytest.fixture
def saved(monkeypatch, ripe):
    """A starter scenario as a file, with a made-up run of it saved in ./runs."""
    ripe("new", "mine")

    def forecast(scenario, policy=None, levers=None, draws=200, seed=0, horizon=None, **rest):
        return synthetic.forecast(scenario, draws, seed, horizon, rest["record"], policy, levers)

    monkeypatch.setitem(ripeness.__dict__, "forecast", forecast)

    def run(*options: str) -> None:
        assert ripe("run", "mine.yaml", *options)[0] == 0

    return run


def test_the_number_on_which_the_made_up_war_hangs_comes_first(plain):
    judged = [name for name in plain.assumptions() if name in rests_on(plain, "judgement")]
    forecast = synthetic.forecast(plain, 400)
    forecast["ongoing"] = forecast.ongoing * 0 + 0.5  # then it hangs on nothing but the one put there
    chosen = judged[-1]
    number = list(forecast.assumption.values).index(chosen)
    drawn = forecast.assumption_value.values[:, number]
    forecast["ongoing"] = forecast.ongoing + 0.01 * drawn[:, None]
    found = ranking(plain, forecast)
    assert found["ranked"][0]["path"] == chosen
    assert found["ranked"][0]["rank_correlation"] == pytest.approx(1, abs=1e-6)
    assert {one["path"] for one in found["ranked"]} == set(judged)
    assert found["certain"] == len(rests_on(plain, "judgement")) - len(judged)


def test_the_signpost_that_the_made_up_war_follows_comes_first(plain):
    forecast = synthetic.forecast(plain, 400)
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
    assert "SIGNPOSTS OF THE NEXT SIX MONTHS" in out


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
