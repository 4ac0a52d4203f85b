"""Two sides that could split a prize fight only for lack of knowledge, of trust, or of a share that can be cut.

Game:
    A and B dispute a prize of size 1. A share x goes to A, 1 - x to B. A war is won by A with probability p and costs
    c_A and c_B, in shares of the prize, so that war is worth p - c_A to A and 1 - p - c_B to B.
    Take it or leave it: one side names x, the other accepts or fights.
    Risk-return: A names x = p + y without knowing B's cost, which is uniform on [0, C]; B fights if c_B < y.
    Commitment: periods without end, discount delta, a share to divide in each; A wins with p_1 in the first period and
    with p_2 in all later ones; A names x in each period, D accepts or attacks, and a war decides for good. A war costs
    D c_D in every period after it, or c_D once (a lump).
    Indivisibility: only some shares can be chosen.
Assumes: risk-neutral sides; war is the only outside option; p is common knowledge.
Result:
    range of terms that both prefer to war   [p - c_A, p + c_B], cut to [0, 1]
    take it or leave it                      A's offer p + c_B, B's offer p - c_A
    risk-return                              y* = (C - c_A)/2, Pr(war) = y*/C = (1 - c_A/C)/2;
                                             y* = 0 if c_A >= C; y* = 1 - p if that is less
    commitment                               D attacks now iff delta p_2 - p_1 > (1 - delta) c_D      (cost per period)
                                             iff delta p_2 - p_1 > (1 - delta)^2 c_D                  (lump);
                                             with p_2 + cost per period cut to 1, for D cannot be left with less than 0
    indivisibility                           war iff no feasible share lies in the range
Paper's: the range, the risk-return trade-off, the commitment condition, indivisibility [P].
Ours: the uniform cost as an example, the corners, and the cost counted per period [R].
Sources: Fearon 1995, International Organization [P, recalled].
Silent about: why beliefs differ, how information comes to light while the war is fought, and what ends it.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ripeness.theory._ranges import number

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

SLACK = 1e-12


def bargaining_range(p: ArrayLike, c_A: ArrayLike, c_B: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Shares of A that both sides prefer to war.

    Parameters
    ----------
    p : array_like
        Probability that A wins, 0 to 1.
    c_A, c_B : array_like
        Costs of war, shares of the prize, 0 or more; the shapes broadcast.

    Returns
    -------
    tuple of numpy.ndarray
        Lowest and highest share, within [0, 1].

    Raises
    ------
    ValueError
        If p lies outside [0, 1] or a cost is negative.

    Notes
    -----
    Fearon 1995, International Organization [P, recalled].
    """
    p = number(p, "p", 0, 1)
    c_A, c_B = number(c_A, "c_A", 0, np.inf), number(c_B, "c_B", 0, np.inf)
    return np.maximum(p - c_A, 0.0), np.minimum(p + c_B, 1.0)


def ultimatum(p: ArrayLike, c_A: ArrayLike, c_B: ArrayLike, proposer: Literal["A", "B"] = "A") -> FloatArray:
    """A's share when one side makes a single offer and the costs are known.

    Parameters
    ----------
    p : array_like
        Probability that A wins, 0 to 1.
    c_A, c_B : array_like
        Costs of war, shares of the prize, 0 or more.
    proposer : {"A", "B"}
        Who makes the offer.

    Returns
    -------
    numpy.ndarray
        A's share: the end of the range that is the proposer's.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    if proposer not in ("A", "B"):
        raise ValueError(f"proposer is {proposer!r}, but must be 'A' or 'B'.")
    low, high = bargaining_range(p, c_A, c_B)
    return high if proposer == "A" else low


def risk_return(p: ArrayLike, c_A: ArrayLike, C: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """A's demand, and the risk of war that it runs, when B's cost is uniform on [0, C].

    Parameters
    ----------
    p : array_like
        Probability that A wins, 0 to 1.
    c_A : array_like
        A's cost of war, share of the prize, 0 or more.
    C : array_like
        Highest cost that B may have, share of the prize, above 0.

    Returns
    -------
    tuple of numpy.ndarray
        The share x = p + y* that A demands, and the probability of war.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    p, c_A, C = number(p, "p", 0, 1), number(c_A, "c_A", 0, np.inf), number(C, "C", 0, np.inf)
    if np.any(C <= 0.0):
        raise ValueError(f"C is {C}, but must be above 0: else B's cost is known.")
    y = np.clip((C - c_A) / 2.0, 0.0, 1.0 - p)
    return p + y, y / C


