"""Each round of fighting may break either side, and whoever makes the offers keeps all that an end of fighting saves.

Game:
    Sides 1 and 2 dispute a prize of size 1. In a round side i makes an offer or fights; in a round of fighting side i
    is broken with probability k_i, which leaves the prize to the other and ends the war, and pays c_i for it. delta
    discounts by one round; a share agreed is a lump sum.
Assumes: complete information; in a round at most one side is broken, so k_1 + k_2 <= 1.
Result:
    fight to the finish:   F_i = (delta k_j - c_i) / (1 - delta (1 - k_i - k_j))
    what fighting wastes:   1 - F_1 - F_2 = (1 - delta + c_1 + c_2) / (1 - delta (1 - k_1 - k_2))
    side i makes all offers:   settled at once, i gets 1 - max(F_j, 0) and j gets max(F_j, 0)
    hazards drawn one after the other:   k_first as it is, k_second = (1 - k_first) times its hazard
    doubt about a hazard (weak k_w, tough k_t): after n rounds without a break the odds of "tough" have grown by
    ((1 - k_t - k) / (1 - k_w - k))^n, k the chance that the other breaks
Paper's: the fight to the finish, and settlement at once on terms that leave the answering side what fighting would,
    if all is known [P].
Ours: [R] the two ways of drawing the hazards; the floor of nothing below which an answerer cannot be held; doubt
    counted over rounds without break only, where the paper also screens by offers.
Sources: Powell 2004, American Journal of Political Science (Bargaining and Learning While Fighting) [P, recalled].
Silent about: offers that screen, which are the paper's main concern; a front that moves; what breaks a side.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, logit

from ripeness.theory._ranges import need

Floats = NDArray[np.float64]


def fight_value(k_i: ArrayLike, k_j: ArrayLike, c_i: ArrayLike, delta: ArrayLike) -> Floats:
    """What a fight to the finish is worth to side i.

    Parameters
    ----------
    k_i, k_j : probability that i, or the other side, is broken in a round, from 0 to 1, together at most 1.
    c_i : i's cost of a round, in shares of the prize, at least 0.
    delta : discount factor of a round, from 0 to 1.

    Returns
    -------
    F_i in shares of the prize, broadcast over the arguments.

    Raises
    ------
    ValueError
        If an argument is out of its range, or a war without discount and without breaks would never end.
    """
    k_i, k_j, c_i, delta = (np.asarray(value, dtype=float) for value in (k_i, k_j, c_i, delta))
    _check(k_i, k_j, delta)
    need((c_i >= 0) & np.isfinite(c_i), "c_i", c_i, "at least 0")
    return ((delta * k_j - c_i) / _ends(k_i, k_j, delta))[()]


def waste(k_1: ArrayLike, k_2: ArrayLike, c_1: ArrayLike, c_2: ArrayLike, delta: ArrayLike) -> Floats:
    """What a fight to the finish wastes of the prize: the room for terms.

    Parameters
    ----------
    k_1, k_2 : probability that a side is broken in a round, from 0 to 1, together at most 1.
    c_1, c_2 : cost of a round to each side, in shares of the prize, at least 0.
    delta : discount factor of a round, from 0 to 1.

    Returns
    -------
    1 - F_1 - F_2 in shares of the prize, at least 0.

    Raises
    ------
    ValueError
        As `fight_value`.
    """
    k_1, k_2, c_1, c_2, delta = (np.asarray(value, dtype=float) for value in (k_1, k_2, c_1, c_2, delta))
    _check(k_1, k_2, delta)
    for name, cost in (("c_1", c_1), ("c_2", c_2)):
        need((cost >= 0) & np.isfinite(cost), name, cost, "at least 0")
    return ((1 - delta + c_1 + c_2) / _ends(k_1, k_2, delta))[()]


def offerers_share(k_i: ArrayLike, k_j: ArrayLike, c_j: ArrayLike, delta: ArrayLike) -> Floats:
    """Share that side i keeps at once if it makes all the offers.

    Parameters
    ----------
    k_i, k_j : probability that i, or the answering side, is broken in a round, from 0 to 1, together at most 1.
    c_j : the answering side's cost of a round, in shares of the prize, at least 0.
    delta : discount factor of a round, from 0 to 1.

    Returns
    -------
    1 - max(F_j, 0), from 0 to 1, broadcast over the arguments.

    Raises
    ------
    ValueError
        As `fight_value`.
    """
    return (1 - np.maximum(fight_value(k_j, k_i, c_j, delta), 0.0))[()]


def one_after_the_other(first: ArrayLike, second: ArrayLike) -> tuple[Floats, Floats]:
    """Chances that each side is broken if the second hazard is drawn only where the first spared its side.

    Parameters
    ----------
    first, second : hazards of a round, from 0 to 1.

    Returns
    -------
    (k_first, k_second), together at most 1.

    Raises
    ------
    ValueError
        If a hazard is out of its range.
    """
    first, second = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    for name, value in (("first", first), ("second", second)):
        need((value >= 0) & (value <= 1), name, value, "from 0 to 1")
    return first[()], (second * (1 - first))[()]


def belief_in_tough(mu: ArrayLike, k_w: ArrayLike, k_t: ArrayLike, k: ArrayLike, rounds: ArrayLike) -> Floats:
    """Belief that a side is tough after rounds in which nobody was broken.

    Parameters
    ----------
    mu : belief before them, from 0 to 1.
    k_w, k_t : probability that the side is broken in a round if weak, and if tough, from 0 to 1.
    k : probability that the other side is broken in a round; with either of the former below 1.
    rounds : rounds without a break, at least 0.

    Returns
    -------
    The belief, broadcast over the arguments.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    mu, k_w, k_t, k, rounds = (np.asarray(value, dtype=float) for value in (mu, k_w, k_t, k, rounds))
    need((mu >= 0) & (mu <= 1), "mu", mu, "from 0 to 1")
    need((k >= 0) & (k < 1), "k", k, "from 0 to below 1")
    for name, value in (("k_w", k_w), ("k_t", k_t)):
        need((value >= 0) & (value + k < 1), name, value, f"at least 0 and, with k = {k}, below 1")
    need((rounds >= 0) & np.isfinite(rounds), "rounds", rounds, "at least 0")
    return expit(logit(mu) + rounds * (np.log1p(-k_t - k) - np.log1p(-k_w - k)))[()]


