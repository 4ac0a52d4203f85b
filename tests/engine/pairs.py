"""Tiny wars of every kind, solved by the oracle and by the engine: once for all files that one worker runs."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from functools import cache

from oracle.brute_force import Solution, War, solve
from ripeness.solver.belief import Belief

from .adapter import Engine, game_of, lattice_of, rules_of
from .wars import VARIANTS, whole_war


@dataclass(frozen=True)
class Pair:
    """The same war, solved twice.

    belief : in the engine's solution, each side's chance of winning and that nobody does.
    """

    war: War
    oracle: Solution
    engine: Engine
    belief: Belief


def believing(war: War) -> Engine:
    """The war solved by the engine, beliefs and all."""
    return Engine.solved(game_of(war), lattice_of(war), rules_of(war), 0, war.T, beliefs=True)


@cache
def solved(name: str) -> Pair:
    """The pair of one of `VARIANTS`."""
    war = whole_war(**VARIANTS[name])
    engine = believing(war)
    belief = engine.equilibrium.belief
    assert belief is not None
    plain = dataclasses.replace(engine.equilibrium, belief=None)
    return Pair(war, solve(war), dataclasses.replace(engine, equilibrium=plain), belief)
