"""``ripeness new``: a scenario to begin from: a commented starter, answers to questions, or a copy of another."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.options import Json
from ripeness.cli.starting import STARTER, begin, target_of

__all__ = ["STARTER", "new"]


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the scenario, or a path that ends with it.")],
    ask: Annotated[
        bool, typer.Option("--ask", help="Ask in plain words what a page of prose says, and write what was answered.")
    ] = False,
    answers: Annotated[
        str | None, typer.Option(metavar="FILE", help="Answers from a file, or - for the standard input.")
    ] = None,
    origin: Annotated[
        str | None, typer.Option("--from", metavar="SCENARIO", help="Copy a shipped scenario, or a file.")
    ] = None,
    views: Annotated[bool, typer.Option("--views", help="With --from: copy its views too.")] = False,
    json: Json = False,
) -> None:
    """Write NAME.yaml, a small commented scenario to begin from; or one from answers, or a copy. Overwrites nothing."""
    begin(target_of(name), ask, answers, origin, views, json)
