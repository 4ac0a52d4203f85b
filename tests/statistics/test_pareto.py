"""The shape of the tail of weights, against draws from distributions whose shape is known."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import stats

from ripeness.statistics.pareto import khat


@pytest.mark.parametrize("shape", [0.2, 0.5, 1.0])
def test_a_pareto_tail_is_found_with_its_shape(shape: float) -> None:
    weight = stats.genpareto.ppf((np.arange(20_000) + 0.5) / 20_000, shape)
    assert khat(weight) == pytest.approx(shape, abs=0.1)


def test_a_light_tail_is_safe_and_equal_weights_have_none() -> None:
    assert khat(stats.uniform.ppf((np.arange(2000) + 0.5) / 2000)) < 0
    assert khat(np.ones(100)) == -math.inf


def test_a_plateau_with_a_few_heavier_weights_is_no_heavy_tail() -> None:
    """Two in three weights alike and four of up to four times as much: no draw carries a fiftieth of the sum."""
    weight = np.r_[np.linspace(0, 1, 60), np.full(136, 1.6), 2.0, 2.4, 3.3, 3.9]
    assert weight.max() / weight.sum() < 0.02
    assert khat(weight) <= 0
    heavy = np.r_[np.linspace(0, 1, 60), np.full(136, 1.6), 20.0, 60.0, 300.0, 2000.0]
    assert khat(heavy) > 0.7


@pytest.mark.parametrize("shape", [0.8, 1.2])
def test_samples_of_a_heavy_law_are_found_heavy(shape: float) -> None:
    found = [khat(stats.genpareto.rvs(shape, size=200, random_state=seed)) for seed in range(20)]
    assert np.mean(found) == pytest.approx(shape, abs=0.2)


def test_too_few_draws_with_a_weight_are_no_tail() -> None:
    assert math.isnan(khat(np.ones(10))) and math.isnan(khat(np.r_[np.ones(10), np.zeros(1000)]))
