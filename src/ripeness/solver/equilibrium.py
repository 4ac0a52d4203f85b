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

from ripeness.model.eyes import ATTACKER, DEFENDER, Kernels, State, kernels_by_month, line_as_it_stands
from ripeness.model.kernels.rounding import rounding_matrix
from ripeness.model.month import Play, Values, play
from ripeness.model.state import Game, Lattice, Months, Rules
from ripeness.model.terms.settlement import Settlement
from ripeness.solver.belief import SIDES as BOTH
from ripeness.solver.belief import Belief, month_before

Carried = tuple[Values, Belief | None]
Item = tuple[Months, tuple[Kernels, Kernels]]
Coarse = Float[Array, "gate few_chest front few_sincerity"]


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Equilibrium:
    """Play of the months from an epoch's first on, as far as it is kept (leading axis `month`).

    `opening` holds both sides' values in the first month, and those of a truce where there is one. `belief` holds
    chances of winning by month, as far as the play is kept; None where no side's is followed.
    """

    play: Play
    opening: Values
    settlement: Settlement
    belief: Belief | None = None


def solve(
    game: Game,
    lattice: Lattice,
    rules: Rules,
    first: int,
    horizon: int,
    kept_until: int | None = None,
    settlement: Settlement | None = None,
    sides: tuple[int, ...] = (),
    undecided: bool = False,
) -> Equilibrium:
    """Solve one epoch from its month `first`.

    Parameters
    ----------
    game : numbers of one set of assumptions; its drivers cover the months 0 to `horizon` - 1.
    lattice, rules, first, horizon : static; the line freezes at the start of month `horizon`.
    kept_until : first month whose play is not kept; all are by default (static).
    settlement : of another epoch with the same issues, agenda and bargaining power; made here by default.
    sides : believers whose chance of winning is carried beside the values (static); each takes some sixth of the time
        that the values take. undecided : whether the chance that nobody wins is, too: as much again.
    """
    stop = horizon if kept_until is None else max(first, min(kept_until, horizon))
    if settlement is None:
        settlement = Settlement.build(game.issues, rules.agenda, game.attacker_power, rules.protocols, rules.exact)
    coarse = lattice if stop == horizon else lattice.thinned
    wider = (lattice.chest - 1) / (coarse.chest - 1) if coarse.chest > 1 else 1.0
    thinned = replace(game, chest_spacing=game.chest_spacing * wider)

    def back(numbers: Game, nodes: Lattice, after: Carried, item: Item) -> tuple[Carried, Play]:
        (values, belief), (now, eyes) = after, item
        before, chosen = play(numbers, now, values, settlement, nodes, rules, eyes)
        kept = compact(chosen, rules)
        if belief is not None:
            followed = tuple(eyes[BOTH.index(side)] for side in sides)
            belief = month_before(sides, followed, kept.stance, belief, nodes, now.month)
        return (before, belief), kept

    def unread(after: Carried, item: Item) -> tuple[Carried, None]:
        return back(thinned, coarse, after, item)[0], None

    def read(after: Carried, item: Item) -> tuple[Carried, tuple[Play, Belief | None]]:
        before, kept = back(game, lattice, after, item)
        return before, (kept, before[1])

    def months(begin: int, end: int, numbers: Game, nodes: Lattice) -> Item:
        drivers = jax.tree.map(lambda leaf: leaf[begin:end], numbers.months)
        attacker, defender = (kernels_by_month(numbers, drivers, side, nodes) for side in (ATTACKER, DEFENDER))
        return drivers, (attacker, defender)

    frozen = frozen_line(thinned, coarse, rules, horizon)
    belief = Belief.at_the_end(coarse, game.precision.dtype, len(sides), undecided) if sides else None
    after: Carried = frozen, belief
    if stop < horizon:  # a loop of no months is compiled as any other is
        after, _ = jax.lax.scan(unread, after, months(stop, horizon, thinned, coarse), reverse=True)
        after = jax.tree.map(lambda values: refine(values, coarse, lattice), after)
    (opening, _), (kept, believed) = jax.lax.scan(read, after, months(first, stop, game, lattice), reverse=True)
    return Equilibrium(kept, opening, settlement, believed)


def refine(values: Coarse, coarse: Lattice, lattice: Lattice) -> State:
    """Values on a nested coarser lattice, interpolated linearly onto the nodes between."""
    if coarse.shape == lattice.shape:
        return values

    def between(nodes: int, few: int) -> Array:
        places = jnp.linspace(0.0, few - 1.0, nodes, dtype=values.dtype)
        return rounding_matrix(places, jnp.zeros(()), jnp.ones(()), few)

    chest = between(lattice.chest, coarse.chest)
    # The mind plays no part in a truce: its values have one node.
    alone = jnp.ones((1, 1), values.dtype)
    sincerity = alone if values.shape[3] == 1 else between(lattice.sincerity, coarse.sincerity)
    return jnp.einsum("rc,gckm,lm->grkl", chest, values, sincerity)


def frozen_line(game: Game, lattice: Lattice, rules: Rules, month: int) -> Values:
    """Values at the horizon: the line freezes, land lies as it is held, the other issues take their frozen terms."""
    lines = line_as_it_stands(game, lattice, rules, month)
    attacker, defender = (jnp.broadcast_to(line, lattice.shape) for line in lines)
    if not rules.truce:
        return attacker, defender
    quiet = (*lattice.shape[:3], 1)
    return attacker, defender, *(jnp.broadcast_to(line, quiet) for line in lines)


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
        begins=chosen.begins,
        truce=None if chosen.truce is None else replace(chosen.truce, segment=chosen.truce.segment.astype(jnp.int16)),
    )
