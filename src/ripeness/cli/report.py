"""``ripeness report``: one file to read, to print and to send."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from ripeness.cli.options import DrawCount, Json, Quick, ScenarioName, Seed, ViewName, first_look
from ripeness.scenarios.shipped import FLAGSHIP

TWICE = "A policy to compare with the status quo; twice: the second in the place of the first."


def report(
    context: typer.Context,
    scenario: ScenarioName = FLAGSHIP,
    view: ViewName = None,
    policy: Annotated[list[str] | None, typer.Option(metavar="NAME", help=TWICE)] = None,
    draws: DrawCount = 200,
    quick: Quick = False,
    seed: Seed = 0,
    out: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.html", help="The file to write.")] = Path(
        "report.html"
    ),
    json: Json = False,
) -> None:
    """Write a report as one file of HTML: forecast, policies, failing claims, plans, sources, and how it was made."""
    import ripeness
    from ripeness.cli.answering import ask, print_json
    from ripeness.cli.writing import refuse_endings, refuse_taken, write
    from ripeness.schema.printed_form import marked

    refuse_endings(out, "HTML", ".html", ".htm")
    refuse_taken(out)
    argument, draws = ripeness.load(scenario, view), first_look(context, draws, quick)
    nothing = "Interrupted: no report was written."
    command = shlex.join(["ripeness", *sys.argv[1:]])
    write(out, ask(ripeness.report, argument, policy or (), draws, seed, command=command, nothing=nothing))
    if json:
        print_json(marked("report", {"scenario": argument.name, "file": str(out)}))
    else:
        typer.echo(f"Written: {out}")
