"""Two sides that make offers in turn agree at once, and the more patient one gets more.

Game:
    Sides 1 and 2 divide a prize of size 1. In each round one side offers, the other accepts or the next round comes,
    worth delta_1 and delta_2 as much to them. Offers alternate; or side 1 makes each offer with probability pi_1
    (pi_2 = 1 - pi_1), drawn anew in each round (a random proposer).
Assumes: complete information; risk-neutral sides; no end of the rounds; nothing is lost but time.
Result:
    share of side 1 if it offers first              (1 - delta_2)/(1 - delta_1 delta_2)
    share of side 1 if side 2 offers first          delta_1 (1 - delta_2)/(1 - delta_1 delta_2)
    share of side 1, random proposer, on average    pi_1 (1 - delta_2)/[pi_1 (1 - delta_2) + pi_2 (1 - delta_1)]
    equal discounting                               1/(1 + delta) for the first to offer, 1/2 as delta goes to 1
    short rounds, discount rates r_1 and r_2        r_2/(r_1 + r_2), whoever offers first
Paper's: alternating offers [P]; the random proposer belongs to later papers [P].
Ours: nothing.
Sources: Rubinstein 1982, Econometrica [P, recalled]; Binmore, Rubinstein & Wolinsky 1986, RAND Journal of Economics
    (short rounds) [P, recalled]; Baron & Ferejohn 1989, American Political Science Review (random proposer)
    [P, recalled].
Silent about: fighting while the offers are made, private information, and what either side could take by force.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ripeness.theory._ranges import number

FloatArray = NDArray[np.float64]


def first_share(delta_1: ArrayLike, delta_2: ArrayLike) -> FloatArray:
    """Share of side 1 when it makes the first offer and offers alternate.

    Parameters
    ----------
    delta_1, delta_2 : array_like
        Discount factors of a round, 0 to 1, not both 1; the shapes broadcast.

    Returns
    -------
    numpy.ndarray
        Share of the prize.

    Raises
    ------
    ValueError
        If a factor is out of range, or both are 1: any division is then an equilibrium.

    Notes
    -----
    Rubinstein 1982, Econometrica [P, recalled].
    """
    delta_1, delta_2 = number(delta_1, "delta_1", 0, 1), number(delta_2, "delta_2", 0, 1)
    if np.any(delta_1 * delta_2 >= 1.0):
        raise ValueError("delta_1 and delta_2 are both 1, but one must be below 1: else any division may be agreed.")
    return (1.0 - delta_2) / (1.0 - delta_1 * delta_2)


def second_share(delta_1: ArrayLike, delta_2: ArrayLike) -> FloatArray:
    """Share of side 1 when side 2 makes the first offer; arguments and errors as in `first_share`."""
    return np.asarray(delta_1, dtype=float) * first_share(delta_1, delta_2)


def random_proposer_share(delta_1: ArrayLike, delta_2: ArrayLike, pi_1: ArrayLike = 0.5) -> FloatArray:
    """Average share of side 1 when the one who offers is drawn in each round.

    Parameters
    ----------
    delta_1, delta_2 : array_like
        Discount factors of a round, 0 to 1.
    pi_1 : array_like
        Probability that side 1 makes the offer, 0 to 1.

    Returns
    -------
    numpy.ndarray
        Share of the prize, before the one who offers is drawn.

    Raises
    ------
    ValueError
        If an argument is out of range, or if nobody who must answer an offer loses by waiting.
    """
    delta_1, delta_2 = number(delta_1, "delta_1", 0, 1), number(delta_2, "delta_2", 0, 1)
    pi_1 = number(pi_1, "pi_1", 0, 1)
    strength_1, strength_2 = pi_1 * (1.0 - delta_2), (1.0 - pi_1) * (1.0 - delta_1)
    if np.any(strength_1 + strength_2 <= 0.0):
        raise ValueError(
            f"delta_1 is {delta_1}, delta_2 is {delta_2} and pi_1 is {pi_1}, but a side that answers offers must have "
            "a discount factor below 1: else any division may be agreed."
        )
    return strength_1 / (strength_1 + strength_2)


def equal_share(delta: ArrayLike) -> FloatArray:
    """Share of the first to offer with equal discount factors, 1/(1 + delta); at delta = 1, the limit 1/2.

    Parameters
    ----------
    delta : array_like
        Discount factor of a round, 0 to 1.

    Returns
    -------
    numpy.ndarray
        Share of the prize.

    Raises
    ------
    ValueError
        If delta is out of range.
    """
    return 1.0 / (1.0 + number(delta, "delta", 0, 1))


def short_round_share(r_1: ArrayLike, r_2: ArrayLike) -> FloatArray:
    """Share of side 1 as rounds become short, r_2/(r_1 + r_2).

    Parameters
    ----------
    r_1, r_2 : array_like
        Discount rates, per unit of time, 0 or more, not both 0.

    Returns
    -------
    numpy.ndarray
        Share of the prize.

    Raises
    ------
    ValueError
        If a rate is out of range or both are 0.
    """
    r_1, r_2 = number(r_1, "r_1", 0, np.inf), number(r_2, "r_2", 0, np.inf)
    if np.any(r_1 + r_2 <= 0.0):
        raise ValueError("r_1 and r_2 are both 0, but one must be above 0: else any division may be agreed.")
    return r_2 / (r_1 + r_2)


def table(*, delta_1: float = 0.9, delta_2: float = 0.8, pi_1: float = 0.5) -> dict[str, float]:
    """Shares of side 1 under alternating offers and under a random proposer.

    Parameters
    ----------
    delta_1 : float
        Discount factor of side 1, from one round to the next, 0 to 1.
    delta_2 : float
        Discount factor of side 2, from one round to the next, 0 to 1.
    pi_1 : float
        Probability that side 1 makes the offer, for the random proposer.

    Returns
    -------
    dict of str to float
        Labels and shares of the prize. The share with short rounds takes the rates -ln delta; it is not a number (nan)
        where a factor is 0, which has no rate.

    Raises
    ------
    ValueError
        If an argument is out of range, or both discount factors are 1.
    """
    first = float(first_share(delta_1, delta_2))
    short = math.nan
    if delta_1 > 0.0 and delta_2 > 0.0:
        short = float(short_round_share(-math.log(delta_1), -math.log(delta_2)))
    return {
        "side 1's share if it offers first": first,
        "side 1's share if side 2 offers first": float(second_share(delta_1, delta_2)),
        "advantage of the first offer (share of the prize)": first - float(second_share(delta_1, delta_2)),
        "side 1's average share if the proposer is drawn": float(random_proposer_share(delta_1, delta_2, pi_1)),
        "side 1's share as rounds become short": short,
    }
