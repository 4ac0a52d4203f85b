"""The town's war, and the command with made-up forecasts instead of minutes of computing."""

from __future__ import annotations

import pytest
import town

import ripeness
from ripeness.cli.main import main


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
def ripe(monkeypatch, capsys, tmp_path):
    """Run a command as from a shell, in an empty folder at 80 columns; return exit code and both outputs."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    (tmp_path / "town.yaml").write_text(town.TEXT, encoding="utf-8")

    def command(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["ripeness", *arguments])
        code = 0
        try:
            main()
        except SystemExit as left:
            code = int(left.code or 0)
        written = capsys.readouterr()
        return code, written.out, written.err

    return command
