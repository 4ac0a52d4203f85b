"""Talks without the wish to settle pay when refusing them would cost more in a mediator's eyes than attending does.

Game:
    An attacker who does not want to settle this month attends talks or refuses. Attending costs kappa, may bring a
    side benefit b from an indulgent mediator and, with probability rho_F, a partial deal worth gamma_A. The war goes on
    unless the defender collapses (probability L, in the attacker's eyes) or the attacker must stop (eta); next month is
    worth gain more to the attacker after attending than after refusing. delta is the monthly discount factor.
    The mediator holds the probability mu, at first mu0, that the attacker is sincere. A sincere attacker would settle
    in any month with probability a, so each month of talks without a deal multiplies the odds mu/(1 - mu) by 1 - a.
    Punishing is worth v_pun if the attacker is not sincere and costs v_peace if sincere; side deals lost with it are
    worth b_M to the mediator.
Assumes: the attacker is sincere exactly when terms suit both; the mediator knows a and updates by Bayes' rule.
Result:
    feigning is a best response iff   delta (1 - L)(1 - eta) gain > kappa - b [if indulgent] - rho_F gamma_A
    the mediator punishes below       mu* = (v_pun - b_M)/(v_pun + v_peace), cut to [0, 1]; b_M >= v_pun means never
    months of talks until mu <= mu*   n = ceil( ln[ (mu0/(1 - mu0)) ((1 - mu*)/mu*) ] / -ln(1 - a) ), 0 if mu0 <= mu*
Paper's: that talks are held for other ends than a deal, as an observation (Ikle) and in data (Min) [P].
Ours: the game, the condition and the patience [R].
Sources: Ikle 1964, How Nations Negotiate [P idea, recalled]; Min 2020, International Organization [P, empirical,
    recalled]; Min 2025, Words of War, Cornell University Press [P, empirical, recalled].
Silent about: what is learnt in talks that were not meant, and audiences other than the mediator.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ripeness.theory._ranges import number

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

ROUNDING = 1e-9
"""Months by which a count may miss a whole number through rounding alone."""


def feign_margin(
    gain: ArrayLike,
    kappa: ArrayLike,
    delta: ArrayLike = 1.0,
    L: ArrayLike = 0.0,
    eta: ArrayLike = 0.0,
    b: ArrayLike = 0.0,
    rho_F: ArrayLike = 0.0,
    gamma_A: ArrayLike = 0.0,
    indulgent: bool = False,
) -> FloatArray:
    """By how much attending is worth more than refusing; feigning is a best response iff it is positive.

    Parameters
    ----------
    gain : array_like
        Expected worth of next month after attending less that after refusing, shares of the prize.
    kappa : array_like
        Cost of attending, shares of the prize, 0 or more.
    delta, L, eta : array_like
        Monthly discount factor, believed chance of the defender's collapse, chance of a forced stop; 0 to 1.
    b : array_like
        Side benefit from an indulgent mediator, shares of the prize, 0 or more.
    rho_F : array_like
        Probability of a partial deal, 0 to 1.
    gamma_A : array_like
        Worth of a partial deal, shares of the prize.
    indulgent : bool
        Whether the mediator is indulgent this month.

    Returns
    -------
    numpy.ndarray
        Shares of the prize.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    stays = number(delta, "delta", 0, 1) * (1.0 - number(L, "L", 0, 1)) * (1.0 - number(eta, "eta", 0, 1))
    side = number(b, "b", 0, np.inf) * float(indulgent)
    partial = number(rho_F, "rho_F", 0, 1) * number(gamma_A, "gamma_A", -np.inf, np.inf)
    price = number(kappa, "kappa", 0, np.inf) - side - partial
    return stays * number(gain, "gain", -np.inf, np.inf) - price


