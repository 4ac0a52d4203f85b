"""Quitting by indifference against backward reasoning, and survival against simulation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ripeness.theory import langlois


@settings(max_examples=50, deadline=None)
@given(v=st.floats(0.2, 3), seed=st.integers(0, 10_000))
def test_against_the_others_quitting_every_month_of_quitting_is_worth_the_same(v: float, seed: int) -> None:
    """If the other quits with h(t) = c(t)/v, one gains v h(t) - c(t) = 0 by every further month, however costs move."""
    costs = np.random.default_rng(seed).uniform(0, 0.9 * v, 30)
    h = langlois.quitting(costs, v)
    going = np.concatenate([[1.0], np.cumprod(1 - h)])
    worth = np.cumsum(going[:-1] * (h * v - costs))
    assert worth == pytest.approx(np.zeros(30), abs=1e-9)


def test_simulated_wars_go_on_as_survival_says() -> None:
    found = langlois.table(growth=0.02, months=24)
    rng = np.random.default_rng(3)
    rise = 1.02 ** np.arange(24)
    first = rng.random((100_000, 24)) < 0.01 * rise / 0.5
    second = rng.random((100_000, 24)) < 0.02 * rise / 1.0
    over = first | second
    assert (~over.any(axis=1)).mean() == pytest.approx(
        found["probability that the war goes on after these months"], abs=0.006
    )
    begun = np.cumprod(~over, axis=1)
    expected = 1 + begun[:, :-1].sum(axis=1).mean()
    assert expected == pytest.approx(found["expected months, counted up to then"], rel=0.01)


def test_no_cost_to_the_other_no_quitting_and_dear_months_end_the_war() -> None:
    assert langlois.quitting(0.0, 1.0) == 0.0
    assert langlois.quitting(2.0, 1.0) == 1.0
    assert langlois.survival(np.array([5.0]), np.array([0.0]), 1.0, 1.0).tolist() == [1.0, 0.0]


@pytest.mark.parametrize("wrong", [{"v_1": 0.0}, {"c_2": -1.0}, {"growth": -1.0}, {"months": 0}])
def test_what_is_out_of_range_is_refused_in_a_sentence(wrong: dict) -> None:
    with pytest.raises(ValueError, match="must be"):
        langlois.table(**wrong)
