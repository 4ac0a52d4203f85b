"""Endings that a scenario's own rules exclude."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ripeness.schema.quantity import Quantity

if TYPE_CHECKING:
    from ripeness.schema import Scenario


def excluded(scenario: Scenario) -> dict[str, str]:
    """Return the endings that the scenario's own rules exclude, each with the reason."""
    leaves = scenario.leaves(len(scenario.epochs))

    def never(*paths: str) -> bool:
        found = [leaves[path].value for path in paths if path in leaves]
        nil = [one is None or (isinstance(one, Quantity) and not one.uncertain and one.centre == 0) for one in found]
        return all(nil)

    told = {}
    if not leaves["ceasefire.allowed"].value:
        told["ceasefire"] = "a truce here can break" if scenario.truce else "the scenario allows no ceasefire"
    for side in ("attacker", "defender"):
        if leaves[f"capitulation.{side}_floor"].value is None:
            told[f"{side}_capitulates"] = f"the scenario lets the {side} never give up"
    if never("truth.forced_stop_solvent", "truth.forced_stop_exhausted"):
        told["attacker_forced_to_stop"] = "the scenario has no such hazard"
    if never("truth.collapse_hazard"):
        told["defender_collapses"] = "the scenario has no such hazard"
    return told
