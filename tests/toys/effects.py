"""Toys of many levers: the same war under each setting, those of the same shape as draws of one compiled program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import jax
import numpy as np

from ripeness.arrays import Followed
from ripeness.compiler.war import Compiled, compile_war
from ripeness.ensemble.computation import cast
from ripeness.schema import Scenario
from ripeness.solver import course as war
from ripeness.solver.truces import packed

Settings = tuple[tuple[str, float], ...]
Arrays = dict[str, np.ndarray]


def compiled(toy: Scenario, settings: Mapping[str, float]) -> Compiled:
    """The toy under levers, as the engine gets it."""
    levers = {name: toy.lever_value(name, value) for name, value in settings.items()}
    return compile_war(toy, {}, 1, {name: value for name, value in levers.items() if toy.levers[name].moves(value)})


def played(toy: Scenario, asked: Sequence[Settings]) -> dict[Settings, Arrays]:
    """What the law reports under each setting, arrays by month."""
    found: dict[Settings, Arrays] = {}
    groups: dict[tuple, list[tuple[Settings, Compiled]]] = {}
    for settings in dict.fromkeys(asked):
        one = cast(compiled(toy, dict(settings)), "float32")
        groups.setdefault((one.course, jax.tree.structure(one.games)), []).append((settings, one))
    for (course, _), members in groups.items():
        inputs = [(one.games, one.record) for _, one in members]
        together = jax.tree.map(lambda *leaves: np.concatenate(leaves), *inputs)
        reports = jax.device_get(_program(course)(*together))
        for number, (settings, _) in enumerate(members):
            found[settings] = {name: np.asarray(values[number]) for name, values in reports.items()}
    return found


@cache
def _program(course: war.Course):
    # Every month is shown: the same play of the same months, and one loop over them to compile instead of two.
    course = replace(course, beliefs=Followed(months_on=()), shown=course.horizon - course.as_of)

    def one(games, record):
        equilibria = war.by_epoch(course, war.solve_epochs(course, games))
        mass, _ = war.condition(course, games, equilibria, record)
        last, first = course.epochs[-1], course.solved_from(len(course.epochs) - 1)
        both = jax.numpy.stack([packed(mass)] * 2)
        return war.onward(course, last, games[-1], equilibria[-1], first, both, "nature", views=False)

    return jax.jit(lambda *inputs: jax.lax.map(lambda item: one(*item), inputs))
