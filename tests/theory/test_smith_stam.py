"""Beliefs about battles against urns followed by hand, quadrature of another kind and simulated wars."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import beta as beta_function
from scipy.special import roots_jacobi

from ripeness.theory import ruin, smith_stam

weights = st.floats(0.3, 40.0)


def urn(a: float, b: float, k: int, n: int, battles: int) -> dict[int, float]:
    """Law of the front from an urn whose balls are counted: state (front, won), nothing else is assumed."""
    law, ended = {(k, 0): 1.0}, defaultdict(float)
    for fought in range(battles):
        after: dict[tuple[int, int], float] = defaultdict(float)
        for (front, won), mass in law.items():
            if front in (0, n):
                ended[front] += mass
                continue
            up = (a + won) / (a + b + fought)
            after[front + 1, won + 1] += mass * up
            after[front - 1, won] += mass * (1 - up)
        law = after
    for (front, _), mass in law.items():
        ended[front] += mass
    return ended


@given(a=weights, b=weights, n=st.integers(2, 9), battles=st.integers(0, 30), data=st.data())
@settings(max_examples=50, deadline=None)
def test_month_and_front_are_enough_to_follow_the_urn(a: float, b: float, n: int, battles: int, data) -> None:
    k = data.draw(st.integers(0, n))
    expected = urn(a, b, k, n, battles)
    law = smith_stam.front_after(a, b, k, n, battles)
    assert law == pytest.approx(np.array([expected[front] for front in range(n + 1)]), abs=1e-12)


@given(a=weights, b=weights, n=st.integers(1, 12), data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_mixture_of_ruin_walks_is_where_the_urn_ends(a: float, b: float, n: int, data) -> None:
    k = data.draw(st.integers(0, n))
    law = smith_stam.front_after(a, b, k, n, 1500)
    left = law[1:n].sum()
    assert law[n] - 1e-9 <= smith_stam.win_probability(a, b, k, n) <= law[n] + left + 1e-9
    assert left < 1e-3


@given(a=st.floats(1.0, 30.0), b=st.floats(1.0, 30.0), n=st.integers(1, 12), data=st.data())
@settings(max_examples=30, deadline=None)
def test_belief_averages_agree_with_gauss_jacobi_quadrature(a: float, b: float, n: int, data) -> None:
    k = data.draw(st.integers(0, n))
    nodes, mass = roots_jacobi(300, b - 1, a - 1)
    odds, mass = (1 + nodes) / 2, mass / 2 ** (a + b - 1) / beta_function(a, b)
    assert smith_stam.win_probability(a, b, k, n) == pytest.approx(mass @ ruin.win_probability(odds, k, n), abs=1e-8)
    duration = mass @ ruin.expected_duration(odds, k, n)
    assert smith_stam.expected_duration(a, b, k, n) == pytest.approx(duration, abs=1e-6)


def test_duration_is_the_sum_of_the_chances_that_the_war_still_goes_on() -> None:
    a, b, k, n = 6.0, 4.0, 3, 8
    going_on = [smith_stam.front_after(a, b, k, n, t)[1:n].sum() for t in range(400)]
    assert smith_stam.expected_duration(a, b, k, n) == pytest.approx(sum(going_on), abs=1e-6)


def test_simulated_wars_with_drawn_odds_end_as_often_in_victory() -> None:
    rng, wars, k, n = np.random.default_rng(1), 40_000, 5, 10
    odds, front = rng.beta(6, 4, wars), np.full(40_000, k)
    for _ in range(600):
        going = (front > 0) & (front < n)
        front = front + going * np.where(rng.random(wars) < odds, 1, -1)
    share = (front == n).mean()
    assert smith_stam.win_probability(6, 4, k, n) == pytest.approx(share, abs=4 * np.sqrt(0.25 / wars))


@given(p=st.floats(0.02, 0.98), n=st.integers(2, 10), data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_strong_belief_expects_what_ruin_says(p: float, n: int, data) -> None:
    k = data.draw(st.integers(1, n - 1))
    strong = 1e7
    believed = smith_stam.win_probability(p * strong, (1 - p) * strong, k, n)
    assert believed == pytest.approx(float(ruin.win_probability(p, k, n)), abs=1e-4)


@given(a=weights, b=weights, n=st.integers(1, 10), data=st.data())
@settings(max_examples=25, deadline=None)
def test_the_two_sides_see_one_war_from_its_two_ends(a: float, b: float, n: int, data) -> None:
    k = data.draw(st.integers(0, n))
    swapped = smith_stam.win_probability(b, a, n - k, n)
    assert smith_stam.win_probability(a, b, k, n) == pytest.approx(1 - swapped, abs=1e-9)


@given(mean=st.floats(0.1, 0.9), s=st.floats(1.0, 50.0), n=st.integers(2, 10), c=st.floats(0.0, 0.2), data=st.data())
@settings(max_examples=12, deadline=None)
def test_sides_that_agree_about_the_odds_agree_on_terms(mean: float, s: float, n: int, c: float, data) -> None:
    k = data.draw(st.integers(1, n - 1))
    belief = (mean * s, (1 - mean) * s)
    value_A, value_D = smith_stam.fight_values(belief, belief, k, n, c, c)
    assert value_A + value_D == pytest.approx(1 - 2 * c * smith_stam.expected_duration(*belief, k, n))
    assert smith_stam.agrees(value_A - 1e-12, value_D)


def test_agreement_is_a_division_that_both_prefer_to_fighting() -> None:
    rng = np.random.default_rng(2)
    values = rng.uniform(-0.2, 1.1, (300, 2))
    shares = np.linspace(-1, 2, 3001)
    found = [np.any((shares >= f_a) & (1 - shares >= f_d)) for f_a, f_d in values]
    clear = np.abs(values.sum(axis=1) - 1) > 2e-3
    assert np.array_equal(smith_stam.agrees(values[:, 0], values[:, 1])[clear], np.array(found)[clear])
    assert bool(smith_stam.agrees(0.25, 0.75))


@given(
    mean_A=st.floats(0.05, 0.95), mean_D=st.floats(0.05, 0.95), s=st.floats(0.5, 200.0), n=st.integers(0, 300),
    data=st.data(),
)  # fmt: skip
@settings(max_examples=50, deadline=None)
def test_the_gap_shrinks_alike_whoever_wins_the_battles(mean_A, mean_D, s, n, data) -> None:
    won = data.draw(st.integers(0, n))
    means = []
    for mean in (mean_A, mean_D):
        a, b = mean * s, (1 - mean) * s
        for battle in range(n):  # one battle at a time
            a, b = smith_stam.posterior(a, b, 1, 1 if battle < won else 0)
        means.append(a / (a + b))
    gap = float(smith_stam.belief_gap(abs(mean_A - mean_D), s, n))
    assert gap == pytest.approx(abs(means[0] - means[1]), abs=1e-12)


@given(gap_0=st.floats(0.0, 1.0), s=st.floats(0.5, 300.0), gap=st.floats(0.005, 1.0))
@settings(max_examples=50, deadline=None)
def test_battles_to_a_gap_is_the_first_count_that_reaches_it(gap_0: float, s: float, gap: float) -> None:
    count = smith_stam.battles_to_gap(gap_0, s, gap)
    assert smith_stam.belief_gap(gap_0, s, count) <= gap * (1 + 1e-6)
    assert count == 0 or smith_stam.belief_gap(gap_0, s, count - 1) > gap * (1 - 1e-6)


def test_a_whole_number_of_battles_is_not_rounded_up() -> None:
    assert smith_stam.battles_to_gap(0.55 - 0.45, 20.0, 0.05) == 20
    assert smith_stam.battles_to_gap(0.2, 10.0, 0.1) == 10
    assert smith_stam.battles_to_gap(0.2, 10.0, 0.2) == 0


def test_the_known_examples() -> None:
    shown = smith_stam.table(p=0.55, k=5, n=10)
    assert shown["A's value of fighting, chance known (share of the prize)"] == pytest.approx(0.6390304, abs=1e-7)
    assert shown["D's value of fighting, chance known (share of the prize)"] == pytest.approx(0.1755956, abs=1e-7)
    assert shown["probability that A wins, in A's eyes"] == pytest.approx(0.7204982, abs=1e-7)
    assert shown["probability that D wins, in D's eyes"] == pytest.approx(0.7204982, abs=1e-7)


def test_battles_seen_move_the_table_and_not_the_known_odds() -> None:
    before, after = smith_stam.table(), smith_stam.table(battles=40, won=20)
    assert after["room for terms (share of the prize; none if negative)"] > 0
    assert before["room for terms (share of the prize; none if negative)"] < 0
    known = "A's value of fighting, chance known (share of the prize)"
    assert before[known] == after[known]


@pytest.mark.parametrize("k", [0, 10])
def test_a_war_that_is_over_teaches_and_costs_nothing(k: int) -> None:
    assert smith_stam.win_probability(6, 4, k, 10) == pytest.approx(k / 10)
    assert smith_stam.expected_duration(6, 4, k, 10) == 0
    assert smith_stam.front_after(6, 4, k, 10, 5)[k] == 1


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: smith_stam.posterior(0, 4, 3, 1), "a is 0.0; it must be above 0"),
        (lambda: smith_stam.posterior(6, 4, 3, 5), "won is 5.0; it must be from 0 to battles = 3.0"),
        (lambda: smith_stam.posterior(6, 4, -1, 0), "battles is -1.0; it must be at least 0"),
        (lambda: smith_stam.win_probability(6, -4, 5, 10), "b is -4; it must be from 1e-06 to 1e"),
        (lambda: smith_stam.win_probability(6, 4, 11, 10), "k is 11.0"),
        (lambda: smith_stam.front_after(6, 4, 5, 10, -1), "battles is -1"),
        (lambda: smith_stam.fight_values((6, 4), (4, 6), 5, 10, -0.1, 0.0), "c_A is -0.1; it must be at least 0"),
        (lambda: smith_stam.belief_gap(1.5, 10, 3), "gap_0 is 1.5; it must be from 0 to 1"),
        (lambda: smith_stam.belief_gap(0.2, 0, 3), "s is 0.0; it must be above 0"),
        (lambda: smith_stam.battles_to_gap(0.2, 10, 0), "gap is 0; it must be above 0"),
        (lambda: smith_stam.table(mean_A=1.0), "mean_A is 1.0; it must be between 0 and 1"),
        (lambda: smith_stam.table(strength=1e300), "strength is 1e.300; it must be from 1e-06 to 1e"),
        (lambda: smith_stam.table(c=-1), "c is -1; it must be at least 0"),
    ],
)
def test_an_argument_out_of_range_is_named(call, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()
