"""In a war of attrition a side quits the sooner, the dearer each month is to the other, whom its quitting must tempt.

Game:
    two sides fight month by month; side i pays c_i(t) in month t and gains v_i if the other quits first. Each quits in
    month t with a probability that makes the other indifferent between quitting and going on for one month more.
Assumes: costs change in time in a way that both know; values stay; nothing is discounted; nobody learns.
Result:
    i quits in month t with h_i(t) = min(1, c_j(t)/v_j)
    survival of the war S(t) = prod over months s < t of (1 - h_1(s))(1 - h_2(s))
Paper's: that attrition, each side bearing costs until one quits, makes the length of a war depend on costs and stakes
    of both sides, and that equilibrium hazards follow from indifference [P].
Ours: [R] the monthly form above, with geometric growth of costs; the paper's own equations were not at hand.
Sources: Langlois & Langlois 2009, International Studies Quarterly [P, recalled].
Silent about: bargaining, capabilities that shift, third sides, and which of many equilibria is played.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ripeness.theory._ranges import need

Floats = NDArray[np.float64]


def quitting(c_other: ArrayLike, v_other: ArrayLike) -> Floats:
    """Monthly probability of quitting that leaves the other side indifferent.

    Parameters
    ----------
    c_other : what the other side pays in the month, at least 0. v_other : what it gains if one quits, above 0.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    c_other, v_other = np.asarray(c_other, float), np.asarray(v_other, float)
    need(c_other >= 0, "c_other", c_other, "at least 0")
    need(v_other > 0, "v_other", v_other, "above 0")
    return np.minimum(1.0, c_other / v_other)[()]


def survival(c_1: ArrayLike, c_2: ArrayLike, v_1: float, v_2: float) -> Floats:
    """Probability that the war goes on at the start of months 0, 1, ..., given both sides' costs month by month.

    Parameters
    ----------
    c_1, c_2 : costs, shape (month,), at least 0. v_1, v_2 : values, above 0.

    Returns
    -------
    Shape (month + 1,); the first is 1.
    """
    stays = (1 - quitting(c_2, v_2)) * (1 - quitting(c_1, v_1))
    return np.concatenate([[1.0], np.cumprod(np.atleast_1d(stays))])


def table(
    *, v_1: float = 1.0, v_2: float = 0.5, c_1: float = 0.02, c_2: float = 0.01, growth: float = 0.0, months: int = 36
) -> dict[str, float]:
    """How long a war of attrition lasts.

    Parameters
    ----------
    v_1 : value of the prize to side 1.
    v_2 : value of the prize to side 2.
    c_1 : cost of the first month to side 1.
    c_2 : cost of the first month to side 2.
    growth : growth of both costs a month, above -1.
    months : months looked at.
    """
    need(growth > -1, "growth", growth, "above -1")
    need(months >= 1, "months", months, "at least 1")
    rise = (1 + growth) ** np.arange(months)
    lasting = survival(c_1 * rise, c_2 * rise, v_1, v_2)
    first, second = quitting(c_2 * rise, v_2), quitting(c_1 * rise, v_1)
    return {
        "probability that 1 quits in the first month": float(first[0]),
        "probability that 2 quits in the first month": float(second[0]),
        "probability that the war goes on after these months": float(lasting[-1]),
        "expected months, counted up to then": float(lasting[:-1].sum()),
        "probability that 2 quits first, up to then": float((lasting[:-1] * second * (1 - first)).sum()),
    }
