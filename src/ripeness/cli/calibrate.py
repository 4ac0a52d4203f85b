"""``ripeness calibrate``: do the numbers behind drawn records lie where the filter puts them?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ripeness.cli.options import FigureFiles, Json, ScenarioName, Seed

if TYPE_CHECKING:
    from ripeness.pages.layout import Page
    from ripeness.questions.result import Result

SURVIVAL = "Instead: what the priors say once only that the war lasted is known."
MONTHS = "Months of the record, for a scenario that has none."


def calibrate(
    scenario: ScenarioName,
    replications: Annotated[int, typer.Option(metavar="N", help="Records drawn.")] = 200,
    draws: Annotated[int, typer.Option(metavar="N", help="Sets of assumptions that stand for the prior.")] = 32,
    months: Annotated[int | None, typer.Option(metavar="N", help=MONTHS)] = None,
    front: Annotated[bool, typer.Option("--front", help="Instead: how often the front stayed in its bands.")] = False,
    survival: Annotated[bool, typer.Option("--survival", help=SURVIVAL)] = False,
    seed: Seed = 0,
    figure: FigureFiles = None,
    json: Json = False,
) -> None:
    """Draw records from a scenario's own priors and see whether the filter recovers what they were drawn from."""
    import ripeness
    from ripeness.cli.answering import ask, show
    from ripeness.cli.writing import refuse_figures, write_figures
    from ripeness.errors import RunError
    from ripeness.pages.calibrate import calibrate_page, front_page, survival_page

    if front and survival:
        raise RunError("--front and --survival are two questions", "Leave out the one or the other")
    kind = "calibrate --front" if front else "calibrate --survival" if survival else "calibrate"
    refuse_figures(figure, kind)
    argument = ripeness.load(scenario)
    found: Result
    page: Callable[[Any], Page]
    if front:
        found, page = ripeness.front_coverage(argument, seed), front_page
    elif survival:
        found, page = ask(ripeness.prior_survival, argument, draws, seed), survival_page
    else:
        found, page = ask(ripeness.calibrate, argument, replications, draws, seed, months=months), calibrate_page
    write_figures(found, figure)
    show(found, page, json)
