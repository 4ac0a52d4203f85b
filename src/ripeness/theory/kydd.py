"""A side believes a mediator who counsels restraint only if the mediator is somewhat on its side.

Game:
    Side 1 offers terms to side 2, whose cost of war is high, c_H, or low, c_L; side 2 accepts x iff x <= p + its cost.
    A mediator has a private signal of the cost, wrong with probability eps, and says "high" or "low" (cheap talk).
    Told "high", side 1 demands p + c_H; told "low", p + c_L. A war is won by side 1 with probability p.
    The mediator gets b times side 1's share (in war, its expected share p) and loses c_M if there is war;
    b is its bias for side 1.
Assumes: talk costs nothing and binds nobody; side 1 does what it is told; p + c_H <= 1; eps below 1/2; c_L < c_H.
Result:
    honest on a signal "high" iff   b >= eps c_M / [(1 - eps) c_H - c_L]         (no bias is enough if the bracket <= 0)
    honest on a signal "low" iff    b <= (1 - eps) c_M / [eps c_H - c_L]         (always, if the bracket <= 0)
    side 1 does as told iff         (1 - eps) c_H - eps c_1 >= c_L >= eps c_H - (1 - eps) c_1,   c_1 its cost of war
    At b = 0 the mediator always says "low", for peace, and is not believed.
Paper's: that an unbiased mediator is not credible and a biased one can be [P].
Ours: this two-type game and both bounds [R].
Sources: Kydd 2003, American Journal of Political Science [P idea, recalled].
Silent about: mediators who carry sticks and carrots, who care for their name, or who know less than the parties.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ripeness.theory._ranges import number

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

SLACK = 1e-12


def _loss(c_M: ArrayLike) -> FloatArray:
    """The mediator's loss by war, checked."""
    loss = number(c_M, "c_M", 0, np.inf)
    if np.any(loss <= 0.0):
        raise ValueError(f"c_M is {loss}, but must be above 0: else the mediator has nothing to fear.")
    return loss


def _game(c_L: ArrayLike, c_H: ArrayLike, eps: ArrayLike) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Both costs and the chance of a wrong signal, checked."""
    low, high = number(c_L, "c_L", 0, 1), number(c_H, "c_H", 0, 1)
    wrong = number(eps, "eps", 0, 0.5)
    if np.any(low >= high):
        raise ValueError(f"c_L is {low} and c_H is {high}, but c_L must be below c_H.")
    if np.any(wrong >= 0.5):
        raise ValueError(f"eps is {wrong}, but must be at least 0 and below 0.5: else the signal says nothing.")
    return low, high, wrong


def honest(b: ArrayLike, c_L: ArrayLike, c_H: ArrayLike, c_M: ArrayLike, eps: ArrayLike) -> BoolArray:
    """Whether the mediator says what it saw, on either signal.

    Parameters
    ----------
    b : array_like
        Bias for side 1, 0 or more.
    c_L, c_H : array_like
        Low and high cost of war of side 2, shares of the prize, 0 to 1, c_L below c_H.
    c_M : array_like
        The mediator's loss by war, above 0.
    eps : array_like
        Probability that the signal is wrong, 0 to below 1/2.

    Returns
    -------
    numpy.ndarray of bool
        True where b lies from `least_bias` to `greatest_bias`.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    b = number(b, "b", 0, np.inf)
    enough = b >= least_bias(c_L, c_H, c_M, eps) - SLACK
    return np.asarray(enough & (b <= greatest_bias(c_L, c_H, c_M, eps) + SLACK))[()]


def least_bias(c_L: ArrayLike, c_H: ArrayLike, c_M: ArrayLike, eps: ArrayLike) -> FloatArray:
    """Least bias with which the mediator does not cry danger where it sees none.

    Parameters
    ----------
    c_L, c_H, c_M, eps : array_like
        As in `honest`; the shapes broadcast.

    Returns
    -------
    numpy.ndarray
        Bias; infinite where none is enough.

    Raises
    ------
    ValueError
        If an argument is out of range.

    Notes
    -----
    After Kydd 2003, American Journal of Political Science [P idea, recalled]; the bound is ours [R].
    """
    low, high, wrong = _game(c_L, c_H, eps)
    loss = wrong * _loss(c_M)
    gain, loss = np.broadcast_arrays((1.0 - wrong) * high - low, loss)
    with np.errstate(over="ignore"):  # a gain next to nothing: no bias is enough
        return np.divide(loss, gain, out=np.full(gain.shape, np.inf), where=gain > 0.0)[()]


def greatest_bias(c_L: ArrayLike, c_H: ArrayLike, c_M: ArrayLike, eps: ArrayLike) -> FloatArray:
    """Greatest bias with which the mediator does not play down a danger that it sees.

    Parameters
    ----------
    c_L, c_H, c_M, eps : array_like
        As in `honest`; the shapes broadcast.

    Returns
    -------
    numpy.ndarray
        Bias; infinite where there is no limit.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    low, high, wrong = _game(c_L, c_H, eps)
    loss = (1.0 - wrong) * _loss(c_M)
    gain, loss = np.broadcast_arrays(wrong * high - low, loss)
    with np.errstate(over="ignore"):  # a gain next to nothing: no bias is enough
        return np.divide(loss, gain, out=np.full(gain.shape, np.inf), where=gain > 0.0)[()]


def advice_followed(c_L: ArrayLike, c_H: ArrayLike, c_1: ArrayLike, eps: ArrayLike) -> BoolArray:
    """Whether side 1 does best by following an honest mediator, on either word.

    Parameters
    ----------
    c_L, c_H : array_like
        Low and high cost of war of side 2, shares of the prize, 0 to 1, c_L below c_H.
    c_1 : array_like
        Side 1's cost of war, share of the prize, 0 or more.
    eps : array_like
        Probability that the signal is wrong, 0 to below 1/2.

    Returns
    -------
    numpy.ndarray of bool
        True where side 1 follows.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    low, high, wrong = _game(c_L, c_H, eps)
    c_1 = number(c_1, "c_1", 0, np.inf)
    bold = (1.0 - wrong) * high - wrong * c_1 >= low - SLACK
    careful = low >= wrong * high - (1.0 - wrong) * c_1 - SLACK
    return np.asarray(bold & careful)[()]


def table(
    *,
    b: float = 0.5,
    c_L: float = 0.1,
    c_H: float = 0.3,
    c_M: float = 0.2,
    c_1: float = 0.2,
    eps: float = 0.1,
) -> dict[str, float]:
    """Which bias makes a mediator credible.

    Parameters
    ----------
    b : float
        The mediator's bias for side 1, 0 or more; 1 values side 1's share as side 1 does.
    c_L : float
        Low cost of war of side 2, share of the prize.
    c_H : float
        High cost of war of side 2, share of the prize, above c_L.
    c_M : float
        The mediator's loss by war, in prizes, above 0.
    c_1 : float
        Side 1's cost of war, share of the prize.
    eps : float
        Probability that the mediator's signal is wrong, 0 to below 0.5.

    Returns
    -------
    dict of str to float
        Labels and numbers; a yes is 1 and a no is 0. An infinite least bias means that none is enough, an infinite
        greatest bias that there is no limit.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    return {
        "least bias of an honest mediator": float(least_bias(c_L, c_H, c_M, eps)),
        "greatest bias of an honest mediator": float(greatest_bias(c_L, c_H, c_M, eps)),
        "honest at b (1 yes, 0 no)": float(honest(b, c_L, c_H, c_M, eps)),
        "side 1 follows an honest mediator (1 yes, 0 no)": float(advice_followed(c_L, c_H, c_1, eps)),
    }
