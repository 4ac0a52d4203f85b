"""Two sides that disagree about their chances in battle fight until battles have taught them enough to agree on terms.

Game:
    N forts, A holds k. A wins a battle with a chance that nobody knows: side i believes in Beta(a_i, b_i), both priors
    differ, and each side knows that the other disagrees. A battle costs each side c_i; the prize of 1 goes to the side
    that holds all forts. s = a + b is a prior's strength in battles, w of n battles were won by A.
Assumes: both see every battle; beliefs follow Bayes' rule; costs are not discounted; the alternative to terms now is
    the fight to the finish.
Result:
    posterior after n battles: Beta(a_i + w, b_i + n - w), so front and number of battles are sufficient
    pi_i = integral of h(p) over the belief's density: battles form a Polya urn, a mixture over p of ruin walks
    F_A = pi_A - c_A E_A[T],   F_D = (1 - pi_D) - c_D E_D[T]
    terms x for A that both prefer exist iff F_A + F_D <= 1:   F_A <= x <= 1 - F_D
    equal strengths:   gap_n = gap_0 s / (s + n);   battles until the gap is g: ceil(s (gap_0/g - 1))
Paper's: battles as a walk over forts, Beta beliefs with different priors, and agreement once beliefs are close [P].
Ours: [R] a fight to the finish as the only alternative to terms now; where talks can succeed later as well, fighting
    on is worth more.
Sources: Smith & Stam 2004, Journal of Conflict Resolution [P, recalled]; ruin from Feller 1968, An Introduction to
    Probability Theory and Its Applications, vol. 1 [P, recalled].
Silent about: why the priors differ and do not move on hearing that the other disagrees; offers as news; what cannot be
    divided or promised.
"""

from __future__ import annotations

from collections.abc import Callable
from math import ceil

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.integrate import quad
from scipy.special import expit, polygamma

from ripeness.theory import ruin
from ripeness.theory._ranges import need

Floats = NDArray[np.float64]

ROUNDING = 1e-9
"""Share of a battle by which a count may exceed a whole number and still be taken for it."""

NEGLIGIBLE = 1e-20
"""Height of a belief's density, as a share of its greatest, beyond which it is left out."""

FAINTEST, STRONGEST = 1e-6, 1e9
"""Least and greatest weight of a belief, in battles, over which the chance is averaged."""


def posterior(a: ArrayLike, b: ArrayLike, battles: ArrayLike, won: ArrayLike) -> tuple[Floats, Floats]:
    """Belief about A's chance to win a battle, after some battles.

    Parameters
    ----------
    a, b : parameters of the prior Beta(a, b), in battles won and lost by A, above 0.
    battles : battles fought, at least 0.
    won : battles that A won, from 0 to `battles`.

    Returns
    -------
    Parameters of the posterior; its mean is a / (a + b).

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    a, b, battles, won = (np.asarray(value, dtype=float) for value in (a, b, battles, won))
    _belief(a, b)
    need((battles >= 0) & np.isfinite(battles), "battles", battles, "at least 0")
    need((won >= 0) & (won <= battles), "won", won, f"from 0 to battles = {battles}")
    return (a + won)[()], (b + battles - won)[()]


def win_probability(a: float, b: float, k: int, n: int) -> float:
    """Probability, in the eyes of one who believes in Beta(a, b), that A wins if both fight to the finish.

    Parameters
    ----------
    a, b : belief about A's chance in a battle, in battles won and lost, from 1e-6 to 1e9.
    k : forts that A holds, a whole number from 0 to n.
    n : forts in all, a whole number of at least 1.

    Returns
    -------
    pi, from 0 to 1; the believer goes on learning from the battles that are to come.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    return _mean(lambda p: ruin.win_probability(p, k, n), a, b)


def expected_duration(a: float, b: float, k: int, n: int) -> float:
    """Expected battles of a fight to the finish in the same eyes; arguments and errors as `win_probability`."""
    return _mean(lambda p: ruin.expected_duration(p, k, n), a, b)


