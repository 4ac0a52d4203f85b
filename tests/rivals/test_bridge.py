"""The bridge: what a scenario's issues, weights and plans become, by hand from the starter scenario's own numbers."""

from __future__ import annotations

import numpy as np
import pytest

import ripeness
from ripeness.errors import RunError
from ripeness.rivals import actors_file, exchange_file, ktab_file
from ripeness.rivals.positions import positions


@pytest.fixture(scope="module")
def flagship():
    return ripeness.load("ukraine-2026")


def test_sides_stand_at_the_ends_and_care_in_shares_of_their_weights(war) -> None:
    found = positions(war)
    assert found.position.tolist() == [[1.0] * len(war.issues), [0.0] * len(war.issues)]
    weights = np.array([one.attacker_weight.centre for one in war.issues.values()])
    assert found.salience[0] == pytest.approx(weights / weights.sum())
    assert found.salience.sum(axis=1) == pytest.approx(1)
    assert found.capability.sum(axis=0) == pytest.approx(1)
    assert found.capability[0, 0] == pytest.approx(war.bargaining.attacker_power.centre)


def test_shares_and_powers_are_the_flagships_own(flagship) -> None:
    """Its file says .6 for the attacker's power; the defender's weights are, at their middles, those below."""
    found = positions(flagship)
    assert found.capability[:, 0].tolist() == pytest.approx([0.6, 0.4])
    weights = np.array([0.125, 0.175, 0.15, 0.15, 0.10, 0.40, 0.015, 0.015, 0.04])
    assert found.salience[1] == pytest.approx(weights / weights.sum())
    assert found.salience[0].sum() == pytest.approx(1)
    fixed = {"army": 0.15, "alliance": 0.20, "relief_mediator": 0.06}  # middles of the attacker's ranges, in proportion
    shares = [found.salience[0][found.issues.index(name)] / weight for name, weight in fixed.items()]
    assert shares == pytest.approx([shares[0]] * 3) and shares[0] != pytest.approx(1, abs=1e-3)


def test_a_third_actor_stands_where_its_plans_put_the_issues(flagship) -> None:
    """The United States wrote the 28 and the 20 points: army (.35 + .10)/2, alliance 1; they set seven issues."""
    found = positions(flagship, {"united_states": 0.5})
    third = dict(zip(found.issues, found.position[2], strict=True))
    assert third["army"] == pytest.approx((0.35 + 0.10) / 2) and third["land_held"] == pytest.approx((0.96 + 0.99) / 2)
    assert third["alliance"] == 1 and third["government"] == 0  # no plan of theirs sets it: its status quo
    cares = dict(zip(found.issues, found.salience[2], strict=True))
    assert cares["government"] == 0 and cares["army"] == pytest.approx(1 / 7)
    assert found.capability[2].tolist() == [0.5] * 9


def test_what_is_left_behind_is_said(flagship) -> None:
    told = " ".join(positions(flagship).losses)
    for word in ("government", "relief", "no months", "guarantees", "Europe", "The United States"):
        assert word in told
    assert "Europe" not in " ".join(positions(flagship, {"europe": 0.2}).losses)


@pytest.mark.parametrize(
    ("others", "told"),
    [
        ({"russia": 1.0}, "belligerent"),
        ({"envoy": 1.0}, "wrote no plan"),
        ({"nobody": 1.0}, "no actor nobody"),
        ({"europe": -1.0}, "capability of europe is -1"),
    ],
)
def test_an_actor_that_cannot_take_part_is_refused_in_words(flagship, others, told: str) -> None:
    with pytest.raises(RunError, match=told):
        positions(flagship, others)


def test_what_crosses_the_bridge_fits_the_other_communities_files(flagship) -> None:
    found = positions(flagship, {"united_states": 0.5})
    again = exchange_file.parse("x.csv", exchange_file.write(found))
    assert np.array_equal(again.position, found.position) and np.array_equal(again.salience, found.salience)
    one = found.only("army")
    assert actors_file.parse("x.csv", actors_file.write(one)).actors == found.actors
    with pytest.raises(ripeness.errors.DataError, match="from 0 to 100"):
        ktab_file.write(found)
