"""The armed truce of an epoch: its numbers by month, and the money that fills reserves while it lasts."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from jaxtyping import Float

from ripeness.compiler import effort
from ripeness.compiler.levels import Draws, Levels
from ripeness.compiler.means import Means
from ripeness.errors import Problem, ScenarioError
from ripeness.model.kernels.truce import Truce, Truces
from ripeness.model.state import Game, Lattice
from ripeness.schema.scenario import Scenario

SLACK = 1e-12


def with_truce(scenario: Scenario, levels: Levels, paths: Means, game: Game, lattice: Lattice, horizon: int) -> Game:
    """The game with a truce.

    Raises
    ------
    ScenarioError
        Where a table in a truce is less likely than one in a month of war.
    """

    def lasting(values: Draws) -> Float[np.ndarray, "draw month"]:
        return np.repeat(values[:, None], horizon, axis=1)

    table = np.asarray(game.months.table)
    if levels.present("truce.table"):
        in_war, table = table, lasting(levels["truce.table"])
        if (table < in_war - SLACK).any():
            what = f"a table in a truce is less likely than in war, up to {in_war.max() * 100:.3g} %/month"
            fix = "Write truce.table at least as high, or leave it out: it is then that of a month of war"
            raise ScenarioError([Problem(what, fix, "truce.table")])
    budget = None
    if lattice.chest > 1:
        money = effort.budget(levels, paths, lattice.gates, horizon)
        budget = replace(money, planned=money.planned * levels["truce.spending"][:, None])
    months = Truces(
        offered=lasting(levels["truce.offered"]),
        breakdown=lasting(levels["truce.breakdown"]),
        table=table,
        attacker_cost=game.months.attacker_cost * levels["truce.cost_attacker"][:, None],
        defender_cost=game.months.defender_cost * levels["truce.cost_defender"][:, None],
        budget=budget,
    )
    numbers = Truce(
        resume_attacker=levels["truce.resume_attacker"],
        resume_defender=levels["truce.resume_defender"],
        relax=levels["truce.relax"],
        capacity=levels.get("war_chest.capacity", 1e9),
    )
    return replace(game, months=replace(game.months, truce=months), truce=numbers)
