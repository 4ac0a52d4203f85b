"""What a forecast says of a stated question: a chance draw by draw, or how an area is distributed.

Equation:
    first passage      (F(by) - F(opens)) / (1 - F(opens)), F the chance of the event by a day: given that it had not
                       happened on the day on which the question opens; draws weigh w (1 - F(opens))
    package            chance that the war goes on and the package is in force, at the end of the day
    talks, deal        chance of them in the calendar month of the day
    area               share of the wars that then go on in which the attacker holds at least so much; draws weigh
                       w x chance that the war goes on
Between two months each is read off the straight line. The law holds an area in cells; a cell's share lies evenly in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from ripeness.errors import RunError
from ripeness.questions.ask.event import (
    CEASED,
    SETTLED,
    STANDS,
    STOPPED,
    WAR_ENDS,
    Event,
    ceasefires_allowed,
    chance_by,
    months_after,
    months_ahead,
)
from ripeness.schema import Scenario
from ripeness.schema.calendar import months_between
from ripeness.schema.sections.issue import on_land
from ripeness.schema.sections.question import IN_A_MONTH, KINDS, OF_AREA, Question
from ripeness.statistics.weighted import Numbers

if TYPE_CHECKING:
    import xarray as xr

LEVELS = tuple(round(0.05 * number, 2) for number in range(1, 20))
"""Quantiles by which the distribution of a figure is told."""
FINE = 4001
"""Points at which a distribution is summed before its quantiles are read off."""

PASSAGES = {
    "ended": WAR_ENDS,
    "settled": SETTLED,
    "first_ceasefire": STOPPED,
    "ceasefire_holds": STANDS,
    "signed_with_land": Event(KINDS["signed_with_land"], "ended", ("settlement_to_attacker",)),
}
"""By kind: the event whose first day is asked for."""


@dataclass(frozen=True)
class Drawn:
    """A chance, or a mean, draw by draw. values, weight : shape (draw,). quantiles : of a figure, at `LEVELS`."""

    values: Numbers
    weight: Numbers
    quantiles: tuple[float, ...] = ()


def lacks(question: Question, scenario: Scenario) -> str:
    """Return which mechanism is missing for a question to be answered, or nothing."""
    kind = question.kind
    if kind == "other":
        return str(question.missing)
    if kind == "leaders_meet":
        return "the model knows months in which the attacker attends talks, not who sits at the table"
    if kind == "ceasefire_holds" and scenario.truce is None:
        return "the scenario has no section truce, in which a ceasefire could hold or break"
    if kind == "first_ceasefire" and scenario.truce is None and not ceasefires_allowed(scenario):
        return "the scenario has no section truce and allows no ceasefire"
    if kind == "signed_with_land" and not on_land(scenario.issues):
        return "no issue of the scenario is land"
    if kind == "signed_with_land" and question.at_least:
        return "a forecast holds by month whether a settlement gives land, and not how much of it"
    if kind in ("package", *IN_A_MONTH) and scenario.mediator is None:
        return "the scenario has no mediator, whose talks could be attended and who could punish"
    if kind in OF_AREA and scenario.front.law == "steps":
        return "the scenario's front is a ladder of steps and no area (front.law: drift states areas)"
    return ""


def refuse_unanswerable(question: Question, scenario: Scenario) -> None:
    """Refuse a question that the model cannot answer, naming what is missing, or whose day is out of reach."""
    if missing := lacks(question, scenario):
        what = f"{scenario.name} has no answer to '{question.title}': {missing}"
        raise RunError(what, "State that mechanism in the file where there is one, or ask for another event")
    months_ahead(date.fromisoformat(question.by), scenario)


def drawn(held: xr.Dataset, question: Question, scenario: Scenario) -> Drawn:
    """Return what a forecast says of a question that `lacks` nothing."""
    by = months_ahead(date.fromisoformat(question.by), scenario)
    weight = np.asarray(held.weight.values, float)
    if question.kind in OF_AREA:
        return _area(held, question, by, weight)
    if question.kind in IN_A_MONTH:
        return Drawn(_in_the_month(held, question, scenario), weight)
    if question.kind == "package":
        both = held.ongoing.fillna(0.0) * held.package.fillna(0.0)
        return Drawn(at(both.transpose("draw", "month").values, by), weight)
    event = PASSAGES[question.kind]
    if event is STOPPED and scenario.truce is None:
        event = CEASED
    return since(chance_by(held, event, by), _opened(held, event, question, scenario), weight)


def since(by: Numbers, opened: Numbers, weight: Numbers) -> Drawn:
    """Return the chance of a first passage by a day, given that it had not come by the day of opening."""
    left = 1.0 - opened
    values = np.clip((by - opened) / np.maximum(left, 1e-12), 0.0, 1.0)
    return Drawn(np.asarray(values), np.asarray(weight * left))


def _opened(held: xr.Dataset, event: Event, question: Question, scenario: Scenario) -> Numbers:
    opened = months_after(date.fromisoformat(question.opens), scenario)
    return np.zeros(held.sizes["draw"]) if opened <= 0.0 else chance_by(held, event, opened)


def _in_the_month(held: xr.Dataset, question: Question, scenario: Scenario) -> Numbers:
    month = months_between(scenario.calendar.as_of, question.by[:7])
    if question.kind == "deal":
        deals = held.partial_deals.transpose("draw", "month").values
        return np.asarray(np.clip(deals[:, month + 1] - deals[:, month], 0.0, 1.0))
    both = held.ongoing.fillna(0.0) * (1.0 - held.stayed_away.fillna(1.0))
    return np.asarray(both.transpose("draw", "month").values[:, month], float)


def at(by_month: Numbers, ahead: float) -> Numbers:
    """Return values by month, (draw, month, ...), at a time in months after the first day of `as_of`."""
    first = int(ahead)
    share = ahead - first
    if share == 0.0:
        return np.asarray(by_month[:, first], float)
    return np.asarray((1.0 - share) * by_month[:, first] + share * by_month[:, first + 1], float)


def _area(held: xr.Dataset, question: Question, by: float, weight: Numbers) -> Drawn:
    ongoing = held.ongoing.fillna(0.0).transpose("draw", "month").values
    masses = held.area_distribution.fillna(0.0).transpose("draw", "month", "area_cell").values * ongoing[..., None]
    mass, middle = at(masses, by), held.cell_area.transpose("draw", "area_cell").values
    goes_on = mass.sum(axis=1)
    shares = mass / np.maximum(goes_on, 1e-12)[:, None]
    if question.threshold is not None:
        return Drawn(beyond(shares, middle, question.threshold), weight * goes_on)
    base = question.base or 0.0
    means = np.asarray((shares * middle).sum(axis=1) - base)
    return Drawn(means, weight * goes_on, quantiles(shares, middle - base, weight * goes_on))


def beyond(shares: Numbers, middle: Numbers, threshold: float) -> Numbers:
    """Return the share of each draw at or beyond a threshold, where each cell's share lies evenly in it.

    shares, middle : (draw, cell), middle in even steps.
    """
    width = middle[:, 1:2] - middle[:, :1]
    return np.asarray((shares * np.clip((middle - threshold) / width + 0.5, 0.0, 1.0)).sum(axis=1))


def quantiles(shares: Numbers, middle: Numbers, weight: Numbers) -> tuple[float, ...]:
    """Return the quantiles at `LEVELS` of all draws together, by weight."""
    width = float((middle[:, 1] - middle[:, 0]).max())
    points = np.linspace(middle.min() - width, middle.max() + width, FINE)
    total = max(float(weight.sum()), 1e-300)
    below = np.array([1.0 - float(weight @ beyond(shares, middle, point)) / total for point in points])
    place = np.searchsorted(below, LEVELS)
    return tuple(float(points[min(one, FINE - 1)]) for one in place)
