"""In which region a claim or a question holds: planted in made-up forecasts, and in a war whose answer is known."""

import json

import numpy as np
import pytest
from made_up_search import discovery

import ripeness
import synthetic
from printing import figures_lost, printed
from ripeness.errors import RunError
from ripeness.pages.discover import discover_page
from small_war import small_text

QUESTION = "the war ends by 2000-12 >= 35 %"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    path = tmp_path_factory.mktemp("wars") / "small.yaml"
    path.write_text(small_text(), encoding="utf-8")
    return ripeness.load(str(path))


@pytest.fixture(scope="module")
def found(small):
    return ripeness.discover(small, QUESTION, draws=128)


def test_the_region_of_a_war_is_where_the_chance_reaches_the_bound(found, small):
    """The chance grows with the attacker's odds alone, so that the region begins where it passes 35 %."""
    (region,) = found["regions"]
    assert [one["assumption"] for one in region["limits"]] == ["truth.battle_odds"]
    edge = region["limits"][0]["above"]
    for odds, reaches in ((edge - 0.02, False), (edge + 0.02, True)):
        of = small.replace({"truth.battle_odds": float(odds)})
        assert (ripeness.ask(of, "the war ends by 2000-12", draws=1)["chance"]["mean"] >= 0.35) == reaches
    assert region["density"] > 0.9 and region["coverage"] > 0.9
    (fails,) = found["fails"]
    assert [one["assumption"] for one in fails["limits"]] == ["truth.battle_odds"]
    assert fails["limits"][0]["below"] <= edge + 0.01 and fails["density"] > 0.95
    assert list(found.table().holds) == [True, False]


def test_share_support_and_coverage_are_those_of_the_forecast(found, small):
    forecast = ripeness.forecast(small, draws=128, horizon=12, in_eyes=False, beliefs=False)
    holds = forecast.ended.sum("ending").isel(month=12).values >= 0.35
    odds = forecast.assumption_value.sel(assumption="truth.battle_odds").values
    inside = odds > found["regions"][0]["limits"][0]["above"]
    assert found["share"] == pytest.approx(holds.mean(), abs=1e-6)
    assert found["regions"][0]["support"] == pytest.approx(inside.mean(), abs=1e-6)
    assert found["regions"][0]["coverage"] == pytest.approx((inside & holds).sum() / holds.sum(), abs=1e-6)


def made_up(monkeypatch, holds):
    """Forecasts in which the war has ended by then in some draws and not in the others."""

    def forecasts(policies, **_):
        ((label, one),) = policies.items()
        made = synthetic.forecast(one.scenario, one.draws, one.seed)
        ended = np.zeros(made.ended.shape)
        ended[:, 0, :] = holds(made.assumption_value.transpose("draw", "assumption").values)[:, None]
        made["ended"] = (made.ended.dims, ended)
        return {label: made}

    monkeypatch.setattr("ripeness.ensemble.forecast.forecasts", forecasts)


def test_a_planted_box_is_told_with_its_words_and_its_ends(war, monkeypatch):
    names = list(war.assumptions())
    cut = {}

    def planted(x):
        cut["first"], cut["second"] = np.quantile(x[:, 0], 0.4), np.quantile(x[:, 3], 0.6)
        return ((x[:, 0] > cut["first"]) & (x[:, 3] < cut["second"])).astype(float)

    made_up(monkeypatch, planted)
    found = ripeness.discover(war, f"the war ends by {war.calendar.as_of[:4]}-12", draws=400, record=False)
    limits = {one["assumption"]: one for one in found["regions"][0]["limits"]}
    assert set(limits) == {names[0], names[3]}
    assert limits[names[0]]["first"] == pytest.approx(0.4, abs=0.06) and limits[names[0]]["below"] is None
    assert limits[names[3]]["last"] == pytest.approx(0.6, abs=0.06) and limits[names[3]]["above"] is None
    text = " ".join(printed(discover_page(found.content), 400).split())
    assert "is above" in text and "and '" in text and "is below" in text


