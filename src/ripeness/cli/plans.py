"""``ripeness plans``: the texts on the table, point by point, and what each is worth to whom."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from ripeness.cli.options import (
    DrawCount,
    FigureFiles,
    Json,
    PolicyName,
    Quick,
    ScenarioName,
    Seed,
    ViewName,
    first_look,
)
from ripeness.scenarios.shipped import FLAGSHIP


def plans(
    context: typer.Context,
    scenario: ScenarioName = FLAGSHIP,
    view: ViewName = None,
    plan: Annotated[str | None, typer.Option(metavar="NAME", help="This plan only, with every point.")] = None,
    sign: Annotated[
        str | None, typer.Option(metavar="NAME", help="What happens if this plan alone can be signed.")
    ] = None,
    policy: PolicyName = None,
    draws: DrawCount = 200,
    quick: Quick = False,
    seed: Seed = 0,
    figure: FigureFiles = None,
    json: Json = False,
) -> None:
    """Weigh plans of a settlement: who gains, who refuses, which point binds, the smallest change that would help."""
    import ripeness
    from ripeness.cli.answering import ask, show
    from ripeness.cli.writing import refuse_figures, write_figures
    from ripeness.pages.plans import plans_page
    from ripeness.pages.signing import signing_page

    refuse_figures(figure, "plans --sign" if sign else "plans")
    argument, draws = ripeness.load(scenario, view), first_look(context, draws, quick)
    nothing = "Interrupted before anything could be weighed."
    result = ask(ripeness.plans, argument, plan, sign, policy, draws, seed, nothing=nothing)
    write_figures(result, figure)
    show(result, signing_page if sign else partial(plans_page, full=plan is not None), json, draws)
