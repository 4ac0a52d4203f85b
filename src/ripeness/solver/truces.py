"""A truce in the law of the war: who is in one, who goes back to war, and what is counted of it.

Who is back at war fights that month: no table, no truce. A truce that begins in a month has in it its first month.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ripeness.arrays import SETTLEMENTS
from ripeness.model.eyes import Kernels, State, initial_mind, minds_after_a_truce, standing_of
from ripeness.model.kernels.truce import Quiet
from ripeness.model.month import Play
from ripeness.model.state import Game, Lattice, Months, Rules, Seen
from ripeness.solver.departures import Departures, as_answered, depart, fought, together

STOOD = 3
"""Months that a truce must have held to be told as one that stands."""


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Masses:
    """Probability of every state of the war and of a truce."""

    war: State
    truce: Quiet


Mass = State | Masses
"""Probability of every state; of the war alone where there is no truce."""


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Left:
    """Where the probability of a truce goes at a month's start.

    back : to war. settled, stays : as they say. broken, by_attacker, by_defender : probability that it breaks down, and
    that either side goes back to war (both may).
    """

    back: State
    settled: Quiet
    stays: Quiet
    broken: Float[Array, ""]
    by_attacker: Float[Array, ""]
    by_defender: Float[Array, ""]


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Moved:
    """A month's departures.

    war : mass that was fought at its start, as answered. going : its departures. fights : with what a truce gave back.
    left : of the truce; None where there is none.
    """

    war: State
    going: Departures
    fights: Departures
    left: Left | None

    def onward(self, game: Game, now: Months, lattice: Lattice, war: State) -> Mass:
        """Mass at the month's end, where `war` is the mass that is still fought."""
        if self.left is None or self.fights.begun is None:
            return war
        begun = jnp.sum(self.fights.begun, axis=-1, keepdims=True)
        return Masses(war, passed(game, now, lattice, self.left.stays + begun))

    def settlements(self, game: Game, lattice: Lattice, whose: Array) -> tuple[State | float, ...]:
        """Mass that settles in a truce, one for each of `SETTLEMENTS`; `whose` : terms, in each state of the truce."""
        if self.left is None:
            return (0.0,) * len(SETTLEMENTS)
        mind = initial_mind(game, lattice)
        return tuple(jnp.where(whose == index, self.left.settled, 0.0) * mind for index in range(len(SETTLEMENTS)))


def packed(mass: Array | Masses) -> Array:
    """All of a mass as one array: that of a truce as one more node of the mind."""
    return jnp.concatenate([mass.war, mass.truce], axis=-1) if isinstance(mass, Masses) else mass


def unpacked(mass: Array, rules: Rules) -> Mass:
    """The mass that was packed."""
    return Masses(mass[..., :-1], mass[..., -1:]) if rules.truce else mass


def peace_apart(mass: Mass) -> tuple[State, Quiet | None]:
    """(mass of the war, mass of the truce)."""
    return (mass.war, mass.truce) if isinstance(mass, Masses) else (mass, None)


def month_of(
    mass: Mass, chosen: Play, now: Months, game: Game, lattice: Lattice, rules: Rules, seen: Seen | None = None
) -> Moved:
    """Split a month's probability."""
    war, truce = peace_apart(mass)
    war = war if seen is None else war * as_answered(game, now, lattice, rules, chosen, seen)
    going = depart(war, chosen, now, rules, seen)
    if truce is None:
        return Moved(war, going, going, None)
    left = leave(truce, chosen, now, game, lattice)
    nil = jnp.zeros_like(chosen.settles)
    fighting = replace(chosen, settles=nil, ceases=nil, begins=nil)
    back = depart(left.back, fighting, now, rules, seen)
    return Moved(war, going, together(going, back), left)


def leave(truce: Quiet, chosen: Play, now: Months, game: Game, lattice: Lattice) -> Left:
    """Where the probability of a truce goes at the start of a month."""
    assert now.truce is not None and chosen.truce is not None
    plain, blamed = minds_after_a_truce(game, lattice)
    broken = truce * now.truce.breakdown
    holds = truce - broken
    by_attacker, by_defender = holds * chosen.truce.resumes_attacker, holds * chosen.truce.resumes_defender
    only_defender = by_defender * (1.0 - chosen.truce.resumes_attacker)
    holds = holds - by_attacker - only_defender
    settled = holds * chosen.truce.settles
    return Left(
        (broken + only_defender) * plain + by_attacker * blamed,
        settled,
        holds - settled,
        jnp.sum(broken),
        jnp.sum(by_attacker),
        jnp.sum(by_defender),
    )


def passed(game: Game, now: Months, lattice: Lattice, truce: Quiet) -> Quiet:
    """Mass of a truce at the month's end, from that which stays in it: the transpose of `Standing.expect`."""
    standing = standing_of(game, now, lattice)
    (after,) = jax.linear_transpose(standing.expect, jnp.zeros_like(truce))(truce)
    return after


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Traced:
    """What is followed to tell of a first truce, from the forecast's first month on.

    never : mass of the war that has seen no truce. young : of first truces, by the months that they have held, one
    first; settled : probability of the settlements that came then, before a truce or out of a first one. stopped : of a
    first truce, or settlement, so far. stood : that it has held `STOOD` months.
    """

    never: State
    young: tuple[Quiet, ...]
    settled: tuple[Float[Array, ""], ...]
    stopped: Float[Array, ""]
    stood: Float[Array, ""]

    @classmethod
    def begin(cls, mass: Masses) -> Traced:
        """Nothing has stopped but what is in a truce, which counts as in its first month."""
        nil = jnp.zeros((), mass.war.dtype)
        later = (jnp.zeros_like(mass.truce),) * (STOOD - 2)
        return cls(mass.war, (mass.truce, *later), (nil,) * (STOOD - 1), jnp.sum(mass.truce), nil)

    def month(self, chosen: Play, now: Months, game: Game, lattice: Lattice, rules: Rules, kernels: Kernels) -> Traced:
        """A month later."""
        going = depart(self.never, chosen, now, rules, None)
        assert going.begun is not None
        never = fought(kernels, now.month, going.fighting, lattice).goes_on
        for_good = jnp.sum(going.settled) + jnp.sum(going.ceased) + sum(jnp.sum(one) for one in going.signed)
        began = jnp.sum(going.begun, axis=-1, keepdims=True)
        left = [leave(one, chosen, now, game, lattice) for one in self.young]
        *ages, oldest = (passed(game, now, lattice, mass) for mass in (began, *(one.stays for one in left)))
        later = (before + jnp.sum(one.settled) for before, one in zip(self.settled, left, strict=True))
        *settled, long_ago = (for_good, *later)
        return Traced(
            never,
            tuple(ages),
            tuple(settled),
            self.stopped + for_good + jnp.sum(began),
            self.stood + long_ago + jnp.sum(oldest),
        )


def told_of(moved: Moved, traced: Traced) -> dict[str, Array]:
    """What a month reports of truces.

    stopped, truce_stands : probability, at its start, of a first truce or settlement so far, and of one that then held
    `STOOD` months (a truce that settled meanwhile holds). truces_begun, broken_down, resumed_by_attacker,
    resumed_by_defender : expected numbers in the month.
    """
    assert moved.left is not None and moved.fights.begun is not None
    return {
        "stopped": traced.stopped,
        "truce_stands": traced.stood,
        "truces_begun": jnp.sum(moved.fights.begun),
        "broken_down": moved.left.broken,
        "resumed_by_attacker": moved.left.by_attacker,
        "resumed_by_defender": moved.left.by_defender,
    }
