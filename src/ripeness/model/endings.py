"""How a war ends, and on whose terms.

A settlement is labelled by the terms that it fixes: the mean of both sides' weighted terms,
X = sum_j (w_Aj + w_Dj)/2 x_j, above 2/3 is mostly on the attacker's terms, below 1/3 mostly on the
defender's, and in between otherwise [R]. A war that ends because one side gives up, collapses, is
beaten or is forced to stop is never counted as a settlement.
"""

from __future__ import annotations

import jax.numpy as jnp
from jaxtyping import Array, Float, Int8

from ripeness.arrays import ENDINGS, SETTLEMENTS
from ripeness.model.eyes import State, land_held
from ripeness.model.month import Outcomes, Play, TrucePlay
from ripeness.model.state import Game, Lattice, Months
from ripeness.model.terms.frontier import Segments
from ripeness.model.terms.utility import Issues

DEFENDERS_SHARE = 1.0 / 3.0
ATTACKERS_SHARE = 2.0 / 3.0


def whose_terms(
    issues: Issues, segments: Segments, played: Play | TrucePlay
) -> Int8[Array, "month gate chest front sincerity"]:
    """Whose terms each state's deal is on: an index into `SETTLEMENTS`. X is linear along a segment."""
    weight = 0.5 * (issues.attacker + issues.defender)
    start, change = segments.terms_start @ weight, (segments.terms_end - segments.terms_start) @ weight
    tilt = start[played.segment] + change[played.segment] * played.position
    return jnp.where(tilt > ATTACKERS_SHARE, 0, jnp.where(tilt < DEFENDERS_SHARE, 2, 1)).astype(jnp.int8)


def settlements_of(
    game: Game, now: Months, lattice: Lattice, settled: State, whose: Array, signed: tuple[State, ...]
) -> tuple[State, ...]:
    """Mass of settlements in each state, one array for each of `SETTLEMENTS`: those bargained, and the texts signed.

    Parameters
    ----------
    settled : by bargaining, on terms that are `whose` (an index into `SETTLEMENTS`). signed : by text.
    """
    bargained = tuple(jnp.where(whose == index, settled, 0.0) for index in range(len(SETTLEMENTS)))
    if game.texts is None or not signed:
        return bargained
    weight = 0.5 * (game.issues.attacker + game.issues.defender)
    tilt = game.texts.signed(land_held(game, lattice, now.month)) @ weight
    label = jnp.where(tilt > ATTACKERS_SHARE, 0, jnp.where(tilt < DEFENDERS_SHARE, 2, 1))[:, :, None]
    return tuple(
        mass + sum(jnp.where(label[text] == index, one, 0.0) for text, one in enumerate(signed))
        for index, mass in enumerate(bargained)
    )


def tally(
    settlements: Array, ceased: Array, gave_up: tuple[Array, Array], fought: Outcomes
) -> Float[Array, "ending padded_front"]:
    """Probability of each ending in a month, in the order of `ENDINGS`, by front.

    The first column is front 0, the last front N; those between are the month's cells.
    """
    nowhere = jnp.zeros(ceased.shape[0] + 2, ceased.dtype)
    inside = {
        **dict(zip(SETTLEMENTS, settlements, strict=True)),
        "ceasefire": ceased,
        "attacker_capitulates": gave_up[0],
        "defender_capitulates": gave_up[1],
        "defender_collapses": fought.collapse[:, 0],
        "attacker_forced_to_stop": fought.stop[:, 0],
    }
    endings = {name: nowhere.at[1:-1].set(mass) for name, mass in inside.items()}
    endings["attacker_wins_at_the_front"] = nowhere.at[-1].set(fought.front_won)
    endings["attacker_expelled"] = nowhere.at[0].set(fought.front_lost)
    return jnp.stack([endings[name] for name in ENDINGS])
