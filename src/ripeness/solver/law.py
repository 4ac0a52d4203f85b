"""The law of the war: the probability of every state, month by month, without sampling noise.

A month of fighting is moved by the transpose (`jax.linear_transpose`) of the very expectation that
the two sides use for their values (`month.fight_on`), with nature's chances, or with either side's for
the forecast in that side's eyes. Conditioning on a record multiplies each month by the probability of what
was seen: an exact filter.
"""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from ripeness.arrays import BELIEVERS, SETTLEMENTS
from ripeness.model.endings import called_deals, called_texts, settlements_of
from ripeness.model.eyes import State, initial_mind, kernels_by_month
from ripeness.model.kernels.rounding import rounding_matrix
from ripeness.model.kernels.war_chest import offsets
from ripeness.model.month import Play, TrucePlay
from ripeness.model.state import Game, Lattice, Months, Rules, Seen
from ripeness.solver.deals import binned, measured
from ripeness.solver.departures import attending_of, fought, tallied
from ripeness.solver.disbelief import Believed, below_thresholds, broken_off
from ripeness.solver.equilibrium import Equilibrium
from ripeness.solver.reports import area_by_cell, means_of
from ripeness.solver.truces import Mass, Masses, Traced, month_of, peace_apart, told_of

NATURE = BELIEVERS.index("nature")
IMPOSSIBLE = 1e-30
"""A month of the record that is no likelier than this cannot have happened: its log likelihood is minus infinity."""


def at_start(game: Game, lattice: Lattice, month: int, gate: int = 0) -> State:
    """All probability at the war's first state: the front's start, reserves on their path, package as given."""
    if game.line is None:
        at = (lattice.fronts(month) == lattice.start).astype(game.precision.dtype)
    else:
        first = jnp.ones((), game.precision.dtype)
        at = rounding_matrix(game.line.start[None], first, first, lattice.steps - 1)[0]
    mass = jnp.zeros(lattice.shape, game.precision.dtype)
    return mass.at[gate, lattice.on_path].set(at[:, None] * initial_mind(game, lattice))


def opening(game: Game, lattice: Lattice, rules: Rules, month: int, gate: int = 0) -> Mass:
    """All probability at the war's first state; nothing is in a truce."""
    war = at_start(game, lattice, month, gate)
    return Masses(war, jnp.zeros((*lattice.shape[:3], 1), war.dtype)) if rules.truce else war


def hand_on(
    mass: Float[Array, "old_gate old_chest front old_sincerity"] | Masses,
    old: tuple[Game, Lattice],
    new: tuple[Game, Lattice],
    new_mediator: bool,
) -> Mass:
    """Hand the law from one epoch to the next, in war as in a truce."""
    war, truce = peace_apart(mass)
    war = pass_on(war, old, new, new_mediator)
    return war if truce is None else Masses(war, _carried_over(truce, old, new))


def pass_on(
    mass: Float[Array, "old_gate old_chest front old_sincerity"],
    old: tuple[Game, Lattice],
    new: tuple[Game, Lattice],
    new_mediator: bool,
) -> State:
    """Hand the war's law from one epoch to the next: front, reserves and gate carry over.

    The mediator's mind carries over too, unless a new mediator comes: then it starts afresh.
    """
    mass = _carried_over(mass, old, new)
    game, lattice = new
    if new_mediator or lattice.sincerity != old[1].sincerity:
        mass = jnp.sum(mass, axis=-1, keepdims=True) * initial_mind(game, lattice)
    return mass


