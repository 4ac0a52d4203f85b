"""The mediator's rule: when it would punish, when it indulges, and how conduct moves its mind.

Equation:
    mu* = clip[ (v_pun - b_M) / (v_pun + v_peace), 0, 1 ]   would punish below; b_M >= v_pun: never
    mu_1 = min(.95, mu* + .25)                              indulgent above, while the package is shut
    mu*_x: as mu*, with what executive action is worth to the mediator in the place of v_pun
    A threshold acts on the share of the lattice cell that lies below or above it.

Sources: [R], in the spirit of Kydd 2003, American Journal of Political Science, on biased mediators
    (recalled). Bias is four behaviours: forgives strikes, values side deals, presses the defender,
    blames the defender.
Reads: values of punishment, peace and side deals; conduct of the attacker; flattery of envoy and principal.
Writes: threshold, indulgence, shifts of sincerity.
Silent about: the mediator's own domestic politics, its fatigue, mediation by several states.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ripeness.model.kernels.gate import Gate
from ripeness.model.kernels.sincerity import SincerityShifts

INDULGENCE_MARGIN = 0.25
INDULGENCE_CEILING = 0.95


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Mediator:
    """A mediator in numbers.

    `settlement_chance`, `deal_sincere` and `deal_feigned` are monthly probabilities; the factors
    multiply odds; `flattery` is added to log-odds; the three values share one scale.
    """

    settlement_chance: Float[Array, ""]
    deal_sincere: Float[Array, ""]
    deal_feigned: Float[Array, ""]
    refusal_factor: Float[Array, ""]
    strike_factor: Float[Array, ""]
    forgives_strikes: Float[Array, ""]
    flattery: Float[Array, ""]
    punishment_value: Float[Array, ""]
    peace_value: Float[Array, ""]
    side_deal_value: Float[Array, ""]

    @property
    def threshold(self) -> Float[Array, ""]:
        """mu*: the mediator would punish an attacker that it thinks sincere with less than this probability."""
        return self.punishes_below(self.punishment_value)

    def punishes_below(self, punishment_value: Float[Array, ""]) -> Float[Array, ""]:
        """Probability of sincerity below which a punishment worth this much to the mediator is worth taking."""
        at_stake = jnp.maximum(punishment_value + self.peace_value, 1e-12)  # nothing at stake: it never punishes
        return jnp.clip((punishment_value - self.side_deal_value) / at_stake, 0.0, 1.0)

    def shifts(self) -> SincerityShifts:
        """Moves of the log-odds by conduct. A branch of probability zero is given no move."""
        a, sincere, feigned = self.settlement_chance, self.deal_sincere, self.deal_feigned

        def log(ratio):
            return jnp.log(jnp.maximum(ratio, 1e-30))

        no_deal = log((1.0 - a) * (1.0 - sincere) / jnp.maximum(1.0 - feigned, 1e-9)) + self.flattery
        deal = log((1.0 - a) * sincere / jnp.maximum(feigned, 1e-30)) + self.flattery
        return SincerityShifts(
            refused=log(self.refusal_factor),
            no_deal=jnp.where(feigned < 1.0, no_deal, 0.0),
            deal=jnp.where(feigned > 0.0, deal, 0.0),
            strike=(1.0 - self.forgives_strikes) * log(self.strike_factor),
            chance=feigned,
        )

    def would_punish(self, nodes: Float[Array, " sincerity"]) -> Float[Array, " sincerity"]:
        """Share of each cell that lies below mu*."""
        return _share_below(nodes, self.threshold)

    def indulges(self, nodes: Float[Array, " sincerity"]) -> Float[Array, " sincerity"]:
        """Share of each cell that lies above mu_1 (it counts while the package is shut)."""
        return 1.0 - _share_below(nodes, jnp.minimum(INDULGENCE_CEILING, self.threshold + INDULGENCE_MARGIN))

    def gate(
        self,
        nodes: Float[Array, " sincerity"],
        opening: Array,
        discharge: Array,
        relax: Array,
        executive: tuple[Array, Array] | None = None,
    ) -> Gate:
        """Gate kernel under this rule; the arguments are monthly probabilities.

        `executive` : monthly probability of executive action, and what it is worth to the mediator; None: no such door.
        """
        below = self.would_punish(nodes)
        opens = below * jnp.maximum(opening, discharge) + (1.0 - below) * discharge
        if executive is None:
            return Gate(opens, relax * (1.0 - below))
        chance, worth = executive
        below_own = _share_below(nodes, self.punishes_below(worth))
        return Gate(opens, relax * (1.0 - below), chance * below_own, relax * (1.0 - below_own))


def _share_below(nodes: Float[Array, " sincerity"], probability: Array) -> Float[Array, " sincerity"]:
    spacing = nodes[1] - nodes[0] if nodes.shape[0] > 1 else 1e-9
    inside = jnp.clip(probability, 1e-12, 1.0 - 1e-6)
    share = jnp.clip((jnp.log(inside / (1.0 - inside)) - (nodes - spacing / 2)) / spacing, 0.0, 1.0)
    return jnp.where(probability <= 0.0, 0.0, jnp.where(probability >= 1.0, 1.0, share))
