"""The command line over a made-up world in which levers have known effects."""

from __future__ import annotations

import pytest
from made_worlds import world


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    """Each test works in a folder of its own, on a terminal of 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def asked(monkeypatch):
    """Stand in for ``ensemble.forecast.branches``; the list holds what each call asked for."""
    calls = []

    def branches(scenario, policies, draws=200, seed=0, horizon=None, *, reuse=True, beliefs=None, progress=None):
        calls.append({"policies": dict(policies), "draws": draws, "seed": seed})
        if progress is not None:
            progress("draws", draws, draws)
        return {
            label: world(
                scenario,
                scenario.policy_levers(one)
                if isinstance(one, str)
                else {name: scenario.lever_value(name, value) for name, value in one.items()},
                draws,
                seed,
            )
            for label, one in policies.items()
        }

    monkeypatch.setattr("ripeness.ensemble.forecast.branches", branches)
    return calls


@pytest.fixture
def starter(ripe):
    """The starter scenario as a file in the folder."""
    ripe("new", "mine")
    return "mine.yaml"
