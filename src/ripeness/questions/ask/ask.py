"""Ask for the chance of one event by a day."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from ripeness.ensemble.arguments import checked
from ripeness.ensemble.asked import DRAWS, Levers, asked
from ripeness.questions.ask.event import WAR_ENDS, chance_by, months_ahead, read_question
from ripeness.questions.baserate.ask import ask as baserate
from ripeness.questions.result import Result
from ripeness.schema.calendar import months_between
from ripeness.statistics.bands import Band, band, figure
from ripeness.statistics.weighted import effective_sample_size

if TYPE_CHECKING:
    import pandas

    from ripeness.ensemble.computation import Progress
    from ripeness.schema import Scenario


class Range(TypedDict):
    """A base rate: the lowest and the highest of several methods."""

    low: float
    high: float


class Answer(TypedDict):
    """What ``ripeness ask --json`` prints: the chance of an event by a day.

    question : as asked. event : in words. quantity : of the forecast. by : last day that counts. chance : over the sets
    of assumptions. base_rate : of wars between states that had lasted as long, where the event is the war's end.
    levers : set on top of the policy.
    """

    scenario: str
    title: str
    as_of: str
    names: dict[str, str]
    question: str
    event: str
    quantity: str
    by: str
    policy: str
    levers: dict[str, str]
    chance: Band
    base_rate: Range | None
    draws: int
    effective_sample_size: float | None
    record: bool


@dataclass(frozen=True, repr=False)
class Chance(Result):
    """The chance of an event by a day; its content is an `Answer`."""

    question = "ask"

    def table(self) -> pandas.DataFrame:
        """Return one row: the event, its last day, the chance and what eight in ten sets of assumptions give."""
        import pandas

        row = {"event": self["event"], "by": self["by"], **self["chance"]}
        return pandas.DataFrame([row]).set_index(["event", "by"])


@checked
def ask(
    scenario: Scenario,
    question: str,
    policy: str | None = None,
    levers: Levers | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    record: bool = True,
    progress: Progress | None = None,
) -> Chance:
    """Say how likely an event is by a day.

    Parameters
    ----------
    scenario : from `ripeness.load`.
    question : such as "first ceasefire or settlement by 2026-12-31", "the war ends before 2028". A month or a year
        means its last day. Inside a month the chance is read off the straight line between its ends.
    policy, levers, draws, seed, record, progress : as for `ripeness.forecast`.

    Returns
    -------
    `Chance`: `to_dict()`, `table()`.

    Raises
    ------
    RunError : words that are no event with a day, an event that the scenario's rules exclude, a day out of reach.
    """
    from ripeness.ensemble.forecast import forecasts

    read = read_question(question, scenario)
    ahead = months_ahead(read.day, scenario)
    one = asked(scenario, policy, levers, draws, seed, math.ceil(ahead), record=record)
    held = forecasts({one.policy: one}, views=False, reuse=True, progress=progress)[one.policy]
    values = chance_by(held, read.event, ahead)
    weight = held.weight.values
    return Chance(
        Answer(
            scenario=scenario.name,
            title=scenario.title,
            as_of=scenario.calendar.as_of,
            names=scenario.names(),
            question=question,
            event=read.event.what,
            quantity=read.event.quantity,
            by=read.day.isoformat(),
            policy=one.policy,
            levers={name: str(value) for name, value in (levers or {}).items()},
            chance=band(values, weight),
            base_rate=_base_rate(scenario, ahead) if read.event is WAR_ENDS else None,
            draws=int(held.sizes["draw"]),
            effective_sample_size=figure(effective_sample_size(weight)),
            record=record,
        ),
        bool(held.attrs.get("partial")),
        int(held.sizes["draw"]),
    )


def _base_rate(scenario: Scenario, ahead: float) -> Range | None:
    age = months_between(scenario.calendar.war_began, scenario.calendar.as_of)
    rates = baserate(float(age), [max(1, round(ahead))])["rates"][0]
    return Range(low=1.0 - rates["high"], high=1.0 - rates["low"])