def threshold(v_pun: ArrayLike, v_peace: ArrayLike, b_M: ArrayLike) -> FloatArray:
    """Probability of sincerity below which the mediator punishes, mu*.

    Parameters
    ----------
    v_pun : array_like
        Worth of punishing an attacker who is not sincere, 0 or more.
    v_peace : array_like
        What punishing a sincere one would lose, 0 or more; v_pun and v_peace not both 0.
    b_M : array_like
        Worth to the mediator of the side deals that punishing would end, 0 or more.

    Returns
    -------
    numpy.ndarray
        Probability; 0 where the mediator never punishes.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    v_pun, v_peace = number(v_pun, "v_pun", 0, np.inf), number(v_peace, "v_peace", 0, np.inf)
    if np.any(v_pun + v_peace <= 0.0):
        raise ValueError("v_pun and v_peace are both 0, but one must be above 0.")
    return np.clip((v_pun - number(b_M, "b_M", 0, np.inf)) / (v_pun + v_peace), 0.0, 1.0)


def patience(mu0: ArrayLike, mu_star: ArrayLike, a: ArrayLike) -> FloatArray:
    """Months of talks without a deal until the mediator's belief is down at the threshold.

    Parameters
    ----------
    mu0 : array_like
        Probability, at the start, that the attacker is sincere, 0 to 1.
    mu_star : array_like
        Probability below which the mediator punishes, 0 to 1.
    a : array_like
        Probability that a sincere attacker settles in a month, 0 to below 1; the shapes broadcast.

    Returns
    -------
    numpy.ndarray
        Whole months; infinite where the belief never gets there.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    mu0, mu_star, a = np.broadcast_arrays(
        number(mu0, "mu0", 0, 1), number(mu_star, "mu_star", 0, 1), number(a, "a", 0, 1)
    )
    if np.any(a >= 1.0):
        raise ValueError(f"a is {a}, but must be at least 0 and below 1.")
    with np.errstate(divide="ignore", invalid="ignore"):
        distance = np.log(mu0) - np.log1p(-mu0) + np.log1p(-mu_star) - np.log(mu_star)
        months = np.maximum(np.ceil(distance / -np.log1p(-a) - ROUNDING), 0.0)
    months = np.where((mu0 == 1.0) | (mu_star == 0.0) | (a == 0.0), np.inf, months)  # never gets there
    return np.where(mu0 <= mu_star, 0.0, months)[()]


def table(
    *,
    gain: float = 0.005,
    kappa: float = 0.001,
    delta: float = 0.99,
    L: float = 0.04,
    eta: float = 0.001,
    b: float = 0.001,
    rho_F: float = 0.15,
    gamma_A: float = 0.0,
    indulgent: bool = False,
    mu0: float = 0.6,
    a: float = 0.1,
    v_pun: float = 1.0,
    v_peace: float = 1.5,
    b_M: float = 0.5,
) -> dict[str, float]:
    """Whether feigning pays this month, and how long the mediator waits.

    Parameters
    ----------
    gain : float
        Worth of next month after attending less that after refusing, shares of the prize.
    kappa : float
        Cost of attending talks, shares of the prize, 0 or more.
    delta : float
        Monthly discount factor of the attacker, 0 to 1.
    L : float
        Monthly probability, in the attacker's eyes, that the defender collapses.
    eta : float
        Monthly probability that the attacker must stop.
    b : float
        Side benefit of attending while the mediator is indulgent, shares of the prize.
    rho_F : float
        Monthly probability that feigned talks bring a partial deal.
    gamma_A : float
        Worth of a partial deal to the attacker, shares of the prize.
    indulgent : bool
        Whether the mediator is indulgent this month.
    mu0 : float
        Probability, in the mediator's eyes at the start, that the attacker is sincere.
    a : float
        Monthly probability that a sincere attacker settles, 0 to below 1.
    v_pun : float
        Worth to the mediator of punishing an attacker who is not sincere.
    v_peace : float
        What the mediator would lose by punishing a sincere attacker.
    b_M : float
        Worth to the mediator of the side deals that punishing would end.

    Returns
    -------
    dict of str to float
        Labels and numbers; a yes is 1 and a no is 0; the months are infinite where the mediator never punishes.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    margin = float(feign_margin(gain, kappa, delta, L, eta, b, rho_F, gamma_A, indulgent))
    star = float(threshold(v_pun, v_peace, b_M))
    months = float(patience(mu0, star, a))
    odds = mu0 / (1.0 - mu0) * (1.0 - a) ** 12 if mu0 < 1.0 else math.inf
    return {
        "attending less refusing (share of the prize)": margin,
        "feigning is a best response (1 yes, 0 no)": float(margin > 0.0),
        "mediator punishes below this probability of sincerity": star,
        "mediator's patience (months of talks without a deal)": months,
        "probability of sincerity after 12 such months": 1.0 if math.isinf(odds) else odds / (1.0 + odds),
    }
