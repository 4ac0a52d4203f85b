"""Tankers that carry oil outside the sanctions' reach.

Equation:
    Z' = Z + acquired - (retired + interdicted) Z;   steady state acquired / (retired + interdicted)

Sources: stock-flow identity.
Reads: hulls at the start, ships acquired a month, monthly shares retired and interdicted.
Writes: hulls.
Silent about: the size and age of ships, flags, insurers, replacement that answers to interdiction.
"""

import numpy as np
from jaxtyping import Float

Draws = Float[np.ndarray, " draw"]


def hulls(
    start: Draws, acquired: Draws, retired: Draws, interdicted: Draws, months: int
) -> Float[np.ndarray, "draw month"]:
    """Number of vessels at the start of each of `months` months.

    Parameters
    ----------
    start : vessels. acquired : vessels a month. retired, interdicted : share a month.
    """
    lost = np.minimum(retired + interdicted, 1.0)
    paths = np.empty((len(start), months))
    stock = start
    for month in range(months):
        paths[:, month] = stock
        stock = np.maximum(0.0, stock + acquired - lost * stock)
    return paths
