"""The questions that a scenario is asked, listed at once: no war is solved for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypedDict

from ripeness.pages.layout import Block, Column, Gap, Page, Prose, note, section, strong, table
from ripeness.pages.names import named
from ripeness.questions.ask.chances import lacks
from ripeness.questions.ask.event import EXAMPLE
from ripeness.questions.ask.stated import Price, price_of, stated_in

if TYPE_CHECKING:
    from ripeness.schema import Scenario


class StatedQuestion(TypedDict):
    """A question, by the name that `ripeness ask` takes.

    event : in words. opens : the day by which it is known that nothing had happened. by : last day that counts.
    decided : who decides, and from what. market : what one said. missing : what the model would have to hold to answer
    it, None where it can.
    """

    question: str
    event: str
    opens: str
    by: str
    decided: str
    market: Price | None
    missing: str | None


class StatedQuestions(TypedDict):
    """What ``ripeness ask --json`` prints without a question: what is stated for the scenario, without chances."""

    scenario: str
    title: str
    as_of: str
    names: dict[str, str]
    questions: list[StatedQuestion]


def questions_of(scenario: Scenario) -> StatedQuestions:
    """Return every question that is stated for a scenario; refuse one for which none is."""
    told: list[StatedQuestion] = [
        {
            "question": name,
            "event": one.title,
            "opens": one.opens,
            "by": one.by,
            "decided": one.source,
            "market": price_of(one),
            "missing": lacks(one, scenario) or None,
        }
        for name, one in stated_in(scenario).items()
    ]
    return {
        "scenario": scenario.name,
        "title": scenario.title,
        "as_of": scenario.calendar.as_of,
        "names": scenario.names(),
        "questions": told,
    }


def questions_page(scenario: Scenario) -> Page:
    """Return the page: each question with its last day, and how to ask for chances."""
    found = questions_of(scenario)
    return named(tuple(_parts(found)), found["names"])


def _parts(found: StatedQuestions) -> Iterator[Block]:
    yield strong(f"What the scenario '{found['title']}' is asked")
    rows = [(one["question"], one["by"], one["event"]) for one in found["questions"] if one["missing"] is None]
    if rows:
        yield table([Column("question", whole=True), Column("by", whole=True), Column("in words")], rows)
    missing = [one for one in found["questions"] if one["missing"] is not None]
    if missing:
        lines = (Prose(f"{one['question']}: {one['event']} Missing: {one['missing']}.") for one in missing)
        yield section("What this model cannot answer", lines)
    yield Gap()
    name = found["scenario"]
    yield note(f"One with its chance: ripeness ask NAME {name}. All with their chances: ripeness ask {name} --chances.")
    yield note(f"Any other event: ripeness ask {EXAMPLE} {name}.")
