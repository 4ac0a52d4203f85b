"""Two sides that settle several issues at once give each issue to whom it matters more, in Nash's proportions.

Game:
    Issues j = 1..n, each settled at x_j in [0, 1]: 0 as D wishes, 1 as A wishes. A's weights are a_j and D's are b_j,
    each summing to 1: u(x) = sum a_j x_j, v(x) = sum b_j (1 - x_j). Without agreement they get d_A and d_D.
    Maximise (u - d_A)^theta (v - d_D)^(1 - theta), theta being A's weight in the bargain (1/2 for equals).
Assumes: divisible issues, additive and linear worth, enforceable terms, all issues on one table.
Result:
    The frontier gives A the issues in falling order of a_j/b_j (a knapsack); phi(u) is the most that D gets with u.
    On issue j of that order, with u_0 and v_0 from those before it,
        x_j = clip( theta (v_0 - d_D)/b_j - (1 - theta) (u_0 - d_A)/a_j, 0, 1 ), and the rest stay with D once x_j < 1
    Two issues, d = 0, weights (a, 1-a) and (b, 1-b), a > b:
        x_1 = min(1, theta/b);   x_2 = max(0, (theta - a)/(1 - a))
    One issue: A gets d_A + theta (1 - d_A - d_D).
    Agreement exists iff phi(d_A) >= d_D.
Paper's: the product and its maximum (Nash); the weights theta (Harsanyi & Selten 1972, Kalai 1977) [P].
Ours: the closed form for several issues, an exercise in the paper's model [R].
Sources: Nash 1950, Econometrica [P, recalled]; Harsanyi & Selten 1972, Management Science [P, recalled]; Kalai 1977,
    International Journal of Game Theory [P, recalled].
Silent about: how the deal is reached, whether it is kept, and issues that cannot be divided.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ripeness.theory._ranges import number

FloatArray = NDArray[np.float64]

SLACK = 1e-12
SUM_SLACK = 1e-9

NEGLIGIBLE = 1e-15
"""Weights up to this are taken for none: they are lost in a sum of 1."""


def _weights(a: ArrayLike, b: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Both sides' weights, checked."""
    first, second = np.atleast_1d(number(a, "a", 0, 1)), np.atleast_1d(number(b, "b", 0, 1))
    if first.ndim != 1 or first.shape != second.shape:
        raise ValueError(f"a and b have shapes {first.shape} and {second.shape}, but must be lists of one length.")
    for name, weights in (("a", first), ("b", second)):
        if abs(weights.sum() - 1.0) > SUM_SLACK:
            raise ValueError(f"{name} is {weights} and sums to {weights.sum():g}, but must sum to 1.")
    return first, second


def _order(a: FloatArray, b: FloatArray) -> list[int]:
    """Issues that A cares for, cheapest for D first."""
    return sorted(np.flatnonzero(a > NEGLIGIBLE).tolist(), key=lambda j: b[j] / a[j])


