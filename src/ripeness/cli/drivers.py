"""``ripeness drivers``: which numbers carry the spread of a question."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.options import Cluster, Json, NoRecord, PolicyName, ScenarioName, Seed, Settings, ViewName, levers_of
from ripeness.scenarios.shipped import FLAGSHIP

QUESTION = 'An event with a day, such as "first ceasefire or settlement by 2027-12"; the war\'s end if left out.'
BASE = "Base rows of the design, each some twenty runs; 0: the ranking alone. 128, or 24 in a war of many numbers."
SLOPES = "Also bound each number by exact slopes; without a truce only, and it takes minutes."


def drivers(
    scenario: ScenarioName = FLAGSHIP,
    view: ViewName = None,
    question: Annotated[str | None, typer.Option(metavar="EVENT", help=QUESTION)] = None,
    policy: PolicyName = None,
    settings: Settings = None,
    draws: Annotated[int, typer.Option(metavar="N", help="How many versions of the argument are ranked over.")] = 200,
    base: Annotated[int | None, typer.Option(metavar="N", help=BASE)] = None,
    slopes: Annotated[bool, typer.Option("--slopes", help=SLOPES)] = False,
    no_record: NoRecord = False,
    seed: Seed = 0,
    cluster: Cluster = None,
    resume: Annotated[
        bool, typer.Option("--resume/--anew", help="Go on from what was kept, or compute it anew.")
    ] = True,
    json: Json = False,
) -> None:
    """Say which numbers carry the spread of a question: alone, in groups and together, and what luck alone gives."""
    import ripeness
    from ripeness.cli.answering import ask, show
    from ripeness.pages.drivers import drivers_page

    argument = ripeness.load(scenario, view)
    found = ask(
        ripeness.drivers, argument, question, policy, levers_of(settings, argument), draws, seed, base=base,
        slopes=slopes, record=not no_record, anew=not resume, cluster=cluster,
    )  # fmt: skip
    show(found, drivers_page, json, draws)
