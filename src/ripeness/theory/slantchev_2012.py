"""A side that borrowed for the war must repay in peace but not in defeat, so debt can close the range of terms.

Game:
    Two sides dispute a prize of size 1. Side 1 owes b. A war is won by side 1 with probability p; the share theta of
    the prize survives it. Side 1 repays b after a settlement or a victory and nothing after a defeat.
    War is worth p (theta - b) to side 1 and (1 - p) theta to side 2; a settlement x is worth x - b and 1 - x.
Assumes: complete information; risk-neutral sides; a divisible prize; debt is not written off in a settlement.
Result:
    side 1 accepts x >= p theta + (1 - p) b; side 2 accepts x <= 1 - (1 - p) theta
    a settlement exists iff (1 - p) b <= 1 - theta: what defeat would spare the debtor is at most what war destroys
Paper's: that debt makes peace less efficient than war and can remove the range [P].
Ours: the one-shot form with the debt of one side, and its symbols [R].
Sources: Slantchev 2012, American Political Science Review [P, recalled].
Silent about: why the sides borrowed, how money buys power, who lends, and debt relief as part of a settlement.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ripeness.theory._ranges import number

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

SLACK = 1e-12


def settlement_range(p: ArrayLike, b: ArrayLike, theta: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Least share that side 1 accepts and greatest that side 2 grants; empty if the first is the greater.

    Parameters
    ----------
    p : array_like
        Probability that side 1 wins, 0 to 1.
    b : array_like
        Side 1's debt, share of the prize, 0 or more.
    theta : array_like
        Share of the prize that survives a war, 0 to 1.

    Returns
    -------
    tuple of numpy.ndarray
        The two shares of the prize, before the debt is served.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Notes
    -----
    Slantchev 2012, American Political Science Review [P idea, recalled]; the form is ours [R].
    """
    p, theta = number(p, "p", 0, 1), number(theta, "theta", 0, 1)
    b = number(b, "b", 0, np.inf)
    return p * theta + (1.0 - p) * b, 1.0 - (1.0 - p) * theta


def settlement_exists(p: ArrayLike, b: ArrayLike, theta: ArrayLike) -> BoolArray:
    """Whether (1 - p) b <= 1 - theta; arguments, units and errors as in `settlement_range`."""
    p, theta = number(p, "p", 0, 1), number(theta, "theta", 0, 1)
    b = number(b, "b", 0, np.inf)
    return np.asarray((1.0 - p) * b <= 1.0 - theta + SLACK)[()]


def largest_debt(p: ArrayLike, theta: ArrayLike) -> FloatArray:
    """Greatest debt with which a settlement still exists, (1 - theta)/(1 - p).

    Parameters
    ----------
    p : array_like
        Probability that side 1 wins, 0 to 1.
    theta : array_like
        Share of the prize that survives a war, 0 to 1.

    Returns
    -------
    numpy.ndarray
        Share of the prize; infinite where p is 1, for who never loses always repays.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    p, theta = np.broadcast_arrays(number(p, "p", 0, 1), number(theta, "theta", 0, 1))
    return np.divide(1.0 - theta, 1.0 - p, out=np.full(p.shape, np.inf), where=p < 1.0)[()]


def table(*, p: float = 0.5, b: float = 0.3, theta: float = 0.8) -> dict[str, float]:
    """What a debt does to the range of terms.

    Parameters
    ----------
    p : float
        Probability that side 1, which borrowed, wins, 0 to 1.
    b : float
        Side 1's debt, share of the prize, 0 or more.
    theta : float
        Share of the prize that survives a war, 0 to 1.

    Returns
    -------
    dict of str to float
        Labels and numbers; a yes is 1 and a no is 0; the largest debt is infinite where p is 1.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    low, high = settlement_range(p, b, theta)
    return {
        "least share that side 1 accepts": float(low),
        "greatest share that side 2 grants": float(high),
        "width of the range without the debt (share of the prize)": float(1.0 - theta),
        "width of the range (share of the prize)": float(high - low),
        "a settlement exists (1 yes, 0 no)": float(settlement_exists(p, b, theta)),
        "largest debt with a settlement (share of the prize)": float(largest_debt(p, theta)),
    }
