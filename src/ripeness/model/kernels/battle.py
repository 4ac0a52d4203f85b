"""The front moves one step a month, up or down.

Equation:
    E[V](k) = up(k) V(k+1) + down(k) V(k-1),   up = clip(p_i(t, k) + shifts, 0, 1),   down = 1 - up
    p_i(t, k) = (a_i + w) / (a_i + b_i + t),   w = (t + k - k0) / 2 months won so far

Sources: Smith & Stam 2004, Journal of Conflict Resolution [P: the random walk of battles, Beta
    beliefs with month and front sufficient for both posteriors; recalled]; heterogeneous priors
    as in Yildiz 2003, Econometrica [P, recalled]; the shift of the chance when reserves are
    exhausted [R].
Reads: month, front, belief (mean, strength), shift of the chance, share of reserves exhausted.
Writes: front.
Silent about: several fronts, fortification, tempo, surprise, casualties. The front moves every
    month, and how far a step is in square kilometres is a judgement of the scenario.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
from jaxtyping import Array, Float, Int


def believed_odds(
    month: Float[Array, ""],
    front: Float[Array, " front"],
    start: int,
    mean: Float[Array, ""],
    looseness: Float[Array, ""],
) -> Float[Array, " front"]:
    """Posterior chance that the attacker wins a month at the front.

    Parameters
    ----------
    month : months since the war began.
    front : front positions, in steps.
    start : front at the war's beginning, in steps.
    mean : prior mean of the chance.
    looseness : 1 / strength of the prior, 1/months; 0 means certainty.

    Returns
    -------
    p(t, k), each in [0, 1] wherever k can be reached from `start` in `month` months.
    """
    won = 0.5 * (month + front - start)
    return (mean + won * looseness) / (1.0 + month * looseness)


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Battle:
    """Battle kernel.

    Attributes
    ----------
    up, down : probability of each move; they sum to one unless a record hides a branch.
    odd : 1 in months of odd fronts, 0 in the others.
    """

    up: Float[Array, "*some_gate chest front"]
    down: Float[Array, "*some_gate chest front"]
    odd: Int[Array, ""]

    def enter(
        self, values: Float[Array, "next_gate chest padded_front sincerity"]
    ) -> Float[Array, "next_gate chest padded_front sincerity"]:
        """Worth of entering each cell, the ends' in the first and the last: as it is."""
        return values

    def expect(
        self, values: Float[Array, "next_gate chest padded_front sincerity"]
    ) -> Float[Array, "next_gate chest front sincerity"]:
        """Expected value over next month's front; `values` has one cell more at either end.

        Of three neighbouring cells, those below and above are the first two in months of odd fronts, the last
        two in the others.
        """
        cells = self.up.shape[-1]
        beside = jax.lax.dynamic_slice_in_dim(values, 1 - self.odd, cells + 1, axis=2)
        return self.down[..., None] * beside[:, :, :-1] + self.up[..., None] * beside[:, :, 1:]
