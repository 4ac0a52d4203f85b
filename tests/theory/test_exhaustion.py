"""Reserves and fleets against plain loops and an integrated differential equation."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from ripeness.theory import exhaustion

few = settings(max_examples=50, deadline=None)


@few
@given(R=st.floats(1, 300), d=st.floats(0.5, 20), g=st.floats(-0.05, 0.1))
def test_reserves_are_gone_when_the_integrated_deficit_has_eaten_them(R: float, d: float, g: float) -> None:
    months = float(exhaustion.months_until_exhausted(R, d, g))
    if math.isinf(months):
        assert g < 0 and d / -g <= R * (1 + 1e-9)
        return
    spent = solve_ivp(lambda t, x: [d * math.exp(g * t)], (0, months), [0.0], rtol=1e-10, atol=1e-10).y[0, -1]
    assert spent == pytest.approx(R, rel=1e-6)
    assert float(exhaustion.reserves(months, R, d, g)) == pytest.approx(0.0, abs=1e-6 * R)


def test_without_growth_reserves_last_their_quotient() -> None:
    assert float(exhaustion.months_until_exhausted(100, 4)) == 25.0
    assert float(exhaustion.months_until_exhausted(100, 4, 1e-13)) == pytest.approx(25.0)
    assert float(exhaustion.months_until_exhausted(0, 4, 0.1)) == 0.0


@few
@given(Z=st.floats(0, 900), a=st.floats(0, 30), r=st.floats(0, 0.3), i=st.floats(0.01, 0.5), months=st.integers(0, 60))
def test_the_fleet_follows_its_loop_to_its_steady_state(Z: float, a: float, r: float, i: float, months: int) -> None:
    vessels = Z
    for _ in range(months):
        vessels = vessels + a - (r + i) * vessels
    assert float(exhaustion.fleet(months, Z, a, r, i)) == pytest.approx(vessels, rel=1e-9, abs=1e-9)
    steady = float(exhaustion.steady_fleet(a, r, i))
    assert steady + a - (r + i) * steady == pytest.approx(steady)
    assert float(exhaustion.fleet(1e5, Z, a, r, i)) == pytest.approx(steady)


def test_the_table_says_what_its_functions_say() -> None:
    found = exhaustion.table()
    assert found["vessels in the steady state"] == pytest.approx(600.0)
    t = np.linspace(0, found["months until the reserves are exhausted"], 20001)
    assert np.trapezoid(2.0 * np.exp(0.01 * t), t) == pytest.approx(100.0, rel=1e-6)


@pytest.mark.parametrize(
    "call",
    [
        lambda: exhaustion.months_until_exhausted(-1, 1),
        lambda: exhaustion.months_until_exhausted(1, 0),
        lambda: exhaustion.months_until_exhausted(1, 1, -1),
        lambda: exhaustion.steady_fleet(1, 0, 0),
        lambda: exhaustion.fleet(-1, 1, 1, 0.1, 0),
    ],
)
def test_what_is_out_of_range_is_refused_in_a_sentence(call) -> None:
    with pytest.raises(ValueError, match="must be"):
        call()
