"""Stochastic rounding: a continuous move on a lattice, as probabilities of its two neighbours.

A move that ends 0.3 of a spacing past a node goes to the next node with probability 0.3; a target
past an end of the lattice is clipped to it first. Inside the lattice the mean of every move is
exact. Its variance is not: a move that lands between nodes spreads.
"""

import jax.numpy as jnp
from jaxtyping import Array, Float


def rounding_matrix(
    targets: Float[Array, " from_node"], low: Float[Array, ""], spacing: Float[Array, ""], nodes: int
) -> Float[Array, "from_node to_node"]:
    """Probability that each target value is rounded to each node of an even lattice.

    Parameters
    ----------
    targets : where each starting node is sent, in the coordinate's unit.
    low, spacing : first node of the lattice and distance between nodes, same unit.
    nodes : number of nodes; one node switches the coordinate off.

    Returns
    -------
    Matrix whose rows sum to one, at most two non-zero entries a row.
    """
    position = jnp.clip((targets - low) / spacing, 0.0, nodes - 1.0)
    distance = jnp.abs(position[:, None] - jnp.arange(nodes))
    return jnp.maximum(0.0, 1.0 - distance)
