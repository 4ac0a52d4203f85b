"""Bargaining between battles against play solved backwards, learning against every history of wins and losses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from scipy.stats import entropy

from ripeness.theory import slantchev_2003 as model

inner = st.floats(0.05, 0.95)
discounts = st.floats(0.3, 1.0)
costs = st.floats(0.0, 0.05)


@given(p=st.floats(0.0, 1.0), n=st.integers(1, 15), c_A=costs, c_D=costs, delta=discounts)
@example(p=0.5, n=8, c_A=0.0, c_D=0.0, delta=1.0)
@settings(max_examples=50, deadline=None)
def test_fighting_on_pays_battle_by_battle(p: float, n: int, c_A: float, c_D: float, delta: float) -> None:
    move = np.zeros((n + 1, n + 1))
    for k in range(1, n):
        move[k, k + 1], move[k, k - 1] = p, 1 - p
    fronts = np.arange(n + 1)
    over = (fronts == 0) | (fronts == n)
    got = model.fight_values(p, fronts, n, c_A, c_D, delta)
    for value, end, cost in ((got[0], n, c_A), (got[1], 0, c_D)):
        flow = np.where(over, fronts == end, -cost)
        assert value == pytest.approx(np.linalg.solve(np.eye(n + 1) - delta * move, flow), abs=2e-6)


def played_backwards(p: float, n: int, c_A: float, c_D: float, delta: float, rounds: int) -> tuple:
    """Proposers' shares where both optimise over all rounds left; after the last, the prize is lost to both."""
    fronts = np.arange(n + 1)
    over = (fronts == 0) | (fronts == n)
    ends = (fronts == n).astype(float), (fronts == 0).astype(float)
    value = {"A proposes": ends, "D proposes": ends}  # (A's, D's) in either role

    def ahead(worth: np.ndarray) -> np.ndarray:
        up, down = np.append(worth[1:], 0.0), np.append(0.0, worth[:-1])
        return delta * (p * up + (1 - p) * down)

    for _ in range(rounds):
        new = {}
        for role, following, proposer in (("A proposes", "D proposes", 0), ("D proposes", "A proposes", 1)):
            fight = [ahead(value[following][side]) - cost for side, cost in ((0, c_A), (1, c_D))]
            answerer = 1 - proposer
            least = np.maximum(fight[answerer], 0.0)
            settle = 1 - least >= fight[proposer]
            shares = [np.empty(0), np.empty(0)]
            shares[proposer] = np.where(settle, 1 - least, fight[proposer])
            shares[answerer] = np.where(settle, least, fight[answerer])
            new[role] = tuple(np.where(over, ends[side], shares[side]) for side in (0, 1))
        value = new
    return value["A proposes"][0], value["D proposes"][1]


@given(p=inner, n=st.integers(2, 8), c_A=st.floats(0, 0.01), c_D=st.floats(0, 0.01), delta=st.floats(0.4, 0.97))
@settings(max_examples=30, deadline=None)
def test_proposers_get_what_play_solved_backwards_gives_them(p, n, c_A, c_D, delta) -> None:
    try:
        shares = model.proposers_shares(p, n, c_A, c_D, delta)
    except ValueError:
        assume(False)
    played = played_backwards(p, n, c_A, c_D, delta, 1200)
    assert shares[0] == pytest.approx(played[0], abs=1e-9)
    assert shares[1] == pytest.approx(played[1], abs=1e-9)


@given(p=inner, n=st.integers(2, 8), c=st.floats(0, 0.01), delta=st.floats(0.4, 0.99))
@settings(max_examples=50, deadline=None)
def test_proposing_is_never_worse_than_answering_or_fighting_on(p: float, n: int, c: float, delta: float) -> None:
    try:
        first, second = model.proposers_shares(p, n, c, c, delta)
    except ValueError:
        assume(False)
    value_A, value_D = model.fight_values(p, np.arange(n + 1), n, c, c, delta)
    assert np.all(first + second >= 1 - 1e-12)
    assert np.all(1 - second >= value_A - 1e-9)
    assert np.all(1 - first >= value_D - 1e-9)


def test_costs_that_would_make_an_answer_negative_are_refused() -> None:
    with pytest.raises(ValueError, match="nobody would accept less than nothing"):
        model.proposers_shares(0.9, 6, 0.2, 0.2, 0.9)


@given(p_1=inner, p_0=inner)
@example(p_1=0.5, p_0=0.5)
@settings(max_examples=50, deadline=None)
def test_the_drift_under_the_truth_is_the_divergence(p_1: float, p_0: float) -> None:
    divergence = entropy([p_1, 1 - p_1], [p_0, 1 - p_0])
    assert model.drift(p_1, p_1, p_0) == pytest.approx(divergence, abs=1e-12)
    assert model.drift(p_0, p_1, p_0) == pytest.approx(-entropy([p_0, 1 - p_0], [p_1, 1 - p_1]), abs=1e-12)


@given(mu=st.floats(0.01, 0.99), p_1=inner, p_0=inner, history=st.lists(st.booleans(), max_size=30))
@settings(max_examples=50, deadline=None)
def test_log_odds_add_up_to_bayes_rule(mu: float, p_1: float, p_0: float, history: list[bool]) -> None:
    one, zero = mu, 1 - mu
    for won in history:
        one, zero = one * (p_1 if won else 1 - p_1), zero * (p_0 if won else 1 - p_0)
    after = model.belief_after(mu, p_1, p_0, len(history), sum(history))
    assert after == pytest.approx(one / (one + zero), abs=1e-9)


@pytest.mark.parametrize("mu", [0.0, 1.0])
def test_certainty_does_not_learn(mu: float) -> None:
    assert model.belief_after(mu, 0.7, 0.4, 50, 3) == mu


