"""Several records of one war: what was seen with ever more of its series, and what would be seen of a drawn war."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import jax
import numpy as np

from ripeness.compiler import front
from ripeness.compiler.levels import Draws, levels_by_epoch
from ripeness.compiler.record import compile_record
from ripeness.model.state import Seen
from ripeness.schema.scenario import Scenario
from ripeness.schema.sections.record import Observation
from ripeness.solver.sampled_records import Lasted

SERIES: dict[str, tuple[str, ...]] = {
    "going on": (),
    "front": ("front", "position", "area"),
    "strikes": ("strikes",),
    "talks": ("attended",),
    "partial deals": ("partial_deal",),
    "punishment": ("package", "executive"),
}
"""The record's series, in the order in which they are added, and what is observed in each."""

OF_FIGHTING = ("front", "attended", "strikes", "partial_deal")
"""What a month that ends in a truce leaves nothing to see of."""

Shown = dict[str, Observation]
"""What was seen, by month."""


def nested(scenario: Scenario) -> Iterator[Shown]:
    """Yield the record with ever more of `SERIES`: first that the war goes on, at last all that was seen."""
    known: tuple[str, ...] = ("truce",)
    months = scenario.record.months if scenario.record else {}
    for fields in SERIES.values():
        known += fields
        yield {month: seen_of({name: getattr(seen, name) for name in known}) for month, seen in months.items()}


def shown_of(
    scenario: Scenario, lasted: Lasted, error: float, rng: np.random.Generator, area_error: float = 0.0
) -> Shown:
    """Return what the record would have held of a war: the same months and series as in fact, coded with its errors.

    Parameters
    ----------
    error : rate at which attendance, strikes and partial deals are coded wrongly. area_error : standard error of the
        areas, km^2: they are drawn about the cell with the spread by which the filter reads them.
    """
    if scenario.record is None:
        return {}
    areas = _areas(scenario, lasted, area_error, rng)

    def coded(truth: bool) -> bool:
        return truth if rng.random() >= error else not truth

    shown: Shown = {}
    for label, actual in scenario.record.months.items():
        month = scenario.month_index(label)
        attended = bool(lasted.attended[month])
        told = {
            "front": "up" if lasted.front[month + 1] > lasted.front[month] else "down",
            "position": int(lasted.front[month]),
            "area": areas[month],
            "attended": coded(attended),
            "strikes": coded(bool(lasted.strikes[month])),
            # a deal is seen as it was in a month of talks; one in a month without is an error of coding
            "partial_deal": bool(lasted.partial_deal[month]) if attended else coded(False),
            "package": bool(lasted.package[month]),
            "executive": bool(lasted.executive[month]),
        }
        there = {name: value for name, value in told.items() if getattr(actual, name) is not None}
        if lasted.truce[month]:
            there = {name: value for name, value in there.items() if name not in OF_FIGHTING} | {"truce": True}
        shown[label] = seen_of(there)
    for number in np.flatnonzero(lasted.truce):
        shown.setdefault(scenario.month_label(int(number)), Observation(truce=True))
    return shown


def seen_of(values: Mapping[str, object]) -> Observation:
    """Return an observation of values that were read or computed already: an area is a number in km^2, not a text."""
    return Observation.model_construct(**values)  # type: ignore[arg-type]


def _areas(scenario: Scenario, lasted: Lasted, error: float, rng: np.random.Generator) -> list[float | None]:
    """Areas that would have been stated, km^2: those of the cells, and the error; None under the law of steps."""
    if scenario.front.law == "steps":
        return [None] * len(lasted.front)
    spread = math.hypot(error, front.cell_of(scenario) / math.sqrt(12.0))
    at = front.span(scenario)[0] + front.cell_of(scenario) * lasted.front
    return [float(area) for area in at + spread * rng.standard_normal(len(at))]


def area_error(scenario: Scenario, drawn: Mapping[str, Draws], count: int) -> Draws:
    """Return the standard error of the areas of the record, km^2, by draw."""
    return levels_by_epoch(scenario, drawn, count, None)[0].get("front.error", 0.0)


def error_rate(scenario: Scenario, drawn: Mapping[str, Draws], count: int) -> Draws:
    """Return the rate at which the record is coded wrongly, by draw; nil where there is none."""
    return levels_by_epoch(scenario, drawn, count, None)[0].get("record.error_rate", 0.0)


def compile_records(scenario: Scenario, drawn: Mapping[str, Draws], count: int, shown: list[Shown]) -> Seen:
    """Observations of several records as each draw codes them: arrays with leading axes (draw, record, month)."""
    levels = levels_by_epoch(scenario, drawn, count, None)[0]
    seen = [compile_record(scenario, levels, months) for months in shown]
    together: Seen = jax.tree.map(lambda *leaves: np.stack(leaves, axis=1), *seen)
    return together
