"""The attacker's reserves where spending follows the means: at every level of punishment they run down or fill up.

Equation:
    r = clip(path(t) + z, 0, capacity);   r' = clip(r + income_g - spent(r, income_g), 0, capacity)
    z' = r' - path(t + 1), clipped to the nodes, stochastically rounded;  spent as in drivers/effort

Sources: [R]; the moving frame is that of kernels/war_chest.
Reads: gate (as it was before it moves), path, income by gate, planned spending, runway, least effort, capacity.
Writes: war chest; effort, and the shortfall w that stands in for exhaustion.
Silent about: what kernels/war_chest is silent about. With one node the reserves stay on their path.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ripeness.model.drivers import effort
from ripeness.model.kernels.rounding import rounding_matrix
from ripeness.model.kernels.war_chest import offsets

Scalar = Float[Array, ""]


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Budget:
    """Money by month (leading axis `month`), in one currency.

    income : at each level of punishment, a month. planned : spending, a month. after : the path at the month's end.
    """

    income: Float[Array, "month gate"]
    planned: Float[Array, " month"]
    after: Float[Array, " month"]


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Effort:
    """Numbers of the attacker's effort that do not change with the month.

    runway : months. least : share. full : spending that makes effort 1, a month. capacity : of the reserves.
    gain : what a log unit of effort adds to the front's drift, km^2 a month, or to the chance of a month.
    """

    runway: Scalar
    least: Scalar
    full: Scalar
    capacity: Scalar
    gain: Scalar


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Treasury:
    """What a month's money does at each level of punishment and node of the reserves.

    moves : probability of moving between nodes. shortfall : share of planned spending that is missing. effort : of the
    attacker.
    """

    moves: Float[Array, "gate chest next_chest"]
    shortfall: Float[Array, "gate chest"]
    effort: Float[Array, "gate chest"]

    @classmethod
    def of(cls, numbers: Effort, now: Budget, path: Scalar, nodes: int, spacing: Scalar, above: int = 0) -> Treasury:
        """Treasury of a month; `path` : reserves at its start with the package shut, on nodes `spacing` apart."""
        at = offsets(nodes, spacing, above)
        income = now.income[:, None]
        reserves = jnp.clip(path + at, 0.0, numbers.capacity)
        spent = effort.spent(now.planned, income, reserves, numbers.runway, numbers.least, xp=jnp)
        spent = jnp.broadcast_to(spent, (income.shape[0], nodes))
        left = jnp.clip(reserves + income - spent, 0.0, numbers.capacity) - now.after
        moves = jnp.stack([rounding_matrix(left[g], at[0], spacing, nodes) for g in range(left.shape[0])])
        return cls(
            moves,
            effort.shortfall(now.planned, spent, xp=jnp),
            effort.effort(spent, numbers.full, numbers.least, xp=jnp),
        )

    def expect(
        self, values: Float[Array, "next_gate next_chest front sincerity"], gate: int
    ) -> Float[Array, "next_gate chest front sincerity"]:
        """Expected value over next month's reserves; `gate` is the gate as it was."""
        if self.moves.shape[1] == 1:
            return values
        flat = values.reshape(*values.shape[:2], -1)
        return jnp.einsum("rs,gsx->grx", self.moves[gate], flat).reshape(values.shape)
