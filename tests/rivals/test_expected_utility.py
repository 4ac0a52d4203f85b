"""The expected utility model against the public replication, run on the published table."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ripeness.errors import DataError, RunError
from ripeness.rivals import actors_file
from ripeness.rivals.expected_utility import Faults, expected_utility
from rival_inputs import EC_CARS

MEDIANS = [
    7.0, 8.415932315426764, 9.610859134120188, 9.961979590401311, 9.961979590401311, 9.961979590401311,
    7.47204636191629, 8.824593855262423, 9.671129769802048, 9.671129769802048, 7.0,
]  # fmt: skip
MEANS = [
    7.389955686853767, 7.461314378277189, 7.552500865855845, 7.590144997451547, 7.358130531334201, 7.3491739896752115,
    7.414877545372958, 7.510457183677219, 7.5724470975503, 7.324989065683666, 7.242130958473938,
]  # fmt: skip
"""Rounds 0 to 10, printed by jmckib/bdm-scholz-expected-utility-model (55f63e9) on this table, run under Python 3."""
LAST = [4.0, 4.291541224979646, 4.144849062500606, 4.0, 10.0, 10.0, 10.0, 4.144849062500606, 4.0, 7.0]


def cars():
    return actors_file.parse("cars.csv", EC_CARS.encode())


def test_ten_rounds_are_those_of_the_public_replication() -> None:
    found = expected_utility(cars())
    assert found.median == pytest.approx(MEDIANS, abs=1e-9)
    assert found.mean == pytest.approx(MEANS, abs=1e-9)
    assert found.position[-1] == pytest.approx(LAST, abs=1e-9)


def test_the_shared_table_is_the_published_one(peers) -> None:
    assert actors_file.read(peers / "bdm" / "ec_car_emissions.csv").same(replace(cars(), title="ec_car_emissions"))


def test_the_median_wins_every_vote_by_brute_force() -> None:
    rng = np.random.default_rng(5)
    for _ in range(20):
        actors = replace(cars(), capability=rng.uniform(0.1, 1, (10, 1)), salience=rng.uniform(0.1, 1, (10, 1)))
        found = expected_utility(actors, rounds=1)
        weight, x = (actors.capability * actors.salience)[:, 0], actors.position[:, 0]
        for other in x:
            assert weight @ (np.abs(x - other) - np.abs(x - found.median[0])) >= -1e-12


def one_round(actors, faults: Faults) -> np.ndarray:
    """The definition, actor by actor in plain sums: an independent reading of the docstring."""
    c, s, x = actors.capability[:, 0], actors.salience[:, 0], actors.position[:, 0]
    n, w = len(x), x.max() - x.min()

    def vote(k, a, b, r):
        return c[k] * s[k] * ((abs(x[k] - b) / w) ** r - (abs(x[k] - a) / w) ** r)

    def chance(i, j, r):
        if x[i] == x[j]:
            return 0.0
        pairs = [(a, b) for a in range(n) for b in range(n)] if faults.whole_field else [(i, j)]
        below = sum(abs(vote(k, x[a], x[b], r[k])) for k in range(n) for a, b in pairs)
        return sum(max(0.0, vote(k, x[i], x[j], r[k])) for k in range(n)) / below

    def gain(i, j, eyes, r):
        d, p = abs(x[i] - x[j]) / w, chance(i, j, r)
        won, lost = 2 - 4 * (0.5 - d / 2) ** r[eyes], 2 - 4 * (0.5 + d / 2) ** r[eyes]
        return s[j] * (p * won + (1 - p) * lost) + (1 - s[j]) * won - (2 - 4 * 0.5 ** r[eyes])

    flat = [1.0] * n
    danger = [sum(gain(k, j, j, flat) for k in range(n) if k != j) for j in range(n)]
    taste = [(2 * d - max(danger) - min(danger)) / (max(danger) - min(danger)) for d in danger]
    r = [(1 - t / 3) / (1 + t / 3) for t in taste]
    moved = []
    for i in range(n):
        offers = {"confrontation": [], "compromise": [], "capitulation": []}
        for j in range(n):
            if x[i] == x[j]:
                continue
            mine, theirs = gain(i, j, i, r), gain(j, i, i, r)
            if theirs > mine > 0:
                offers["confrontation"].append((abs(x[j] - x[i]), x[j]))
            elif mine < 0 < theirs and theirs > -mine:
                to = x[i] + (x[j] - x[i]) * -mine / theirs
                middle = (-mine * x[i] + theirs * x[j]) / (theirs - mine)
                offers["compromise"].append((middle if faults.lowest_compromise else abs(to - x[i]), to))
            elif mine < 0 < theirs < -mine and not faults.no_capitulation:
                offers["capitulation"].append((abs(x[j] - x[i]), x[j]))
        best = next((min(found, key=lambda one: one[0]) for found in offers.values() if found), (0, x[i]))
        moved.append(best[1])
    return np.array(moved)


@pytest.mark.parametrize("off", ["", "whole_field", "lowest_compromise", "no_capitulation", "all"])
def test_a_round_is_the_definition_with_each_fault_switched_off(off: str) -> None:
    names = Faults.__dataclass_fields__
    faults = Faults(**{one: off not in (one, "all") for one in names})
    actors = cars()
    for _ in range(3):
        found = expected_utility(actors, rounds=1, faults=faults).position[1]
        assert found == pytest.approx(one_round(actors, faults), abs=1e-9)
        # a round alone measures width by its own positions, so that each is asked as a first one
        actors = replace(actors, position=found[:, None])
        if np.ptp(found) == 0:
            break


def test_challenges_that_share_one_contest_have_chances_that_sum_to_one() -> None:
    found = expected_utility(cars(), faults=Faults(whole_field=False))
    assert not np.allclose(found.median, expected_utility(cars()).median)


def test_what_cannot_be_played_is_refused_in_words() -> None:
    with pytest.raises(RunError, match="0 rounds are too few"):
        expected_utility(cars(), rounds=0)
    with pytest.raises(DataError, match="shares from 0 to 1"):
        expected_utility(replace(cars(), salience=cars().salience * 90))
    with pytest.raises(RunError, match="all hold one position"):
        expected_utility(replace(cars(), position=np.full((10, 1), 4.0)))
    with pytest.raises(DataError, match="has no issue tolls"):
        expected_utility(cars(), "tolls")
