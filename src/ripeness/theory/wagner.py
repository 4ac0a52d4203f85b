"""Sides that bargain while they fight split what a fight to the finish would waste, on top of what it would give each.

Game:
    Sides 1 and 2 divide a prize of size 1 by alternating offers. After a rejection, talks go on with probability d and
    break down for good with 1 - d; the fight to the finish that follows is worth b_1 and b_2. Time costs nothing.
    With a war won by side 1 with probability p at costs c_1 and c_2: b_1 = p - c_1 and b_2 = 1 - p - c_2.
Assumes: complete information; risk-neutral sides; b_1, b_2 >= 0 and b_1 + b_2 <= 1.
Result:
    share of side 1 if it offers first         b_1 + (1 - b_1 - b_2)/(1 + d)
    share of side 1 if side 2 offers first     b_1 + d (1 - b_1 - b_2)/(1 + d)
    as d goes to 1, either way                 b_1 + (1 - b_1 - b_2)/2, Nash's split of the difference
Paper's: bargaining under the risk of breakdown and its limit (Binmore, Rubinstein & Wolinsky); that a war is such
    bargaining, with the fight to the finish as breakdown (Wagner) [P].
Ours: nothing but the notation p, c_1, c_2 for the worth of a fight to the finish.
Sources: Wagner 2000, American Journal of Political Science [P, recalled]; Binmore, Rubinstein & Wolinsky 1986, RAND
    Journal of Economics [P, recalled]; Nash 1950, Econometrica [P, recalled].
Silent about: why the fighting starts at all when both know b_1 and b_2, and what the battles of the war reveal.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ripeness.theory._ranges import number

FloatArray = NDArray[np.float64]

SLACK = 1e-12


def _surplus(b_1: ArrayLike, b_2: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """Side 1's worth of fighting to the finish, and what that fight would waste."""
    first, second = number(b_1, "b_1", 0, 1), number(b_2, "b_2", 0, 1)
    surplus = 1.0 - first - second
    if np.any(surplus < -SLACK):
        raise ValueError(
            f"b_1 is {first} and b_2 is {second}, but must be at most 1 together: else no terms suit both."
        )
    return first, np.maximum(surplus, 0.0)


def first_share(b_1: ArrayLike, b_2: ArrayLike, d: ArrayLike) -> FloatArray:
    """Share of side 1 when it makes the first offer.

    Parameters
    ----------
    b_1, b_2 : array_like
        Worth of a fight to the finish, shares of the prize, 0 to 1, at most 1 together.
    d : array_like
        Probability that talks go on after a rejection, 0 to 1; at 1 the limit is given.

    Returns
    -------
    numpy.ndarray
        Share of the prize.

    Raises
    ------
    ValueError
        If an argument is out of range or no terms suit both.

    Notes
    -----
    Binmore, Rubinstein & Wolinsky 1986, RAND Journal of Economics; Wagner 2000, American Journal of Political Science
    [P, recalled].
    """
    floor, surplus = _surplus(b_1, b_2)
    return floor + surplus / (1.0 + number(d, "d", 0, 1))


def second_share(b_1: ArrayLike, b_2: ArrayLike, d: ArrayLike) -> FloatArray:
    """Share of side 1 when side 2 makes the first offer; arguments and errors as in `first_share`."""
    floor, surplus = _surplus(b_1, b_2)
    d = number(d, "d", 0, 1)
    return floor + d * surplus / (1.0 + d)


def split_the_difference(b_1: ArrayLike, b_2: ArrayLike) -> FloatArray:
    """Share of side 1 as breakdown becomes rare, the Nash solution; arguments and errors as in `first_share`."""
    floor, surplus = _surplus(b_1, b_2)
    return floor + surplus / 2.0


def table(*, p: float = 0.5, c_1: float = 0.1, c_2: float = 0.2, d: float = 0.9) -> dict[str, float]:
    """Terms agreed in the shadow of a fight to the finish.

    Parameters
    ----------
    p : float
        Probability that side 1 wins the fight to the finish, 0 to 1.
    c_1 : float
        Side 1's cost of that fight, share of the prize, 0 to p.
    c_2 : float
        Side 2's cost of that fight, share of the prize, 0 to 1 - p.
    d : float
        Probability that talks go on after a rejected offer, 0 to 1.

    Returns
    -------
    dict of str to float
        Labels and shares of the prize.

    Raises
    ------
    ValueError
        If an argument is out of range; a cost above the chance of winning would make the fight worth less than nothing.
    """
    p = float(number(p, "p", 0, 1))
    b_1 = p - float(number(c_1, "c_1", 0, p))
    b_2 = max(1.0 - p - float(number(c_2, "c_2", 0, 1.0 - p + SLACK)), 0.0)
    return {
        "fight to the finish, worth to side 1 (share of the prize)": b_1,
        "fight to the finish, worth to side 2 (share of the prize)": b_2,
        "side 1's share if it offers first": float(first_share(b_1, b_2, d)),
        "side 1's share if side 2 offers first": float(second_share(b_1, b_2, d)),
        "side 1's share as breakdown becomes rare": float(split_the_difference(b_1, b_2)),
    }
