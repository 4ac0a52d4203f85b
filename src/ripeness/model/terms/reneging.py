"""What is ceded of sovereignty raises the risk that the deal is broken later; guarantees lower it.

Equation:
    reneging(x) = clip[ (ren_0 + sum_j ren_j x_j) (1 - guarantee), 0, 1 ]

Sources: the commitment problem: Fearon 1995 and Powell 2006, both International Organization
    [P for the idea, recalled]; the linear form is [R].
Reads: terms x, base risk, risk added by each issue, guarantee.
Writes: the defender's value of a settlement.
Silent about: who breaks the deal and when, detection, what happens then, reneging by the defender.
"""

from __future__ import annotations

import jax.numpy as jnp
from jaxtyping import Array, Float


def reneging_risk(
    terms: Float[Array, "... issue"],
    base: Float[Array, ""],
    by_issue: Float[Array, " issue"],
    guarantee: Float[Array, ""],
) -> Float[Array, ...]:
    """Probability-like share of the settlement's worth that the defender expects to lose, 0 to 1."""
    return jnp.clip((base + terms @ by_issue) * (1.0 - guarantee), 0.0, 1.0)
