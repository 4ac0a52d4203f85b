"""A chronicle: one sampled war as plain data, which ``ripeness history --json`` prints and words are made of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

import numpy as np

from ripeness.arrays import ACTORS, BELIEVERS
from ripeness.schema.scenario import Scenario
from ripeness.solver.course import Course
from ripeness.solver.story import Month, War

ByName = dict[str, float]
PUNISHMENTS = ("none", "executive action", "package in force")
DIGITS = 9  # of every figure: far more than the assumptions bear


class Terms(TypedDict):
    """Terms and what they are worth, by actor, in shares of the prize; see `solver.story.Terms`."""

    issues: ByName
    worth: ByName
    most_for_attacker: float | None


class MonthTold(TypedDict):
    """One month: its state at the start, what was done in it; see `solver.story.Month`.

    `number` counts from 1, the month in which the war began. `battle` and `collapse` are by believer, `finish` and
    `value` by actor. `war_chest` is None where the scenario has no reserves, `punishment` where there is no gate.
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
    finish: ByName
    value: ByName
    gap: float
    in_reach: bool
    concluded: float
    terms: Terms
    attends: bool | None
    bombs: bool | None
    partial_deal: bool


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

    `draw` is None for the central set of assumptions, each at its median. `record_months` is how many months of what
    was seen the first state was drawn from; 0 where the war is told from its first month. `ended` is None where it
    still goes on in `until`.
    """

    scenario: str
    title: str
    war_began: str
    as_of: str
    policy: str
    policy_title: str
    levers: dict[str, str]
    seed: int
    draw: int | None
    draw_seed: int
    assumptions: int
    precision: str
    record_months: int
    steps: int
    start: int
    step_area: float | None
    names: dict[str, str]
    issues: dict[str, str]
    events: list[Event]
    months: list[MonthTold]
    ended: Signed | None
    until: str


def chronicle(
    scenario: Scenario,
    course: Course,
    war: War,
    *,
    policy: str | None,
    levers: Mapping[str, object],
    seed: int,
    draw: int | None,
    draw_seed: int,
    precision: str,
    from_record: bool,
) -> Chronicle:
    """Give a war's months their names and dates.

    Parameters
    ----------
    from_record : whether its first state was drawn from what the record leaves possible.
    levers : as they were asked for on top of the policy.
    """
    area = scenario.front.step_area
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
        "policy": policy or "status-quo",
        "policy_title": scenario.policies[policy].title if policy in scenario.policies else "",
        "levers": {name: str(value) for name, value in levers.items()},
        "seed": seed,
        "draw": draw,
        "draw_seed": draw_seed,
        "assumptions": len(scenario.assumptions()),
        "precision": precision,
        "record_months": len(scenario.record.months) if from_record and scenario.record else 0,
        "steps": scenario.front.steps,
        "start": scenario.front.start,
        "step_area": None if area is None else _figure(area.centre),
        "names": {actor: scenario.actors[scenario.actor(actor)].name for actor in ACTORS},
        "issues": {name: issue.title for name, issue in scenario.issues.items()},
        "events": _events(scenario, course, war, policy, levers),
        "months": [_month(scenario, month) for month in war.months],
        "ended": ended,
        "until": scenario.month_label(last if ended else last + 1),
    }


def _events(
    scenario: Scenario, course: Course, war: War, policy: str | None, levers: Mapping[str, object]
) -> list[Event]:
    """Epochs that begin after the first month told, and no later than the last."""
    titles = {scenario.month_index(one.from_): one.title for one in scenario.epochs.values()}
    if policy or levers:
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
        "war_chest": None if scenario.war_chest is None else _figure(month.war_chest),
        "punishment": _punishment(month),
        "sincerity": _known(month.sincerity),
        "punishes_below": _known(month.punishes_below),
        "acts_below": _known(month.acts_below),
        "battle": _by(BELIEVERS, month.battle),
        "collapse": _by(BELIEVERS, month.collapse),
        "finish": _by(ACTORS, month.finish),
        "value": _by(ACTORS, (month.attacker, month.defender)),
        "gap": _figure(month.gap),
        "in_reach": month.in_reach,
        "concluded": _figure(month.concluded),
        "terms": {
            "issues": _by_issue(scenario, terms.issues),
            "worth": _by(ACTORS, (terms.attacker, terms.defender)),
            "most_for_attacker": _known(terms.most_for_attacker),
        },
        "attends": month.attends,
        "bombs": month.bombs,
        "partial_deal": month.partial_deal,
    }


def _punishment(month: Month) -> str | None:
    if month.levels == 1:
        return None
    return PUNISHMENTS[{0: 0, month.levels - 1: -1}.get(month.level, 1)]


def _by(names: tuple[str, ...], values: tuple[float, ...]) -> ByName:
    return {name: _figure(value) for name, value in zip(names, values, strict=True)}


def _by_issue(scenario: Scenario, terms: np.ndarray) -> ByName:
    return _by(tuple(scenario.issues), tuple(terms))


def _known(value: float | None) -> float | None:
    return None if value is None else _figure(value)


def _figure(value: float) -> float:
    return float(f"{float(value):.{DIGITS}g}")
