"""Scores of forecasts of the past by hand, and none of a forecast that does not say how much of it is hindsight."""

from __future__ import annotations

import numpy as np
import pytest

from ripeness.errors import RunError
from ripeness.pages.backtest import backtest_page
from ripeness.pages.layout import sentences
from ripeness.questions.backtest.ask import Backtests
from ripeness.questions.backtest.scoring import Outlook, score


def outlook(war: str, chance: float, went_on: bool | None, **more) -> Outlook:
    base = Outlook(
        war=war, as_of="month 12", age=12.0, horizon=12, chance=chance, lognormal=0.5, counted=0.5, went_on=went_on,
        numbers=10, hindsight=4, widened=0, effective_draws=50.0,
    )  # fmt: skip
    return Outlook(**{**base, **more})  # type: ignore[typeddict-item]


def test_mean_scores_are_those_by_hand_and_open_ones_do_not_count() -> None:
    (found,) = score([outlook("a", 0.8, True), outlook("b", 0.4, False), outlook("c", 0.9, None)])
    by_law = {one["law"]: one for one in found["laws"]}
    assert found["outlooks"] == 2 and found["open"] == 1 and found["went_on"] == 0.5
    assert by_law["model"]["log"]["value"] == pytest.approx((np.log(0.8) + np.log(0.6)) / 2)
    assert by_law["model"]["brier"]["value"] == pytest.approx((0.04 + 0.16) / 2)
    assert by_law["lognormal"]["ahead"]["value"] == pytest.approx((np.log(1.6) + np.log(1.2)) / 2)


def test_a_forecast_that_does_not_count_its_hindsight_is_not_scored() -> None:
    bare = outlook("a", 0.8, True)
    del bare["hindsight"]
    with pytest.raises(RunError, match="how much of it is hindsight"):
        score([bare])


def test_one_war_has_no_interval_and_too_few_cases_no_slope() -> None:
    (found,) = score([outlook("a", 0.8, True), outlook("a", 0.7, False, age=24.0)])
    assert found["laws"][0]["log"]["low"] is None and found["slope"]["value"] is None and found["reliability"] == []


def test_the_page_never_shows_a_score_without_the_count_of_hindsight() -> None:
    outlooks = [outlook("a", 0.8, True), outlook("b", 0.4, False)]
    content = Backtests(scenario="s", title="t", names={}, draws=8, outlooks=outlooks, cuts=[], scores=score(outlooks))
    told = sentences(backtest_page(content))
    assert told[0].startswith("12 months ahead the model scores better than a log-normal law")
    assert any(line.startswith("HINDSIGHT: 40%") for line in told[:2])


def test_the_page_warns_of_forecasts_that_rest_on_few_draws() -> None:
    outlooks = [outlook("a", 0.8, True, effective_draws=2.4), outlook("b", 0.4, False)]
    content = Backtests(scenario="s", title="t", names={}, draws=8, outlooks=outlooks, cuts=[], scores=score(outlooks))
    told = [line for line in sentences(backtest_page(content)) if line.startswith("CAUTION")]
    assert len(told) == 1 and "the draws of 1 of these 2 forecasts count as fewer than 50" in told[0]
    assert "(the fewest as 2)" in told[0]
    whole = [outlook("a", 0.8, True), outlook("b", 0.4, False)]
    assert not [one for one in sentences(backtest_page({**content, "outlooks": whole})) if one.startswith("CAUTION")]