def first_passage(p: float, p_1: float, p_0: float, mu: float, goal: float) -> float:
    """Expected battles until the goal, from the law of the number of wins among histories that have not reached it."""
    law, expected = np.array([1.0]), 0.0
    for fought in range(1, 4000):
        expected += law.sum()
        law = np.append(law * (1 - p), 0.0) + np.append(0.0, law * p)
        belief = model.belief_after(mu, p_1, p_0, fought, np.arange(fought + 1))
        law[(belief >= goal) if goal > mu else (belief <= goal)] = 0.0
        if law.sum() < 1e-12:
            return expected
    raise AssertionError("the chosen odds take too long")


@pytest.mark.parametrize(
    ("p", "p_1", "p_0", "mu", "goal"),
    [(0.7, 0.7, 0.4, 0.5, 0.95), (0.4, 0.7, 0.4, 0.9, 0.1), (0.6, 0.65, 0.35, 0.3, 0.9), (0.3, 0.2, 0.8, 0.5, 0.99)],
)
def test_walds_bounds_hold_the_expected_first_passage(p, p_1, p_0, mu, goal) -> None:
    lower, upper = model.expected_battles(p, p_1, p_0, mu, goal)
    assert lower - 1e-9 <= first_passage(p, p_1, p_0, mu, goal) <= upper + 1e-9


def test_symmetric_steps_reach_a_level_without_overshoot() -> None:
    """Odds 2/3 against 1/3 move the log-odds by ln 2: from 1/2 to 8/9 are three net victories, no more."""
    lower, _ = model.expected_battles(2 / 3, 2 / 3, 1 / 3, 0.5, 8 / 9)
    assert lower == pytest.approx(3 / (2 / 3 - 1 / 3))
    assert lower == pytest.approx(first_passage(2 / 3, 2 / 3, 1 / 3, 0.5, 8 / 9 - 1e-9), rel=1e-6)


def test_no_wait_at_the_goal_and_no_end_where_learning_leads_away() -> None:
    assert model.expected_battles(0.6, 0.6, 0.4, 0.5, 0.5) == (0.0, 0.0)
    assert model.expected_battles(0.6, 0.6, 0.4, 0.5, 0.4) == (np.inf, np.inf)
    assert model.expected_battles(0.6, 0.5, 0.5, 0.5, 0.7) == (np.inf, np.inf)


@given(low=st.floats(0, 0.5), more=st.floats(0.02, 0.5), value_D=st.floats(0, 1.0))
@settings(max_examples=50, deadline=None)
def test_terms_exist_exactly_below_the_settling_belief(low: float, more: float, value_D: float) -> None:
    needed = model.settling_belief(low + more, low, value_D)
    beliefs = np.linspace(0, 1, 2001)
    exist = 1 - value_D >= beliefs * (low + more) + (1 - beliefs) * low
    if np.isnan(needed):
        assert not exist[1:].any()
    else:
        clear = np.abs(beliefs - needed) > 1e-3
        assert np.array_equal(exist[clear], (beliefs <= needed)[clear])


def test_the_known_example() -> None:
    shown = model.table()
    assert shown["A's value of fighting on, chance known (share of the prize)"] == pytest.approx(0.2936355, abs=1e-7)
    assert shown["D's value of fighting on, chance known (share of the prize)"] == pytest.approx(0.1076608, abs=1e-7)


def test_an_optimist_has_to_lose_battles_before_terms_exist() -> None:
    shown = model.table(delta=0.999, c=0.003, p_1=0.9)
    assert 0 < shown["A's belief below which terms exist (mu*)"] < 0.95
    assert 0 < shown["expected battles until then, at least"] < shown["expected battles until then, at most"] < np.inf


@pytest.mark.parametrize("k", [1, 5, 9])
def test_without_costs_and_discount_terms_wait_for_certainty(k: int) -> None:
    shown = model.table(k=k, delta=1.0)
    assert shown["A's belief below which terms exist (mu*)"] == pytest.approx(0, abs=1e-12)
    assert shown["expected battles until then, at least"] > 100


@pytest.mark.parametrize("k", [0, 10])
def test_a_war_that_is_over_leaves_nothing_to_settle(k: int) -> None:
    shown = model.table(k=k)
    first, second = (shown[f"A's share when {side} proposes, chance known"] for side in "AD")
    assert first == second == k / 10


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: model.fight_values(0.5, 5, 10, -0.1, 0, 0.9), "c_A is -0.1; it must be at least 0"),
        (lambda: model.fight_values(0.5, 5, 10, 0, 0, 1.1), "delta is 1.1; it must be from 0 to 1"),
        (lambda: model.proposers_shares(1.5, 10, 0, 0, 0.9), "p is 1.5"),
        (lambda: model.drift(0.5, 1.0, 0.4), "p_1 is 1.0; it must be between 0 and 1"),
        (lambda: model.drift(0.5, 0.6, 0.0), "p_0 is 0.0"),
        (lambda: model.drift(-0.5, 0.6, 0.4), "p is -0.5"),
        (lambda: model.belief_after(1.5, 0.6, 0.4, 1, 1), "mu is 1.5"),
        (lambda: model.belief_after(0.5, 0.6, 0.4, 1, 2), "won is 2.0; it must be from 0 to battles = 1.0"),
        (lambda: model.expected_battles(0.5, 0.6, 0.4, 0.5, 1.0), "goal is 1.0"),
        (lambda: model.settling_belief(0.3, 0.4, 0.1), "value_1 is 0.3; it must be above value_0 = 0.4"),
        (lambda: model.table(p=0.8), "p_1 is 0.75; it must be between p = 0.8 and 1"),
        (lambda: model.table(mu=-1.0), "mu is -1.0"),
    ],
)
def test_an_argument_out_of_range_is_named(call, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()
