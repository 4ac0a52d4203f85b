"""The oracle's means under effort, held against money counted by hand and closed forms."""

import dataclasses
import math

import pytest

from .brute_force import (
    Gate,
    Mediator,
    War,
    broke,
    collapse,
    forced_stop,
    law,
    money,
    odds,
    offsets,
    plain_war,
    round_to,
    solve,
)
from .front import start_cell
from .means import next_offset, reserves, shift, spent
from .step import initial
from .test_front import busy_drift_war, drift_war
from .test_oracle import busy_war, delivered, without_flows

Z = (-4.0, 0.0, 4.0)
COUNTED: dict[str, object] = {
    "means": "effort",
    "R": 3,
    "chest_spacing": 4.0,
    "top": 1,
    "path": [10.0, 9.0, 9.0, 9.0],
    "income": [(6.0, 3.0)] * 3,
    "spending": [8.0] * 3,
    "s_star": 5.0,
    "runway": 4.0,
    "e_min": 0.6,
    "capacity": 12.0,
}
"""Reserves of 6, 10 and 12 (14, were there room), a plan of 8, income of 6 that what is in force halves."""


def effort_war(**changes: object) -> War:
    """The busy war on a front with drift, with money: reserves on both sides of their path."""
    T = 6
    fields: dict[str, object] = {
        "means": "effort",
        "R": 5,
        "top": 3,
        "chest_spacing": 3.0,
        "income": [(7.0 - 0.1 * t, 3.0 + 0.1 * t) for t in range(T)],
        "spending": [8.0 + 0.2 * t for t in range(T)],
        "s_star": 8.5,
        "runway": 4.0,
        "e_min": 0.5,
        "capacity": 15.0,
        "elasticity_A": 0.9,
        "elasticity_D": 0.7,
        "e_star_A": [0.95, 0.96, 0.98, 1.0, 1.0, 0.97],
        "e_D": [1.0, 0.9, 0.8, 1.1, 1.0, 0.9],
        "e_star_D": [1.0, 1.0, 0.95, 0.95, 1.0, 1.0],
        "means_D": [1.0, 0.9, 0.7, 1.1, 1.0, 0.8],
        "chi": 0.4,
        "stop_strength_A": 9.0,
        "stop_strength_D": 30.0,
    }
    given = busy_drift_war(**(fields | changes))
    path = [12.0]
    for t in range(T):
        on_it = dataclasses.replace(given, path=[*path, 0.0])
        path.append(next_offset(on_it, t, 0, 0.0))
    return dataclasses.replace(given, path=path)


# --- Money, by hand ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("j", "g", "held", "paid", "nodes"),
    [
        (1, 0, 10.0, 8.0, {0: 0.25, 1: 0.75}),  # 6 + 10/4 is more than the plan: 8 left, 1 below the path
        (1, 1, 10.0, 5.5, {0: 0.375, 1: 0.625}),  # 3 + 10/4: 7.5 left
        (0, 0, 6.0, 7.5, {0: 1.0}),  # 6 + 6/4: 4.5 left, further below than any node
        (0, 1, 6.0, 4.8, {0: 1.0}),  # 3 + 6/4 is less than .6 of the plan: 4.2 left
        (2, 0, 12.0, 8.0, {1: 0.75, 2: 0.25}),  # 10 left
        (2, 1, 12.0, 6.0, {1: 1.0}),  # 9 left
    ],
)
def test_a_month_of_money(j: int, g: int, held: float, paid: float, nodes: dict[int, float]) -> None:
    war = plain_war(3, 4, 2, **COUNTED)
    assert offsets(war) == list(Z)
    assert reserves(war, 0, Z[j]) == held
    assert spent(war, 0, g, Z[j]) == pytest.approx(paid)
    assert broke(war, 0, j, g) == pytest.approx(1 - paid / 8.0)
    assert {j2: p for p, j2 in money(war, 0, j, 0, g) if p > 0} == pytest.approx(nodes)


def test_a_chest_holds_no_more_than_its_capacity_and_no_less_than_nothing() -> None:
    war = plain_war(3, 4, 2, **(COUNTED | {"income": [(20.0, 0.0)] * 3, "path": [2.0] * 4, "e_min": 1.0}))
    assert next_offset(war, 0, 0, 4.0) == 12.0 - 2.0
    assert next_offset(war, 0, 1, 0.0) == 0.0 - 2.0
    assert reserves(war, 0, -4.0) == 0.0


def test_with_one_node_reserves_are_no_help() -> None:
    war = plain_war(3, 4, 2, **(COUNTED | {"R": 1, "top": None}))
    assert spent(war, 0, 0, 0.0) == 6.0
    assert broke(war, 0, 0, 0) == pytest.approx(0.25)
    assert money(war, 0, 0, 0, 1) == [(0.0, 0), (1.0, 0)]