def utilities(x: ArrayLike, a: ArrayLike, b: ArrayLike) -> tuple[float, float]:
    """Worth of terms to A and to D.

    Parameters
    ----------
    x : array_like, shape (n,)
        Terms, 0 as D wishes to 1 as A wishes.
    a, b : array_like, shape (n,)
        Weights of A and of D, each summing to 1.

    Returns
    -------
    tuple of float
        u and v, shares of each side's aims.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    a, b = _weights(a, b)
    terms = np.atleast_1d(number(x, "x", 0, 1))
    if terms.shape != a.shape:
        raise ValueError(f"x has shape {terms.shape}, but must be a list of {a.size}, one for each issue.")
    return float(a @ terms), float(b @ (1.0 - terms))


def frontier(u: ArrayLike, a: ArrayLike, b: ArrayLike) -> FloatArray:
    """The most that D gets when A gets u or more, phi(u).

    Parameters
    ----------
    u : array_like
        Worth to A, at most 1; 0 or less asks for nothing.
    a, b : array_like, shape (n,)
        Weights of A and of D, each summing to 1.

    Returns
    -------
    numpy.ndarray
        Worth to D, in the shape of u.

    Raises
    ------
    ValueError
        If an argument is out of range; no terms give A more than 1.
    """
    a, b = _weights(a, b)
    wanted = np.asarray(u, dtype=float)
    if not np.all(wanted <= 1.0 + SLACK):
        raise ValueError(f"u is {wanted}, but must be a number of at most 1: no terms give A more.")
    order = _order(a, b)
    gained = np.concatenate([[0.0], np.cumsum(a[order])])
    ceded = np.concatenate([[0.0], np.cumsum(b[order])])
    return np.asarray(1.0 - np.interp(wanted, gained, ceded))[()]


def solution(a: ArrayLike, b: ArrayLike, theta: float = 0.5, d_A: float = 0.0, d_D: float = 0.0) -> FloatArray:
    """Terms of the asymmetric Nash solution.

    Parameters
    ----------
    a, b : array_like, shape (n,)
        Weights of A and of D, each summing to 1.
    theta : float
        A's weight in the bargain, 0 to 1.
    d_A, d_D : float
        Worth of no agreement to A and to D, shares of each side's aims, at most 1.

    Returns
    -------
    numpy.ndarray, shape (n,)
        Terms x_j. Issues of one ratio a_j/b_j are ceded in the order given; nobody's worth depends on it.

    Raises
    ------
    ValueError
        If an argument is out of range, or no terms give both what they have without agreement.

    Notes
    -----
    Nash 1950, Econometrica; with weights Harsanyi & Selten 1972 and Kalai 1977 [P, recalled].
    """
    a, b = _weights(a, b)
    theta = float(number(theta, "theta", 0, 1))
    d_A, d_D = float(number(d_A, "d_A", -np.inf, 1)), float(number(d_D, "d_D", -np.inf, 1))
    if float(frontier(d_A, a, b)) < d_D - SLACK:
        raise ValueError(f"d_A is {d_A:g} and d_D is {d_D:g}, but must leave terms that give both at least as much.")
    x = np.zeros(a.size)
    u, v = 0.0, 1.0
    for j in _order(a, b):
        if b[j] > NEGLIGIBLE:
            x[j] = np.clip(theta * (v - d_D) / b[j] - (1.0 - theta) * (u - d_A) / a[j], 0.0, 1.0)
        else:
            x[j] = 1.0  # costs D nothing
        u, v = u + a[j] * x[j], v - b[j] * x[j]
        if x[j] < 1.0:
            break
    return x


def two_issues(a: ArrayLike, b: ArrayLike, theta: ArrayLike = 0.5) -> tuple[FloatArray, FloatArray]:
    """Terms on two issues with nothing to fall back on (d = 0), in closed form.

    Parameters
    ----------
    a, b : array_like
        Weights of the first issue for A and for D, 0 to 1, a above b; the second issue has 1 - a and 1 - b.
    theta : array_like
        A's weight in the bargain, 0 to 1.

    Returns
    -------
    tuple of numpy.ndarray
        x_1 and x_2, 0 as D wishes to 1 as A wishes.

    Raises
    ------
    ValueError
        If an argument is out of range or a is not above b (exchange the issues then).
    """
    a, b, theta = np.broadcast_arrays(number(a, "a", 0, 1), number(b, "b", 0, 1), number(theta, "theta", 0, 1))
    if np.any(a <= b):
        raise ValueError(f"a is {a} and b is {b}, but a must be above b: put first the issue that A cares for more.")
    x_1 = np.divide(theta, b, out=np.ones(b.shape), where=theta < b)
    x_2 = np.divide(theta - a, 1.0 - a, out=np.zeros(a.shape), where=theta > a)
    return x_1[()], x_2[()]


def table(
    *, a: float = 0.8, b: float = 0.3, theta: float = 0.5, d_A: float = 0.0, d_D: float = 0.0
) -> dict[str, float]:
    """Nash's deal on two issues.

    Parameters
    ----------
    a : float
        A's weight on the first issue, 0 to 1; the second has 1 - a.
    b : float
        D's weight on the first issue, 0 to 1; the second has 1 - b.
    theta : float
        A's weight in the bargain, 0 to 1.
    d_A : float
        Worth of no agreement to A, share of A's aims.
    d_D : float
        Worth of no agreement to D, share of D's aims.

    Returns
    -------
    dict of str to float
        Labels and numbers. Where the first number is below 0 there is no agreement, and the others are not numbers
        (nan).

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    number([a, b], "a or b", 0, 1)
    both = (a, 1.0 - a), (b, 1.0 - b)
    room = float(frontier(float(number(d_A, "d_A", -np.inf, 1)), *both)) - float(number(d_D, "d_D", -np.inf, 1))
    terms, worth = (math.nan, math.nan), (math.nan, math.nan)
    if room >= -SLACK:
        x = solution(*both, theta, d_A, d_D)
        terms, worth = (float(x[0]), float(x[1])), utilities(x, *both)
    return {
        "most that D can get when A gets d_A, less d_D (share of D's aims)": room,
        "first issue (0 as D wishes, 1 as A wishes)": terms[0],
        "second issue (0 as D wishes, 1 as A wishes)": terms[1],
        "worth to A (share of A's aims)": worth[0],
        "worth to D (share of D's aims)": worth[1],
    }
