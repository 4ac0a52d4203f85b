"""How often what is asked came about elsewhere: base rates of questions, and what persistence says.

Equation:
    end of the war         1 - S(span | age), S by the methods of `questions.baserate`; value: their mean
    stop by agreement      the same x the share of ended wars that ended without a victory
    talks, deal, package   (k + 1/2) / (n + 1), k of the n coded months of the record
    area                   changes over as many months within the last two years of the record, added to its last area
Persistence: what was last seen holds on; an event that ends or stops the war does not come.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypedDict

import numpy as np

from ripeness.history.wars import load_wars
from ripeness.questions.ask.chances import LEVELS
from ripeness.questions.ask.event import months_after
from ripeness.questions.baserate.ask import rates_of
from ripeness.schema import Scenario
from ripeness.schema.calendar import months_between
from ripeness.schema.sections.question import OF_AREA, Question

RECENT = 24
"""Months of the record within which changes of the area are taken."""
BY_AGREEMENT = ("settled", "first_ceasefire", "ceasefire_holds")
SEEN = {"meeting": "attended", "deal": "partial_deal", "package": "package"}
"""By kind: what the record codes of it."""


class Range(TypedDict):
    """A base rate: one value, the lowest and the highest of several methods, and of what it is.

    lognormal : by the log-normal law of the durations alone; None where it is no rate of wars.
    """

    value: float
    low: float
    high: float
    lognormal: float | None
    about: str


@dataclass(frozen=True)
class Reference:
    """What needs no model. base : None where nothing is known. persistence : a chance, or an area.

    quantiles : of an area, at `LEVELS`, by the changes of the record.
    """

    base: Range | None
    persistence: float | None = None
    quantiles: tuple[float, ...] = ()


def reference(question: Question, scenario: Scenario) -> Reference:
    """Return base rate and persistence of a question."""
    opened = max(0.0, months_after(date.fromisoformat(question.opens), scenario))
    by = months_after(date.fromisoformat(question.by), scenario)
    if question.kind in OF_AREA:
        return _of_area(question, scenario)
    if question.kind in SEEN:
        return _of_record(question, scenario)
    return Reference(of_wars(scenario, question.kind, opened, by), 0.0)


def of_wars(scenario: Scenario, kind: str, opened: float, by: float) -> Range | None:
    """Return how often wars between states that had lasted as long ended; times in months after `as_of`'s first day."""
    if kind != "ended" and kind not in BY_AGREEMENT:
        return None
    age = months_between(scenario.calendar.war_began, scenario.calendar.as_of) + opened
    span = max(1, round(by - opened))
    found = rates_of(age, span)
    if found is None:
        return None
    share = 1.0 if kind == "ended" else without_victory()
    how = "" if kind == "ended" else " without a victory"
    within = f"{span} months" if span > 1 else "month"
    long = f"as long as this one ({age:.0f} months)"
    about = f"of the wars between states that had lasted {long} ended{how} within the next {within}"
    ends = [1.0 - one["value"] for one in found["estimates"]]
    law = next(
        1.0 - one["value"]
        for one in found["estimates"]
        if (one["method"], one["transformed"]) == ("lognormal", "ended")
    )
    return Range(
        value=share * sum(ends) / len(ends),
        low=share * min(ends),
        high=share * max(ends),
        lognormal=share * law,
        about=about,
    )


@cache
def without_victory() -> float:
    """Return the share, of the wars between states that ended as such, of those that ended without a victory."""
    ended = [war.outcome for war in load_wars("interstate", None) if war.outcome not in ("ongoing", "transformed")]
    return sum(one != "victory" for one in ended) / len(ended)


def _of_record(question: Question, scenario: Scenario) -> Reference:
    record = scenario.record.in_order() if scenario.record else []
    coded = [bool(value) for _, seen in record if (value := getattr(seen, SEEN[question.kind])) is not None]
    if not coded:
        return Reference(None)
    rate = (sum(coded) + 0.5) / (len(coded) + 1.0)
    about = f"of the {len(coded)} months that the record codes"
    return Reference(Range(value=rate, low=rate, high=rate, lognormal=None, about=about), float(coded[-1]))


def _of_area(question: Question, scenario: Scenario) -> Reference:
    record = scenario.record.in_order() if scenario.record else []
    seen = {month: float(one.area) for month, one in record if one.area is not None}
    if not seen:
        return Reference(None)
    last, base = max(seen), question.base or 0.0
    as_of = scenario.calendar.as_of
    span = max(1, round(months_after(date.fromisoformat(question.by), scenario) + months_between(last, as_of)))
    ends = [month for month in seen if 0 <= months_between(month, last) < RECENT]
    begins = {months_between(month, last): area for month, area in seen.items()}
    changes = [
        seen[month] - begins[before] for month in ends if (before := months_between(month, last) + span) in begins
    ]
    if not changes:
        return Reference(None, seen[last] - base)
    areas = seen[last] - base + np.array(changes)
    if question.at_least is None:
        told = tuple(float(one) for one in np.quantile(areas, LEVELS))
        return Reference(None, seen[last] - base, told)
    held = int((areas >= question.at_least).sum())
    rate = (held + 0.5) / (len(areas) + 1.0)
    about = f"of the {len(areas)} changes over as many months in the record's last {RECENT} months"
    persists = float(seen[last] - base >= question.at_least)
    return Reference(Range(value=rate, low=rate, high=rate, lognormal=None, about=about), persists)
