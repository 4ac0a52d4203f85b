"""The summary of a forecast, against a forecast small enough to work it out by hand."""

import json
import math
from datetime import date

import numpy as np
import pytest
import xarray as xr

import synthetic
from ripeness.arrays import ENDINGS, SETTLEMENTS
from ripeness.pages.words import last_day
from ripeness.questions.summary.ask import ForecastSummary
from ripeness.questions.summary.summary import summarise
from ripeness.store.files import as_json

WEIGHT = np.array([0.25, 0.75])


@pytest.fixture
def tiny(war) -> xr.Dataset:
    """Two draws, three months: .8 and .4 go on after one month, .5 and 0 after two."""
    made = synthetic.forecast(war, draws=2, horizon=2)
    ongoing = np.array([[1.0, 0.8, 0.5], [1.0, 0.4, 0.0]])
    ended = np.zeros((2, len(ENDINGS), 3))
    ended[:, ENDINGS.index("settlement_even")] = [[0, 0.1, 0.2], [0, 0.6, 0.8]]
    ended[:, ENDINGS.index("defender_collapses")] = [[0, 0.1, 0.3], [0, 0.0, 0.2]]
    made["weight"] = ("draw", WEIGHT)
    made["prior_weight"] = ("draw", np.array([0.5, 0.5]))
    made["log_likelihood"] = ("draw", np.array([-2.0, -1.0]))
    made["ongoing"] = (("draw", "month"), ongoing)
    made["ongoing_unconditioned"] = (("draw", "month"), ongoing**2)
    made["ended"] = (("draw", "ending", "month"), ended)
    made["ripeness_gap"] = (("draw", "month"), np.array([[-0.1, 0.1, 0.2], [0.1, -0.2, np.nan]]))
    made["terms"] = (("draw", "issue"), np.array([[0.0, 0.5, np.nan], [1.0, 0.5, np.nan]]))
    return made


@pytest.fixture
def summary(tiny, war):
    return summarise(tiny, war)


def test_the_odds_that_the_war_goes_on_are_weighted_means_with_weighted_bands(summary):
    # .25 * .8 + .75 * .4
    assert summary["ongoing"][1] == {"mean": 0.5, "p10": 0.4, "p90": 0.8}


def test_endings_and_ongoing_make_one_whole(summary):
    for month in range(3):
        ended = sum(path["by_month"][month] for path in summary["endings"].values())
        assert ended + summary["ongoing"][month]["mean"] == pytest.approx(1)


def test_terms_count_a_draw_by_its_odds_of_a_settlement(summary):
    # weights .25 * .2 = .05 and .75 * .8 = .6: .6 / .65
    assert summary["terms"]["land"]["mean"] == pytest.approx(0.6 / 0.65, abs=1e-6)
    assert (summary["terms"]["land"]["p10"], summary["terms"]["land"]["p90"]) == (1.0, 1.0)
    assert summary["terms"]["trade"]["mean"] is None


def test_values_of_fighting_on_count_a_draw_by_its_odds_that_the_war_goes_on(summary):
    # weights .25 * .8 = .2 and .75 * .4 = .3: (.2 * .1 - .3 * .2) / .5; then only the first draw is left
    assert summary["ripeness_gap"] == pytest.approx([0.05, -0.08, 0.2])


def test_the_records_likelihood_is_averaged_over_the_assumptions_before_it(summary):
    expected = math.log(0.5 * math.exp(-2) + 0.5 * math.exp(-1))
    assert summary["record"]["log_likelihood"] == pytest.approx(expected, abs=1e-6)
    assert summary["record"]["effective_sample_size"] == pytest.approx(1 / (0.0625 + 0.5625), abs=1e-6)


def test_the_odds_without_the_record_use_the_weights_before_it(summary):
    # (.64 + .16) / 2
    assert summary["record"]["unconditioned_ongoing"][1] == pytest.approx(0.4)


def test_fewer_than_twenty_effective_draws_tell_nothing_about_single_assumptions(summary):
    assert not summary["assumptions"]["enough_draws"]
    assert summary["assumptions"]["most"] == []


def test_the_assumption_that_drives_the_made_up_war_comes_first(made_up, war):
    most = summarise(made_up, war)["assumptions"]["most"]
    assert most[0]["id"] == "truth.battle_odds"
    assert most[0]["meaning"] == "in truth: chance that the attacker wins a month at the front"
    assert most[0]["rank_correlation"] > 0.9


def test_a_forecast_without_the_record_has_no_likelihood(war):
    summary = summarise(synthetic.forecast(war, record=False), war)
    assert summary["record"]["used"] is False
    assert summary["record"]["log_likelihood"] is None
    assert summary["record"]["effective_sample_size"] == pytest.approx(200)


def test_the_summary_is_json_without_nan_and_has_the_keys_that_were_promised(summary):
    read = json.loads(as_json(summary))
    assert read["months"] == ["2026-01", "2026-02", "2026-03"]
    assert set(read["ongoing"][0]) == {"mean", "p10", "p90"}
    assert set(read["endings"]) == set(ENDINGS)
    assert all(len(path["by_month"]) == 3 for path in read["endings"].values())
    assert set(SETTLEMENTS) <= set(read["endings"])
    assert set(read["terms"]["land"]) >= {"mean", "p10", "p90"}
    assert len(read["values"]["attacker"]) == len(read["values"]["defender"]) == len(read["ripeness_gap"]) == 3
    assert set(read["record"]) >= {"log_likelihood", "effective_sample_size", "unconditioned_ongoing"}
    assert set(read["timing"]) == {"compile_s", "solve_s", "law_s"}
    assert {"scenario", "as_of", "provenance"} <= set(read)


def test_the_table_has_the_chance_of_a_first_stop_by_agreement(summary, tiny) -> None:
    """By hand: the one settlement that the tiny forecast has, .1 and .6 after a month, .2 and .8 after two."""
    column = ForecastSummary(summary).to_pandas()["first_ceasefire_or_settlement"]
    by_hand = [0.0, 0.25 * 0.1 + 0.75 * 0.6, 0.25 * 0.2 + 0.75 * 0.8]
    np.testing.assert_allclose(column, by_hand, atol=1e-8)


def test_a_row_of_the_table_says_of_which_day_it_is(summary) -> None:
    """By the calendar: the day before the month's first, as every page names it."""
    answer = ForecastSummary(summary)
    table = answer.to_pandas()
    assert table.equals(answer.table())
    for month, row in table.iterrows():
        assert np.datetime64(row["date"]) + 1 == np.datetime64(str(month), "D")
        assert date.fromisoformat(row["date"]).strftime("%-d %B %Y") == last_day(str(month))
