"""A whole war through its epochs: solve each, condition on the record, carry the law on from `as_of`.

An epoch is a stretch of months over which everybody expects the same future. When something happens
that nobody expected, the game is solved again on the new expectations and the law passes from one
solution to the next.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array

from ripeness.arrays import BELIEVERS, VIEWS, Followed
from ripeness.model.state import Game, Lattice, Rules, Seen
from ripeness.model.terms.settlement import Settlement
from ripeness.solver.belief import SIDES, wins_within
from ripeness.solver.deals import commonest
from ripeness.solver.disbelief import Believed
from ripeness.solver.equilibrium import Equilibrium, solve
from ripeness.solver.law import NATURE, called_by_month, forecast, hand_on, observe, opening, window
from ripeness.solver.truces import Mass, packed, unpacked

# In whose eyes, and whether conditioned on the record (or only on the war's going on).


BASELINE_MONTHS = 12


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
    baseline : month of the past whose outlook is compared with today's; None: no such month.
    settles_as : for each epoch the first one with the same issues, agenda and bargaining power, whose settlement serves
        for both; empty: each has its own.
    belief_horizon : months within which a side must have won, for pi^H.
    beliefs : which are followed from `as_of` on, None: none.
    throughout : whether both sides' are followed under every epoch, as far as a window from its last month reaches.
    """

    epochs: tuple[Epoch, ...]
    as_of: int
    shown: int
    horizon: int
    in_force_at_start: bool = False
    baseline: int | None = None
    settles_as: tuple[int, ...] = ()
    belief_horizon: int = 36
    beliefs: Followed | None = None
    throughout: bool = False

    @property
    def months_on(self) -> tuple[int, ...]:
        """Months after `as_of` for which the chance of winning within the belief's horizon is reported."""
        return () if self.beliefs is None else tuple(one for one in self.beliefs.months_on if one < self.shown)

    def sides(self, number: int) -> tuple[int, ...]:
        """Believers whose chance of winning is followed under epoch `number`."""
        if self.throughout:
            return SIDES
        last = self.beliefs is not None and number == len(self.epochs) - 1
        return tuple(map(BELIEVERS.index, self.beliefs.sides)) if self.beliefs is not None and last else ()

    @property
    def undecided(self) -> bool:
        """Whether the chance that nobody wins is followed."""
        return self.beliefs is not None and self.beliefs.undecided

    def kinds(self) -> dict[tuple[Lattice, Rules], list[int]]:
        """Numbers of the epochs on each lattice under each set of rules."""
        kinds: dict[tuple[Lattice, Rules], list[int]] = {}
        for number, epoch in enumerate(self.epochs):
            kinds.setdefault((epoch.lattice, epoch.rules), []).append(number)
        return kinds

    def solved_from(self, number: int) -> int:
        """Month from which epoch `number` is solved: its first."""
        return self.epochs[number].start

    def read_until(self, number: int) -> int:
        """First month whose play under epoch `number` nobody reads: its end, or that of a look ahead from the past."""
        last = number == len(self.epochs) - 1
        stop = self.as_of + self.shown if last else self.epochs[number + 1].start
        looked = self.baseline is not None and self.epochs[number].start <= self.baseline < (
            self.as_of if last else stop
        )
        read = max(stop, self.baseline + BASELINE_MONTHS) if looked and self.baseline is not None else stop
        if self.throughout:
            return max(read, stop + self.belief_horizon)
        if not self.sides(number) or not self.months_on:
            return read
        return max(read, self.as_of + max(self.months_on) + self.belief_horizon)


def forecasts(
    course: Course,
    games: tuple[Game, ...],
    record: Seen,
    solved: tuple[Equilibrium, ...],
    main: str = "nature",
) -> dict[str, Array]:
    """Forecasts of one set of assumptions: `past`, and what follows under the last epoch.

    Parameters
    ----------
    course : static.
    games : numbers of each epoch. solved : from `solve_epochs`.
    record : what was seen in each month from 0 to `as_of` (ones where nothing was).
    main : the view that is reported in full (static).

    Returns
    -------
    What `past` and `onward` return, without the state at `as_of`; the reports of the past begin with `past_`.
    """
    before = past(course, games, record, solved, main)
    mass = before.pop("mass")
    last, first = course.epochs[-1], course.solved_from(len(course.epochs) - 1)
    after = onward(course, last, games[-1], by_epoch(course, solved)[-1], first, mass, main)
    return before | after


