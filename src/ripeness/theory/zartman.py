"""A war is ripe when some terms give each side at least what it believes that fighting on would give.

Game:
    One issue of size 1; terms x go to A and 1 - x to D, and must lie from low to high. Side i believes that it wins a
    fight to the finish with probability pi_i and expects it to cost c_i, so that fighting on is worth
    d_A = pi_A - c_A and d_D = pi_D - c_D, the reservations. x_0 is A's share where the sides stand now.
    In general phi(u) is the most that D can get when A gets u, the frontier.
Assumes: what each side believes is known to both (they may disagree); terms are kept; risk-neutral sides.
Result:
    ripe iff phi(d_A) >= d_D; one issue, free terms: ripe iff d_A + d_D <= 1
    equivalently iff pi_A + pi_D - 1 <= c_A + c_D: mutual optimism does not exceed the cost of fighting on
    gap = min(high, 1 - d_D) - max(low, d_A), the width of the range of terms; 1 - d_A - d_D where no bound binds
    hurting stalemate: both would rather stop where they stand, d_A < x_0 and d_D < 1 - x_0
    way out: the gap is 0 or more. A hurting stalemate with x_0 among the terms implies a way out, not the reverse.
Paper's: the words: a mutually hurting stalemate and a way out, both as the parties see them (Zartman); the agreement
    condition with differing beliefs (Smith & Stam) [P].
Ours: everything in symbols, which Zartman does not use; ripe is read as the way out [R].
Sources: Zartman 1985, Ripe for Resolution, Oxford University Press [P idea, recalled]; Smith & Stam 2004, Journal of
    Conflict Resolution [P, recalled].
Silent about: who brings the terms up, leaders who gain from war, and whether ripe wars do end.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ripeness.theory._ranges import number

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

SLACK = 1e-12


def reservation(pi: ArrayLike, c: ArrayLike) -> FloatArray:
    """What fighting on is worth to a side, pi - c.

    Parameters
    ----------
    pi : array_like
        Probability, in its own eyes, that it wins a fight to the finish, 0 to 1.
    c : array_like
        Cost that it expects of that fight, shares of the prize, 0 or more.

    Returns
    -------
    numpy.ndarray
        Share of the prize; below 0 where it would rather give everything up.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    return number(pi, "pi", 0, 1) - number(c, "c", 0, np.inf)


def ripeness_gap(d_A: ArrayLike, d_D: ArrayLike, low: ArrayLike = 0.0, high: ArrayLike = 1.0) -> FloatArray:
    """Width of the range of terms that both prefer to fighting on; below 0 where there are none.

    Parameters
    ----------
    d_A, d_D : array_like
        Reservations of A and of D, shares of the prize, at most 1.
    low, high : array_like
        Least and greatest share of A among the terms that can be had, 0 to 1, low not above high.

    Returns
    -------
    numpy.ndarray
        Share of the prize.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    d_A, d_D = number(d_A, "d_A", -np.inf, 1), number(d_D, "d_D", -np.inf, 1)
    least, most = number(low, "low", 0, 1), number(high, "high", 0, 1)
    if np.any(least > most):
        raise ValueError(f"low is {least} and high is {most}, but low must not be above high.")
    return np.minimum(most, 1.0 - d_D) - np.maximum(least, d_A)


def gap_on(frontier: Callable[[FloatArray], ArrayLike], d_A: ArrayLike, d_D: ArrayLike) -> FloatArray:
    """Gap between a frontier and the reservations, phi(d_A) - d_D; ripe iff it is 0 or more.

    Parameters
    ----------
    frontier : callable
        phi: the most that D can get when A gets u or more, for an array u.
    d_A, d_D : array_like
        Reservations of A and of D, each in its own unit.

    Returns
    -------
    numpy.ndarray
        In D's unit.

    Raises
    ------
    ValueError
        If a reservation is not finite.
    """
    d_A, d_D = number(d_A, "d_A", -np.inf, np.inf), number(d_D, "d_D", -np.inf, np.inf)
    return (np.asarray(frontier(d_A), dtype=float) - d_D)[()]


def ripe(d_A: ArrayLike, d_D: ArrayLike, low: ArrayLike = 0.0, high: ArrayLike = 1.0) -> BoolArray:
    """Whether there is a way out: some terms suit both; arguments and errors as in `ripeness_gap`."""
    return np.asarray(ripeness_gap(d_A, d_D, low, high) >= -SLACK)[()]


def hurting_stalemate(d_A: ArrayLike, d_D: ArrayLike, x_0: ArrayLike) -> BoolArray:
    """Whether both sides would rather stop where they stand than fight on.

    Parameters
    ----------
    d_A, d_D : array_like
        Reservations of A and of D, shares of the prize, at most 1.
    x_0 : array_like
        A's share where the sides stand now, 0 to 1.

    Returns
    -------
    numpy.ndarray of bool
        True where the stalemate hurts both.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    x_0 = number(x_0, "x_0", 0, 1)
    d_A, d_D = number(d_A, "d_A", -np.inf, 1), number(d_D, "d_D", -np.inf, 1)
    return np.asarray((d_A < x_0) & (d_D < 1.0 - x_0))[()]


def table(
    *,
    pi_A: float = 0.6,
    pi_D: float = 0.5,
    c_A: float = 0.1,
    c_D: float = 0.05,
    x_0: float = 0.3,
    low: float = 0.0,
    high: float = 1.0,
) -> dict[str, float]:
    """Ripeness of a war over one issue.

    Parameters
    ----------
    pi_A : float
        Probability, in A's own eyes, that A wins a fight to the finish.
    pi_D : float
        Probability, in D's own eyes, that D wins a fight to the finish.
    c_A : float
        Cost that A expects of that fight, share of the prize, 0 or more.
    c_D : float
        Cost that D expects of that fight, share of the prize, 0 or more.
    x_0 : float
        A's share where the sides stand now, 0 to 1.
    low : float
        Least share of A among the terms that can be had, 0 to 1.
    high : float
        Greatest share of A among the terms that can be had, 0 to 1.

    Returns
    -------
    dict of str to float
        Labels and numbers; a yes is 1 and a no is 0.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    d_A, d_D = reservation(pi_A, c_A), reservation(pi_D, c_D)
    return {
        "A's reservation (share of the prize)": float(d_A),
        "D's reservation (share of the prize)": float(d_D),
        "mutual optimism, the beliefs' sum less 1": pi_A + pi_D - 1.0,
        "cost of fighting on, of both (share of the prize)": c_A + c_D,
        "ripeness gap (share of the prize)": float(ripeness_gap(d_A, d_D, low, high)),
        "ripe: a way out (1 yes, 0 no)": float(ripe(d_A, d_D, low, high)),
        "hurting stalemate (1 yes, 0 no)": float(hurting_stalemate(d_A, d_D, x_0)),
    }