def _carried_over(mass: Array, old: tuple[Game, Lattice], new: tuple[Game, Lattice]) -> Array:
    """Mass on the gate and the reserves of the next epoch."""
    (old_game, old_lattice), (game, lattice) = old, new
    if lattice.gates < old_lattice.gates:
        raise ValueError("an epoch cannot drop the gate once it exists")
    # The package is the last level: what an epoch adds lies between it and none.
    added = jnp.zeros((lattice.gates - old_lattice.gates, *mass.shape[1:]), mass.dtype)
    mass = jnp.concatenate([mass[:1], added, mass[1:]])
    if (lattice.chest, old_lattice.chest) != (1, 1):
        # Positions are counted from the node where the distance is 0: equal lattices map onto themselves.
        nodes = offsets(old_lattice.chest, old_game.chest_spacing / game.chest_spacing, old_lattice.above)
        moves = rounding_matrix(nodes + float(lattice.on_path), jnp.zeros(()), jnp.ones(()), lattice.chest)
        mass = jnp.einsum("grkl,rs->gskl", mass, moves)
    return mass


def observe(
    game: Game,
    equilibrium: Equilibrium,
    lattice: Lattice,
    rules: Rules,
    mass: Mass,
    record: Seen,
    months: slice,
    first: int,
) -> tuple[Mass, dict[str, Array]]:
    """Condition on a record.

    Parameters
    ----------
    mass : probability of every state at the start of `months`; it sums to one.
    record : one entry for each of `months`. first : month from which `equilibrium` was solved.

    Returns
    -------
    Posterior at the end of the record (sums to one, or is nil where the record cannot have happened), and by month
    the `log_likelihood` and the means of `means_of` given the record so far.
    """

    def step(mass: Mass, item: tuple) -> tuple[Mass, dict[str, Array]]:
        now, chosen, kernels, seen = item
        mass = jax.tree.map(lambda one: one * seen.front[lattice.fronts(now.month)][:, None], mass)
        moved = month_of(mass, chosen, now, game, lattice, rules, seen)
        report = means_of(game, now, lattice, moved.war, moved.going, chosen)
        fights = fought(kernels, now.month, moved.fights.fighting, lattice).goes_on
        levels = {1: (0,), 2: (0, -1), 3: (0, 1, -1)}[lattice.gates]
        after = moved.onward(game, now, lattice, fights)
        after = jax.tree.map(lambda one: one * seen.gate[np.array(levels)].reshape(-1, 1, 1, 1), after)
        if isinstance(after, Masses) and seen.truce is not None:
            after = Masses(after.war * seen.truce[0], after.truce * seen.truce[1])
        total = sum(jnp.sum(one) for one in jax.tree.leaves(after))
        report["log_likelihood"] = jnp.where(total > IMPOSSIBLE, jnp.log(jnp.maximum(total, IMPOSSIBLE)), -jnp.inf)
        return jax.tree.map(lambda one: one / jnp.maximum(total, IMPOSSIBLE), after), report

    drivers, played = window(game, equilibrium, months, first)
    kernels = kernels_by_month(game, drivers, NATURE, lattice, record)
    return jax.lax.scan(step, mass, (drivers, played, kernels, record))


