"""What a settlement is about: issues, weights, guarantees and leaders' costs become arrays."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

from ripeness.compiler.levels import Draws, Levels
from ripeness.model.drivers import borrowing, leaders
from ripeness.model.terms.guarantors import together
from ripeness.model.terms.utility import Issues
from ripeness.schema.scenario import Scenario


def compile_issues(scenario: Scenario, levels: Levels, owed: Draws) -> Issues:
    """Issues of an epoch; `owed` : the attacker's debt, bn USD."""

    def column(field: str) -> Float[np.ndarray, "draw issue"]:
        return np.stack([levels[f"issues.{name}.{field}"] for name in scenario.issues], axis=-1)

    costs = {
        side: leaders.cost_of_settling(
            levels[f"leaders.{side}.office_value"], levels[f"leaders.{side}.loss_if_settles"]
        )
        for side in ("attacker", "defender")
    }
    return Issues(
        attacker=weights(scenario, levels, "attacker"),
        defender=weights(scenario, levels, "defender"),
        status_quo=column("status_quo"),
        frozen=column("frozen"),
        reneging=column("reneging"),
        base_reneging=levels["bargaining.base_reneging"],
        guarantee=_guarantee(scenario, levels),
        attacker_leader_cost=costs["attacker"] + borrowing.burden(owed, levels.get("war_chest.debt_burden", 0.0)),
        defender_leader_cost=costs["defender"],
        band=_bands(scenario, levels),
    )


def _bands(scenario: Scenario, levels: Levels) -> tuple[np.ndarray, np.ndarray] | None:
    """Areas between which each issue of land lies, km^2; 0 to 1 for the others; None where no issue has a band."""
    if not any(issue.band for issue in scenario.issues.values()):
        return None
    low, high = (
        np.stack([levels.get(f"issues.{name}.band.{end}", none) for name in scenario.issues], axis=-1)
        for end, none in (("from", 0.0), ("to", 1.0))
    )
    return low, high


def weights(scenario: Scenario, levels: Levels, side: str) -> Float[np.ndarray, "draw issue"]:
    """True weights of a side, summing to one over the issues."""
    stated = np.stack([levels[f"issues.{name}.{side}_weight"] for name in scenario.issues], axis=-1)
    return stated / stated.sum(axis=-1, keepdims=True)


def _guarantee(scenario: Scenario, levels: Levels) -> Draws:
    stated = levels["bargaining.guarantee"]
    each = []
    for name in scenario.bargaining.guarantors:
        one = f"bargaining.guarantors.{name}"
        backed = levels.present(f"{one}.backed_by")
        each.append((levels[f"{one}.strength"], levels[f"{one}.backing"] if backed else np.ones_like(stated)))
    return together(stated, each)
