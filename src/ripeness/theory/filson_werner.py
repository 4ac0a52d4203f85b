"""Every battle uses up a unit of the loser's resources, and the side that still has some when the other has none wins.

Game:
    A has R_A units of resources and D has R_D. A wins a battle with probability p, and whoever loses it loses one unit.
    The war ends when a side has none left; the other gets a prize of 1. A battle costs side i c_i besides.
    A believes in a chance p drawn from Beta(a, b), in battles won and lost.
Assumes: battles are independent; one unit a battle; both see who wins.
Result:
    Pr(A outlasts D) = Pr(R_D victories before R_A defeats) = I_p(R_D, R_A), the regularised incomplete beta function
    E[battles] = (R_D/p) I_p(R_D + 1, R_A) + (R_A/q) I_q(R_A + 1, R_D),   q = 1 - p
    in the eyes of a believer: Pr(at least R_D victories in R_A + R_D - 1 battles), a beta-binomial law
    after w victories and l defeats: belief Beta(a + w, b + l), resources R_A - l and R_D - w
    terms x for A that both prefer to the finish: F_A <= x <= 1 - F_D, with F_i = Pr(i outlasts) - c_i E[battles]
Paper's: a war as battles that use up resources until one side has none, and a side that learns about its chance from
    battles and from answers to its offers [P].
Ours: [R] one unit a battle for the loser alone; a Beta belief, where the paper has two types; a fight to the finish as
    the only alternative to terms; no news from offers.
Sources: Filson & Werner 2002, American Journal of Political Science [P, recalled].
Silent about: what offers and refusals tell, which the paper is about; resources that are replaced during the war.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betainc
from scipy.stats import betabinom

from ripeness.theory._ranges import need

Floats = NDArray[np.float64]

VANISHING = 1e-100
"""Chance below which the wars that are won by them add nothing to the expected length, while the quotient overflows."""

FAINTEST, STRONGEST = 1e-6, 1e9
"""Least and greatest weight of a belief, in battles: beyond them the sums lose their digits."""


def outlast_probability(p: ArrayLike, R_A: ArrayLike, R_D: ArrayLike) -> Floats:
    """Probability that A still has resources when D has none.

    Parameters
    ----------
    p : probability that A wins a battle, from 0 to 1.
    R_A, R_D : units of resources, whole numbers of at least 0, not both 0.

    Returns
    -------
    I_p(R_D, R_A), broadcast over the arguments.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    p, R_A, R_D = _war(p, R_A, R_D)
    inner = betainc(np.maximum(R_D, 1), np.maximum(R_A, 1), p)
    return np.where(R_D == 0, 1.0, np.where(R_A == 0, 0.0, inner))[()]


def expected_battles(p: ArrayLike, R_A: ArrayLike, R_D: ArrayLike) -> Floats:
    """Expected number of battles until one side has no resources left.

    Parameters
    ----------
    p : probability that A wins a battle, from 0 to 1.
    R_A, R_D : units of resources, whole numbers of at least 0, not both 0.

    Returns
    -------
    Battles, broadcast over the arguments.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    p, R_A, R_D = _war(p, R_A, R_D)
    some_A, some_D, q = np.maximum(R_A, 1), np.maximum(R_D, 1), 1 - p
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        won = np.where(p > VANISHING, some_D / p * betainc(some_D + 1, some_A, p), 0.0)
        lost = np.where(q > VANISHING, some_A / q * betainc(some_A + 1, some_D, q), 0.0)
    return np.where((R_A == 0) | (R_D == 0), 0.0, won + lost)[()]


def believed_outlast_probability(a: ArrayLike, b: ArrayLike, R_A: ArrayLike, R_D: ArrayLike) -> Floats:
    """Probability that A outlasts D in the eyes of one who believes in Beta(a, b).

    Parameters
    ----------
    a, b : belief about A's chance in a battle, in battles won and lost, from 1e-6 to 1e9.
    R_A, R_D : units of resources, whole numbers of at least 0, not both 0.

    Returns
    -------
    Probability, broadcast over the arguments.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    a, b = _belief(a, b)
    _, R_A, R_D = _war(0.5, R_A, R_D)
    inner = betabinom.sf(R_D - 1, np.maximum(R_A + R_D - 1, 0), a, b)
    return np.where(R_D == 0, 1.0, np.where(R_A == 0, 0.0, inner))[()]


