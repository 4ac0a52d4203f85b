"""A chronicle: one sampled war as plain data, which ``ripeness story --json`` prints and words are made of."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from ripeness.arrays import ACTORS, BELIEVERS
from ripeness.compiler import front
from ripeness.ensemble.asked import Asked
from ripeness.questions.set_levers import levers_in_words
from ripeness.schema.scenario import Scenario
from ripeness.schema.sections.issue import on_land
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.solver.course import Course
from ripeness.solver.story import Month, War
from ripeness.statistics.bands import nine_digits

ByName = dict[str, float]
PUNISHMENTS = ("none", "executive action", "package in force")


class Terms(TypedDict):
    """Terms and what they are worth, by actor, in shares of the prize; see `solver.story.Terms`."""

    issues: ByName
    worth: ByName
    most_for_attacker: float | None


class MonthTold(TypedDict):
    """One month: its state at the start, what was done in it; see `solver.story.Month`.

    `number` counts from 1, the month in which the war began. `battle` and `collapse` are by believer, `wins_within`,
    `wins_ever` and `value` by actor. `war_chest` is None where the scenario has no reserves, `punishment` where there
    is no gate.
    """

    month: str
    number: int
    front: int
    move: int | None
    war_chest: float | None
    punishment: str | None
    sincerity: float | None
    punishes_below: float | None
    acts_below: float | None
    battle: ByName
    collapse: ByName
    wins_within: ByName
    wins_ever: ByName
    value: ByName
    gap: float
    in_reach: bool
    concluded: float
    terms: Terms
    attends: bool | None
    bombs: bool | None
    partial_deal: bool
    truce: str | None


class Signed(TypedDict):
    """How the war ended; what was signed, and its worth by actor (None without a settlement)."""

    month: str
    number: int
    ending: str
    terms: ByName | None
    worth: ByName | None


class Event(TypedDict):
    """What nobody expected: the first month of an epoch."""

    month: str
    title: str


class Chronicle(TypedDict):
    """One sampled war.

    `draw` is None for the central set of assumptions, each at its median. `taken_from` is of how many draws it was
    taken, with a probability equal to its weight; None where it was named. `record_months` is how many months of what
    was seen the first state was drawn from; 0 where the war is told from its first month. `ended` is None where it
    still goes on in `until`. `belief_horizon`: months within which a side must have won, for `wins_within`.
    """

    scenario: str
    title: str
    war_began: str
    as_of: str
    policy: str
    policy_title: str
    levers: dict[str, str]
    levers_told: list[str]
    seed: int
    draw: int | None
    draw_seed: int
    taken_from: int | None
    assumptions: int
    precision: str
    record_months: int
    steps: int
    start: int
    step_area: float | None
    base_area: float | None
    belief_horizon: int
    names: dict[str, str]
    issues: dict[str, str]
    land: bool
    named_steps: dict[str, dict[str, str]]
    events: list[Event]
    months: list[MonthTold]
    ended: Signed | None
    until: str


def chronicle(
    scenario: Scenario,
    course: Course,
    war: War,
    asked: Asked,
    draw: int | None,
    draw_seed: int,
    taken_from: int | None,
    *,
    from_record: bool,
) -> Chronicle:
    """Give a war's months their names and dates.

    Parameters
    ----------
    asked : what is adopted, seed and precision. draw, draw_seed, taken_from : as in `Chronicle`.
    from_record : whether its first state was drawn from what the record leaves possible.
    """
    area = scenario.front.step_area or scenario.front.cell
    base = None if scenario.front.area is None else front.span(scenario)[0]
    last = war.months[-1].month
    ended: Signed | None = None
    if war.ending is not None:
        terms = None if war.signed is None else _by_issue(scenario, war.signed)
        ended = {
            "month": scenario.month_label(last),
            "number": last + 1,
            "ending": war.ending,
            "terms": terms,
            "worth": None if war.worth is None else _by(ACTORS, war.worth),
        }
    return {
        "scenario": scenario.name,
        "title": scenario.title,
        "war_began": scenario.calendar.war_began,
        "as_of": scenario.calendar.as_of,
        "policy": asked.policy,
        "policy_title": scenario.policies[asked.policy].title if asked.policy in scenario.policies else "",
        "levers": {name: str(value) for name, value in asked.stated.items()},
        "levers_told": levers_in_words(asked.scenario, asked.stated),
        "seed": asked.seed,
        "draw": draw,
        "draw_seed": draw_seed,
        "taken_from": taken_from,
        "assumptions": len(scenario.assumptions()),
        "precision": asked.precision,
        "record_months": len(scenario.record.months) if from_record and scenario.record else 0,
        "steps": front.cells_of(scenario),
        "start": front.first_cell(scenario),
        "step_area": None if area is None else nine_digits(area.centre),
        "base_area": None if base is None else nine_digits(base),
        "belief_horizon": scenario.calendar.belief_horizon,
        "names": {actor: scenario.actors[scenario.actor(actor)].name for actor in ACTORS},
        "issues": {name: issue.title for name, issue in scenario.issues.items()},
        "land": on_land(scenario.issues),
        "named_steps": {
            name: {f"{share:g}": told for share, told in issue.steps.items()}
            for name, issue in scenario.issues.items()
            if issue.steps
        },
        "events": _events(scenario, course, war, asked),
        "months": [_month(scenario, month) for month in war.months],
        "ended": ended,
        "until": scenario.month_label(last if ended else last + 1),
    }


def _events(scenario: Scenario, course: Course, war: War, asked: Asked) -> list[Event]:
    """Epochs that begin after the first month told, and no later than the last."""
    titles = {scenario.month_index(one.from_): one.title for one in scenario.epochs.values()}
    if asked.policy != STATUS_QUO or asked.stated:
        titles[course.as_of] = "what is adopted comes into effect"
    first, last = war.months[0].month, war.months[-1].month
    return [
        {"month": scenario.month_label(epoch.start), "title": titles[epoch.start]}
        for epoch in course.epochs
        if first < epoch.start <= last and epoch.start in titles
    ]


def _month(scenario: Scenario, month: Month) -> MonthTold:
    terms = month.terms
    return {
        "month": scenario.month_label(month.month),
        "number": month.month + 1,
        "front": month.front,
        "move": month.move,
        "war_chest": None if scenario.war_chest is None else nine_digits(month.war_chest),
        "punishment": _punishment(month),
        "sincerity": _known(month.sincerity),
        "punishes_below": _known(month.punishes_below),
        "acts_below": _known(month.acts_below),
        "battle": _by(BELIEVERS, month.battle),
        "collapse": _by(BELIEVERS, month.collapse),
        "wins_within": _by(ACTORS, month.within),
        "wins_ever": _by(ACTORS, month.ever),
        "value": _by(ACTORS, (month.attacker, month.defender)),
        "gap": nine_digits(month.gap),
        "in_reach": month.in_reach,
        "concluded": nine_digits(month.concluded),
        "terms": {
            "issues": _by_issue(scenario, terms.issues),
            "worth": _by(ACTORS, (terms.attacker, terms.defender)),
            "most_for_attacker": _known(terms.most_for_attacker),
        },
        "attends": month.attends,
        "bombs": month.bombs,
        "partial_deal": month.partial_deal,
        "truce": month.truce,
    }


def _punishment(month: Month) -> str | None:
    if month.levels == 1:
        return None
    return PUNISHMENTS[{0: 0, month.levels - 1: -1}.get(month.level, 1)]


def _by(names: tuple[str, ...], values: tuple[float, ...]) -> ByName:
    return {name: nine_digits(value) for name, value in zip(names, values, strict=True)}


def _by_issue(scenario: Scenario, terms: np.ndarray) -> ByName:
    return _by(tuple(scenario.issues), tuple(terms))


def _known(value: float | None) -> float | None:
    return None if value is None else nine_digits(value)
