"""What the attacker spends of what it planned, month by month, and what effort moves: against sums done by hand."""

from __future__ import annotations

import numpy as np
import pytest

from ripeness.model.drivers import effort

ONE = np.ones(1)


def test_spending_runs_down_reserves_over_the_runway_and_never_falls_below_the_least() -> None:
    """Income 4, plan 10, runway 3 months, 24 in hand: 4 + 8 = 12 > 10, then 4 + 18/3 = 10, 4 + 12/3 = 8, 4 + 8/3 ..."""
    income = np.full((1, 5), 4.0)
    reserves, spent = effort.path(24 * ONE, income, 10 * ONE, 3 * ONE, 0.5 * ONE, 100 * ONE)
    assert spent[0] == pytest.approx([10, 10, 8, 4 + 8 / 3, 4 + (8 - 8 / 3) / 3])
    assert reserves[0] == pytest.approx([24, 18, 12, 8, 8 - 8 / 3, (8 - 8 / 3) * 2 / 3])
    bare, least = effort.path(0 * ONE, 0 * income, 10 * ONE, 3 * ONE, 0.5 * ONE, 100 * ONE)
    assert least[0] == pytest.approx([5.0] * 5) and bare[0] == pytest.approx([0.0] * 6)


def test_an_income_above_the_plan_fills_the_chest_up_to_its_capacity() -> None:
    reserves, spent = effort.path(24 * ONE, np.full((1, 3), 14.0), 10 * ONE, 3 * ONE, 0.5 * ONE, 30 * ONE)
    assert spent[0] == pytest.approx([10, 10, 10]) and reserves[0] == pytest.approx([24, 28, 30, 30])


def test_a_runway_of_any_length_spends_in_the_end_what_comes_in() -> None:
    """Reserves shrink by one part in `runway` each month once they are what limits spending."""
    income = np.full((1, 400), 4.0)
    for runway in (1.0, 3.0, 12.0):
        reserves, spent = effort.path(24 * ONE, income, 10 * ONE, runway * ONE, 0.1 * ONE, 100 * ONE)
        short = reserves[0, 1:-1] / runway < 6.0
        ratio = reserves[0, 2:][short] / np.maximum(reserves[0, 1:-1][short], 1e-300)
        assert ratio[:20] == pytest.approx([1 - 1 / runway] * 20)
        assert spent[0, -1] == pytest.approx(4.0)


def test_shortfall_and_effort_are_shares_of_the_plan() -> None:
    assert effort.shortfall(10.0, np.array([12.0, 10.0, 4.0, 0.0])) == pytest.approx([0, 0, 0.6, 1])
    assert effort.shortfall(0.0, np.array([0.0, 3.0])) == pytest.approx([0, 0])
    assert effort.effort(np.array([1.0, 5.0, 50.0]), 10.0, 0.2) == pytest.approx([0.2, 0.5, 2.0])


def test_the_front_gains_the_logarithm_of_effort_and_the_hazard_falls_by_a_power_of_means() -> None:
    halved = effort.relative(np.array([[0.5, 1.0]]), np.array([[1.0, 1.0]]), np.array([150.0]))
    assert halved[0] == pytest.approx([-150 * 0.693147180559945, 0.0])
    assert effort.hazard_factor(np.array([[0.25, 1.0]]), np.array([0.5]))[0] == pytest.approx([2.0, 1.0])