def test_whoever_looks_away_leaves_the_income_of_an_open_gate() -> None:
    """An indulgent mediator and a laxity of .6: the reserves move with .6 as if nothing were in force."""
    war = plain_war(
        3, 4, 2, **COUNTED, sincerity=(1, 3.0, 3.0), gate=Gate(laxity=0.6), mediator=Mediator(present=True),
    )  # fmt: skip
    found = dict.fromkeys(range(3), 0.0)
    for p, j in money(war, 0, 1, 0, 1):
        found[j] += p
    assert found == pytest.approx({0: 0.6 * 0.25 + 0.4 * 0.375, 1: 0.6 * 0.75 + 0.4 * 0.625, 2: 0.0})


def test_reserves_run_down_by_the_same_share_every_month() -> None:
    """Below the plan r' = r + y - (y + r/R) = r (1 - 1/R); rounding to nodes keeps the mean."""
    months, r = 8, 30.0
    war = drift_war(
        months, 6, means="effort", R=16, top=15, chest_spacing=2.0, path=[r] * (months + 1), runway=5.0, e_min=0.1,
        income=[(20.0, 2.0)] * months, spending=[20.0] * months, s_star=20.0,
    )  # fmt: skip
    for t, month in enumerate(law(war, (0, 3, 15, 0.0, 1), months)):
        held = sum(p * reserves(war, t, offsets(war)[j]) for (_, j, _, _), p in month.states.items())
        assert held / month.at_war == pytest.approx(r * 0.8**t, abs=1e-9)


# --- What money does -----------------------------------------------------------------------------


def test_both_efforts_move_the_front_by_their_logarithms() -> None:
    """5.5 spent, 5 the measure: an effort of 1.1 against .9 expected; the defender's 1.3 against 1."""
    changes = {"elasticity_A": 3.0, "elasticity_D": 2.0, "e_star_A": [0.9] * 3, "e_D": [1.3] * 3, "e_star_D": [1.0] * 3}
    war = plain_war(3, 4, 2, **COUNTED, **changes, odds_shift=[0.2] * 3)
    expected = 0.2 + 3 * math.log(1.1 / 0.9) - 2 * math.log(1.3)
    assert shift(war, 0, 1, 0.0) == pytest.approx(expected)
    assert odds(war, "nature", 0, 2, 1, 1) == pytest.approx(0.5 + expected)
    assert odds(war, "nature", 0, 2, 2, 0) == 1.0  # 8 spent: .7 + 3 ln(1.6/.9) - 2 ln 1.3 is above 1
    little = dataclasses.replace(war, s_star=10.0)  # .48 of it is counted as e_min
    assert shift(little, 0, 1, -4.0) == pytest.approx(0.2 + 3 * math.log(0.6 / 0.9) - 2 * math.log(1.3))
    much = dataclasses.replace(war, s_star=2.0)  # 2.75 times counts as twice
    assert shift(much, 0, 1, 0.0) == pytest.approx(0.2 + 3 * math.log(2 / 0.9) - 2 * math.log(1.3))


def test_under_drift_a_month_is_moved_by_what_was_spent_in_it() -> None:
    """Area gained in a month: 2 ln(5.5/5) square kilometres with the package, 2 ln(8/5) without."""
    for g, paid in ((0, 8.0), (1, 5.5)):
        war = drift_war(3, 6, **COUNTED, elasticity_A=2.0)
        states = law(war, (0, 3, 1, 0.0, g), 1)[-1].states
        gained = sum(p * (state[0] - 3) * war.cell for state, p in states.items())
        assert gained == pytest.approx(2 * math.log(paid / 5.0))


def test_a_month_of_want_by_hand() -> None:
    """With 5.5 of 8 spent .3125 is missing: it costs, and it may stop the attacker; a belief in that fades."""
    beliefs = {"forced_A": (0.02, 0.1), "forced_D": (0.04, 0.2), "forced_true": (0.01, 0.3)}
    war = plain_war(
        3, 4, 2, **(COUNTED | beliefs | {"path": [10.0] * 4}), stop_strength_A=10.0, stop_strength_D=5.0,
        c_exhausted=0.16, stop_A=0.1, odds_when_exhausted=-0.4,
    )  # fmt: skip
    assert forced_stop(war, "nature", 2, 1, 1) == pytest.approx(0.01 + 0.29 * 0.3125)
    assert forced_stop(war, "attacker", 2, 1, 1) == pytest.approx(10 / 12 * (0.02 + 0.08 * 0.3125))
    assert forced_stop(war, "defender", 2, 1, 1) == pytest.approx(5 / 7 * (0.04 + 0.16 * 0.3125))
    assert forced_stop(war, "attacker", 0, 1, 0) == pytest.approx(0.02)
    solution = solve(war)
    here = (2, 2, 1, 0, 1)  # the last month: the line freezes at 1/4 or 3/4
    stops = 10 / 12 * 0.045
    line = 0.375 * 0.75 + 0.625 * 0.25  # the chance of battle is .5 less .4 of what is missing
    assert solution.value(*here)[0] == pytest.approx(-0.16 * 0.3125 + stops * 0.1 + (1 - stops) * line)


