"""Plans become terms: where a text would put every issue, and what would be signed if it alone lay on the table."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from jaxtyping import Float

from ripeness.compiler import tables
from ripeness.compiler.levels import Levels
from ripeness.errors import Problem, ScenarioError
from ripeness.model.state import Game, Rules
from ripeness.model.talks.tracks import opportunity
from ripeness.model.terms.frontier import Agenda
from ripeness.model.terms.utility import Issues
from ripeness.schema.nearest import advice
from ripeness.schema.plans.plan import Plan
from ripeness.schema.scenario import Scenario


def plan_of(scenario: Scenario, name: str) -> Plan:
    """The plan of this name.

    Raises
    ------
    ScenarioError : no plan is called so.
    """
    if name not in scenario.plans:
        what = f"no plan is called {name!r}"
        fix = advice(name, tuple(scenario.plans), "plan") if scenario.plans else "Write it under plans: in the scenario"
        raise ScenarioError([Problem(what, fix, "")])
    return scenario.plans[name]


def terms_of(scenario: Scenario, plan: Plan, issues: Issues) -> Float[np.ndarray, "draw issue"]:
    """Where a plan puts every issue: what it leaves alone stands at its status quo (whoever asks states held land)."""
    terms = np.array(issues.status_quo, float)
    for index, name in enumerate(scenario.issues):
        if name in plan.terms():
            terms[:, index] = plan.terms()[name]
    return terms


def with_guarantee(plan: Plan, issues: Issues) -> Issues:
    """The issues with the plan's guarantee in place of the one that would be given anyway, if it states one."""
    stated = plan.guarantee()
    return issues if stated is None else replace(issues, guarantee=np.full_like(issues.guarantee, stated))


def alone_on_the_table(scenario: Scenario, name: str, levels: Levels, rules: Rules, game: Game) -> tuple[Rules, Game]:
    """The epoch's rules and numbers where a settlement can be concluded on the plan's terms only.

    Every meeting works from this text, and all whose consent it needs besides the belligerents are taken to give it.
    """
    plan = plan_of(scenario, name)
    meetings = [
        (levels[f"tracks.{track}.meets"], levels[f"tracks.{track}.mandate"])
        for track in tables.settling(scenario, levels)
    ]
    table = opportunity(meetings, np.ones(levels.count))
    months = replace(game.months, table=np.broadcast_to(table[:, None], game.months.table.shape).copy())
    if months.truce is not None:
        months = replace(months, truce=replace(months.truce, table=np.maximum(months.truce.table, months.table)))
    issues = replace(with_guarantee(plan, game.issues), text=terms_of(scenario, plan, game.issues))
    agenda = Agenda((), (), tuple(range(len(scenario.issues))), text=True)
    return replace(rules, agenda=agenda), replace(game, issues=issues, months=months)
