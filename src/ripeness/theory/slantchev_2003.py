"""Two sides bargain between battles, and battles teach one of them which kind of opponent it is fighting.

Game:
    Battles move a front k between 0 (D has won) and N (A has won); A wins one with probability p, and q = 1 - p. Before
    a battle one side proposes a division of a prize of 1 (the shares are lump sums), the other accepts or fights, and
    then the roles change. A battle costs side i c_i; delta discounts by one battle. A wins with p_1 against one type
    of opponent and p_0 against the other; mu is the belief in p_1 of the side that does not know.
Assumes: battles are independent; both see them; the types differ in the chance of winning a battle alone.
Result:
    fight to the finish:   F_A = W_k - c_A D_k,   F_D = L_k - c_D D_k   with discounted ruin W, L and battles D
    chance known:   P_A(k) = 1 + c_D - delta E[P_D(k')],   P_D(k) = 1 + c_A - delta E[P_A(k')]   for a proposer's share
    learning:   log-odds of mu move by ln(p_1/p_0) after A's victory, ln((1 - p_1)/(1 - p_0)) after a defeat
    drift a battle where the chance is p:   p ln(p_1/p_0) + (1 - p) ln((1 - p_1)/(1 - p_0)),   a divergence at p = p_i
    Wald:   distance/drift <= E[battles to a level] <= (distance + largest step that way)/drift
    the optimist's belief must fall to mu* = (1 - F_D - F_A(p_0)) / (F_A(p_1) - F_A(p_0)) before terms exist
Paper's: battles as a walk with proposals in between, settlement at once if the chance is known, beliefs that converge
    through battles, whose news cannot be manipulated [P].
Ours: [R] two types that differ in the chance of a battle; a fight to the finish as the worth of fighting while A learns
    and D knows the chance; costs and shares as lump sums; no news from proposals, which the paper does have; the front
    held where it stands while mu* is computed.
Sources: Slantchev 2003, American Political Science Review (The Principle of Convergence in Wartime Negotiations)
    [P, recalled]; Feller 1968, An Introduction to Probability Theory and Its Applications, vol. 1 [P, recalled]; Wald
    1947, Sequential Analysis [P, recalled].
Silent about: what a proposal or a refusal tells; promises that cannot be kept; a front that moves while A learns.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import expit, logit

from ripeness.theory import ruin
from ripeness.theory._ranges import need

Floats = NDArray[np.float64]

ROUNDING = 1e-12
"""A belief this far below 0 is taken for 0."""


def fight_values(
    p: ArrayLike, k: ArrayLike, n: ArrayLike, c_A: ArrayLike, c_D: ArrayLike, delta: ArrayLike
) -> tuple[Floats, Floats]:
    """What a fight to the finish is worth to each side.

    Parameters
    ----------
    p : probability that A wins a battle, from 0 to 1.
    k : front, a whole number from 0 to n.
    n : front at which A has won, a whole number of at least 1.
    c_A, c_D : cost of a battle to each side, in shares of the prize, at least 0.
    delta : discount factor of a battle, from 0 to 1.

    Returns
    -------
    (F_A, F_D), in shares of the prize, broadcast over the arguments; terms x for A lie from F_A to 1 - F_D.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    c_A, c_D = _costs(c_A, c_D)
    battles = ruin.discounted_battles(p, k, n, delta)
    attacker: Floats = ruin.discounted_win(p, k, n, delta) - c_A * battles
    defender: Floats = ruin.discounted_loss(p, k, n, delta) - c_D * battles
    return attacker, defender


