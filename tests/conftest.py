"""What several folders of tests share: a scenario and a made-up forecast of it."""

from __future__ import annotations

import pytest

import synthetic
from ripeness.cli.new import STARTER
from ripeness.schema import Scenario
from ripeness.schema.load import load_scenario


@pytest.fixture(scope="session")
def war() -> Scenario:
    """The starter scenario: three issues, two years of record, 36 months shown."""
    return load_scenario(STARTER)


@pytest.fixture
def made_up(war: Scenario):
    """A made-up forecast of it."""
    return synthetic.forecast(war)
