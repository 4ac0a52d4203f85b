"""The envoy's mind in an epoch: what it assumes, keeps off the agenda, and imagines."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from ripeness.compiler.issues import weights
from ripeness.compiler.levels import Draws, Levels
from ripeness.model.talks import envoy
from ripeness.model.terms.utility import Issues
from ripeness.schema.scenario import Scenario


def present(levels: Levels) -> bool:
    """Whether the scenario has an envoy and there is a mediator whom the envoy serves."""
    return levels.present("envoy.learning") and bool(levels.setting("mediator.present"))


def assumed(scenario: Scenario, levels: Levels, side: str, month: int) -> Float[np.ndarray, "draw issue"]:
    """Weights that the envoy takes a side to have by a month, summing to one."""
    true = weights(scenario, levels, side)
    paths = [f"envoy.{side}_weights.{name}" for name in scenario.issues]
    if levels.setting("envoy.career") or not any(levels.present(path) for path in paths):
        return true
    stated = np.stack([levels.get(path, 0.0) for path in paths], axis=-1)
    taken = stated / stated.sum(axis=-1, keepdims=True)
    return envoy.learnt(taken, true, levels["envoy.learning"], fruitless_months(scenario, month))


def fruitless_months(scenario: Scenario, month: int) -> int:
    """Months of the record before `month` in which the envoy held talks that the attacker attended."""
    if scenario.record is None or scenario.envoy is None:
        return 0
    first = 0 if scenario.envoy.since is None else scenario.month_index(scenario.envoy.since)
    return sum(
        1
        for label, seen in scenario.record.months.items()
        if seen.attended and first <= scenario.month_index(label) < month
    )


def kept_off(scenario: Scenario, levels: Levels, month: int) -> frozenset[str]:
    """Issues that the envoy keeps off the agenda of its tracks, at the centre of the numbers."""
    if not present(levels):
        return frozenset()
    centre = levels.centred()
    assumed_weights = assumed(scenario, centre, "attacker", month)[0]
    names = list(scenario.issues)
    return frozenset(names[i] for i in envoy.incidental(assumed_weights, float(centre["envoy.incidental_below"][0])))


def patience_kept(scenario: Scenario, levels: Levels, month: int) -> Draws:
    """Factor on the mediator's settlement chance while what the envoy takes for the first issue is on its agenda."""
    if not present(levels) or levels.setting("envoy.career"):
        return np.ones(levels.count)
    off = kept_off(scenario, levels, month)
    agendas = [levels.setting(f"tracks.{name}.agenda") for name in scenario.tracks if _sits(levels, name)]
    talked_of = [name not in off and any(one == "all" or name in one for one in agendas) for name in scenario.issues]
    weighed = assumed(scenario, levels, "attacker", month)
    return envoy.patience_kept(weighed, np.array(talked_of), levels["envoy.busy"])


def flattery(levels: Levels) -> Draws:
    """Log-odds that a month of talks adds through the envoy; without one, what the mediator's section says."""
    stated = levels["mediator.flattery_of_envoy"]
    if not present(levels):
        return stated
    return np.zeros_like(stated) if levels.setting("envoy.career") else stated * levels["envoy.credulity"]


def imagined(scenario: Scenario, levels: Levels, issues: Issues, month: int) -> Issues:
    """The issues of an epoch as the envoy sees them in a month; as they are where there is no envoy."""
    if not levels.present("envoy.learning"):
        return issues
    nil = bool(levels.setting("envoy.reneging_taken_as_nil")) and not levels.setting("envoy.career")
    attacker, defender = (assumed(scenario, levels, side, month) for side in ("attacker", "defender"))
    return envoy.imagined(issues, attacker, defender, nil)


def imagined_reservation(levels: Levels, defender: Draws) -> Draws:
    """What the envoy takes the defender to settle for, shares of the prize."""
    if not levels.present("envoy.learning") or levels.setting("envoy.career"):
        return defender
    return envoy.imagined_reservation(defender, levels["envoy.error_on_defender"])


def _sits(levels: Levels, track: str) -> bool:
    return bool(levels.setting(f"tracks.{track}.envoy")) and not levels.never(f"tracks.{track}.meets")
