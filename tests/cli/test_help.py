"""Help and completion: nothing is cut off at any width, a bare group shows its help, a shell completes names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer
from typer.main import get_command

from ripeness.cli.main import app
from ripeness.cli.theory import PACKAGE, models


def commands() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield the words that name each command, groups and published models too, with the command."""
    root = get_command(app)
    yield (), root
    for name, one in root.commands.items():
        yield (name,), one
    theory = root.commands["theory"]
    context = typer.Context(theory)
    for name in ("list", *models(PACKAGE)):
        yield ("theory", name), theory.get_command(context, name)


def words(text: str) -> set[str]:
    """Return the words of a text, without the lines that boxes are drawn with."""
    return set(re.sub(r"[─│╭╮╰╯]", " ", text).split())


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_help_loses_no_word_at_any_width(ripe, monkeypatch, columns: int) -> None:
    for named, command in commands():
        monkeypatch.setenv("COLUMNS", str(columns))
        code, out, _ = ripe(*named, "--help")
        assert code == 0
        shown = words(out)
        params = [one for one in command.params if not getattr(one, "hidden", False)]
        stated = [command.help or "", *(one.help or "" for one in params)]
        stated += [one.help or "" for one in getattr(command, "commands", {}).values() if not one.hidden]
        assert words(" ".join(text.split("\n\n")[0] for text in stated)) <= shown, named
        flags = {flag for one in params if one.param_type_name == "option" for flag in one.opts}
        assert flags <= set(re.split(r"[\s,/]+", " ".join(shown))), named
        assert "…" not in out
        longest = max((word for word in shown), key=len)
        assert max(map(len, out.splitlines())) <= max(columns, len(longest) + 4), named


@pytest.mark.parametrize("group", [(), ("theory",)])
def test_a_group_without_a_command_prints_its_help_and_leaves_well(ripe, group) -> None:
    code, bare, err = ripe(*group)
    assert (code, err) == (0, "")
    assert bare == ripe(*group, "--help")[1] and "Usage: ripeness" in bare


def completed(ripe, monkeypatch, shell: str, line: str) -> tuple[int, str, str]:
    """Return what a command line is completed to in a shell: exit code, output and error."""
    stated = {
        "_RIPENESS_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(f"{line}|".split()) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    for name, value in stated.items():
        monkeypatch.setenv(name, value)
    return ripe()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("ripeness wha", "whatif"),
        ("ripeness run --no", "--no-record"),
        ("ripeness run toys/gam", "toys/gamblers-ruin"),
        ("ripeness theory smi", "smith-stam"),
        ("ripeness theory smith-stam --bat", "--battles"),
        ("ripeness theory no-such --", ""),
    ],
)
def test_a_shell_completes_commands_options_models_and_scenarios(ripe, monkeypatch, shell, line, found) -> None:
    code, out, err = completed(ripe, monkeypatch, shell, line)
    assert (code, err) == (0, "")
    assert found in out