def forecast(
    game: Game,
    equilibrium: Equilibrium,
    lattice: Lattice,
    rules: Rules,
    mass: Mass,
    months: slice,
    first: int,
    believer: int | Array,
    called: Array | None = None,
    detailed: bool = True,
    believed: Believed | None = None,
    by_belief: bool = False,
) -> dict[str, Array]:
    """Carry the law through `months`, in one believer's eyes.

    Returns
    -------
    For each month: `ongoing` (probability that the war is fought at its start), `endings` (probability
    of ending so in that month, by ending); where `detailed`, also sums over the month's settlements and its
    settlements by bin (`deals.measured`, `deals.binned`), and means over the wars that go on: see `means_of`. Where
    there is a truce, also `truce` (probability of one at the month's start) and, where `detailed`, what
    `truces.told_of` says.
    Where `believed` is given, also the chance of winning of each side that is followed, that nobody wins where it is
    known, and, by month of `believed.begins`, that it wins within the belief's horizon; where `by_belief`, also
    `disbelieving` (by each of `arrays.READINGS`, by ending and by threshold below which the attacker's belief was).
    """

    segments = equilibrium.settlement.segments

    def step(state: tuple[Mass, Traced | None], item: tuple) -> tuple[tuple[Mass, Traced | None], dict[str, Array]]:
        now, chosen, kernels, called_now, called_in_truce, belief = item
        mass, traced = state
        moved = month_of(mass, chosen, now, game, lattice, rules)
        going = moved.fights
        outcomes = fought(kernels, now.month, going.fighting, lattice)
        texts = called_texts(game, now, lattice, rules, chosen) if going.signed else ()
        settlements = settlements_of(going.settled, called_now, going.signed, texts)
        if moved.left is not None:
            in_truce = moved.settlements(game, lattice, called_in_truce)
            settlements = tuple(one + other for one, other in zip(settlements, in_truce, strict=True))
        endings = tallied(going, settlements, outcomes)
        report = {"ongoing": jnp.sum(moved.war), "endings": jnp.sum(endings, axis=1)}
        if isinstance(mass, Masses):
            report["truce"] = jnp.sum(mass.truce)
        if detailed:
            report |= means_of(game, now, lattice, moved.war, moved.going, chosen)
            report |= area_by_cell(game, lattice, now.month, moved.war)
            held = None if moved.left is None else (moved.left.settled, called_in_truce)
            bins = binned(game, now, lattice, rules, segments, going, chosen, called_now, texts, held)
            report |= bins | measured(game, now, lattice, rules, segments, going, chosen, bins, held)
        if detailed and moved.left is not None:
            report["partial_deals"] = game.mediator.deal_feigned * jnp.sum(attending_of(going))
        if traced is not None:
            report |= told_of(moved, traced)
            traced = traced.month(chosen, now, game, lattice, rules, kernels)
        if believed is not None and belief is not None:
            report |= believed.mean_ever(moved.war, belief) | believed.mean_within(moved.war, now.month)
            if by_belief:
                readings = (*believed.attackers(now.month, lattice, belief), chosen.attacker)
                ended = {
                    **dict(zip(SETTLEMENTS, settlements, strict=True)),
                    "ceasefire": going.ceased,
                    "attacker_capitulates": going.gave_up[0],
                    "defender_capitulates": going.gave_up[1],
                    **broken_off(kernels, going.fighting),
                }
                report["disbelieving"] = below_thresholds(ended, outcomes.front_lost, readings)
        return (moved.onward(game, now, lattice, outcomes.goes_on), traced), report

    drivers, played = window(game, equilibrium, months, first)
    if called is None:
        called = called_by_month(game, lattice, rules, equilibrium, drivers, played)
    kernels = kernels_by_month(game, drivers, believer, lattice)
    ever = None if believed is None else believed.ever
    in_truce = (
        None if played.truce is None else called_by_month(game, lattice, rules, equilibrium, drivers, played.truce)
    )
    traced = Traced.begin(mass) if detailed and isinstance(mass, Masses) else None
    items = drivers, played, kernels, called, in_truce, ever
    found: dict[str, Array] = jax.lax.scan(step, (mass, traced), items)[1]
    if believed is not None:
        told = np.array(believed.begins, int) - months.start
        found |= {name: means[told] for name, means in found.items() if name.endswith("_wins_within")}
    return found


def called_by_month(
    game: Game, lattice: Lattice, rules: Rules, equilibrium: Equilibrium, drivers: Months, played: Play | TrucePlay
) -> Array:
    """What each state's deal is called, for many months (leading axis): made once for all views."""
    segments = equilibrium.settlement.segments
    return jax.vmap(lambda now, chosen: called_deals(game, now, lattice, rules, segments, chosen))(drivers, played)


def window(game: Game, equilibrium: Equilibrium, months: slice, first: int) -> tuple[Months, Play]:
    """Drivers and play of `months`; the equilibrium's first entry is month `first`."""
    drivers = jax.tree.map(lambda leaf: leaf[months], game.months)
    return drivers, jax.tree.map(lambda leaf: leaf[months.start - first : months.stop - first], equilibrium.play)
