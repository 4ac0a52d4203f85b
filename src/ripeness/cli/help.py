"""The help of commands: drawn in boxes where there is room, else told line by line so that no word is cut off."""

from __future__ import annotations

import itertools
import re
import shutil
import textwrap
from typing import Any

from typer import BadParameter
from typer.core import TyperCommand, TyperGroup

from ripeness.errors import RunError, harmless

ROOM = 80
"""Columns that boxes need; in fewer they cut off names of options and words of their help."""

NUMBERS = {
    "valid integer": ("a whole number", "24"), "valid number": ("a number", "0.5"), "valid float": ("a number", "0.5"),
}  # fmt: skip
"""By what the parser says that a value is not: what the option takes, and an example."""

ELSEWHERE = {
    "evidence": "check --evidence", "forecast": "run", "answers": "ask --chances", "questions": "ask", "views": "panel",
    "scenarios": "list", "runs": "list", "page": "serve", "summary": "show latest",
}  # fmt: skip
"""What people call a command that has another name, and what to write."""


class Command(TyperCommand):
    """A command whose help loses nothing on a narrow terminal, and to which no empty text is handed."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the command line; a text without a letter, as of a shell's variable that is not set, means nothing."""
        for before, one in itertools.pairwise(["", *args]):
            if not one or re.fullmatch(r"--[\w-]+=", one):
                option = one or before
                called = option.rstrip("=") if option.startswith("-") else "an argument"
                raise RunError(f"{called} is empty", "Write what it shall be, or leave it out")
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            raise _plainly(error, self, ctx) from None

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        if _columns() >= ROOM:
            super().format_help(ctx, formatter)
        else:
            formatter.write(_narrow(self, ctx, {}))


class Group(TyperGroup):
    """A group of commands; named without one of them it prints its help, and its help loses nothing either."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the command line; a bare group asks for help."""
        try:
            return super().parse_args(ctx, args if args or ctx.resilient_parsing else ["--help"])
        except Exception as error:
            raise _plainly(error, self, ctx) from None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is named; for a name of none, say which was probably meant."""
        if args[0].startswith("-") or ctx.resilient_parsing or self.get_command(ctx, args[0]) is not None:
            return super().resolve_command(ctx, args)
        from ripeness.schema.nearest import nearest

        otherwise = ELSEWHERE if ctx.parent is None else {}
        guess = nearest(args[0], [*self.list_commands(ctx), *otherwise])
        meant = f"Did you mean `{ctx.command_path} {otherwise.get(guess, guess)}`? " if guess else ""
        fix = f"{meant}`{ctx.command_path} --help` lists the commands"
        raise RunError(f"there is no command {args[0]!r}", fix)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help."""
        if _columns() >= ROOM:
            super().format_help(ctx, formatter)
            return
        commands = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        formatter.write(
            _narrow(self, ctx, {name: one.help or "" for name, one in commands.items() if one and not one.hidden})
        )


def _plainly(error: Exception, command: Any, ctx: Any) -> Exception:
    """Return what is wrong with a command line as a sentence like any other; what is no such complaint, as it is."""
    if not hasattr(error, "format_message"):  # as every complaint of the parser has, whoever ships it
        return error
    if isinstance(error, BadParameter) and error.param is not None:
        wanted = next((told for valid, told in NUMBERS.items() if valid in error.message), None)
        if wanted is not None:
            called = max(error.param.opts, key=len)
            return RunError(f"{called} takes {wanted[0]}", f"Write for example {called} {wanted[1]}")
    lists = f"`{ctx.command_path} --help` lists what it takes"
    option = getattr(error, "option_name", None)
    if option is None or not hasattr(error, "possibilities"):
        what = harmless(error.format_message()).replace("Value error, ", "").rstrip(".")
        return RunError(f"{what[:1].lower()}{what[1:]}", lists)
    from ripeness.schema.nearest import nearest

    known = [name for one in command.get_params(ctx) for name in one.opts if name.startswith("--")]
    guess = nearest(option, known)
    return RunError(
        f"`{ctx.command_path}` has no option {harmless(option)!r}", f"Did you mean {guess}? {lists}" if guess else lists
    )


def _columns() -> int:
    return shutil.get_terminal_size().columns


def _narrow(command: Any, ctx: Any, commands: dict[str, str]) -> str:
    """Return the help of a command: each name on a line of its own, what it means below."""
    records = {"Arguments": [], "Options": []}  # type: dict[str, list[tuple[str, str]]]
    for one in command.get_params(ctx):
        if record := one.get_help_record(ctx):
            records["Arguments" if one.param_type_name == "argument" else "Options"].append(record)
    records["Commands"] = [(name, text.split("\n\n")[0]) for name, text in commands.items()]
    blocks = [_wrapped(f"Usage: {command.get_usage(ctx).removeprefix('Usage:')}", 0)]
    blocks += [_wrapped(part, 0) for part in (command.help or "").split("\n\n")]
    for heading, rows in records.items():
        if rows:
            blocks.append("\n".join([f"{heading}:", *(f"{_wrapped(a, 2)}\n{_wrapped(b, 4)}" for a, b in rows)]))
    return "\n\n".join(blocks) + "\n"


def _wrapped(text: str, indent: int) -> str:
    """Return prose in lines that fit the terminal; a word is never broken."""
    blanks = " " * indent
    return textwrap.fill(
        " ".join(text.split()), max(_columns(), indent + 1), initial_indent=blanks, subsequent_indent=blanks,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
