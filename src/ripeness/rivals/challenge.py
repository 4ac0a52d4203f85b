"""KTAB's spatial model of politics: actors challenge each other's positions and strike bargains, turn by turn.

Equation:
    d_ij = sqrt( sum_k s_ik^2 (x_ik - x_jk)^2 / sum_k s_ik^2 );  u_ij = (1 - d_ij) (1 + d_ij R_i), positions on 0..1
    R: the chance p_i of each position in an election with R = 0 (`elections`) is laid linearly on [-1/2, 1]
    actor h takes i's attitude for R_i^h, a mean of R_h and R_i (two thirds its own), and so has its own table u^h
    i against j as h sees it: each side's strength is c s |votes|; a third party n adds its vote for the side for whose
        victory it would rather stand, judged by the little contest of i, j and n; P_ij is i's share of the strengths
    i gains by a challenge (1 - s_j) 2u_ki + s_j (P 2u_ki + (1 - P) 2u_kj) - (u_ki + u_kj), for k = i, h = i
    each i makes a bargain with the j that promises most, above 1e-5: both adopt, issue by issue, a mean of their
        positions weighted by (s_ik P)^2 and (s_jk (1 - P))^2, rounded to four decimals
    each actor's bargains and its status quo stand in an election; the likeliest is adopted
    it ends after two turns or more once a turn moves less than 2 % of what the first one moved, or after 100
Sources: KTAB (KAPSARC, public repository lsyaseen/KTAB, MIT), whose program was read and run for reference; Wise,
    Lester & Efird 2015, An Introduction to the KAPSARC Toolkit for Behavioral Analysis [P, recalled]. Written anew.
Reads: `Actors`. Writes: `Challenge`, positions and chances turn by turn.
Silent about: why an actor's position is what it is, coalitions that bind, and time: a turn is no month.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np
from numpy.typing import NDArray

from ripeness.errors import RunError
from ripeness.rivals.actors import Actors, complete
from ripeness.rivals.bargains import ADOPTION, PROPOSALS, Bargain, between
from ripeness.rivals.elections import CHOICE, VICTORY, VOTING, elected, vote
from ripeness.rivals.outcome import Outcome

if TYPE_CHECKING:
    import pandas

FloatArray = NDArray[np.float64]

RISK_RANGE = {"min": (0.0, 1.0), "mid": (-0.5, 1.0), "max": (-1.0, 1.0)}
RISK_SEEN = {"full": 1.0, "two_thirds": 2 / 3, "half": 0.5, "one_third": 1 / 3, "none": 0.0}
"""By name: the weight of i's own attitude in what others take it for."""
COMMITMENT = ("full", "semi", "none")
LEAST_STRENGTH = 1e-10
LEAST_GAIN = 1e-5
SLACK = 1e-9
SAME = 1e-3
"""Positions closer than this, on 0..1, are one position."""
FEWEST_TURNS = 2
QUIET = 0.02
FIRST_MOVE = 1e-4


@dataclass(frozen=True)
class Rules:
    """Rules of a run; those that KTAB takes if none are named.

    Attributes
    ----------
    voting, victory, choice : of elections. risk_range : name of the interval of attitudes to risk.
    risk_seen : how much of it others see. commitment : what a third party stakes.
    adoption : how positions are weighed in a bargain. proposals : whose view of the contest a bargain follows.
    rounded : whether bargains are rounded to four decimals, as the program does.
    receivers_chance : whether a receiver proposes by the chance that it sees; the program hands over the gain that it
        sees for the initiator in its place, which is a fault.
    receivers_power : whether, with `power_weighted` proposals, the receiver's salience is weighed by its own
        capability; the program takes the initiator's for both, which is a fault.
    turns : most turns.
    """

    voting: str = "proportional"
    victory: str = "linear"
    choice: str = "conditional"
    risk_range: str = "mid"
    risk_seen: str = "one_third"
    commitment: str = "semi"
    adoption: str = "squares"
    proposals: str = "initiator"
    rounded: bool = True
    receivers_chance: bool = False
    receivers_power: bool = False
    turns: int = 100

    def __post_init__(self) -> None:
        known = {
            "voting": VOTING, "victory": VICTORY, "choice": CHOICE, "risk_range": tuple(RISK_RANGE),
            "risk_seen": tuple(RISK_SEEN), "commitment": COMMITMENT, "adoption": ADOPTION, "proposals": PROPOSALS,
        }  # fmt: skip
        for name, allowed in known.items():
            if getattr(self, name) not in allowed:
                what = f"there is no rule {getattr(self, name)!r} for {name}"
                raise RunError(what, f"Name one of: {', '.join(allowed)}")
        if self.turns < 1:
            raise RunError(f"{self.turns} turns are too few", "Ask for at least 1")


