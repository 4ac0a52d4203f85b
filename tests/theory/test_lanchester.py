"""Both laws against the integrated differential equations."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from ripeness.theory import lanchester

few = settings(max_examples=50, deadline=None)
strength, rate = st.floats(10, 200), st.floats(0.005, 0.05)


@few
@given(A0=strength, B0=strength, a=rate, b=rate)
def test_aimed_fire_leaves_what_the_differential_equation_leaves(A0: float, B0: float, a: float, b: float) -> None:
    assume(abs(b * A0**2 - a * B0**2) > 0.05 * b * A0**2)
    left_A, left_B, time = lanchester.square_law(A0, B0, a, b)
    end = solve_ivp(lambda t, x: [-a * x[1], -b * x[0]], (0, time), [A0, B0], rtol=1e-10, atol=1e-10).y[:, -1]
    assert (left_A, left_B) == pytest.approx(tuple(end), abs=1e-5 * max(A0, B0))


@few
@given(A0=strength, B0=strength, a=st.floats(0.001, 0.01), b=st.floats(0.001, 0.01))
def test_unaimed_fire_approaches_what_the_differential_equation_approaches(
    A0: float, B0: float, a: float, b: float
) -> None:
    assume(abs(b * A0 - a * B0) > 0.1 * b * A0)
    end = solve_ivp(
        lambda t, x: [-a * x[0] * x[1], -b * x[0] * x[1]], (0, 5000), [A0, B0], method="LSODA", rtol=1e-9, atol=1e-9
    ).y[:, -1]
    assert lanchester.linear_law(A0, B0, a, b) == pytest.approx(tuple(end), abs=1e-3 * max(A0, B0))


def test_the_published_numbers_and_the_standoff() -> None:
    left_A, left_B, time = lanchester.square_law(100, 60, 0.015, 0.01)
    assert (left_A, left_B, time) == pytest.approx((67.8232998, 0.0, 76.6840178), abs=1e-6)
    assert lanchester.square_law(50, 50, 0.02, 0.02) == (0.0, 0.0, math.inf)
    assert lanchester.linear_law(50, 50, 0.02, 0.02) == (0.0, 0.0)
    assert lanchester.table()["A left, aimed fire"] == pytest.approx(67.8232998)


@pytest.mark.parametrize("wrong", [{"A0": 0.0}, {"B0": -1.0}, {"a": 0.0}, {"b": math.inf}])
def test_what_is_out_of_range_is_refused_in_a_sentence(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must be"):
        lanchester.table(**wrong)
