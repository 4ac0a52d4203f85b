"""A war that costs more the longer it lasts: sums in closed form, a war that only costs, the brute-force tree."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ripeness
from engine.adapter import Engine
from engine.test_published_cases import opening
from oracle.brute_force import plain_war, solve
from ripeness.compiler.war import compile_war
from ripeness.model.drivers import war_weariness

CLOSE = 1e-9
COSTS, AFTER, RISE = st.floats(0, 0.02), st.floats(0, 80), st.floats(0, 0.01)


def one(value: float) -> np.ndarray:
    return np.array([float(value)])


def path(cost: float, after: float, rise: float, months: int) -> list[float]:
    return war_weariness.risen(np.full((1, months), cost), one(after), one(rise))[0].tolist()


@given(cost=COSTS, after=AFTER, rise=RISE, months=st.integers(1, 120))
def test_what_a_war_costs_in_all_is_a_flat_cost_and_the_sum_of_an_even_rise(
    cost: float, after: float, rise: float, months: int
) -> None:
    dearer = max(0, months - math.ceil(after))  # months, the first of them ceil(after) - after past the threshold
    rises = dearer * (dearer - 1) / 2 + dearer * (math.ceil(after) - after)
    assert math.fsum(path(cost, after, rise, months)) == pytest.approx(months * cost + rise * rises, rel=1e-9)


@given(after=AFTER)
def test_switched_off_no_bit_of_a_cost_changes(after: float) -> None:
    costs = np.random.default_rng(0).uniform(0, 0.1, (3, 90))
    off = war_weariness.risen(costs, np.full(3, after), np.zeros(3))
    assert off.tobytes() == costs.tobytes()


def test_draws_tire_each_by_their_own_numbers() -> None:
    costs = war_weariness.risen(np.full((2, 5), 0.25), np.array([1.0, 3.0]), np.array([0.5, 0.25]))
    assert costs.tolist() == [[0.25, 0.25, 0.75, 1.25, 1.75], [0.25, 0.25, 0.25, 0.25, 0.5]]


def test_in_a_war_that_does_nothing_but_cost_each_side_loses_the_sum_of_its_path() -> None:
    # Nobody can win in 6 months from the middle of 40 steps, no table meets, and the front is expected to stay.
    his, mine = path(0.01, 2, 0.003, 6), path(0.02, 0, 0.001, 6)
    values = opening(Engine.of(plain_war(6, 40, 20, c_A=his, c_D=mine)))
    assert values[0] == pytest.approx(0.5 - (6 * 0.01 + 0.003 * (1 + 2 + 3)), abs=CLOSE)
    assert values[1] == pytest.approx(0.5 - (6 * 0.02 + 0.001 * (1 + 2 + 3 + 4 + 5)), abs=CLOSE)


@pytest.mark.parametrize("seed", range(3))
def test_a_war_of_sides_that_tire_is_played_as_the_tree_plays_it(seed: int) -> None:
    rng = np.random.default_rng(seed)
    months = 7
    his, mine = (path(*rng.uniform(0, (0.02, 5, 0.02)), months) for _ in range(2))
    war = plain_war(
        months, 6, 3, c_A=his, c_D=mine, battle_mean_A=0.6, battle_mean_D=0.45, delta_A=0.97, delta_D=0.98,
        o=[0.4] * months,
    )  # fmt: skip
    oracle, engine = solve(war), Engine.of(war)
    compared = 0
    for t in range(months):
        play = engine.play(t)
        for k in range(1, war.N):
            if (k - war.k0 - t) % 2 == 0:
                here, month = engine.place(t, (k, 0, 0, 0)), oracle.month(t, k, 0, 0, 0)
                found = [float(play.attacker[here]), float(play.defender[here]), float(play.settles[here])]
                assert found == pytest.approx([*month.d, month.settles], abs=CLOSE), (t, k)
                compared += 1
    assert compared > 10


def test_each_side_of_a_scenario_tires_by_its_own_numbers() -> None:
    # The toy's sides bear 6 months at .6 % each, of which full aid takes half off the defender's.
    toy = ripeness.load("means-of-war")
    months = compile_war(toy, {}, 1, {"attacker_tires": 0.001, "defender_tires": 0.0025}).games[-1].months
    costs = np.asarray(months.attacker_cost)[0], np.asarray(months.defender_cost)[0]
    assert costs[0][:9] == pytest.approx([0.006] * 7 + [0.007, 0.008], abs=1e-12)
    assert costs[1][:9] == pytest.approx([0.003] * 7 + [0.0055, 0.008], abs=1e-12)
