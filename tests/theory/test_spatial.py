"""Median, mean and core on a line against votes between all pairs of positions and losses tried on a grid."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize_scalar

from ripeness.theory import spatial

quick = settings(max_examples=50, deadline=None)
GRID = np.arange(-2.0, 12.0, 0.25)


@st.composite
def actors(draw) -> tuple[list[int], list[int]]:
    """Up to six actors on whole positions from 0 to 10, with whole weights, at least one above 0."""
    n = draw(st.integers(1, 6))
    x = draw(st.lists(st.integers(0, 10), min_size=n, max_size=n))
    w = draw(st.lists(st.integers(0, 5), min_size=n, max_size=n).filter(any))
    return x, w


def unbeaten(x: list[int], w: list[int], parts: int, of: int) -> list[float]:
    """Positions on the grid that no other beats, when more than parts/of of the weights, or all, decide."""
    heard = [(place, weight) for place, weight in zip(x, w, strict=True) if weight]
    total = sum(w)

    def beats(new: float, old: float) -> bool:
        for_it = [weight for place, weight in heard if abs(place - new) < abs(place - old)]
        return sum(for_it) * of > parts * total or len(for_it) == len(heard)

    return [old for old in GRID.tolist() if not any(beats(new, old) for new in GRID.tolist())]


@settings(max_examples=25, deadline=None)
@given(actors(), st.sampled_from([(1, 2), (3, 5), (2, 3), (4, 5), (1, 1)]))
def test_the_core_is_what_no_vote_beats(who, quota: tuple[int, int]) -> None:
    x, w = who
    low, high = spatial.core(x, w, quota[0] / quota[1])
    stays = unbeaten(x, w, *quota)
    assert stays == [place for place in GRID.tolist() if low <= place <= high]


@quick
@given(actors())
def test_the_median_is_where_weighted_distances_are_least(who) -> None:
    x, w = np.array(who[0], dtype=float), np.array(who[1], dtype=float)
    loss = np.abs(GRID[:, None] - x) @ w
    low, high = spatial.core(x, w)
    best = GRID[loss <= loss.min() + 1e-9]
    assert (low, high) == (best.min(), best.max())
    assert low <= spatial.weighted_median(x, w) <= high


@quick
@given(actors())
def test_the_mean_is_where_weighted_squares_are_least(who) -> None:
    x, w = np.array(who[0], dtype=float), np.array(who[1], dtype=float)
    found = minimize_scalar(lambda place: w @ (x - place) ** 2, bounds=(-1, 11), method="bounded")
    assert spatial.weighted_mean(x, w) == pytest.approx(found.x, abs=1e-4)


def test_the_mean_is_the_average_outcome_of_drawn_proposers() -> None:
    x, w = np.array([0.0, 0.4, 1.0]), np.array([2.0, 1.0, 1.0])
    drawn = np.random.default_rng(3).choice(x, size=200_000, p=w / w.sum())
    # four standard errors: 4 * 0.5 / sqrt(200000) < 0.005
    assert spatial.weighted_mean(x, w) == pytest.approx(drawn.mean(), abs=0.005)


def test_equal_weights_give_the_plain_median_and_mean() -> None:
    for x in ([3.0, 1.0, 2.0], [1.0, 9.0, 2.0, 4.0], [5.0]):
        assert spatial.weighted_median(x, np.ones(len(x))) == np.median(x)
        assert spatial.weighted_mean(x, np.ones(len(x))) == pytest.approx(np.mean(x))


def test_a_weight_of_more_than_half_dictates_the_median_but_not_the_mean() -> None:
    shown = spatial.table(x_1=0.0, x_2=0.5, x_3=1.0, w_1=0.2, w_2=0.2, w_3=0.6)
    assert shown["weighted median (position)"] == 1.0
    assert shown["weighted mean (position)"] < 1.0


def test_a_higher_quota_never_shrinks_the_core() -> None:
    cores = [spatial.core([0, 2, 3, 7, 9], [1, 2, 1, 2, 3], q) for q in np.linspace(0.5, 1.0, 11)]
    assert all(wide[0] <= narrow[0] and wide[1] >= narrow[1] for narrow, wide in pairwise(cores))
    assert cores[-1] == (0.0, 9.0)


@quick
@given(actors(), st.floats(0.01, 100.0))
def test_only_the_proportions_of_the_weights_count(who, scale: float) -> None:
    x, w = np.array(who[0], dtype=float), np.array(who[1], dtype=float) / 40.0
    assert spatial.core(x, scale * w, 0.6) == spatial.core(x, w, 0.6)
    assert spatial.weighted_mean(x, scale * w) == pytest.approx(spatial.weighted_mean(x, w))


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: spatial.weighted_mean([0.0, 1.0], [1.0]), "shapes"),
        (lambda: spatial.weighted_mean([0.0, 1.0], [0.0, 0.0]), "w is"),
        (lambda: spatial.weighted_median([0.0, 1.0], [1.0, -1.0]), "w is"),
        (lambda: spatial.weighted_median([0.0, float("nan")], [1.0, 1.0]), "x is"),
        (lambda: spatial.core([0.0, 1.0], [1.0, 1.0], 0.4), "q is 0.4"),
        (lambda: spatial.core([], []), "w is"),
        (lambda: spatial.table(w_1=-0.5), "w is"),
    ],
)
def test_bad_input_is_named_with_its_value(call, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        call()
