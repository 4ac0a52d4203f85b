"""docs/from-prose-to-scenario.md: every command of it runs, and its scenario is what its answers make."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from ripeness.scenarios.interview.asking import read_answers
from ripeness.scenarios.interview.questions import BY_KEY, QUESTIONS
from ripeness.scenarios.interview.writing import scenario_text

REPOSITORY = Path(__file__).parents[2]
EXAMPLES = REPOSITORY / "examples"
PAGE = (REPOSITORY / "docs" / "from-prose-to-scenario.md").read_text(encoding="utf-8")
ANSWERS = (EXAMPLES / "karst.answers.txt").read_text(encoding="utf-8")
ADDED = re.search(r"```yaml\n(  if-somebody-vouches:.*?)```", PAGE, flags=re.S)
COMMANDS = [
    line for block in re.findall(r"```sh\n(.*?)```", PAGE, flags=re.S) for line in block.splitlines() if line.strip()
]


def test_the_example_is_what_the_answers_make_and_the_claim_that_the_page_adds() -> None:
    assert ADDED is not None
    made = scenario_text("karst", read_answers(ANSWERS, "karst.answers.txt"))
    assert (EXAMPLES / "karst.yaml").read_text(encoding="utf-8") == made + ADDED[1]


def test_answers_that_the_page_shows_are_those_of_the_file_and_its_number_stands_in_the_scenario() -> None:
    stated = dict(line.split(": ", 1) for line in ANSWERS.splitlines() if line and not line.startswith("#"))
    rows = re.findall(r"^\| [^|]+ \| (`[^|]+`) \| (`[^|]+`) \|", PAGE, flags=re.M)
    assert len(rows) >= 10
    for keys, answers in rows:
        named, said = re.findall(r"`([^`]+)`", keys), re.findall(r"`([^`]+)`", answers)
        assert [stated[key] for key in named] == said and set(named) <= set(BY_KEY)
    shown = re.search(r"```yaml\n(    collapse:.*?)```", PAGE, flags=re.S)
    assert shown is not None and shown[1] in (EXAMPLES / "karst.yaml").read_text(encoding="utf-8")
    assert "thirty-seven questions" in PAGE and len(QUESTIONS) == 37


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_page_runs(ripe, command: str) -> None:
    """A quick look takes two versions of the argument here, in place of 32."""
    for path in EXAMPLES.glob("karst.*"):
        shutil.copy(path, path.name)
    shutil.copytree(EXAMPLES / "views", "views")
    words = shlex.split(command)[1:]
    if words[:2] == ["new", "karst"]:
        Path("karst.yaml").unlink()
    if "--quick" in words:
        words[words.index("--quick") :] = ["--draws", "2"]
    code, out, err = ripe(*words)
    assert code == 0 and out, err


def test_the_commands_are_those_of_the_steps() -> None:
    assert {shlex.split(one)[1] for one in COMMANDS} == {
        "new", "check", "run", "claims", "plans", "whatif", "elicit",
    }  # fmt: skip
