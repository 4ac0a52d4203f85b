"""Powell 2006 against a linear programme that looks for a peaceful division of every period's benefits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from ripeness.theory import fearon, powell_2006

share = st.floats(0.0, 1.0)
quick = settings(max_examples=50, deadline=None)


def widest_peace(M_1: np.ndarray, M_2: np.ndarray, pies: np.ndarray, last: float, delta: float) -> float:
    """Greatest margin by which both can be kept above what they secure alone, at every period; below 0 means war.

    Unknowns: 1's part of each pie, 1's part of what comes last, the margin. V_1(t) is summed up directly.
    """
    n = pies.size
    rows, limits = [], []
    for t in range(n + 1):
        weights = np.zeros(n + 2)
        weights[t : n + 1] = delta ** np.arange(n + 1 - t)
        total = float(weights[:n] @ pies + weights[n] * last)
        rows += [np.append(-weights[:-1], 1.0), np.append(weights[:-1], 1.0)]
        limits += [-M_1[t], total - M_2[t]]
    bounds = [(0.0, pie) for pie in pies] + [(0.0, last), (None, None)]
    found = linprog(np.append(np.zeros(n + 1), -1.0), A_ub=np.array(rows), b_ub=limits, bounds=bounds)
    assert found.success
    return float(-found.fun)


@st.composite
def paths(draw):
    """A path of four periods and an end: pies, last, what each can secure, discount factor."""
    pies = np.array(draw(st.lists(st.floats(0.1, 1.0), min_size=4, max_size=4)))
    last, delta = draw(st.floats(0.5, 5.0)), draw(st.floats(0.3, 1.0))
    B = powell_2006.benefits(pies, delta, last)
    power = np.array(draw(st.lists(share, min_size=5, max_size=5)))
    waste = np.array(draw(st.lists(st.floats(0.0, 0.9), min_size=5, max_size=5)))
    return pies, last, delta, B, power * (1.0 - waste) * B, (1.0 - power) * (1.0 - waste) * B


@quick
@given(paths())
def test_peace_is_possible_exactly_where_a_linear_programme_finds_a_division(path) -> None:
    pies, last, delta, B, M_1, M_2 = path
    margin = widest_peace(M_1, M_2, pies, last, delta)
    assume(abs(margin) > 1e-6)
    assert powell_2006.peace_possible(M_1, M_2, B, delta) == (margin > 0.0)


@quick
@given(paths())
def test_where_the_condition_holds_for_either_side_no_division_keeps_peace(path) -> None:
    pies, last, delta, B, M_1, M_2 = path
    risen = powell_2006.war(M_1, M_2, B, delta).any() or powell_2006.war(M_2, M_1, B, delta).any()
    margin = widest_peace(M_1, M_2, pies, last, delta)
    assume(abs(margin) > 1e-6)
    if risen:
        assert margin < 0.0


@quick
@given(st.floats(0.1, 1.0), st.floats(0.5, 5.0), st.floats(0.3, 1.0), share, share, share, share)
def test_over_one_period_the_condition_for_both_sides_is_exact(
    pie: float, last: float, delta: float, now: float, later: float, waste_now: float, waste_later: float
) -> None:
    B = np.array([pie + delta * last, last])
    power, kept = np.array([now, later]), 1.0 - np.array([waste_now, waste_later])
    M_1, M_2 = power * kept * B, (1.0 - power) * kept * B
    margin = widest_peace(M_1, M_2, np.array([pie]), last, delta)
    assume(abs(margin) > 1e-6)
    either = powell_2006.war(M_1, M_2, B, delta)[0] or powell_2006.war(M_2, M_1, B, delta)[0]
    assert either == (margin < 0.0)


def test_a_rise_over_several_periods_can_rule_out_peace_where_no_single_period_does() -> None:
    pies, delta, last = np.ones(2), 0.9, 10.0
    B = powell_2006.benefits(pies, delta, last)
    M_1, M_2 = np.array([0.1, 0.1, 9.5]), np.array([9.0, 0.5, 0.1])
    assert not powell_2006.war(M_1, M_2, B, delta).any()
    assert not powell_2006.war(M_2, M_1, B, delta).any()
    assert widest_peace(M_1, M_2, pies, last, delta) < 0.0
    assert not powell_2006.peace_possible(M_1, M_2, B, delta)


def test_benefits_are_the_discounted_sum_of_the_pies() -> None:
    pies, delta, last = [1.0, 2.0, 0.5], 0.8, 4.0
    total = powell_2006.benefits(pies, delta, last)
    for t in range(4):
        summed = sum(delta ** (s - t) * pie for s, pie in enumerate(pies) if s >= t) + delta ** (3 - t) * last
        assert total[t] == pytest.approx(summed)


@quick
@given(share, share, st.floats(0.0, 0.3), st.floats(0.0, 0.95))
def test_it_becomes_fearons_condition_where_the_riser_makes_the_offers(
    p_1: float, p_2: float, c: float, delta: float
) -> None:
    assume(p_1 + c <= 1.0 and p_2 + c <= 1.0)
    worth = 1.0 / (1.0 - delta)
    M_2 = worth * np.array([1.0 - p_1 - c, 1.0 - p_2 - c])
    M_1 = worth - M_2  # who makes all offers leaves the other what it can secure
    margin = powell_2006.commitment_margin(M_1, M_2, [worth, worth], delta)[0]
    assert margin / worth == pytest.approx(fearon.preventive_margin(p_1, p_2, c, delta), abs=1e-9)


@quick
@given(share, share, st.floats(0.0, 0.3), st.floats(0.0, 0.3), st.floats(0.0, 0.95))
def test_the_table_agrees_with_streams_summed_period_by_period(
    now: float, later: float, c_1: float, c_2: float, delta: float
) -> None:
    flow = sum(delta**t for t in range(2000))
    alone = {1: (now - c_1, later - c_1), 2: (1.0 - now - c_2, 1.0 - later - c_2)}
    secure = {side: [max(one, 0.0) * flow for one in pair] for side, pair in alone.items()}
    shown = powell_2006.table(p_now=now, p_next=later, c_1=c_1, c_2=c_2, delta=delta)
    leads = []
    for side, other in ((1, 2), (2, 1)):
        # all of this period for the falling side, and from then on what the risen side leaves
        leads.append(secure[other][0] - (flow - delta * secure[side][1]))
        label = f"side {side}'s gain in power less that surplus (periods' benefits)"
        assert shown[label] == pytest.approx(leads[-1], abs=1e-8)
        for word, worth in zip(("now", "next period"), secure[side], strict=True):
            assert shown[f"side {side} can secure {word} (periods' benefits)"] == pytest.approx(worth, abs=1e-8)
    assume(abs(max(leads)) > 1e-8)
    assert shown["war now (1 yes, 0 no)"] == float(max(leads) > 0.0)


def test_the_fall_of_one_side_is_the_rise_of_the_other() -> None:
    rise, fall = powell_2006.table(p_now=0.2, p_next=0.9), powell_2006.table(p_now=0.8, p_next=0.1)
    assert rise["war now (1 yes, 0 no)"] == fall["war now (1 yes, 0 no)"] == 1.0


def test_power_that_stays_the_same_brings_no_war() -> None:
    for p in (0.0, 0.3, 1.0):
        assert powell_2006.table(p_now=p, p_next=p, c_1=0.0, c_2=0.0, delta=0.9)["war now (1 yes, 0 no)"] == 0.0


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: powell_2006.war([1.0, 2.0], [1.0], [3.0, 3.0], 0.9), "shapes"),
        (lambda: powell_2006.war([1.0], [1.0], [3.0], 0.9), "2 or more"),
        (lambda: powell_2006.war([1.0, np.nan], [1.0, 1.0], [3.0, 3.0], 0.9), "M_1 is"),
        (lambda: powell_2006.war([1.0, 1.0], [1.0, 1.0], [3.0, 3.0], 1.5), "delta is 1.5"),
        (lambda: powell_2006.peace_possible([1.0, 1.0], [1.0, 1.0], [2.0, 5.0], 0.9), "B is"),
        (lambda: powell_2006.benefits([-1.0], 0.9, 0.0), "pies is"),
        (lambda: powell_2006.benefits([1.0], 0.9, -1.0), "last is -1"),
        (lambda: powell_2006.table(delta=1.0), "delta is 1.0"),
        (lambda: powell_2006.table(p_now=-0.1), "p_now is -0.1"),
    ],
)
def test_bad_input_is_named_with_its_value(call, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        call()
