"""The war breaks off: the defender collapses, or the attacker is forced to stop.

Equation:
    E[V] = L collapse + (1 - L) [ eta stop + (1 - eta) V' ]
    L = min(1, lambda_i(t) (1 + zeta_i s)),   eta = n/(n + t) [solvent + (exhausted - solvent) broke(t, r)]
    lambda_i(t) = g / (g + d + t) for a Beta(g, d) belief while no collapse has come

Sources: hazards as in Powell 2004, American Journal of Political Science [P for constant hazards of
    each side's collapse; recalled]; the decaying belief is the Beta-Bernoulli posterior mean;
    bombing and exhaustion as shifts of the hazards [R].
Reads: believed monthly collapse hazard, bombing, effect of bombing in the believer's eyes, share
    of reserves exhausted, believed forced-stop hazards.
Writes: endings "defender collapses" and "attacker forced to stop".
Silent about: why a state collapses, coups, elections, the fall of one leader; a forced stop is an
    assumed hazard and not a change of mind. The belief ignores that months of bombing carried a
    higher hazard.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

State = Float[Array, "gate chest front sincerity"]
Worth = Float[Array, ""] | Float[Array, "front 1"]


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Collapse:
    """Break kernel.

    Attributes
    ----------
    quiet, bombing : believed monthly hazard that the defender collapses, without and with bombing.
    stop : believed monthly hazard that the attacker must stop.
    """

    quiet: Float[Array, "gate sincerity"]
    bombing: Float[Array, "gate sincerity"]
    stop: Float[Array, "*some_gate chest"]

    @classmethod
    def from_beliefs(
        cls,
        hazard: Float[Array, ""],
        strike_effect: Float[Array, ""],
        hope: Float[Array, "gate sincerity"],
        stop: Float[Array, "*some_gate chest"],
    ) -> Collapse:
        """Kernel from a monthly hazard; `hope` multiplies it (1 where nothing feeds hope)."""
        bombing = hazard * (1.0 + strike_effect)
        return cls(jnp.minimum(1.0, hazard * hope), jnp.minimum(1.0, bombing * hope), stop)

    def expect(self, strikes: bool, collapse: Worth, stop: Worth, values: State) -> State:
        """Expected value before the breaks, given what collapse, a forced stop and going on are worth."""
        return self.breaks(strikes, collapse, stop) + self.survives(strikes) * values

    def breaks(self, strikes: bool, collapse: Worth, stop: Worth) -> State:
        """What the breaks add to the expectation, the same whatever going on is worth."""
        falls = self._falls(strikes)
        return falls * collapse + (1.0 - falls) * (self.stop[..., None, None] * stop)

    def survives(self, strikes: bool) -> State:
        """Probability that nothing breaks the war off."""
        return (1.0 - self._falls(strikes)) * (1.0 - self.stop[..., None, None])

    def _falls(self, strikes: bool) -> Float[Array, "gate 1 1 sincerity"]:
        return (self.bombing if strikes else self.quiet)[:, None, None, :]
