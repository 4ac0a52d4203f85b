"""pi_i(t, k): the probability, in side i's own eyes, that it wins if both fight to the finish.

Costs and talks play no part: no bombing, no settlement. The attacker wins when the defender collapses or the front
reaches N; the defender wins when the front reaches 0 or the attacker is forced to stop. Money counts as far as it
bears on battles: where reserves are exhausted on the path that they take with the package shut, the chances in battle
shift as in the month itself. That exhausted reserves may force a stop is an assumed hazard and no belief about winning:
it is left out, and so is what the package takes. At the horizon the war is counted as won with probability k/N by the
attacker, the rest by the defender.
"""

from __future__ import annotations

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ripeness.arrays import BELIEVERS
from ripeness.model.kernels.battle import believed_odds
from ripeness.model.kernels.war_chest import exhausted
from ripeness.model.state import Game, Lattice


def winning_odds(game: Game, lattice: Lattice, side: str) -> Float[Array, "month every_front"]:
    """pi of "attacker" or "defender" for the months 0 to T-1 and the fronts 0 to N."""
    believer = BELIEVERS.index(side)
    eyes = game.believers.take(believer)
    fronts = jnp.arange(lattice.steps + 1, dtype=game.precision.dtype)
    share = fronts / lattice.steps
    wins = share if side == "attacker" else 1.0 - share
    won = jnp.array([0.0, 1.0] if side == "attacker" else [1.0, 0.0], wins.dtype)

    def month(after: Array, now: tuple[Array, ...]) -> tuple[Array, Array]:
        number, shift, collapse, broke = now
        odds = believed_odds(number, fronts[1:-1], lattice.start, eyes.battle_mean, eyes.battle_looseness)
        up = jnp.clip(odds + shift + game.odds_when_exhausted * broke, 0.0, 1.0)
        fought = up * after[2:] + (1.0 - up) * after[:-2]
        stops = eyes.stop_solvent
        if side == "attacker":
            here = collapse + (1.0 - collapse) * (1.0 - stops) * fought
        else:
            here = (1.0 - collapse) * (stops + (1.0 - stops) * fought)
        here = jnp.concatenate([won[:1], here, won[1:]])
        return here, here

    drivers = game.months
    collapse = jnp.minimum(1.0, drivers.collapse[:, believer])
    broke = exhausted(drivers.path, game.chest_spacing)
    _, odds = jax.lax.scan(month, wins, (drivers.month, drivers.odds_shift, collapse, broke), reverse=True)
    return odds
