"""Runs of one lever at a time: exact where they were run, and combined as proportional odds are."""

from __future__ import annotations

import numpy as np
import pytest

from ripeness.arrays import ENDINGS
from ripeness.cli.new import STARTER
from ripeness.ensemble import surface
from ripeness.ensemble.stand_ins import Means
from ripeness.ensemble.surface import Alone, Surface, alone, chances_of, log_odds
from ripeness.schema.load import load_scenario

DRAWS, MONTHS = 3, 6


def wars(hazard: np.ndarray) -> Means:
    """Return chances of wars that end by the first two endings at constant odds a month (draw, 2)."""
    odds = np.zeros((DRAWS, len(ENDINGS)))
    odds[:, :2] = hazard
    stays = 1 / (1 + odds.sum(axis=1))
    going = stays[:, None] ** np.arange(MONTHS + 1)
    ended = odds[:, :, None] / odds.sum(axis=1)[:, None, None] * (1 - going)[:, None]
    come = ended[:, :2].sum(axis=1)
    return Means(np.concatenate([going[:, None], ended], axis=1), np.stack([1 - come, come], axis=1))


@pytest.fixture
def hazards() -> np.ndarray:
    return np.random.default_rng(5).uniform(0.01, 0.1, (DRAWS, 2))


def test_chances_follow_from_log_odds_and_log_odds_from_chances(hazards) -> None:
    found = wars(hazards)
    for one, other in zip(chances_of(log_odds(found)).parts(), found.parts(), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-12)


def made(hazards: np.ndarray, by: dict[str, np.ndarray]) -> Surface:
    """Return a surface of levers that stand at 0 and were run at 1, where each multiplies the odds."""
    weight, before = np.array([0.5, 0.3, 0.2]), wars(hazards)
    odds = log_odds(before)
    runs = {
        name: Alone(np.array([0.0, 1.0]), np.stack([np.zeros_like(odds), log_odds(wars(hazards * factor)) - odds]))
        for name, factor in by.items()
    }
    mean = before.averaged(weight)
    return Surface(odds, weight, runs, mean, mean, ())


def test_one_lever_at_a_value_that_was_run_gives_what_was_run(hazards) -> None:
    found = made(hazards, {"up": np.array([3.0, 0.5]), "down": np.array([0.2, 1.0])})
    for name, factor in (("up", [3.0, 0.5]), ("down", [0.2, 1.0])):
        run = wars(hazards * factor).averaged(found.weight)
        for one, other in zip(found.under({name: 1.0}).parts(), run.parts(), strict=True):
            np.testing.assert_allclose(one, other, atol=1e-12)


def test_without_a_shift_two_levers_multiply_the_odds_as_each_alone_does(hazards, monkeypatch) -> None:
    monkeypatch.setattr(surface, "SHIFT", 1e-12)
    found = made(hazards, {"up": np.array([2.0, 0.5]), "more": np.array([1.5, 1.5])})
    both = wars(hazards * [3.0, 0.75]).averaged(found.weight)
    np.testing.assert_allclose(found.under({"up": 1.0, "more": 1.0}).chances, both.chances, atol=1e-9)


def test_with_a_large_shift_two_levers_add_to_the_odds_what_each_alone_does(hazards, monkeypatch) -> None:
    monkeypatch.setattr(surface, "SHIFT", 1e4)
    found = made(hazards, {"up": np.array([2.0, 0.5]), "more": np.array([1.5, 1.5])})
    both = wars(hazards * (1 + 1.0 * np.array([1.0, -0.5]) + 0.5)).averaged(found.weight)
    np.testing.assert_allclose(found.under({"up": 1.0, "more": 1.0}).chances, both.chances, atol=1e-4)


def test_a_lever_is_run_at_both_ends_and_half_way_from_the_status_quo_to_each() -> None:
    assert alone(load_scenario(STARTER), "guarantee") == pytest.approx([0.0, 0.05, 0.5, 0.9])
