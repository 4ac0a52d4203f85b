"""The town's war, and the command with made-up forecasts instead of minutes of computing."""

from __future__ import annotations

import pytest
import town

import ripeness


@pytest.fixture(scope="session")
def scenario():
    """The town's war."""
    return town.war()


@pytest.fixture
def asked(monkeypatch):
    """Stand in for `ripeness.compare` and `ripeness.forecast`; the list holds what each call asked for."""
    calls = []

    def compare(scenario, policies, draws=200, seed=0, horizon=None, **rest):
        calls.append(("compare", dict(policies), draws, seed))
        return {label: town.forecast(scenario, draws=draws, seed=seed, policy=label) for label in policies}

    def forecast(scenario, policy=None, levers=None, draws=200, seed=0, horizon=None, *, sign=None, **rest):
        calls.append(("forecast", policy, sign, draws, seed))
        return town.forecast(scenario, draws=draws, seed=seed, policy=policy)

    monkeypatch.setitem(ripeness.__dict__, "compare", compare)
    monkeypatch.setitem(ripeness.__dict__, "forecast", forecast)
    return calls


@pytest.fixture
def ripe(ripe, tmp_path):
    """Run a command in a folder where the town's scenario lies."""
    (tmp_path / "town.yaml").write_text(town.TEXT, encoding="utf-8")
    return ripe
