"""Distances and pools against closed forms."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from ripeness.statistics.identification import added, confusion, log_mean, noise
from ripeness.statistics.pools import by_record, linear_pool, log_pool, total_variation

P, Q = np.array([0.5, 0.3, 0.2]), np.array([0.2, 0.3, 0.5])


def test_total_variation_is_the_largest_difference_of_any_event():
    events = [[bool(number >> place & 1) for place in range(3)] for number in range(8)]
    brute = max(abs(P[event].sum() - Q[event].sum()) for event in map(np.array, events))
    assert total_variation(P, Q) == pytest.approx(brute) == pytest.approx(0.3)
    assert total_variation(P, P) == 0
    assert total_variation(np.array([1.0, 0.0]), np.array([0.0, 1.0])) == 1


def test_the_linear_pool_is_the_mixture():
    assert linear_pool([P, Q], np.array([0.25, 0.75])) == pytest.approx(0.25 * P + 0.75 * Q)


def test_the_logarithmic_pool_of_two_normals_is_the_normal_with_the_mean_precision():
    """A closed form on a grid: precisions and precision-weighted means average (Genest & Zidek 1986, recalled)."""
    grid = np.linspace(-2, 2, 41)
    one, two = stats.norm(-0.5, 1.0).pdf(grid), stats.norm(0.5, 2.0).pdf(grid)
    pooled = log_pool([one / one.sum(), two / two.sum()], np.array([0.5, 0.5]))
    precision = 0.5 * 1.0 + 0.5 * 0.25
    mean = (0.5 * 1.0 * -0.5 + 0.5 * 0.25 * 0.5) / precision
    exact = stats.norm(mean, precision**-0.5).pdf(grid)
    assert pooled == pytest.approx(exact / exact.sum(), rel=1e-9)


def test_pools_of_alike_forecasts_are_that_forecast():
    for pool in (linear_pool, log_pool):
        assert pool([P, P], np.array([0.4, 0.6])) == pytest.approx(P)


def test_weights_by_the_record_are_likelihoods_over_their_sum():
    weights = by_record({"a": -50.0, "b": -50.0 + np.log(3.0)})
    assert weights == pytest.approx({"a": 0.25, "b": 0.75})


def test_the_log_mean_does_not_underflow_and_weighs_by_the_correction():
    likelihood, correction = np.log([1.0, 3.0]), np.log([0.5, 1.5])
    assert log_mean(correction, likelihood) == pytest.approx(np.log((0.5 + 4.5) / 2))
    assert log_mean(correction, likelihood - 2000) == pytest.approx(np.log(2.5) - 2000)


def test_what_the_series_add_is_what_the_whole_adds_to_nothing():
    series = np.log(np.random.default_rng(0).random((5, 4)))
    steps = added(np.zeros(5), series)
    assert sum(steps) == pytest.approx(log_mean(np.zeros(5), series[:, -1]))
    assert steps[0] == pytest.approx(log_mean(np.zeros(5), series[:, 0]))


def test_noise_is_the_standard_error_of_the_log_mean():
    random = np.random.default_rng(1)
    likelihood = 0.3 * random.standard_normal(400)
    weight = np.exp(likelihood)
    delta = weight.std() / weight.mean() / np.sqrt(len(weight))  # the delta method
    assert noise(np.zeros(400), likelihood) == pytest.approx(delta, rel=0.15)
    assert noise(np.zeros(3), np.full(3, -7.0)) == pytest.approx(0, abs=1e-12)


def test_the_confusion_matrix_counts_where_the_likelihood_is_highest():
    matrix = confusion(("a", "a", "b"), {"a": [0.0, -5.0, -1.0], "b": [-1.0, -1.0, -1.0]})
    assert matrix == {"a": {"a": 1, "b": 1}, "b": {"a": 1, "b": 0}}
