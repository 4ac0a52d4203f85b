"""Statistics of draws that come part by part: the same as of all at once, whatever the cuts."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from ripeness.statistics import streaming
from ripeness.statistics.identification import added, log_mean
from ripeness.statistics.pools import LEAST, log_pool
from ripeness.statistics.rank_correlation import by_luck
from ripeness.statistics.streaming import BINS, Bands, Effective, LogMean, Mean, Sample, Spread
from ripeness.statistics.weighted import effective_sample_size_of_logs, paired, weighted_quantile

CUTS = [0, 1, 40, 41, 300]
RANDOM = np.random.default_rng(8)
VALUES = np.round(RANDOM.beta(0.5, 0.7, (300, 4)), 3)
VALUES[RANDOM.random((300, 4)) < 0.1] = np.nan
WEIGHT = RANDOM.exponential(size=300)
WEIGHT[::7] = 0


def fed(to, *arrays: np.ndarray):
    """What takes draws in parts, after all of them."""
    for cut in pairwise(CUTS):
        to.add(*(one[slice(*cut)] for one in arrays))
    return to


def test_a_mean_leaves_out_what_has_no_value_or_no_weight() -> None:
    known = ~np.isnan(VALUES)
    by_hand = [
        sum(v * w for v, w, k in zip(VALUES[:, c], WEIGHT, known[:, c], strict=True) if k)
        / sum(w for w, k in zip(WEIGHT, known[:, c], strict=True) if k)
        for c in range(4)
    ]
    assert fed(Mean(), VALUES, WEIGHT).found() == pytest.approx(by_hand)
    none = Mean()
    none.add([np.nan], [1.0])
    assert np.isnan(none.found())


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_quantiles_of_few_draws_are_exact_and_of_many_within_a_bin_above(share: float, monkeypatch) -> None:
    exact = weighted_quantile(VALUES, WEIGHT, share)
    assert fed(Spread(), VALUES, WEIGHT).found(share).tolist() == exact.tolist()
    monkeypatch.setattr(streaming, "EXACT", 100)
    counted = fed(Spread(), VALUES, WEIGHT).found(share)
    assert ((counted >= exact - 1e-12) & (counted < exact + 1 / BINS)).all()


def test_bands_are_the_mean_and_the_outer_tenths() -> None:
    mean, low, high = fed(Bands(), VALUES, WEIGHT).found()
    assert low.tolist() == weighted_quantile(VALUES, WEIGHT, 0.1).tolist()
    assert high.tolist() == weighted_quantile(VALUES, WEIGHT, 0.9).tolist()
    assert ((low < mean) & (mean < high)).all()


def test_effective_draws_and_log_means_add_up_over_parts() -> None:
    assert fed(Effective(), WEIGHT).found() == pytest.approx(WEIGHT.sum() ** 2 / (WEIGHT**2).sum())
    assert Effective().found() == 0
    share, logs = WEIGHT / WEIGHT.sum(), -1000 + RANDOM.standard_normal(300)
    expected = -1000 + math.log(math.fsum(share * np.exp(logs + 1000)))
    assert fed(LogMean(), logs, share).found() == pytest.approx(expected)
    none = LogMean()
    none.add([-5.0], [0.0])
    assert math.isnan(none.found())


def test_effective_draws_of_logs_do_not_overflow_and_are_none_where_nothing_weighs() -> None:
    logs = np.log([1.0, 1.0, 2.0])
    for shift in (0.0, 2000.0, -2000.0):
        assert effective_sample_size_of_logs(logs + shift) == pytest.approx(16 / 6)
    assert effective_sample_size_of_logs(np.full(3, -np.inf)) == 0


def test_a_sample_keeps_rows_together_and_all_of_few() -> None:
    rows = np.arange(300.0)
    kept = fed(Sample(300), rows, 2 * rows)
    assert kept.found()[0].tolist() == rows.tolist() and kept.found()[1].tolist() == (2 * rows).tolist()


def test_a_sample_of_many_is_the_same_whatever_the_cuts_and_of_about_the_share_asked_for(monkeypatch) -> None:
    monkeypatch.setattr(streaming, "SAMPLED", 1000)
    rows = np.arange(10_000.0)
    whole, parts = Sample(10_000), Sample(10_000)
    whole.add(rows, -rows)
    for start in range(0, 10_000, 777):
        parts.add(rows[start : start + 777], -rows[start : start + 777])
    one, other = whole.found(), parts.found()
    assert one[0].tolist() == other[0].tolist() and (one[0] == -one[1]).all()
    assert len(one[0]) == pytest.approx(1000, abs=100)  # three standard errors
    assert abs(one[0].mean() - 5000) < 4 * 2887 / math.sqrt(1000)  # from all over
    assert abs(np.corrcoef(np.diff(one[0])[:-1], np.diff(one[0])[1:])[0, 1]) < 0.13  # in no pattern


def test_weights_of_a_draw_count_in_each_of_its_columns() -> None:
    values, weight = paired([[1.0, np.nan], [3.0, 4.0]], [0.25, 0.75])
    assert weight.tolist() == [[0.25, 0.0], [0.75, 0.75]] and values.shape == (2, 2)


def test_what_a_series_adds_is_the_difference_to_those_before_it() -> None:
    logs = np.log([[0.5, 0.25, 0.25], [0.5, 0.35, 0.15]])
    assert added(np.zeros(2), logs) == pytest.approx([np.log(0.5), np.log(0.3 / 0.5), np.log(0.2 / 0.3)])
    weighed = added(np.log([0.5, 1.5]), logs)
    assert weighed[1] == pytest.approx(np.log((0.5 * 0.25 + 1.5 * 0.35) / 2 / 0.5))
    assert log_mean(np.zeros(2), np.full(2, -np.inf)) == -np.inf


def test_in_a_logarithmic_pool_nobodys_nil_is_a_veto() -> None:
    pooled = log_pool([np.array([0.0, 1.0]), np.array([0.5, 0.5])], np.array([0.5, 0.5]))
    ratio = math.sqrt(LEAST * 0.5) / math.sqrt(0.5)
    assert pooled[0] / pooled[1] == pytest.approx(ratio) and pooled.sum() == pytest.approx(1)


def test_luck_grows_with_the_number_of_assumptions_and_shrinks_with_the_draws() -> None:
    assert by_luck(10, 101) == pytest.approx(math.sqrt(2 * math.log(20) / 100))
    assert by_luck(50, 101) > by_luck(10, 101) > by_luck(10, 1001) and by_luck(0, 100) == 1
