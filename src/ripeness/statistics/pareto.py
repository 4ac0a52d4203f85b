"""How heavy the tail of importance weights is: the shape k of a generalised Pareto distribution.

Above .7 a weighted mean may be far from what more draws would give, whatever the effective sample says: Vehtari,
Simpson, Gelman, Yao & Gabry 2024, Journal of Machine Learning Research (recalled).
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

UNSAFE = 0.7
FEWEST = 25
"""Draws with a weight from which on a tail can be fitted."""


def khat(weight: ArrayLike) -> float:
    """Return k of the largest weights: a fifth of them, at most 3 sqrt(n); NaN for fewer than `FEWEST` draws.

    Equal weights have no tail: minus infinity. Where the largest ones add no more than those of an exponential law do
    (k = 0; a fit to the edge of a plateau, where nearly all weights are alike, tells nothing), k is at most 0.
    """
    w = np.sort(np.asarray(weight, float))
    w = w[w > 0]
    if len(w) < FEWEST:
        return math.nan
    many = int(min(0.2 * len(w), 3.0 * math.sqrt(len(w))))
    excess = w[-many:] - w[-many - 1]
    if excess.max() <= 1e-9 * w[-1]:
        return -math.inf
    from scipy import stats

    k = float(stats.genpareto.fit(np.maximum(excess, 1e-12 * w[-1]), floc=0)[0])
    light = excess.sum() <= many / len(w) * w.sum()
    return min(k, 0.0) if light else k
