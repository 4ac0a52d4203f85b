"""The ranking of slopes by hand: three sets of assumptions that weigh differently, one of which has no figure."""

from __future__ import annotations

import json

import numpy as np
import pytest

from ripeness.compiler.slopes import Movable
from ripeness.questions.gradient.dataset import slopes_dataset
from ripeness.questions.gradient.ranking import rank

ODDS, COST = "truth.battle_odds", "costs.attacker"
WEIGHT = np.array([0.2, 0.3, 0.5])
SLOPE = np.array([[2.0, -40.0], [-1.0, -90.0], [7.0, 7.0]])


@pytest.fixture
def ranked(war):
    numbers = {
        ODDS: Movable(np.array([0.4, 0.5, 0.6]), "1", 0.0, 1.0, 0.2),
        COST: Movable(np.array([0.02, 0.03, 0.04]), "1/month", 0.0, 1.0, 0.01),
    }
    values = {
        "smooth": np.array([0.5, 0.8, np.nan]),  # no settlement, so no terms, in the third set
        "sharp": np.array([0.6, 0.7, np.nan]),
        "log_likelihood": np.zeros(3),
    }
    attributes = {
        "quantity": "terms", "endings": "[]", "issue": "land", "in_eyes_of": "defender", "units": "1",
        "months_ahead": 3, "as_of": "2026-01", "policy": "status-quo", "levers": "{}", "choice_precision": 100.0,
        "record": 1, "central": 0, "seed": 0, "precision": "float32", "warnings": json.dumps([]),
    }  # fmt: skip
    found = slopes_dataset(war, numbers, SLOPE, values, WEIGHT, attributes)
    return rank(found, war)


def test_effects_are_weighted_means_of_a_tenth_of_each_range_over_the_sets_that_have_a_figure(ranked) -> None:
    first, second = ranked["numbers"]
    assert (first["path"], second["path"]) == (COST, ODDS)  # the larger effect, whatever its sign
    assert first["step"] == pytest.approx(0.001) and second["step"] == pytest.approx(0.02)
    assert first["per_unit"] == pytest.approx(0.4 * -40 + 0.6 * -90)
    assert first["effect"] == pytest.approx(0.001 * (0.4 * -40 + 0.6 * -90))
    assert second["effect"] == pytest.approx(0.02 * (0.4 * 2 + 0.6 * -1))
    assert (second["low"], second["high"]) == pytest.approx((-0.02, 0.04))
    assert ranked["smooth"] == pytest.approx(0.4 * 0.5 + 0.6 * 0.8)
    assert ranked["sharp"] == pytest.approx(0.4 * 0.6 + 0.6 * 0.7)
    assert ranked["effective_sample_size"] == pytest.approx(1 / (0.4**2 + 0.6**2))


def test_signs_and_elasticities_are_those_of_the_sets_that_have_a_figure(ranked) -> None:
    first, second = ranked["numbers"]
    assert first["same_sign"] == pytest.approx(1) and second["same_sign"] == pytest.approx(0.4)
    smooth = 0.4 * 0.5 + 0.6 * 0.8
    assert first["elasticity"] == pytest.approx((0.4 * -40 * 0.02 + 0.6 * -90 * 0.03) / smooth)
    assert second["value"] == pytest.approx(0.4 * 0.4 + 0.6 * 0.5)
    assert ranked["month"] == "2026-04" and "defender's eyes" in ranked["meaning"]
