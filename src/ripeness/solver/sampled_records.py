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
from ripeness.model.state import Game, Lattice, Rules
from ripeness.solver import law
from ripeness.solver.course import Course
from ripeness.solver.drawing import Drawing
from ripeness.solver.equilibrium import Equilibrium
from ripeness.solver.law import NATURE
from ripeness.solver.truces import packed, unpacked


@dataclass(frozen=True)
class Lasted:
    """A war that went on until `as_of`, one entry a month from the war's first.

    Attributes
    ----------
    front : at the start of each month, and at `as_of` as the last entry (steps).
    attended, strikes, partial_deal : the month's conduct.
    package, executive : whether the package, or executive action short of it, was in force at the month's end.
    truce : whether the month ended in a truce.
    """

    front: Int[np.ndarray, " month_and_end"]
    attended: Bool[np.ndarray, " month"]
    strikes: Bool[np.ndarray, " month"]
    partial_deal: Bool[np.ndarray, " month"]
    package: Bool[np.ndarray, " month"]
    executive: Bool[np.ndarray, " month"]
    truce: Bool[np.ndarray, " month"]


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
    gate_then = int(course.in_force_at_start)
    begun = packed(law.opening(games[0], opening.lattice, opening.rules, opening.start, gate_then))
    noted: dict[str, list[np.ndarray]] = {name: [] for name in ("front", "stance", "deal", "gate", "levels", "truce")}
    for number, epoch in enumerate(course.epochs):
        stop = course.epochs[number + 1].start if number < len(course.epochs) - 1 else course.as_of
        if number:
            before = course.epochs[number - 1]
            old = (games[number - 1], before.lattice)
            states = _passed(states, old, (games[number], epoch.lattice), epoch.new_mediator, epoch.rules, rng)
        mass = np.asarray(begun, np.float64) if number == 0 else _certain(states[0], epoch.lattice, epoch.rules)
        drawing = Drawing.begin(
            games[number], equilibria[number], epoch.lattice, mass, slice(epoch.start, stop), len(states), rng
        )
        if number:
            drawing.place(states, epoch.lattice)
        gates, truces = [], []
        played = jax.tree.map(np.asarray, equilibria[number].play)
        first = course.solved_from(number)
        for place, month in enumerate(range(epoch.start, stop)):
            now = jax.tree.map(lambda leaf, month=month: leaf[month], games[number].months)
            play = jax.tree.map(lambda leaf, at=month - first: leaf[at], played)
            drawing.month(place, now, play, games[number], epoch.lattice, epoch.rules, NATURE, rng)
            going, reached = drawing.going(epoch.lattice)
            if not len(going):
                return []
            level, rests = np.zeros(len(states), int), np.zeros(len(states), bool)
            level[going], rests[going] = reached[:, 0], reached[:, 3] == epoch.lattice.sincerity
            gates.append(level)
            truces.append(rests)
        kept, states = drawing.going(epoch.lattice)
        noted = {name: [one[kept] for one in values] for name, values in noted.items()}
        noted["front"].append(drawing.tables["front"][kept])
        noted["stance"].append(drawing.tables["stance"][kept])
        noted["deal"].append(drawing.tables["partial_deal"][kept])
        noted["gate"].append(np.stack(gates, axis=1)[kept])
        noted["truce"].append(np.stack(truces, axis=1)[kept])
        noted["levels"].append(np.full((len(kept), stop - epoch.start), epoch.lattice.gates))
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
            truce=together["truce"][war],
        )
        for war in range(len(states))
    ]


def _certain(state: np.ndarray, lattice: Lattice, rules: Rules) -> np.ndarray:
    mass = np.zeros((*lattice.shape[:3], lattice.sincerity + rules.truce))
    mass[tuple(state)] = 1.0
    return mass


def _passed(
    states: np.ndarray, old: tuple[Game, Lattice], new: tuple[Game, Lattice], new_mediator: bool,
    rules: Rules, rng: np.random.Generator,
) -> np.ndarray:  # fmt: skip
    """Hand each war's state, (war, coordinate), on to the next epoch, a draw from where the law would put it."""
    distinct, which = np.unique(states, axis=0, return_inverse=True)
    passed = np.zeros_like(states)
    for number, state in enumerate(distinct):
        here = np.flatnonzero(which.reshape(-1) == number)
        passed_on = np.asarray(_pass_one(tuple(state), old[0], new[0], old[1], new[1], new_mediator, rules), np.float64)
        flat = passed_on.reshape(-1)
        drawn = rng.choice(flat.size, size=len(here), p=flat / flat.sum())
        passed[here] = np.stack(np.unravel_index(drawn, passed_on.shape), axis=1)
    return passed


@partial(jax.jit, static_argnames=("old_lattice", "new_lattice", "new_mediator", "rules"))
def _pass_one(
    state: tuple[Array, Array, Array, Array], old: Game, new: Game, old_lattice: Lattice, new_lattice: Lattice,
    new_mediator: bool, rules: Rules,
) -> Float[Array, "gate chest front sincerity_and_truce"]:  # fmt: skip
    shape = (*old_lattice.shape[:3], old_lattice.sincerity + rules.truce)
    mass = jnp.zeros(shape, new.precision.dtype).at[state].set(1.0)
    return packed(law.hand_on(unpacked(mass, rules), (old, old_lattice), (new, new_lattice), new_mediator))
