"""A whole war through its epochs: solve each, condition on the record, carry the law on from `as_of`.

An epoch is a stretch of months over which everybody expects the same future. When something happens
that nobody expected, the game is solved again on the new expectations and the law passes from one
solution to the next.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
import jax.numpy as jnp
from jaxtyping import Array

from ripeness.arrays import BELIEVERS
from ripeness.game.equilibrium import Equilibrium, solve
from ripeness.game.finish import winning_odds
from ripeness.game.law import at_start, forecast, observe, pass_on
from ripeness.game.month import State
from ripeness.game.state import Game, Lattice, Rules, Seen

# In whose eyes, and whether conditioned on the record (or only on the war's going on).
VIEWS = {
    "nature": ("nature", True),
    "attacker": ("attacker", True),
    "defender": ("defender", True),
    "unconditioned": ("nature", False),
}


@dataclass(frozen=True)
class Epoch:
    """Static part of an epoch: first month, lattice, rules, whether a new mediator comes with it."""

    start: int
    lattice: Lattice
    rules: Rules
    new_mediator: bool = False


@dataclass(frozen=True)
class Course:
    """Static course of a war.

    Attributes
    ----------
    epochs : in order of time; the first starts in month 0. One that starts at `as_of` is a policy.
    as_of : month at whose start the forecast begins.
    shown : number of months forecast.
    horizon : month at whose start the line freezes.
    in_force_at_start : whether the package is in force when the war begins.
    """

    epochs: tuple[Epoch, ...]
    as_of: int
    shown: int
    horizon: int
    in_force_at_start: bool = False

    def solved_from(self, number: int) -> int:
        """Month from which epoch `number` is solved: the start of the first epoch that shares its program."""
        kind = (self.epochs[number].lattice, self.epochs[number].rules)
        return next(epoch.start for epoch in self.epochs if (epoch.lattice, epoch.rules) == kind)


def forecasts(
    course: Course, games: tuple[Game, ...], record: Seen, equilibria: tuple[Equilibrium, ...]
) -> dict[str, Array]:
    """Forecasts of one set of assumptions.

    Parameters
    ----------
    course : static.
    games, equilibria : numbers and solution of each epoch.
    record : what was seen in each month from 0 to `as_of` (ones where nothing was).

    Returns
    -------
    Monthly reports of `law.forecast` by view (leading axis, in the order of `VIEWS`), and
    `log_likelihood` of each month of the record.
    """
    final, game, first = course.epochs[-1], games[-1], course.solved_from(len(course.epochs) - 1)
    finish = winning_odds(game, final.lattice, "attacker"), winning_odds(game, final.lattice, "defender")
    shown = slice(course.as_of, course.as_of + course.shown)

    def view(item: tuple[Array, Seen]) -> dict[str, Array]:
        believer, seen = item
        mass, seen_so = condition(course, games, equilibria, seen)
        months = forecast(game, equilibria[-1], final.lattice, final.rules, mass, shown, first, believer, finish)
        return {**months, "log_likelihood": seen_so}

    records = [record if recorded else jax.tree.map(jnp.ones_like, record) for _, recorded in VIEWS.values()]
    believers = jnp.array([BELIEVERS.index(believer) for believer, _ in VIEWS.values()])
    return jax.lax.map(view, (believers, jax.tree.map(lambda *leaves: jnp.stack(leaves), *records)))


def likelihood(course: Course, games: tuple[Game, ...], record: Seen) -> Array:
    """Log-likelihood of a record under one set of assumptions."""
    _, months = condition(course, games, solve_epochs(course, games), record)
    return jnp.sum(months)


def solve_epochs(course: Course, games: tuple[Game, ...]) -> tuple[Equilibrium, ...]:
    """Equilibrium of every epoch; epochs on the same lattice under the same rules share one program."""
    kinds: dict[tuple[Lattice, Rules], list[int]] = {}
    for number, epoch in enumerate(course.epochs):
        kinds.setdefault((epoch.lattice, epoch.rules), []).append(number)
    equilibria: dict[int, Equilibrium] = {}
    for (lattice, rules), members in kinds.items():
        first = course.epochs[members[0]].start
        together = jax.tree.map(lambda *leaves: jnp.stack(leaves), *(games[i] for i in members))
        solved = jax.lax.map(lambda game, at=(lattice, rules, first, course.horizon): solve(game, *at), together)
        for place, number in enumerate(members):
            equilibria[number] = jax.tree.map(lambda leaf, place=place: leaf[place], solved)
    return tuple(equilibria[number] for number in range(len(course.epochs)))


def condition(
    course: Course, games: tuple[Game, ...], equilibria: tuple[Equilibrium, ...], record: Seen
) -> tuple[State, Array]:
    """(posterior over states at `as_of`, log-likelihood of each month before it)."""
    opening = course.epochs[0]
    mass = at_start(games[0], opening.lattice, opening.start, int(course.in_force_at_start))
    likelihood = [jnp.zeros(0, games[0].precision.dtype)]
    for number, epoch in enumerate(course.epochs):
        game = games[number]
        if number:
            before = course.epochs[number - 1]
            mass = pass_on(mass, (games[number - 1], before.lattice), (game, epoch.lattice), epoch.new_mediator)
        stop = course.epochs[number + 1].start if number < len(course.epochs) - 1 else course.as_of
        if stop > epoch.start:
            months = slice(epoch.start, stop)
            seen = jax.tree.map(lambda leaf, months=months: leaf[months], record)
            first = course.solved_from(number)
            mass, seen_so = observe(game, equilibria[number], epoch.lattice, epoch.rules, mass, seen, months, first)
            likelihood.append(seen_so)
    return mass, jnp.concatenate(likelihood)


def nothing_seen(months: int, steps: int, dtype: jnp.dtype) -> Seen:
    """A record in which nothing was observed."""
    blank = Seen(
        front=jnp.ones((months, steps + 1)),
        up=jnp.ones(months),
        down=jnp.ones(months),
        stance=jnp.ones((months, 4)),
        talks=jnp.ones((months, 3)),
        gate=jnp.ones((months, 2)),
    )
    return jax.tree.map(lambda leaf: leaf.astype(dtype), blank)
