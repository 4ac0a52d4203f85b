"""``ripeness explain``: why there is no settlement in a month, by the least change that would make it ripe."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.options import DrawCount, Json, ScenarioName, Seed, ViewName
from ripeness.scenarios.shipped import FLAGSHIP


def explain(
    scenario: ScenarioName = FLAGSHIP,
    view: ViewName = None,
    month: Annotated[
        str | None, typer.Option(metavar="YYYY-MM", help="The month asked about; the scenario's as_of if left out.")
    ] = None,
    draws: DrawCount = 32,
    seed: Seed = 0,
    json: Json = False,
) -> None:
    """Say why there is no settlement in a month: which cause binds, by the least change that makes it ripe."""
    import ripeness
    from ripeness.cli.answering import ask, show
    from ripeness.pages.explain import explain_page

    argument = ripeness.load(scenario, view)
    nothing = "Interrupted before anything could be explained."
    show(ask(ripeness.explain, argument, month, draws, seed, nothing=nothing), explain_page, json, draws)
