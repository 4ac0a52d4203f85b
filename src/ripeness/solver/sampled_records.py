"""Wars that still go on at `as_of`, drawn through all epochs: what a record of them would have shown.

Drawn by `histories.Drawing`, month by month, with every war that ends left out (rejection), so that what is
returned is a draw from the law of the war given that it lasted. Between epochs the state passes as the law
does (`law.pass_on`), each war by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float, Int

from ripeness.arrays import STANCES
from ripeness.model.eyes import State
from ripeness.model.state import Game, Lattice
from ripeness.solver.course import Course
from ripeness.solver.drawing import Drawing
from ripeness.solver.equilibrium import Equilibrium
from ripeness.solver.law import NATURE, at_start, pass_on


@dataclass(frozen=True)
class Lasted:
    """A war that went on until `as_of`, one entry a month from the war's first.

    Attributes
    ----------
    front : at the start of each month, and at `as_of` as the last entry (steps).
    attended, strikes, partial_deal : the month's conduct.
    package, executive : whether the package, or executive action short of it, was in force at the month's end.
    """

    front: Int[np.ndarray, " month_and_end"]
    attended: Bool[np.ndarray, " month"]
    strikes: Bool[np.ndarray, " month"]
    partial_deal: Bool[np.ndarray, " month"]
    package: Bool[np.ndarray, " month"]
    executive: Bool[np.ndarray, " month"]


def lasting(
    course: Course,
    games: tuple[Game, ...],
    equilibria: tuple[Equilibrium, ...],
    wars: int,
    rng: np.random.Generator,
) -> list[Lasted]:
    """Draw `wars` wars under one set of assumptions and return those that go on at `as_of`, in the order drawn.

    Parameters
    ----------
    games, equilibria : of each epoch (`war.by_epoch`).
    """
    opening = course.epochs[0]
    states = np.zeros((wars, 4), int)
    begun = at_start(games[0], opening.lattice, opening.start, int(course.in_force_at_start))
    noted: dict[str, list[np.ndarray]] = {name: [] for name in ("front", "stance", "deal", "gate", "levels")}
    for number, epoch in enumerate(course.epochs):
        stop = course.epochs[number + 1].start if number < len(course.epochs) - 1 else course.as_of
        if number:
            before = course.epochs[number - 1]
            old = (games[number - 1], before.lattice)
            states = _passed(states, old, (games[number], epoch.lattice), epoch.new_mediator, rng)
        mass = np.asarray(begun, np.float64) if number == 0 else _certain(states[0], epoch.lattice)
        drawing = Drawing.begin(equilibria[number], epoch.lattice, mass, slice(epoch.start, stop), len(states), rng)
        if number:
            drawing.gate, drawing.chest, drawing.cell, drawing.mind = states.T
        gates = []
        played = jax.tree.map(np.asarray, equilibria[number].play)
        first = course.solved_from(number)
        for place, month in enumerate(range(epoch.start, stop)):
            now = jax.tree.map(lambda leaf, month=month: leaf[month], games[number].months)
            play = jax.tree.map(lambda leaf, at=month - first: leaf[at], played)
            drawing.month(place, now, play, games[number], epoch.lattice, epoch.rules, NATURE, rng)
            level = np.zeros(len(states), int)
            level[drawing.alive] = drawing.gate
            gates.append(level)
            if not len(drawing.alive):
                return []
        kept = drawing.alive
        noted = {name: [one[kept] for one in values] for name, values in noted.items()}
        noted["front"].append(drawing.tables["front"][kept])
        noted["stance"].append(drawing.tables["stance"][kept])
        noted["deal"].append(drawing.tables["partial_deal"][kept])
        noted["gate"].append(np.stack(gates, axis=1)[kept])
        noted["levels"].append(np.full((len(kept), stop - epoch.start), epoch.lattice.gates))
        states = np.stack([drawing.gate, drawing.chest, drawing.cell, drawing.mind], axis=1)
    last = np.asarray(course.epochs[-1].lattice.fronts(course.as_of))[states[:, 2]]
    together = {name: np.concatenate(values, axis=1) for name, values in noted.items()}
    conduct = np.array(STANCES, bool)[together["stance"]]
    gate, levels = together["gate"], together["levels"]
    package = (levels > 1) & (gate == levels - 1)
    return [
        Lasted(
            front=np.append(together["front"][war], last[war]).astype(int),
            attended=conduct[war, :, 0],
            strikes=conduct[war, :, 1],
            partial_deal=together["deal"][war].astype(bool),
            package=package[war],
            executive=(gate[war] > 0) & ~package[war],
        )
        for war in range(len(states))
    ]


def _certain(state: np.ndarray, lattice: Lattice) -> np.ndarray:
    mass = np.zeros(lattice.shape)
    mass[tuple(state)] = 1.0
    return mass


def _passed(
    states: np.ndarray, old: tuple[Game, Lattice], new: tuple[Game, Lattice], new_mediator: bool,
    rng: np.random.Generator,
) -> np.ndarray:  # fmt: skip
    """Hand each war's state, (war, coordinate), on to the next epoch, a draw from where the law would put it."""
    distinct, which = np.unique(states, axis=0, return_inverse=True)
    passed = np.zeros_like(states)
    for number, state in enumerate(distinct):
        here = np.flatnonzero(which.reshape(-1) == number)
        law = np.asarray(_pass_one(tuple(state), old[0], new[0], old[1], new[1], new_mediator), np.float64)
        flat = law.reshape(-1)
        drawn = rng.choice(flat.size, size=len(here), p=flat / flat.sum())
        passed[here] = np.stack(np.unravel_index(drawn, law.shape), axis=1)
    return passed


@partial(jax.jit, static_argnames=("old_lattice", "new_lattice", "new_mediator"))
def _pass_one(
    state: tuple[Array, Array, Array, Array], old: Game, new: Game, old_lattice: Lattice, new_lattice: Lattice,
    new_mediator: bool,
) -> Float[Array, "gate chest front sincerity"]:  # fmt: skip
    mass: State = jnp.zeros(old_lattice.shape, new.precision.dtype).at[state].set(1.0)
    return pass_on(mass, (old, old_lattice), (new, new_lattice), new_mediator)
