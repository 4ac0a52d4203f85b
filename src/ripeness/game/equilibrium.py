"""Equilibrium by backward induction: from a frozen line at the horizon to the first month of an epoch.

Markov perfect between the two belligerents;
the mediator and the gate follow rules.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
import jax.numpy as jnp

from ripeness.game.month import Play, State, play
from ripeness.game.state import Game, Lattice, Months, Rules
from ripeness.terms.settlement import Settlement


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
    game: Game, lattice: Lattice, rules: Rules, first: int, horizon: int, kept_until: int | None = None
) -> Equilibrium:
    """Solve one epoch from its month `first`.

    Parameters
    ----------
    game : numbers of one set of assumptions; its drivers cover the months 0 to `horizon` - 1.
    lattice, rules, first, horizon : static; the line freezes at the start of month `horizon`.
    kept_until : first month whose play is not kept; all are by default (static).
    """
    stop = horizon if kept_until is None else min(kept_until, horizon)
    settlement = Settlement.build(game.issues, rules.agenda, game.attacker_power, rules.protocols, rules.exact)

    def step(carried: tuple, now: Months) -> tuple[tuple, None]:
        after, kept = carried
        before, chosen = play(game, now, after, settlement, lattice, rules)
        # Later months write to the last place too, until its own month overwrites them.
        place = jnp.minimum(now.month.astype(jnp.int32), stop - 1) - first
        kept = jax.tree.map(
            lambda all_months, month: jax.lax.dynamic_update_index_in_dim(all_months, month, place, 0),
            kept,
            compact(chosen, rules),
        )
        return (before, kept), None

    months = jax.tree.map(lambda leaf: leaf[first:horizon], game.months)
    frozen = frozen_line(game, lattice, rules, horizon)
    a_month = jax.tree.map(lambda leaf: leaf[0], months)
    shapes = jax.eval_shape(lambda: compact(play(game, a_month, frozen, settlement, lattice, rules)[1], rules))
    kept = jax.tree.map(lambda leaf: jnp.zeros((stop - first, *leaf.shape), leaf.dtype), shapes)
    (opening, kept), _ = jax.lax.scan(step, (frozen, kept), months, reverse=True)
    return Equilibrium(kept, opening, settlement)


def frozen_line(game: Game, lattice: Lattice, rules: Rules, month: int) -> tuple[State, State]:
    """Values at the horizon: the line freezes, the front's issue takes k/N, the others their frozen terms."""
    share = lattice.fronts(month).astype(game.months.path.dtype) / lattice.steps
    values = game.issues.halted_value(game.issues.frozen, rules.front_issue, share)
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
    )
