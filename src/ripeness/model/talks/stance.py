"""The attacker attends talks or stays away, and bombs infrastructure or does not.

Equation:
    stance = argmax F_A, ties to the earlier of (stay away, no strike), (attend, no strike),
    (stay away, strike), (attend, strike)
    smooth choice: weights proportional to exp(precision F_A)

Sources: logit choice: McKelvey & Palfrey 1995, Games and Economic Behavior [P, recalled]. Attending
    with no deal in reach is a best response exactly when what staying away would cost in the
    mediator's eyes outweighs what attending costs [R]; insincere talks: Ikle 1964; Min 2020
    [P, empirical; recalled].
Reads: the attacker's value of each stance.
Writes: weight of each stance.
Silent about: the defender's stance (it has none), offers as signals, military necessity of strikes.
"""

from __future__ import annotations

from collections.abc import Sequence

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ripeness.arrays import STANCES

State = Float[Array, "gate chest front sincerity"]


def choose(values: Sequence[State], precision: Float[Array, ""] | None) -> tuple[State, ...]:
    """Weight of each stance, in the order of `STANCES`: one for the best, or logit with `precision`."""
    if precision is not None:
        weights = jax.nn.softmax(precision * jnp.stack(values), axis=0)
        return tuple(weights[i] for i in range(len(STANCES)))
    best, index = values[0], jnp.zeros(values[0].shape, jnp.int8)
    for number, value in enumerate(values[1:], start=1):
        better = value > best
        best, index = jnp.where(better, value, best), jnp.where(better, jnp.int8(number), index)
    return tuple((index == number).astype(best.dtype) for number in range(len(STANCES)))
