"""Bueno de Mesquita's expected utility model of group decisions, in the variant of Scholz, Calbert & Smith 2011.

Equation:
    votes v_k(x:y) = c_k s_k ((|x_k - y|/w)^r_k - (|x_k - x|/w)^r_k),  w the width of the first round's positions
    P_ij = sum of max(0, v_k(x_i:x_j)) / D;  D = sum over k and all pairs of actors of |v_k| (`whole_field`), or the sum
        over k of |v_k(x_i:x_j)|, so that P_ij + P_ji = 1
    worth to i, seen with attitude r: won 2 - 4 (1/2 - |x_i - x_j|/2w)^r, lost 2 - 4 (1/2 + |x_i - x_j|/2w)^r,
        unchanged 2 - 4 (1/2)^r
    E_ij = s_j (P_ij won + (1 - P_ij) lost) + (1 - s_j) won - unchanged
    attitude: with r = 1 the danger of j is D_j = sum of E_kj; R_j = (2 D_j - max D - min D)/(max D - min D) over
        actors; r_j = (1 - R_j/3)/(1 + R_j/3)
    what j offers i, in i's eyes: E_ji > E_ij > 0, confrontation: i takes x_j; E_ji > -E_ij > 0, compromise: i moves by
        (x_j - x_i) |E_ij/E_ji|; 0 < E_ji < -E_ij, capitulation: i takes x_j
    i takes the best confrontation, else compromise, else capitulation: the one that moves it least
    median: the position that wins every vote with r = 1; mean: weighted by c s
Variant: two faults that public replications live with are on unless switched off. `whole_field`: the large divisor
    above makes every P tiny. `lowest_compromise`: of compromises i takes the one with the least |E|-weighted mean
    position of the two, not the one that moves it least. A third is `no_capitulation`: the program compares E_ji with
    itself, so that nobody ever capitulates.
Sources: Bueno de Mesquita 1985, American Political Science Review, and 1994 in Bueno de Mesquita & Stokman, European
    Community Decision Making [P, recalled]; Scholz, Calbert & Smith 2011, Journal of Theoretical Politics 23(4) [P,
    recalled]; jmckib/bdm-scholz-expected-utility-model, read and run for reference, written anew.
Reads: `Actors`, one issue. Writes: `ExpectedUtility`, positions round by round.
Silent about: several issues, coalitions that bind, and time: a round is no month. Replications disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from ripeness.errors import DataError, RunError
from ripeness.rivals.actors import Actors
from ripeness.rivals.outcome import Outcome

if TYPE_CHECKING:
    import pandas

FloatArray = NDArray[np.float64]

ROUNDS = 10


@dataclass(frozen=True)
class Faults:
    """What the replication does and the papers do not; each may be switched off."""

    whole_field: bool = True
    lowest_compromise: bool = True
    no_capitulation: bool = True


REPLICATION = Faults()


@dataclass(frozen=True, eq=False, repr=False)
class ExpectedUtility(Outcome):
    """Positions round by round.

    Attributes
    ----------
    actors : names. issue : name. weight : (actor,) capability times salience.
    position : (round, actor), round 0 as given. median, mean : (round,). risk : (round, actor) exponents r.
    """

    actors: tuple[str, ...] = ()
    issue: str = ""
    position: FloatArray = field(default_factory=lambda: np.zeros((1, 0)))
    median: FloatArray = field(default_factory=lambda: np.zeros(1))
    mean: FloatArray = field(default_factory=lambda: np.zeros(1))
    risk: FloatArray = field(default_factory=lambda: np.zeros((1, 0)))

    method: ClassVar[str] = "expected-utility"

    def table(self) -> pandas.DataFrame:
        """Return a row for each round and actor: its position and its attitude to risk."""
        import pandas

        rows = [
            (t, name, self.position[t, a], self.risk[t, a])
            for t in range(len(self.position))
            for a, name in enumerate(self.actors)
        ]
        return pandas.DataFrame(rows, columns=["round", "actor", "position", "risk"])

    def summary(self) -> pandas.DataFrame:
        """Return the median, which is the forecast, the mean and the ends, in round 0 and in the last."""
        import pandas

        last = self.position[-1]
        row = {
            "issue": self.issue,
            "round 0": self.median[0],
            "forecast": self.median[-1],
            "weighted mean": self.mean[-1],
            "least": last.min(),
            "greatest": last.max(),
        }
        return pandas.DataFrame([row]).set_index("issue")


def expected_utility(
    actors: Actors, issue: str | None = None, rounds: int = ROUNDS, faults: Faults = REPLICATION
) -> ExpectedUtility:
    """Play rounds of offers on one issue.

    Parameters
    ----------
    actors : those without a position on the issue take no part. issue : its name, if there are several.
    rounds : how many; positions may never settle. faults : which of the replication's faults are kept.

    Raises
    ------
    DataError : no such issue. RunError : fewer than two positions, no weight, or rounds out of range.
    """
    k = actors.one(issue)
    inside = ~np.isnan(actors.position[:, k])
    names = tuple(name for name, there in zip(actors.actors, inside, strict=True) if there)
    c, s, x = (one[inside, k] for one in (actors.capability, actors.salience, actors.position))
    if rounds < 1:
        raise RunError(f"{rounds} rounds are too few", "Ask for at least 1")
    if s.max(initial=0) > 1:
        raise DataError(
            f"{actors.title}: a salience is {s.max():g}", "This method takes saliences as shares from 0 to 1"
        )
    if (c * s).sum() <= 0 or np.ptp(x) == 0:
        raise RunError(
            f"all hold one position on {actors.issues[k]}, or nobody has weight", "There is nothing to settle"
        )
    width = float(np.ptp(x))
    positions, risks = [x], [np.ones(len(x))]
    for _ in range(rounds):
        risk = _attitudes(positions[-1], c, s, width, faults)
        positions.append(_offers(positions[-1], c, s, risk, width, faults))
        risks.append(risk)
    return ExpectedUtility(
        actors.title, rounds, names, actors.issues[k], np.stack(positions),
        np.array([_median(one, c * s) for one in positions]),
        np.array([c * s @ one / (c * s).sum() for one in positions]), np.stack(risks), assumed=actors.losses,
    )  # fmt: skip


def _median(x: FloatArray, weight: FloatArray) -> float:
    """Return the position that beats every other in votes, each vote weighed by how much nearer it lies.

    Such votes rank positions by their weighted distance to all; of two that tie the lower is taken.
    """
    unique = np.unique(x)
    return float(unique[np.argmin(np.round(np.abs(unique[:, None] - x) @ weight, 12))])


def _chances(x: FloatArray, weight: FloatArray, risk: FloatArray, width: float, faults: Faults) -> FloatArray:
    """Return P, (actor, actor): the chance that the first beats the second."""
    far = (np.abs(x[:, None] - x[None, :]) / width) ** risk[:, None]  # (voter, position)
    votes = weight[:, None, None] * (far[:, None, :] - far[:, :, None])  # (voter, first, second)
    divisor = np.abs(votes).sum() if faults.whole_field else np.abs(votes).sum(axis=0)
    won = np.maximum(votes, 0).sum(axis=0)
    chance = np.divide(won, divisor, out=np.zeros_like(won), where=np.broadcast_to(divisor > 0, won.shape))
    chance[x[:, None] == x[None, :]] = 0
    return chance


def _gains(x: FloatArray, s: FloatArray, chance: FloatArray, risk: FloatArray, width: float) -> FloatArray:
    """Return E, (viewer, actor, actor): what the first expects of challenging the second, in a viewer's eyes."""
    half = np.minimum(np.abs(x[:, None] - x[None, :]) / (2 * width), 0.5)
    r = risk[:, None, None]
    won, lost, unchanged = 2 - 4 * (0.5 - half) ** r, 2 - 4 * (0.5 + half) ** r, 2 - 4 * 0.5**r
    return s * (chance * won + (1 - chance) * lost) + (1 - s) * won - unchanged


