"""Weighted rank correlations, against SciPy's and against numbers worked out by hand."""

import math

import numpy as np
import pytest
from scipy.stats import spearmanr

from ripeness.statistics.rank_correlation import by_luck, most_telling, rank_correlation, weighted_ranks


@pytest.mark.parametrize("decimals", [None, 1])  # rounded to one decimal there are many ties
def test_equal_weights_give_spearmans_correlation(decimals):
    random = np.random.default_rng(2)
    x = random.normal(size=60)
    y = x + random.normal(size=60)
    if decimals is not None:
        x, y = x.round(decimals), y.round(decimals)
    assert rank_correlation(x, y, np.ones(60)) == pytest.approx(spearmanr(x, y).statistic, abs=1e-12)


def test_a_whole_weight_counts_as_so_many_draws():
    x, y = [1.0, 2.0, 3.0, 4.0], [2.0, 1.0, 4.0, 3.0]
    repeated = spearmanr([1, 1, 1, 2, 3, 4, 4], [2, 2, 2, 1, 4, 3, 3]).statistic
    assert rank_correlation(x, y, [3, 1, 1, 2]) == pytest.approx(repeated, abs=1e-12)


def test_weighted_ranks_by_hand():
    # 5 carries .5 and starts at 0; the two 7 share .25 + .25 above it
    assert weighted_ranks([7.0, 5.0, 7.0], [0.25, 0.5, 0.25]) == pytest.approx([0.75, 0.25, 0.75])


def test_a_draw_without_weight_does_not_count():
    assert rank_correlation([1.0, 2.0, 3.0, 9.0], [1.0, 2.0, 3.0, -9.0], [1, 1, 1, 0]) == pytest.approx(1)


def test_a_constant_has_no_correlation():
    assert math.isnan(rank_correlation([1.0, 1.0], [1.0, 2.0], [0.5, 0.5]))


def test_the_assumptions_that_go_most_with_the_outcome_come_first_whatever_their_sign():
    random = np.random.default_rng(3)
    outcome = random.normal(size=300)
    noise = random.normal(size=(300, 3))
    assumptions = np.stack([noise[:, 0], -outcome + 0.1 * noise[:, 1], outcome + noise[:, 2], np.ones(300)], axis=1)
    (first, rho), (second, other), *_ = most_telling(assumptions, outcome, np.ones(300), 3)
    assert (first, second) == (1, 2)
    assert rho < -0.9 < 0.5 < other
    assert all(number != 3 for number, _ in most_telling(assumptions, outcome, np.ones(300), 4))


def test_luck_reaches_about_what_unrelated_numbers_do():
    random = np.random.default_rng(4)
    largest = [
        max(abs(rho) for _, rho in most_telling(random.normal(size=(50, 20)), random.normal(size=50), np.ones(50), 1))
        for _ in range(40)
    ]
    assert 0.8 * np.mean(largest) < by_luck(20, 50) < 1.5 * np.mean(largest)
    assert by_luck(20, 1.5) == 1
