"""One sampled war: which set of assumptions it is told with, and what happens in it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import jax
import numpy as np
from jaxtyping import Float

from ripeness.compiler.priors import values_from_scores
from ripeness.ensemble import forecast
from ripeness.ensemble.asked import Asked
from ripeness.ensemble.computation import Progress, compile_draws, floats
from ripeness.ensemble.design import design_of
from ripeness.ensemble.draws import Draws
from ripeness.errors import RunError
from ripeness.model.state import Game, Seen
from ripeness.questions.story.chronicle import Chronicle, chronicle
from ripeness.schema.scenario import Scenario
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.solver import course as war
from ripeness.solver.story import tell
from ripeness.solver.truces import packed

IMPOSSIBLE = 0.01  # how far the filter's probability may be from one: far below where the record has none left
TAKING = 1  # tells the chance by which a draw is taken apart from chance within the war, for the same seed


def taken(scenario: Scenario, seed: int, draws: int, draw_seed: int, *, record: bool, progress: Progress | None) -> int:
    """Return the number of a draw, taken with a probability equal to its weight, by the record where there is one."""
    weight = _weights(scenario, draws, draw_seed, record and scenario.record is not None, progress)
    return int(np.random.default_rng((seed, TAKING)).choice(len(weight), p=weight / weight.sum()))


def _weights(
    scenario: Scenario, draws: int, draw_seed: int, record: bool, progress: Progress | None
) -> Float[np.ndarray, " draw"]:
    if not record:
        return design_of(scenario, draws, draw_seed).weights(0, draws)
    found = forecast.branches(scenario, {STATUS_QUO: STATUS_QUO}, draws, draw_seed, progress=progress)[STATUS_QUO]
    if found.attrs.get("partial"):
        raise KeyboardInterrupt  # the weights of the draws that are missing decide which one is taken
    return np.asarray(found.weight.values, float)


def sample(
    scenario: Scenario,
    asked: Asked,
    draw: int | None,
    draw_seed: int,
    taken_from: int | None,
    *,
    from_start: bool,
    progress: Progress | None,
) -> Chronicle:
    """Draw one war and tell it.

    Parameters
    ----------
    asked : policy, levers, seed of chance within the war, precision.
    draw : of a forecast with the seed `draw_seed`; None for the central set of assumptions.
    taken_from : of how many draws it was taken by weight; None where it was not.

    Raises
    ------
    RunError : a record that these assumptions make impossible.
    """
    tell_progress = progress or (lambda stage, done, total: None)
    from_record = scenario.record is not None and not from_start
    with floats(asked.precision):
        compiled = compile_draws(scenario, _drawn(scenario, draw, draw_seed), asked.levers, asked.precision)
        course = replace(compiled.course, throughout=True)
        games, record = jax.tree.map(lambda leaf: leaf[0], (compiled.games, compiled.record))
        tell_progress("solve", 0, 1)
        solved = jax.block_until_ready(_solved(course, games))
        mass = None
        if from_record:
            tell_progress("record", 0, 1)
            mass = _state(course, games, solved, record)
            if not abs(float(packed(mass).sum()) - 1.0) < IMPOSSIBLE:
                which = "with every uncertain number at its median" if draw is None else f"under draw {draw}"
                what = f"what was seen of the war could not have come about {which}: there is no state to go on from"
                raise RunError(what, "Choose another draw (0, 1, ...), or tell the war from its start")
        equilibria = war.by_epoch(course, jax.device_get(solved))
        longest = course.shown - 1 + (0 if from_record else course.as_of)
        told = tell(
            course,
            games,
            equilibria,
            mass,
            np.random.default_rng(asked.seed),
            lambda months: tell_progress("months", months, longest),
        )
    return chronicle(scenario, course, told, asked, draw, draw_seed, taken_from, from_record=from_record)


@partial(jax.jit, static_argnums=0)
def _solved(course: war.Course, games: tuple[Game, ...]) -> Any:
    return war.solve_epochs(course, games)


@partial(jax.jit, static_argnums=0)
def _state(course: war.Course, games: tuple[Game, ...], solved: Any, record: Seen) -> Any:
    """Probability of every state at `as_of`, given the record."""
    return war.condition(course, games, war.by_epoch(course, solved), record)[0]


def _drawn(scenario: Scenario, draw: int | None, seed: int) -> Draws:
    """One set of assumptions: the central one, or one of a forecast's draws."""
    names = scenario.assumptions()
    if draw is None or not names:
        return Draws(values_from_scores(names, np.zeros((1, len(names)))), np.zeros(1))
    return design_of(scenario, draw + 1, seed).draws(draw, draw + 1)
