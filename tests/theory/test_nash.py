"""Nash 1950 over several issues against grids, a linear programme and the condition that marks a maximum."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from ripeness.theory import nash

share = st.floats(0.0, 1.0)
quick = settings(max_examples=50, deadline=None)


@st.composite
def bargains(draw):
    """Weights of both sides over one to five issues, some of them 0."""
    n = draw(st.integers(1, 5))
    weight = st.one_of(st.just(0.0), st.floats(0.05, 1.0))
    raw = [np.array(draw(st.lists(weight, min_size=n, max_size=n))) for _ in range(2)]
    assume(all(one.sum() > 0.0 for one in raw))
    return raw[0] / raw[0].sum(), raw[1] / raw[1].sum()


def most_for_D(u: float, a: np.ndarray, b: np.ndarray) -> float:
    """The frontier as a linear programme."""
    found = linprog(b, A_ub=[-a], b_ub=[-u], bounds=[(0.0, 1.0)] * a.size)
    assert found.success
    return float(1.0 - found.fun)


@quick
@given(bargains(), share)
def test_the_frontier_is_the_linear_programmes(bargain, u: float) -> None:
    a, b = bargain
    u = min(u, 1.0 - 1e-9)  # the weights' sum may be a rounding short of 1
    assert nash.frontier(u, a, b) == pytest.approx(most_for_D(u, a, b), abs=1e-7)


@quick
@given(bargains(), st.floats(0.02, 0.98), share, share)
def test_no_terms_beat_the_solution(bargain, theta: float, part_A: float, part_D: float) -> None:
    a, b = bargain
    d_A = 0.95 * part_A
    d_D = part_D * most_for_D(d_A, a, b) - 0.01
    x = nash.solution(a, b, theta, d_A, d_D)
    u, v = nash.utilities(x, a, b)
    assert u >= d_A - 1e-9
    assert v >= d_D - 1e-9
    assume(u - d_A > 1e-6 and v - d_D > 1e-6)
    # a concave product is at its greatest where no corner of the terms has the greater first-order gain
    slope_u, slope_v = theta / (u - d_A), (1.0 - theta) / (v - d_D)
    here = slope_u * u + slope_v * v
    for corner in itertools.product((0.0, 1.0), repeat=a.size):
        there = slope_u * (a @ corner) + slope_v * (b @ (1.0 - np.array(corner)))
        assert there <= here + 1e-7 * (1.0 + abs(here))


@quick
@given(share, share, st.floats(0.02, 0.98))
def test_two_issues_agree_with_a_grid_and_with_the_general_form(one: float, other: float, theta: float) -> None:
    a, b = max(one, other), min(one, other)
    assume(a - b > 1e-3)
    x_1, x_2 = nash.two_issues(a, b, theta)
    grid_1, grid_2 = np.meshgrid(np.linspace(0, 1, 201), np.linspace(0, 1, 201), indexing="ij")

    def product(first, second):
        u, v = a * first + (1.0 - a) * second, b * (1.0 - first) + (1.0 - b) * (1.0 - second)
        return np.maximum(u, 0.0) ** theta * np.maximum(v, 0.0) ** (1.0 - theta)

    assert product(x_1, x_2) >= product(grid_1, grid_2).max() - 1e-12
    assert nash.solution([a, 1.0 - a], [b, 1.0 - b], theta) == pytest.approx([x_1, x_2], abs=1e-9)


def test_the_printed_example_gives_each_the_issue_it_cares_for() -> None:
    assert nash.two_issues(0.8, 0.3, 0.5) == (1.0, 0.0)
    shown = nash.table(a=0.8, b=0.3, theta=0.5)
    assert shown["first issue (0 as D wishes, 1 as A wishes)"] == 1.0
    assert shown["second issue (0 as D wishes, 1 as A wishes)"] == 0.0


@quick
@given(share, share, share)
def test_one_issue_splits_the_surplus_by_the_weights(theta: float, kept: float, part: float) -> None:
    d_A, d_D = kept * part, kept * (1.0 - part)
    x = nash.solution([1.0], [1.0], theta, d_A, d_D)[0]
    assert x == pytest.approx(d_A + theta * (1.0 - d_A - d_D), abs=1e-12)


@quick
@given(bargains(), st.floats(0.0, 0.9))
def test_who_has_all_the_weight_leaves_the_other_what_it_has_already(bargain, d_A: float) -> None:
    a, b = bargain
    d_D = 0.5 * most_for_D(d_A, a, b)
    _, v = nash.utilities(nash.solution(a, b, 1.0, d_A, d_D), a, b)
    # all of A's aims may cost D less than D must be left with
    assert v == pytest.approx(max(d_D, most_for_D(1.0 - 1e-9, a, b)), abs=1e-6)
    _, v = nash.utilities(nash.solution(a, b, 0.0, d_A, d_D), a, b)
    assert v == pytest.approx(most_for_D(d_A, a, b), abs=1e-6)


def test_equal_weights_on_issues_make_them_one() -> None:
    w = [0.2, 0.5, 0.3]
    for theta in (0.1, 0.5, 0.9):
        u, v = nash.utilities(nash.solution(w, w, theta, 0.3, 0.4), w, w)
        assert u == pytest.approx(0.3 + theta * 0.3)
        assert u + v == pytest.approx(1.0)


def test_what_costs_the_other_nothing_is_given_and_what_nobody_wants_is_kept() -> None:
    assert nash.solution([0.5, 0.5, 0.0], [0.0, 0.5, 0.5], 0.0)[[0, 2]] == pytest.approx([1.0, 0.0])
    assert nash.two_issues(0.5, 0.0, 0.0) == (1.0, 0.0)
    assert nash.two_issues(1.0, 0.5, 1.0) == (1.0, 0.0)


@pytest.mark.filterwarnings("error")
def test_a_weight_next_to_nothing_counts_as_none() -> None:
    for tiny in (5e-324, 1e-200, 1e-16):
        assert nash.solution([1.0, tiny], [tiny, 1.0]) == pytest.approx([1.0, 0.0])
        assert nash.solution([tiny, 1.0], [tiny, 1.0])[1] == pytest.approx(0.5)


def test_without_terms_that_suit_both_there_is_no_solution() -> None:
    a, b, d_A, d_D = 0.5, 0.5, 0.6, 0.6
    shown = nash.table(a=a, b=b, d_A=d_A, d_D=d_D)
    assert shown["most that D can get when A gets d_A, less d_D (share of D's aims)"] < 0.0
    assert sum(math.isnan(value) for value in shown.values()) == 4
    with pytest.raises(ValueError, match=r"d_A is 0\.6 and d_D is 0\.6"):
        nash.solution([a, 1.0 - a], [b, 1.0 - b], 0.5, d_A, d_D)


def test_several_issues_suit_both_where_one_would_not() -> None:
    assert nash.frontier(0.6, [1.0], [1.0]) < 0.6
    assert nash.frontier(0.6, [0.8, 0.2], [0.3, 0.7]) > 0.6


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: nash.solution([0.5, 0.6], [0.5, 0.5]), "a is .* sums to 1.1"),
        (lambda: nash.solution([0.5, 0.5], [1.0]), "shapes"),
        (lambda: nash.solution([1.5, -0.5], [0.5, 0.5]), "a is"),
        (lambda: nash.solution([1.0], [1.0], 1.5), "theta is 1.5"),
        (lambda: nash.solution([1.0], [1.0], 0.5, 1.5), "d_A is 1.5"),
        (lambda: nash.frontier(1.1, [1.0], [1.0]), "u is 1.1"),
        (lambda: nash.frontier(float("nan"), [1.0], [1.0]), "u is nan"),
        (lambda: nash.utilities([0.5, 0.5], [1.0], [1.0]), "x has shape"),
        (lambda: nash.two_issues(0.3, 0.8), "a is 0.3 and b is 0.8"),
        (lambda: nash.table(a=1.2), "a or b is"),
        (lambda: nash.table(d_D=float("nan")), "d_D is nan"),
    ],
)
def test_bad_input_is_named_with_its_value(call, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        call()