def front_after(a: float, b: float, k: int, n: int, battles: int) -> Floats:
    """Law of the front after some battles, in the eyes of one who believes in Beta(a, b).

    The urn is followed battle by battle: at front j after t battles A has won w = (t + j - k)/2 of them, and wins the
    next with probability (a + w)/(a + b + t).

    Parameters
    ----------
    a, b : belief about A's chance in a battle, in battles won and lost, above 0.
    k : forts that A holds at first, a whole number from 0 to n.
    n : forts in all, a whole number of at least 1.
    battles : battles fought, a whole number of at least 0.

    Returns
    -------
    Probability of each front, shape (n + 1,): D has won at 0, A has won at n.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    _belief(a, b)
    ruin.win_probability(0.5, k, n)  # looks at k and n
    need(battles >= 0 and battles == int(battles), "battles", battles, "a whole number of at least 0")
    law = np.zeros(n + 1)
    law[k] = 1.0
    inside = np.arange(1, n)
    for fought in range(int(battles)):
        # Fronts that cannot be reached hold no mass; the clip only keeps their chances finite.
        up = np.clip((a + (fought + inside - k) / 2) / (a + b + fought), 0.0, 1.0)
        going, law[1:n] = law[1:n].copy(), 0.0
        np.add.at(law, inside + 1, up * going)
        np.add.at(law, inside - 1, (1 - up) * going)
    return law


def fight_values(
    belief_A: tuple[float, float], belief_D: tuple[float, float], k: int, n: int, c_A: float, c_D: float
) -> tuple[float, float]:
    """What each side expects of a fight to the finish, in its own eyes.

    Parameters
    ----------
    belief_A, belief_D : each side's Beta parameters on the chance that A wins a battle, from 1e-6 to 1e9.
    k : forts that A holds, a whole number from 0 to n.
    n : forts in all, a whole number of at least 1.
    c_A, c_D : cost of a battle to each side, in shares of the prize, at least 0.

    Returns
    -------
    (F_A, F_D), in shares of the prize.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    need(c_A >= 0, "c_A", c_A, "at least 0")
    need(c_D >= 0, "c_D", c_D, "at least 0")
    attacker = win_probability(*belief_A, k, n) - c_A * expected_duration(*belief_A, k, n)
    defender = 1 - win_probability(*belief_D, k, n) - c_D * expected_duration(*belief_D, k, n)
    return attacker, defender


def agrees(value_A: ArrayLike, value_D: ArrayLike) -> NDArray[np.bool_]:
    """Whether some division of the prize gives both at least what fighting is worth to them: F_A + F_D <= 1."""
    return np.asarray(value_A, dtype=float) + np.asarray(value_D, dtype=float) <= 1.0


def belief_gap(gap_0: ArrayLike, s: ArrayLike, n: ArrayLike) -> Floats:
    """Gap between the two mean beliefs after n battles, whoever won them.

    Parameters
    ----------
    gap_0 : gap of the prior means, at least 0.
    s : strength of both priors, in battles, above 0.
    n : battles fought, at least 0.

    Returns
    -------
    gap_n, broadcast over the arguments.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    gap_0, s, n = (np.asarray(value, dtype=float) for value in (gap_0, s, n))
    need((gap_0 >= 0) & (gap_0 <= 1), "gap_0", gap_0, "from 0 to 1")
    need((s > 0) & np.isfinite(s), "s", s, "above 0")
    need((n >= 0) & np.isfinite(n), "n", n, "at least 0")
    return (gap_0 * s / (s + n))[()]


def battles_to_gap(gap_0: float, s: float, gap: float) -> int:
    """Fewest battles after which the gap between the mean beliefs is at most `gap`.

    Parameters
    ----------
    gap_0 : gap of the prior means, from 0 to 1.
    s : strength of both priors, in battles, above 0.
    gap : gap to be reached, above 0.

    Returns
    -------
    Number of battles, 0 if the gap is small enough already. An excess of 1e-9 over a whole number counts as rounding.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    belief_gap(gap_0, s, 0)  # looks at gap_0 and s
    need(gap > 0, "gap", gap, "above 0")
    exact = s * (gap_0 / gap - 1)
    return max(0, ceil(exact - ROUNDING * max(1.0, exact)))


