"""Weighted statistics, against numbers worked out by hand."""

import numpy as np
import pytest

from ripeness.statistics.weighted import effective_sample_size, weighted_mean, weighted_quantile


def test_equal_weights_are_worth_as_many_draws_as_there_are():
    assert effective_sample_size(np.full(8, 0.125)) == pytest.approx(8)


def test_effective_sample_size_by_hand():
    # (1 + 1 + 2)^2 / (1 + 1 + 4) = 16 / 6
    assert effective_sample_size([1, 1, 2]) == pytest.approx(16 / 6)
    assert effective_sample_size([1, 0, 0]) == 1
    assert effective_sample_size([0, 0]) == 0


def test_weighted_mean_by_hand():
    # (1 * 1 + 3 * 5) / 4
    assert weighted_mean([1.0, 5.0], [0.25, 0.75]) == pytest.approx(4.0)


def test_a_draw_without_a_value_is_left_out_of_its_month_only():
    values = [[1.0, 1.0], [np.nan, 5.0]]
    assert weighted_mean(values, [0.25, 0.75]) == pytest.approx([1.0, 4.0])


def test_weights_may_differ_by_month():
    values = [[1.0, 1.0], [5.0, 5.0]]
    assert weighted_mean(values, [[1.0, 0.0], [1.0, 2.0]]) == pytest.approx([3.0, 5.0])


def test_where_no_draw_has_a_value_there_is_no_mean_and_no_quantile():
    assert np.isnan(weighted_mean([np.nan, np.nan], [0.5, 0.5]))
    assert np.isnan(weighted_quantile([np.nan, np.nan], [0.5, 0.5], 0.5))
    assert np.isnan(weighted_mean([1.0], [0.0]))


@pytest.mark.parametrize(
    ("share", "expected"),
    # sorted: 1 (.1), 2 (.2), 3 (.3), 4 (.4); reached: .1, .3, .6, 1
    [(0.05, 1), (0.1, 1), (0.11, 2), (0.3, 2), (0.5, 3), (0.6, 3), (0.61, 4), (0.9, 4), (1.0, 4)],
)
def test_weighted_quantile_by_hand(share, expected):
    assert weighted_quantile([3.0, 1.0, 4.0, 2.0], [0.3, 0.1, 0.4, 0.2], share) == expected


def test_a_quantile_leaves_out_draws_without_value_or_weight():
    values = [np.nan, 1.0, 2.0, -9.0]
    assert weighted_quantile(values, [0.9, 0.05, 0.05, 0.0], 0.1) == 1.0
    assert weighted_quantile(values, [0.9, 0.05, 0.05, 0.0], 0.9) == 2.0


def test_quantiles_of_equal_weights_are_those_of_the_empirical_distribution():
    values = np.random.default_rng(1).normal(size=101)
    for share in (0.1, 0.5, 0.9):
        expected = np.quantile(values, share, method="inverted_cdf")
        assert weighted_quantile(values, np.full(101, 1 / 101), share) == expected
