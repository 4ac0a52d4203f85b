"""The war of four epochs, read and compiled once."""

from __future__ import annotations

import pytest
from four_epochs import DRAWN, TEXT

from ripeness.compiler.war import Compiled, compile_war
from ripeness.schema import Scenario
from ripeness.schema.load import parse_scenario


@pytest.fixture(scope="session")
def four_epochs() -> Scenario:
    return parse_scenario(TEXT, "four_epochs.yaml")


@pytest.fixture(scope="session")
def four_epochs_compiled(four_epochs: Scenario) -> Compiled:
    """Two draws of it."""
    return compile_war(four_epochs, DRAWN, 2)
