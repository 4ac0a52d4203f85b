"""Whether chances came true as often as they said: slope, reliability, scores with intervals, ranks that are even.

Equation:
    slope         b of logit P(y) = a + b logit p, at the greatest likelihood: 1 where chances are as bold as they may
                  be, below 1 where they are too bold
    reliability   the cases whose p rounds to the same 10 points: mean p beside the share that came true
    interval      of a mean over cases that belong to groups (a war at several ages): groups drawn with replacement
    even ranks    chi-square of counts in parts of equal chance; band: the quantiles of a binomial count, Bonferroni

Sources: Cox 1958, Biometrika [P, recalled] (slope); Talts et al. 2018, arXiv 1804.06788 [P, recalled] (ranks).
Silent about: how many cases are enough.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float, Int
from scipy import special, stats

CLIP = 0.005
"""Chances nearer to 0 or 1 are taken for this where a logit is needed."""
POINTS = 0.1
"""What chances are rounded to, where they are compared with what came true."""
AGAIN = 400
"""How often groups are drawn again for an interval."""
TAILS = (0.05, 0.95)

Chances = Float[np.ndarray, " case"]
Truths = Bool[np.ndarray, " case"]


@dataclass(frozen=True)
class Estimate:
    """A figure, and what nine in ten of the draws with replacement lie between."""

    value: float
    low: float
    high: float


def log_score(chance: Chances, true: Truths) -> Float[np.ndarray, " case"]:
    """Log of the chance of what happened, nats."""
    return np.asarray(np.log(np.where(true, chance, 1.0 - chance)))


def brier_score(chance: Chances, true: Truths) -> Float[np.ndarray, " case"]:
    """Square of the chance's error."""
    return np.asarray((chance - true) ** 2)


def slope(chance: Chances, true: Truths) -> float:
    """Calibration slope; not a number where all came true or none did, or where all chances are one."""
    x = special.logit(np.clip(chance, CLIP, 1.0 - CLIP))
    if true.all() or not true.any() or np.ptp(x) < 1e-9:
        return float("nan")
    design, beta = np.column_stack([np.ones_like(x), x]), np.zeros(2)
    for _ in range(50):
        fitted = special.expit(design @ beta)
        curvature = (design * (fitted * (1.0 - fitted))[:, None]).T @ design + 1e-9 * np.eye(2)
        step = np.linalg.solve(curvature, design.T @ (true - fitted))
        beta = beta + np.clip(step, -2.0, 2.0)
        if np.abs(step).max() < 1e-10:
            break
    return float(beta[1])


def estimated(figure: Callable[[Int[np.ndarray, " case"]], float], groups: Sequence[str], seed: int = 0) -> Estimate:
    """Return a figure of some cases, and its interval over groups drawn again.

    figure : takes places of cases, which may repeat. groups : what each case belongs to.
    """
    names = np.array(groups)
    by_group = [np.flatnonzero(names == one) for one in dict.fromkeys(groups)]
    rng = np.random.default_rng(seed)
    again = [
        figure(np.concatenate([by_group[i] for i in rng.integers(len(by_group), size=len(by_group))]))
        for _ in range(AGAIN)
    ]
    found = [one for one in again if np.isfinite(one)] or [float("nan")]
    low, high = np.quantile(found, TAILS)
    return Estimate(figure(np.arange(len(names))), float(low), float(high))


def reliability(chance: Chances, true: Truths) -> list[tuple[float, float, int]]:
    """Return mean chance, share that came true and number of the cases whose chances round to the same `POINTS`.

    Parts of equal number would mislead where each case is left out of what its chance was learnt from: that makes the
    chance of what happened a little smaller, and would put all that came true into one part.
    """
    at = np.floor(chance / POINTS + 0.5).astype(int)
    cells = [np.flatnonzero(at == one) for one in np.unique(at)]
    return [(float(chance[cell].mean()), float(true[cell].mean()), len(cell)) for cell in cells]


def even(ranks: Int[np.ndarray, " case"], most: int, parts: int) -> tuple[float, np.ndarray]:
    """Return the p-value of ranks from 0 to `most` being equally likely, and their counts in equal parts.

    ValueError where the ranks cannot be cut into parts of equal size.
    """
    if (most + 1) % parts:
        raise ValueError(f"{most + 1} ranks cannot be cut into {parts} equal parts")
    counts = np.bincount(ranks * parts // (most + 1), minlength=parts)
    return float(stats.chisquare(counts).pvalue), counts


def band(cases: int, parts: int, tests: int, level: float = 0.01) -> tuple[int, int]:
    """Return what all counts of all tests stay between, but for a chance of `level`, where ranks are even."""
    tail = level / (2.0 * parts * tests)
    count = stats.binom(cases, 1.0 / parts)
    return int(count.ppf(tail)), int(count.ppf(1.0 - tail))
