"""The war of `four_epochs.yaml`, and two draws of what is uncertain in it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ripeness.compiler.war import Compiled, compile_war
from ripeness.schema.load import parse_scenario

TEXT = (Path(__file__).parent / "four_epochs.yaml").read_text(encoding="utf-8")
HORIZON, STARTS = 20, (0, 3, 7, 10)
DRAWN = {
    "truth.battle_odds": np.array([0.45, 0.55]),
    "beliefs.attacker.collapse.mean": np.array([0.035, 0.05]),
    "war_chest.liquid_reserves": np.array([42.0, 58.0]),
}


def changed(old: str, new: str, levers: dict[str, float] | None = None) -> Compiled:
    """The war with one text of its file changed."""
    assert TEXT.count(old) == 1, old
    return compile_war(parse_scenario(TEXT.replace(old, new), "changed.yaml"), DRAWN, 2, levers)
