"""Ruin against the linear system of first steps, sums over the walk, and the identities that bind them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ripeness.theory import ruin

odds = st.floats(0.0, 1.0)
forts = st.integers(1, 40)
discounts = st.floats(0.0, 1.0)


def first_steps(p: float, n: int, delta: float, at_end: tuple[float, float], flow: float) -> np.ndarray:
    """V(k) = flow + delta (p V(k+1) + q V(k-1)), V(0) and V(n) given: solved as a linear system."""
    system, right = np.eye(n + 1), np.full(n + 1, flow)
    for k in range(1, n):
        system[k, k + 1] -= delta * p
        system[k, k - 1] -= delta * (1 - p)
    right[0], right[n] = at_end
    return np.linalg.solve(system, right)


@given(p=odds, n=forts)
@example(p=0.5, n=10)
@example(p=0.0, n=7)
@example(p=1.0, n=7)
@example(p=0.5 + 1e-9, n=40)
@settings(max_examples=50, deadline=None)
def test_win_probability_solves_the_first_step_equations(p: float, n: int) -> None:
    fronts = np.arange(n + 1)
    assert ruin.win_probability(p, fronts, n) == pytest.approx(first_steps(p, n, 1.0, (0.0, 1.0), 0.0), abs=1e-10)


@given(p=odds, n=forts)
@example(p=0.5, n=10)
@example(p=0.0, n=7)
@example(p=1.0, n=7)
@example(p=0.5 + 1e-6, n=40)
@example(p=0.5 - 1e-12, n=40)
@settings(max_examples=50, deadline=None)
def test_expected_duration_solves_the_first_step_equations(p: float, n: int) -> None:
    fronts = np.arange(n + 1)
    assert ruin.expected_duration(p, fronts, n) == pytest.approx(first_steps(p, n, 1.0, (0.0, 0.0), 1.0), rel=1e-9)


@given(p=odds, n=forts, delta=discounts)
@example(p=0.5, n=10, delta=1.0)
@example(p=0.0, n=6, delta=0.9)
@example(p=1.0, n=6, delta=0.9)
@example(p=0.3, n=6, delta=0.0)
@settings(max_examples=50, deadline=None)
def test_discounted_victories_solve_the_first_step_equations(p: float, n: int, delta: float) -> None:
    fronts = np.arange(n + 1)
    won, lost = (first_steps(p, n, delta, ends, 0.0) for ends in ((0.0, 1.0), (1.0, 0.0)))
    assert ruin.discounted_win(p, fronts, n, delta) == pytest.approx(won, abs=1e-10)
    assert ruin.discounted_loss(p, fronts, n, delta) == pytest.approx(lost, abs=1e-10)


@given(p=odds, n=forts, delta=discounts)
@example(p=0.5, n=20, delta=1 - 1e-9)
@example(p=0.6, n=20, delta=1 - 1e-12)
@settings(max_examples=50, deadline=None)
def test_discounted_battles_solve_the_first_step_equations(p: float, n: int, delta: float) -> None:
    fronts = np.arange(n + 1)
    flows = first_steps(p, n, delta, (0.0, 0.0), 1.0)
    assert ruin.discounted_battles(p, fronts, n, delta) == pytest.approx(flows, rel=2e-6)


def test_one_battle_after_another_gives_the_same_law() -> None:
    p, k, n, delta = 0.55, 5, 10, 0.95
    mass = np.zeros(n + 1)
    mass[k] = 1.0
    won = lost = duration = worth_won = worth_lost = 0.0
    for battle in range(1, 3000):
        mass = p * np.append(0.0, mass[:-1]) + (1 - p) * np.append(mass[1:], 0.0)
        won, lost, duration = won + mass[n], lost + mass[0], duration + battle * (mass[n] + mass[0])
        worth_won, worth_lost = worth_won + delta**battle * mass[n], worth_lost + delta**battle * mass[0]
        mass[0] = mass[n] = 0.0
    got = (ruin.win_probability(p, k, n), ruin.expected_duration(p, k, n))
    assert got == pytest.approx((won, duration), abs=1e-10)
    discounted = (ruin.discounted_win(p, k, n, delta), ruin.discounted_loss(p, k, n, delta))
    assert discounted == pytest.approx((worth_won, worth_lost), abs=1e-10)


def test_the_known_examples() -> None:
    shown = ruin.table(p=0.55, k=5, n=10, delta=0.95)
    assert shown["probability that A wins"] == pytest.approx(0.731717401, abs=1e-9)
    assert shown["expected battles to the end"] == pytest.approx(23.1717401, abs=1e-7)
    assert shown["A's victory, discounted"] == pytest.approx(0.2936355, abs=1e-7)
    assert shown["D's victory, discounted"] == pytest.approx(0.1076608, abs=1e-7)


@given(n=st.integers(1, 500), data=st.data())
@settings(max_examples=50, deadline=None)
def test_even_odds_share_by_forts_and_last_longest(n: int, data: st.DataObject) -> None:
    k = data.draw(st.integers(0, n))
    assert ruin.win_probability(0.5, k, n) == pytest.approx(k / n, abs=1e-14)
    assert ruin.expected_duration(0.5, k, n) == pytest.approx(k * (n - k), rel=1e-13)


def test_a_middle_front_between_even_sides_is_slower_than_between_uneven_ones() -> None:
    assert np.all(np.diff(ruin.expected_duration(np.linspace(0.5, 1.0, 51), 10, 20)) < 0)


def test_the_series_joins_the_closed_form_without_a_step() -> None:
    edge = 0.5 - ruin.NEARLY_EVEN / (4 * 30)
    around = ruin.expected_duration(edge + np.array([-1e-12, 1e-12]), 11, 30)
    assert around[0] == pytest.approx(around[1], rel=1e-9)


def test_a_long_row_of_forts_does_not_overflow() -> None:
    chances = ruin.win_probability([0.01, 0.99], [2500, 2500], 5000)
    assert list(chances) == [0.0, 1.0]
    assert ruin.expected_duration([0.01, 0.99], 2500, 5000) == pytest.approx(2500 / 0.98)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: ruin.win_probability(1.2, 5, 10), "p is 1.2; it must be from 0 to 1"),
        (lambda: ruin.win_probability(float("nan"), 5, 10), "p is nan"),
        (lambda: ruin.expected_duration(0.5, 11, 10), "k is 11.0; it must be a whole number from 0 to n = 10"),
        (lambda: ruin.expected_duration(0.5, 2.5, 10), "k is 2.5"),
        (lambda: ruin.win_probability(0.5, 0, 0), "n is 0.0; it must be a whole number of at least 1"),
        (lambda: ruin.discounted_win(0.5, 5, 10, -0.1), "delta is -0.1; it must be from 0 to 1"),
        (lambda: ruin.table(delta=1.01), "delta is 1.01"),
    ],
)
def test_an_argument_out_of_range_is_named(call, said: str) -> None:
    with pytest.raises(ValueError, match=said.replace("(", r"\(")):
        call()