def proposers_shares(p: float, n: int, c_A: float, c_D: float, delta: float) -> tuple[Floats, Floats]:
    """Shares that each side gets at once when it is the one to propose, at every front, if the chance is known.

    Parameters
    ----------
    p : probability that A wins a battle, from 0 to 1.
    n : front at which A has won, a whole number of at least 1.
    c_A, c_D : cost of a battle to each side, in shares of the prize, at least 0.
    delta : discount factor of a battle, from 0 to 1.

    Returns
    -------
    (P_A, P_D), each of shape (n + 1,); whoever answers gets the rest.

    Raises
    ------
    ValueError
        If an argument is out of its range, or costs are so high that some answerer would accept less than nothing.
    """
    _costs(c_A, c_D)
    ruin.discounted_win(p, 0, n, delta)  # looks at p, n and delta
    system, right = np.eye(2 * (n + 1)), np.empty(2 * (n + 1))
    a, d = np.arange(n + 1), np.arange(n + 1, 2 * (n + 1))
    for k in range(1, n):
        for mine, other in ((a, d), (d, a)):
            system[mine[k], other[k + 1]] = delta * p
            system[mine[k], other[k - 1]] = delta * (1 - p)
    right[a], right[d] = 1 + c_D, 1 + c_A
    right[[a[0], a[n], d[0], d[n]]] = 0, 1, 1, 0
    shares = np.asarray(np.linalg.solve(system, right), dtype=np.float64)
    if shares.max() > 1 + 1e-12:
        raise ValueError(
            f"c_A is {c_A} and c_D is {c_D}; they must be so low that nobody would accept less than nothing: "
            f"here a proposer could ask for {shares.max():.4g} of the prize."
        )
    return shares[a], shares[d]


def drift(p: ArrayLike, p_1: ArrayLike, p_0: ArrayLike) -> Floats:
    """Mean change of the log-odds of p_1 against p_0 in one battle whose true odds are p.

    Parameters
    ----------
    p : true probability that A wins a battle, from 0 to 1.
    p_1, p_0 : the chances under the two types, between 0 and 1.

    Returns
    -------
    Log-odds per battle, broadcast; at p = p_1 the divergence of p_1 from p_0, which is positive unless they are equal.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    p = np.asarray(p, dtype=float)
    need((p >= 0) & (p <= 1), "p", p, "from 0 to 1")
    won, lost = steps(p_1, p_0)
    return (p * won + (1 - p) * lost)[()]


def steps(p_1: ArrayLike, p_0: ArrayLike) -> tuple[Floats, Floats]:
    """Changes of the log-odds of p_1 against p_0 after A wins a battle, and after A loses one.

    Parameters
    ----------
    p_1, p_0 : the chances under the two types, between 0 and 1.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    p_1, p_0 = np.asarray(p_1, dtype=float), np.asarray(p_0, dtype=float)
    for name, value in (("p_1", p_1), ("p_0", p_0)):
        need((value > 0) & (value < 1), name, value, "between 0 and 1")
    won: Floats = np.log(p_1) - np.log(p_0)
    lost: Floats = np.log1p(-p_1) - np.log1p(-p_0)
    return won, lost


def belief_after(mu: ArrayLike, p_1: ArrayLike, p_0: ArrayLike, battles: ArrayLike, won: ArrayLike) -> Floats:
    """Belief in p_1 after some battles.

    Parameters
    ----------
    mu : belief in p_1 before them, from 0 to 1.
    p_1, p_0 : the chances under the two types, between 0 and 1.
    battles : battles fought, at least 0.
    won : battles that A won, from 0 to `battles`.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    mu, battles, won = (np.asarray(value, dtype=float) for value in (mu, battles, won))
    need((mu >= 0) & (mu <= 1), "mu", mu, "from 0 to 1")
    need((battles >= 0) & np.isfinite(battles), "battles", battles, "at least 0")
    need((won >= 0) & (won <= battles), "won", won, f"from 0 to battles = {battles}")
    up, down = steps(p_1, p_0)
    return expit(logit(mu) + won * up + (battles - won) * down)[()]


def expected_battles(p: float, p_1: float, p_0: float, mu: float, goal: float) -> tuple[float, float]:
    """Bounds of the expected battles until the belief in p_1 first reaches a goal.

    Parameters
    ----------
    p : true probability that A wins a battle, from 0 to 1.
    p_1, p_0 : the chances under the two types, between 0 and 1.
    mu, goal : belief in p_1 now and the one to be reached, from above or from below, between 0 and 1.

    Returns
    -------
    (lower, upper) by Wald's equation, in battles; (0, 0) if mu is the goal; infinite where the drift leads away.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    """
    for name, value in (("mu", mu), ("goal", goal)):
        need(0 < value < 1, name, value, "between 0 and 1")
    distance = float(logit(goal) - logit(mu))
    speed = float(drift(p, p_1, p_0))
    if distance == 0:
        return 0.0, 0.0
    if speed * distance <= 0:
        return float("inf"), float("inf")
    towards = max(float(step) * np.sign(distance) for step in steps(p_1, p_0))
    return abs(distance / speed), float((abs(distance) + towards) / abs(speed))


