"""The commands, with a made-up forecast instead of a minute of computing."""

from __future__ import annotations

import pytest

import synthetic


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    """Each test works in a folder of its own, on a terminal of 80 columns."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def asked(monkeypatch):
    """Stand in for ``ripeness.forecast``; the list holds what each call asked for."""
    calls = []

    def forecast(scenario, policy=None, levers=None, draws=200, seed=0, horizon=None, **rest):
        calls.append({"policy": policy, "levers": levers, "draws": draws, "seed": seed, "horizon": horizon, **rest})
        rest["progress"]("compile", 1, 1)
        rest["progress"]("draws", draws, draws)
        return synthetic.forecast(scenario, draws, seed, horizon, rest["record"], policy, levers)

    monkeypatch.setattr("ripeness.ensemble.forecast.forecast", forecast)
    return calls
