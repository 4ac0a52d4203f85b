"""``ripeness discover``: in which region of the assumptions a question or a claim holds."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.options import (
    Cluster,
    DrawCount,
    Json,
    NoRecord,
    PolicyName,
    ScenarioName,
    Seed,
    Settings,
    ViewName,
    levers_of,
)
from ripeness.scenarios.shipped import FLAGSHIP

QUESTION = 'An event with a day and how likely it must be, such as "first ceasefire or settlement by 2027-12 >= 50 %".'


def discover(
    scenario: ScenarioName = FLAGSHIP,
    view: ViewName = None,
    question: Annotated[str | None, typer.Option(metavar="EVENT", help=QUESTION)] = None,
    claim: Annotated[str | None, typer.Option(metavar="NAME", help="A claim of the scenario, in its place.")] = None,
    policy: PolicyName = None,
    settings: Settings = None,
    draws: DrawCount = 200,
    no_record: NoRecord = False,
    seed: Seed = 0,
    cluster: Cluster = None,
    json: Json = False,
) -> None:
    """Say in which region of the assumptions a question or a claim holds, and whether luck would find one as good."""
    import ripeness
    from ripeness.cli.answering import ask, show
    from ripeness.pages.discover import discover_page

    argument = ripeness.load(scenario, view)
    found = ask(
        ripeness.discover, argument, question, claim, policy, levers_of(settings, argument), draws, seed,
        record=not no_record, cluster=cluster,
    )  # fmt: skip
    show(found, discover_page, json, draws)