KTAB_RULES = Rules()
CHOSEN = ("voting", "victory", "choice", "risk_range", "risk_seen", "commitment", "adoption", "proposals")
"""Rules that KTAB lets its users choose, each by name."""
ORDERED = (
    "Under the asymmetric rule the result hangs on the order of the actors in the file: of two options the first "
    "counts as the one that stands. KTAB's own program then differs between two runs of one file: docs/rivals.md."
)


@dataclass(frozen=True, eq=False, repr=False)
class Challenge(Outcome):
    """Positions and chances turn by turn.

    Attributes
    ----------
    actors, issues : names. weight : (actor, issue) capability times salience.
    position : (turn, actor, issue) from 0 to 100 of the scale, turn 0 as given.
    chance : (turn, actor) that the actor's position wins the election; actors of one position have one chance.
    scale : (issue, 2) what 0 and 100 stand for.
    """

    actors: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    position: FloatArray = field(default_factory=lambda: np.zeros((1, 0, 0)))
    chance: FloatArray = field(default_factory=lambda: np.zeros((1, 0)))
    weight: FloatArray = field(default_factory=lambda: np.zeros((0, 0)))
    scale: FloatArray = field(default_factory=lambda: np.zeros((0, 2)))

    method: ClassVar[str] = "challenge"

    def placed(self) -> FloatArray:
        """Return the positions in the issues' own units, (turn, actor, issue)."""
        return self.scale[:, 0] + self.position / 100 * (self.scale[:, 1] - self.scale[:, 0])

    def expected(self) -> FloatArray:
        """Return the mean position, (turn, issue), in the issues' own units, weighted by the chance to win."""
        shared = self.chance / self.chance.sum(axis=1, keepdims=True)
        return np.einsum("ta,tai->ti", shared, self.placed())

    def table(self) -> pandas.DataFrame:
        """Return a row for each turn, actor and issue: its position and the chance that it wins."""
        import pandas

        turns, people, things = self.position.shape
        placed = self.placed()
        rows = [
            (t, self.actors[a], self.issues[k], placed[t, a, k], self.chance[t, a])
            for t in range(turns)
            for a in range(people)
            for k in range(things)
        ]
        return pandas.DataFrame(rows, columns=["round", "actor", "issue", "position", "chance"])

    def summary(self) -> pandas.DataFrame:
        """Return a row for each issue: mean by weight and mean by chance to win, in turn 0 and in the last."""
        import pandas

        placed, expected = self.placed(), self.expected()
        mean = (self.weight * placed).sum(axis=1) / self.weight.sum(axis=0)
        rows = [
            {
                "issue": issue,
                "round 0": expected[0, k],
                "forecast": expected[-1, k],
                "weighted mean": mean[-1, k],
                "least": placed[-1, :, k].min(),
                "greatest": placed[-1, :, k].max(),
            }
            for k, issue in enumerate(self.issues)
        ]
        return pandas.DataFrame(rows).set_index("issue")


