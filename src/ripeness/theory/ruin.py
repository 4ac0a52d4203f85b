"""A war of battles ends when one side holds every fort, and how likely and how late that is follows from two numbers.

Game:
    N forts stand in a row, A holds k of them. A battle is won by A with probability p and by D with q = 1 - p, and
    moves the front by one fort. At N A has won, at 0 D has won. T is the number of battles, and delta discounts a
    payoff by one battle.
Assumes: battles are independent and are won with the same chance; nobody stops before the end.
Result:
    r = q/p:   h = Pr(A wins) = (1 - r^k) / (1 - r^N);   k/N at p = 1/2
    E[T] = k/(q - p) - (N/(q - p)) h;   k (N - k) at p = 1/2
    l1, l2 = (1 +- sqrt(1 - 4 p q delta^2)) / (2 p delta)
    E[delta^T; A wins] = (l1^k - l2^k) / (l1^N - l2^N);   E[delta^T; D wins]: exchange p with q, k with N - k
    sum of delta^t over battles fought = (1 - E[delta^T]) / (1 - delta);   E[T] at delta = 1
Paper's: all of it [P].
Ours: nothing.
Sources: Feller 1968, An Introduction to Probability Theory and Its Applications, vol. 1 [P, recalled]; as a model
    of war: Smith & Stam 2004, Journal of Conflict Resolution [P, recalled]; Slantchev 2003, American Political Science
    Review [P, recalled].
Silent about: talks, costs, learning, chances that depend on where the front stands or on what is left to fight with.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ripeness.theory._ranges import need

Floats = NDArray[np.float64]

NEARLY_EVEN = 1e-3
"""Below this size of N ln(q/p) the duration is taken from its series, since the closed form is 0/0 at p = 1/2."""

NEARLY_PATIENT = 1e-8
"""Below this loss of worth over the war's length discounting is left out, since the closed form is 0/0 at delta = 1."""


def win_probability(p: ArrayLike, k: ArrayLike, n: ArrayLike) -> Floats:
    """Probability h that A wins the war.

    Parameters
    ----------
    p : probability that A wins a battle, from 0 to 1.
    k : forts that A holds, a whole number from 0 to n.
    n : forts in all, a whole number of at least 1.

    Returns
    -------
    h, broadcast over the arguments.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    p, k, n = _walk(p, k, n)
    slope = _log_ratio(p)
    steep = np.abs(slope)
    with np.errstate(invalid="ignore"):
        inner = np.exp(-(n - k) * np.maximum(slope, 0.0)) * np.expm1(-k * steep) / np.expm1(-n * steep)
    return np.where(k == 0, 0.0, np.where(k == n, 1.0, np.where(steep == 0, k / n, inner)))[()]


def expected_duration(p: ArrayLike, k: ArrayLike, n: ArrayLike) -> Floats:
    """Expected number of battles until the war is over.

    Parameters
    ----------
    p : probability that A wins a battle, from 0 to 1.
    k : forts that A holds, a whole number from 0 to n.
    n : forts in all, a whole number of at least 1.

    Returns
    -------
    E[T] in battles, broadcast over the arguments.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    p, k, n = _walk(p, k, n)
    lead, x = 1.0 - 2.0 * p, k / n
    slope = n * _log_ratio(p)
    with np.errstate(divide="ignore", invalid="ignore"):
        closed = (k - n * win_probability(p, k, n)) / lead
        ratio = np.where(lead == 0, 2.0 * n, slope / lead)
        # x t e^(xt)/(e^t - 1) is the generating function of the Bernoulli polynomials; three terms.
        terms = (x - x**2) / 2 - (x**3 - 1.5 * x**2 + 0.5 * x) / 6 * slope - (x**4 - 2 * x**3 + x**2) / 24 * slope**2
        series = n * ratio * terms
    return np.where(np.abs(slope) < NEARLY_EVEN, series, closed)[()]


