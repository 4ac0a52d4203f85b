"""Peace that both want is broken by whoever strikes first, until fighting has destroyed enough of the gain.

Game:
    After t battles B = rho^t of a prize of 1 is left, rho = 1 - theta; a battle destroys the share theta of what is
    left and costs side i c_i. In peace side i has the lasting share x_i of B as a lump sum, x_1 + x_2 = 1. Whoever
    breaks a peace by surprise fights a battle: with probability pi_i it decides the war and it takes all that is left
    (the other gets nothing); else both fight on until the next window, and then make peace again in the same shares.
    A window is a number of battles after which neither side gains by breaking the peace. d is the number of battles
    from the broken peace to the next window.
Assumes: complete information; shares that do not move; no discounting; c_i > 0.
Result:
    the gain of i from breaking the peace, in shares of B:
        g_i(d, B) = pi_i rho + (1 - pi_i) x_i rho^d - x_i - c_i [1 + (1 - pi_i)(d - 1)] / B,   which falls in d
    t is a window iff g_1 <= 0 and g_2 <= 0: a long war is what deters, and an early next window is what tempts
    peace holds for good once B <= B* = min_i c_i / [rho (pi_i + (1 - pi_i) x_i) - x_i]  (no bound if not positive)
        after t* = ceil(ln B*/ln rho) battles; earlier windows follow backwards from t*, and none need follow another
    war lasts until the first window; each side then has x_i rho^t - c_i t, which can be below nothing
Paper's: in words only [P]: the desire for peace makes the threat to fight long incredible and so invites surprise
    attack; destruction makes the threat credible again; war can end at certain windows only, and both can then be
    worse off than by conceding everything before the war.
Ours: [R] every equation on this page: the decisive strike pi_i, fixed shares, proportional destruction, costs that do
    not shrink. The paper solves a bargaining game of its own, in which shares are chosen.
Sources: Leventoglu & Slantchev 2007, American Journal of Political Science (The Armed Peace: A Punctuated Equilibrium
    Theory of War) [P: the abstract read, the article recalled].
Silent about: terms that are changed so that both keep them; why the first window comes when it does (a small change of
    theta can move it by several battles); reserves that run out; third parties.
"""

from __future__ import annotations

from math import ceil

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ripeness.theory._ranges import need

Floats = NDArray[np.float64]

ROUNDING = 1e-12
"""A gain from breaking the peace up to this share of the prize left counts as none."""

LEAST_COST = 1e-12
"""Lowest cost of a battle, in shares of the prize: without cost there is no lasting peace to count back from."""

SLOWEST = 1e-9
"""Lowest share that a battle destroys for which the battles are counted."""

MOST_BATTLES = 100_000
"""Battles back from the lasting peace that are looked at."""


def gain(
    x_i: ArrayLike, pi_i: ArrayLike, c_i: ArrayLike, theta: ArrayLike, left: ArrayLike, battles: ArrayLike
) -> Floats:
    """What side i gains by breaking a peace, if the next one comes after some battles.

    Parameters
    ----------
    x_i : i's share in peace, from 0 to 1.
    pi_i : probability that i's surprise attack decides the war, from 0 to 1.
    c_i : i's cost of a battle, in shares of the prize, at least 1e-12.
    theta : share of what is left that a battle destroys, between 0 and 1.
    left : what is left of the prize, above 0 and at most 1.
    battles : battles until the next peace, d, at least 1.

    Returns
    -------
    g_i in shares of what is left, broadcast over the arguments; the peace holds for i if it is at most 0.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    left, battles = np.asarray(left, dtype=float), np.asarray(battles, dtype=float)
    x_i, pi_i, c_i, theta = _side(x_i, pi_i, c_i, theta)
    need((left > 0) & (left <= 1), "left", left, "above 0 and at most 1")
    need((battles >= 1) & np.isfinite(battles), "battles", battles, "at least 1")
    rho = 1 - theta
    won = pi_i * rho + (1 - pi_i) * x_i * rho**battles
    with np.errstate(over="ignore"):
        return (won - x_i - c_i * (1 + (1 - pi_i) * (battles - 1)) / left)[()]


def lasting_peace_left(x_i: ArrayLike, pi_i: ArrayLike, c_i: ArrayLike, theta: ArrayLike) -> Floats:
    """What must at most be left of the prize for side i to keep every peace from then on.

    Parameters
    ----------
    x_i : i's share in peace, from 0 to 1.
    pi_i : probability that i's surprise attack decides the war, from 0 to 1.
    c_i : i's cost of a battle, in shares of the prize, at least 1e-12.
    theta : share of what is left that a battle destroys, between 0 and 1.

    Returns
    -------
    B*_i in shares of the whole prize, infinite where i never gains; the war's B* is the lower of the two sides'.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    x_i, pi_i, c_i, theta = _side(x_i, pi_i, c_i, theta)
    prize = (1 - theta) * (pi_i + (1 - pi_i) * x_i) - x_i
    with np.errstate(divide="ignore", over="ignore"):
        return np.where(prize > 0, c_i / np.maximum(prize, 0.0), np.inf)[()]


