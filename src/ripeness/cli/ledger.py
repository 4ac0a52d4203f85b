"""``ripeness ledger``: freeze forecasts, resolve questions, score and show the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ripeness.cli.help import Command, Group
from ripeness.cli.options import DrawCount, Json, ScenarioName, Seed
from ripeness.scenarios.shipped import FLAGSHIP

app = typer.Typer(cls=Group, no_args_is_help=True, help="Freeze forecasts, resolve questions, and score them.")

LedgerFile = Annotated[Path, typer.Option("--ledger", metavar="FILE", help="The ledger: a file of JSON lines.")]
LEDGER = Path("ledger.jsonl")


@app.command("freeze", cls=Command)
def freeze(
    scenario: ScenarioName = FLAGSHIP,
    question: Annotated[
        list[str] | None, typer.Option("--question", metavar="NAME", help="Only this question; may be repeated.")
    ] = None,
    ledger: LedgerFile = LEDGER,
    views: Annotated[bool, typer.Option("--views/--no-views", help="Whether its views are frozen too.")] = True,
    draws: DrawCount = 200,
    view_draws: Annotated[
        int | None,
        typer.Option("--view-draws", metavar="N", help="Versions of each view; as many as --draws if left out."),
    ] = None,
    seed: Seed = 0,
    json: Json = False,
) -> None:
    """Freeze what a scenario says of its stated questions."""
    import ripeness
    from ripeness.cli.answering import ask, show
    from ripeness.pages.ledger import frozen_page

    found = ask(
        ripeness.freeze, ripeness.load(scenario), ledger, question or None, draws, seed, views=views,
        view_draws=view_draws,
        nothing="Interrupted: nothing was frozen.",
    )  # fmt: skip
    show(found, frozen_page, json)


@app.command("resolve", cls=Command)
def resolve(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="Name of a question in the ledger.")],
    outcome: Annotated[str, typer.Argument(metavar="OUTCOME", help="yes, no or void; an area where one was asked.")],
    on: Annotated[str, typer.Option("--on", metavar="DAY", help="Day of the evidence.")],
    evidence: Annotated[str, typer.Option("--evidence", metavar="TEXT", help="What was seen, in a sentence.")],
    source: Annotated[str, typer.Option("--source", metavar="TEXT", help="Where it can be read.")],
    scenario: Annotated[
        str | None, typer.Option("--scenario", metavar="NAME", help="Whose question, if two share a name.")
    ] = None,
    ledger: LedgerFile = LEDGER,
    json: Json = False,
) -> None:
    """Say how a question came out, with evidence."""
    import ripeness
    from ripeness.cli.answering import show
    from ripeness.pages.ledger import resolved_page

    found = ripeness.resolve(question, outcome, on, evidence, source, scenario=scenario, ledger=ledger)
    show(found, resolved_page, json)


@app.command("score", cls=Command)
def score(ledger: LedgerFile = LEDGER, json: Json = False) -> None:
    """Score what is resolved, against base rates, markets and persistence."""
    import ripeness
    from ripeness.cli.answering import show
    from ripeness.pages.ledger import scores_page

    show(ripeness.score(ledger), scores_page, json)


@app.command("show", cls=Command)
def show_ledger(ledger: LedgerFile = LEDGER, json: Json = False) -> None:
    """Show every question of the ledger, open and resolved."""
    import ripeness
    from ripeness.cli.answering import show
    from ripeness.pages.ledger import ledger_page

    show(ripeness.score(ledger), ledger_page, json)
