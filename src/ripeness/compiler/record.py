"""The record: what was seen, as the probability of seeing it given what happened."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ripeness.arrays import STANCES
from ripeness.compiler.front import areas_of, cell_of, cells_of, seen_area
from ripeness.compiler.levels import Levels
from ripeness.compiler.texts import seen_answers
from ripeness.model.state import Seen
from ripeness.schema.scenario import Scenario
from ripeness.schema.sections.record import Observation


def compile_record(scenario: Scenario, levels: Levels, shown: Mapping[str, Observation] | None = None) -> Seen:
    """Observations of the months from 0 to `as_of`: arrays with leading axes (draw, month).

    `shown` : what was seen, by month, in place of the scenario's own record; coded with the same error rate.

    An area has the scenario's error of areas. Moves, positions and the punishment are taken as seen without error.
    Attendance, strikes and partial deals
    are coded with the scenario's error rate: a stance other than the coded one still shows as coded
    with that probability; a partial deal coded while the attacker stayed away has that probability.
    """
    count, months = levels.count, scenario.month_index(scenario.calendar.as_of)
    areas = None if scenario.front.law == "steps" else areas_of(scenario)  # found out once: it takes a while
    steps = cells_of(scenario) if areas is None else len(areas) - 1
    front = np.ones((count, months, steps + 1))
    moves = np.ones((count, months, 2))
    stance = np.ones((count, months, len(STANCES)))
    talks = np.ones((count, months, 3))
    gate = np.ones((count, months, 3))
    if scenario.record is not None:
        error = levels["record.error_rate"]
        for label, seen in (scenario.record.months if shown is None else shown).items():
            month = scenario.month_index(label)
            if seen.position is not None:
                front[:, month] = np.arange(steps + 1) == seen.position
            if seen.area is not None and areas is not None:
                front[:, month] = seen_area(areas, cell_of(scenario), levels, seen.area)
            if seen.front is not None:
                moves[:, month] = (seen.front == "up", seen.front == "down")
            for number, (attends, strikes) in enumerate(STANCES):
                for coded, done in ((seen.attended, attends), (seen.strikes, strikes)):
                    if coded is not None:
                        stance[:, month, number] *= 1.0 - error if coded == done else error
            if seen.partial_deal is not None:
                talks[:, month, 0] = error if seen.partial_deal else 1.0 - error
                talks[:, month, 1:] = (0.0, 1.0) if seen.partial_deal else (1.0, 0.0)
            if seen.package is not None:
                gate[:, month] *= (0.0, 0.0, 1.0) if seen.package else (1.0, 1.0, 0.0)
            if seen.executive is not None:
                gate[:, month] *= (0.0, 1.0, 0.0) if seen.executive else (1.0, 0.0, 1.0)
    truce = None
    if scenario.truce is not None:
        recorded = scenario.record.months if scenario.record is not None and shown is None else shown or {}
        truce = np.repeat(np.array([[[1.0, 0.0]]]), months, axis=1)
        for label, seen in recorded.items():
            if seen.truce:
                truce[:, scenario.month_index(label)] = (0.0, 1.0)
        truce = np.repeat(truce, count, axis=0)
    answers = seen_answers(scenario, levels, months) if shown is None else None
    return Seen(front, moves[..., 0], moves[..., 1], stance, talks, gate, answers, truce)
