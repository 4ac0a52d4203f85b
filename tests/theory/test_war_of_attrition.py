"""Hazards by simulation and by the other side's best response; waiting times by integrating their equation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from ripeness.theory import war_of_attrition as attrition

few = settings(max_examples=50, deadline=None)
value, cost = st.floats(0.2, 3), st.floats(0.005, 0.1)


@few
@given(v_1=value, v_2=value, c_1=cost, c_2=cost, wait=st.floats(0.1, 60))
def test_against_the_others_hazard_every_waiting_time_is_worth_the_same(
    v_1: float, v_2: float, c_1: float, c_2: float, wait: float
) -> None:
    _, h = attrition.hazards(v_1, v_2, c_1, c_2)
    t = np.linspace(0, wait, 20001)
    density = h * np.exp(-h * t)
    worth = np.trapezoid(density * (v_1 - c_1 * t), t) - np.exp(-h * wait) * c_1 * wait
    assert worth == pytest.approx(0.0, abs=1e-6)


def test_simulated_wars_last_and_end_as_the_hazards_say() -> None:
    found = attrition.table(v_1=1.0, v_2=0.5, c_1=0.02, c_2=0.03)
    rng = np.random.default_rng(1)
    first = rng.exponential(1 / found["hazard a month that 1 gives way"], 200_000)
    second = rng.exponential(1 / found["hazard a month that 2 gives way"], 200_000)
    assert np.minimum(first, second).mean() == pytest.approx(found["expected months"], rel=0.01)
    assert (second < first).mean() == pytest.approx(found["probability that 1 gets the prize"], abs=0.005)


@few
@given(v=st.floats(0, 0.98), c=cost)
def test_private_values_wait_as_long_as_their_equation_says(v: float, c: float) -> None:
    closed = float(attrition.uniform_waiting_time(v, c))
    assert attrition.waiting_time(v, c, lambda x: 1.0, lambda x: 1 - x) == pytest.approx(closed, rel=1e-6, abs=1e-9)
    ode = solve_ivp(lambda x, T: [x / (c * (1 - x))], (0, v), [0.0], rtol=1e-10, atol=1e-12).y[0, -1]
    assert closed == pytest.approx(ode, rel=1e-6, abs=1e-9)


def test_no_value_gains_by_waiting_as_another_one_does() -> None:
    """Waiting T(w) against a rival who waits T(his value), values uniform: best at w = v."""
    grid, c = np.linspace(0, 0.95, 96), 0.05
    x = np.linspace(0, 0.9999, 200_001)
    T = attrition.uniform_waiting_time(x, c)
    for v in (0.2, 0.5, 0.8):
        worth = []
        for w in grid:
            beaten = x < w
            worth.append(np.trapezoid(np.where(beaten, v - c * T, -c * attrition.uniform_waiting_time(w, c)), x))
        assert grid[int(np.argmax(worth))] == pytest.approx(v, abs=0.011)


@pytest.mark.parametrize("wrong", [{"v_1": 0.0}, {"c_2": -1.0}, {"v": 1.0}])
def test_what_is_out_of_range_is_refused_in_a_sentence(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must be"):
        attrition.table(**wrong)
