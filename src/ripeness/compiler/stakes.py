"""What is at stake in a settlement today, for every draw of a forecast: true, and as the envoy imagines it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from ripeness.compiler import envoy, tables
from ripeness.compiler.levels import Draws, Levels, levels_by_epoch
from ripeness.compiler.war import compile_war
from ripeness.model.terms.frontier import Agenda
from ripeness.model.terms.smallest_change import Changeable
from ripeness.model.terms.utility import Issues
from ripeness.schema.plans.plan import Plan
from ripeness.schema.scenario import Scenario


@dataclass(frozen=True)
class Stakes:
    """The last epoch's issues, arrays with a leading axis `draw`.

    Attributes
    ----------
    issues : as they are. imagined : as the envoy sees them today, or None where there is no envoy.
    agenda : which of them can be settled today. changeable : which provisions of a text could move, and how.
    attacker_power : share of the gains that goes to the attacker, for the deal that the envoy imagines.
    seats : for each track that can settle, who sits there.
    levels : numbers of the epoch.
    """

    issues: Issues
    imagined: Issues | None
    agenda: Agenda
    changeable: Changeable
    attacker_power: Draws
    seats: tuple[frozenset[str], ...]
    levels: Levels

    def imagined_reservation(self, defender: Draws) -> Draws:
        """What the envoy takes the defender to settle for, shares of the prize."""
        return envoy.imagined_reservation(self.levels, defender)


def stakes(
    scenario: Scenario, drawn: Mapping[str, Draws], count: int, levers: Mapping[str, float] | None = None
) -> Stakes:
    """What is at stake under a policy.

    Parameters
    ----------
    drawn : values of each uncertain assumption, shape (count,), in canonical units.
    levers : policy from `as_of` on, in canonical units; None or empty for the status quo.
    """
    compiled = compile_war(scenario, drawn, count, levers)
    levels = levels_by_epoch(scenario, drawn, count, levers)[-1]
    game, rules = compiled.games[-1], compiled.course.epochs[-1].rules
    issues = replace(game.issues, **{name: np.asarray(getattr(game.issues, name), float) for name in _FIELDS})
    now = scenario.month_index(scenario.calendar.as_of)
    return Stakes(
        issues=issues,
        imagined=envoy.imagined(scenario, levels, issues, now) if envoy.present(levels) else None,
        agenda=rules.agenda,
        changeable=_changeable(scenario, levels),
        attacker_power=np.asarray(game.attacker_power, float),
        seats=tuple(frozenset(levels.setting(f"tracks.{track}.seats")) for track in tables.settling(scenario, levels)),
        levels=levels,
    )


def withheld(scenario: Scenario, found: Stakes, plan: Plan) -> dict[str, tuple[str, ...]]:
    """Issues that a text may not move, since not all whose consent they need were asked: issue -> who was not.

    Who wrote the text, or sits where it can be settled, has been asked.
    """
    missing = {}
    for issue in scenario.issues:
        needed = set(found.levels.setting(f"issues.{issue}.consent")) - set(plan.authors)
        if needed and not any(needed <= seated for seated in found.seats):
            missing[issue] = tuple(sorted(needed))
    return missing


_FIELDS = (
    *("attacker", "defender", "status_quo", "reneging", "base_reneging", "guarantee"),
    *("attacker_leader_cost", "defender_leader_cost"),
)


def _changeable(scenario: Scenario, levels: Levels) -> Changeable:
    whole = [bool(levels.setting(f"issues.{name}.indivisible")) for name in scenario.issues]
    stepped = [
        one or not levels.never(f"issues.{name}.reneging") for one, name in zip(whole, scenario.issues, strict=True)
    ]
    places = range(len(stepped))
    return Changeable(
        stepped=tuple(i for i in places if stepped[i]),
        indivisible=tuple(i for i in places if whole[i]),
        free=tuple(i for i in places if not stepped[i]),
        grid=scenario.numerics.terms_grid,
    )
