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
from ripeness.game.month import Outcomes, Play
from ripeness.terms.frontier import Segments
from ripeness.terms.utility import Issues

DEFENDERS_SHARE = 1.0 / 3.0
ATTACKERS_SHARE = 2.0 / 3.0


def whose_terms(issues: Issues, segments: Segments, played: Play) -> Int8[Array, "month gate chest front sincerity"]:
    """Whose terms each state's deal is on: an index into `SETTLEMENTS`. X is linear along a segment."""
    weight = 0.5 * (issues.attacker + issues.defender)
    start, change = segments.terms_start @ weight, (segments.terms_end - segments.terms_start) @ weight
    tilt = start[played.segment] + change[played.segment] * played.position
    return jnp.where(tilt > ATTACKERS_SHARE, 0, jnp.where(tilt < DEFENDERS_SHARE, 2, 1)).astype(jnp.int8)


def by_whose_terms(settled: Array, whose: Array) -> Float[Array, " 3"]:
    """Mass of settlements on the attacker's terms, in between, and on the defender's."""
    return jnp.stack([jnp.sum(jnp.where(whose == index, settled, 0.0)) for index in range(len(SETTLEMENTS))])


def tally(settlements: Array, ceased: Array, gave_up: tuple[Array, Array], fought: Outcomes) -> Float[Array, " ending"]:
    """Probability of each ending in a month, in the order of `ENDINGS`."""
    endings = {
        **dict(zip(SETTLEMENTS, settlements, strict=True)),
        "ceasefire": ceased,
        "attacker_capitulates": gave_up[0],
        "defender_capitulates": gave_up[1],
        "attacker_wins_at_the_front": fought.front_won,
        "attacker_expelled": fought.front_lost,
        "defender_collapses": jnp.sum(fought.collapse),
        "attacker_forced_to_stop": jnp.sum(fought.stop),
    }
    return jnp.stack([endings[name] for name in ENDINGS])
