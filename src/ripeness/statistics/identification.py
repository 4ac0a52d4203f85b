"""Whether a record could tell views apart: likelihoods averaged over draws, item by item, and on drawn records.

Equation:
    likelihood of a record under a view = mean over its draws of (prior density / proposal density) x likelihood
    what a series adds                  = log likelihood with the series so far and it, less that without it
    the likelihood's choice             = the view under which a record is likeliest

The averages rest on few draws: their noise is given as the standard deviation over resampled draws (bootstrap;
Efron 1979 [P, recalled]). What a series adds depends on the order in which series are added, which is stated.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from ripeness.statistics.weighted import Numbers

RESAMPLED = 400


def log_mean(correction: Numbers, log_likelihood: Numbers) -> float:
    """Return the log of the mean over draws of exp(correction + log likelihood)."""
    total = np.asarray(correction, float) + np.asarray(log_likelihood, float)
    highest = float(total.max())
    return highest + float(np.log(np.mean(np.exp(total - highest)))) if np.isfinite(highest) else -np.inf


def noise(correction: Numbers, log_likelihood: Numbers) -> float:
    """Return the standard deviation of `log_mean` over resampled draws."""
    random = np.random.default_rng(0)
    count = len(correction)
    picked = random.integers(count, size=(RESAMPLED, count))
    return float(np.std([log_mean(correction[one], log_likelihood[one]) for one in picked]))


def added(correction: Numbers, series: Numbers) -> list[float]:
    """Return what each series adds; `series` is (draw, series), with ever more of them. They sum to the whole."""
    steps = [log_mean(correction, series[:, place]) for place in range(series.shape[1])]
    return [steps[0], *(after - before for before, after in pairwise(steps))]


def confusion(drawn_from: Sequence[str], likelihoods: Mapping[str, Sequence[float]]) -> dict[str, dict[str, int]]:
    """Return how often the likelihood chose each view, by the view that a record was drawn from.

    Parameters
    ----------
    drawn_from : view of each record. likelihoods : view -> log likelihood of each record under it.
    A tie goes to the view named first.
    """
    names = list(likelihoods)
    matrix = {one: dict.fromkeys(names, 0) for one in names}
    for place, origin in enumerate(drawn_from):
        chosen = max(names, key=lambda name: likelihoods[name][place])
        matrix[origin][chosen] += 1
    return matrix
