"""Slantchev 2012 against the two outcomes of a war written out and terms searched for."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq, minimize_scalar

from ripeness.theory import slantchev_2012

share = st.floats(0.0, 1.0)
debt = st.floats(0.0, 3.0)
quick = settings(max_examples=50, deadline=None)


def gains(x: float, p: float, b: float, theta: float) -> tuple[float, float]:
    """What each side gains by the settlement x over war, outcome by outcome."""
    war_1 = war_2 = 0.0
    for chance, prize_1, repaid in ((p, theta, b), (1.0 - p, 0.0, 0.0)):
        war_1 += chance * (prize_1 - repaid)
        war_2 += chance * (theta - prize_1)
    return (x - b) - war_1, (1.0 - x) - war_2


@quick
@given(share, debt, share)
def test_ends_of_the_range_leave_each_side_indifferent(p: float, b: float, theta: float) -> None:
    low, high = slantchev_2012.settlement_range(p, b, theta)
    assert low == pytest.approx(brentq(lambda x: gains(x, p, b, theta)[0], -10, 10), abs=1e-9)
    assert high == pytest.approx(brentq(lambda x: gains(x, p, b, theta)[1], -10, 10), abs=1e-9)


@quick
@given(share, debt, share)
def test_a_settlement_exists_exactly_where_a_search_finds_one(p: float, b: float, theta: float) -> None:
    found = minimize_scalar(
        lambda x: -min(gains(x, p, b, theta)), bounds=(-5, 5), method="bounded", options={"xatol": 1e-10}
    )
    assume(abs(found.fun) > 1e-6)
    assert slantchev_2012.settlement_exists(p, b, theta) == (found.fun < 0.0)


@quick
@given(st.floats(0.0, 0.95), share)
def test_the_largest_debt_is_where_the_range_closes(p: float, theta: float) -> None:
    most = float(slantchev_2012.largest_debt(p, theta))
    assert slantchev_2012.settlement_exists(p, most, theta)
    assert not slantchev_2012.settlement_exists(p, most + 1e-6, theta)
    low, high = slantchev_2012.settlement_range(p, most, theta)
    assert low == pytest.approx(high, abs=1e-9)


@quick
@given(share, share)
def test_without_debt_war_is_never_needed(p: float, theta: float) -> None:
    assert slantchev_2012.settlement_exists(p, 0.0, theta)


def test_who_cannot_lose_may_owe_any_sum_and_who_destroys_nothing_none() -> None:
    assert slantchev_2012.largest_debt(1.0, 0.5) == math.inf
    assert slantchev_2012.settlement_exists(1.0, 1e6, 1.0)
    assert slantchev_2012.largest_debt(0.0, 1.0) == 0.0
    assert not slantchev_2012.settlement_exists(0.5, 0.01, 1.0)


def test_simulated_wars_cost_what_the_reservations_say() -> None:
    p, b, theta = 0.35, 0.4, 0.8
    wins = np.random.default_rng(7).random(200_000) < p
    low, high = slantchev_2012.settlement_range(p, b, theta)
    # four standard errors of the mean: 4 * 0.5 * 0.8 / sqrt(200000) < 0.004
    assert low == pytest.approx(b + np.where(wins, theta - b, 0.0).mean(), abs=0.004)
    assert high == pytest.approx(1.0 - np.where(wins, 0.0, theta).mean(), abs=0.004)


def test_table_tells_a_closed_from_an_open_range() -> None:
    exists, width = "a settlement exists (1 yes, 0 no)", "width of the range (share of the prize)"
    small, large = slantchev_2012.table(p=0.5, b=0.1, theta=0.8), slantchev_2012.table(p=0.5, b=0.5, theta=0.8)
    assert (small[exists], large[exists]) == (1.0, 0.0)
    assert small[width] > 0.0 > large[width]


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: slantchev_2012.settlement_range(-0.1, 0.1, 0.5), "p is -0.1"),
        (lambda: slantchev_2012.settlement_exists(0.5, -1.0, 0.5), "b is -1.0"),
        (lambda: slantchev_2012.largest_debt(0.5, 1.5), "theta is 1.5"),
        (lambda: slantchev_2012.table(theta=float("nan")), "theta is nan"),
    ],
)
def test_bad_input_is_named_with_its_value(call, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        call()
