"""One number of the forecast as a function that can be differentiated in reverse, in little memory.

The months are scanned as in `equilibrium.py` and `law.py`, with the same `play` and the same kernels. What differs is
what is kept: only both sides' values by month and the law's state by month; what is played in a month is computed
again where it is read, and once more on the way back (`jax.checkpoint`). One reverse pass gives the derivative with
respect to every number of every epoch's game and of the record.

Derivatives hold almost everywhere: a state whose best deal jumps from one stretch of the frontier to another, or whose
settlement changes its label, is differentiated where it stands. A clipped number (`jnp.clip`) has derivative zero
beyond its bound and a half of it on the bound.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from ripeness.arrays import LOG_LIKELIHOOD, QUANTITIES
from ripeness.model.endings import settlements_of, whose_terms
from ripeness.model.eyes import ATTACKER, DEFENDER, State, kernels_of
from ripeness.model.month import Play, fight_on, play
from ripeness.model.state import Game, Lattice, Months, Rules, Seen
from ripeness.model.terms.bargain import tolerance
from ripeness.model.terms.settlement import Settlement
from ripeness.solver.belief import aims_met, as_played
from ripeness.solver.course import Course, Epoch
from ripeness.solver.departures import Departures, as_answered, attending_of, depart, fought, tallied
from ripeness.solver.equilibrium import compact, frozen_line, refine
from ripeness.solver.law import NATURE, at_start, pass_on
from ripeness.solver.reports import means_of, terms_of_texts

FEWEST = 1e-4
"""Below this probability of a settlement its terms are not given (NaN)."""
UNTIL = ("ended", "settled", "months_of_war", "partial_deals", "terms")
"""Quantities that add up over the months from `as_of` on; the others are those of one month."""

CHANCES = tuple(name for name, one in QUANTITIES.items() if one.reading in ("within", "ever"))
"""A side's chances of winning in its own eyes."""

War = tuple[State, ...]
Values = tuple[Float[Array, "month gate chest front sincerity"], Float[Array, "month gate chest front sincerity"]]


@dataclass(frozen=True)
class Asked:
    """Which number of a forecast (static).

    Attributes
    ----------
    quantity : a name of `schema.claims.measure.MEASURES`, or `LOG_LIKELIHOOD`.
    ahead : months from `as_of`; negative for a month of the record.
    endings : indices into `arrays.ENDINGS`, for `ended` and `settled`. issue : index, for `terms`.
    believer : in whose eyes the war goes on from `as_of`, an index into `arrays.BELIEVERS`.
    """

    quantity: str
    ahead: int = 0
    endings: tuple[int, ...] = ()
    issue: int = 0
    believer: int = NATURE


def outcome(
    course: Course, games: tuple[Game, ...], record: Seen, asked: Asked
) -> tuple[Float[Array, ""], Float[Array, ""]]:
    """The number asked for under one set of assumptions, and the log likelihood of the record.

    Parameters
    ----------
    course : static; the rules of its epochs say whether choices are smooth. games : numbers of each epoch.
    record : probability of what was seen in each month from 0 to `as_of` (ones: nothing was).

    Returns
    -------
    The number is nil where nothing has happened yet, NaN where it speaks of settlements and there are none. Without a
    record the likelihood is that of the war's going on.
    """
    at = course.as_of + asked.ahead
    last = max(course.as_of, at + (asked.quantity not in UNTIL))
    until = _won_by(course, asked, at)
    settlements, values = _solved(course, games, until)
    believed = None
    if until is not None:
        believed = _believed(course, games[-1], settlements[-1], values[-1], at, until, asked)
    mass = at_start(games[0], course.epochs[0].lattice, 0, int(course.in_force_at_start))
    found = []
    for number, epoch in enumerate(course.epochs):
        stop = min(last, course.epochs[number + 1].start if number + 1 < len(course.epochs) else last)
        if stop <= epoch.start:
            break
        if number:
            before = course.epochs[number - 1]
            mass = pass_on(
                mass, (games[number - 1], before.lattice), (games[number], epoch.lattice), epoch.new_mediator
            )
        to_come = jax.tree.map(lambda leaf, months=stop - epoch.start: leaf[:months], values[number])
        here = believed if number == len(course.epochs) - 1 else None
        mass, reports = _carry(
            course, epoch, games[number], settlements[number], to_come, mass, record, stop, here, asked
        )
        found.append(reports)
    if not found:
        return (jnp.zeros((), games[0].precision.dtype),) * 2
    above, below, seen = (jnp.concatenate(parts) for parts in zip(*found, strict=True))
    likelihood = jnp.sum(seen)
    if asked.quantity == LOG_LIKELIHOOD:
        return likelihood, likelihood
    if asked.quantity not in UNTIL:
        return above[at] / below[at], likelihood
    above, below = above[course.as_of : at], below[course.as_of : at]
    if asked.quantity != "terms":
        return jnp.sum(above), likelihood
    settled = jnp.sum(below)
    return jnp.where(settled < FEWEST, jnp.nan, jnp.sum(above) / jnp.maximum(settled, FEWEST)), likelihood


