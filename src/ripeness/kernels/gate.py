"""The sanctions package comes into force, or is relaxed, as the mediator's updated mind allows.

Equation:
    shut -> in force   with  max(opening, discharge) below mu*, discharge above it
    in force -> shut   with  relax, above mu*, if the attacker attended this month

Sources: gatekeeping: Denzau & Mackay 1983, American Journal of Political Science; Krehbiel 1998
    [P, recalled]; the monthly probabilities are [R].
Reads: updated sincerity, threshold mu*, whether talks were attended.
Writes: gate.
Silent about: committees, amendments, courts, waivers, the quality of enforcement.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
from jaxtyping import Array, Float


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Gate:
    """Gate kernel: monthly probabilities by updated sincerity; `relaxes` holds when talks were attended."""

    opens: Float[Array, " sincerity"]
    relaxes: Float[Array, " sincerity"]

    def expect(
        self, values: Float[Array, "next_gate chest front sincerity"], gate: int, attended: bool
    ) -> Float[Array, "chest front sincerity"]:
        """Expected value over next month's gate, from `gate` today; `values` stands at the updated mind."""
        if values.shape[0] == 1:
            return values[0]
        shut, in_force = values
        if gate == 0:
            return (1.0 - self.opens) * shut + self.opens * in_force
        if not attended:
            return in_force
        return self.relaxes * shut + (1.0 - self.relaxes) * in_force
