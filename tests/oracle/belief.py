"""The oracle's belief that a side can win: the war fought out on every state, stances as played, and nothing signed."""

from .brute_force import Solution
from .nodes import State, living
from .war import STANCES

Chances = tuple[float, float, float]  # the attacker's aims are met, the defender's are, neither yet
ATTACKER_WINS, DEFENDER_WINS, UNDECIDED = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


class Belief:
    """What `who` expects of fighting on, month by month back from the last that counts."""

    def __init__(self, solution: Solution, who: str) -> None:
        """Nothing is computed before it is asked for."""
        self.solution, self.war, self.who = solution, solution.war, who
        self.months: dict[tuple[int, int], dict[State, Chances]] = {}  # by month and last month

    def wins(self, t: int, state: State, within: int | None = None) -> float:
        """Chance in the eyes of `who`, attacker or defender, that its aims are met: ever, or within some months."""
        last = self.war.T if within is None else min(t + within, self.war.T)
        return self.ahead(t, last)[state][("attacker", "defender").index(self.who)]

    def undecided(self, t: int, state: State) -> float:
        """Chance that the last month solved comes before either side's aims are met."""
        return self.ahead(t, self.war.T)[state][2]

    def ahead(self, t: int, last: int) -> dict[State, Chances]:
        """Every state of month t, if all that comes after month `last` counts as undecided."""
        for month in range(last, t - 1, -1):
            if (month, last) not in self.months:
                self.months[month, last] = {
                    state: UNDECIDED if month == last else self._month(month, state, self.months[month + 1, last])
                    for state in living(self.war, month)
                }
        return self.months[t, last]

    def _month(self, t: int, state: State, later: dict[State, Chances]) -> Chances:
        """Every branch of a month in which both fight on: what it leads to, times its probability."""
        outcomes: list[tuple[float, Chances]] = []
        for stance, weight in zip(STANCES, self.solution.month(t, *state).weights, strict=True):
            if weight == 0:
                continue
            falls, stops = self.solution.breaks(self.who, t, state, stance)
            outcomes += [(weight * falls, ATTACKER_WINS), (weight * (1 - falls) * stops, DEFENDER_WINS)]
            for p, _, new in self.solution.branches(self.who, t, state, stance):
                there = {self.war.N: ATTACKER_WINS, 0: DEFENDER_WINS}.get(new[0]) or later[new]
                outcomes.append((weight * (1 - falls) * (1 - stops) * p, there))
        won, lost, neither = (sum(p * there[n] for p, there in outcomes) for n in range(3))
        return won, lost, neither
