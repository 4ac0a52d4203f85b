"""What stands beside a forecast: how often other wars went on as long, and what markets said of the same questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypedDict

from ripeness.arrays import ENDINGS, SETTLEMENTS
from ripeness.errors import ScenarioError
from ripeness.questions.ask.chances import at, lacks
from ripeness.questions.ask.event import months_after
from ripeness.questions.baserate.ask import rates_of
from ripeness.schema.calendar import months_between
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.statistics.bands import Figure, figure
from ripeness.statistics.weighted import Numbers

if TYPE_CHECKING:
    from ripeness.schema import Scenario

SPANS = (6, 12, 24, 36, 60)
"""Months ahead at which the base rate is told."""


class GoesOn(TypedDict):
    """Share of wars between states that had lasted as long which went on: lowest and highest of several methods."""

    months_ahead: int
    low: float
    high: float


class OfMarket(TypedDict):
    """A stated question: what the forecast gives it, and what a market said in the month of the forecast."""

    name: str
    question: str
    by: str
    chance: Figure
    price: float
    date: str
    source: str


def other_wars(scenario: Scenario, shown: int, spans: Iterable[int] = SPANS) -> list[GoesOn]:
    """Return the base rates of going on, of a war of which something was seen; none for a made-up one.

    shown : the last month ahead. spans : months ahead, of which those up to it are told.
    """
    if scenario.record is None:
        return []
    age = float(months_between(scenario.calendar.war_began, scenario.calendar.as_of))
    found = {span: rates_of(age, span) for span in spans if span <= shown}
    return [GoesOn(months_ahead=span, low=one["low"], high=one["high"]) for span, one in found.items() if one]


def markets(scenario: Scenario, attrs: Mapping[Any, Any], ended: Numbers, stopped: Numbers) -> list[OfMarket]:
    """Return the stated questions of which a market said something in the month of the forecast.

    None where a policy is adopted or a lever set, which no market was asked of.

    attrs : of the forecast. ended : mean chance by ending and month, (ending, month). stopped : of a first ceasefire or
    settlement, (month,).
    """
    from ripeness.scenarios.shipped import questions

    if attrs.get("policy", STATUS_QUO) != STATUS_QUO or attrs.get("levers", "{}") not in ("", "{}", {}):
        return []
    try:
        stated = questions(scenario)
    except ScenarioError:  # whoever asks for them is told; a run that was computed is shown without
        return []
    by_kind = {
        "ended": ended.sum(axis=0),
        "settled": ended[[ENDINGS.index(name) for name in SETTLEMENTS]].sum(axis=0),
        "first_ceasefire": stopped,
    }
    found = []
    for name, one in stated.items():
        market, last = one.market, months_after(date.fromisoformat(one.by), scenario)
        if market is None or one.kind not in by_kind or lacks(one, scenario):
            continue
        if market.date[:7] != scenario.calendar.as_of or not 0.0 < last <= len(stopped) - 1:
            continue
        opened = max(0.0, months_after(date.fromisoformat(one.opens), scenario))
        by, before = (float(at(by_kind[one.kind][None], time)[0]) for time in (last, opened))
        chance = figure((by - before) / (1.0 - before)) if before < 1.0 else None
        told = (name, one.title, one.by, chance, market.price, market.date, market.source)
        found.append(OfMarket(**dict(zip(OfMarket.__annotations__, told, strict=True))))  # type: ignore[typeddict-item]
    return found