def test_a_defender_with_half_the_means_falls_sooner_in_everybodys_eyes() -> None:
    changes = {"means_D": [1.0, 0.5, 0.001], "chi": 0.5, "lam_true": [0.04] * 3}
    war = plain_war(3, 4, 2, **COUNTED, **changes, collapse_mean_A=0.03, collapse_mean_D=0.01)
    for who, hazard in (("nature", 0.04), ("attacker", 0.03), ("defender", 0.01)):
        assert collapse(war, who, 0, 0, 0, 0) == pytest.approx(hazard)
        assert collapse(war, who, 1, 0, 0, 0) == pytest.approx(hazard * math.sqrt(2))
    assert collapse(war, "nature", 2, 0, 0, 0) == 1.0


# --- The whole war -------------------------------------------------------------------------------


@pytest.mark.parametrize("front", ["steps", "drift"])
def test_who_lacks_nothing_fights_the_war_of_fixed_means(front: str) -> None:
    """Income covers the plan whatever is in force and efforts are as expected: nothing is left of money."""
    T = 6
    plain = {"R": 1, "top": None, "chest_spacing": 4.0, "path": [7.0] * (T + 1), "shift": [(0.0, 0.0)] * T}
    rich = {
        "means": "effort", "income": [(9.0, 8.0)] * T, "spending": [8.0] * T, "s_star": 10.0, "e_min": 0.5,
        "elasticity_A": 0.3, "elasticity_D": 0.2, "e_star_A": [0.8] * T, "e_D": [1.2] * T, "e_star_D": [1.2] * T,
        "chi": 0.3, "means_D": [1.0] * T,
    }  # fmt: skip
    base = busy_war() if front == "steps" else busy_drift_war()
    fixed, effort = (solve(dataclasses.replace(base, **(plain | more))) for more in ({}, rich))
    assert fixed.months.keys() == effort.months.keys()
    for key, month in fixed.months.items():
        assert effort.months[key].value == pytest.approx(month.value, abs=1e-12)


def test_with_effort_probability_sums_to_one() -> None:
    war = effort_war(ceasefire=(0.003, 0.006), floors=(0.2, 0.3))
    solution = solve(war)
    for believer in ("nature", "attacker", "defender"):
        months = law(war, (0, start_cell(war), 3, 0.3, 0), war.T, believer, solution)
        for month in months:
            assert month.at_war + sum(month.endings.values()) == pytest.approx(1, abs=1e-12)
        assert len({state[1] for state in months[-1].states}) >= 4


def test_with_effort_law_and_value_agree() -> None:
    war = effort_war(**without_flows(6))
    solution, start = solve(war), (0, start_cell(war), 2, -2.0, 1)
    for side, believer in enumerate(("attacker", "defender")):
        worth = sum(p * solution.value(0, *state)[side] for state, p in initial(war, start).items())
        assert delivered(solution, start, believer) == pytest.approx(worth, abs=1e-12)


def test_on_the_path_nothing_leaves_it() -> None:
    war = effort_war()
    for t in range(war.T):
        assert round_to(offsets(war), next_offset(war, t, 0, 0.0)) == [(1.0, 3)]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"means": "money"}, "fixed or effort"),
        ({"means": "fixed", "chi": 0.1}, "belong to effort"),
        ({"means": "fixed", "elasticity_D": 0.1}, "belong to effort"),
        ({"income": [(6.0, 3.0)] * 2}, "every month"),
        ({"income": [(6.0, 3.0, 1.0)] * 3}, "each level"),
        ({"s_star": 0.0}, "above 0"),
        ({"means_D": [1.0, 0.0, 1.0]}, "above 0"),
        ({"runway": 0.5}, "runway"),
        ({"stop_strength_A": 0.0}, "some months"),
    ],
)
def test_what_are_no_means_is_refused(wrong: dict, why: str) -> None:
    with pytest.raises(ValueError, match=why):
        plain_war(3, 4, 2, **(COUNTED | wrong))