def test_a_permuted_outcome_finds_nothing(war, monkeypatch):
    random = np.random.default_rng(11)
    made_up(monkeypatch, lambda x: random.permutation(np.arange(len(x)) < len(x) // 3).astype(float))
    found = ripeness.discover(war, f"the war ends by {war.calendar.as_of[:4]}-12", draws=150, record=False, seed=4)
    assert found["regions"] == found["fails"] == []
    assert "No region stands out." in printed(discover_page(found.content))


def test_where_all_say_the_same_no_region_is_looked_for(war, monkeypatch):
    made_up(monkeypatch, lambda x: np.ones(len(x)))
    found = ripeness.discover(war, f"the war ends by {war.calendar.as_of[:4]}-12", draws=100)
    assert found["share"] == 1.0 and found["regions"] == []
    assert "no region to look for" in " ".join(printed(discover_page(found.content)).split())


def test_a_claim_holds_in_the_region_where_its_condition_is_met(war, monkeypatch):
    """The starter's claim asks that the war go on for a year with a chance of at least .1."""

    def branches(scenario, policies, draws=200, seed=0, **_):
        made = synthetic.forecast(scenario, draws, seed)
        x = made.assumption_value.transpose("draw", "assumption").values
        goes_on = np.where(x[:, 2] > np.quantile(x[:, 2], 0.5), 0.3, 0.01)
        made["ongoing"] = (made.ongoing.dims, np.repeat(goes_on[:, None], made.sizes["month"], axis=1))
        return dict.fromkeys(policies, made)

    monkeypatch.setattr("ripeness.ensemble.forecast.branches", branches)
    found = ripeness.discover(war, claim="could-go-on", draws=300, record=False)
    (one,) = found["regions"][0]["limits"]
    assert one["assumption"] == list(war.assumptions())[2] and one["first"] == pytest.approx(0.5, abs=0.03)
    assert found["claim"] == "could-go-on" and found["says"] == war.claims["could-go-on"].says


def test_the_command_prints_what_the_function_returns(small, found, ripe):
    code, out, _ = ripe("discover", str(small.file), "--question", QUESTION, "--draws", "128", "--json")
    assert code == 0 and json.loads(out) == found.to_dict()
    code, out, _ = ripe("discover", str(small.file), "--question", QUESTION, "--draws", "128")
    assert code == 0 and out == printed(discover_page(found.content))


def test_the_page_fits_a_narrow_terminal_and_loses_no_figure_there():
    page = discover_page(discovery().content)
    assert max(map(len, printed(page, 60).splitlines())) <= 60 and not figures_lost(page, 60)
    assert "'North's belief on collapse: mean chance a month' is above 3.7 %" in printed(page, 400)
    few = discover_page({**discovery().content, "effective_sample_size": 30.0})
    assert printed(few).startswith("CAUTION")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({}, "neither a question nor a claim"),
        ({"question": "the war ends by 2000-06", "claim": "x"}, "a question and a claim"),
        ({"claim": "nobody-says"}, "no claim is called"),
        ({"question": "the war ends by 2000-06 >= 140 %"}, "no bound of a chance"),
        ({"question": "the war ends"}, "no event with a day"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(small, asked, words):
    with pytest.raises(RunError, match=words):
        ripeness.discover(small, **asked)


def test_what_draws_do_not_test_is_refused_with_what_does():
    war = ripeness.load("ukraine-2026")
    with pytest.raises(RunError, match="not tested by versions"):
        ripeness.discover(war, claim="prisoners-but-no-settlement")
    with pytest.raises(RunError, match="names its own policies"):
        ripeness.discover(war, claim="prisoners-but-no-settlement", policy="status-quo")


def test_drivers_rank_as_the_page_of_a_run_does(small):
    """Over the same draws, for the month by which a run compares assumptions."""
    told = ripeness.summary(ripeness.forecast(small, draws=64), small)["assumptions"]
    ranked = ripeness.drivers(small, draws=64, base=0)
    assert [one["path"] for one in ranked["numbers"][:3]] == [one["id"] for one in told["most"]]
    for one, other in zip(ranked["numbers"], told["most"], strict=False):
        assert one["rank_correlation"] == pytest.approx(-other["rank_correlation"], abs=1e-6)
    assert ranked["by_luck"] == pytest.approx(told["by_luck"] ** 2, rel=1e-6)
