"""``ripeness explain``: why there is no settlement in a month, by the least change that would make it ripe."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.options import DrawCount, Json, ScenarioName, Seed, ViewName, first_look
from ripeness.scenarios.shipped import FLAGSHIP

FEW = 8
"""Sets of assumptions of a first look: each is solved again for every step towards every cause."""


def explain(
    context: typer.Context,
    scenario: ScenarioName = FLAGSHIP,
    view: ViewName = None,
    month: Annotated[
        str | None, typer.Option(metavar="YYYY-MM", help="The month asked about; the scenario's as_of if left out.")
    ] = None,
    draws: DrawCount = 32,
    quick: Annotated[bool, typer.Option("--quick", help="A first look: 8 versions of the argument.")] = False,
    seed: Seed = 0,
    json: Json = False,
) -> None:
    """Say why there is no settlement in a month: which cause binds, by the least change that makes it ripe.

    The flagship takes minutes: each version of the argument is solved anew for every step towards every cause.
    """
    import ripeness
    from ripeness.cli.answering import ask, show
    from ripeness.pages.explain import explain_page

    argument, draws = ripeness.load(scenario, view), first_look(context, draws, quick, FEW)
    nothing = "Interrupted before anything could be explained."
    show(ask(ripeness.explain, argument, month, draws, seed, nothing=nothing), explain_page, json, draws)
