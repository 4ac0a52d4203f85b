"""The page of findings names commands that run: scenarios, levers, policies and claims that there are."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

import ripeness
from ripeness.cli.main import app
from ripeness.questions.reach.target import read_target
from ripeness.scenarios.shipped import FLAGSHIP

PAGE = (Path(__file__).parents[2] / "docs" / "findings.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"`(ripeness [^`]+)`", PAGE)))


def test_each_of_the_six_has_a_verdict_and_a_command() -> None:
    table = re.findall(r"^\| (\d) \|.*\| ([^|]+) \| ([^|]+) \|$", PAGE, flags=re.M)
    assert [number for number, _, _ in table] == list("123456")
    assert all(re.search(r"confirmed|refuted", before) for _, before, _ in table)
    assert all(re.search(r"confirmed|refuted", now) for _, _, now in table)
    sections = re.split(r"^### ", PAGE, flags=re.M)[1:]
    assert [one[0] for one in sections] == list("123456")
    assert all(re.search(r"`ripeness [^`]+`", one) for one in sections)


def test_each_fault_of_the_first_model_has_a_command_that_shows_it_mended_or_says_that_it_is_not() -> None:
    faults = re.findall(r"^\| ([A-H]) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", PAGE, flags=re.M)
    assert [letter for letter, *_ in faults] == list("ABCDEFGH")
    assert all(re.search(r"`ripeness [^`]+`", shown) for *_, shown in faults)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_names_what_there_is(command: str) -> None:
    name, *words = shlex.split(command)[1:]
    known = get_command(app).commands[name]  # type: ignore[attr-defined]
    flags = {flag for one in known.params for flag in one.opts}
    target = words.pop(0) if any(one.name == "target" for one in known.params) else ""
    scenario = ripeness.load(words.pop(0) if words and not words[0].startswith("-") else FLAGSHIP)
    if target:
        assert read_target(target, scenario, None).by
    for at, word in enumerate(words):
        if not word.startswith("--"):
            continue
        assert word in flags, word
        if word == "--policy":
            assert scenario.policy_levers(words[at + 1])
        if word == "--claim":
            assert words[at + 1] in scenario.claims
        if word == "--set":
            lever, value = words[at + 1].split("=")
            scenario.lever_value(lever, value)
