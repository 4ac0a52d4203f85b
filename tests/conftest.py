"""What several folders of tests share: a scenario and a made-up forecast of it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

import synthetic
from ripeness.cli.new import STARTER
from ripeness.schema import Scenario
from ripeness.schema.load import load_scenario

settings.register_profile("busy machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy machine")  # how fast a machine is says nothing of what is tested


@pytest.fixture(scope="session")
def war() -> Scenario:
    """The starter scenario: three issues, two years of record, 36 months shown."""
    return load_scenario(STARTER)


@pytest.fixture
def made_up(war: Scenario):
    """A made-up forecast of it."""
    return synthetic.forecast(war)