def _attitudes(x: FloatArray, c: FloatArray, s: FloatArray, width: float, faults: Faults) -> FloatArray:
    """Return the exponents r, (actor,)."""
    neutral = np.ones(len(x))
    gains = _gains(x, s, _chances(x, c * s, neutral, width, faults), neutral, width)[0]
    danger = gains.sum(axis=0) - np.diag(gains)
    spread = np.ptp(danger)
    if spread == 0:
        return neutral
    taste = (2 * danger - danger.max() - danger.min()) / spread
    return (1 - taste / 3) / (1 + taste / 3)


def _offers(x: FloatArray, c: FloatArray, s: FloatArray, risk: FloatArray, width: float, faults: Faults) -> FloatArray:
    """Return the positions after each actor has taken its best offer."""
    seen = _gains(x, s, _chances(x, c * s, risk, width, faults), risk, width)
    people = np.arange(len(x))
    ours, theirs = seen[people, people, :], seen[people, :, people]  # (i, j): E_ij and E_ji in i's eyes
    apart = x[:, None] != x[None, :]
    confronts = apart & (theirs > ours) & (ours > 0)
    compromises = apart & (theirs > 0) & (ours < 0) & (theirs > -ours)
    yields = apart & (theirs > 0) & (ours < 0) & (theirs < -ours) & (not faults.no_capitulation)
    takes = np.broadcast_to(x[None, :], ours.shape)
    share = np.divide(np.abs(ours), np.abs(theirs), out=np.zeros_like(ours), where=theirs != 0)
    meets = x[:, None] + (x[None, :] - x[:, None]) * share
    moved = np.abs(takes - x[:, None])
    total = np.abs(ours) + np.abs(theirs)
    middle = np.divide(np.abs(ours) * x[:, None] + np.abs(theirs) * x, total, out=np.zeros_like(ours), where=total > 0)
    found = x.copy()
    for i in people:
        for kind, key, to in (
            (confronts, moved, takes),
            (compromises, middle if faults.lowest_compromise else np.abs(meets - x[:, None]), meets),
            (yields, moved, takes),
        ):
            if kind[i].any():
                found[i] = to[i, np.argmin(np.where(kind[i], key[i], np.inf))]
                break
    return found
