"""The questions that a scenario is asked, as they are stated, and what a market said of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from ripeness.errors import RunError
from ripeness.questions.ask.event import EXAMPLE

if TYPE_CHECKING:
    from ripeness.schema import Scenario
    from ripeness.schema.sections.question import Question


class Price(TypedDict):
    """What a market said of a question: its last price on a day, and where that was read."""

    price: float
    date: str
    source: str


def stated_in(scenario: Scenario) -> dict[str, Question]:
    """Return the questions that are stated for a scenario, by name.

    Raises
    ------
    RunError : none is. ScenarioError : a question that is wrong.
    """
    from ripeness.scenarios.shipped import questions

    stated = questions(scenario)
    if not stated:
        raise RunError(
            f"no question is stated for {scenario.name}",
            f"Ask one in words, such as {EXAMPLE}, or write questions/{scenario.name}.yaml beside its file",
        )
    return stated


def price_of(stated: Question) -> Price | None:
    """Return what a market said of a stated question; None where the question tells of none."""
    said = stated.market
    return None if said is None else Price(price=said.price, date=said.date, source=said.source)
