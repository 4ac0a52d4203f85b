"""Weighted statistics over draws. The draws are the first axis; a NaN leaves its draw out."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.float64]

LOW, HIGH = 0.1, 0.9
"""The ends of every band: eight of ten sets of assumptions lie between, by weight."""


def effective_sample_size(weight: ArrayLike) -> float:
    """Return how many equally weighted draws would be as informative (Kish): (sum w)^2 / sum w^2."""
    w = np.asarray(weight, float)
    squares = float(np.sum(w * w))
    return float(np.sum(w)) ** 2 / squares if squares > 0 else 0.0


def effective_sample_size_of_logs(log_weight: ArrayLike) -> float:
    """Return the same of weights that are given as logarithms, up to a constant; 0 where none is above 0."""
    logs = np.asarray(log_weight, float)
    top = logs.max(initial=-np.inf)
    return effective_sample_size(np.exp(logs - top)) if np.isfinite(top) else 0.0


def weighted_mean(values: ArrayLike, weight: ArrayLike) -> Numbers:
    """Return the mean over draws; NaN where no draw has a value and a weight.

    ``weight`` has the shape of ``values`` or of its first axis alone.
    """
    v, w = paired(values, weight)
    total = np.sum(w, axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean: Numbers = np.sum(np.where(w > 0, v, 0.0) * w, axis=0) / total
    return np.where(total > 0, mean, np.nan)


def monte_carlo_error(values: ArrayLike, weight: ArrayLike) -> float:
    """Return the standard error of a weighted mean over draws, shape (draw,), that their number alone leaves.

    Equation: sqrt(sum w^2 (v - mean)^2) / sum w, of self-normalised importance sampling (Owen 2013, recalled).
    """
    v, w = paired(values, weight)
    total = float(w.sum())
    if not total > 0.0:
        return float("nan")
    v = np.where(w > 0, v, 0.0)
    mean = float((v * w).sum()) / total
    return float(np.sqrt(np.sum((w * (v - mean)) ** 2))) / total


def weighted_quantile(values: ArrayLike, weight: ArrayLike, share: float) -> Numbers:
    """Return the smallest value at or below which at least ``share`` of the weight lies.

    A value that some draw has, never one in between: with a handful of draws an interpolation would
    invent what nobody assumed.
    """
    v, w = paired(values, weight)
    order = np.argsort(v, axis=0, kind="stable")
    v, w = np.take_along_axis(v, order, 0), np.take_along_axis(w, order, 0)
    reached = np.cumsum(w, axis=0)
    total = reached[-1]
    first = np.argmax(reached >= share * total * (1 - 1e-12), axis=0)
    found: Numbers = np.take_along_axis(v, first[None], 0)[0]
    return np.where(total > 0, found, np.nan)


def paired(values: ArrayLike, weight: ArrayLike) -> tuple[Numbers, Numbers]:
    """Return values and their weights, of the same shape: no weight where there is no value."""
    v, w = np.asarray(values, float), np.asarray(weight, float)
    w = np.broadcast_to(w.reshape(w.shape + (1,) * (v.ndim - w.ndim)), v.shape)
    return v, np.where(np.isnan(v), 0.0, w)
