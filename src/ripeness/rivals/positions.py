"""The bridge: actors, positions, salience and capability as a scenario states them.

Rule:
    the attacker stands at 1 and the defender at 0 of every issue, which is how an issue's scale is made
    salience of an issue: its weight for the side, as a share of that side's weights, in the last epoch, at its centre
    capability: the attacker's weight in a bargain (`bargaining.attacker_power`), the defender's the rest to 1
    another actor takes part if a capability is stated for it: it stands where its plans put the issues, on
        average over them, and cares equally for each issue that they set and not for the rest
Sources: ours [R].
Reads: a scenario. Writes: `Actors`, whose `losses` say what is left behind.
Silent about: what it leaves behind: the war itself. The methods play among positions only.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from ripeness.errors import RunError
from ripeness.rivals.actors import Actors
from ripeness.schema.nearest import advice
from ripeness.schema.quantity import Quantity

if TYPE_CHECKING:
    from ripeness.schema.scenario import Scenario

LOSSES = (
    "The war is left behind: no fighting on in place of a deal, no front, no costs, no months.",
    "An uncertain number stands at its centre.",
    "A deal that would be broken counts like one that would be kept; guarantees count for nothing.",
)


def positions(scenario: Scenario, capabilities: Mapping[str, float] | None = None) -> Actors:
    """Return the actors of a scenario.

    Parameters
    ----------
    capabilities : of actors beside the two sides that shall take part, in shares of what those two have together.

    Raises
    ------
    RunError : an actor that the scenario lacks, a belligerent, one that wrote no plan, or a capability not above 0.
    """
    role = {one.role: name for name, one in scenario.actors.items()}
    others = dict(capabilities or {})
    places = {name: _written(scenario, name, power) for name, power in others.items()}
    now = {path: leaf.value for path, leaf in scenario.leaves(len(scenario.epochs)).items()}
    issues = tuple(scenario.issues)
    weights = np.array([[_centre(now[f"issues.{name}.{side}_weight"]) for name in issues] for side in SIDES])
    salience = [*(weights / weights.sum(axis=1, keepdims=True))]
    position = [np.ones(len(issues)), np.zeros(len(issues))]
    for found in places.values():
        start = [_centre(now[f"issues.{name}.status_quo"]) for name in issues]
        position.append(np.array([found.get(name, at) for name, at in zip(issues, start, strict=True)]))
        salience.append(np.array([name in found for name in issues]) / len(found))
    power = _centre(now["bargaining.attacker_power"])
    capability = np.array([power, 1 - power, *others.values()])
    names = [scenario.actors[one].name for one in (role["attacker"], role["defender"], *others)]
    return Actors(
        scenario.name, tuple(names), issues, np.repeat(capability[:, None], len(issues), axis=1),
        np.stack(position), np.stack(salience), np.zeros(len(issues)), np.ones(len(issues)),
        meanings=tuple(one.title for one in scenario.issues.values()), losses=(*LOSSES, *_more(scenario, others)),
    )  # fmt: skip


SIDES = ("attacker", "defender")


def _centre(value: object) -> float:
    return value.centre if isinstance(value, Quantity) else float(value)  # type: ignore[arg-type]


def _written(scenario: Scenario, name: str, power: float) -> dict[str, float]:
    """Return where the plans of a third actor put each issue that they set, on average."""
    if name not in scenario.actors:
        raise RunError(f"{scenario.name} has no actor {name}", advice(name, tuple(scenario.actors), "actor"))
    if scenario.actors[name].role in SIDES:
        raise RunError(f"{name} is a belligerent and takes part anyway", "Name another actor")
    if not 0 < power < np.inf:
        raise RunError(f"the capability of {name} is {power:g}", "State one above 0; the two sides have 1 together")
    told = [plan.terms() for plan in scenario.plans.values() if name in plan.authors]
    set_by = {issue: [one[issue] for one in told if issue in one] for issue in scenario.issues}
    found = {issue: float(np.mean(values)) for issue, values in set_by.items() if values}
    if not found:
        writers = sorted({one for plan in scenario.plans.values() for one in plan.authors if plan.terms()})
        fix = f"Name one of those who wrote a plan: {', '.join(writers)}" if writers else "The scenario has no plans"
        raise RunError(f"{name} wrote no plan that sets an issue, so that it has no position", fix)
    return found


def _more(scenario: Scenario, others: Mapping[str, float]) -> list[str]:
    """Return what else is lost of this scenario, in sentences."""
    whole = [name for name, one in scenario.issues.items() if one.indivisible]
    bound = [name for name, one in scenario.issues.items() if one.consent]
    absent = [
        one.name for name, one in scenario.actors.items() if one.role not in (*SIDES, "envoy") and name not in others
    ]
    lost = []
    if whole:
        lost.append(f"Issues that can only be had whole are divided: {', '.join(whole)}.")
    if bound:
        lost.append(f"Nobody's consent is asked for: {', '.join(bound)}.")
    if absent:
        lost.append(f"No capability is stated for these, who take no part: {', '.join(absent)}.")
    if others:
        lost.append("Third actors stand where the plans that they wrote put the issues, and care alike for each.")
    return lost
