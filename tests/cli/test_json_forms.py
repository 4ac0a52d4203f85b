"""What a command prints as JSON names its form, so that a program knows which keys to expect."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from typer.main import get_command

import ripeness
import ripeness.cli
from ripeness.cli.main import app
from ripeness.questions.backtest.ask import Backtested
from ripeness.questions.calibrate.ask import Calibrated
from ripeness.questions.claims.ask import Verdicts
from ripeness.questions.discover.ask import Discovery
from ripeness.questions.drivers.ask import Driving
from ripeness.questions.explain.ask import Explanation
from ripeness.questions.gradient.ask import Gradient
from ripeness.questions.learnwars.ask import LearntWars
from ripeness.questions.panel.ask import ViewPanel
from ripeness.questions.plans.ask import Plans, Signature
from ripeness.questions.reach.ask import Reach
from ripeness.questions.result import Result
from ripeness.questions.rival.ask import Rival
from ripeness.questions.robust.ask import Robust
from ripeness.questions.whatif.ask import Comparison
from ripeness.schema.printed_form import marked

ANSWERS = {
    "backtest": Backtested,
    "calibrate": Calibrated,
    "claims": Verdicts,
    "discover": Discovery,
    "drivers": Driving,
    "explain": Explanation,
    "gradient": Gradient,
    "learn-wars": LearntWars,
    "panel": ViewPanel,
    "plans": Plans,
    "reach": Reach,
    "rival": Rival,
    "robust": Robust,
    "whatif": Comparison,
}
PLAIN = {
    "ask": ["the war ends by 2001", "gamblers-ruin", "--draws", "1"],
    "baserate": ["--age", "48"],
    "check": ["gamblers-ruin"],
    "design": ["gamblers-ruin", "--draws", "2", "--out", "draws.csv"],
    "levers": ["gamblers-ruin"],
    "list": [],
    "new": ["mine"],
    "policies": ["gamblers-ruin"],
    "story": ["gamblers-ruin", "--seed", "1"],
    "theory list": [],
    "theory ruin": [],
}
FOREIGN = {"schema"}
"""It prints a JSON Schema, which names its own form in `$schema`."""


def printed(ripe, *words: str) -> dict:
    """Return the JSON object that a command prints."""
    code, out, err = ripe(*words, "--json")
    assert code == 0, err
    return json.loads(out)


@pytest.mark.parametrize("command", PLAIN)
def test_what_is_printed_names_the_command_and_the_version_of_its_form(ripe, command: str) -> None:
    name = {"theory list": "theory-list", "theory ruin": "theory"}.get(command, command)
    assert printed(ripe, *command.split(), *PLAIN[command])["schema"] == f"ripeness/{name}/2"


@pytest.mark.parametrize("command", ANSWERS)
def test_an_answer_names_its_form_and_its_question(ripe, monkeypatch, command: str) -> None:
    answer = ANSWERS[command](
        {"scenario": "a made-up one"}, finished=1, **({"dataset": None} if command == "gradient" else {})
    )
    needs = {
        "backtest": ["gamblers-ruin", "--as-of", "2000-02"],
        "calibrate": ["gamblers-ruin"],
        "reach": ["war ends by 2001 >= 5 %"],
        "rival": ["exchange", "gamblers-ruin"],
        "whatif": ["--policy", "ratchet"],
    }
    asked = needs.get(command, [])
    monkeypatch.setitem(ripeness.__dict__, command.replace("-", "_"), lambda *_, **__: answer)
    assert printed(ripe, command, *asked) == {"schema": f"ripeness/{command}/2", "scenario": "a made-up one"}


def test_a_run_and_a_run_shown_again_have_one_form(ripe) -> None:
    made = printed(ripe, "run", "gamblers-ruin", "--draws", "1", "--horizon", "2", "--out", "mine")
    assert made["schema"] == "ripeness/run/2"
    assert (
        printed(ripe, "show", "mine").keys() == made.keys()
        and printed(ripe, "show", "mine")["schema"] == made["schema"]
    )


def test_every_answer_carries_the_name_of_its_form() -> None:
    kinds = {one for one in Result.__subclasses__() if one.__module__.startswith("ripeness.")}
    assert set(ANSWERS.values()) | {Signature} <= kinds
    known = {*get_command(app).commands, "answers", "evidence"}
    questions = [one.question.replace("ledger-", "ledger ") for one in kinds]
    assert {one.split()[0] for one in questions} <= known
    forms = [marked(one.question, {})["schema"] for one in kinds]
    assert {"ripeness/plans/2", "ripeness/plans-sign/2"} <= set(forms)


def test_nothing_else_prints_json() -> None:
    """Every JSON object goes through one function, which is handed a marked content or an answer's own."""
    for path in sorted(Path(ripeness.cli.__file__).parent.glob("*.py")):
        for call in (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)):
            called = ast.unparse(call.func)
            if called == "print_json":
                assert ast.unparse(call.args[0]).split("(")[0].endswith(("marked", "to_dict")), path
            elif called == "typer.echo" and path.stem not in {"answering", *FOREIGN}:
                assert "json" not in ast.unparse(call).replace("json_schema", "").split("err=")[0], path


def test_a_key_of_the_content_is_not_hidden_by_the_name_of_the_form() -> None:
    assert marked("theory list", {"models": {}}) == {"schema": "ripeness/theory-list/2", "models": {}}
    for command in PLAIN:
        assert list(marked(command, {"a": 1})) == ["schema", "a"]
