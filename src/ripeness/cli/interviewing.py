"""An interview at the terminal, or answers from a file, become the text of a scenario."""

from __future__ import annotations

import shlex
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ripeness.cli.answering import INTERRUPTED
from ripeness.errors import RunError

if TYPE_CHECKING:
    from ripeness.scenarios.interview.asking import Answers

STDIN = "-"


def text_of_answers(name: str, target: Path, ask: bool, file: str | None) -> str:
    """Return the text of a scenario made of answers.

    Parameters
    ----------
    name : of the scenario. target : its file, which is not there yet. ask : whether a person is asked what the file
    leaves open. file : of answers, "-" for the standard input, None for none.
    """
    from ripeness.errors import ScenarioError
    from ripeness.scenarios.interview.asking import Answers
    from ripeness.scenarios.interview.writing import scenario_text
    from ripeness.schema import parse_scenario

    if ask and file == STDIN:
        raise RunError("--answers - and --ask both read the standard input", "Put the answers into a file")
    given = Answers() if file is None else _read(file)
    if ask:
        _interview(given, target, file)
    text = scenario_text(name, given)
    try:
        parse_scenario(text, str(target))
    except ScenarioError as error:
        kept = _keep(given, target)
        raise RunError(
            f"These answers do not make a scenario: {error}", f"They are kept in {kept}; change them there"
        ) from None
    if ask:
        _close(given, _keep(given, target), target)
    return text


def _again(kept: Path, target: Path) -> str:
    """Return the command that goes on from answers that were kept."""
    return shlex.join(["ripeness", "new", str(target.with_suffix("")), "--ask", "--answers", str(kept)])


def _read(file: str) -> Answers:
    from ripeness.scenarios.interview.asking import MOST_BYTES, answers_in

    return answers_in(sys.stdin.buffer.read(MOST_BYTES + 1) if file == STDIN else Path(file))


def _interview(given: Answers, target: Path, file: str | None) -> None:
    from ripeness.scenarios.interview.asking import interview, played_back
    from ripeness.scenarios.interview.questions import HOW

    say = _filled

    def hear() -> str:
        typer.echo("> ", nl=False)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        if not sys.stdin.isatty():
            typer.echo(line.rstrip("\n"))
        return line

    say(HOW)
    if back := played_back(given):
        for line in ("", f"Answered already, in {file}; back leads to these too:", *back):
            say(line)
    try:
        interview(given, say, hear, again=sys.stdin.isatty(), ends=sys.stdin.isatty())
    except RunError as error:
        left = f"The answers before it are in {_keep(given, target)}" if given.words else "Nothing is written"
        raise RunError(error.what, f"{error.fix}. {left}") from None
    except (EOFError, KeyboardInterrupt) as stopped:
        typer.echo("")
        if not given.words:
            typer.echo("Interrupted: nothing was answered and nothing is written.", err=True)
            raise typer.Exit(INTERRUPTED) from None
        kept = _keep(given, target)
        again = _again(kept, target)
        why = "Interrupted" if isinstance(stopped, KeyboardInterrupt) else "The input ended"
        typer.echo(f"{why}: the answers so far are in {kept}. Go on with: {again}", err=True)
        raise typer.Exit(INTERRUPTED) from None


def _close(given: Answers, kept: Path, target: Path) -> None:
    """Say what was skipped, what stands in its place, what no question asks, and where the answers are `kept`."""
    from ripeness.scenarios.interview.closing import account

    for heading, lines in account(given.words, given.got()):
        typer.echo("")
        _filled(heading)
        for line in lines:
            _filled(f"  - {line}")
    typer.echo("")
    other = _again(kept, target.with_stem(f"{target.stem}-2"))
    _filled(f"The answers are in {kept}. To change some, under another name: {other}; back leads to each.")


def _filled(line: str) -> None:
    """Show a line at the width of the screen."""
    from ripeness.cli.screen import out

    blanks = " " * (len(line) - len(line.lstrip()))
    behind = f"{blanks}  " if line.lstrip().startswith("- ") else blanks
    shown = textwrap.fill(
        line.strip(), out().width, initial_indent=blanks, subsequent_indent=behind, break_on_hyphens=False
    )
    typer.echo(shown)


def _keep(given: Answers, target: Path) -> Path:
    from ripeness.scenarios.interview.asking import free_name

    path = free_name(target)
    with path.open("x", encoding="utf-8") as file:
        file.write(given.text())
    return path