def settling_belief(value_1: float, value_0: float, value_D: float) -> float:
    """Greatest belief in p_1 at which terms exist that A and D prefer to a fight to the finish.

    Parameters
    ----------
    value_1, value_0 : F_A under the two types, value_1 the higher, in shares of the prize.
    value_D : F_D under the truth, which D knows.

    Returns
    -------
    mu* from 0 to 1 (1: terms always exist), or nan where no belief from 0 to 1 leaves terms.

    Raises
    ------
    ValueError
        If value_1 is not above value_0.
    """
    need(value_1 > value_0, "value_1", value_1, f"above value_0 = {value_0}")
    share = (1 - value_D - value_0) / (value_1 - value_0)
    return float("nan") if share < -ROUNDING else float(np.clip(share, 0.0, 1.0))


def table(
    *,
    p: float = 0.55,
    k: int = 5,
    n: int = 10,
    delta: float = 0.95,
    c: float = 0.0,
    p_1: float = 0.75,
    mu: float = 0.95,
) -> dict[str, float]:
    """A front at which D knows the chance p, and A believes that it may be better.

    Without costs and discount mu* is 0, and the wait is infinite: A never becomes certain.

    Parameters
    ----------
    p : true probability that A wins a battle, between 0 and 1
    k : front, from 0 to n
    n : front at which A has won, at least 1
    delta : discount factor of a battle, from 0 to 1
    c : cost of a battle to each side, in shares of the prize, at least 0
    p_1 : the better chance that A holds possible, between p and 1
    mu : A's belief that the chance is the better one, between 0 and 1
    """
    need(p < p_1 < 1, "p_1", p_1, f"between p = {p} and 1")
    need(0 < mu < 1, "mu", mu, "between 0 and 1")
    need((c >= 0) & np.isfinite(c), "c", c, "at least 0")
    true_a, true_d = (float(value) for value in fight_values(p, k, n, c, c, delta))
    better = float(fight_values(p_1, k, n, c, c, delta)[0])
    proposals = proposers_shares(p, n, c, c, delta)
    needed = settling_belief(better, true_a, true_d) if better > true_a else 1.0
    if needed <= 0:
        wait = (float("inf"), float("inf"))
    else:
        wait = (0.0, 0.0) if mu <= needed else expected_battles(p, p_1, p, mu, needed)
    return {
        "A's value of fighting on, chance known (share of the prize)": true_a,
        "D's value of fighting on, chance known (share of the prize)": true_d,
        "A's share when A proposes, chance known": float(proposals[0][k]),
        "A's share when D proposes, chance known": 1 - float(proposals[1][k]),
        "A's value of fighting on, in A's eyes (share of the prize)": mu * better + (1 - mu) * true_a,
        "A's belief below which terms exist (mu*)": needed,
        "drift of the log-odds a battle": float(drift(p, p_1, p)),
        "expected battles until then, at least": wait[0],
        "expected battles until then, at most": wait[1],
    }


def _costs(c_A: ArrayLike, c_D: ArrayLike) -> tuple[Floats, Floats]:
    c_A, c_D = np.asarray(c_A, dtype=float), np.asarray(c_D, dtype=float)
    for name, value in (("c_A", c_A), ("c_D", c_D)):
        need((value >= 0) & np.isfinite(value), name, value, "at least 0")
    return c_A, c_D
