"""A side that will soon be stronger cannot promise not to use it: large, fast shifts of power bring war.

Game:
    Two sides divide a flow of benefits, period by period. B(t) is the worth at t of all benefits from t on; M_j(t) is
    what side j can secure by itself from t on, by fighting for instance; delta is the discount factor of a period.
    What 1 is given at t cannot bind 1 at t + 1: from then on 1 takes at least M_1(t+1).
Assumes: complete information; only the benefits of the period can change hands in it; no outside enforcement.
Result:
    war at t if   delta M_1(t+1) - M_1(t) > B(t) - M_1(t) - M_2(t)
    that is, if 1's gain in power exceeds the surplus of peace; and the same with 1 and 2 exchanged.
    Peace along a whole path is possible iff L_1(t) + L_2(t) <= B(t) at every t, where
    L_j(t) = max(M_j(t), delta L_j(t+1)) is the least that can be left to j.
Paper's: the inefficiency condition from one period to the next [P].
Ours: the exact test of a whole path, which also finds a shift that takes several periods [R].
Sources: Powell 2006, International Organization [P, recalled].
Silent about: where the shift comes from, whether bargaining can slow it, and what war itself changes.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ripeness.theory._ranges import number

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

SLACK = 1e-12


def _paths(M_1: ArrayLike, M_2: ArrayLike, B: ArrayLike) -> tuple[FloatArray, FloatArray, FloatArray]:
    """The three paths as arrays of one shape (n,), n at least 2."""
    first, second, total = (
        number(path, name, -np.inf, np.inf) for path, name in ((M_1, "M_1"), (M_2, "M_2"), (B, "B"))
    )
    if not (first.ndim == 1 and first.size >= 2 and first.shape == second.shape == total.shape):
        shapes = f"{first.shape}, {second.shape} and {total.shape}"
        raise ValueError(f"M_1, M_2 and B have shapes {shapes}, but must be paths of the same length, 2 or more.")
    return first, second, total


def benefits(pies: ArrayLike, delta: float, last: float) -> FloatArray:
    """Worth of all benefits from each period on, B(t) = pie(t) + delta B(t+1).

    Parameters
    ----------
    pies : array_like, shape (n,)
        Benefits of each period, 0 or more.
    delta : float
        Discount factor of a period, 0 to 1.
    last : float
        B(n), the worth of what comes after the path, 0 or more.

    Returns
    -------
    numpy.ndarray, shape (n + 1,)
        B(0) to B(n), in the unit of the benefits.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    flow = np.atleast_1d(number(pies, "pies", 0, np.inf))
    factor = float(number(delta, "delta", 0, 1))
    total = np.empty(flow.size + 1)
    total[-1] = number(last, "last", 0, np.inf)
    for t in range(flow.size - 1, -1, -1):
        total[t] = flow[t] + factor * total[t + 1]
    return total


def commitment_margin(M_1: ArrayLike, M_2: ArrayLike, B: ArrayLike, delta: float) -> FloatArray:
    """By how much 1's gain in power exceeds the surplus of peace; positive means war.

    Parameters
    ----------
    M_1, M_2 : array_like, shape (n,)
        What each side can secure by itself from period t on, in the unit of the benefits.
    B : array_like, shape (n,)
        Worth of all benefits from period t on.
    delta : float
        Discount factor of a period, 0 to 1.

    Returns
    -------
    numpy.ndarray, shape (n - 1,)
        delta M_1(t+1) - M_1(t) - [B(t) - M_1(t) - M_2(t)]; exchange M_1 and M_2 for the rise of side 2.

    Raises
    ------
    ValueError
        If the paths differ in length or an argument is out of range.
    """
    M_1, M_2, B = _paths(M_1, M_2, B)
    factor = float(number(delta, "delta", 0, 1))
    gain = factor * M_1[1:] - M_1[:-1]
    surplus = B[:-1] - M_1[:-1] - M_2[:-1]
    return gain - surplus


