"""What the mediator thinks of the attacker's wish to settle: log-odds that each month's conduct moves.

Equation:
    l' = clip(l + ln factor), stochastically rounded; factor by conduct:
      refused talks            Lambda_refuse
      attended, no deal        (1-a)(1-rho_S)/(1-rho_F) e^f
      attended, partial deal   (1-a) rho_S/rho_F e^f
      bombing while attending  times Lambda_strike^(1 - forgives_strikes)

Sources: Bayes' rule on the two kinds of attacker; the factors are [R]. Insincere negotiation:
    Ikle 1964; Min 2020 and 2025 [P, empirical; recalled].
Reads: stance, whether a partial deal came, the mediator's leniency, flattery.
Writes: sincerity.
Silent about: what the mediator sees of the defender, intelligence on intentions, public opinion.
    Strikes are evidence only while talks are attended.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ripeness.model.kernels.rounding import rounding_matrix

Matrix = Float[Array, "sincerity next_sincerity"]
Values = Float[Array, "gate chest front sincerity"]


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class SincerityShifts:
    """Move of the log-odds after each conduct, and how likely a partial deal is.

    All log-odds; `chance` is the monthly probability of a partial deal when talks are attended
    without a settlement.
    """

    refused: Float[Array, ""]
    no_deal: Float[Array, ""]
    deal: Float[Array, ""]
    strike: Float[Array, ""]
    chance: Float[Array, ""]


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Sincerity:
    """Mind kernel: one matrix for refusing, for attending, and for attending while bombing."""

    refused: Matrix
    attended: Matrix
    attended_striking: Matrix

    @classmethod
    def from_shifts(
        cls, shifts: SincerityShifts, nodes: Float[Array, " sincerity"], seen: Float[Array, " 3"]
    ) -> Sincerity:
        """Kernel of one month.

        `seen` weighs the branches (refused, attended without a deal, attended with one): ones when
        nothing was observed, the probability of what was observed otherwise.
        """
        count = nodes.shape[0]
        if count == 1:
            one = jnp.ones((1, 1), nodes.dtype)
            attended = (seen[1] * (1.0 - shifts.chance) + seen[2] * shifts.chance) * one
            return cls(seen[0] * one, attended, attended)
        spacing = nodes[1] - nodes[0]

        def moved(shift):
            return rounding_matrix(nodes + shift, nodes[0], spacing, count)

        def attending(extra):
            without = seen[1] * (1.0 - shifts.chance) * moved(shifts.no_deal + extra)
            return without + seen[2] * shifts.chance * moved(shifts.deal + extra)

        return cls(seen[0] * moved(shifts.refused), attending(0.0), attending(shifts.strike))


def expected(
    minds: tuple[Sincerity, ...], stayed_away: Values, attended: Values
) -> Float[Array, "gate chest front conduct_and_sincerity"]:
    """Expected value over the updated mind after each conduct, side by side on the last axis.

    Conducts are staying away as the first mind is moved by it, then for each mind attending, and attending while
    bombing.

    Parameters
    ----------
    stayed_away, attended : next month's values, which may depend on whether talks were attended.
    """
    attending = jnp.concatenate([one for mind in minds for one in (mind.attended, mind.attended_striking)])
    if attended.shape[-1] == 1:
        return jnp.concatenate([minds[0].refused[:, 0] * stayed_away, attending[:, 0] * attended], axis=-1)

    def by(matrix: Array, values: Values) -> Array:
        return (values.reshape(-1, values.shape[-1]) @ matrix.T).reshape(*values.shape[:-1], matrix.shape[0])

    return jnp.concatenate([by(minds[0].refused, stayed_away), by(attending, attended)], axis=-1)
