"""On what the numbers behind a forecast rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from ripeness.schema import Scenario


class Evidence(TypedDict):
    """On what the scenario's numbers rest."""

    numbers: int
    uncertain: int
    on_judgement: int


def rests_on(scenario: Scenario) -> Evidence:
    """Count a scenario's numbers, the uncertain ones, and those that rest on judgement."""
    from ripeness.schema.evidence import rests_on as resting

    return {
        "numbers": len(scenario.quantities()),
        "uncertain": len(scenario.assumptions()),
        "on_judgement": len(resting(scenario, "judgement")),
    }
