"""Exact slopes of a question's chance at sets of assumptions drawn before the record."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from scipy import special

from ripeness.compiler.priors import values_from_scores
from ripeness.ensemble.computation import Progress
from ripeness.ensemble.design import Stated
from ripeness.ensemble.draws import uniform_points
from ripeness.questions.ask.event import Event
from ripeness.questions.drivers.engine import Engine
from ripeness.questions.gradient.derivatives import derivatives
from ripeness.questions.gradient.question import Question
from ripeness.statistics.weighted import Numbers

DRAWN = 64
"""Sets of assumptions at which slopes are taken."""


def slopes_at(engine: Engine, event: Event, ahead: float, tell: Progress) -> tuple[Numbers, Numbers, Numbers] | None:
    """Return normal scores and slopes, each (draw, number), and the chance with smooth choices, (draw,).

    None where there are no slopes: with a truce, where numbers go together, for an event of another kind, or where
    choices do not move the chance smoothly in some draw. The chance is that at the end of the question's month.
    """
    one, scenario = engine.asked, engine.asked.scenario
    names = scenario.assumptions()
    if scenario.truce is not None or scenario.correlations or event.quantity not in ("ended", "settled"):
        return None
    scores = special.ndtri(uniform_points(DRAWN, len(names), one.seed + 2))
    design = Stated(values_from_scores(names, scores), np.ones(DRAWN), "before the record")
    endings = event.endings if event.quantity == "ended" else ()
    found = derivatives(
        Question(event.quantity, math.ceil(ahead), endings),
        replace(one, design=design, draws=DRAWN),
        list(names),
        central=False,
        choice=None,
        progress=tell,
    )
    if found.attrs.get("partial") or not np.isfinite(found.gradient.values).all():
        return None
    return scores, found.gradient.values, found.smooth.values