def believed_expected_battles(a: float, b: float, R_A: int, R_D: int) -> float:
    """Expected battles to the finish in the eyes of one who believes in Beta(a, b).

    Parameters
    ----------
    a, b : belief about A's chance in a battle, in battles won and lost, from 1e-6 to 1e9.
    R_A, R_D : units of resources, whole numbers of at least 0, not both 0.

    Returns
    -------
    Battles: the sum over t of the probability that after t battles both still have resources.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    a, b = (float(value) for value in _belief(a, b))
    _war(0.5, R_A, R_D)
    if not R_A or not R_D:
        return 0.0
    fought = np.arange(R_A + R_D - 1)
    # Both go on after t battles if A has won fewer than R_D of them and lost fewer than R_A.
    going = betabinom.cdf(R_D - 1, fought, a, b) - betabinom.cdf(fought - R_A, fought, a, b)
    return float(going.sum())


def length_law(p: float, R_A: int, R_D: int) -> Floats:
    """Law of the number of battles.

    Parameters
    ----------
    p : probability that A wins a battle, from 0 to 1.
    R_A, R_D : units of resources, whole numbers of at least 1.

    Returns
    -------
    Probability of each length, shape (R_A + R_D,); element t is a war of t battles.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    _war(p, R_A, R_D)
    for name, units in (("R_A", R_A), ("R_D", R_D)):
        need(units >= 1, name, units, "a whole number of at least 1")
    battles = np.arange(R_A + R_D)
    # Over after t battles: A has won R_D of them, or lost R_A; with t below R_A + R_D never both.
    over = np.zeros(R_A + R_D)
    for units, chance in ((R_D, p), (R_A, 1 - p)):
        over[units:] += betainc(units, battles[units:] - units + 1, chance)
    law: Floats = np.diff(over, prepend=0.0)
    return law


def table(
    *,
    p: float = 0.6,
    R_A: int = 2,
    R_D: int = 2,
    c_A: float = 0.05,
    c_D: float = 0.05,
    mean: float = 0.8,
    strength: float = 10.0,
    won: int = 0,
    lost: int = 0,
) -> dict[str, float]:
    """A war of resources in which D knows the chance of winning a battle, and A believes in one of its own.

    Parameters
    ----------
    p : probability that A wins a battle, which D knows, from 0 to 1
    R_A : A's units of resources at first, at least 1
    R_D : D's units of resources at first, at least 1
    c_A : A's cost of a battle, in shares of the prize, at least 0
    c_D : D's cost of a battle, in shares of the prize, at least 0
    mean : A's prior mean for the chance to win a battle, between 0 and 1
    strength : strength of A's prior, in battles, above 0
    won : battles that A has won so far, at most R_D
    lost : battles that A has lost so far, at most R_A
    """
    need(0 < mean < 1, "mean", mean, "between 0 and 1")
    need(strength > 0, "strength", strength, "above 0")
    for name, value in (("c_A", c_A), ("c_D", c_D)):
        need((value >= 0) & np.isfinite(value), name, value, "at least 0")
    for name, value in (("R_A", R_A), ("R_D", R_D)):
        need(value >= 1, name, value, "at least 1")
    need(0 <= won <= R_D, "won", won, f"from 0 to R_D = {R_D}")
    need(0 <= lost <= R_A, "lost", lost, f"from 0 to R_A = {R_A}")
    left_A, left_D = R_A - lost, R_D - won
    need(left_A + left_D > 0, "won and lost", (won, lost), "less than all that both have")
    a, b = mean * strength + won, (1 - mean) * strength + lost
    outlasts, battles = float(outlast_probability(p, left_A, left_D)), float(expected_battles(p, left_A, left_D))
    believed = float(believed_outlast_probability(a, b, left_A, left_D))
    value_A = believed - c_A * believed_expected_battles(a, b, left_A, left_D)
    value_D = 1 - outlasts - c_D * battles
    return {
        "probability that A outlasts D, chance known": outlasts,
        "expected battles to the finish, chance known": battles,
        "probability that A outlasts D, in A's eyes": believed,
        "A's belief about the chance to win a battle": a / (a + b),
        "least that A accepts (share of the prize)": value_A,
        "most that D gives (share of the prize)": 1 - value_D,
        "room for terms (share of the prize; none if negative)": 1 - value_A - value_D,
    }


def _war(p: ArrayLike, R_A: ArrayLike, R_D: ArrayLike) -> tuple[Floats, Floats, Floats]:
    p, R_A, R_D = (np.asarray(value, dtype=float) for value in (p, R_A, R_D))
    need((p >= 0) & (p <= 1), "p", p, "from 0 to 1")
    for name, units in (("R_A", R_A), ("R_D", R_D)):
        need((units >= 0) & (units == np.floor(units)) & np.isfinite(units), name, units, "a whole number, at least 0")
    need(R_A + R_D > 0, "R_A + R_D", R_A + R_D, "above 0")
    return p, R_A, R_D


def _belief(a: ArrayLike, b: ArrayLike) -> tuple[Floats, Floats]:
    a, b = np.asarray(a, dtype=float), np.asarray(b, dtype=float)
    for name, value in (("a", a), ("b", b)):
        need((value >= FAINTEST) & (value <= STRONGEST), name, value, f"from {FAINTEST} to {STRONGEST:g}")
    return a, b
