"""The attacker's liquid reserves, as a distance from the path that they take with the package shut.

Equation:
    r(t, z) = max(0, path(t) + z)
    z' = z while nothing is in force; clip(z + shift_g(t), -highest path, top), stochastically rounded, at level g
    top = 0, or as far above the path as the nodes reach where a truce may fill the reserves
    path(t+1) = clip(path(t) + revenue_shut(t) - spending(t), 0, capacity);  shift_g = revenue_g - revenue_shut
    broke(t, z) = clip(1 - r / h, 0, 1),   h = distance between nodes

Sources: [R]. The moving frame is a numerical device: rounding every month's drift would spread the
    reserves by tens of billions in four years, so only what differs from the path is rounded.
Reads: gate (as it was before it moves), path and shift from the drivers.
Writes: war chest; exhaustion, which battle, breaks and costs read.
Silent about: exchange rates, the illiquid part of a fund, arrears (a shortfall below zero is
    remembered and must be refilled first), who lends, inflation. While the shut path stands at its
    capacity, lower reserves do not catch up with it.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ripeness.model.kernels.rounding import rounding_matrix


def offsets(nodes: int, spacing: Float[Array, ""], above: int = 0) -> Float[Array, " chest"]:
    """Lattice of distances from the shut path, bn USD: 0 with `above` nodes above it, the last where there are none."""
    return (jnp.arange(nodes) - (nodes - 1.0 - above)) * spacing


def reserves(path: Float[Array, ""], nodes: int, spacing: Float[Array, ""], above: int = 0) -> Float[Array, " chest"]:
    """Liquid reserves at each node, bn USD."""
    return jnp.maximum(0.0, path + offsets(nodes, spacing, above))


def exhausted(reserves: Float[Array, " chest"], spacing: Float[Array, ""]) -> Float[Array, " chest"]:
    """Share of each node's cell in which the reserves are exhausted, 0 to 1."""
    return jnp.clip(1.0 - reserves / spacing, 0.0, 1.0)


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class WarChest:
    """Money kernel: probability of moving between nodes in a month at each level of punishment above none."""

    in_force: Float[Array, "level chest next_chest"]

    @classmethod
    def from_shift(
        cls, shift: Float[Array, " level"], nodes: int, spacing: Float[Array, ""], above: int = 0
    ) -> WarChest:
        """Kernel of one month. `shift` is the month's move of the distance at each level, bn USD."""
        lattice = offsets(nodes, spacing, above)
        levels = [rounding_matrix(lattice + shift[g], lattice[0], spacing, nodes) for g in range(shift.shape[0])]
        return cls(jnp.stack(levels))

    def expect(
        self, values: Float[Array, "next_gate next_chest front sincerity"], gate: int
    ) -> Float[Array, "next_gate chest front sincerity"]:
        """Expected value over next month's reserves; `gate` is the gate as it was (0: nothing in force)."""
        if gate == 0 or self.in_force.shape[1] == 1:
            return values
        flat = values.reshape(*values.shape[:2], -1)
        return jnp.stack([self.in_force[gate - 1] @ flat[g] for g in range(values.shape[0])]).reshape(values.shape)
