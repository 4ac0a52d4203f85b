"""Each side's odds of winning a fight to the finish, against the same war played battle by battle in plain Python."""

from __future__ import annotations

import numpy as np
import pytest

from engine.adapter import game_of, lattice_of
from oracle.brute_force import War, collapse, forced_stop, odds
from ripeness.game.finish import winning_odds

from .wars import T, beliefs_and_costs, by_chance, one_stance


def wins(war: War, side: str, month: int, front: int) -> float:
    """Probability in a side's own eyes that it wins: neither money nor talks, no bombing, a frozen line at the end."""
    share = front / war.N
    if front in (0, war.N) or month == war.T:
        return share if side == "attacker" else 1.0 - share
    falls, stops = collapse(war, side, month, 0, 0, 0), forced_stop(war, side, month, 0)
    up = odds(war, side, month, front, 0)
    fought = up * wins(war, side, month + 1, front + 1) + (1.0 - up) * wins(war, side, month + 1, front - 1)
    won_at_once, lost_at_once = falls, (1.0 - falls) * stops
    if side == "defender":
        won_at_once, lost_at_once = lost_at_once, won_at_once
    return won_at_once + (1.0 - won_at_once - lost_at_once) * fought


@pytest.mark.parametrize("side", ["attacker", "defender"])
def test_a_side_gives_itself_what_the_battles_hazards_and_the_frozen_line_leave_it(side: str) -> None:
    """At every front that can be reached, in every month of three wars; the horizon is near enough to count."""
    for seed in range(3):
        war = one_stance(**beliefs_and_costs(by_chance(seed)))
        found = np.asarray(winning_odds(game_of(war), lattice_of(war), side))
        assert found.shape == (T, war.N + 1)
        for month in range(T):
            for front in range(1, war.N):
                if (front - war.k0 - month) % 2 == 0 and abs(front - war.k0) <= month:
                    assert found[month, front] == pytest.approx(wins(war, side, month, front), abs=1e-12), (
                        month,
                        front,
                    )
