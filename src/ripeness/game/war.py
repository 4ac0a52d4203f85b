"""A whole war through its epochs: solve each, condition on the record, carry the law on from `as_of`.

An epoch is a stretch of months over which everybody expects the same future. When something happens
that nobody expected, the game is solved again on the new expectations and the law passes from one
solution to the next.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array

from ripeness.arrays import BELIEVERS
from ripeness.game.endings import whose_terms
from ripeness.game.equilibrium import Equilibrium, solve
from ripeness.game.finish import winning_odds
from ripeness.game.law import at_start, forecast, observe, pass_on, window
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

    def kinds(self) -> dict[tuple[Lattice, Rules], list[int]]:
        """Numbers of the epochs on each lattice under each set of rules."""
        kinds: dict[tuple[Lattice, Rules], list[int]] = {}
        for number, epoch in enumerate(self.epochs):
            kinds.setdefault((epoch.lattice, epoch.rules), []).append(number)
        return kinds

    def solved_from(self, number: int) -> int:
        """Month from which epoch `number` is solved: the start of the first epoch that shares its program."""
        return self.epochs[self.kinds()[self.epochs[number].lattice, self.epochs[number].rules][0]].start


def forecasts(
    course: Course,
    games: tuple[Game, ...],
    record: Seen,
    solved: tuple[Equilibrium, ...],
    main: str = "nature",
) -> dict[str, Array]:
    """Forecasts of one set of assumptions.

    Parameters
    ----------
    course : static.
    games : numbers of each epoch. solved : from `solve_epochs`.
    record : what was seen in each month from 0 to `as_of` (ones where nothing was).
    main : the view that is reported in full (static).

    Returns
    -------
    `ongoing`, `endings` and `log_likelihood` (by month) of every view: leading axis `view`, in the order of
    `VIEWS`; and the other monthly reports of `law.forecast` in the main view.
    """
    final, game, first = course.epochs[-1], games[-1], course.solved_from(len(course.epochs) - 1)
    equilibria = by_epoch(course, solved)
    finish = winning_odds(game, final.lattice, "attacker"), winning_odds(game, final.lattice, "defender")
    shown = slice(course.as_of, course.as_of + course.shown)

    _, played = window(game, equilibria[-1], shown, first)
    whose = whose_terms(game.issues, equilibria[-1].settlement.segments, played)

    def onward(mass: State, believer: int | Array, detailed: bool) -> dict[str, Array]:
        return forecast(
            game, equilibria[-1], final.lattice, final.rules, mass, shown, first, believer, finish, whose, detailed
        )

    both = jax.tree.map(lambda leaf: jnp.stack([leaf, jnp.ones_like(leaf)]), record)
    masses, seen_so = jax.lax.map(lambda seen: condition(course, games, equilibria, seen), both)
    believers = np.array([BELIEVERS.index(believer) for believer, _ in VIEWS.values()])
    unseen = np.array([0 if recorded else 1 for _, recorded in VIEWS.values()])
    place = list(VIEWS).index(main)
    others = np.delete(np.arange(len(VIEWS)), place)
    full = onward(masses[unseen[place]], int(believers[place]), detailed=True)
    brief = jax.lax.map(
        lambda view: onward(masses[view[1]], view[0], detailed=False), (believers[others], unseen[others])
    )
    by_view = {name: jnp.insert(brief[name], place, full[name], axis=0) for name in brief}
    return {**full, **by_view, "log_likelihood": seen_so[unseen]}


def likelihood(course: Course, games: tuple[Game, ...], record: Seen) -> Array:
    """Log-likelihood of a record under one set of assumptions."""
    _, months = condition(course, games, by_epoch(course, solve_epochs(course, games)), record)
    return jnp.sum(months)


def solve_epochs(course: Course, games: tuple[Game, ...], kept_until: int | None = None) -> tuple[Equilibrium, ...]:
    """Equilibria by kind of epoch (`Course.kinds`): those on the same lattice under the same rules share one program.

    Every array has a leading axis over the epochs of its kind; `by_epoch` sorts them out. `kept_until` (static)
    is the first month whose play is not kept: the end of the months shown by default.
    """
    kept = course.as_of + course.shown if kept_until is None else kept_until
    solved = []
    for (lattice, rules), members in course.kinds().items():
        first = course.epochs[members[0]].start
        together = jax.tree.map(lambda *leaves: jnp.stack(leaves), *(games[i] for i in members))
        at = (lattice, rules, first, course.horizon, kept)
        solved.append(jax.lax.map(lambda game, at=at: solve(game, *at), together))
    return tuple(solved)


def by_epoch(course: Course, solved: tuple[Equilibrium, ...]) -> tuple[Equilibrium, ...]:
    """Equilibrium of each epoch, in order of time, from what `solve_epochs` returns."""
    found: dict[int, Equilibrium] = {}
    for members, kind in zip(course.kinds().values(), solved, strict=True):
        for place, number in enumerate(members):
            found[number] = jax.tree.map(lambda leaf, place=place: leaf[place], kind)
    return tuple(found[number] for number in range(len(course.epochs)))


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
