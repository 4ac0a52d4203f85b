"""Stokman and van Oosten's exchange of voting positions: pairs of actors trade issues at equal gain, best trades first.

Equation:
    outcome of issue p: O_p = sum_i c_ip s_ip x_ip / sum_i c_ip s_ip over those with a position, on a scale of 0 to 100
    actors i and j can trade issues p and q if they stand on opposite sides of the outcome on both; i moves on p, j on
        q, where s_ip / s_iq < s_jp / s_jq: each gives what matters less to it
    a move of i on p by m shifts O_p by D_p = m c_ip s_ip / sum c s;  i gains s_iq D_q - s_ip D_p, j s_jp D_p - s_jq D_q
    equal gain: D_q (s_iq + s_jq) = D_p (s_ip + s_jp);  D_p is as large as can be while nobody moves beyond the other's
        position and no outcome is shifted beyond the position of the one for whom it is shifted
    with the larger part of the trade still open: the most that i could gain leaves j nothing, and the reverse
    a round: the trade of largest gain is carried out, the rest is computed anew, until none gains more than 1e-9
    next round: x becomes x + (y - x) (a + b (1 - s)), y where the actor voted, a = 0.1, b = 0.4
Variant: sides and the positions towards which others move are those of the round's beginning; an actor moves on an
    issue towards one side only, so that an issue on which it has given is not one on which it is given, and the
    reverse; of equal trades the first by actors, then issues, in the order of the file. So every round is one answer,
    which the public program's rounds after the first are not, as it draws lots between equal trades and revises
    positions in place.
Sources: Stokman & van Oosten 1994, in Bueno de Mesquita & Stokman, European Community Decision Making [P, recalled];
    Dijkstra, van Assen, Stokman & Draaijer 2018, first draft [P, recalled] for the case of two actors;
    foarsitter/decide-exchange-model (GPL-3), read for its conventions a and b; written anew.
Reads: `Actors`. Writes: `Exchange`, outcomes round by round and the trades.
Silent about: trades of three, whether promises to vote are kept, and what others lose by a trade.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from ripeness.errors import RunError
from ripeness.rivals.actors import Actors
from ripeness.rivals.outcome import Outcome

if TYPE_CHECKING:
    import pandas

FloatArray = NDArray[np.float64]

ROUNDS = 1
LEAST_GAIN = 1e-9
FIXED, BY_SALIENCE = 0.1, 0.4
"""How far positions follow votes into the next round: always, and by how little an issue matters."""


@dataclass(frozen=True)
class Trade:
    """What two actors do for each other.

    Attributes
    ----------
    round : in which it is carried out. first, second : actors. on, against : the issue on which the first moves, and
        the one on which the second moves. first_move, second_move : on scales of 0 to 100. first_shift, second_shift :
        of the outcomes. gain : of each, in salience times points of the outcome.
    most_first, most_second : what each would gain if the other gained nothing.
    """

    round: int
    first: str
    second: str
    on: str
    against: str
    first_move: float
    second_move: float
    first_shift: float
    second_shift: float
    gain: float
    most_first: float
    most_second: float


@dataclass(frozen=True, eq=False, repr=False)
class Exchange(Outcome):
    """Outcomes round by round.

    Attributes
    ----------
    issues : names. compromise : (round + 1, issue) outcomes of the positions as they stand, the first as given.
    voted : (round + 1, issue) outcomes after that round's trades; row 0 is `compromise` again.
    votes : (round, actor, issue) positions after trades, on 0 to 100.
    trades : in the order in which they are carried out. scale : (issue, 2) what 0 and 100 stand for.
    """

    actors: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    compromise: FloatArray = field(default_factory=lambda: np.zeros((1, 0)))
    voted: FloatArray = field(default_factory=lambda: np.zeros((1, 0)))
    votes: FloatArray = field(default_factory=lambda: np.zeros((0, 0, 0)))
    trades: tuple[Trade, ...] = ()
    scale: FloatArray = field(default_factory=lambda: np.zeros((0, 2)))

    method: ClassVar[str] = "exchange"

    def placed(self, outcome: FloatArray) -> FloatArray:
        """Return outcomes, (round, issue), in the issues' own units."""
        return self.scale[:, 0] + outcome / 100 * (self.scale[:, 1] - self.scale[:, 0])

    def table(self) -> pandas.DataFrame:
        """Return a row for each round and issue: the outcome without trades and with them, in the issue's own unit."""
        import pandas

        alone, traded = self.placed(self.compromise), self.placed(self.voted)
        rows = [(t, issue, alone[t, k], traded[t, k]) for t in range(len(alone)) for k, issue in enumerate(self.issues)]
        return pandas.DataFrame(rows, columns=["round", "issue", "compromise", "exchange"])

    def summary(self) -> pandas.DataFrame:
        """Return a row for each issue: the compromise, which needs no trade, and the outcome after the last round."""
        import pandas

        alone, traded = self.placed(self.compromise), self.placed(self.voted)
        return pandas.DataFrame(
            {
                "issue": self.issues,
                "round 0": alone[0],
                "forecast": traded[-1],
                "shift by trade": traded[-1] - alone[0],
            }
        ).set_index("issue")


