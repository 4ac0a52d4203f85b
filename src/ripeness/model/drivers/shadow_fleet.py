"""Tankers that carry oil outside the sanctions' reach.

Equation:
    Z' = Z + acquired - (retired + (1 - replacement) interdicted) Z
    steady state acquired / (retired + (1 - replacement) interdicted)

Sources: stock-flow identity.
Reads: hulls at the start, ships acquired a month, monthly shares retired and interdicted, share of the interdicted
    that is bought anew.
Writes: hulls.
Silent about: the size and age of ships, flags, insurers, what replacement costs.
"""

import numpy as np
from jaxtyping import Float

Draws = Float[np.ndarray, " draw"]


def hulls(
    start: Draws,
    acquired: Draws,
    retired: Draws,
    interdicted: Draws,
    months: int,
    replacement: Draws | float = 0.0,
) -> Float[np.ndarray, "draw month"]:
    """Number of vessels at the start of each of `months` months.

    Parameters
    ----------
    start : vessels. acquired : vessels a month. retired, interdicted : share a month. replacement : share of those
    interdicted in a month that is bought anew in it.
    """
    lost = np.minimum(retired + interdicted, 1.0) - replacement * np.minimum(interdicted, 1.0)
    paths = np.empty((len(start), months))
    stock = start
    for month in range(months):
        paths[:, month] = stock
        stock = np.maximum(0.0, stock + acquired - lost * stock)
    return paths
