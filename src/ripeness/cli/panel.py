"""``ripeness panel``: rival views of a scenario, side by side."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.options import FigureFiles, Json, ScenarioName, Seed, capabilities_of
from ripeness.scenarios.shipped import FLAGSHIP

WITH = "With --rivals: a third actor and its power, attacker and defender having 1 together. Repeatable."


def panel(
    scenario: ScenarioName = FLAGSHIP,
    view: Annotated[
        list[str] | None, typer.Option("--view", metavar="NAME", help="This view only; may be repeated.")
    ] = None,
    draws: Annotated[
        int, typer.Option(metavar="N", help="Sets of assumptions in all, shared out equally among the views.")
    ] = 200,
    seed: Seed = 0,
    rivals: Annotated[
        bool, typer.Option("--rivals", help="Also other methods and the base rate, beside the views.")
    ] = False,
    others: Annotated[list[str] | None, typer.Option("--with", metavar="ACTOR=POWER", help=WITH)] = None,
    figure: FigureFiles = None,
    json: Json = False,
) -> None:
    """Set rival views side by side: forecasts, what each says of itself, whether the record can tell them apart."""
    import ripeness
    from ripeness.cli.answering import ask, show
    from ripeness.cli.writing import refuse_figures, write_figures
    from ripeness.pages.panel import panel_page

    refuse_figures(figure, "panel")
    nothing = "Interrupted. What was finished is kept: the same command goes on from there."
    powers = capabilities_of(others)
    result = ask(ripeness.panel, scenario, view, draws, seed, rivals, powers, nothing=nothing)
    write_figures(result, figure)
    show(result, panel_page, json, draws)
