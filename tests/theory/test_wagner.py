"""Wagner 2000 against offers played backwards, and its limit against the Nash product on a grid."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ripeness.theory import rubinstein, wagner

share = st.floats(0.0, 1.0)
quick = settings(max_examples=50, deadline=None)


@st.composite
def fights(draw) -> tuple[float, float]:
    """Worth of a fight to the finish to each side, at most 1 together."""
    kept, part = draw(share), draw(share)
    return kept * part, kept * (1.0 - part)


@quick
@given(fights(), st.floats(0.0, 0.97))
def test_shares_are_those_of_long_talks_solved_backwards(worth: tuple[float, float], d: float) -> None:
    b_1, b_2 = worth
    if_1, if_2 = 1.0 - b_2, b_1  # after the last offer comes the fight
    for _ in range(1000):
        refused_by_2 = d * (1.0 - if_2) + (1.0 - d) * b_2
        refused_by_1 = d * if_1 + (1.0 - d) * b_1
        if_1, if_2 = 1.0 - refused_by_2, refused_by_1
    assert wagner.first_share(b_1, b_2, d) == pytest.approx(if_1, abs=1e-9)
    assert wagner.second_share(b_1, b_2, d) == pytest.approx(if_2, abs=1e-9)


@quick
@given(fights())
def test_rare_breakdown_maximises_the_nash_product(worth: tuple[float, float]) -> None:
    b_1, b_2 = worth
    terms = np.linspace(b_1, 1.0 - b_2, 2001)
    best = terms[np.argmax((terms - b_1) * (1.0 - terms - b_2))]
    assert wagner.split_the_difference(b_1, b_2) == pytest.approx(best, abs=1e-3)
    assert wagner.first_share(b_1, b_2, 1.0) == pytest.approx(wagner.split_the_difference(b_1, b_2))
    assert wagner.second_share(b_1, b_2, 1.0) == pytest.approx(wagner.split_the_difference(b_1, b_2))


@quick
@given(st.floats(0.0, 0.99))
def test_with_nothing_to_fall_back_on_risk_works_as_impatience(d: float) -> None:
    assert wagner.first_share(0.0, 0.0, d) == pytest.approx(rubinstein.first_share(d, d))


def test_certain_breakdown_is_an_ultimatum() -> None:
    assert wagner.first_share(0.4, 0.3, 0.0) == pytest.approx(0.7)
    assert wagner.second_share(0.4, 0.3, 0.0) == pytest.approx(0.4)


def test_a_fight_that_wastes_nothing_leaves_nothing_to_bargain_over() -> None:
    shown = wagner.table(p=0.3, c_1=0.0, c_2=0.0)
    assert {round(value, 12) for label, value in shown.items() if label.startswith("side 1's share")} == {0.3}


@pytest.mark.parametrize(("p", "c_1", "c_2"), [(0.0, 0.0, 0.5), (1.0, 0.5, 0.0), (0.3, 0.3, 0.7), (0.9, 0.2, 0.1)])
def test_costs_up_to_the_chance_of_winning_are_allowed(p: float, c_1: float, c_2: float) -> None:
    shown = wagner.table(p=p, c_1=c_1, c_2=c_2)
    assert all(0.0 <= value <= 1.0 for value in shown.values())


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: wagner.first_share(0.7, 0.6, 0.5), "at most 1"),
        (lambda: wagner.first_share(-0.1, 0.6, 0.5), "b_1 is -0.1"),
        (lambda: wagner.second_share(0.1, 0.6, 1.5), "d is 1.5"),
        (lambda: wagner.split_the_difference(0.1, float("nan")), "b_2 is nan"),
        (lambda: wagner.table(p=0.1, c_1=0.2), "c_1 is 0.2"),
        (lambda: wagner.table(p=0.9, c_2=0.2), "c_2 is 0.2"),
        (lambda: wagner.table(p=1.2), "p is 1.2"),
    ],
)
def test_bad_input_is_named_with_its_value(call, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        call()
