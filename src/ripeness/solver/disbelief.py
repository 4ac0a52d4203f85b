"""How the war ends, by what the attacker believed that it could win: "it stops only when it no longer believes".

Equation:
    of an ending, in a reading B of the belief, below a threshold b:
        sum over states s of P(the month begins in s, the war ends so in it) 1{B(s) < b}
    B: pi^H, pi or the value of fighting on, in the month's first state; who has won at the front believes it, who is
    expelled does not

Sources: [R].
Reads: probability of each ending by state, beliefs by state.
Silent about: when the belief fell: the threshold is asked of the last month of the war alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import jax.numpy as jnp
from jaxtyping import Array, Float

from ripeness.arrays import ENDINGS, THRESHOLDS
from ripeness.model.eyes import Kernels, State
from ripeness.model.month import CONDUCTS
from ripeness.model.state import Lattice
from ripeness.solver.belief import SIDES, Belief, between


@dataclass(frozen=True)
class Believed:
    """What each side believes that it can win, state by state.

    ever : pi, by month of the forecast. within : pi^H of the attacker and of the defender, leading axis `begins`.
    begins : the months of `within`; all of one parity, the forecast's first among them.
    """

    ever: Belief
    within: tuple[Array, Array]
    begins: tuple[int, ...]

    def within_horizon(self, month: Array, lattice: Lattice) -> tuple[State, State]:
        """pi^H of the attacker and of the defender in any month; exact in `begins`, see `belief.between`."""
        attacker, defender = (
            between(chances, self.begins, month, lattice, side)
            for side, chances in zip(SIDES, self.within, strict=True)
        )
        return attacker, defender


def broken_off(kernels: Kernels, fighting: tuple[State, ...]) -> dict[str, State]:
    """Probability that the defender collapses and that the attacker is forced to stop, by the month's first state."""
    one, nil = jnp.ones((), fighting[0].dtype), jnp.zeros((), fighting[0].dtype)

    def by(collapse: Array, stop: Array) -> State:
        return sum(
            (
                mass * kernels.collapse.breaks(strikes, collapse, stop)
                for mass, (_, strikes) in zip(fighting, CONDUCTS, strict=False)
            ),
            start=nil,
        )

    return {"defender_collapses": by(one, nil), "attacker_forced_to_stop": by(nil, one)}


def below_thresholds(
    ended: Mapping[str, State], expelled: Float[Array, ""], readings: tuple[State, ...]
) -> Float[Array, "reading ending threshold"]:
    """Probability of each ending in a month with the attacker's belief below each threshold.

    Parameters
    ----------
    ended : probability of each ending by the month's first state, but for those at the front's ends.
    expelled : probability that the attacker is expelled. readings : of its belief, in the order of `arrays.READINGS`.
    """
    thresholds = jnp.array(THRESHOLDS, expelled.dtype)[:, None]
    masses = jnp.stack([mass.reshape(-1) for mass in ended.values()], axis=1)
    below = jnp.stack([(one.reshape(-1) < thresholds).astype(expelled.dtype) @ masses for one in readings])
    by_ending = dict(zip(ended, jnp.moveaxis(below, 2, 0), strict=True))
    by_ending["attacker_expelled"] = jnp.full(below.shape[:2], expelled)
    return jnp.stack([by_ending.get(name, jnp.zeros_like(below[..., 0])) for name in ENDINGS], axis=1)
