"""Runs of one lever at a time: exact where they were run, and combined as proportional odds are."""

from __future__ import annotations

import numpy as np
import pytest

from ripeness.arrays import ENDINGS
from ripeness.cli.new import STARTER
from ripeness.ensemble import surface
from ripeness.ensemble.previews import Previews, all_but_one
from ripeness.ensemble.stand_ins import Means, error
from ripeness.ensemble.surface import Alone, Surface, alone, chances_of, differing, log_odds
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
    """Return the surface alone."""
    return previews(hazards, by).surface


def previews(hazards: np.ndarray, by: dict[str, np.ndarray]) -> Previews:
    """Return a surface of levers that stand at 0 and were run at 1, where each multiplies the odds."""
    weight, before = np.array([0.5, 0.3, 0.2]), wars(hazards)
    odds = log_odds(before)
    runs = {
        name: Alone(np.array([0.0, 1.0]), np.stack([np.zeros_like(odds), log_odds(wars(hazards * factor)) - odds]), 0.0)
        for name, factor in by.items()
    }
    return Previews(runs, weight, before, before.averaged(weight), ())


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


def together(hazards: np.ndarray, *factors: float) -> Means:
    """Wars in which levers do more together than each alone, on any scale: the product of what they do, twice."""
    both = float(np.prod(factors))
    return wars(hazards * both * (both if len(factors) > 1 else 1.0))


def test_a_preview_starts_from_the_solved_policy_from_which_the_fewest_levers_differ(hazards) -> None:
    found = previews(hazards, {"one": np.array([2.0, 2.0]), "two": np.array([1.5, 1.5]), "three": np.array([0.5, 0.5])})
    true = together(hazards, 2.0, 1.5).averaged(found.surface.weight)
    from_afar = error(found.of({"one": 1.0, "two": 1.0})[0], true)
    found.start(found.solved({"one": 1.0, "two": 1.0}, together(hazards, 2.0, 1.5), 0.01))
    near, within = found.of({"one": 1.0, "two": 1.0})
    assert within == 0.01 and error(near, true) < 1e-12 and from_afar > 0.05
    since = found.surface.nearest({"one": 1.0, "two": 1.0, "three": 0.5}, found._recent.values())
    assert dict(since.levers) == {"one": 1.0, "two": 1.0}
    back = found.surface.nearest({"three": 1.0}, found._recent.values())
    assert back is found.surface.status_quo and differing({"one": 1.0}, {"one": 0.5, "two": 1.0}) == ["one", "two"]


def test_what_is_put_back_since_a_solved_policy_is_taken_off_again(hazards) -> None:
    found = previews(hazards, {"one": np.array([2.0, 0.5]), "two": np.array([1.5, 1.5])})
    both = found.surface.under({"one": 1.0, "two": 1.0})
    odds = found.surface.status_quo.odds + found.surface.levers["one"].at(1.0) + found.surface.levers["two"].at(1.0)
    since = found.solved({"one": 1.0, "two": 1.0}, chances_of(odds), None)
    for one, other in zip(
        found.surface.under({"two": 1.0}, since).parts(), found.surface.under({"two": 1.0}).parts(), strict=True
    ):
        np.testing.assert_allclose(one, other, atol=1e-9)
    assert error(both, found.surface.under({}, since)) > 0.01


def test_the_error_is_measured_with_all_levers_but_one_solved_and_from_the_status_quo(hazards) -> None:
    found = previews(hazards, {"one": np.array([2.0, 2.0]), "two": np.array([1.5, 1.5])})
    policy = {"one": 1.0, "two": 1.0}
    true = together(hazards, 2.0, 1.5).averaged(found.surface.weight)
    found.measure([(policy, true)], [None])
    assert found.one_lever is None and found.several == pytest.approx(error(true, found.surface.under(policy)))
    assert dict(all_but_one(policy)) == {"one": 1.0}
    begun = found.solved({"one": 1.0}, together(hazards, 2.0, 1.2), None)
    found.measure([(policy, true)], [begun])
    assert found.one_lever == pytest.approx(error(true, found.surface.under(policy, begun)))
    assert found.one_lever != found.several and found.of(policy)[1] == found.several
    assert found.of({"one": 0.5})[1] == found.one_lever and found.of({"one": 1.0})[1] is None