def discounted_win(p: ArrayLike, k: ArrayLike, n: ArrayLike, delta: ArrayLike) -> Floats:
    """E[delta^T; A wins]: what a prize of 1 for A's victory is worth now.

    Parameters
    ----------
    p : probability that A wins a battle, from 0 to 1.
    k : forts that A holds, a whole number from 0 to n.
    n : forts in all, a whole number of at least 1.
    delta : discount factor of a battle, from 0 to 1.

    Returns
    -------
    The expectation, from 0 to 1, broadcast over the arguments; at delta = 1 it is `win_probability`.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    p, k, n = _walk(p, k, n)
    delta = _discount(delta)
    # 1 - 4 p q delta^2, written so that nothing cancels at p = 1/2, delta = 1
    root = np.minimum(np.sqrt((1 - delta) * (1 + delta) + (delta * (1 - 2 * p)) ** 2), 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        larger = np.log1p(root) - np.log(2 * p * delta)  # ln l1
        apart = 2 * np.arctanh(root)  # ln(l1/l2)
        shares = np.where(root == 0, k / n, np.expm1(-k * apart) / np.expm1(-n * apart))
        inner = np.exp(-(n - k) * larger) * shares
    return np.where(k == 0, 0.0, np.where(k == n, 1.0, inner))[()]


def discounted_loss(p: ArrayLike, k: ArrayLike, n: ArrayLike, delta: ArrayLike) -> Floats:
    """E[delta^T; D wins]: `discounted_win` seen from the other side, with the same arguments, range and errors."""
    p, k, n = _walk(p, k, n)
    return discounted_win(1 - p, n - k, n, delta)


def discounted_battles(p: ArrayLike, k: ArrayLike, n: ArrayLike, delta: ArrayLike) -> Floats:
    """Discounted number of battles, which times the cost of a battle is what the war costs as seen now.

    Parameters
    ----------
    p : probability that A wins a battle, from 0 to 1.
    k : forts that A holds, a whole number from 0 to n.
    n : forts in all, a whole number of at least 1.
    delta : discount factor of a battle, from 0 to 1.

    Returns
    -------
    (1 - E[delta^T]) / (1 - delta) in battles, to seven digits or more; at delta = 1 it is `expected_duration`.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    delta = _discount(delta)
    undiscounted = expected_duration(p, k, n)
    ended = discounted_win(p, k, n, delta) + discounted_loss(p, k, n, delta)
    with np.errstate(divide="ignore", invalid="ignore"):
        closed = (1 - ended) / (1 - delta)
    return np.where((1 - delta) * undiscounted < NEARLY_PATIENT, undiscounted, closed)[()]


def table(*, p: float = 0.55, k: int = 5, n: int = 10, delta: float = 0.95) -> dict[str, float]:
    """Ruin with and without discounting.

    Parameters
    ----------
    p : probability that A wins a battle, from 0 to 1
    k : forts that A holds, from 0 to n
    n : forts in all, at least 1
    delta : discount factor of a battle, from 0 to 1
    """
    return {
        "probability that A wins": float(win_probability(p, k, n)),
        "expected battles to the end": float(expected_duration(p, k, n)),
        "A's victory, discounted": float(discounted_win(p, k, n, delta)),
        "D's victory, discounted": float(discounted_loss(p, k, n, delta)),
        "discounted number of battles": float(discounted_battles(p, k, n, delta)),
    }


def _log_ratio(p: Floats) -> Floats:
    """ln(q/p), exact near p = 1/2; infinite at 0 and 1."""
    with np.errstate(divide="ignore", over="ignore"):
        return np.log1p((1 - 2 * p) / p)


def _walk(p: ArrayLike, k: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Chance, front and number of forts as arrays, after a look at their ranges."""
    p, k, n = (np.asarray(value, dtype=float) + 0.0 for value in (p, k, n))  # + 0.0: no negative zero
    need((p >= 0) & (p <= 1), "p", p, "from 0 to 1")
    need((n >= 1) & (n == np.floor(n)) & np.isfinite(n), "n", n, "a whole number of at least 1")
    need((k >= 0) & (k <= n) & (k == np.floor(k)), "k", k, f"a whole number from 0 to n = {n}")
    return p, k, n


def _discount(delta: ArrayLike) -> Floats:
    delta = np.asarray(delta, dtype=float)
    need((delta >= 0) & (delta <= 1), "delta", delta, "from 0 to 1")
    return delta
