"""How good forecasts were: log and Brier scores, the CRPS of a distribution, skill against a reference, reliability.

Equation:
    log score        log p of what happened, p held within [`FLOOR`, 1 - `FLOOR`]; nearer 0 is better
    Brier score      (p - outcome)^2; less is better
    CRPS             of quantiles: twice the mean pinball loss over their levels; in the figure's unit, less is better
    skill            mean of the differences of log scores to a reference; standard error sd / sqrt(n)
Sources: Brier 1950, Monthly Weather Review; Good 1952 (log score); Gneiting & Raftery 2007, Journal of the American
    Statistical Association [P, recalled]; `scoringrules` computes the scores.
Silent about: dependence between questions on one war: standard errors take them for independent, and are too small.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ripeness.statistics.weighted import Numbers

FLOOR = 0.005
"""Chances nearer to 0 or 1 than this are scored as this: printed chances are rounded to 5 points, and a nil that
happens would outweigh everything else."""
ENOUGH = 15
"""Resolved questions before which no word is said of skill."""
STANDARD_ERRORS = 2.0
"""How many of its standard errors skill must exceed to be shown."""


@dataclass(frozen=True)
class Mean:
    """A mean with its standard error; the error is NaN for fewer than two numbers."""

    mean: float
    error: float
    count: int


def mean_of(values: ArrayLike) -> Mean:
    """Return the mean of some scores and its standard error."""
    found = np.asarray(values, float)
    count = int(found.size)
    if not count:
        return Mean(math.nan, math.nan, 0)
    error = float(found.std(ddof=1)) / math.sqrt(count) if count > 1 else math.nan
    return Mean(float(found.mean()), error, count)


def log_scores(chances: ArrayLike, happened: ArrayLike) -> Numbers:
    """Return the log score of each chance: the log of what it gave to what happened, at most 0."""
    import scoringrules

    held = np.clip(np.asarray(chances, float), FLOOR, 1.0 - FLOOR)
    return -np.asarray(scoringrules.log_score(np.asarray(happened, float), held), float)


def brier_scores(chances: ArrayLike, happened: ArrayLike) -> Numbers:
    """Return the Brier score of each chance."""
    import scoringrules

    return np.asarray(scoringrules.brier_score(np.asarray(happened, float), np.asarray(chances, float)), float)


def crps(value: float, quantiles: Sequence[float], levels: Sequence[float]) -> float:
    """Return the CRPS of quantiles at some levels, in the figure's own unit."""
    import scoringrules

    return float(scoringrules.crps_quantile(value, np.asarray(quantiles, float), np.asarray(levels, float)))


def reliability(chances: ArrayLike, happened: ArrayLike, bins: int = 5) -> list[tuple[float, float, float, int]]:
    """Return, by bin of chances that holds any: its lower end, mean chance, share that happened, and how many."""
    p, y = np.asarray(chances, float), np.asarray(happened, float)
    place = np.minimum((p * bins).astype(int), bins - 1)
    return [
        (one / bins, float(p[place == one].mean()), float(y[place == one].mean()), int((place == one).sum()))
        for one in range(bins)
        if (place == one).any()
    ]