def compromise(actors: Actors) -> FloatArray:
    """Return the mean position by capability times salience, (issue,), in the issues' own units."""
    weight = np.nan_to_num(actors.capability * actors.salience)
    return (weight * np.nan_to_num(actors.position)).sum(axis=0) / weight.sum(axis=0)


def exchange(actors: Actors, rounds: int = ROUNDS) -> Exchange:
    """Trade for some rounds.

    Parameters
    ----------
    actors : those without a position on an issue take no part in it. rounds : 0 for the compromise alone.

    Raises
    ------
    RunError : rounds below 0, or an issue on which nobody has weight.
    """
    if rounds < 0:
        raise RunError(f"{rounds} rounds are too few", "Ask for 0 or more")
    weight = np.nan_to_num(actors.capability * actors.salience)
    if (weight.sum(axis=0) <= 0).any():
        lost = actors.issues[int(np.argmin(weight.sum(axis=0)))]
        raise RunError(f"nobody has both capability and salience on {lost}", "Leave the issue out")
    x = 100 * (actors.position - actors.lower) / (actors.upper - actors.lower)
    alone, voted, votes, trades = [_outcome(x, weight)], [_outcome(x, weight)], [], []
    for number in range(1, rounds + 1):
        one = _Round(x, weight, actors)
        trades += one.play(number)
        votes.append(one.y)
        voted.append(_outcome(one.y, weight))
        share = np.clip(actors.salience, 0, 1)
        x = x + (one.y - x) * (FIXED + BY_SALIENCE * (1 - share))
        alone.append(_outcome(x, weight))
    return Exchange(
        actors.title, rounds, actors.actors, actors.issues, np.stack(alone), np.stack(voted),
        np.stack(votes) if votes else np.zeros((0, *x.shape)), tuple(trades),
        np.stack([actors.lower, actors.upper], axis=1), assumed=actors.losses,
    )  # fmt: skip


def _outcome(x: FloatArray, weight: FloatArray) -> FloatArray:
    return (weight * np.nan_to_num(x)).sum(axis=0) / weight.sum(axis=0)


