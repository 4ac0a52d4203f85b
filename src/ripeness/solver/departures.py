"""Where the probability of a month goes: settled, ceased, gave up, signed a text, and fighting on by conduct."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ripeness.arrays import STANCES
from ripeness.model.endings import tally
from ripeness.model.eyes import Kernels, State, land_held
from ripeness.model.month import CONDUCTS, Outcomes, Play, fight_on
from ripeness.model.state import Game, Lattice, Months, Rules, Seen
from ripeness.model.talks.answers import agreement, met


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Departures:
    """Where the probability of a month goes.

    `fighting` is the mass that fights on, for each stance, and, where texts are put, after each refusal
    (`month.CONDUCTS`); `signed` the mass that signs each text and settles. `begun` : the mass that goes into a truce,
    by a text or without; None where there is none.
    """

    settled: State
    ceased: State
    gave_up: tuple[State, State]
    fighting: tuple[State, ...]
    signed: tuple[State, ...] = ()
    begun: State | None = None


def together(one: Departures, other: Departures) -> Departures:
    """The departures of two masses."""
    return jax.tree.map(jnp.add, one, other)


def depart(mass: State, chosen: Play, now: Months, rules: Rules, seen: Seen | None) -> Departures:
    """Split a month's probability: settled, ceased, gave up, and fighting by stance."""
    settled = mass * chosen.settles
    ceased = mass * chosen.ceases
    staying = mass - settled - ceased
    begun = None if chosen.begins is None else staying * chosen.begins
    if begun is not None:
        staying = staying - begun
    both = chosen.yields_attacker + chosen.yields_defender
    share = staying / jnp.maximum(both, 1.0)
    fighting = jnp.where(both > 0.0, 0.0, staying)
    weights = _stance_weights(chosen, rules)
    if seen is not None:
        weights = tuple(weight * seen.stance[i] for i, weight in enumerate(weights))
    conduct, signed = _meet_texts(tuple(fighting * weight for weight in weights), chosen, now)
    if signed and begun is not None:
        begun = sum((signed[text] for text in rules.truce_texts if text < len(signed)), start=begun)
        signed = tuple(jnp.zeros_like(one) if n in rules.truce_texts else one for n, one in enumerate(signed))
    return Departures(
        settled,
        ceased,
        (share * chosen.yields_attacker, share * chosen.yields_defender),
        conduct,
        signed,
        begun,
    )


def _meet_texts(fighting: tuple[State, ...], chosen: Play, now: Months) -> tuple[tuple[State, ...], tuple[State, ...]]:
    """(mass that fights on by conduct, mass that signs each text)."""
    if not chosen.answers or now.put is None or now.mandate is None:
        return fighting, ()
    signed, conduct = met(fighting, chosen.answers, now.put, now.mandate)
    return conduct, signed


def as_answered(game: Game, now: Months, lattice: Lattice, rules: Rules, chosen: Play, seen: Seen) -> State | float:
    """Probability of the answers that both sides gave to texts in a month, state by state; 1 where none was seen."""
    if game.texts is None or seen.answers is None:
        return 1.0
    by_front = game.texts.worth(game.issues, land_held(game, lattice, now.month))
    worths = [[worth[:, None] for worth in side] for side in by_front]
    if chosen.truce is not None:
        for side, lasts in zip(worths, (chosen.truce.attacker, chosen.truce.defender), strict=True):
            for text in rules.truce_texts:
                side[text] = lasts
    sides = zip(worths, (chosen.attacker, chosen.defender), seen.answers, strict=True)
    attacker, defender = (agreement(worth, expected, given) for worth, expected, given in sides)
    return attacker * defender


def fought(kernels: Kernels, month: Array, fighting: tuple[State, ...], lattice: Lattice) -> Outcomes:
    """Probability of each outcome of a month's fighting: the transpose of `fight_on`."""
    nothing = jnp.zeros((), fighting[0].dtype)
    by_front = jnp.zeros((fighting[0].shape[2], 1), fighting[0].dtype)
    outcomes = Outcomes(jnp.zeros_like(fighting[0]), nothing, nothing, by_front, by_front)
    transposed = jax.linear_transpose(partial(fight_on, kernels, lattice=lattice, month=month), outcomes)
    (masses,) = transposed(fighting)
    return masses


def tallied(
    going: Departures, settlements: tuple[State, ...], outcomes: Outcomes
) -> Float[Array, "ending padded_front"]:
    """Probability of each ending in a month by front, as `endings.tally`."""
    gave_up = by_front(going.gave_up[0]), by_front(going.gave_up[1])
    settled = jnp.stack([by_front(mass) for mass in settlements])
    return tally(settled, by_front(going.ceased), gave_up, outcomes)


def by_front(mass: State) -> Float[Array, " front"]:
    """Probability by front."""
    return jnp.sum(mass, axis=(0, 1, 3))


def _stance_weights(chosen: Play, rules: Rules) -> tuple[State, ...]:
    if rules.smooth:
        return chosen.stance
    return tuple((chosen.stance[0] == number).astype(chosen.gap.dtype) for number in range(len(STANCES)))


def attending_of(going: Departures) -> State:
    """Mass that fights on and attends talks."""
    attending = [mass for mass, (attends, _) in zip(going.fighting, CONDUCTS, strict=False) if attends]
    return sum(attending, start=jnp.zeros((), attending[0].dtype))
