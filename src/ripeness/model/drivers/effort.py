"""Effort: what the attacker spends of what it planned, and what the defender fights with of what it needs.

Equation:
    spent     = max( min(planned, income + reserves / runway), least x planned )
    reserves' = clip(reserves + income - spent, 0, capacity)
    effort_A  = clip(spent / planned at as_of, least, 2),   shortfall w = 1 - min(1, spent / planned)
    effort_D  = clip((arms delivered + made at home) / arms needed, least, 2)
    shift     = (1 - intelligence) iota + gamma_A ln(effort_A / effort_A*) - gamma_D ln(effort_D / effort_D*)
    hazard of collapse in all eyes x (effort_D x money's cover)^-chi;   * as things stand

Sources: production as a contest of efforts, as in Hirshleifer 1989, Public Choice [P for the idea, recalled]; the
    spending rule, the logarithm and the exponent are [R]. All effects have ranges that include none.
Reads: energy revenue by gate, other income, borrowing, planned spending, reserves, capacity, runway; arms and money
    delivered, arms made at home, needs; intelligence.
Writes: path of the reserves with the package shut, effort of both sides, shift of the front's drift (or of the chance
    of a month), factor on the hazard of collapse.
Silent about: prices, men, what money cannot buy, stocks of arms, efficiency that changes with scale, lags between
    spending and the front. What is not spent is missed at the front alone.
"""

from __future__ import annotations

from types import ModuleType
from typing import Any

import numpy as np
from jaxtyping import Float

Draws = Float[np.ndarray, " draw"]
Paths = Float[np.ndarray, "draw month"]
MOST = 2.0
"""Effort beyond which more money or arms add nothing."""


def spent(planned: Any, income: Any, reserves: Any, runway: Any, least: Any, xp: ModuleType = np) -> Any:
    """Spending of a month, in the currency of `planned`.

    The arguments are arrays of the library `xp` (NumPy or jax.numpy) that broadcast against each other.
    """
    return xp.maximum(xp.minimum(planned, income + reserves / runway), least * planned)


def shortfall(planned: Any, spent: Any, xp: ModuleType = np) -> Any:
    """Share of the planned spending that is missing, 0 to 1; nil where nothing is planned."""
    return 1.0 - xp.minimum(1.0, xp.where(planned > 0.0, spent / xp.where(planned > 0.0, planned, 1.0), 1.0))


def effort(amount: Any, full: Any, least: Any, xp: ModuleType = np) -> Any:
    """Effort from what is spent, or from arms, in shares of what makes it 1."""
    return xp.clip(amount / full, least, MOST)


def path(
    start: Draws, income: Paths, planned: Draws, runway: Draws, least: Draws, capacity: Draws
) -> tuple[Paths, Paths]:
    """(reserves at each month's start, one month longer than `income`; spending by month)."""
    reserves, out = np.empty((income.shape[0], income.shape[1] + 1)), np.empty(income.shape)
    reserves[:, 0] = np.minimum(start, capacity)
    for month in range(income.shape[1]):
        out[:, month] = spent(planned, income[:, month], reserves[:, month], runway, least)
        reserves[:, month + 1] = np.clip(reserves[:, month] + income[:, month] - out[:, month], 0.0, capacity)
    return reserves, out


def relative(effort: Paths, usual: Paths, gain: Draws) -> Paths:
    """What effort adds to the drift against effort as things stand: gain x ln(effort / usual)."""
    return gain[:, None] * np.log(effort / usual)


def hazard_factor(means: Paths, exponent: Draws) -> Paths:
    """Factor on the hazard of collapse: means^-exponent."""
    return means ** -exponent[:, None]
