"""The town's war, and the command with made-up forecasts instead of minutes of computing."""

from __future__ import annotations

import pytest
import town


@pytest.fixture(scope="session")
def scenario():
    """The town's war."""
    return town.war()


@pytest.fixture
def asked(monkeypatch):
    """Stand in for `ensemble.forecast.forecasts`; the list holds the wars of each call, by label."""
    calls = []

    def forecasts(wars, **rest):
        calls.append(dict(wars))
        return {
            label: town.forecast(war.scenario, draws=war.draws, seed=war.seed, policy=label)
            for label, war in wars.items()
        }

    monkeypatch.setattr("ripeness.ensemble.forecast.forecasts", forecasts)
    return calls


@pytest.fixture
def ripe(ripe, tmp_path):
    """Run a command in a folder where the town's scenario lies."""
    (tmp_path / "town.yaml").write_text(town.TEXT, encoding="utf-8")
    return ripe
