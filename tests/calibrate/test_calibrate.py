"""Simulation-based calibration is even where sampler and filter agree, and finds a fault that is planted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import ripeness
from ripeness.errors import RunError
from ripeness.questions.calibrate import replications
from ripeness.questions.calibrate.replications import Replications, positions
from ripeness.schema.load import parse_scenario
from ripeness.statistics.calibration import even
from small_war import small_text

DRAWS, RECORDS, NOISE = 40, 400, 0.25


def exact(power: float) -> Replications:
    """A normal seen with noise, whose posterior over the draws is exact where `power` is 1."""
    rng = np.random.default_rng(4)
    values = rng.standard_normal(DRAWS)
    true = rng.integers(DRAWS, size=RECORDS)
    seen = values[true] + NOISE * rng.standard_normal(RECORDS)
    return Replications({"x": values}, true, -0.5 * power * ((seen[:, None] - values) / NOISE) ** 2)


@pytest.mark.parametrize(("power", "passes"), [(1.0, True), (3.0, False), (0.2, False)])
def test_exact_posteriors_are_even_and_those_that_are_too_sure_or_not_sure_enough_are_not(
    power: float, passes: bool
) -> None:
    found = exact(power)
    p, _ = even((positions(found, found.values["x"], 1) * 10).astype(int).clip(0, 9), 9, 10)
    assert (p > 0.01) == passes


@pytest.fixture(scope="module")
def war():
    wide = {"low": 0.2, "high": 0.8, "source": "judgement"}
    return parse_scenario(small_text(), "small.yaml").replace({"truth.battle_odds": wide})


def test_a_small_war_is_recovered(war) -> None:
    found = ripeness.calibrate(war, 300, 24, months=6)
    assert found["uniform"] and found["months"] == 6
    assert {one["number"] for one in found["numbers"]} == {"truth.battle_odds", "costs.attacker"}
    assert all(sum(one["counts"]) == 300 for one in found["numbers"])
    assert all(found["low"] <= count <= found["high"] for one in found["numbers"] for count in one["counts"])


def test_a_front_that_is_recorded_upside_down_is_found(war, monkeypatch) -> None:
    """The planted fault: what is recorded of a drawn war says down where the front went up."""
    told = replications.shown_of

    def upside_down(*given):
        other = {"up": "down", "down": "up"}
        return {at: seen.model_copy(update={"front": other[seen.front]}) for at, seen in told(*given).items()}

    monkeypatch.setattr(replications, "shown_of", upside_down)
    assert not ripeness.calibrate(war, 300, 24, months=6)["uniform"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"replications": 5}, "5 replications show nothing"),
        ({"draws": 1}, "1 draws stand for no prior"),
        ({}, "has no record"),
        ({"months": 900}, "has no record"),
    ],
)
def test_what_cannot_be_calibrated_is_refused_before_anything_is_computed(war, given, told: str) -> None:
    with pytest.raises(RunError, match=told):
        ripeness.calibrate(war, **given)


def test_a_scenario_without_uncertainty_has_nothing_to_recover() -> None:
    with pytest.raises(RunError, match="no uncertain number"):
        ripeness.calibrate(ripeness.load("gamblers-ruin"), months=6)


def test_the_mediated_year_is_a_scenario_with_every_series() -> None:
    scenario = ripeness.load(Path(__file__).parent / "mediated-year.yaml")
    seen = next(iter(scenario.record.months.values()))
    assert len(scenario.assumptions()) == 9
    assert None not in (seen.front, seen.attended, seen.strikes, seen.partial_deal, seen.package, seen.executive)
