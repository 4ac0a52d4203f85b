"""Weighted statistics over draws that come part by part: memory stays flat however many there are.

A NaN leaves its draw out. Up to `EXACT` draws quantiles are those of `statistics.weighted`; of more, each value is
first raised to the next multiple of 1 / `BINS`.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import ArrayLike

from ripeness.statistics.weighted import HIGH, LOW, Numbers, paired, weighted_quantile

EXACT = 4096
BINS = 4096
SAMPLED = 16384
"""Rows at most that `Sample` keeps."""


class Mean:
    """Weighted mean; the weight has the shape of the values or of their first axis alone."""

    def __init__(self) -> None:
        self.total: Numbers | float = 0.0
        self.weight: Numbers | float = 0.0

    def add(self, values: ArrayLike, weight: ArrayLike) -> None:
        """Take in some draws."""
        v, w = paired(values, weight)
        self.total = self.total + np.sum(np.where(w > 0, v, 0.0) * w, axis=0)
        self.weight = self.weight + np.sum(w, axis=0)

    def found(self) -> Numbers:
        """Return the mean; NaN where no draw had a value and a weight."""
        total, weight = np.asarray(self.total, float), np.asarray(self.weight, float)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(weight > 0, total / weight, np.nan)


class Spread:
    """Weighted quantiles of values between 0 and 1."""

    def __init__(self) -> None:
        self.kept: list[tuple[Numbers, Numbers]] = []
        self.bins: Numbers | None = None

    def add(self, values: ArrayLike, weight: ArrayLike) -> None:
        """Take in some draws."""
        self.kept.append(paired(values, weight))
        if self.bins is not None or sum(len(v) for v, _ in self.kept) > EXACT:
            for v, w in self.kept:
                self._count(v, w)
            self.kept = []

    def found(self, share: float) -> Numbers:
        """Return the smallest value at or below which at least `share` of the weight lies."""
        if self.bins is None:
            values, weight = (np.concatenate(one) for one in zip(*self.kept, strict=True))
            return weighted_quantile(values, weight, share)
        reached = np.cumsum(self.bins, axis=-1)
        total = reached[..., -1]
        place = np.argmax(reached >= share * total[..., None] * (1 - 1e-12), axis=-1)
        return np.where(total > 0, place / BINS, np.nan)

    def _count(self, values: Numbers, weight: Numbers) -> None:
        shape = values.shape[1:]
        many = math.prod(shape)
        place = np.ceil(np.clip(np.nan_to_num(values), 0.0, 1.0) * BINS).astype(int).reshape(-1, many)
        place += np.arange(many) * (BINS + 1)
        counted = np.bincount(place.ravel(), weight.reshape(-1, many).ravel(), minlength=many * (BINS + 1))
        counts: Numbers = np.asarray(counted, float).reshape(*shape, BINS + 1)
        self.bins = counts if self.bins is None else self.bins + counts


class Bands:
    """A mean, and what eight of ten sets of assumptions lie between, by weight."""

    def __init__(self) -> None:
        self.mean, self.spread = Mean(), Spread()

    def add(self, values: ArrayLike, weight: ArrayLike) -> None:
        """Take in some draws."""
        self.mean.add(values, weight)
        self.spread.add(values, weight)

    def found(self) -> tuple[Numbers, Numbers, Numbers]:
        """Return mean, 10th and 90th percentile."""
        return self.mean.found(), self.spread.found(LOW), self.spread.found(HIGH)


class Effective:
    """How many equally weighted draws would be as informative (Kish)."""

    def __init__(self) -> None:
        self.total = self.squares = 0.0

    def add(self, weight: ArrayLike) -> None:
        """Take in some draws."""
        w = np.asarray(weight, float)
        self.total += float(np.sum(w))
        self.squares += float(np.sum(w * w))

    def found(self) -> float:
        """Return the number."""
        return self.total**2 / self.squares if self.squares > 0 else 0.0


class LogMean:
    """Logarithm of a weighted mean of what is given as logarithms."""

    def __init__(self) -> None:
        self.total = -math.inf

    def add(self, logs: ArrayLike, weight: ArrayLike) -> None:
        """Take in some draws; weights are shares of all."""
        with np.errstate(divide="ignore"):
            both = np.asarray(logs, float) + np.log(np.asarray(weight, float))
        both = both[np.isfinite(both)]
        if both.size:
            self.total = float(np.logaddexp(self.total, np.logaddexp.reduce(both)))

    def found(self) -> float:
        """Return the logarithm; NaN if nothing had a weight."""
        return self.total if math.isfinite(self.total) else math.nan


class Sample:
    """Rows of some arrays, all or, of many, about `SAMPLED` that are picked by their number alone."""

    def __init__(self, draws: int) -> None:
        self.share = min(1.0, SAMPLED / max(draws, 1))
        self.seen = 0
        self.rows: list[tuple[Numbers, ...]] = []

    def add(self, *arrays: ArrayLike) -> None:
        """Take in some draws: arrays with the same first axis."""
        given = [np.asarray(one, float) for one in arrays]
        numbers = np.arange(self.seen, self.seen + len(given[0]), dtype=np.uint64)
        self.seen += len(given[0])
        chosen = np.ones(len(numbers), bool) if self.share == 1.0 else _scattered(numbers) < self.share
        self.rows.append(tuple(one[chosen] for one in given))

    def found(self) -> list[Numbers]:
        """Return the arrays."""
        return [np.concatenate(parts) for parts in zip(*self.rows, strict=True)]


def _scattered(numbers: np.ndarray) -> Numbers:
    """Numbers in [0, 1) without any order (the finaliser of SplitMix64, recalled)."""
    with np.errstate(over="ignore"):
        z = numbers * np.uint64(0x9E3779B97F4A7C15)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        z = z ^ (z >> np.uint64(31))
    scattered: Numbers = z / 2.0**64
    return scattered
