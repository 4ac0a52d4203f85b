"""A mean over draws and what eight of ten of them lie between, as numbers that JSON can hold."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, TypedDict

import numpy as np
from numpy.typing import ArrayLike

from ripeness.statistics.weighted import HIGH, LOW, weighted_mean, weighted_quantile

Figure = float | None
"""A number, or None where there is none (JSON has no NaN)."""


class Band(TypedDict):
    """A mean over draws, and what eight of ten sets of assumptions lie between, by weight."""

    mean: Figure
    p10: Figure
    p90: Figure


def figure(value: Any) -> Figure:
    """Return a number for JSON."""
    return None if value is None or not math.isfinite(value) else nine_digits(value)


def nine_digits(value: Any) -> float:
    """Return a number in nine digits, far more than the assumptions bear."""
    return float(f"{float(value):.9g}")


def figures(values: Iterable[Any]) -> list[Figure]:
    """Return numbers for JSON."""
    return [figure(value) for value in values]


def mean(values: ArrayLike, weight: ArrayLike) -> Figure:
    """Return the mean over draws, shape (draw,), by weight; None where no draw has a value and a weight."""
    w = np.asarray(weight, float)
    return figure(weighted_mean(np.where(w > 0, np.asarray(values, float), np.nan), w))


def band(values: ArrayLike, weight: ArrayLike) -> Band:
    """Return mean, 10th and 90th percentile over draws, shape (draw,); a draw without weight or value is left out."""
    w = np.asarray(weight, float)
    v = np.where(w > 0, np.asarray(values, float), np.nan)
    return {
        "mean": mean(v, w),
        "p10": figure(weighted_quantile(v, w, LOW)),
        "p90": figure(weighted_quantile(v, w, HIGH)),
    }


def share(held: ArrayLike, weight: ArrayLike, among: ArrayLike | None = None) -> Figure:
    """Return the share of the weight in which something holds, among the draws in which it is asked."""
    w = np.asarray(weight, float) * (1.0 if among is None else np.asarray(among, float))
    total = float(w.sum())
    return figure(float((w * np.asarray(held, float)).sum()) / total) if total > 0 else None
