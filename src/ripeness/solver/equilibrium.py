"""Equilibrium by backward induction: from a frozen line at the horizon to the first month of an epoch.

Markov perfect between the two belligerents; the mediator and the gate follow rules.

Of the months whose play nobody reads only the values are computed. A scenario may ask for them on a nested coarser
lattice (`Lattice.thinned`), interpolated linearly onto the nodes between: faster, but where a stance is chosen by a
hair it moves the forecast, so it is off by default.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ripeness.model.kernels.rounding import rounding_matrix
from ripeness.model.month import ATTACKER, DEFENDER, Kernels, Play, State, kernels_by_month, land_held, play
from ripeness.model.state import Game, Lattice, Months, Rules
from ripeness.model.terms.settlement import Settlement

Values = tuple[State, State]
Item = tuple[Months, tuple[Kernels, Kernels]]
Coarse = Float[Array, "gate few_chest front few_sincerity"]


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Equilibrium:
    """Play of the months from an epoch's first on, as far as it is kept (leading axis `month`).

    `opening` holds both sides' values in the first month.
    """

    play: Play
    opening: tuple[State, State]
    settlement: Settlement


def solve(
    game: Game,
    lattice: Lattice,
    rules: Rules,
    first: int,
    horizon: int,
    kept_until: int | None = None,
    settlement: Settlement | None = None,
) -> Equilibrium:
    """Solve one epoch from its month `first`.

    Parameters
    ----------
    game : numbers of one set of assumptions; its drivers cover the months 0 to `horizon` - 1.
    lattice, rules, first, horizon : static; the line freezes at the start of month `horizon`.
    kept_until : first month whose play is not kept; all are by default (static).
    settlement : of another epoch with the same issues, agenda and bargaining power; made here by default.
    """
    stop = horizon if kept_until is None else max(first, min(kept_until, horizon))
    if settlement is None:
        settlement = Settlement.build(game.issues, rules.agenda, game.attacker_power, rules.protocols, rules.exact)
    coarse = lattice if stop == horizon else lattice.thinned
    wider = (lattice.chest - 1) / (coarse.chest - 1) if coarse.chest > 1 else 1.0
    thinned = replace(game, chest_spacing=game.chest_spacing * wider)

    def unread(after: Values, item: Item) -> tuple[Values, None]:
        now, eyes = item
        return play(thinned, now, after, settlement, coarse, rules, eyes)[0], None

    def read(after: Values, item: Item) -> tuple[Values, Play]:
        now, eyes = item
        before, chosen = play(game, now, after, settlement, lattice, rules, eyes)
        return before, compact(chosen, rules)

    def months(begin: int, end: int, numbers: Game, nodes: Lattice) -> Item:
        drivers = jax.tree.map(lambda leaf: leaf[begin:end], numbers.months)
        attacker, defender = (kernels_by_month(numbers, drivers, side, nodes) for side in (ATTACKER, DEFENDER))
        return drivers, (attacker, defender)

    beyond = months(stop, horizon, thinned, coarse)
    after, _ = jax.lax.scan(unread, frozen_line(thinned, coarse, rules, horizon), beyond, reverse=True)
    within = months(first, stop, game, lattice)
    opening, kept = jax.lax.scan(read, refine(after, coarse, lattice), within, reverse=True)
    return Equilibrium(kept, opening, settlement)


def refine(values: tuple[Coarse, Coarse], coarse: Lattice, lattice: Lattice) -> Values:
    """Values on a nested coarser lattice, interpolated linearly onto the nodes between."""
    if coarse.shape == lattice.shape:
        return values

    def between(nodes: int, few: int) -> Array:
        places = jnp.linspace(0.0, few - 1.0, nodes, dtype=values[0].dtype)
        return rounding_matrix(places, jnp.zeros(()), jnp.ones(()), few)

    chest, sincerity = between(lattice.chest, coarse.chest), between(lattice.sincerity, coarse.sincerity)
    attacker, defender = (jnp.einsum("rc,gckm,lm->grkl", chest, side, sincerity) for side in values)
    return attacker, defender


def frozen_line(game: Game, lattice: Lattice, rules: Rules, month: int) -> Values:
    """Values at the horizon: the line freezes, land lies as it is held, the other issues take their frozen terms."""
    values = game.issues.halted_value(game.issues.frozen, rules.land, land_held(game, lattice, month))
    attacker, defender = (jnp.broadcast_to(v[:, None], lattice.shape) for v in values)
    return attacker, defender


def compact(chosen: Play, rules: Rules) -> Play:
    """Play as it is kept: a best response is one stance's index, a segment's index a short integer."""
    index = jnp.argmax(jnp.stack(chosen.stance), axis=0).astype(jnp.int8)
    stance = chosen.stance if rules.smooth else (index,)
    empty = jnp.zeros((), chosen.gap.dtype)
    return Play(
        stance=stance,
        settles=chosen.settles,
        ceases=chosen.ceases if rules.ceasefire else empty,
        yields_attacker=chosen.yields_attacker if rules.capitulation else empty,
        yields_defender=chosen.yields_defender if rules.capitulation else empty,
        segment=chosen.segment.astype(jnp.int16),
        position=chosen.position,
        attacker=chosen.attacker,
        defender=chosen.defender,
        gap=chosen.gap,
        answers=chosen.answers if rules.smooth else jax.tree.map(lambda yes: yes.astype(jnp.int8), chosen.answers),
    )
