"""docs/for-assistants.md: its ten snippets are in order, its commands run, the loop of `check --json` is as it says."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from ripeness.assistant.server import MOST_DRAWS, tools
from ripeness.cli.new import STARTER
from ripeness.schema.load import parse_data

REPOSITORY = Path(__file__).parents[2]
PAGE = (REPOSITORY / "docs" / "for-assistants.md").read_text(encoding="utf-8")
WORKED = PAGE.partition("## Ten snippets")[2]
SNIPPETS = re.findall(r"^\d+\. ([\w ]+).*?```yaml\n(.*?)```", WORKED, flags=re.M | re.S)
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, flags=re.S) for line in block.splitlines()]


def plain(text: str):
    return YAML(typ="safe", pure=True).load(text)


def test_there_are_ten_snippets() -> None:
    assert len(SNIPPETS) == len(re.findall("```yaml", PAGE)) == 10


@pytest.mark.parametrize("name, text", SNIPPETS, ids=[name for name, _ in SNIPPETS])
def test_a_snippet_laid_over_the_starter_is_in_order(name: str, text: str) -> None:
    """Its sections take the place of the starter's."""
    scenario = parse_data(plain(STARTER.read_text(encoding="utf-8")) | plain(text))
    assert scenario.warnings() == []


def test_the_table_names_every_section_that_must_be_stated() -> None:
    rows = re.findall(r"^\| (`[^|]+) \|[^|]+\| yes \|", PAGE, flags=re.M)
    stated = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    reference = (REPOSITORY / "docs" / "scenario-reference.md").read_text(encoding="utf-8")
    must = set(re.findall(r"^## `(\w+)`\n\n[^\n]*Must be stated", reference, flags=re.M))
    must |= {"issues"} if "issues.NAME`\n\nWhat a settlement is about. Must be stated" in reference else set()
    must |= {"actors"} if "actors.NAME`\n\nWho takes part. Must be stated" in reference else set()
    assert must >= {"calendar", "front", "truth", "costs", "patience"} and stated >= must


def test_the_loop_lists_every_problem_at_once_and_ends_when_they_are_mended(ripe) -> None:
    ripe("new", "my-war")
    text = Path("my-war.yaml").read_text(encoding="utf-8")
    wrong = text.replace("horizon: 36 months", "horizon: soon").replace("attacker_power: 0.5", "attacker_powr: 0.5")
    Path("my-war.yaml").write_text(wrong, encoding="utf-8")
    code, out, err = ripe("check", "my-war.yaml", "--json")
    found = json.loads(out)
    assert (code, err, found["schema"]) == (2, "", "ripeness/check-refused/2")
    places = {one["path"]: (wrong.splitlines()[one["line"] - 1].strip().split(":")[0]) for one in found["problems"]}
    assert {"calendar.horizon", "bargaining.attacker_powr"} <= set(places)
    assert places["calendar.horizon"] == "horizon" and all(one["fix"] for one in found["problems"])
    Path("my-war.yaml").write_text(text, encoding="utf-8")
    code, out, _ = ripe("check", "my-war.yaml", "--json")
    assert code == 0 and json.loads(out)["schema"] == "ripeness/check/2"
    assert {"warnings", "read_as", "facts"} <= set(json.loads(out))


def test_every_command_of_the_page_runs(ripe) -> None:
    """A quick look takes two versions of the argument here, in place of 32."""
    assert len(COMMANDS) == 4
    for command in COMMANDS:
        words = shlex.split(command)[1:]
        if "--quick" in words:
            words[words.index("--quick") :] = ["--draws", "2"]
        code, out, err = ripe(*words)
        assert code == 0 and out, err


def test_the_tools_are_those_that_the_page_names(tmp_path) -> None:
    from ripeness.assistant.folder import Folder

    named = re.search(r"^Tools: (.*?)\. Each", PAGE, flags=re.M | re.S)
    assert named is not None and re.findall(r"`(\w+)`", named[1]) == list(tools(Folder(tmp_path)))
    assert f"At most {MOST_DRAWS} versions" in PAGE.replace("\n", " ")
