"""The mediator's punishment comes into force, or is relaxed, as the mediator's updated mind allows.

Equation:
    two levels, shut and package in force:
      shut -> package      with  max(opening, discharge) below mu*, discharge above it
      package -> shut      with  relax, above mu*, if the attacker attended this month
    three levels, with executive action as a second door:
      none -> executive    with  executive below its own threshold, unless the package comes
      none, executive -> package   as from shut
      executive -> none    with  relax, above its own threshold, if the attacker attended, unless the package comes
      package -> none      as above: what is lifted is lifted altogether

Sources: gatekeeping: Denzau & Mackay 1983, American Journal of Political Science; Krehbiel 1998
    [P, recalled]; the monthly probabilities and the second door are [R].
Reads: updated sincerity, thresholds, whether talks were attended.
Writes: gate.
Silent about: committees, amendments, courts, waivers, the quality of enforcement.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
from jaxtyping import Array, Float

Levels = tuple[Float[Array, "chest front sincerity"], ...] | Float[Array, "next_gate chest front sincerity"]


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Gate:
    """Gate kernel: monthly probabilities by updated sincerity; those of relaxing hold when talks were attended.

    `acts`, `relents` : executive action is taken, or lifted; None where there is no such door.
    """

    opens: Float[Array, " sincerity"]
    relaxes: Float[Array, " sincerity"]
    acts: Float[Array, " sincerity"] | None = None
    relents: Float[Array, " sincerity"] | None = None

    def expect(self, values: Levels, gate: int, attended: bool) -> Float[Array, "chest front sincerity"]:
        """Expected value over next month's gate, from `gate` today; `values`, by level, stand at the updated mind."""
        if len(values) == 1:
            return values[0]
        none, package = values[0], values[-1]
        if gate == len(values) - 1:
            return self.relaxes * none + (1.0 - self.relaxes) * package if attended else package
        if self.acts is None or self.relents is None:
            held_back = none
        elif gate == 0:
            held_back = (1.0 - self.acts) * none + self.acts * values[1]
        else:
            held_back = self.relents * none + (1.0 - self.relents) * values[1] if attended else values[1]
        return (1.0 - self.opens) * held_back + self.opens * package
