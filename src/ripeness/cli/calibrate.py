"""``ripeness calibrate``: do the numbers behind drawn records lie where the filter puts them?"""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.options import Json, ScenarioName, Seed

MONTHS = "Months of the record, for a scenario that has none."


def calibrate(
    scenario: ScenarioName,
    replications: Annotated[int, typer.Option(metavar="N", help="Records drawn.")] = 200,
    draws: Annotated[int, typer.Option(metavar="N", help="Sets of assumptions that stand for the prior.")] = 32,
    months: Annotated[int | None, typer.Option(metavar="N", help=MONTHS)] = None,
    front: Annotated[bool, typer.Option("--front", help="Instead: how often the front stayed in its bands.")] = False,
    seed: Seed = 0,
    json: Json = False,
) -> None:
    """Draw records from a scenario's own priors and see whether the filter recovers what they were drawn from."""
    import ripeness
    from ripeness.cli.answering import ask, show
    from ripeness.pages.calibrate import calibrate_page, front_page

    argument = ripeness.load(scenario)
    if front:
        show(ripeness.front_coverage(argument, seed), front_page, json)
        return
    show(ask(ripeness.calibrate, argument, replications, draws, seed, months=months), calibrate_page, json)
