"""`ripeness panel`: what it asks for, what it prints, and what it refuses before anything is computed."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

import ripeness
from ripeness.cli.main import app, main
from ripeness.errors import RunError, ScenarioError

RUNNER = CliRunner()


def test_all_views_beside_the_scenario_are_asked_the_same_questions(war, asked):
    result = RUNNER.invoke(app, ["panel", str(war), "--draws", "16"])
    assert result.exit_code == 0, result.output
    assert asked[0]["views"] == ["even", "strong"] and asked[0]["draws"] == 16
    assert asked[0]["reach"] == 36  # where views are told apart; none would be embarrassed later
    assert {"policy talk-more", "cause table"} <= set(asked[0]["levers"])
    assert "A panel of rival views." in result.output
    assert max(len(line.rstrip()) for line in result.output.splitlines()) <= 80


def test_json_is_one_object_and_nothing_else(war, asked):
    result = RUNNER.invoke(app, ["panel", str(war), "--view", "strong", "--json"])
    told = json.loads(result.output)
    assert list(told["views"]) == ["strong"] and told["distances"] == []
    assert told["views"]["strong"]["first_policy"]["stated"] == "talk-more"


def test_any_command_can_take_a_view(war):
    loaded = ripeness.load(war, view="strong")
    assert loaded.truth.battle_odds.parameters == {"low": 0.73, "high": 0.77}
    for command in ("run", "claims", "whatif", "explain", "plans", "story", "gradient"):
        told = RUNNER.invoke(app, [command, "--help"], env={"COLUMNS": "200"}).output
        assert "--view" in told, command


@pytest.mark.parametrize(
    ("words", "error", "told"),
    [
        (["--view", "weak"], ScenarioError, "weak"),
        (["--draws", "1"], RunError, "fewer than 2 views"),
        (["--draws", "0"], RunError, "0 draws make no forecast"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_computed(war, asked, words, error, told):
    result = RUNNER.invoke(app, ["panel", str(war), *words])
    assert isinstance(result.exception, error) and told in str(result.exception)
    assert asked == []


def test_a_scenario_without_views_says_so_without_a_traceback(monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["ripeness", "panel", "gamblers-ruin"])
    with pytest.raises(SystemExit) as left:
        main()
    told = capsys.readouterr().err
    assert left.value.code == 2 and "has no views" in told and "Traceback" not in told
