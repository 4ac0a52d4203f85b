"""Which assumptions move an outcome, so far as the draws can tell: weighted rank correlations."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from ripeness.statistics.weighted import Numbers

FEWEST = 20
"""Effective draws below which nothing is said about single assumptions."""


def weighted_ranks(values: ArrayLike, weight: ArrayLike) -> Numbers:
    """Return each draw's place between 0 and 1: the weight below it and half of the weight level with it."""
    v, w = np.asarray(values, float), np.asarray(weight, float)
    distinct, place = np.unique(v, return_inverse=True)
    at = np.bincount(place, weights=w, minlength=len(distinct))
    below = np.cumsum(at) - at
    ranks: Numbers = (below + at / 2)[place] / w.sum()
    return ranks


def rank_correlation(x: ArrayLike, y: ArrayLike, weight: ArrayLike) -> float:
    """Return the weighted rank correlation (Spearman's where all weights are equal); NaN if one is constant."""
    w = np.asarray(weight, float)
    w = w / w.sum()
    rx, ry = weighted_ranks(x, w), weighted_ranks(y, w)
    dx, dy = rx - w @ rx, ry - w @ ry
    scale = math.sqrt(float(w @ dx**2) * float(w @ dy**2))
    return float(w @ (dx * dy)) / scale if scale > 1e-12 else math.nan


def most_telling(assumptions: ArrayLike, outcome: ArrayLike, weight: ArrayLike, most: int) -> list[tuple[int, float]]:
    """Return number and correlation of the assumptions (second axis) that go most with the outcome."""
    drawn = np.asarray(assumptions, float)
    found = [(number, rank_correlation(drawn[:, number], outcome, weight)) for number in range(drawn.shape[1])]
    known = [one for one in found if not math.isnan(one[1])]
    return sorted(known, key=lambda one: -abs(one[1]))[:most]


def by_luck(assumptions: int, effective: float) -> float:
    """Return about how large the largest of so many correlations gets when none of them is real.

    The largest of n standard normal numbers in size is about sqrt(2 log 2n); a correlation over m
    draws has a standard deviation of about 1/sqrt(m - 1).
    """
    if assumptions < 1 or effective <= 2:
        return 1.0
    return min(1.0, math.sqrt(2 * math.log(2 * assumptions) / (effective - 1)))
