"""What each side believes that it can win, by plain recursion over the oracle's own branches of a month."""

from collections.abc import Callable
from functools import cache

from .brute_force import STANCES, Solution, State, branches, collapse, forced_stop


def wins(solution: Solution, side: str, until: int) -> Callable[[int, State], tuple[float, float]]:
    """Chances in a side's own eyes that it has won by the start of month `until`, and that nobody has by then.

    Both fight on with the stances of the solved game: no table, no ceasefire, nobody gives up.
    """
    war, attacks = solution.war, side == "attacker"

    @cache
    def at(t: int, state: State) -> tuple[float, float]:
        k, j, i, g = state
        if k in (0, war.N):
            return float((k == war.N) == attacks), 0.0
        if t >= until:
            return 0.0, 1.0
        won = nobody = 0.0
        for weight, stance in zip(solution.month(t, *state).weights, STANCES, strict=True):
            if weight == 0.0:
                continue
            falls, stops = collapse(war, side, t, i, g, stance[1]), forced_stop(war, side, t, j, g)
            won += weight * (falls if attacks else (1 - falls) * stops)
            for p, _, new in branches(war, side, t, state, stance):
                later = at(t + 1, new)
                won += weight * (1 - falls) * (1 - stops) * p * later[0]
                nobody += weight * (1 - falls) * (1 - stops) * p * later[1]
        return won, nobody

    return at