def table(
    *,
    p: float = 0.55,
    k: int = 5,
    n: int = 10,
    c: float = 0.004,
    mean_A: float = 0.6,
    mean_D: float = 0.4,
    strength: float = 10.0,
    battles: int = 0,
    won: int = 0,
    gap: float = 0.1,
) -> dict[str, float]:
    """A war whose chances are known, and one about whose chances the sides disagree.

    Parameters
    ----------
    p : chance that A wins a battle, if both know them, from 0 to 1
    k : forts that A holds now, from 0 to n
    n : forts in all, at least 1
    c : cost of a battle to each side, in shares of the prize, at least 0
    mean_A : A's prior mean for A's chance in a battle, between 0 and 1
    mean_D : D's prior mean for A's chance in a battle, between 0 and 1
    strength : strength of both priors, in battles, from 1e-6 to 1e9
    battles : battles seen so far, at least 0
    won : battles of these that A won, from 0 to battles
    gap : gap between the beliefs that is to be reached, above 0
    """
    need((c >= 0) & np.isfinite(c), "c", c, "at least 0")
    need(FAINTEST <= strength <= STRONGEST, "strength", strength, f"from {FAINTEST} to {STRONGEST:g}")
    for name, mean in (("mean_A", mean_A), ("mean_D", mean_D)):
        need(0 < mean < 1, name, mean, "between 0 and 1")
    need(gap > 0, "gap", gap, "above 0")
    h, duration = float(ruin.win_probability(p, k, n)), float(ruin.expected_duration(p, k, n))
    beliefs = []
    for mean in (mean_A, mean_D):
        a, b = posterior(mean * strength, (1 - mean) * strength, battles, won)
        beliefs.append((float(a), float(b)))
    value_A, value_D = fight_values(beliefs[0], beliefs[1], k, n, c, c)
    return {
        "probability that A wins, chance known": h,
        "expected battles, chance known": duration,
        "A's value of fighting, chance known (share of the prize)": h - c * duration,
        "D's value of fighting, chance known (share of the prize)": 1 - h - c * duration,
        "probability that A wins, in A's eyes": win_probability(*beliefs[0], k, n),
        "probability that D wins, in D's eyes": 1 - win_probability(*beliefs[1], k, n),
        "A's value of fighting, in A's eyes (share of the prize)": value_A,
        "D's value of fighting, in D's eyes (share of the prize)": value_D,
        "room for terms (share of the prize; none if negative)": 1 - value_A - value_D,
        "gap between the mean beliefs now": float(belief_gap(abs(mean_A - mean_D), strength, battles)),
        "further battles until that gap is reached": float(
            battles_to_gap(float(belief_gap(abs(mean_A - mean_D), strength, battles)), strength + battles, gap)
        ),
    }


def _mean(function: Callable[[float], Floats], a: float, b: float) -> float:
    """Mean of a function of the odds over Beta(a, b), by quadrature over the log-odds, where the density is smooth."""
    for name, value in (("a", a), ("b", b)):
        need((value >= FAINTEST) & (value <= STRONGEST), name, value, f"from {FAINTEST} to {STRONGEST:g}")
    centre, strength = np.log(a / b), a + b

    def density(away: float) -> float:
        """Density of the log-odds, as a share of its height at the centre; written so that large terms do not meet."""
        slope, share = (b, b / strength) if away > 0 else (a, a / strength)
        return float(np.exp(-slope * abs(away) - strength * np.log1p(share * np.expm1(-abs(away)))))

    reach = 10 * float(np.sqrt(polygamma(1, a) + polygamma(1, b)))
    while max(density(reach), density(-reach)) > NEGLIGIBLE:
        reach *= 2
    # Breaks at every decade of distance from the centre and from even chances (where ruin turns fastest), so that
    # neither a narrow peak nor a steep turn is stepped over.
    steps = reach * np.outer([-1, 1], 10.0 ** -np.arange(7)).ravel()
    breaks = np.unique(np.clip(np.concatenate([steps, steps - centre, [0.0, -centre]]), -reach, reach))
    settings = {"points": breaks[1:-1], "epsabs": 1e-13, "limit": 400}
    above = quad(lambda away: float(function(expit(centre + away))) * density(away), -reach, reach, **settings)[0]
    return float(above / quad(density, -reach, reach, **settings)[0])


def _belief(a: ArrayLike, b: ArrayLike) -> None:
    for name, value in (("a", np.asarray(a)), ("b", np.asarray(b))):
        need((value > 0) & np.isfinite(value), name, value, "above 0")
