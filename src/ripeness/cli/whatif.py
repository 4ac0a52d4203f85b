"""``ripeness whatif``: the same wars under two policies."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from ripeness.cli.options import (
    Details,
    DrawCount,
    FigureFiles,
    Json,
    Quick,
    ScenarioName,
    Seed,
    ViewName,
    first_look,
    levers_of,
)
from ripeness.errors import RunError
from ripeness.scenarios.shipped import FLAGSHIP

if TYPE_CHECKING:
    from ripeness.schema import Scenario

ONCE_OR_TWICE = "A policy; twice: B (the second) against A (the first); once: against status-quo."
ON_TOP = "Set a lever on top of both policies; with no policy named: B is status-quo with these. Repeatable."


def whatif(
    context: typer.Context,
    scenario: ScenarioName = FLAGSHIP,
    view: ViewName = None,
    policy: Annotated[list[str] | None, typer.Option(metavar="NAME", help=ONCE_OR_TWICE)] = None,
    settings: Annotated[list[str] | None, typer.Option("--set", metavar="LEVER=VALUE", help=ON_TOP)] = None,
    draws: DrawCount = 200,
    quick: Quick = False,
    seed: Seed = 0,
    figure: FigureFiles = None,
    details: Details = False,
    json: Json = False,
) -> None:
    """Compare two policies on the same wars: what differs, where they part, through what, and what comes with it."""
    import ripeness
    from ripeness.cli.answering import ask, show
    from ripeness.cli.writing import refuse_figures, write_figures
    from ripeness.pages.whatif import whatif_page

    refuse_figures(figure, "whatif")
    argument, draws = ripeness.load(scenario, view), first_look(context, draws, quick)
    levers = levers_of(settings, argument)
    a, b = _two(argument, policy or [], levers)
    on_top = levers if policy else None
    nothing = "Interrupted before anything could be compared."
    result = ask(ripeness.whatif, argument, a, b, on_top, draws, seed, nothing=nothing)
    write_figures(result, figure)
    show(result, partial(whatif_page, details=details), json, draws)


def _two(scenario: Scenario, policies: list[str], levers: dict[str, str]) -> tuple[str, str | dict[str, str]]:
    """Return A and B: two policies, one against the status quo, or levers against it."""
    from ripeness.schema.sections.policy import STATUS_QUO

    if len(policies) > 2:
        raise RunError(f"{len(policies)} policies are named, and two are compared", "Name --policy once or twice")
    if policies:
        return (policies[0] if len(policies) == 2 else STATUS_QUO), policies[-1]
    if not levers:
        fix = f"Name one with --policy or set a lever with --set; policies: {', '.join(scenario.policies) or 'none'}"
        raise RunError("there is nothing to compare with the status quo", fix)
    return STATUS_QUO, levers
