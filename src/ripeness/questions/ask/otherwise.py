"""The same event asked for otherwise: from the forecast's first day, or from the day on which a stated question opens.

A stated question counts from the day by whose end it is known that nothing had happened; words count from the first day
of the forecast. The two chances differ, and an answer tells both.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from ripeness.questions.ask.chances import PASSAGES, drawn
from ripeness.questions.ask.event import CEASED, Event, chance_by, months_ahead
from ripeness.statistics.bands import Band, band

if TYPE_CHECKING:
    import xarray as xr

    from ripeness.schema import Scenario
    from ripeness.schema.sections.question import Question

WORDS = {
    "ended": "war ends",
    "settled": "settlement",
    "first_ceasefire": "first ceasefire or settlement",
    "ceasefire_holds": "ceasefire that holds",
    "signed_with_land": "settlement to attacker",
}
"""By kind of a stated question: words for the same event."""

assert set(WORDS) == set(PASSAGES)


class Otherwise(TypedDict):
    """The other way to ask.

    question : as `ripeness ask` takes it. opens : day from which it counts; chance : from then.
    """

    question: str
    opens: str
    chance: Band


def as_stated(held: xr.Dataset, event: Event, by: date, scenario: Scenario) -> Otherwise | None:
    """Return what the stated question of the same event and last day gives; None where none is stated."""
    from ripeness.scenarios.shipped import questions

    kind = kind_of(event)
    for name, one in questions(scenario).items():
        if (one.kind, one.by) == (kind, by.isoformat()) and not one.at_least:
            found = drawn(held, one, scenario)
            return Otherwise(question=name, opens=one.opens, chance=band(found.values, found.weight))
    return None


def from_the_first_day(held: xr.Dataset, stated: Question, scenario: Scenario) -> Otherwise | None:
    """Return the chance of a stated question's event from the forecast's first day; None where it asks for no event."""
    if stated.kind not in PASSAGES:
        return None
    event = PASSAGES[stated.kind]
    if stated.kind == "first_ceasefire" and scenario.truce is None:
        event = CEASED
    values = chance_by(held, event, months_ahead(date.fromisoformat(stated.by), scenario))
    return Otherwise(
        question=f"{WORDS[stated.kind]} by {stated.by}",
        opens=f"{scenario.calendar.as_of}-01",
        chance=band(values, held.weight.values),
    )


def kind_of(event: Event) -> str:
    """Return the kind of question that asks for an event; empty for a single ending, of which no base rate is known."""
    by_event = {PASSAGES[kind]: kind for kind in ("ended", "settled", "first_ceasefire", "ceasefire_holds")}
    return "first_ceasefire" if event is CEASED else by_event.get(event, "")
