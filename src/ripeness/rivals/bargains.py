"""Bargains of KTAB's spatial model: where two actors meet between their positions.

Equation:
    w_i = s_ik^n P^n, w_j = s_jk^n (1 - P)^n, n = 1 or 2;  both adopt (w_i x_i + w_j x_j) / (w_i + w_j), issue by issue
    difference: only the weaker moves, by D s_j^2 / (D s_j^2 + (1 - D) s_i^2), D the difference of the two chances
Sources: KTAB (KAPSARC, public repository lsyaseen/KTAB, MIT), read; written anew.
Silent about: trades of one issue for another.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

ADOPTION = ("first_powers", "squares", "difference")
PROPOSALS = ("initiator", "both", "power_weighted")
LEAST_WEIGHT = 1e-6
STEPS = 10000
"""Positions on 0..1 are rounded to this many steps."""


@dataclass(frozen=True, eq=False)
class Bargain:
    """What initiator i and receiver j would adopt: positions (issue,) on 0..1."""

    i: int
    j: int
    initiator: FloatArray
    receiver: FloatArray

    def mean(self, other: Bargain, own: float, others: float) -> Bargain:
        """Return the weighted mean of two bargains of the same two."""
        total = own + others
        first = (own * self.initiator + others * other.initiator) / total
        return Bargain(self.i, self.j, first, (own * self.receiver + others * other.receiver) / total)


def between(
    i: int, j: int, position: FloatArray, salience: FloatArray, chance: float, adoption: str, rounded: bool
) -> Bargain:
    """Return the bargain of i and j if i wins with this chance.

    Parameters
    ----------
    position, salience : (actor, issue), on 0..1. adoption : one of `ADOPTION`. rounded : to four decimals.
    """
    x, y, s, t = position[i], position[j], salience[i], salience[j]
    if adoption == "difference":
        down, up = max(0.0, 1 - 2 * chance), max(0.0, 2 * chance - 1)
        first = down * t**2 / (down * t**2 + LEAST_WEIGHT + (1 - down) * s**2)
        second = up * s**2 / (up * s**2 + LEAST_WEIGHT + (1 - up) * t**2)
        return Bargain(i, j, x + first * (y - x), y + second * (x - y))
    power = 1 if adoption == "first_powers" else 2
    own, others = (s * chance) ** power, (t * (1 - chance)) ** power
    total = own + others + LEAST_WEIGHT
    first, second = ((own + LEAST_WEIGHT) * x + others * y) / total, (own * x + (others + LEAST_WEIGHT) * y) / total
    if rounded:
        first, second = (np.floor(0.5 + one * STEPS) / STEPS for one in (first, second))
    return Bargain(i, j, first, second)
