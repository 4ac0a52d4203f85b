"""Actors with weights on one line settle near the weighted median if they vote, near the weighted mean if they trade.

Game:
    Actor i wants the position x_i on one line and has the weight w_i (power, or power times salience). A position is
    worth less to an actor the further it lies from x_i. A coalition decides if it holds more than the share q of all
    weights, or everybody.
Assumes: one dimension; single-peaked worth; all positions and weights known; q from 1/2 to 1.
Result:
    median  m such that the weights on either side are at most half; minimises sum w_i |x - x_i|, and no position beats
            it by simple majority
    mean    sum w_i x_i / sum w_i; minimises sum w_i (x - x_i)^2; also the average outcome if the one who proposes is
            drawn with probability w_i / sum w and gets x_i
    core    positions that no deciding coalition would leave: from the least x_k with a weight share of at most q above
            it to the greatest x_k with a share of at most q below it; at q = 1/2 the medians, at q = 1 from the least
            to the greatest x_i
Paper's: the median (Black, Downs); both as forecasts (Bueno de Mesquita); the mean as a compromise (Achen) [P].
Ours: the proposer who gets x_i in full, a simplification of proposers drawn as by Baron & Ferejohn [R].
Sources: Black 1948, Journal of Political Economy [P, recalled]; Downs 1957, An Economic Theory of Democracy
    [P, recalled]; Bueno de Mesquita 1994, in European Community Decision Making, Yale University Press [P, recalled];
    Achen 2006, in The European Union Decides, Cambridge University Press [P, recalled]; Baron & Ferejohn 1989, American
    Political Science Review [P idea, recalled].
Silent about: where the weights come from, several dimensions at once, and force.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ripeness.theory._ranges import number

FloatArray = NDArray[np.float64]

SLACK = 1e-12


def _actors(x: ArrayLike, w: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Positions of the actors that have any weight, and their shares of all weights."""
    positions = np.atleast_1d(number(x, "x", -np.inf, np.inf))
    weights = np.atleast_1d(number(w, "w", 0, np.inf))
    if positions.ndim != 1 or positions.shape != weights.shape:
        raise ValueError(f"x and w have shapes {positions.shape} and {weights.shape}, but must be lists of one length.")
    if not weights.sum() > 0.0:
        raise ValueError(f"w is {weights}, but must have at least one weight above 0.")
    heard = weights > 0.0
    return positions[heard], weights[heard] / weights.sum()


def weighted_mean(x: ArrayLike, w: ArrayLike) -> float:
    """Weighted mean of the positions.

    Parameters
    ----------
    x : array_like, shape (n,)
        Positions.
    w : array_like, shape (n,)
        Weights, 0 or more, not all 0.

    Returns
    -------
    float
        In the unit of the positions.

    Raises
    ------
    ValueError
        If the lists differ in length, a weight is negative or all are 0.
    """
    positions, shares = _actors(x, w)
    return float(shares @ positions)


def core(x: ArrayLike, w: ArrayLike, q: float = 0.5) -> tuple[float, float]:
    """Positions that no deciding coalition would leave.

    Parameters
    ----------
    x : array_like, shape (n,)
        Positions.
    w : array_like, shape (n,)
        Weights, 0 or more, not all 0. Who has none has no say.
    q : float
        A coalition decides with more than this share of the weights (or with everybody), 1/2 to 1.

    Returns
    -------
    tuple of float
        Least and greatest position of the core, in the unit of the positions.

    Raises
    ------
    ValueError
        If the lists differ in length, a weight is negative, all are 0, or q is out of range.
    """
    positions, shares = _actors(x, w)
    quota = float(number(q, "q", 0.5, 1))
    points = np.unique(positions)
    above = (positions[None, :] > points[:, None]) @ shares
    below = (positions[None, :] < points[:, None]) @ shares
    return float(points[above <= quota + SLACK].min()), float(points[below <= quota + SLACK].max())


def weighted_median(x: ArrayLike, w: ArrayLike) -> float:
    """Weighted median of the positions; the middle where a whole interval splits the weights evenly.

    Parameters
    ----------
    x : array_like, shape (n,)
        Positions.
    w : array_like, shape (n,)
        Weights, 0 or more, not all 0.

    Returns
    -------
    float
        In the unit of the positions.

    Raises
    ------
    ValueError
        If the lists differ in length, a weight is negative or all are 0.
    """
    low, high = core(x, w)
    return (low + high) / 2.0


def table(
    *,
    x_1: float = 0.0,
    x_2: float = 0.4,
    x_3: float = 1.0,
    w_1: float = 0.3,
    w_2: float = 0.3,
    w_3: float = 0.4,
    q: float = 0.65,
) -> dict[str, float]:
    """Three actors on a line.

    Parameters
    ----------
    x_1 : float
        Position of the first actor.
    x_2 : float
        Position of the second actor.
    x_3 : float
        Position of the third actor.
    w_1 : float
        Weight of the first actor, 0 or more.
    w_2 : float
        Weight of the second actor, 0 or more.
    w_3 : float
        Weight of the third actor, 0 or more.
    q : float
        A coalition decides with more than this share of the weights, 1/2 to 1.

    Returns
    -------
    dict of str to float
        Labels and positions.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    x, w = (x_1, x_2, x_3), (w_1, w_2, w_3)
    low, high = core(x, w, q)
    return {
        "weighted median (position)": weighted_median(x, w),
        "weighted mean (position)": weighted_mean(x, w),
        "core at the quota, least (position)": low,
        "core at the quota, greatest (position)": high,
    }