def preventive_margin(
    p_1: ArrayLike, p_2: ArrayLike, c_D: ArrayLike, delta: ArrayLike, lump: bool = False
) -> FloatArray:
    """What the declining side D gains, per period, by attacking now; it attacks iff this is positive.

    Parameters
    ----------
    p_1, p_2 : array_like
        Probability that the rising side A wins a war begun now, and one begun later; 0 to 1.
    c_D : array_like
        D's cost of war, in shares of a period's prize, 0 or more.
    delta : array_like
        Discount factor of a period, 0 to 1.
    lump : bool
        True if c_D is paid once, False if it is paid in every period from the war on.

    Returns
    -------
    numpy.ndarray
        Average gain per period of war now over the best peace that A can promise, in shares of a period's prize.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    p_1, p_2 = number(p_1, "p_1", 0, 1), number(p_2, "p_2", 0, 1)
    c_D, delta = number(c_D, "c_D", 0, np.inf), number(delta, "delta", 0, 1)
    cost = (1.0 - delta) * c_D if lump else c_D
    # at best A grants D all of the first period; from then on A holds D to the worth of a later war, or to 0
    return delta * np.minimum(p_2 + cost, 1.0) - p_1 - cost


def attacks_now(p_1: ArrayLike, p_2: ArrayLike, c_D: ArrayLike, delta: ArrayLike, lump: bool = False) -> BoolArray:
    """Whether the declining side D attacks now; arguments, units and errors as in `preventive_margin`."""
    return np.asarray(preventive_margin(p_1, p_2, c_D, delta, lump) > SLACK)[()]


def indivisible_war(shares: ArrayLike, p: ArrayLike, c_A: ArrayLike, c_B: ArrayLike) -> BoolArray:
    """Whether war comes because no share that can be chosen lies in the range.

    Parameters
    ----------
    shares : array_like, shape (n,)
        The shares of A that can be chosen, each 0 to 1.
    p, c_A, c_B : array_like
        As in `bargaining_range`.

    Returns
    -------
    numpy.ndarray of bool
        True where no share lies in the range.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    feasible = np.atleast_1d(number(shares, "shares", 0, 1))
    low, high = bargaining_range(p, c_A, c_B)
    inside = (feasible >= low[..., None] - SLACK) & (feasible <= high[..., None] + SLACK)
    return np.asarray(~inside.any(axis=-1))[()]


def table(
    *,
    p: float = 0.5,
    c_A: float = 0.1,
    c_B: float = 0.2,
    C: float = 0.4,
    p_2: float = 0.8,
    delta: float = 0.95,
    lump: bool = False,
    pieces: int = 1,
) -> dict[str, float]:
    """Fearon's three explanations in numbers.

    Parameters
    ----------
    p : float
        Probability that A wins a war begun now, 0 to 1.
    c_A : float
        A's cost of war, share of the prize (of a period's prize, for the preventive war).
    c_B : float
        B's cost of war, share of the prize (of a period's prize, for the preventive war).
    C : float
        Highest cost that A thinks B may have, where A does not know it.
    p_2 : float
        Probability that A wins a war begun from the next period on, for the preventive war.
    delta : float
        Discount factor of a period, for the preventive war.
    lump : bool
        Whether war costs B once and not in every period, for the preventive war.
    pieces : int
        Number of equal pieces into which an indivisible prize can be cut, 1 or more.

    Returns
    -------
    dict of str to float
        Labels and numbers; a yes is 1 and a no is 0.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    if pieces < 1:
        raise ValueError(f"pieces is {pieces}, but must be 1 or more.")
    low, high = bargaining_range(p, c_A, c_B)
    demand, risk = risk_return(p, c_A, C)
    margin = preventive_margin(p, p_2, c_B, delta, lump)
    stuck = indivisible_war(np.arange(pieces + 1) / pieces, p, c_A, c_B)
    return {
        "lowest share that A accepts": float(low),
        "highest share that B grants": float(high),
        "A's share if A makes the only offer": float(high),
        "A's share if B makes the only offer": float(low),
        "A's demand if B's cost is uniform on [0, C]": float(demand),
        "probability of war at that demand": float(risk),
        "B's gain from preventive war (share of a period's prize)": float(margin),
        "B attacks now (1 yes, 0 no)": float(margin > SLACK),
        "war over the indivisible prize (1 yes, 0 no)": float(stuck),
    }
