"""Each side's odds of winning a fight to the finish, against the same war played battle by battle in plain Python."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.adapter import game_of, lattice_of
from oracle.brute_force import War, collapse, odds
from ripeness.solver.belief import winning_odds

from .wars import T, beliefs_and_costs, by_chance, one_stance, realistic_war


def wins(war: War, side: str, month: int, front: int) -> float:
    """Probability in a side's own eyes that it wins: no talks, no bombing, the package shut, a frozen line at last."""
    share = front / war.N
    if front in (0, war.N) or month == war.T:
        return share if side == "attacker" else 1.0 - share
    solvent, _ = war.forced_A if side == "attacker" else war.forced_D  # that empty reserves stop him is no belief
    falls, stops = collapse(war, side, month, 0, 0, 0), solvent
    up = odds(war, side, month, front, war.R - 1)  # the reserves' path with nothing taken from it
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


@pytest.mark.parametrize("side", ["attacker", "defender"])
def test_empty_reserves_reach_the_odds_that_a_side_gives_itself(side: str) -> None:
    """With reserves that run out on the way: as the tree has it, and worse for the attacker than with full ones."""
    war = realistic_war(1, 5, 3)
    war = replace(war, T=10, N=6, k0=3, path=[max(0.0, 40.0 - 8.0 * t) for t in range(11)], odds_when_exhausted=-0.2)
    game, lattice = game_of(war), lattice_of(war)
    found = np.asarray(winning_odds(game, lattice, side))
    here = wins(war, side, 0, war.k0)
    assert found[0, war.k0] == pytest.approx(here, abs=1e-12)
    full = replace(war, path=[400.0] * 11, chest_spacing=war.chest_spacing)
    gained = wins(full, side, 0, war.k0) - here
    assert gained > 0.01 if side == "attacker" else gained < -0.01
