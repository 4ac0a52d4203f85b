"""The starter scenario with a few more levers, and the command line over made-up worlds."""

from __future__ import annotations

import pytest

from ripeness.cli.new import STARTER
from ripeness.schema import Scenario
from ripeness.schema.load import load_scenario, parse_scenario

LEVERS = """\
levers:
  attacker_knows:
    {title: he knows, owner: nobody, changes: beliefs.attacker_knows, unit: "1", status_quo: 0, low: 0, high: 1}
  cheap_talk:
    {title: dear talk, owner: nobody, changes: costs.attending, unit: "%/month", status_quo: 0, low: 0, high: 9}
"""


@pytest.fixture(scope="session")
def knowing() -> Scenario:
    """The starter scenario with a yes-or-no on what the attacker knows and a lever that bears on no cause."""
    text = STARTER.read_text(encoding="utf-8")
    return parse_scenario(text.replace("levers:", LEVERS + "  #", 1), "knowing.yaml")


@pytest.fixture(scope="session")
def plain() -> Scenario:
    """The starter scenario."""
    return load_scenario(STARTER)


@pytest.fixture
def compared(monkeypatch):
    """Put a stand-in in the place of ``ensemble.forecast.branches``."""
    return lambda stand_in: monkeypatch.setattr("ripeness.ensemble.forecast.branches", stand_in)