def war(M_1: ArrayLike, M_2: ArrayLike, B: ArrayLike, delta: float) -> BoolArray:
    """Whether the rise of side 1 brings war at t, shape (n - 1,); arguments as in `commitment_margin`."""
    return commitment_margin(M_1, M_2, B, delta) > SLACK


def peace_possible(M_1: ArrayLike, M_2: ArrayLike, B: ArrayLike, delta: float) -> bool:
    """Whether some division of every period's benefits keeps both sides at peace along the whole path [R].

    Parameters
    ----------
    M_1, M_2, B : array_like, shape (n,)
        As in `commitment_margin`; the benefits of each period, B(t) - delta B(t+1), must be 0 or more.
    delta : float
        Discount factor of a period, 0 to 1.

    Returns
    -------
    bool
        True if there is such a division.

    Raises
    ------
    ValueError
        If the paths differ in length, an argument is out of range, or a period's benefits are negative.
    """
    M_1, M_2, B = _paths(M_1, M_2, B)
    factor = float(number(delta, "delta", 0, 1))
    if np.any(B[:-1] - factor * B[1:] < -SLACK):
        raise ValueError(f"B is {B}, but must leave each period benefits B(t) - delta B(t+1) of 0 or more.")
    least_1, least_2 = M_1[-1], M_2[-1]
    peace = least_1 + least_2 <= B[-1] + SLACK
    for t in range(B.size - 2, -1, -1):
        least_1, least_2 = max(M_1[t], factor * least_1), max(M_2[t], factor * least_2)
        peace = peace and least_1 + least_2 <= B[t] + SLACK
    return bool(peace)


def table(
    *, p_now: float = 0.3, p_next: float = 0.8, c_1: float = 0.05, c_2: float = 0.05, delta: float = 0.95
) -> dict[str, float]:
    """One shift of power, when war decides a flow of 1 a period for good: M_1 = (p - c_1)/(1 - delta), or 0.

    Parameters
    ----------
    p_now : float
        Probability that side 1 wins a war begun now, 0 to 1.
    p_next : float
        Probability that side 1 wins a war begun in the next period, 0 to 1.
    c_1 : float
        Side 1's cost of war in every period from the war on, share of a period's benefits, 0 or more.
    c_2 : float
        Side 2's cost of war in every period from the war on, share of a period's benefits, 0 or more.
    delta : float
        Discount factor of a period, 0 to 0.999999.

    Returns
    -------
    dict of str to float
        Labels and numbers; a yes is 1 and a no is 0.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    now, later = float(number(p_now, "p_now", 0, 1)), float(number(p_next, "p_next", 0, 1))
    cost_1, cost_2 = float(number(c_1, "c_1", 0, np.inf)), float(number(c_2, "c_2", 0, np.inf))
    worth = 1.0 / (1.0 - float(number(delta, "delta", 0, 0.999999)))
    # a side is never worse off than with nothing: it can always give in
    M_1 = worth * np.maximum([now - cost_1, later - cost_1], 0.0)
    M_2 = worth * np.maximum([1.0 - now - cost_2, 1.0 - later - cost_2], 0.0)
    margin_1 = float(commitment_margin(M_1, M_2, [worth, worth], delta)[0])
    margin_2 = float(commitment_margin(M_2, M_1, [worth, worth], delta)[0])
    return {
        "worth of all benefits (periods' benefits)": worth,
        "side 1 can secure now (periods' benefits)": float(M_1[0]),
        "side 1 can secure next period (periods' benefits)": float(M_1[1]),
        "side 2 can secure now (periods' benefits)": float(M_2[0]),
        "side 2 can secure next period (periods' benefits)": float(M_2[1]),
        "surplus of peace (periods' benefits)": float(worth - M_1[0] - M_2[0]),
        "side 1's gain in power less that surplus (periods' benefits)": margin_1,
        "side 2's gain in power less that surplus (periods' benefits)": margin_2,
        "war now (1 yes, 0 no)": float(max(margin_1, margin_2) > SLACK),
    }
