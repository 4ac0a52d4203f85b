"""Fights to the finish against rounds played forwards and offers solved backwards."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ripeness.theory import powell_2004 as model

hazards = st.floats(0.0, 0.5)
costs = st.floats(0.0, 0.2)
discounts = st.floats(0.0, 0.99)


@given(k_i=hazards, k_j=hazards, c=costs, delta=discounts)
@example(k_i=0.0, k_j=0.0, c=0.0, delta=0.5)
@example(k_i=0.5, k_j=0.5, c=0.1, delta=1.0)
@example(k_i=0.0, k_j=0.0, c=0.01, delta=0.99)
@settings(max_examples=50, deadline=None)
def test_fighting_pays_what_its_rounds_pay(k_i: float, k_j: float, c: float, delta: float) -> None:
    worth, reached = 0.0, 1.0
    for _ in range(4000):
        worth += reached * (delta * k_j - c)
        reached *= delta * (1 - k_i - k_j)
    assert model.fight_value(k_i, k_j, c, delta) == pytest.approx(worth, abs=1e-9)


def test_simulated_fights_pay_as_much_on_average() -> None:
    rng, fights = np.random.default_rng(3), 200_000
    k_i, k_j, c, delta = 0.06, 0.1, 0.01, 0.97
    rounds = rng.geometric(k_i + k_j, fights)
    won = rng.random(fights) < k_j / (k_i + k_j)
    paid = won * delta**rounds - c * (1 - delta**rounds) / (1 - delta)
    assert model.fight_value(k_i, k_j, c, delta) == pytest.approx(paid.mean(), abs=4 * paid.std() / np.sqrt(fights))


@given(k_i=hazards, k_j=hazards, c_i=costs, c_j=costs, delta=discounts)
@settings(max_examples=50, deadline=None)
def test_the_offerer_gets_what_offers_solved_backwards_give(k_i, k_j, c_i, c_j, delta) -> None:
    offerer, answerer = 0.0, 0.0  # after the last round neither gets anything
    for _ in range(3000):
        fight_i = -c_i + delta * (k_j + (1 - k_i - k_j) * offerer)
        fight_j = -c_j + delta * (k_i + (1 - k_i - k_j) * answerer)
        offer = max(fight_j, 0.0)
        settles = 1 - offer >= fight_i
        offerer, answerer = (1 - offer, offer) if settles else (fight_i, fight_j)
    share = model.offerers_share(k_i, k_j, c_j, delta)
    assert share == pytest.approx(offerer, abs=1e-9)
    assert 1 - share == pytest.approx(answerer, abs=1e-9)


@given(k_1=hazards, k_2=hazards, c_1=costs, c_2=costs, delta=discounts)
@settings(max_examples=50, deadline=None)
def test_waste_is_what_the_two_fights_leave_of_the_prize(k_1, k_2, c_1, c_2, delta) -> None:
    left = 1 - model.fight_value(k_1, k_2, c_1, delta) - model.fight_value(k_2, k_1, c_2, delta)
    assert model.waste(k_1, k_2, c_1, c_2, delta) == pytest.approx(left, abs=1e-9)
    assert left >= -1e-12


@given(first=st.floats(0.0, 1.0), second=st.floats(0.0, 1.0))
@settings(max_examples=50, deadline=None)
def test_hazards_drawn_one_after_the_other_spare_both_by_their_product(first: float, second: float) -> None:
    k_first, k_second = model.one_after_the_other(first, second)
    assert 1 - k_first - k_second == pytest.approx((1 - first) * (1 - second), abs=1e-12)
    assert k_first == first


@given(
    mu=st.floats(0.01, 0.99), k_w=st.floats(0, 0.4), k_t=st.floats(0, 0.4), k=st.floats(0, 0.4),
    rounds=st.integers(0, 60),
)  # fmt: skip
@settings(max_examples=50, deadline=None)
def test_a_quiet_round_is_news_by_bayes_rule(mu, k_w, k_t, k, rounds) -> None:
    belief = mu
    for _ in range(rounds):
        tough, weak = belief * (1 - k_t - k), (1 - belief) * (1 - k_w - k)
        belief = tough / (tough + weak)
    assert model.belief_in_tough(mu, k_w, k_t, k, rounds) == pytest.approx(belief, abs=1e-9)


def test_the_known_examples() -> None:
    assert model.fight_value(0.02, 0.05, 0.01, 0.99) == pytest.approx(0.498108449, abs=1e-9)
    shown = model.table()
    assert shown["A's value of fighting to the finish (share of the prize)"] == pytest.approx(0.3245348, abs=1e-7)
    assert shown["D's value of fighting to the finish (share of the prize)"] == pytest.approx(0.06966681, abs=1e-8)
    assert shown["A's share if A makes all offers"] == pytest.approx(0.9303332, abs=1e-7)


def test_an_answerer_who_would_lose_by_fighting_gets_nothing_and_not_less() -> None:
    assert model.fight_value(0.5, 0.0, 0.1, 0.9) < 0
    assert model.offerers_share(0.0, 0.5, 0.1, 0.9) == 1


def test_the_rarest_of_breaks_still_ends_a_war_without_discount() -> None:
    assert model.fight_value(1e-100, 3e-100, 0.0, 1.0) == pytest.approx(0.75)


def test_without_costs_and_discount_nothing_is_wasted() -> None:
    assert model.fight_value(0.2, 0.3, 0.0, 1.0) == pytest.approx(0.3 / 0.5)
    assert model.waste(0.2, 0.3, 0.0, 0.0, 1.0) == 0


def test_a_war_that_breaks_nobody_has_no_end() -> None:
    shown = model.table(k_A=0.0, k_D=0.0)
    assert shown["expected rounds to the finish"] == np.inf
    assert shown["probability that A breaks D"] == shown["probability that D breaks A"] == 0


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: model.fight_value(-0.1, 0.1, 0, 0.9), "k_i is -0.1; it must be from 0 to 1"),
        (lambda: model.fight_value(0.6, 0.6, 0, 0.9), r"k_i \+ k_j is 1.2; it must be at most 1"),
        (lambda: model.fight_value(0.1, 0.1, -1, 0.9), "c_i is -1.0; it must be at least 0"),
        (lambda: model.fight_value(0.1, 0.1, 0, 1.5), "delta is 1.5"),
        (lambda: model.fight_value(0, 0, 0, 1.0), "delta is 1.0; it must be below 1 where neither side"),
        (lambda: model.waste(0.1, 0.1, 0, -2, 0.9), "c_2 is -2.0"),
        (lambda: model.one_after_the_other(0.1, 1.1), "second is 1.1"),
        (lambda: model.belief_in_tough(0.5, 0.9, 0.1, 0.1, 3), "k_w is 0.9; it must be at least 0 and, with k = 0.1"),
        (lambda: model.belief_in_tough(0.5, 0.2, 0.1, 0.1, -3), "rounds is -3.0"),
        (lambda: model.table(k_D=2.0), "k_D is 2.0; it must be from 0 to 1"),
        (lambda: model.table(c_A=-2.0), "c_A is -2.0; it must be at least 0"),
        (lambda: model.table(k_A=0.6, k_D=0.6, sequential=False), "at most 1"),
    ],
)
def test_an_argument_out_of_range_is_named(call, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()