def past(
    course: Course, games: tuple[Game, ...], record: Seen, solved: tuple[Equilibrium, ...], main: str = "nature"
) -> dict[str, Array]:
    """The war up to `as_of`, with and without the record.

    Returns
    -------
    `mass` : probability of every state at `as_of`, leading axis (with the record, without), as `truces.packed`.
    `log_likelihood` by view and month. `past_...` : monthly means of `law.means_of` in the main view. `baseline_...` :
    what was to be expected of the year after `course.baseline`, given the record up to then.
    """
    equilibria = by_epoch(course, solved)
    both = jax.tree.map(lambda leaf: jnp.stack([leaf, jnp.ones_like(leaf)]), record)
    masses, reports = jax.lax.map(lambda seen: condition(course, games, equilibria, seen), both)
    unseen = np.array([0 if recorded else 1 for _, recorded in VIEWS.values()])
    here = int(unseen[list(VIEWS).index(main)])
    found = {"mass": packed(masses), "log_likelihood": reports.pop("log_likelihood")[unseen]}
    return found | {name if name.startswith("baseline") else f"past_{name}": r[here] for name, r in reports.items()}


def onward(
    course: Course,
    epoch: Epoch,
    game: Game,
    equilibrium: Equilibrium,
    first: int,
    mass: Array,
    main: str = "nature",
    views: bool = True,
) -> dict[str, Array]:
    """The war from `as_of` on under one epoch.

    Parameters
    ----------
    mass : state at `as_of` with and without the record (leading axis). first : month from which it was solved.
    main : the view that is reported in full. views : whether the others are given too (static).

    Returns
    -------
    `ongoing` and `endings` of every view (of the main one alone unless `views`): leading axis `view`, in the order of
    `VIEWS`; and the other monthly reports of `law.forecast` in the main view.
    """
    shown = slice(course.as_of, course.as_of + course.shown)
    drivers, played = window(game, equilibrium, shown, first)
    believed = _believed(course, epoch, game, equilibrium, first) if equilibrium.belief is not None else None
    called = called_by_month(game, epoch.lattice, epoch.rules, equilibrium, drivers, played)

    def carried(mass: Mass, believer: int | Array, detailed: bool) -> dict[str, Array]:
        return forecast(
            game, equilibrium, epoch.lattice, epoch.rules, mass, shown, first, believer, called, detailed,
            believed if detailed else None, course.beliefs is not None and course.beliefs.endings,
        )  # fmt: skip

    believers = np.array([BELIEVERS.index(believer) for believer, _ in VIEWS.values()])
    unseen = np.array([0 if recorded else 1 for _, recorded in VIEWS.values()])
    place = list(VIEWS).index(main)
    full = carried(unpacked(mass[unseen[place]], epoch.rules), int(believers[place]), detailed=True)
    # The last month's end is not shown.
    bins = (jnp.sum(full.pop(name)[:-1], axis=0) for name in ("deals_binned", "texts_binned"))
    full |= commonest(game, epoch.lattice, epoch.rules, equilibrium.settlement.segments, *bins)
    if not views:
        return full | {name: full[name][None] for name in ("ongoing", "endings", "truce") if name in full}
    others = np.delete(np.arange(len(VIEWS)), place)
    brief = jax.lax.map(
        lambda view: carried(unpacked(mass[view[1]], epoch.rules), view[0], detailed=False),
        (believers[others], unseen[others]),
    )
    return full | {name: jnp.insert(brief[name], place, full[name], axis=0) for name in brief}


def _believed(course: Course, epoch: Epoch, game: Game, equilibrium: Equilibrium, first: int) -> Believed:
    """What each side believes in every state of the months shown, and of those for which pi^H is reported."""
    assert equilibrium.belief is not None
    begins = tuple(course.as_of + month for month in course.months_on)
    stances = equilibrium.play.stance
    sides, spans = course.sides(len(course.epochs) - 1), (course.belief_horizon, course.horizon)
    within = wins_within(game, epoch.lattice, stances, first, begins, *spans, sides) if begins else ()
    shown = slice(course.as_of - first, course.as_of + course.shown - first)
    names = tuple(BELIEVERS[side] for side in sides)
    return Believed(names, jax.tree.map(lambda leaf: leaf[shown], equilibrium.belief), within, begins)