class _Round:
    """One round: positions x (actor, issue) at its beginning, votes y as trades change them, and the possible trades.

    A trade is (i, j, p, q): i moves on p for j, j moves on q for i; `keys` holds them as rows, (trade, 4).
    """

    def __init__(self, x: FloatArray, weight: FloatArray, actors: Actors) -> None:
        self.x, self.y, self.actors = x, x.copy(), actors
        self.share = weight / weight.sum(axis=0)
        self.s = np.nan_to_num(actors.salience)
        self.outcome = _outcome(x, weight)
        self.gave = np.zeros(x.shape, bool)
        self.took = np.zeros(x.shape, bool)
        self.keys = self._possible()

    def play(self, number: int) -> list[Trade]:
        """Carry out trades until none gains, and return them; each at most once."""
        done: list[Trade] = []
        while len(self.keys):
            i, j, p, q = self.keys.T
            gain, dp, dq, mine, yours = self._offers()
            best = int(np.argmax(gain))
            if gain[best] <= LEAST_GAIN:
                break
            said = tuple(float(one[best]) for one in (gain, mine, yours))
            done.append(self._carried_out(number, self.keys[best], float(dp[best]), float(dq[best]), said))
            closed = self.took[i, p] | self.took[j, q] | self.gave[i, q] | self.gave[j, p]
            closed[best] = True
            self.keys = self.keys[~closed]
        return done

    def _possible(self) -> NDArray[np.intp]:
        """Return the trades that sides and saliences allow, by actors, then issues."""
        right = np.where(np.isnan(self.x), np.nan, self.x > self.outcome)
        people, issues = self.x.shape
        found = []
        for i, j in combinations(range(people), 2):
            for p, q in combinations(range(issues), 2):
                sides = right[[i, j]][:, [p, q]]
                if np.isnan(sides).any() or (sides[0] == sides[1]).any():
                    continue
                first, second = self.s[i, p] * self.s[j, q], self.s[j, p] * self.s[i, q]
                if first != second:
                    found.append((i, j, p, q) if first < second else (i, j, q, p))
        return np.array(found, dtype=np.intp).reshape(-1, 4)

    def _offers(self) -> tuple[FloatArray, ...]:
        """Return for each trade the equal gain, both shifts, and the most that each could gain, (trade,) each."""
        i, j, p, q = self.keys.T
        s = self.s
        most_p, most_q = self._most(i, j, p), self._most(j, i, q)
        rate = (s[i, p] + s[j, p]) / (s[i, q] + s[j, q])
        dp = np.minimum(most_p, most_q / rate)
        gain = s[i, q] * dp * rate - s[i, p] * dp
        mine = _left_alone(s[j, p], s[j, q], s[i, q], s[i, p], most_p, most_q)
        yours = _left_alone(s[i, q], s[i, p], s[j, p], s[j, q], most_q, most_p)
        return gain, dp, dp * rate, mine, yours

    def _most(self, moves: NDArray[np.intp], wants: NDArray[np.intp], p: NDArray[np.intp]) -> FloatArray:
        """Return how far outcomes can be shifted: no vote and no outcome passes the position of who wants it."""
        aim = self.x[wants, p]
        way = np.sign(aim - self.x[moves, p])
        by_vote = way * (aim - self.y[moves, p]) * self.share[moves, p]
        return np.maximum(0.0, np.minimum(by_vote, way * (aim - self.outcome[p])))

    def _carried_out(self, number: int, key: NDArray[np.intp], dp: float, dq: float, said: tuple[float, ...]) -> Trade:
        i, j, p, q = map(int, key)
        moves = []
        for mover, other, issue, shift in ((i, j, p, dp), (j, i, q, dq)):
            way = float(np.sign(self.x[other, issue] - self.x[mover, issue]))
            move = way * shift / float(self.share[mover, issue])
            self.y[mover, issue] += move
            self.outcome[issue] += way * shift
            self.gave[mover, issue] = self.took[other, issue] = True
            moves.append((move, way * shift))
        who, what = self.actors.actors, self.actors.issues
        (a, da), (b, db) = moves
        return Trade(number, who[i], who[j], what[p], what[q], a, b, da, db, *said)


def _left_alone(
    lost: FloatArray, won: FloatArray, worth: FloatArray, cost: FloatArray, most_give: FloatArray, most_take: FloatArray
) -> FloatArray:
    """Return the most that one gains while the other gains nothing.

    The other wins `lost` for each point that the first gives and pays `won` for each that it takes.
    """
    give = np.minimum(most_give, np.divide(most_take * won, lost, out=np.zeros_like(won), where=lost > 0))
    take = np.divide(give * lost, won, out=np.zeros_like(won), where=won > 0)
    return np.maximum(0.0, worth * take - cost * give)
