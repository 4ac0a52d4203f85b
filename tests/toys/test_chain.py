"""Sanctions, revenue, effort, the front, belief, a settlement: each arrow of the essay's chain moves what comes next.

An arrow that is cut moves nothing behind it, so that a claim about the chain is decided by its numbers.
"""

from __future__ import annotations

import numpy as np
import pytest

import ripeness
from ripeness.compiler.war import compile_war

GAIN = 150.0
"""What a log unit of the attacker's effort adds to the drift, km^2 a month."""
PLAN = 8.15


@pytest.fixture(scope="module")
def toy() -> ripeness.Scenario:
    """The toy: no hazard of a forced stop depends on money, which acts by effort alone."""
    return ripeness.load("effort-at-the-front")


@pytest.fixture(scope="module")
def wars(toy: ripeness.Scenario) -> dict[str, object]:
    """The war as it is, with half of the exports unsold, and with that but effort moving no front."""
    return {
        name: ripeness.forecast(toy, levers=levers, precision="float64", beliefs=False, in_eyes=False).isel(draw=0)
        for name, levers in {
            "as it is": {"gain": GAIN},
            "sanctions": {"gain": GAIN, "secondary": 0.5},
            "money moves no front": {"secondary": 0.5},
            "neither": {},
        }.items()
    }


def test_sanctions_lower_revenue_by_what_is_not_sold(wars: dict) -> None:
    """Oil is 7 mb a day at 70 USD less a fifth, six tenths of it the state's: half of that is gone, 1 bn is not oil."""
    oil = 0.6 * 7 * 70 * 0.8 * 30.4375 / 1000
    assert wars["as it is"].income.values == pytest.approx(1 + oil, rel=1e-9)
    assert wars["sanctions"].income.values == pytest.approx(1 + oil / 2, rel=1e-9)


def test_revenue_lowers_effort_to_what_comes_in_once_reserves_are_spent(wars: dict) -> None:
    income = float(wars["sanctions"].income[-1])
    assert wars["as it is"].effort.values == pytest.approx(1.0)
    assert np.all(np.diff(wars["sanctions"].effort.values) < 1e-12)
    assert float(wars["sanctions"].effort[-1]) == pytest.approx(income / PLAN, abs=0.002)


def test_effort_lowers_the_drift_by_its_logarithm(toy: ripeness.Scenario) -> None:
    """Without talks and ends in reach the area gains 60 + 150 ln(effort) in a month."""
    far = toy.replace(
        {"tracks.talks.meets": "0 %/month", "front.highest": "60000 km^2", "front.lowest": "20000 km^2",
         "truth.collapse_hazard": 0}
    )  # fmt: skip
    war = ripeness.forecast(
        far, levers={"gain": GAIN, "secondary": 0.5}, precision="float64", beliefs=False, in_eyes=False
    ).isel(draw=0)
    gained = np.diff(war.area.values)[-6:]
    assert gained == pytest.approx(60 + GAIN * np.log(war.effort.values[-7:-1]), abs=1.0)
    untouched = ripeness.forecast(
        far, levers={"secondary": 0.5}, precision="float64", beliefs=False, in_eyes=False
    ).isel(draw=0)
    assert np.diff(untouched.area.values) == pytest.approx(60.0, abs=1e-3)


def test_the_front_lowers_what_the_attacker_expects_of_fighting_on(wars: dict) -> None:
    before, after = (float(wars[name].value.sel(actor="attacker")[0]) for name in ("as it is", "sanctions"))
    assert before - after > 0.1


def test_and_that_brings_a_settlement_nearer(wars: dict) -> None:
    before, after = (float(wars[name].ripe[0]) for name in ("as it is", "sanctions"))
    assert after - before > 0.3
    assert float(wars["as it is"].ongoing[-1] - wars["sanctions"].ongoing[-1]) > 0.2


def test_where_money_moves_no_front_sanctions_move_nothing_behind_it(wars: dict) -> None:
    for variable in ("area", "value", "ripe", "ongoing", "ripeness_gap"):
        moved = np.abs(wars["money moves no front"][variable] - wars["neither"][variable]).max()
        assert moved < 1e-9 * max(1.0, float(np.abs(wars["neither"][variable]).max())), variable


def test_beliefs_allow_for_the_shifts_that_a_policy_brings(toy: ripeness.Scenario) -> None:
    """Arms fall from 3 to 1 bn a month at as_of: the front drifts 200 ln 3 km^2 a month further, as all expect."""
    levers = {name: toy.lever_value(name, value) for name, value in (("arms", 0.0), ("defender_gain", 200.0))}
    months = compile_war(toy, {}, 1, levers).games[-1].months
    as_of, further = 12, 200 * np.log(3)
    expected = np.maximum(np.arange(months.carried.shape[1]) - as_of, 0) * further
    assert months.carried[0] == pytest.approx(expected, abs=1e-9)
    assert months.odds_shift[0, as_of:] == pytest.approx(further, abs=1e-9)