def battles_to_lasting_peace(left: float, theta: float) -> int:
    """Fewest battles after which no more than a given part of the prize is left.

    Parameters
    ----------
    left : part of the prize, above 0; the war's B*.
    theta : share of what is left that a battle destroys, from 1e-9 and below 1.

    Returns
    -------
    t*, 0 if `left` is 1 or more.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    need(left > 0, "left", left, "above 0")
    need(0 < theta < 1, "theta", theta, "between 0 and 1")
    if left >= 1:
        return 0
    need(theta >= SLOWEST, "theta", theta, f"at least {SLOWEST}")
    exact = np.log(left) / np.log1p(-theta)
    return max(0, ceil(exact - 1e-9))


def windows(x_1: float, pi_1: float, pi_2: float, c_1: float, c_2: float, theta: float) -> list[int]:
    """Numbers of battles after which peace can be made, up to the one from which it holds for good.

    Parameters
    ----------
    x_1 : side 1's share in peace, from 0 to 1; side 2 has the rest.
    pi_1, pi_2 : probability that a side's surprise attack decides the war, from 0 to 1.
    c_1, c_2 : cost of a battle to each side, in shares of the prize, at least 1e-12.
    theta : share of what is left that a battle destroys, between 0 and 1.

    Returns
    -------
    Rising list that ends with t*; the war lasts as many battles as its first element says.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    sides = ((x_1, pi_1, c_1), (1 - x_1, pi_2, c_2))
    last = battles_to_lasting_peace(min(float(lasting_peace_left(*side, theta)) for side in sides), theta)
    need(last <= MOST_BATTLES, "theta", theta, f"so large that peace lasts within {MOST_BATTLES} battles, not {last}")
    found = [last]
    for t in range(last - 1, -1, -1):
        left, until = (1 - theta) ** t, found[-1] - t
        if all(gain(*side, theta, left, until) <= ROUNDING for side in sides):
            found.append(t)
    return found[::-1]


def outcome(share: ArrayLike, cost: ArrayLike, theta: ArrayLike, battles: ArrayLike) -> Floats:
    """What a side has after a war of some battles and the peace that ends it.

    Parameters
    ----------
    share : its share in peace, from 0 to 1.
    cost : its cost of a battle, in shares of the prize, at least 1e-12.
    theta : share of what is left that a battle destroys, between 0 and 1.
    battles : battles fought, at least 0.

    Returns
    -------
    Shares of the whole prize, broadcast over the arguments; below 0 it would have been better to concede everything.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    share, _, cost, theta = _side(share, 0.0, cost, theta)
    battles = np.asarray(battles, dtype=float)
    need((battles >= 0) & np.isfinite(battles), "battles", battles, "at least 0")
    return (share * (1 - theta) ** battles - cost * battles)[()]


def table(
    *, x: float = 0.5, pi_A: float = 0.35, pi_D: float = 0.35, c_A: float = 0.01, c_D: float = 0.01, theta: float = 0.05
) -> dict[str, float]:
    """Windows of peace in a war between A and D.

    Parameters
    ----------
    x : A's share in peace, from 0 to 1
    pi_A : probability that A's surprise attack decides the war, from 0 to 1
    pi_D : probability that D's surprise attack decides the war, from 0 to 1
    c_A : A's cost of a battle, in shares of the prize, at least 1e-12
    c_D : D's cost of a battle, in shares of the prize, at least 1e-12
    theta : share of what is left that a battle destroys, between 0 and 1
    """
    need(0 <= x <= 1, "x", x, "from 0 to 1")
    for name, chance in (("pi_A", pi_A), ("pi_D", pi_D)):
        need(0 <= chance <= 1, name, chance, "from 0 to 1")
    for name, cost in (("c_A", c_A), ("c_D", c_D)):
        need((cost >= LEAST_COST) & np.isfinite(cost), name, cost, f"at least {LEAST_COST}")
    found = windows(x, pi_A, pi_D, c_A, c_D, theta)
    first, last = found[0], found[-1]
    gaps = np.diff(found)
    return {
        "battles until the first peace": float(first),
        "part of the prize left by then": float((1 - theta) ** first),
        "A's outcome (share of the whole prize)": float(outcome(x, c_A, theta, first)),
        "D's outcome (share of the whole prize)": float(outcome(1 - x, c_D, theta, first)),
        "windows of peace, up to the lasting one": float(len(found)),
        "longest stretch between windows (battles)": float(gaps.max()) if len(gaps) else 0.0,
        "battles after which peace lasts": float(last),
        "part of the prize left when peace lasts": float((1 - theta) ** last),
    }


def _side(x_i: ArrayLike, pi_i: ArrayLike, c_i: ArrayLike, theta: ArrayLike) -> tuple[Floats, Floats, Floats, Floats]:
    x_i, pi_i, c_i, theta = (np.asarray(value, dtype=float) for value in (x_i, pi_i, c_i, theta))
    for name, value in (("x_i", x_i), ("pi_i", pi_i)):
        need((value >= 0) & (value <= 1), name, value, "from 0 to 1")
    need((c_i >= LEAST_COST) & np.isfinite(c_i), "c_i", c_i, f"at least {LEAST_COST}")
    need((theta > 0) & (theta < 1), "theta", theta, "between 0 and 1")
    return x_i, pi_i, c_i, theta
