"""Ripeness against terms tried one by one, and against the conditions of other models."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ripeness.theory import fearon, nash, zartman

share = st.floats(0.0, 1.0)
cost = st.floats(0.0, 1.5)
quick = settings(max_examples=50, deadline=None)

GRID = np.linspace(0.0, 1.0, 1001)
STEP = 1e-3


@quick
@given(share, share, cost, cost, share, share)
def test_ripe_is_what_a_search_for_terms_finds(
    pi_A: float, pi_D: float, c_A: float, c_D: float, one: float, other: float
) -> None:
    low, high = min(one, other), max(one, other)
    d_A, d_D = zartman.reservation(pi_A, c_A), zartman.reservation(pi_D, c_D)
    gap = float(zartman.ripeness_gap(d_A, d_D, low, high))
    terms = low + (high - low) * GRID
    suits = terms[(terms >= pi_A - c_A) & (1.0 - terms >= pi_D - c_D)]
    assume(not 0.0 <= gap < 2 * STEP and abs(gap) > 1e-9)
    assert zartman.ripe(d_A, d_D, low, high) == (suits.size > 0)
    if suits.size:
        assert gap == pytest.approx(suits.max() - suits.min(), abs=3 * STEP)


@quick
@given(share, share, cost, cost)
def test_free_terms_make_ripeness_a_race_of_optimism_and_cost(pi_A: float, pi_D: float, c_A: float, c_D: float) -> None:
    lead = c_A + c_D - (pi_A + pi_D - 1.0)
    assume(abs(lead) > 1e-9)
    d_A, d_D = zartman.reservation(pi_A, c_A), zartman.reservation(pi_D, c_D)
    assert zartman.ripe(d_A, d_D) == (lead > 0.0)


@quick
@given(share, cost, cost)
def test_beliefs_in_common_make_every_war_ripe_with_fearons_range(p: float, c_A: float, c_D: float) -> None:
    low, high = fearon.bargaining_range(p, c_A, c_D)
    gap = zartman.ripeness_gap(zartman.reservation(p, c_A), zartman.reservation(1.0 - p, c_D))
    assert gap == pytest.approx(high - low, abs=1e-12)
    assert zartman.ripe(zartman.reservation(p, c_A), zartman.reservation(1.0 - p, c_D))


@quick
@given(share, share, cost, cost, share)
def test_a_hurting_stalemate_implies_a_way_out_not_the_reverse(
    pi_A: float, pi_D: float, c_A: float, c_D: float, x_0: float
) -> None:
    d_A, d_D = zartman.reservation(pi_A, c_A), zartman.reservation(pi_D, c_D)
    if zartman.hurting_stalemate(d_A, d_D, x_0):
        assert zartman.ripe(d_A, d_D)
    assert zartman.ripe(0.6, 0.3)
    assert not zartman.hurting_stalemate(
        0.6, 0.3, 0.5
    )  # A would rather fight on than stop here, and better terms exist


@quick
@given(share, share, share)
def test_stopping_suits_both_where_the_stalemate_hurts(d_A: float, d_D: float, x_0: float) -> None:
    stop_A, stop_D = x_0 - d_A, (1.0 - x_0) - d_D
    assume(abs(stop_A) > 1e-9 and abs(stop_D) > 1e-9)
    assert zartman.hurting_stalemate(d_A, d_D, x_0) == (min(stop_A, stop_D) > 0.0)


def test_the_general_gap_is_the_simple_one_on_a_straight_frontier() -> None:
    d_A, d_D = np.array([0.1, 0.5, 0.8]), np.array([0.3, 0.4, 0.6])
    assert zartman.gap_on(lambda u: 1.0 - u, d_A, d_D) == pytest.approx(zartman.ripeness_gap(d_A, d_D))


def test_a_second_issue_can_ripen_a_war_that_one_issue_cannot() -> None:
    d_A = d_D = 0.6
    assert zartman.gap_on(lambda u: nash.frontier(u, [1.0], [1.0]), d_A, d_D) < 0.0
    assert zartman.gap_on(lambda u: nash.frontier(u, [0.8, 0.2], [0.3, 0.7]), d_A, d_D) > 0.0


def test_terms_kept_off_the_table_keep_a_war_unripe() -> None:
    assert zartman.ripe(0.6, 0.3)
    assert not zartman.ripe(0.6, 0.3, low=0.0, high=0.5)
    assert not zartman.ripe(0.2, 0.6, low=0.5, high=1.0)


def test_hurt_alone_does_not_ripen_where_no_terms_can_be_had() -> None:
    assert zartman.hurting_stalemate(0.3, 0.3, 0.5)
    assert not zartman.ripe(0.3, 0.3, low=0.0, high=0.2)


@pytest.mark.parametrize(("pi_A", "pi_D", "is_ripe"), [(1.0, 1.0, 0.0), (0.0, 0.0, 1.0), (0.5, 0.5, 1.0)])
def test_without_costs_only_optimism_counts(pi_A: float, pi_D: float, is_ripe: float) -> None:
    shown = zartman.table(pi_A=pi_A, pi_D=pi_D, c_A=0.0, c_D=0.0)
    assert shown["ripe: a way out (1 yes, 0 no)"] == is_ripe
    assert shown["ripeness gap (share of the prize)"] == pytest.approx(
        -shown["mutual optimism, the beliefs' sum less 1"]
    )


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: zartman.reservation(1.2, 0.1), "pi is 1.2"),
        (lambda: zartman.reservation(0.2, -0.1), "c is -0.1"),
        (lambda: zartman.ripeness_gap(1.2, 0.1), "d_A is 1.2"),
        (lambda: zartman.ripe(0.2, float("nan")), "d_D is nan"),
        (lambda: zartman.ripe(0.2, 0.1, 0.8, 0.2), "low is 0.8 and high is 0.2"),
        (lambda: zartman.hurting_stalemate(0.2, 0.1, 1.1), "x_0 is 1.1"),
        (lambda: zartman.gap_on(lambda u: 1.0 - u, float("inf"), 0.1), "d_A is inf"),
        (lambda: zartman.table(pi_D=-0.1), "pi is -0.1"),
    ],
)
def test_bad_input_is_named_with_its_value(call, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        call()
