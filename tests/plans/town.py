"""The town's war and a made-up forecast of it, whose values of fighting on a test can set."""

from __future__ import annotations

from pathlib import Path

import numpy as np

import synthetic
from ripeness.schema import Scenario, parse_scenario

TEXT = (Path(__file__).parent / "town.yaml").read_text(encoding="utf-8")


def war(*replaced: tuple[str, str]) -> Scenario:
    """The scenario, with pieces of its text replaced."""
    text = TEXT
    for old, new in replaced:
        assert old in text, old
        text = text.replace(old, new, 1)
    return parse_scenario(text, "town.yaml")


def forecast(scenario: Scenario, attacker=0.45, defender=0.45, draws: int = 60, **rest):
    """A made-up forecast in which fighting on is worth so much to each side, in every month."""
    made = synthetic.forecast(scenario, draws, spread=0.1, **rest)
    months = made.sizes["month"]
    values = [np.broadcast_to(np.asarray(one, float).reshape(-1, 1), (draws, months)) for one in (attacker, defender)]
    made["value"] = (("draw", "actor", "month"), np.stack(values, axis=1))
    ends = [(one.parameters["low"], one.parameters["high"]) for one in scenario.assumptions().values()]
    drawn = np.stack([np.linspace(low, high, draws) for low, high in ends], axis=1)
    made["assumption_value"] = (("draw", "assumption"), drawn)
    return made
