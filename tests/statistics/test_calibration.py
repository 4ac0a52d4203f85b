"""Slope, reliability, scores and evenness of ranks, against closed forms and another library."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special, stats

from ripeness.statistics.calibration import band, brier_score, estimated, even, log_score, reliability, slope

RNG = np.random.default_rng(3)
TRUE_CHANCE = RNG.uniform(0.05, 0.95, 20_000)
CAME_TRUE = RNG.random(20_000) < TRUE_CHANCE


@pytest.mark.parametrize(("bold", "expected"), [(1.0, 1.0), (2.0, 0.5), (0.5, 2.0)])
def test_the_slope_is_one_where_chances_are_true_and_below_where_they_are_too_bold(
    bold: float, expected: float
) -> None:
    stated = special.expit(bold * special.logit(TRUE_CHANCE))
    assert slope(stated, CAME_TRUE) == pytest.approx(expected, rel=0.06)


def test_there_is_no_slope_where_all_came_true_or_all_chances_are_one() -> None:
    assert np.isnan(slope(np.array([0.2, 0.8]), np.array([True, True])))
    assert np.isnan(slope(np.array([0.5, 0.5]), np.array([True, False])))


def test_chances_come_true_as_often_as_they_say() -> None:
    found = reliability(TRUE_CHANCE, CAME_TRUE)
    assert sum(count for _, _, count in found) == 20_000
    assert all(abs(chance - share) < 4 * np.sqrt(0.25 / count) for chance, share, count in found)


def test_scores_are_those_of_a_coin() -> None:
    half, heads = np.array([0.5]), np.array([True])
    assert log_score(half, heads)[0] == pytest.approx(-np.log(2)) and brier_score(half, heads)[0] == 0.25


def test_an_interval_of_a_mean_is_that_of_independent_groups() -> None:
    """Each group twice the same: the interval is that of the groups, not of twice as many cases."""
    values = np.repeat(RNG.standard_normal(200), 2)
    groups = [str(i // 2) for i in range(400)]
    found = estimated(lambda at: float(values[at].mean()), groups)
    width = 2 * stats.norm.ppf(0.95) * values.std() / np.sqrt(200)
    assert found.high - found.low == pytest.approx(width, rel=0.2)


def test_even_ranks_pass_and_ranks_of_a_narrow_posterior_do_not() -> None:
    p, counts = even(RNG.integers(0, 10, 500), 9, 10)
    assert p > 0.01 and counts.sum() == 500
    edges = np.where(RNG.random(500) < 0.3, RNG.choice([0, 9], 500), RNG.integers(0, 10, 500))
    assert even(edges, 9, 10)[0] < 1e-6


def test_counts_of_even_ranks_leave_the_band_in_no_more_runs_than_stated() -> None:
    low, high = band(200, 10, 5)
    runs = RNG.multinomial(200, np.full(10, 0.1), size=(2000, 5))
    left = ((runs < low) | (runs > high)).any(axis=(1, 2)).mean()
    assert left < 0.015
