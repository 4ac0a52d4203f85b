"""Fearon 1995 against plain games: offers tried on a grid, demands tried against many costs, streams played out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ripeness.theory import fearon

share = st.floats(0.0, 1.0)
cost = st.floats(0.0, 0.6)
quick = settings(max_examples=50, deadline=None)

STEP = 1.0 / 2000.0
GRID = np.linspace(0.0, 1.0, 2001)


def accepted(p: float, c_A: float, c_B: float) -> np.ndarray:
    """Shares on the grid that neither side would rather fight over, one comparison at a time."""
    return np.array([x for x in GRID if x >= p - c_A - 1e-12 and 1.0 - x >= 1.0 - p - c_B - 1e-12])


def later_peace(war_later: float, delta: float) -> float:
    """What D gets from the second period on, by playing the game backwards from a period far off."""
    worth = 0.0
    for _ in range(2000):
        demand = min(1.0, 1.0 + delta * worth - war_later)  # A's greatest demand that D accepts
        worth = max(war_later, 1.0 - demand + delta * worth)
    return worth


@quick
@given(share, cost, cost)
def test_range_and_offers_are_those_that_a_grid_of_terms_gives(p: float, c_A: float, c_B: float) -> None:
    low, high = fearon.bargaining_range(p, c_A, c_B)
    terms = accepted(p, c_A, c_B)
    if terms.size:
        assert low == pytest.approx(terms.min(), abs=STEP)
        assert high == pytest.approx(terms.max(), abs=STEP)
        assert fearon.ultimatum(p, c_A, c_B, "A") == pytest.approx(terms.max(), abs=STEP)
        assert fearon.ultimatum(p, c_A, c_B, "B") == pytest.approx(terms.min(), abs=STEP)
    else:
        assert high - low < STEP  # a range narrower than the grid


def test_the_printed_example_has_its_range_offer_demand_and_risk() -> None:
    shown = fearon.table(p=0.5, c_A=0.1, c_B=0.2, C=0.4)
    assert shown["lowest share that A accepts"] == pytest.approx(0.4)
    assert shown["highest share that B grants"] == pytest.approx(0.7)
    assert shown["A's share if A makes the only offer"] == pytest.approx(0.7)
    assert shown["A's demand if B's cost is uniform on [0, C]"] == pytest.approx(0.65)
    assert shown["probability of war at that demand"] == pytest.approx(0.375)


def test_without_costs_the_range_is_the_odds() -> None:
    low, high = fearon.bargaining_range([0.0, 0.5, 1.0], 0.0, 0.0)
    assert np.array_equal(low, [0.0, 0.5, 1.0])
    assert np.array_equal(high, low)


@quick
@given(share, st.floats(0.0, 0.8), st.floats(0.01, 1.5))
def test_the_demand_is_as_good_as_any_against_costs_drawn_evenly(p: float, c_A: float, C: float) -> None:
    costs = (np.arange(4000) + 0.5) / 4000 * C

    def worth(demand: float) -> tuple[float, float]:
        fights = 1.0 - demand < 1.0 - p - costs
        return float(np.where(fights, p - c_A, demand).mean()), float(fights.mean())

    demand, risk = fearon.risk_return(p, c_A, C)
    best = max(worth(x)[0] for x in np.linspace(0.0, 1.0, 301))
    got, fought = worth(float(demand))
    assert got >= best - 1e-3
    assert fought == pytest.approx(float(risk), abs=1e-3)
    assert 0.0 <= demand <= 1.0


def test_a_side_that_would_lose_more_by_war_than_its_foe_can_takes_no_risk() -> None:
    demand, risk = fearon.risk_return(0.5, [0.4, 0.7], 0.4)
    assert np.array_equal(demand, [0.5, 0.5])
    assert np.array_equal(risk, [0.0, 0.0])


def test_who_is_sure_to_win_demands_all_without_risk() -> None:
    demand, risk = fearon.risk_return(1.0, 0.0, 0.3)
    assert (demand, risk) == (1.0, 0.0)


@quick
@given(share, share, st.floats(0.0, 1.5), st.floats(0.0, 0.95), st.booleans())
def test_preventive_war_pays_as_in_the_game_played_backwards(
    p_1: float, p_2: float, c_D: float, delta: float, lump: bool
) -> None:
    total = c_D if lump else sum(delta**t * c_D for t in range(2000))
    flow = sum(delta**t for t in range(2000))
    now, later = (1.0 - p_1) * flow - total, (1.0 - p_2) * flow - total
    gain = now - (1.0 + delta * later_peace(later, delta))  # A grants all of the first period at most
    margin = fearon.preventive_margin(p_1, p_2, c_D, delta, lump)
    assert margin == pytest.approx(gain / flow, abs=1e-9)
    assume(abs(gain) > 1e-9)
    assert fearon.attacks_now(p_1, p_2, c_D, delta, lump) == (gain > 0.0)


@quick
@given(share, share, st.floats(0.0, 0.2), st.floats(0.0, 1.0))
def test_preventive_war_follows_the_papers_inequality_inside(p_1: float, p_2: float, c_D: float, delta: float) -> None:
    assume(p_2 + c_D <= 1.0)
    per_period = delta * p_2 - p_1 - (1.0 - delta) * c_D
    once = delta * p_2 - p_1 - (1.0 - delta) ** 2 * c_D
    assert fearon.preventive_margin(p_1, p_2, c_D, delta) == pytest.approx(per_period, abs=1e-12)
    assert fearon.preventive_margin(p_1, p_2, c_D, delta, lump=True) == pytest.approx(once, abs=1e-12)


def test_with_endless_patience_any_rise_brings_preventive_war_at_a_cost_paid_once() -> None:
    assert fearon.attacks_now(0.4, 0.41, 0.5, 1.0, lump=True)
    assert not fearon.attacks_now(0.4, 0.4, 0.5, 1.0, lump=True)


@quick
@given(share, cost, cost, st.lists(share, min_size=1, max_size=5))
def test_indivisible_prize_is_fought_over_iff_no_share_suits_both(
    p: float, c_A: float, c_B: float, shares: list[float]
) -> None:
    gains = [(x - (p - c_A), 1.0 - x - (1.0 - p - c_B)) for x in shares]
    assume(all(abs(gain) > 1e-9 for pair in gains for gain in pair))
    suits = any(min(pair) >= 0.0 for pair in gains)
    assert fearon.indivisible_war(shares, p, c_A, c_B) == (not suits)


def test_the_table_tells_a_rise_that_is_fought_from_one_that_is_borne() -> None:
    attacks = "B attacks now (1 yes, 0 no)"
    assert fearon.table(p=0.5, p_2=0.9, delta=0.95)[attacks] == 1.0
    assert fearon.table(p=0.5, p_2=0.5, delta=0.95)[attacks] == 0.0


def test_finer_pieces_end_the_war_over_an_indivisible_prize() -> None:
    fought = "war over the indivisible prize (1 yes, 0 no)"
    assert fearon.table(c_A=0.1, c_B=0.2, pieces=1)[fought] == 1.0
    assert fearon.table(c_A=0.1, c_B=0.2, pieces=2)[fought] == 0.0


def test_arrays_give_what_their_numbers_give() -> None:
    p = np.array([0.2, 0.5, 0.9])
    low, high = fearon.bargaining_range(p, 0.1, 0.2)
    demand, risk = fearon.risk_return(p, 0.1, 0.4)
    stuck = fearon.indivisible_war([0.0, 1.0], p, 0.1, 0.2)
    for place, one in enumerate(p):
        assert (low[place], high[place]) == fearon.bargaining_range(one, 0.1, 0.2)
        assert (demand[place], risk[place]) == fearon.risk_return(one, 0.1, 0.4)
        assert stuck[place] == fearon.indivisible_war([0.0, 1.0], one, 0.1, 0.2)


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: fearon.bargaining_range(1.2, 0.1, 0.1), "p is 1.2"),
        (lambda: fearon.bargaining_range(float("nan"), 0.1, 0.1), "p is nan"),
        (lambda: fearon.bargaining_range(0.5, -0.1, 0.1), "c_A is -0.1"),
        (lambda: fearon.bargaining_range(0.5, 0.1, float("inf")), "c_B is inf"),
        (lambda: fearon.ultimatum(0.5, 0.1, 0.1, "C"), "proposer is 'C'"),
        (lambda: fearon.risk_return(0.5, 0.1, 0.0), "C is 0.0"),
        (lambda: fearon.preventive_margin(0.5, 0.6, 0.1, 1.1), "delta is 1.1"),
        (lambda: fearon.indivisible_war([0.5, 2.0], 0.5, 0.1, 0.1), "shares is"),
        (lambda: fearon.table(pieces=0), "pieces is 0"),
    ],
)
def test_bad_input_is_named_with_its_value(call, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        call()
