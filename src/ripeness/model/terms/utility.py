"""What terms are worth: weighted shares of each side's aims, less the leaders' cost of signing.

Equation:
    U_A(x) = sum_j w_Aj x_j - leader_cost_A
    U_D(x) = (1 - reneging(x)) sum_j w_Dj (1 - x_j) - leader_cost_D

    x_j = 0 is the defender's ideal, 1 the attacker's; each side's weights sum to one.
    Where the war halts without a signature, land lies as it is held: share_j = clip((area - from_j) / (to_j - from_j),
    0, 1), or k / N where the front is a ladder of N steps.

Sources: additive multi-issue bargaining; leaders' cost after Goemans 2000, Croco 2011 and Debs &
    Goemans 2010 [P for the idea, recalled]; the form is [R].
Reads: weights, terms, reneging, leaders' costs, front (frozen line, ceasefire).
Writes: values of settlements, of the frozen line and of a ceasefire.
Silent about: linkage between issues, risk aversion, domestic ratification, values that move with
    the war.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ripeness.model.terms.reneging import reneging_risk


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Issues:
    """Weights and levels of the issues, all shares in [0, 1], one entry per issue.

    `text` : terms of the one text that can be signed, where a text alone is on the table. `band` : areas between which
    an issue of land lies, km^2, where the front is an area (other issues: any two).
    """

    attacker: Float[Array, " issue"]
    defender: Float[Array, " issue"]
    status_quo: Float[Array, " issue"]
    frozen: Float[Array, " issue"]
    reneging: Float[Array, " issue"]
    base_reneging: Float[Array, ""]
    guarantee: Float[Array, ""]
    attacker_leader_cost: Float[Array, ""]
    defender_leader_cost: Float[Array, ""]
    text: Float[Array, " issue"] | None = None
    band: tuple[Float[Array, " issue"], Float[Array, " issue"]] | None = None

    def value(self, terms: Float[Array, "... issue"]) -> tuple[Float[Array, ...], Float[Array, ...]]:
        """(attacker's, defender's) value of signed terms."""
        risk = reneging_risk(terms, self.base_reneging, self.reneging, self.guarantee)
        attacker = terms @ self.attacker - self.attacker_leader_cost
        defender = (1.0 - risk) * ((1.0 - terms) @ self.defender) - self.defender_leader_cost
        return attacker, defender

    def held(self, areas: Float[Array, " front"]) -> Float[Array, "front issue"]:
        """Attacker's share of each band where it holds an area, km^2."""
        assert self.band is not None
        low, high = self.band
        return jnp.clip((areas[:, None] - low) / (high - low), 0.0, 1.0)

    def halted_value(
        self, levels: Float[Array, " issue"], land: tuple[int, ...], share: Float[Array, "front issue"]
    ) -> tuple[Float[Array, " front"], Float[Array, " front"]]:
        """Value where the war halts without a signature: `levels`, except issues of land at their `share`.

        No reneging and no leader cost: nothing is signed.
        """
        terms = jnp.broadcast_to(levels, share.shape)
        if land:
            terms = terms.at[:, land].set(share[:, land])
        return terms @ self.attacker, (1.0 - terms) @ self.defender
