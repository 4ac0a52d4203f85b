"""What is told of a month: means over the wars that still go on, and the terms of the texts that were signed."""

from __future__ import annotations

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ripeness.arrays import GAP_BINS, GAP_LOW, GAP_STEP
from ripeness.model.eyes import State, indulgence, land_held, reserves_of, treasury_of
from ripeness.model.month import CONDUCTS, Play
from ripeness.model.state import Game, Lattice, Months
from ripeness.model.terms.bargain import tolerance
from ripeness.solver.departures import Departures, attending_of, by_front


def terms_of_texts(
    game: Game, now: Months, lattice: Lattice, signed: tuple[State, ...]
) -> Float[Array, " issue"] | float:
    """Sum of terms over a month's signed texts, issue by issue."""
    if game.texts is None or not signed:
        return 0.0
    terms = game.texts.signed(land_held(game, lattice, now.month))[: len(signed)]  # the others are never put
    by_text = jnp.stack([jnp.sum(mass, axis=(0, 1, 3)) for mass in signed])
    return jnp.einsum("mk,mkj->j", by_text, terms)


def means_of(
    game: Game,
    now: Months,
    lattice: Lattice,
    mass: State,
    going: Departures,
    chosen: Play,
) -> dict[str, Array]:
    """Means over the wars that still go on at the month's start.

    front (steps), the area held (km^2, where the front is an area), income (a month) and effort of the attacker (where
    spending follows the means), war_chest (bn USD), sincerity (probability), package and executive action in force
    (probability), the mediator indulgent or ready to punish (probability), the values of fighting on and the ripeness
    gap (shares of the prize), ripe (share of states), the attacker's conduct (shares of months), partial_deals
    (expected number).
    """
    ongoing = jnp.sum(mass)
    scale = 1.0 / jnp.maximum(ongoing, 1e-30)
    dtype = mass.dtype
    fronts = lattice.fronts(now.month)
    nodes = lattice.sincerity_nodes(dtype)
    fronts_of = by_front(mass)
    ripe = (chosen.gap >= -tolerance(dtype)).astype(dtype)
    attended, fighting = attending_of(going), sum(going.fighting, start=jnp.zeros((), dtype))
    bombing = [mass for mass, (_, bombs) in zip(going.fighting, CONDUCTS, strict=False) if bombs]

    def mean(values: Array) -> Array:
        return scale * jnp.sum(mass * values)

    return {
        "front": scale * (fronts_of @ fronts),
        **({} if game.line is None else {"area": scale * (fronts_of @ game.line.areas(fronts))}),
        **_effort(game, now, lattice, scale * jnp.sum(mass, axis=(2, 3))),
        "war_chest": scale * (jnp.sum(mass, axis=(0, 2, 3)) @ reserves_of(game, now, lattice)),
        "sincerity": scale * (jnp.sum(mass, axis=(0, 1, 2)) @ jax.nn.sigmoid(nodes)),
        "package": scale * jnp.sum(mass[-1]) if lattice.gates > 1 else jnp.zeros((), dtype),
        "executive_action": scale * jnp.sum(mass[1:-1]),
        "indulgent": scale * jnp.sum(mass * indulgence(game, lattice)[:, None, None, :]),
        "punishing": scale * (jnp.sum(mass, axis=(0, 1, 2)) @ game.mediator.would_punish(nodes)),
        "attacker_value": mean(chosen.attacker),
        "defender_value": mean(chosen.defender),
        "ripeness_gap": mean(chosen.gap),
        "ripe": mean(ripe),
        "gap_distribution": _histogram(scale * mass, chosen.gap),
        "attended_no_deal_in_reach": scale * jnp.sum(attended * (1.0 - ripe)),
        "stayed_away": scale * jnp.sum((fighting - attended) * (1.0 - ripe)),
        "in_earnest": scale * jnp.sum(fighting * ripe),
        "bombing": scale * jnp.sum(jnp.stack(bombing)),
        "partial_deals": game.mediator.deal_feigned * jnp.sum(attended),
    }


def area_by_cell(game: Game, lattice: Lattice, month: int | Array, war: State) -> dict[str, Array]:
    """Where the front stands, of the wars that go on: `area_shares` (cell), and the areas of the cells, km^2.

    Nothing where the front is a ladder of steps.
    """
    if game.line is None:
        return {}
    shares = by_front(war) / jnp.maximum(jnp.sum(war), 1e-30)
    return {"area_shares": shares, "cell_areas": game.line.areas(lattice.fronts(month)).astype(war.dtype)}


def _effort(game: Game, now: Months, lattice: Lattice, share: Float[Array, "gate chest"]) -> dict[str, Array]:
    """The attacker's mean income (a month) and effort, where spending follows the means; `share` : of the mass."""
    treasury = treasury_of(game, now, lattice)
    if treasury is None or now.budget is None:
        return {}
    return {"income": jnp.sum(share, axis=1) @ now.budget.income, "effort": jnp.sum(share * treasury.effort)}


def _histogram(weight: State, gap: State) -> Float[Array, " gap_bin"]:
    """Share of the weight by ripeness gap, in bins of `GAP_STEP` from `GAP_LOW`; the outer bins are open."""
    place = jnp.clip(jnp.floor((gap - GAP_LOW) / GAP_STEP), 0, GAP_BINS - 1).astype(jnp.int32)
    return jnp.zeros(GAP_BINS, weight.dtype).at[place.reshape(-1)].add(weight.reshape(-1))
