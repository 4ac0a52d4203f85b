"""What the README and the docstrings of the public functions show is so: their examples run, in an empty folder."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.main import get_command

import ripeness
from ripeness.cli.main import app
from ripeness.cli.new import STARTER
from ripeness.scenarios.shipped import views

README = Path(__file__).parents[2] / "README.md"
SHORT = {"calendar.horizon": 12, "calendar.tail": 1}  # as in other tests, which share its programs


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path, monkeypatch):
    """Each example runs in a folder of its own."""
    monkeypatch.chdir(tmp_path)


def examples(name: str) -> doctest.DocTest:
    """Return the examples in the docstring of a public name."""
    found = ripeness if name == "ripeness" else getattr(ripeness, name)
    text = found if isinstance(found, str) else found.__doc__ or ""
    return doctest.DocTestParser().get_doctest(text, {}, name, None, 0)


SHOWN = [name for name in ("ripeness", *ripeness.__all__) if examples(name).examples]


@pytest.mark.parametrize("name", SHOWN)
def test_the_example_of_a_public_function_shows_what_it_returns(name: str) -> None:
    failed = []
    runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(examples(name), out=failed.append)
    assert not failed, "".join(failed)


def test_public_functions_show_examples_that_stand_alone() -> None:
    assert {"load", "forecast", "saved", "solve", "summary", "whatif", "claims", "explain", "stream"} <= set(SHOWN)
    assert all("import ripeness" in getattr(ripeness, name).__doc__ for name in SHOWN if name != "ripeness")


def test_the_readmes_python_runs(monkeypatch) -> None:
    """As it stands, with a short made-up war in the flagship's place."""
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), flags=re.S)
    assert blocks
    war = ripeness.load(STARTER).replace(SHORT)
    asked = []
    monkeypatch.setitem(ripeness.__dict__, "load", lambda name: asked.append(name) or war)
    for block in blocks:
        names: dict = {}
        exec(compile(block, "README.md", "exec"), names)
    assert set(asked) == {"ukraine-2026"}


def stated() -> list[list[str]]:
    """Return the words of each command of ours that the README shows, in blocks of shell and between backticks."""
    text = README.read_text(encoding="utf-8")
    shown = [
        line.partition("#")[0]
        for block in re.findall(r"```sh\n(.*?)```", text, flags=re.S)
        for line in block.splitlines()
    ]
    shown += re.findall(r"`(ripeness [^`]*)`", text)
    commands = [part.strip() for line in shown for part in re.split(r";|&&", line)]
    return [shlex.split(one)[1:] for one in commands if one.startswith("ripeness ")]


def test_every_command_that_the_readme_shows_is_one_with_such_options_and_names() -> None:
    root = get_command(app)
    flagship = ripeness.load("ukraine-2026")
    known = {
        "--policy": set(flagship.policies),
        "--plan": set(flagship.plans),
        "--sign": set(flagship.plans),
        "--claim": set(flagship.claims),
        "--view": set(views("ukraine-2026")),
    }
    assert len(stated()) > 20
    for words in stated():
        command, group = root, True
        while group and words and not words[0].startswith("-"):
            command = command.get_command(typer.Context(command), words.pop(0))
            assert command is not None, words
            group = hasattr(command, "commands")
        flags = {flag for one in command.params for flag in (*one.opts, *one.secondary_opts)} | {
            "--help",
            "--install-completion",
        }
        for word, following in zip(words, [*words, ""][1:], strict=True):
            assert not word.startswith("--") or word in flags, words
            assert word not in known or following in known[word], words
            if word == "--set":
                lever, _, value = following.partition("=")
                assert lever == "LEVER" or flagship.lever_value(lever, value) is not None
