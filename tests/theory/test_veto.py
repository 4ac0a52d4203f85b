"""Vetoes, the setter and the gatekeeper against the same games played over a grid of positions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ripeness.theory import veto

# quarters are exact in floating point, so that nobody's indifference is lost by rounding
place = st.integers(0, 40).map(lambda quarters: quarters / 4.0)
quick = settings(max_examples=50, deadline=None)
GRID = np.arange(-40.0, 50.0, 0.25)


def allowed(v: list[float], q: float) -> list[float]:
    """Positions on the grid to which nobody with a veto objects."""
    return [new for new in GRID.tolist() if all(abs(new - one) <= abs(q - one) for one in v)]


def liked_most(s: float, choices: list[float], q: float) -> float:
    """What a proposer picks, the status quo where nothing is better."""
    return min([q, *choices], key=lambda new: abs(new - s))


@quick
@given(place, place, place)
def test_the_setter_takes_the_best_that_the_median_lets_pass(s: float, m: float, q: float) -> None:
    assert veto.setter(s, m, q) == liked_most(s, allowed([m], q), q)


@quick
@given(place, st.lists(place, min_size=1, max_size=4), place)
def test_vetoes_leave_the_setter_the_best_of_their_winset(s: float, v: list[float], q: float) -> None:
    free = allowed(v, q)
    low, high = veto.winset(v, q)
    assert (low, high) == (min(free), max(free))
    assert veto.setter_under_vetoes(s, v, q) == liked_most(s, free, q)


@quick
@given(st.lists(place, min_size=1, max_size=4))
def test_the_veto_core_is_the_status_quos_that_nobody_can_change(v: list[float]) -> None:
    low, high = veto.veto_core(v)
    stuck = [q for q in GRID.tolist() if -5.0 <= q <= 15.0 and allowed(v, q) == [q]]
    assert (low, high) == (min(stuck), max(stuck))
    assert stuck == [q for q in GRID.tolist() if low <= q <= high]


@quick
@given(place, place, place)
def test_the_gate_opens_iff_what_the_floor_makes_of_the_bill_is_better(g: float, m: float, q: float) -> None:
    # open rule: any bill is amended to the position that a majority, so the median, likes most
    amended = min(GRID.tolist(), key=lambda new: abs(new - m))
    opens = abs(amended - g) < abs(q - g)
    assert veto.gate_opens(g, m, q) == opens
    assert veto.gatekeeping(g, m, q) == (amended if opens else q)
    low, high = veto.shut_gate(g, m)
    assert opens == (not low <= q <= high)


@quick
@given(place, place, place)
def test_the_keeper_of_the_gate_is_better_off_under_the_closed_rule(g: float, m: float, q: float) -> None:
    closed = abs(veto.setter(g, m, q) - g)
    assert closed <= abs(veto.gatekeeping(g, m, q) - g)


def test_the_printed_example_has_its_outcome() -> None:
    assert veto.table(s=0.9, m=0.5, q=0.3)["outcome if s proposes and m votes (position)"] == pytest.approx(0.7)


@quick
@given(place, place, place)
def test_one_veto_of_the_median_is_the_setters_game(s: float, m: float, q: float) -> None:
    assert veto.setter_under_vetoes(s, [m], q) == veto.setter(s, m, q)


@quick
@given(place, place, place)
def test_left_and_right_are_alike(s: float, m: float, q: float) -> None:
    assert veto.setter(-s, -m, -q) == -veto.setter(s, m, q)
    assert veto.gate_opens(-s, -m, -q) == veto.gate_opens(s, m, q)


@quick
@given(place, place, place, place)
def test_a_worse_status_quo_gives_the_setter_more(s: float, m: float, near: float, far: float) -> None:
    assume(abs(far - m) >= abs(near - m))
    assume(not min(s, m) <= near <= max(s, m))
    assume(not min(s, m) <= far <= max(s, m))
    assert abs(veto.setter(s, m, far) - s) <= abs(veto.setter(s, m, near) - s)


def test_arrays_give_what_their_numbers_give() -> None:
    q = np.array([0.0, 0.3, 0.6, 0.95])
    assert np.array_equal(veto.setter(0.9, 0.5, q), [veto.setter(0.9, 0.5, one) for one in q])
    assert np.array_equal(veto.gatekeeping(0.9, 0.5, q), [veto.gatekeeping(0.9, 0.5, one) for one in q])


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: veto.veto_core([]), "v is"),
        (lambda: veto.winset([0.1, float("inf")], 0.5), "v is"),
        (lambda: veto.setter(float("nan"), 0.5, 0.3), "s is nan"),
        (lambda: veto.gate_opens(0.1, 0.5, float("nan")), "q is nan"),
        (lambda: veto.shut_gate(float("inf"), 0.5), "g is inf"),
        (lambda: veto.table(m=float("nan")), "m is nan"),
    ],
)
def test_bad_input_is_named_with_its_value(call, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        call()
