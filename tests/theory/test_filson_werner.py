"""Wars of resources against a plain recursion over what is left, sums over lengths and simulation."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import beta

from ripeness.theory import filson_werner as model

odds = st.floats(0.0, 1.0)
units = st.integers(0, 12)
some = st.integers(1, 10)
weights = st.floats(0.3, 30.0)


def by_recursion(p: float, R_A: int, R_D: int) -> tuple[float, float]:
    """(probability that A outlasts, expected battles), one battle at a time."""

    @cache
    def left(mine: int, theirs: int) -> tuple[float, float]:
        if theirs == 0:
            return 1.0, 0.0
        if mine == 0:
            return 0.0, 0.0
        won, lost = left(mine, theirs - 1), left(mine - 1, theirs)
        return p * won[0] + (1 - p) * lost[0], 1 + p * won[1] + (1 - p) * lost[1]

    return left(R_A, R_D)


@given(p=odds, R_A=units, R_D=some)
@example(p=0.0, R_A=3, R_D=4)
@example(p=1.0, R_A=3, R_D=4)
@example(p=0.5, R_A=0, R_D=4)
@example(p=5e-324, R_A=1, R_D=1)
@example(p=1e-99, R_A=3, R_D=1)
@settings(max_examples=50, deadline=None)
def test_outlasting_follows_from_battle_after_battle(p: float, R_A: int, R_D: int) -> None:
    outlasts, battles = by_recursion(p, R_A, R_D)
    assert model.outlast_probability(p, R_A, R_D) == pytest.approx(outlasts, abs=1e-11)
    assert model.expected_battles(p, R_A, R_D) == pytest.approx(battles, abs=1e-9)


@given(a=weights, b=weights, R_A=some, R_D=some)
@settings(max_examples=50, deadline=None)
def test_a_believer_follows_the_urn_battle_by_battle(a: float, b: float, R_A: int, R_D: int) -> None:
    @cache
    def left(won: int, lost: int) -> tuple[float, float]:
        if won == R_D or lost == R_A:
            return float(won == R_D), 0.0
        up = (a + won) / (a + b + won + lost)
        one, other = left(won + 1, lost), left(won, lost + 1)
        return up * one[0] + (1 - up) * other[0], 1 + up * one[1] + (1 - up) * other[1]

    assert model.believed_outlast_probability(a, b, R_A, R_D) == pytest.approx(left(0, 0)[0], abs=1e-9)
    assert model.believed_expected_battles(a, b, R_A, R_D) == pytest.approx(left(0, 0)[1], abs=1e-8)


@given(a=st.floats(1.0, 20.0), b=st.floats(1.0, 20.0), R_A=some, R_D=some)
@settings(max_examples=30, deadline=None)
def test_a_belief_is_a_mixture_of_odds(a: float, b: float, R_A: int, R_D: int) -> None:
    law = beta(a, b)
    outlasts = quad(lambda p: law.pdf(p) * model.outlast_probability(p, R_A, R_D), 0, 1)[0]
    battles = quad(lambda p: law.pdf(p) * model.expected_battles(p, R_A, R_D), 0, 1)[0]
    assert model.believed_outlast_probability(a, b, R_A, R_D) == pytest.approx(outlasts, abs=1e-7)
    assert model.believed_expected_battles(a, b, R_A, R_D) == pytest.approx(battles, abs=1e-6)


@given(p=odds, R_A=some, R_D=some)
@example(p=0.0, R_A=2, R_D=3)
@example(p=1.0, R_A=2, R_D=3)
@example(p=2.2e-311, R_A=4, R_D=2)
@settings(max_examples=50, deadline=None)
def test_the_law_of_the_length_sums_to_one_and_has_the_expected_mean(p: float, R_A: int, R_D: int) -> None:
    law = model.length_law(p, R_A, R_D)
    assert law.sum() == pytest.approx(1.0, abs=1e-9)
    assert law @ np.arange(len(law)) == pytest.approx(model.expected_battles(p, R_A, R_D), abs=1e-7)
    assert np.all(law[: min(R_A, R_D)] == 0)


def test_simulated_wars_are_as_long_and_end_alike() -> None:
    rng, wars, p, R_A, R_D = np.random.default_rng(4), 100_000, 0.45, 6, 4
    victories = (rng.random((wars, R_A + R_D - 1)) < p).cumsum(axis=1)
    battles = np.arange(1, R_A + R_D)
    won, lost = victories >= R_D, battles - victories >= R_A
    lengths = 1 + (won | lost).argmax(axis=1)
    outlasts = won[np.arange(wars), lengths - 1]
    assert model.outlast_probability(p, R_A, R_D) == pytest.approx(outlasts.mean(), abs=4 * 0.5 / np.sqrt(wars))
    shares = np.bincount(lengths, minlength=R_A + R_D) / wars
    assert model.length_law(p, R_A, R_D) == pytest.approx(shares, abs=4 * 0.5 / np.sqrt(wars))


@given(p=odds, R_A=some, R_D=some)
@settings(max_examples=50, deadline=None)
def test_one_of_the_two_outlasts_the_other(p: float, R_A: int, R_D: int) -> None:
    other = model.outlast_probability(1 - p, R_D, R_A)
    assert model.outlast_probability(p, R_A, R_D) == pytest.approx(1 - other, abs=1e-11)


def test_the_known_example() -> None:
    assert model.table()["probability that A outlasts D, chance known"] == pytest.approx(0.648, abs=1e-12)


def test_sides_that_agree_about_the_odds_always_have_room_for_terms() -> None:
    shown = model.table(mean=0.6, strength=1e9)
    assert shown["room for terms (share of the prize; none if negative)"] == pytest.approx(
        0.1 * shown["expected battles to the finish, chance known"], abs=1e-6
    )
    assert model.table(mean=0.95, c_A=0, c_D=0)["room for terms (share of the prize; none if negative)"] < 0


def test_a_defeat_lowers_hope_twice() -> None:
    hopes = [model.table(R_A=4, R_D=4, lost=lost)["probability that A outlasts D, in A's eyes"] for lost in (0, 1)]
    kept_belief = model.believed_outlast_probability(8, 2, 3, 4)
    assert hopes[1] < kept_belief < hopes[0]


def test_a_war_that_is_over_has_its_winner() -> None:
    shown = model.table(won=2)
    assert shown["probability that A outlasts D, chance known"] == 1
    assert shown["expected battles to the finish, chance known"] == 0
    assert shown["probability that A outlasts D, in A's eyes"] == 1


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: model.outlast_probability(1.1, 2, 2), "p is 1.1; it must be from 0 to 1"),
        (lambda: model.outlast_probability(0.5, -1, 2), "R_A is -1.0; it must be a whole number, at least 0"),
        (lambda: model.outlast_probability(0.5, 2, 2.5), "R_D is 2.5"),
        (lambda: model.expected_battles(0.5, 0, 0), r"R_A \+ R_D is 0.0; it must be above 0"),
        (lambda: model.believed_outlast_probability(0, 1, 2, 2), "a is 0.0; it must be from 1e-06 to 1e"),
        (lambda: model.believed_expected_battles(1, -1, 2, 2), "b is -1.0"),
        (lambda: model.length_law(0.5, 0, 2), "R_A is 0; it must be a whole number of at least 1"),
        (lambda: model.table(mean=0.0), "mean is 0.0; it must be between 0 and 1"),
        (lambda: model.table(won=3), "won is 3; it must be from 0 to R_D = 2"),
        (lambda: model.table(won=2, lost=2), r"won and lost is \(2, 2\)"),
        (lambda: model.table(c_D=-1.0), "c_D is -1.0"),
    ],
)
def test_an_argument_out_of_range_is_named(call, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        call()
