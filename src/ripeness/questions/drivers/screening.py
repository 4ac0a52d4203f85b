"""Every number that varies, ranked by the share of a question's spread that goes with it over the draws.

Equation:
    share of a number        square of its weighted rank correlation with the chance: the part of the variance of ranks
                             that a straight line through the ranks accounts for
    interval                 its 2.5th and 97.5th percentile over resampled draws (bootstrap)
    what luck alone gives    the square of `rank_correlation.by_luck`: about what the greatest of so many reaches
    most that its slope allows   E[(dy/dz)^2] / Var(y), z the number's normal score: no total share is greater

The last bound is Poincare's inequality for a normal score, whose constant is 1; it takes exact slopes, which there are
of scenarios without a truce, with smooth choices, and before the record, where numbers are independent.

Sources: Spearman 1904; Sobol & Kucherenko 2009, Mathematics and Computers in Simulation 79 [P, recalled].
Silent about: what a number does that rises and falls again: a rank correlation sees none of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ripeness.compiler.priors import quantile
from ripeness.schema.quantity import Quantity
from ripeness.statistics.rank_correlation import most_telling, rank_correlation
from ripeness.statistics.weighted import Numbers, weighted_mean

RESAMPLED = 100
STEP = 1e-4
"""Step of a normal score, for the slope of a number's value in it."""


@dataclass(frozen=True)
class Screened:
    """A number's weighted rank correlation with the chance, and the 95 % interval of its square."""

    name: str
    correlation: float
    low: float
    high: float

    @property
    def share(self) -> float:
        """Share of the spread, in ranks, that goes with it."""
        return self.correlation**2


def screened(names: Sequence[str], drawn: Numbers, outcome: Numbers, weight: Numbers, seed: int) -> list[Screened]:
    """Return every number that varies over the draws, the greatest share first.

    Parameters
    ----------
    drawn : (draw, number). outcome, weight : (draw,). seed : of the resampling.
    """
    random = np.random.default_rng(seed)
    rows = random.integers(len(outcome), size=(RESAMPLED, len(outcome)))
    found = []
    for place, correlation in most_telling(drawn, outcome, weight, len(names)):
        column = drawn[:, place]
        again = [rank_correlation(column[one], outcome[one], weight[one]) ** 2 for one in rows if weight[one].any()]
        low, high = np.nanquantile(again, (0.025, 0.975)) if not np.isnan(again).all() else (0.0, 1.0)
        found.append(Screened(names[place], correlation, float(low), float(high)))
    return found


def bounds(
    numbers: Mapping[str, Quantity], scores: Numbers, gradient: Numbers, outcome: Numbers, weight: Numbers
) -> dict[str, float]:
    """Return the most that each number can carry in total, by its slopes; none where the outcome does not vary.

    Parameters
    ----------
    numbers : by path. scores : (draw, number), normal scores. gradient : (draw, number), slopes of the outcome in each
        number's own unit. outcome, weight : (draw,), before the record.
    """
    mean = float(weighted_mean(outcome, weight))
    variance = float(weighted_mean((outcome - mean) ** 2, weight))
    if variance <= 1e-12:
        return {}
    found = {}
    for place, (name, one) in enumerate(numbers.items()):
        above, below = (quantile(one, _normal(scores[:, place] + step)) for step in (STEP, -STEP))
        slope = gradient[:, place] * (above - below) / (2.0 * STEP)
        found[name] = float(weighted_mean(slope**2, weight)) / variance
    return found


def _normal(score: Numbers) -> Numbers:
    from scipy import special

    return np.asarray(special.ndtr(score))