def table(
    *,
    k_A: float = 0.02,
    k_D: float = 0.05,
    c_A: float = 0.01,
    c_D: float = 0.01,
    delta: float = 0.95,
    sequential: bool = True,
) -> dict[str, float]:
    """Fight to the finish and take-it-or-leave-it terms between A and D.

    Parameters
    ----------
    k_A : probability that A is broken in a round, from 0 to 1
    k_D : probability that D is broken in a round, from 0 to 1
    c_A : A's cost of a round, in shares of the prize, at least 0
    c_D : D's cost of a round, in shares of the prize, at least 0
    delta : discount factor of a round, from 0 to 1
    sequential : D's hazard is drawn first, A's only if D was spared; else at most one side breaks, as in the formula
    """
    for name, value in (("k_A", k_A), ("k_D", k_D)):
        need(0 <= value <= 1, name, value, "from 0 to 1")
    for name, value in (("c_A", c_A), ("c_D", c_D)):
        need((value >= 0) & np.isfinite(value), name, value, "at least 0")
    if sequential:
        k_D, k_A = (float(chance) for chance in one_after_the_other(k_D, k_A))
    value_A, value_D = fight_value(k_A, k_D, c_A, delta), fight_value(k_D, k_A, c_D, delta)
    broken = k_A + k_D
    return {
        "A's value of fighting to the finish (share of the prize)": float(value_A),
        "D's value of fighting to the finish (share of the prize)": float(value_D),
        "A's share if A makes all offers": float(offerers_share(k_A, k_D, c_D, delta)),
        "A's share if D makes all offers": 1 - float(offerers_share(k_D, k_A, c_A, delta)),
        "waste of fighting (share of the prize)": float(waste(k_A, k_D, c_A, c_D, delta)),
        "probability that A breaks D": k_D / broken if broken else 0.0,
        "probability that D breaks A": k_A / broken if broken else 0.0,
        "expected rounds to the finish": 1 / broken if broken else float("inf"),
    }


def _ends(k_i: Floats, k_j: Floats, delta: Floats) -> Floats:
    """1 - delta (1 - k_i - k_j), without the loss of digits where breaks are rare."""
    return (1 - delta) + delta * (k_i + k_j)


def _check(k_i: Floats, k_j: Floats, delta: Floats) -> None:
    for name, value in (("k_i", k_i), ("k_j", k_j), ("delta", delta)):
        need((value >= 0) & (value <= 1), name, value, "from 0 to 1")
    need(k_i + k_j <= 1 + 1e-12, "k_i + k_j", k_i + k_j, "at most 1")
    need((delta < 1) | (k_i + k_j > 0), "delta", delta, "below 1 where neither side can be broken")