def challenge(actors: Actors, rules: Rules = KTAB_RULES) -> Challenge:
    """Play the spatial model to its end.

    Parameters
    ----------
    actors : with a position on every issue and one capability on all; saliences are shares, of an actor together at
        most 1, else all are divided by the largest sum.
    rules : of elections, attitudes and bargains.

    Raises
    ------
    DataError : an actor without a position. RunError : fewer than three actors, one without power, powers that differ
        by issue.
    """
    complete(actors)
    capability = actors.capability[:, 0]
    if len(capability) < 3:
        raise RunError(f"{actors.title} has {len(capability)} actors", "This method needs at least three")
    if (capability <= 0).any() or (actors.salience.sum(axis=1) <= 0).any():
        weak = actors.actors[int(np.argmax((capability <= 0) | (actors.salience.sum(axis=1) <= 0)))]
        raise RunError(f"{weak} has no power, or nothing matters to it", "Leave it out: this method weighs all actors")
    if (np.ptp(actors.position, axis=0) == 0).all():
        raise RunError(f"all actors of {actors.title} hold one position", "There is nothing to challenge")
    if (np.ptp(actors.capability, axis=1) > 0).any():
        raise RunError(
            f"an actor's power differs by issue in {actors.title}", "Name one issue: this method has one power"
        )
    width = actors.upper - actors.lower
    total = actors.salience.sum(axis=1).max()
    salience = actors.salience / max(1.0, total)
    scaled = (f"Saliences of one actor sum to {total:.3g}; all are divided by that.",) if total > 1 + SLACK else ()
    turns = [(actors.position - actors.lower) / width]
    chances = []
    while True:
        turn = _Turn(turns[-1], capability, salience, rules)
        chances.append(turn.chances())
        done = len(turns) - 1
        if done >= FEWEST_TURNS and _moved(turns[-2:]) / (_moved(turns[:2]) + FIRST_MOVE) < QUIET:
            break
        if done >= rules.turns:
            break
        turns.append(turn.step())
    return Challenge(
        actors.title, len(turns) - 1, actors.actors, actors.issues, 100 * np.stack(turns), np.stack(chances),
        capability[:, None] * salience, np.stack([actors.lower, actors.upper], axis=1),
        assumed=(*actors.losses, *scaled, *((ORDERED,) if rules.voting == "asymmetric" else ())),
    )  # fmt: skip


def _moved(pair: list[FloatArray]) -> float:
    """Return how far actors moved between two turns, summed over actors."""
    return float(np.linalg.norm(pair[1] - pair[0], axis=1).sum())


