"""Windows of peace against a game solved backwards period by period, with no use of distances or closed forms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ripeness.theory import leventoglu_slantchev as model

shares = st.floats(0.1, 0.9)
strikes = st.floats(0.0, 1.0)
costs = st.floats(0.002, 0.1)
destruction = st.floats(0.01, 0.5)


def solved_backwards(x_1, pi, costs_of, theta, horizon: int) -> tuple[list[bool], list[np.ndarray]]:
    """Whether peace holds after each number of battles, and both sides' worth there, from a peace at the horizon."""
    share, cost, pi = np.array([x_1, 1 - x_1]), np.array(costs_of), np.array(pi)
    left = [1.0]
    for _ in range(horizon):
        left.append(left[-1] * (1 - theta))
    holds, worth = [True], [share * left[horizon]]
    for t in range(horizon - 1, -1, -1):
        after = worth[-1]  # in peace if t + 1 is a window, at war if not
        surprise = -cost + pi * left[t + 1] + (1 - pi) * after
        peace = share * left[t]
        holds.append(bool(np.all(surprise <= peace + model.ROUNDING * left[t])))
        worth.append(peace if holds[-1] else after - cost)
    return holds[::-1], worth[::-1]


@given(x_1=shares, pi_1=strikes, pi_2=strikes, c_1=costs, c_2=costs, theta=destruction)
@settings(max_examples=50, deadline=None)
def test_windows_are_those_of_the_game_solved_backwards(x_1, pi_1, pi_2, c_1, c_2, theta) -> None:
    found = model.windows(x_1, pi_1, pi_2, c_1, c_2, theta)
    last = found[-1]
    # A peace far beyond the lasting one: that it is given there no longer matters at t*.
    holds, worth = solved_backwards(x_1, (pi_1, pi_2), (c_1, c_2), theta, last + 40)
    assert all(holds[last:])
    assert [t for t in range(last + 1) if holds[t]] == found
    mine = model.outcome(np.array([x_1, 1 - x_1]), np.array([c_1, c_2]), theta, found[0])
    assert mine == pytest.approx(worth[0], abs=1e-9)


@given(x_1=shares, pi_1=strikes, pi_2=strikes, c_1=costs, c_2=costs, theta=destruction)
@settings(max_examples=50, deadline=None)
def test_lasting_peace_begins_at_the_first_battle_from_which_neither_side_gains(
    x_1, pi_1, pi_2, c_1, c_2, theta
) -> None:
    last = model.windows(x_1, pi_1, pi_2, c_1, c_2, theta)[-1]
    left = (1 - theta) ** np.arange(last + 60)
    gains = np.maximum(model.gain(x_1, pi_1, c_1, theta, left, 1), model.gain(1 - x_1, pi_2, c_2, theta, left, 1))
    assert np.all(gains[last:] <= 1e-7)
    assert np.all(gains[:last] > -1e-7)


@given(x=shares, pi=strikes, c=costs, theta=destruction, left=st.floats(0.001, 1.0))
@settings(max_examples=50, deadline=None)
def test_a_later_next_peace_deters(x: float, pi: float, c: float, theta: float, left: float) -> None:
    gains = model.gain(x, pi, c, theta, left, np.arange(1, 200))
    assert np.all(np.diff(gains) <= 1e-12)


@given(x=shares, pi=strikes, c=costs, theta=destruction, left=st.floats(0.01, 1.0), d=st.integers(1, 30))
@settings(max_examples=50, deadline=None)
def test_the_gain_is_the_average_over_how_a_surprise_goes(x, pi, c, theta, left, d) -> None:
    decided, undecided = left * (1 - theta) - c, -c
    remains = left * (1 - theta)
    for _ in range(d - 1):
        remains, undecided = remains * (1 - theta), undecided - c
    average = pi * decided + (1 - pi) * (undecided + x * remains)
    assert model.gain(x, pi, c, theta, left, d) == pytest.approx(average / left - x, abs=1e-9)


def test_a_surprise_that_decides_nothing_leaves_peace_at_once() -> None:
    assert model.windows(0.3, 0.0, 0.0, 0.001, 0.001, 0.01) == [0]
    assert model.lasting_peace_left(0.3, 0.0, 0.001, 0.01) == np.inf


def test_war_can_leave_both_with_less_than_conceding_everything() -> None:
    shown = model.table(pi_A=0.8, pi_D=0.8, c_A=0.01, c_D=0.01, theta=0.02)
    best = max(shown["A's outcome (share of the whole prize)"], shown["D's outcome (share of the whole prize)"])
    assert shown["battles until the first peace"] > 0 and best < 0


def test_where_every_surprise_decides_only_the_lasting_peace_ends_the_war() -> None:
    found = model.windows(0.5, 1.0, 1.0, 0.01, 0.01, 0.02)
    # With pi = 1 the next window does not matter: a strike pays while (rho - 1/2) rho^t > c.
    assert found == [next(t for t in range(1000) if (0.98 - 0.5) * 0.98**t <= 0.01)]


def test_windows_stand_apart_while_much_is_left_and_close_up_as_it_is_destroyed() -> None:
    found = model.windows(0.5, 0.35, 0.35, 0.01, 0.01, 0.05)
    gaps = np.diff(found)
    assert gaps[0] > 2 and np.all(np.diff(gaps) <= 0)


@given(left=st.floats(0.001, 2.0), theta=destruction)
@settings(max_examples=50, deadline=None)
def test_battles_to_lasting_peace_counts_the_destruction(left: float, theta: float) -> None:
    count, remains = 0, 1.0
    while remains > left * (1 + 1e-7):
        count, remains = count + 1, remains * (1 - theta)
    assert model.battles_to_lasting_peace(left, theta) == count


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: model.gain(1.2, 0.3, 0.01, 0.05, 1.0, 1), "x_i is 1.2; it must be from 0 to 1"),
        (lambda: model.gain(0.5, 0.3, 0.01, 0.05, 0.0, 1), "left is 0.0; it must be above 0 and at most 1"),
        (lambda: model.gain(0.5, 0.3, 0.01, 0.05, 1.0, 0), "battles is 0.0; it must be at least 1"),
        (lambda: model.lasting_peace_left(0.5, -0.3, 0.01, 0.05), "pi_i is -0.3"),
        (lambda: model.lasting_peace_left(0.5, 0.3, 0.0, 0.05), "c_i is 0.0; it must be at least 1e-12"),
        (lambda: model.battles_to_lasting_peace(0.0, 0.05), "left is 0.0; it must be above 0"),
        (lambda: model.windows(0.5, 0.3, 0.3, 0.01, 0.01, 1.0), "theta is 1.0; it must be between 0 and 1"),
        (lambda: model.windows(0.5, 0.3, 0.3, 0.01, 0.01, 1e-6), "theta is 1e-06; it must be so large that peace"),
        (lambda: model.outcome(0.5, 0.01, 0.05, -1), "battles is -1.0; it must be at least 0"),
        (lambda: model.table(pi_A=2.0), "pi_A is 2.0; it must be from 0 to 1"),
        (lambda: model.table(c_D=0.0), "c_D is 0.0; it must be at least 1e-12"),
    ],
)
def test_an_argument_out_of_range_is_named(call, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()
