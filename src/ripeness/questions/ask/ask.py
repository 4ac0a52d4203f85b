"""Ask for the chance of one event by a day, in words or by the name of a stated question; or every stated question."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, TypedDict

from ripeness.ensemble.asked import DRAWS, Asked, Levers, asked
from ripeness.errors import RunError
from ripeness.questions.arguments import checked
from ripeness.questions.ask.base import Range, of_wars, reference
from ripeness.questions.ask.chances import LEVELS, Drawn, drawn, lacks, refuse_unanswerable
from ripeness.questions.ask.event import EXAMPLE, chance_by, months_ahead, read_question
from ripeness.questions.ask.event import Question as Read
from ripeness.questions.ask.otherwise import Otherwise, as_stated, from_the_first_day, kind_of
from ripeness.questions.ask.read_as import Reading, reading_of
from ripeness.questions.ask.stated import Price, price_of, stated_in
from ripeness.questions.result import Result
from ripeness.questions.set_levers import levers_in_words
from ripeness.questions.until import until_effective as drawn_on
from ripeness.schema.nearest import nearest
from ripeness.schema.section import is_name
from ripeness.schema.sections.question import Question
from ripeness.statistics.bands import Band, Figure, band, figure
from ripeness.statistics.pareto import khat
from ripeness.statistics.weighted import effective_sample_size, monte_carlo_error

if TYPE_CHECKING:
    import pandas
    import xarray as xr

    from ripeness.ensemble.computation import Progress
    from ripeness.schema import Scenario


class Distribution(TypedDict):
    """How a figure that is asked for is distributed, over the wars that go on: quantiles at `levels`."""

    unit: str
    levels: list[float]
    quantiles: list[float]


class Answer(TypedDict):
    """What ``ripeness ask --json`` prints: the chance of an event by a day.

    question : as asked; the name of a stated one. reading : of words that can be read in two ways, how they were; else
    None. event : in words. quantity : of the forecast, or the kind of a stated
    question. opens : of a stated question, the day by which it is known that nothing had happened. by : last day that
    counts. chance : over the sets of assumptions; where a figure is asked, its mean. figure : of a question that asks
    for a figure. base_rate : how often it came about elsewhere, where that is known. market : what one said, where the
    question states it, or a stated one of the same kind and last day. otherwise : the chance of the same event from
    another day on; None where nobody states such a question. levers : set on top of the policy; levers_told : the same
    in words. khat : shape of the weights' tail; above 0.7, do not trust them. monte_carlo_error : of the chance, from
    the number of draws alone.
    """

    scenario: str
    title: str
    as_of: str
    names: dict[str, str]
    question: str
    reading: Reading | None
    event: str
    quantity: str
    opens: str
    by: str
    policy: str
    levers: dict[str, str]
    levers_told: list[str]
    chance: Band
    figure: Distribution | None
    base_rate: Range | None
    market: Price | None
    otherwise: Otherwise | None
    draws: int
    effective_sample_size: float | None
    khat: Figure
    monte_carlo_error: Figure
    record: bool


class Unanswered(TypedDict):
    """A stated question that the model cannot answer, and what is missing."""

    question: str
    event: str
    missing: str


class Answers(TypedDict):
    """What ``ripeness ask --chances --json`` prints: every question stated for the scenario, with its chance."""

    scenario: str
    title: str
    as_of: str
    names: dict[str, str]
    answers: list[Answer]
    unanswered: list[Unanswered]


@dataclass(frozen=True, repr=False)
class Chance(Result):
    """The chance of an event by a day; its content is an `Answer`."""

    question = "ask"

    def table(self) -> pandas.DataFrame:
        """Return one row: the event, its last day, the chance and what eight in ten sets of assumptions give."""
        import pandas

        row = {"event": self["event"], "by": self["by"], **self["chance"]}
        return pandas.DataFrame([row]).set_index(["event", "by"])


@dataclass(frozen=True, repr=False)
class Chances(Result):
    """The chances of all stated questions; its content is `Answers`."""

    question = "answers"

    def table(self) -> pandas.DataFrame:
        """Return a row for each question that is answered: chance, base rate, price of a market."""
        import pandas

        rows = [
            {
                "question": one["question"],
                "by": one["by"],
                **one["chance"],
                "base_rate": one["base_rate"] and one["base_rate"]["value"],
                "market": one["market"] and one["market"]["price"],
            }
            for one in self["answers"]
        ]
        return pandas.DataFrame(rows, columns=["question", "by", "mean", "p10", "p90", "base_rate", "market"])


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
    until_effective: int | None = None,
    progress: Progress | None = None,
) -> Chance:
    """Say how likely an event is by a day.

    Parameters
    ----------
    scenario : from `ripeness.load`.
    question : such as "first ceasefire or settlement by 2026-12-31", "the war ends before 2028". A month or a year
        means its last day. Inside a month the chance is read off the straight line between its ends. Or the name of a
        question that the scenario states, or the file ``questions/NAME.yaml`` beside it.
    policy, levers, draws, seed, record, progress : as for `ripeness.forecast`.
    until_effective : take more draws until they count as so many equal ones, or 4,096 are taken.

    Returns
    -------
    `Chance`: `to_dict()`, `table()`.

    Raises
    ------
    RunError : words that are no event with a day, an event that the scenario's rules exclude or that the model does not
        hold, a day out of reach.
    """
    stated = _stated(question, scenario)
    if stated is not None:
        refuse_unanswerable(stated, scenario)
        horizon = math.ceil(months_ahead(date.fromisoformat(stated.by), scenario))
        one = asked(scenario, policy, levers, draws, seed, horizon, record=record)

        def found(held: xr.Dataset) -> Answer:
            return answer(held, one, question, stated, levers)

    else:
        read = read_question(question, scenario)
        ahead, market = months_ahead(read.day, scenario), _market(read, scenario)
        one = asked(scenario, policy, levers, draws, seed, math.ceil(ahead), record=record)

        def found(held: xr.Dataset) -> Answer:
            values = Drawn(chance_by(held, read.event, ahead), held.weight.values)
            base = of_wars(scenario, kind_of(read.event), 0.0, ahead)
            told = (question, read.event.what, read.event.quantity, "", read.day.isoformat())
            beside = as_stated(held, read.event, read.day, scenario)
            return _answer(
                held, one, values, told, base, market, beside, levers, reading_of(held, read, values, scenario)
            )

    held = draw_on(one, until_effective, lambda held: found(held)["effective_sample_size"] or 0.0, progress)
    return Chance(found(held), bool(held.attrs.get("partial")), int(held.sizes["draw"]))


@checked
def answers(
    scenario: Scenario,
    policy: str | None = None,
    levers: Levers | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    record: bool = True,
    until_effective: int | None = None,
    progress: Progress | None = None,
) -> Chances:
    """Answer every question that is stated for a scenario, in its file or in ``questions/NAME.yaml`` beside it.

    Parameters
    ----------
    scenario, policy, levers, draws, seed, record, until_effective, progress : as for `ripeness.ask`.

    Returns
    -------
    `Chances`: `to_dict()`, `table()`; what the model cannot answer stands apart, with what is missing.

    Raises
    ------
    RunError : no question is stated. ScenarioError : a question that is wrong.
    """
    stated = stated_in(scenario)
    missing = {name: lacks(one, scenario) for name, one in stated.items()}
    answered = {name: one for name, one in stated.items() if not missing[name]}
    for one in answered.values():
        refuse_unanswerable(one, scenario)
    found: list[Answer] = []
    partial, finished = False, 0
    if answered:
        asked_of = asked(scenario, policy, levers, draws, seed, None, record=record)
        held = draw_on(asked_of, until_effective, lambda held: effective_sample_size(held.weight.values), progress)
        found = [answer(held, asked_of, name, one, levers) for name, one in answered.items()]
        partial, finished = bool(held.attrs.get("partial")), int(held.sizes["draw"])
    content = Answers(
        scenario=scenario.name,
        title=scenario.title,
        as_of=scenario.calendar.as_of,
        names=scenario.names(),
        answers=found,
        unanswered=[
            Unanswered(question=name, event=stated[name].title, missing=why) for name, why in missing.items() if why
        ],
    )
    return Chances(content, partial, finished)


def draw_on(
    one: Asked, wanted: int | None, effective: Callable[[xr.Dataset], float], progress: Progress | None
) -> xr.Dataset:
    """Forecast with as many draws as are asked, or with more until enough of them count."""
    from dataclasses import replace

    from ripeness.ensemble.forecast import forecasts

    def compute(draws: int) -> tuple[xr.Dataset, float]:
        of = replace(one, draws=draws)
        held = forecasts({one.policy: of}, views=False, reuse=True, progress=progress)[one.policy]
        return held, math.inf if held.attrs.get("partial") else effective(held)

    return drawn_on(compute, one.draws, wanted)


def answer(held: xr.Dataset, one: Asked, name: str, stated: Question, levers: Levers | None = None) -> Answer:
    """Return what a forecast says of a stated question."""
    values = drawn(held, stated, one.scenario)
    told = (name, stated.title, stated.kind, stated.opens, stated.by)
    beside = from_the_first_day(held, stated, one.scenario)
    return _answer(held, one, values, told, reference(stated, one.scenario).base, price_of(stated), beside, levers)


def _answer(
    held: xr.Dataset,
    one: Asked,
    found: Drawn,
    told: tuple[str, str, str, str, str],
    base: Range | None,
    market: Price | None,
    otherwise: Otherwise | None,
    levers: Mapping[str, float | str] | None,
    reading: Reading | None = None,
) -> Answer:
    question, event, quantity, opens, by = told
    distribution = None
    if found.quantiles:
        distribution = Distribution(unit="km^2", levels=list(LEVELS), quantiles=[round(one) for one in found.quantiles])
    return Answer(
        scenario=one.scenario.name,
        title=one.scenario.title,
        as_of=one.scenario.calendar.as_of,
        names=one.scenario.names(),
        question=question,
        reading=reading,
        event=event,
        quantity=quantity,
        opens=opens,
        by=by,
        policy=one.policy,
        levers={name: str(value) for name, value in (levers or {}).items()},
        levers_told=levers_in_words(one.scenario, levers or {}),
        chance=band(found.values, found.weight),
        figure=distribution,
        base_rate=base,
        market=market,
        otherwise=otherwise,
        draws=int(held.sizes["draw"]),
        effective_sample_size=figure(effective_sample_size(found.weight)),
        khat=figure(khat(found.weight)),
        monte_carlo_error=figure(monte_carlo_error(found.values, found.weight)),
        record=one.record,
    )


def _stated(question: str, scenario: Scenario) -> Question | None:
    """Return the stated question of a name; None for words."""
    if not is_name(question.strip()):
        return None
    from ripeness.scenarios.shipped import questions

    stated = questions(scenario)
    if question.strip() in stated:
        return stated[question.strip()]
    if stated:
        guess = nearest(question.strip(), stated)
        fix = f"Did you mean {guess!r}? " if guess else ""
        what = f"'{question.strip()}' is no event with a day and no question that {scenario.name} states"
        raise RunError(what, f"{fix}Write for example {EXAMPLE}, or `ripeness ask` alone, which lists what is stated")
    return None


def _market(read: Read, scenario: Scenario) -> Price | None:
    """Return what a market said of a stated question of the same kind and last day; None where none states one."""
    from ripeness.scenarios.shipped import questions

    same = (one for one in questions(scenario).values() if (one.kind, one.by) == (kind_of(read.event), str(read.day)))
    return next((price for one in same if (price := price_of(one)) is not None), None)
