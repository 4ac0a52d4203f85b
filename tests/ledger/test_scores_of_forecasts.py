"""Scores and what may be said of skill, against closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from ripeness.questions.ledger.score import Against, verdict_of
from ripeness.statistics.scores import ENOUGH, FLOOR, brier_scores, crps, log_scores, mean_of, reliability
from ripeness.statistics.weighted import monte_carlo_error


def test_scores_are_those_of_the_papers() -> None:
    chances, came = [0.3, 0.3, 0.9], [True, False, True]
    assert log_scores(chances, came) == pytest.approx([math.log(0.3), math.log(0.7), math.log(0.9)], abs=1e-9)
    assert brier_scores(chances, came) == pytest.approx([0.49, 0.09, 0.01], abs=1e-9)


def test_a_nil_that_happens_is_scored_as_the_floor_and_not_as_infinite() -> None:
    assert log_scores([0.0, 1.0], [True, False]) == pytest.approx([math.log(FLOOR)] * 2, abs=1e-9)


def test_the_crps_of_a_point_is_the_distance_and_of_a_normal_the_closed_form() -> None:
    levels = np.arange(1, 20) / 20
    assert crps(3.0, [1.0] * 19, levels) == pytest.approx(2.0, abs=1e-9)
    fine = np.arange(1, 2000) / 2000
    z = 0.7
    closed = z * (2 * stats.norm.cdf(z) - 1) + 2 * stats.norm.pdf(z) - 1 / math.sqrt(math.pi)
    assert crps(z, stats.norm.ppf(fine), fine) == pytest.approx(closed, abs=2e-3)


def test_the_standard_error_is_that_of_a_mean() -> None:
    values = [0.1, -0.4, 0.3, 0.2]
    found = mean_of(values)
    assert (found.mean, found.error) == pytest.approx((np.mean(values), stats.sem(values)))
    assert math.isnan(mean_of([1.0]).error)


def test_reliability_counts_each_question_once() -> None:
    rows = reliability([0.05, 0.1, 0.5, 1.0], [0, 1, 1, 1])
    assert rows == [(0.0, pytest.approx(0.075), 0.5, 2), (0.4, 0.5, 1.0, 1), (0.8, 1.0, 1.0, 1)]


def test_the_monte_carlo_error_is_how_far_weighted_means_scatter() -> None:
    """Many samples of a normal, each weighed towards another mean: their means scatter as each says of itself."""
    random = np.random.default_rng(3)
    means, errors = [], []
    for _ in range(400):
        drawn = random.normal(size=400)
        weight = np.exp(0.5 * drawn)
        means.append(float((weight * drawn).sum() / weight.sum()))
        errors.append(monte_carlo_error(drawn, weight))
    assert np.mean(errors) == pytest.approx(np.std(means), rel=0.12)
    assert monte_carlo_error([0.0, 1.0], [1.0, 1.0]) == pytest.approx(0.5 / math.sqrt(2))


def against(mean: float, error: float | None, count: int) -> Against:
    return Against(forecaster="model", reference="base rate", count=count, mean=mean, error=error)


def test_nothing_is_said_of_skill_before_enough_questions_nor_within_two_standard_errors() -> None:
    assert verdict_of(None) == "too few"
    assert verdict_of(against(1.0, 0.01, ENOUGH - 1)) == "too few"
    assert verdict_of(against(0.019, 0.01, ENOUGH)) == "none shown"
    assert verdict_of(against(0.021, 0.01, ENOUGH)) == "shown"
    assert verdict_of(against(-0.021, 0.01, ENOUGH)) == "worse"
    assert ENOUGH == 15
