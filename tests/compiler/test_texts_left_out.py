"""Texts that are never put, or that no meeting may sign, are left out of the game; that changes no bit of it."""

from __future__ import annotations

from dataclasses import replace

import jax
import numpy as np
import pytest

import ripeness
from ripeness.compiler.priors import values_from_scores
from ripeness.compiler.war import Compiled, compile_war
from ripeness.schema import Scenario
from ripeness.solver import course as war


@pytest.fixture(scope="module")
def toy() -> Scenario:
    """The toy of texts, in which the fair one alone is recognised by the mediator."""
    return ripeness.load("yes-or-no").replace({"texts.items.fair.recognised_by.m": 0.6, "calendar.tail": "6 months"})


def compiled(scenario: Scenario) -> Compiled:
    names = scenario.assumptions()
    return compile_war(scenario, values_from_scores(names, np.zeros((1, len(names)))), 1)


def forecast(found: Compiled) -> dict[str, np.ndarray]:
    games, record = jax.tree.map(lambda leaf: np.asarray(leaf[0], np.float32), (found.games, found.record))

    def told(games, record):
        return war.forecasts(found.course, games, record, war.solve_epochs(found.course, games))

    return jax.device_get(jax.jit(told)(games, record))


def test_only_the_text_that_may_be_put_is_played_and_the_forecast_is_that_of_playing_all(toy: Scenario) -> None:
    short = compiled(toy)
    (epoch,) = short.course.epochs
    assert epoch.rules.put == (0,)
    whole = replace(short, course=replace(short.course, epochs=(replace(epoch, rules=replace(epoch.rules, put=None)),)))
    one, other = forecast(short), forecast(whole)
    assert one["endings"][0].sum() > 0.1, "nothing is signed: nothing is compared"
    for name in ("ongoing", "endings", "terms", "deal_chance", "attacker_value", "defender_value"):
        np.testing.assert_array_equal(one[name], other[name], err_msg=name)


def test_a_text_that_no_meeting_may_sign_is_not_put(toy: Scenario) -> None:
    unsigned = toy.replace({"tracks.talks.mandate": 0})
    found, without = compiled(unsigned), compiled(unsigned.replace({"texts.put": False}))
    assert found.games[0].months.put is None
    np.testing.assert_array_equal(forecast(found)["ongoing"], forecast(without)["ongoing"])
