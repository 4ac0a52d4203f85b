"""``ripeness ask``: the chance of one event by a day, or the questions that a scenario states."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from ripeness.cli import options as of
from ripeness.scenarios.shipped import FLAGSHIP, shipped

QUESTION = (
    'An event with a day, such as "ceasefire by 2026-12-31", or a stated question; left out: those that are stated.'
)
CHANCES = (
    "Without a question: also the chances of all that are stated. An option that changes chances asks for them too."
)

LISTING = {"question", "scenario", "view", "json"}
"""What may be stated and asks for no chance."""


def ask(
    context: typer.Context,
    question: Annotated[str, typer.Argument(metavar="[QUESTION]", help=QUESTION)] = "",
    scenario: Annotated[str, typer.Argument(metavar="[SCENARIO]", help="Name or file of a scenario.")] = FLAGSHIP,
    chances: Annotated[bool, typer.Option("--chances", help=CHANCES)] = False,
    view: of.ViewName = None,
    policy: of.PolicyName = None,
    settings: of.Settings = None,
    draws: of.DrawCount = 200,
    until_effective: of.UntilEffective = None,
    no_record: of.NoRecord = False,
    seed: of.Seed = 0,
    details: of.Details = False,
    json: of.Json = False,
) -> None:
    """Say how likely an event is by a day: the end of the war, a settlement, a first ceasefire, one of the endings."""
    import ripeness
    from ripeness.cli.answering import ask as put
    from ripeness.cli.answering import print_json, print_page, show
    from ripeness.pages.ask import answers_page, ask_page
    from ripeness.pages.stated import questions_of, questions_page
    from ripeness.schema.printed_form import marked

    if question in shipped() or question.endswith((".yaml", ".yml")):
        question, scenario = "", question
    argument = ripeness.load(scenario, view)
    levers = of.levers_of(settings, argument)
    asked = partial(put, policy=policy, levers=levers, draws=draws, seed=seed, record=not no_record,
                    until_effective=until_effective)  # fmt: skip
    if not question and not of.stated(context).keys() - LISTING:
        print_json(marked("questions", questions_of(argument))) if json else print_page(questions_page(argument))
        return
    found = asked(ripeness.ask, argument, question) if question else asked(ripeness.answers, argument)
    show(found, partial(ask_page, details=details) if question else answers_page, json, draws)
