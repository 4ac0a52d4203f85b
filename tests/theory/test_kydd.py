"""The game after Kydd 2003 against its tree: two costs, two signals, two words, and side 2's own choice."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ripeness.theory import kydd

quick = settings(max_examples=50, deadline=None)
P = 0.5  # side 1's chance of winning; no bound depends on it
KEYS = ("c_L", "c_H", "c_M", "eps")


@st.composite
def games(draw) -> dict[str, float]:
    """Costs and the chance of a wrong signal."""
    c_H = draw(st.floats(0.02, 0.5))
    c_L = draw(st.floats(0.0, 0.98)) * c_H
    return {"c_L": c_L, "c_H": c_H, "c_M": draw(st.floats(0.01, 1.0)), "eps": draw(st.floats(0.0, 0.49))}


def outcome(demand: float, cost_2: float) -> tuple[float, bool]:
    """Side 1's expected share, and whether there is war: side 2 compares what it is left with."""
    fights = 1.0 - demand < (1.0 - P) - cost_2 - 1e-12
    return (P, True) if fights else (demand, False)


def mediators_worth(said: str, saw: str, b: float, c_L: float, c_H: float, c_M: float, eps: float) -> float:
    """What the mediator expects of a word after a signal."""
    demand = P + (c_H if said == "high" else c_L)
    right = c_H if saw == "high" else c_L
    wrong = c_L if saw == "high" else c_H
    total = 0.0
    for chance, cost_2 in ((1.0 - eps, right), (eps, wrong)):
        got, war = outcome(demand, cost_2)
        total += chance * (b * got - c_M * war)
    return total


@quick
@given(games(), st.floats(0.0, 3.0))
def test_honesty_is_what_the_tree_says(game: dict[str, float], b: float) -> None:
    gains = [
        mediators_worth(saw, saw, b, **game) - mediators_worth(lie, saw, b, **game)
        for saw, lie in (("high", "low"), ("low", "high"))
    ]
    assume(all(abs(gain) > 1e-9 for gain in gains))
    assert kydd.honest(b, **game) == all(gain > 0.0 for gain in gains)


@quick
@given(games())
def test_at_each_bound_a_mediator_is_indifferent_between_truth_and_lie(game: dict[str, float]) -> None:
    low, high = float(kydd.least_bias(**game)), float(kydd.greatest_bias(**game))
    for b, saw, lie in ((low, "high", "low"), (high, "low", "high")):
        if b < 1e6:
            truth, lied = mediators_worth(saw, saw, b, **game), mediators_worth(lie, saw, b, **game)
            assert truth == pytest.approx(lied, abs=1e-9 * (1.0 + b))
    assert low <= high or math.isinf(low)


def test_the_printed_example_has_its_bound() -> None:
    assert kydd.least_bias(c_L=0.1, c_H=0.3, c_M=0.2, eps=0.1) == pytest.approx(0.117647059, abs=1e-9)
    shown = kydd.table(c_L=0.1, c_H=0.3, c_M=0.2, eps=0.1)
    assert shown["least bias of an honest mediator"] == pytest.approx(0.117647059, abs=1e-9)
    assert shown["greatest bias of an honest mediator"] == math.inf


@quick
@given(games())
def test_without_bias_a_mediator_whose_signal_may_be_wrong_is_not_honest(game: dict[str, float]) -> None:
    assume(game["eps"] * game["c_M"] > 1e-9)
    assert not kydd.honest(0.0, **game)


def test_a_sure_signal_needs_no_bias() -> None:
    assert kydd.least_bias(0.1, 0.3, 0.2, 0.0) == 0.0
    assert kydd.honest(0.0, 0.1, 0.3, 0.2, 0.0)


def test_costs_that_hardly_differ_leave_no_bias_that_is_enough() -> None:
    assert kydd.least_bias(0.29, 0.3, 0.2, 0.1) == math.inf
    assert not kydd.honest(1e9, 0.29, 0.3, 0.2, 0.1)


@quick
@given(games(), st.floats(0.0, 1.0))
def test_advice_is_followed_where_no_other_demand_is_better(game: dict[str, float], c_1: float) -> None:
    c_L, c_H, eps = game["c_L"], game["c_H"], game["eps"]

    def worth(demand: float, right: float, wrong: float) -> float:
        total = 0.0
        for chance, cost_2 in ((1.0 - eps, right), (eps, wrong)):
            got, war = outcome(demand, cost_2)
            total += chance * (got - c_1 * war)
        return total

    # every demand is tried, and so are the two at which a side 2 is just willing
    demands = [*np.linspace(0.0, 1.0, 201), P + c_L, P + c_H]
    follows, close = True, False
    for told, right, wrong in ((P + c_H, c_H, c_L), (P + c_L, c_L, c_H)):
        lead = worth(told, right, wrong) - max(worth(demand, right, wrong) for demand in demands)
        rival = worth(P + c_L if told > P + c_L else P + c_H, right, wrong)
        close = close or abs(worth(told, right, wrong) - rival) < 1e-9
        follows = follows and lead >= -1e-9
    assume(not close)
    assert kydd.advice_followed(c_L, c_H, c_1, eps) == follows


@quick
@given(games())
def test_a_mediator_who_weighs_as_side_1_does_is_honest_where_side_1_follows(game: dict[str, float]) -> None:
    c_L, c_H, c_M, eps = (game[key] for key in KEYS)
    truths = [(1.0 - eps) * c_H - c_L - eps * c_M, (1.0 - eps) * c_M + c_L - eps * c_H]
    assume(all(abs(one) > 1e-9 for one in truths))
    assert kydd.honest(1.0, **game) == kydd.advice_followed(c_L, c_H, c_M, eps)


@pytest.mark.parametrize(
    ("call", "name"),
    [
        (lambda: kydd.least_bias(0.3, 0.1, 0.2, 0.1), "c_L is 0.3 and c_H is 0.1"),
        (lambda: kydd.least_bias(0.1, 0.3, 0.0, 0.1), "c_M is 0.0"),
        (lambda: kydd.greatest_bias(0.1, 0.3, 0.2, 0.5), "eps is 0.5"),
        (lambda: kydd.greatest_bias(-0.1, 0.3, 0.2, 0.1), "c_L is -0.1"),
        (lambda: kydd.honest(-1.0, 0.1, 0.3, 0.2, 0.1), "b is -1.0"),
        (lambda: kydd.advice_followed(0.1, 0.3, -0.2, 0.1), "c_1 is -0.2"),
        (lambda: kydd.table(eps=float("nan")), "eps is nan"),
    ],
)
def test_bad_input_is_named_with_its_value(call, name: str) -> None:
    with pytest.raises(ValueError, match=name):
        call()
