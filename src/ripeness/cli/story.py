"""``ripeness story``: one war, month by month in plain words."""

from __future__ import annotations

from functools import partial, wraps
from typing import Annotated, Any

import typer

from ripeness.cli.options import Json, PolicyName, Precision, ScenarioName, Settings, ViewName, levers_of
from ripeness.scenarios.shipped import FLAGSHIP

DRAW = "Tell it with the assumptions of a forecast's draw N, from 0; one is taken by its weight if left out."


def story(
    scenario: ScenarioName = FLAGSHIP,
    view: ViewName = None,
    seed: Annotated[int, typer.Option(metavar="S", help="Chance within the war; the same seed, the same war.")] = 0,
    policy: PolicyName = None,
    settings: Settings = None,
    draw: Annotated[int | None, typer.Option(metavar="N", help=DRAW)] = None,
    medians: Annotated[bool, typer.Option("--medians", help="Every uncertain number at its median instead.")] = False,
    draws: Annotated[int, typer.Option(metavar="N", help="Of how many draws one is taken.")] = 64,
    draw_seed: Annotated[int, typer.Option(metavar="S", help="Seed of the draws.")] = 0,
    from_start: Annotated[
        bool, typer.Option("--from-start", help="From the war's first month, whatever was seen since.")
    ] = False,
    every_month: Annotated[bool, typer.Option("--every-month", help="An entry for each month.")] = False,
    json: Json = False,
    precision: Annotated[Precision, typer.Option(help="float64 is the slow reference.")] = Precision.float32,
) -> None:
    """Tell one war that a scenario allows, month by month; many told so end as the forecast says."""
    import ripeness
    from ripeness.cli.answering import ask, show
    from ripeness.pages.story import story_page

    argument = ripeness.load(scenario, view)
    told = ask(
        ripeness.story, argument, seed, policy, levers_of(settings, argument), draw, medians=medians,
        draws=draws, draw_seed=draw_seed, from_start=from_start, precision=precision.value,
        nothing="Interrupted before the war was told.",
    )  # fmt: skip
    show(told, partial(story_page, every_month=every_month), json)


@wraps(story)
def history(**given: Any) -> None:
    """Say that the command has another name, and run it."""
    typer.echo("`ripeness history` is now called `ripeness story`.", err=True)
    story(**given)
