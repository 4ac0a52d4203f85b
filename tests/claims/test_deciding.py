"""The assumptions that decide, against brute force and against answers that are known."""

from __future__ import annotations

import numpy as np
import pytest

from ripeness.statistics.tree import SMALLEST, TENTHS, deciding
from ripeness.statistics.weighted import weighted_quantile


def gini(y: np.ndarray, w: np.ndarray) -> float:
    p = float(w @ y / w.sum())
    return 2 * p * (1 - p)


def brute_force(x: np.ndarray, y: np.ndarray, w: np.ndarray) -> tuple[float, int, float]:
    """The best cut found one by one: gain, assumption, threshold."""
    best = (0.0, -1, 0.0)
    for assumption in range(x.shape[1]):
        for share in TENTHS:
            cut = float(weighted_quantile(x[:, assumption], w, share))
            above = x[:, assumption] > cut
            weights = w[above].sum() / w.sum(), w[~above].sum() / w.sum()
            if min(weights) < SMALLEST:
                continue
            inside = weights[0] * gini(y[above], w[above]) + weights[1] * gini(y[~above], w[~above])
            best = max(best, (gini(y, w) - inside, assumption, cut))
    return best


@pytest.mark.parametrize("seed", range(5))
def test_the_first_split_is_the_best_of_all_cuts(seed: int) -> None:
    random = np.random.default_rng(seed)
    x = random.standard_normal((120, 6))
    w = random.uniform(0.1, 1, 120)
    y = (x[:, 2] + 0.4 * random.standard_normal(120) > 0.3).astype(float)
    first = deciding(x, y, w)[0]
    gain, assumption, cut = brute_force(x, y, w)
    assert (first.assumption, first.threshold) == (assumption, cut)
    assert first.gain == pytest.approx(gain)
    above = x[:, assumption] > cut
    assert first.above == pytest.approx(w[above] @ y[above] / w[above].sum())
    assert first.below == pytest.approx(w[~above] @ y[~above] / w[~above].sum())


def test_a_rule_in_two_steps_is_found_in_two_steps() -> None:
    random = np.random.default_rng(1)
    x = random.uniform(0, 1, (400, 5))
    y = ((x[:, 3] > 0.5) & (x[:, 1] > 0.6)).astype(float)
    first, second = deciding(x, y, np.ones(400), most=2)
    assert {first.assumption, second.assumption} == {1, 3}
    assert second.within == (first, True)
    assert first.threshold == pytest.approx({3: 0.5, 1: 0.6}[first.assumption], abs=0.06)
    assert second.below == pytest.approx(0, abs=0.1) and second.above > 0.9


def test_where_luck_rules_nothing_decides() -> None:
    random = np.random.default_rng(2)
    found = 0
    for seed in range(20):
        x = random.standard_normal((100, 20))
        y = random.integers(0, 2, 100).astype(float)
        found += bool(deciding(x, y, np.ones(100), seed=seed))
    assert found <= 6  # one in ten is expected; more than six of twenty would be met once in 400


def test_sets_without_weight_or_answer_play_no_part() -> None:
    random = np.random.default_rng(3)
    x = random.standard_normal((200, 4))
    y = (x[:, 0] > 0).astype(float)
    w = np.ones(200)
    plain = deciding(x[:150], y[:150], w[:150])
    y[150:175] = np.nan
    w[175:] = 0
    y[175:] = 1 - y[175:]
    assert deciding(x, y, w) == plain


def test_nothing_decides_where_the_answer_is_always_the_same() -> None:
    x = np.random.default_rng(4).standard_normal((50, 3))
    assert deciding(x, np.ones(50), np.ones(50)) == []
    assert deciding(x[:3], np.array([0, 1, 0]), np.ones(3)) == []
    assert deciding(x[:, :0], x[:, 0] > 0, np.ones(50)) == []