def _won_by(course: Course, asked: Asked, at: int) -> int | None:
    """Month by whose start a side must have won; None where no chance of winning is asked for."""
    reading = QUANTITIES[asked.quantity].reading if asked.quantity in QUANTITIES else ""
    return {"within": min(at + course.belief_horizon, course.horizon), "ever": course.horizon}.get(reading)


def _solved(course: Course, games: tuple[Game, ...], until: int | None) -> tuple[list[Settlement], list[Values]]:
    """Settlement and values to come of each epoch, from its first month on, under the last one to `until` at least."""
    settlements, values = [], []
    for number, (epoch, game) in enumerate(zip(course.epochs, games, strict=True)):
        rules = epoch.rules
        settlement = Settlement.build(game.issues, rules.agenda, game.attacker_power, rules.protocols, rules.exact)
        settlements.append(settlement)
        read = course.read_until(number)
        if until is not None and number == len(course.epochs) - 1:
            read = max(read, until)
        span = epoch.start, read, course.horizon
        values.append(values_to_come(game, settlement, epoch.lattice, rules, *span))
    return settlements, values


def values_to_come(
    game: Game, settlement: Settlement, lattice: Lattice, rules: Rules, first: int, stop: int, horizon: int
) -> Values:
    """Both sides' values a month later, for each month from `first` to `stop`: all that is kept of the way back.

    The months from `stop` on are solved on the thinned lattice, as in `equilibrium.solve`.
    """
    coarse = lattice if stop == horizon else lattice.thinned
    thinned = replace(game, chest_spacing=game.chest_spacing * ((lattice.chest - 1) / max(coarse.chest - 1, 1)))

    def months_of(game: Game, grid: Lattice, begin: int, end: int, after: War) -> tuple:
        @partial(jax.checkpoint, prevent_cse=False)  # a scan's body: nothing to keep apart
        def before(game: Game, settlement: Settlement, now: Months, after: War) -> War:
            return play(game, now, after, settlement, grid, rules)[0]

        def step(after: War, now: Months) -> tuple[War, War]:
            return before(game, settlement, now, after), after

        months = jax.tree.map(lambda leaf: leaf[begin:end], game.months)
        return jax.lax.scan(step, after, months, reverse=True)

    frozen = frozen_line(thinned, coarse, rules, horizon)
    if coarse.shape == lattice.shape:  # one program for all months
        to_come = months_of(game, lattice, first, horizon, frozen)[1]
        return jax.tree.map(lambda leaf: leaf[: stop - first], to_come)
    after, _ = months_of(thinned, coarse, stop, horizon, frozen)
    refined = refine(after[0], coarse, lattice), refine(after[1], coarse, lattice)
    return months_of(game, lattice, first, stop, refined)[1]


def _believed(
    course: Course, game: Game, settlement: Settlement, to_come: Values, at: int, until: int, asked: Asked
) -> State:
    """A side's chance, in its own eyes, in each state of month `at` under the last epoch, that it wins by `until`."""
    epoch = course.epochs[-1]
    lattice, rules = epoch.lattice, epoch.rules
    side = {"attacker": ATTACKER, "defender": DEFENDER}[QUANTITIES[asked.quantity].actor]
    now = jax.tree.map(lambda leaf: leaf[at:until], game.months)
    values = jax.tree.map(lambda leaf: leaf[at - epoch.start : until - epoch.start], to_come)

    @partial(jax.checkpoint, prevent_cse=False)  # a scan's body: nothing to keep apart
    def month(game: Game, settlement: Settlement, chance: State, item: tuple) -> State:
        now, after = item
        stances = compact(play(game, now, after, settlement, lattice, rules)[1], rules).stance
        kernels = kernels_of(game, now, side, lattice)
        return as_played(stances, fight_on(kernels, aims_met(side, chance), lattice, now.month))

    def step(chance: State, item: tuple) -> tuple[State, None]:
        return month(game, settlement, chance, item), None

    return jax.lax.scan(step, jnp.zeros(lattice.shape, game.precision.dtype), (now, values), reverse=True)[0]


