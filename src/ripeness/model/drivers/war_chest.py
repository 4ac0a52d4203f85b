"""The path of the attacker's liquid reserves with the package shut, and what the package takes from it.

Equation:
    path' = clip(path + revenue + other income + borrowing - war spending, 0, capacity)

Sources: accounting identity.
Reads: energy revenue by gate, other income, borrowing, war spending.
Writes: path, monthly shift while the package is in force.
Silent about: the price of borrowing (what debt does to the range of deals is in borrowing), the illiquid part of the
    fund, civil spending that gives way.
"""

import numpy as np
from jaxtyping import Float

Paths = Float[np.ndarray, "draw month"]


def path(start: Float[np.ndarray, " draw"], net: Paths, capacity: Float[np.ndarray, " draw"]) -> Paths:
    """Reserves at each month's start, bn USD; one month longer than `net` (bn USD a month)."""
    reserves = np.empty((net.shape[0], net.shape[1] + 1))
    reserves[:, 0] = np.minimum(start, capacity)
    for month in range(net.shape[1]):
        reserves[:, month + 1] = np.clip(reserves[:, month] + net[:, month], 0.0, capacity)
    return reserves
