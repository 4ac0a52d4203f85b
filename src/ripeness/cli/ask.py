"""``ripeness ask``: the chance of one event by a day."""

from __future__ import annotations

from typing import Annotated

import typer

from ripeness.cli.options import DrawCount, Json, NoRecord, PolicyName, Seed, Settings, ViewName, levers_of
from ripeness.scenarios.shipped import FLAGSHIP

QUESTION = 'An event with a day, such as "first ceasefire or settlement by 2026-12-31".'


def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help=QUESTION)],
    scenario: Annotated[str, typer.Argument(metavar="[SCENARIO]", help="Name or file of a scenario.")] = FLAGSHIP,
    view: ViewName = None,
    policy: PolicyName = None,
    settings: Settings = None,
    draws: DrawCount = 200,
    no_record: NoRecord = False,
    seed: Seed = 0,
    json: Json = False,
) -> None:
    """Say how likely an event is by a day: the war's end, a settlement, a first ceasefire, or one of the endings."""
    import ripeness
    from ripeness.cli.answering import ask as put
    from ripeness.cli.answering import show
    from ripeness.pages.ask import ask_page

    found = put(
        ripeness.ask, ripeness.load(scenario, view), question, policy, levers_of(settings), draws, seed,
        record=not no_record,
    )  # fmt: skip
    show(found, ask_page, json, draws)