def _carry(
    course: Course,
    epoch: Epoch,
    game: Game,
    settlement: Settlement,
    to_come: Values,
    mass: State,
    record: Seen,
    stop: int,
    believed: State | None,
    asked: Asked,
) -> tuple[State, tuple[Array, Array, Array]]:
    """The law from an epoch's first month to `stop`; by month: numerator, denominator, log-likelihood.

    `believed` : a side's chance of winning in the states of the last month, where it is asked for.
    """
    lattice, rules = epoch.lattice, epoch.rules
    months = np.arange(epoch.start, stop)
    observed = months < course.as_of
    past = jax.tree.map(lambda leaf: leaf[epoch.start : min(stop, course.as_of)], record)
    ones = jax.tree.map(lambda leaf: jnp.ones(((~observed).sum(), *leaf.shape[1:]), leaf.dtype), record)
    seen = jax.tree.map(lambda one, other: jnp.concatenate([one, other]), past, ones)
    now = jax.tree.map(lambda leaf: leaf[epoch.start : stop], game.months)
    eyes = np.where(observed, NATURE, asked.believer)
    levels = np.array({1: (0,), 2: (0, -1), 3: (0, 1, -1)}[lattice.gates])

    @partial(jax.checkpoint, prevent_cse=False)  # a scan's body: nothing to keep apart
    def month(
        game: Game, settlement: Settlement, believed: State | None, mass: State, item: tuple
    ) -> tuple[State, tuple[Array, Array, Array]]:
        now, after, seen, observed, believer = item
        chosen = compact(play(game, now, after, settlement, lattice, rules)[1], rules)
        mass = mass * seen.front[lattice.fronts(now.month)][:, None]
        mass = mass * as_answered(game, now, lattice, rules, chosen, seen)
        going = depart(mass, chosen, now, rules, seen)
        kernels = kernels_of(game, now, believer if asked.believer else NATURE, lattice, seen)
        outcomes = fought(kernels, now.month, going.fighting, lattice)
        onward = outcomes.goes_on * seen.gate[levels].reshape(-1, 1, 1, 1)
        total = jnp.where(observed, jnp.maximum(jnp.sum(onward), 1e-30), 1.0)
        whose = whose_terms(game.issues, settlement.segments, jax.tree.map(lambda leaf: leaf[None], chosen))[0]
        settlements = settlements_of(game, now, lattice, going.settled, whose, going.signed)
        endings = tallied(going, settlements, outcomes)
        if believed is None:
            found = _measured(asked, game, settlement, lattice, rules, now, mass, going, chosen, endings)
        else:
            found = jnp.sum(mass * believed), jnp.maximum(jnp.sum(mass), 1e-30)
        return onward / total, (*found, jnp.log(total))

    def step(mass: State, item: tuple) -> tuple[State, tuple[Array, Array, Array]]:
        return month(game, settlement, believed, mass, item)

    return jax.lax.scan(step, mass, (now, to_come, seen, observed, eyes))


def _measured(
    asked: Asked,
    game: Game,
    settlement: Settlement,
    lattice: Lattice,
    rules: Rules,
    now: Months,
    mass: State,
    going: Departures,
    chosen: Play,
    endings: Float[Array, "ending padded_front"],
) -> tuple[Array, Array]:
    """Numerator and denominator of the quantity in a month."""
    quantity, ongoing, one = asked.quantity, jnp.sum(mass), jnp.ones((), mass.dtype)
    if quantity == LOG_LIKELIHOOD or quantity in CHANCES:  # a chance of winning is read under the last epoch alone
        return one, one
    if quantity in ("ongoing", "months_of_war"):
        return ongoing, one
    if quantity in ("ended", "settled"):
        return jnp.sum(endings[np.array(asked.endings)]), one
    if quantity == "terms":
        segments = settlement.segments
        ends = segments.terms_start[:, asked.issue], segments.terms_end[:, asked.issue]
        start, end = jax.lax.stop_gradient(ends)
        signed = start[chosen.segment] + (end - start)[chosen.segment] * chosen.position
        by_text = jnp.broadcast_to(terms_of_texts(game, now, lattice, going.signed), (segments.terms_start.shape[1],))
        texts = sum((jnp.sum(mass) for mass in going.signed), start=jnp.zeros((), mass.dtype))
        return jnp.sum(going.settled * signed) + by_text[asked.issue], jnp.sum(going.settled) + texts
    attended = attending_of(going)
    if quantity == "partial_deals":
        return game.mediator.deal_feigned * jnp.sum(attended), one
    below = jnp.maximum(ongoing, 1e-30)
    fighting = sum(going.fighting, start=jnp.zeros((), mass.dtype))
    reach = _in_reach(chosen.gap, game, rules)
    conduct = {
        "ripe": mass * reach,
        "attended_no_deal_in_reach": attended * (1.0 - reach),
        "stayed_away": (fighting - attended) * (1.0 - reach),
        "in_earnest": fighting * reach,
    }
    if quantity in conduct:
        return jnp.sum(conduct[quantity]), below
    if quantity == "attended":
        return below - jnp.sum(conduct["stayed_away"]), below
    reported = means_of(game, now, lattice, mass, going, chosen)
    if quantity == "advantage":
        return reported["attacker_value"] - reported["defender_value"], one
    return reported[QUANTITIES[quantity].report], one


def _in_reach(gap: State, game: Game, rules: Rules) -> State:
    """Whether a deal is in reach: by the sign of the gap, or by the logit of it where choices are smooth."""
    if rules.smooth:
        return jax.nn.sigmoid(game.precision * gap)
    return (gap >= -tolerance(gap.dtype)).astype(gap.dtype)
