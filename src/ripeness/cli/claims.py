"""``ripeness claims``: what the argument claims, and in how many versions of the argument each claim holds."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.options import DrawCount, Json, Quick, ScenarioName, Seed, ViewName, first_look
from ripeness.scenarios.shipped import FLAGSHIP


def claims(
    context: typer.Context,
    scenario: ScenarioName = FLAGSHIP,
    view: ViewName = None,
    draws: DrawCount = 200,
    quick: Quick = False,
    seed: Seed = 0,
    claim: Annotated[
        list[str] | None, typer.Option("--claim", metavar="ID", help="This claim only; may be repeated.")
    ] = None,
    json: Json = False,
) -> None:
    """Test what a scenario claims: failing first, with the assumptions that decide."""
    import ripeness
    from ripeness.cli.answering import ask, show
    from ripeness.pages.claims import claims_page

    argument, draws = ripeness.load(scenario, view), first_look(context, draws, quick)
    nothing = "Interrupted before any claim could be judged."
    show(ask(ripeness.claims, argument, claim, draws, seed, nothing=nothing), claims_page, json, draws)