def branch(
    course: Course,
    base: Game,
    epoch: Epoch,
    game: Game,
    mass: Array,
    main: str = "nature",
    views: bool = True,
    settlement: Settlement | None = None,
) -> dict[str, Array]:
    """The war from `as_of` on under a policy that nobody expected.

    Parameters
    ----------
    course, base : the course of the status quo and the numbers of its last epoch.
    epoch, game : the policy's. mass : state at `as_of` under the status quo, as `past` returns it.
    settlement : of the status quo's last epoch, where the policy leaves what it is made of as it is.
    """
    last = len(course.epochs) - 1
    read = course.read_until(last)
    equilibrium = solve(
        game, epoch.lattice, epoch.rules, course.as_of, course.horizon, read, settlement,
        sides=course.sides(last), undecided=course.undecided,
    )  # fmt: skip
    if course.as_of == 0:
        begun = opening(game, epoch.lattice, epoch.rules, 0, int(course.in_force_at_start))
        handed = [begun, begun]
    else:
        before = course.epochs[-1].lattice
        now = [unpacked(mass[i], epoch.rules) for i in range(2)]
        handed = [hand_on(one, (base, before), (game, epoch.lattice), False) for one in now]
    mass = jnp.stack([packed(one) for one in handed])
    return onward(course, epoch, game, equilibrium, course.as_of, mass, main, views)


def likelihood(course: Course, games: tuple[Game, ...], record: Seen) -> Array:
    """Log-likelihood of a record under one set of assumptions."""
    alone = replace(course, beliefs=None, throughout=False)
    _, reports = condition(alone, games, by_epoch(alone, solve_epochs(alone, games)), record)
    return jnp.sum(reports["log_likelihood"])


def solve_epochs(course: Course, games: tuple[Game, ...], kept_until: int | None = None) -> tuple[Equilibrium, ...]:
    """Equilibrium of each epoch, in order of time, each from its first month on.

    `kept_until` (static) is the first month whose play under the last epoch is not kept: the end of the months shown
    by default. Of an earlier epoch nobody reads more than `Course.read_until`.
    """
    solved: list[Equilibrium] = []
    for number, (epoch, game) in enumerate(zip(course.epochs, games, strict=True)):
        last = number == len(course.epochs) - 1 and kept_until is not None
        kept = kept_until if last else course.read_until(number)
        alike = course.settles_as[number] if course.settles_as else number
        settlement = solved[alike].settlement if alike < number else None
        solved.append(
            solve(
                game,
                epoch.lattice,
                epoch.rules,
                epoch.start,
                course.horizon,
                kept,
                settlement,
                sides=course.sides(number),
                undecided=course.undecided,
            )
        )
    return tuple(solved)


def by_epoch(course: Course, solved: tuple[Equilibrium, ...]) -> tuple[Equilibrium, ...]:
    """Equilibrium of each epoch, in order of time, from what `solve_epochs` returns."""
    assert len(solved) == len(course.epochs)
    return solved


def condition(
    course: Course, games: tuple[Game, ...], equilibria: tuple[Equilibrium, ...], record: Seen
) -> tuple[Mass, dict[str, Array]]:
    """Posterior over states at `as_of`, and monthly reports of the months before it.

    The reports are those of `law.observe`, and `baseline_ongoing` and `baseline_endings` (`BASELINE_MONTHS` months
    from `course.baseline` on, if that month lies in the past).
    """
    first_epoch = course.epochs[0]
    gate = int(course.in_force_at_start)
    mass = opening(games[0], first_epoch.lattice, first_epoch.rules, first_epoch.start, gate)
    reports: list[dict[str, Array]] = []
    baseline: dict[str, Array] = {}
    for number, epoch in enumerate(course.epochs):
        game, first = games[number], course.solved_from(number)
        if number:
            before = course.epochs[number - 1]
            mass = hand_on(mass, (games[number - 1], before.lattice), (game, epoch.lattice), epoch.new_mediator)
        stop = course.epochs[number + 1].start if number < len(course.epochs) - 1 else course.as_of
        begins = epoch.start
        if course.baseline is not None and epoch.start <= course.baseline < stop:
            mass = _observe(reports, game, equilibria[number], epoch, mass, record, begins, course.baseline, first)
            year = slice(course.baseline, course.baseline + BASELINE_MONTHS)
            expected = forecast(
                game, equilibria[number], epoch.lattice, epoch.rules, mass, year, first, NATURE, detailed=False
            )
            baseline = {f"baseline_{name}": values for name, values in expected.items()}
            begins = course.baseline
        mass = _observe(reports, game, equilibria[number], epoch, mass, record, begins, stop, first)
    if not reports:
        return mass, {"log_likelihood": jnp.zeros(0, games[0].precision.dtype)} | baseline
    return mass, jax.tree.map(lambda *parts: jnp.concatenate(parts), *reports) | baseline


def _observe(reports, game, equilibrium, epoch, mass, record, begins, stop, first):
    """Condition on the months from `begins` to `stop`, and note their reports."""
    if stop <= begins:
        return mass
    months = slice(begins, stop)
    seen = jax.tree.map(lambda leaf: leaf[months], record)
    mass, noted = observe(game, equilibrium, epoch.lattice, epoch.rules, mass, seen, months, first)
    reports.append(noted)
    return mass
