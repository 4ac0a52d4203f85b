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

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from ripeness.arrays import ENDINGS, THRESHOLDS
from ripeness.model.eyes import Kernels, State
from ripeness.model.month import CONDUCTS
from ripeness.model.state import Lattice
from ripeness.solver.belief import Belief, between


@dataclass(frozen=True)
class Believed:
    """What the sides that are followed believe that they can win, state by state.

    sides : their names. ever : pi of each, by month of the forecast. within : pi^H of each, leading axis `begins`.
    begins : the months of `within`, all of one parity.
    """

    sides: tuple[str, ...]
    ever: Belief
    within: tuple[Array, ...]
    begins: tuple[int, ...]

    def mean_ever(self, mass: State, now: Belief) -> dict[str, Array]:
        """Mean of each side's pi, and of the chance that nobody wins, over a month's states, by report."""
        scale = 1.0 / jnp.maximum(jnp.sum(mass), 1e-30)
        found = {f"{side}_wins_in_own_eyes": one for side, one in zip(self.sides, now.wins, strict=True)}
        found |= {f"{side}_undecided": one for side, one in zip(self.sides, now.undecided, strict=False)}
        return {name: scale * jnp.sum(mass * one) for name, one in found.items()}

    def mean_within(self, mass: State, month: Array) -> dict[str, Array]:
        """Mean of each side's pi^H over a month's states, by report; nil in a month that is none of `begins`."""
        if not self.begins:
            return {}
        at = jnp.asarray(self.begins, month.dtype)
        place = jnp.argmax(at == month)

        def means() -> tuple[Array, ...]:
            scale = 1.0 / jnp.maximum(jnp.sum(mass), 1e-30)
            return tuple(scale * jnp.sum(mass * chances[place]) for chances in self.within)

        nil = tuple(jnp.zeros((), mass.dtype) for _ in self.sides)
        found = jax.lax.cond(jnp.any(at == month), means, lambda: nil)
        return {f"{side}_wins_within": mean for side, mean in zip(self.sides, found, strict=True)}

    def attackers(self, month: Array, lattice: Lattice, ever: Belief) -> tuple[State, State]:
        """The attacker's pi^H and pi in a month; the former read off the line between two of `begins`."""
        place = self.sides.index("attacker")
        return between(self.within[place], self.begins, month, lattice), ever.wins[place]


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
    masses = jnp.stack([mass.reshape(-1) for mass in ended.values()])
    counted = [(one.reshape(-1) < thresholds).astype(expelled.dtype) for one in readings]
    below = jnp.stack([jnp.einsum("ts,es->te", mask, masses) for mask in counted])
    by_ending = dict(zip(ended, jnp.moveaxis(below, 2, 0), strict=True))
    by_ending["attacker_expelled"] = jnp.full(below.shape[:2], expelled)
    return jnp.stack([by_ending.get(name, jnp.zeros_like(below[..., 0])) for name in ENDINGS], axis=1)