class _Turn:
    """One turn: positions (actor, issue) on 0..1, and what follows from them."""

    def __init__(self, position: FloatArray, capability: FloatArray, salience: FloatArray, rules: Rules) -> None:
        self.position, self.capability, self.salience, self.rules = position, capability, salience, rules
        self.weight = capability * salience.sum(axis=1)
        self.far = self._distance(position)
        neutral = self._utility(self.far, np.zeros(len(capability)))
        chance = elected(rules.voting, rules.victory, rules.choice, capability, neutral)
        low, high = RISK_RANGE[rules.risk_range]
        self.risk = low + (high - low) * (chance - chance.min()) / np.ptp(chance)
        self.own = self._utility(self.far, self.risk)

    def _distance(self, position: FloatArray) -> FloatArray:
        """Return how far each of some positions (option, issue) is from each actor's, (actor, option)."""
        squares = (self.salience / self.salience.max(axis=1, keepdims=True))[:, None, :] ** 2
        apart = (self.position[:, None, :] - position[None, :, :]) ** 2
        return np.sqrt((squares * apart).sum(axis=2) / squares.sum(axis=2))

    @staticmethod
    def _utility(far: FloatArray, risk: FloatArray) -> FloatArray:
        return (1 - far) * (1 + np.minimum(far, 1) * risk[:, None])

    def _seen_by(self, h: int) -> FloatArray:
        """Return utilities of all actors, (actor, position), as actor h takes them for."""
        share = RISK_SEEN[self.rules.risk_seen]
        return self._utility(self.far, (1 - share) * self.risk[h] + share * self.risk)

    def chances(self) -> FloatArray:
        """Return the chance that each actor's position wins, (actor,); those of one position share one."""
        apart = np.linalg.norm(self.position[:, None] - self.position[None], axis=2)
        unique: list[int] = []
        for i in range(len(apart)):
            if all(apart[i, k] >= SAME for k in unique):
                unique.append(i)
        rules = self.rules
        found = elected(rules.voting, rules.victory, rules.choice, self.capability, self.own[:, unique])
        last = [max(n for n, k in enumerate(unique) if apart[i, k] < SAME) for i in range(len(apart))]
        return found[last]

    def contest(self, h: int, i: int) -> tuple[FloatArray, FloatArray]:
        """Return h's view of i challenging each j: the chance that i wins, and what i gains, (actor,) each."""
        u, rule, weight = self._seen_by(h), self.rules.voting, self.weight
        people = np.arange(len(weight))
        principal = weight[i] * vote(rule, u[i, i] - u[i, :])
        target = weight * vote(rule, u[people, i] - u[people, people])
        ours = LEAST_STRENGTH + np.maximum(principal, 0) + np.maximum(target, 0)
        theirs = LEAST_STRENGTH + np.maximum(-principal, 0) + np.maximum(-target, 0)
        for_i, for_j, home = u[:, [i]], u, np.diag(u)[:, None]  # (third party, target)
        leaning = weight[:, None] * vote(rule, for_i - for_j)
        with_i, with_j = ours + np.maximum(leaning, 0), theirs + np.maximum(-leaning, 0)
        wins = with_i / (with_i + with_j)
        one_i, one_j = (
            for_i if self.rules.commitment == "full" else home,
            for_j if self.rules.commitment == "full" else home,
        )
        lost_i, lost_j = (home, home) if self.rules.commitment == "none" else (for_i, for_j)
        joins_i = wins * (2 * for_i + one_i) + (1 - wins) * (2 * for_j + lost_j)
        joins_j = wins * (2 * for_i + lost_i) + (1 - wins) * (2 * for_j + one_j)
        votes = weight[:, None] * vote(rule, joins_i - joins_j)
        votes[i, :] = 0
        votes[people, people] = 0
        ours, theirs = ours + np.maximum(votes, 0).sum(axis=0), theirs + np.maximum(-votes, 0).sum(axis=0)
        chance = ours / (ours + theirs)
        won, lost = 2 * u[i, i], 2 * u[i, :]
        resists = self.salience.sum(axis=1)
        gain = (1 - resists) * won + resists * (chance * won + (1 - chance) * lost) - (u[i, i] + u[i, :])
        gain[i] = -np.inf
        return chance, gain

    def step(self) -> FloatArray:
        """Return the positions after this turn's bargains, (actor, issue)."""
        queues: list[list[Bargain]] = [[] for _ in self.weight]
        for i in range(len(self.weight)):
            chance, gain = self.contest(i, i)
            j = int(np.argmax(gain))
            if gain[j] > LEAST_GAIN:
                for one in self._proposed(i, j, float(chance[j])):
                    queues[i].append(one)
                    queues[j].append(one)
        return np.stack([self._adopted(k, queue) for k, queue in enumerate(queues)])

    def _proposed(self, i: int, j: int, chance: float) -> list[Bargain]:
        rules, x, s = self.rules, self.position, self.salience
        mine = between(i, j, x, s, chance, rules.adoption, rules.rounded)
        if rules.proposals == "initiator":
            return [mine]
        seen = self.contest(j, i)[0 if rules.receivers_chance else 1][j]
        theirs = between(i, j, x, s, float(seen), rules.adoption, rules.rounded)
        if rules.proposals == "both":
            return [mine, theirs]
        power = self.capability[j if rules.receivers_power else i] * s[j].sum()
        return [mine.mean(theirs, self.weight[i], power)]

    def _adopted(self, k: int, queue: list[Bargain]) -> FloatArray:
        """Return the position that an actor takes: of the likeliest of its bargains and the status quo."""
        stays = self.own.sum(axis=1)
        options = [stays]
        for one in queue:
            new = self._utility(self._distance(np.stack([one.initiator, one.receiver])), self.risk).sum(axis=1)
            options.append(stays - self.own[:, one.i] - self.own[:, one.j] + new)
        utility = np.stack(options, axis=1) / len(stays)
        rules = self.rules
        best = int(np.argmax(elected(rules.voting, rules.victory, rules.choice, self.capability, utility)))
        if best == 0:
            return self.position[k]
        chosen = queue[best - 1]
        return chosen.initiator if chosen.i == k else chosen.receiver
