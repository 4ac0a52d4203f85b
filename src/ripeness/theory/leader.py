"""A leader who fears for office after a settlement or a defeat fights on at chances that the country would not take.

Game:
    A leader chooses between a settlement x, a share of a prize of size 1, and fighting on at cost c, which wins the
    prize with probability pi and else leaves nothing. Office is worth B; losing it costs the punishment P as well.
    Office is lost with probability phi_x after the settlement, phi_w after a victory, phi_l after a defeat.
    f(phi) = B (1 - phi) - P phi is what the leader expects of office.
Assumes: one choice, made for good; risk-neutral; the prize and office add up; probabilities of losing office are given.
Result:
    fights on iff pi >= pi* = (x + f(phi_x) + c - f(phi_l))/(1 + f(phi_w) - f(phi_l))
    without stakes in office (f constant) pi* = x + c
    pi* below 0: always fights; above 1: never. It needs 1 + f(phi_w) > f(phi_l), victory better than defeat.
Paper's: that outcomes of war move the leader's fate, and by it the terms accepted [P idea].
Ours: the cutoff in this form [R].
Sources: Goemans 2000, War and Punishment, Princeton University Press [P idea, recalled]; Debs & Goemans 2010, American
    Political Science Review [P idea, recalled].
Silent about: who removes a leader and why, what others around the leader want, and successors.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ripeness.theory._ranges import number

FloatArray = NDArray[np.float64]
BoolArray = NDArray[np.bool_]

SLACK = 1e-12


def office(phi: ArrayLike, B: ArrayLike, P: ArrayLike) -> FloatArray:
    """What the leader expects of office, f(phi) = B (1 - phi) - P phi.

    Parameters
    ----------
    phi : array_like
        Probability of losing office, 0 to 1.
    B : array_like
        Worth of keeping office, in prizes, 0 or more.
    P : array_like
        Punishment on losing it, in prizes, 0 or more.

    Returns
    -------
    numpy.ndarray
        In prizes.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    phi = number(phi, "phi", 0, 1)
    return number(B, "B", 0, np.inf) * (1.0 - phi) - number(P, "P", 0, np.inf) * phi


def cutoff(
    x: ArrayLike, c: ArrayLike, phi_x: ArrayLike, phi_w: ArrayLike, phi_l: ArrayLike, B: ArrayLike, P: ArrayLike
) -> FloatArray:
    """Probability of winning from which on the leader fights on, pi*.

    Parameters
    ----------
    x : array_like
        The settlement, share of the prize, 0 to 1.
    c : array_like
        Cost of fighting on, in prizes, 0 or more.
    phi_x, phi_w, phi_l : array_like
        Probability of losing office after the settlement, a victory and a defeat, 0 to 1.
    B, P : array_like
        Worth of office and punishment on losing it, in prizes, 0 or more.

    Returns
    -------
    numpy.ndarray
        pi*, not cut to [0, 1]: below 0 the leader always fights on, above 1 never.

    Raises
    ------
    ValueError
        If an argument is out of range, or defeat is worth as much as victory or more: there is then no such cutoff.

    Notes
    -----
    After Goemans 2000 and Debs & Goemans 2010 [P idea, recalled]; the form is ours [R].
    """
    x, c = number(x, "x", 0, 1), number(c, "c", 0, np.inf)
    defeat = office(phi_l, B, P)
    stake = 1.0 + office(phi_w, B, P) - defeat
    if np.any(stake <= SLACK):
        raise ValueError(
            f"phi_w is {np.asarray(phi_w)} and phi_l is {np.asarray(phi_l)}, but victory must be worth more than "
            "defeat: lower phi_w, or raise phi_l."
        )
    return (x + office(phi_x, B, P) + c - defeat) / stake


def fights_on(
    pi: ArrayLike,
    x: ArrayLike,
    c: ArrayLike,
    phi_x: ArrayLike,
    phi_w: ArrayLike,
    phi_l: ArrayLike,
    B: ArrayLike,
    P: ArrayLike,
) -> BoolArray:
    """Whether the leader fights on at the probability pi of winning; the rest as in `cutoff`, without its need.

    Parameters
    ----------
    pi : array_like
        Probability of winning, 0 to 1.
    x, c, phi_x, phi_w, phi_l, B, P : array_like
        As in `cutoff`.

    Returns
    -------
    numpy.ndarray of bool
        True where fighting on is worth at least as much as the settlement.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    return np.asarray(least_settlement(pi, c, phi_x, phi_w, phi_l, B, P) >= number(x, "x", 0, 1) - SLACK)[()]


def least_settlement(
    pi: ArrayLike, c: ArrayLike, phi_x: ArrayLike, phi_w: ArrayLike, phi_l: ArrayLike, B: ArrayLike, P: ArrayLike
) -> FloatArray:
    """Settlement that the leader takes as gladly as fighting on.

    Parameters
    ----------
    pi : array_like
        Probability of winning, 0 to 1.
    c, phi_x, phi_w, phi_l, B, P : array_like
        As in `cutoff`.

    Returns
    -------
    numpy.ndarray
        Share of the prize, not cut to [0, 1]: above 1 no settlement suffices.

    Raises
    ------
    ValueError
        If an argument is out of range.
    """
    pi, c = number(pi, "pi", 0, 1), number(c, "c", 0, np.inf)
    war = pi * (1.0 + office(phi_w, B, P)) + (1.0 - pi) * office(phi_l, B, P) - c
    return war - office(phi_x, B, P)


def table(
    *,
    pi: float = 0.5,
    x: float = 0.4,
    c: float = 0.1,
    phi_x: float = 0.4,
    phi_w: float = 0.1,
    phi_l: float = 0.6,
    B: float = 0.5,
    P: float = 0.5,
) -> dict[str, float]:
    """A leader's choice between a settlement and fighting on.

    Parameters
    ----------
    pi : float
        Probability that fighting on wins the prize, 0 to 1.
    x : float
        The settlement, share of the prize, 0 to 1.
    c : float
        Cost of fighting on, in prizes, 0 or more.
    phi_x : float
        Probability of losing office after the settlement.
    phi_w : float
        Probability of losing office after a victory.
    phi_l : float
        Probability of losing office after a defeat.
    B : float
        Worth of keeping office, in prizes, 0 or more.
    P : float
        Punishment on losing office, in prizes, 0 or more.

    Returns
    -------
    dict of str to float
        Labels and numbers; a yes is 1 and a no is 0; the cutoff is below 0 if the leader always fights on, above 1 if
        never.

    Raises
    ------
    ValueError
        If an argument is out of range, or defeat is worth as much as victory.
    """
    star = float(cutoff(x, c, phi_x, phi_w, phi_l, B, P))
    return {
        "cutoff: probability of winning from which the leader fights on": star,
        "cutoff without stakes in office": x + c,
        "shift by the stakes in office": star - (x + c),
        "fights on at pi (1 yes, 0 no)": float(fights_on(pi, x, c, phi_x, phi_w, phi_l, B, P)),
        "least settlement accepted at pi (share of the prize)": float(
            least_settlement(pi, c, phi_x, phi_w, phi_l, B, P)
        ),
    }
