"""Sets of assumptions: quasi-random points become normal scores, from the prior or from a learnt proposal.

The same seed gives the same draws. More Sobol points leave the first ones as they were; a Latin hypercube is
one whole, and more of its points are other points.
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy import special, stats

Scores = Float[np.ndarray, "draw assumption"]
Points = Float[np.ndarray, "draw coordinate"]


@dataclass(frozen=True)
class Draws:
    """Sets of assumptions.

    Attributes
    ----------
    values : of each uncertain number by path, in its canonical unit.
    log_weight : log of each draw's weight before the record (prior over proposal density), up to a constant.
    """

    values: Mapping[str, Float[np.ndarray, " draw"]]
    log_weight: Float[np.ndarray, " draw"]

    def __len__(self) -> int:
        return len(self.log_weight)

    def part(self, which: slice) -> Draws:
        """Some of the draws."""
        return Draws({name: values[which] for name, values in self.values.items()}, self.log_weight[which])


@dataclass(frozen=True)
class Proposal:
    """A mixture in the space of normal scores: a share of the prior and a learnt diagonal normal.

    Attributes
    ----------
    mean, spread : of the learnt part, one entry per uncertain assumption.
    prior_share : weight of the prior; it keeps every importance weight below 1 / prior_share.
    """

    mean: Float[np.ndarray, " assumption"]
    spread: Float[np.ndarray, " assumption"]
    prior_share: float = 0.2

    def scores(self, uniform: Float[np.ndarray, "draw coordinate"]) -> Scores:
        """Normal scores from uniform points; the last coordinate picks the part of the mixture."""
        normal = special.ndtri(uniform[:, :-1])
        learnt = uniform[:, -1:] >= self.prior_share
        return np.where(learnt, self.mean + self.spread * normal, normal)

    def log_weight(self, scores: Scores) -> Float[np.ndarray, " draw"]:
        """Log of prior density over proposal density."""
        prior = stats.norm.logpdf(scores).sum(axis=1)
        learnt = stats.norm.logpdf(scores, self.mean, self.spread).sum(axis=1)
        mixture = np.logaddexp(np.log(self.prior_share) + prior, np.log1p(-self.prior_share) + learnt)
        return prior - mixture


def prior(assumptions: int) -> Proposal:
    """No proposal: draws come from the prior, every weight is one."""
    return Proposal(np.zeros(assumptions), np.ones(assumptions), prior_share=1.0 - 1e-12)


def uniform_points(count: int, coordinates: int, seed: int, start: int = 0) -> Points:
    """Scrambled Sobol points in the open unit cube, from number `start` on."""
    sobol = stats.qmc.Sobol(coordinates, scramble=True, seed=seed)
    if start:
        sobol.fast_forward(start)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The balance properties of Sobol", category=UserWarning)
        points = sobol.random(count)
    return _open(points)


def latin_hypercube(count: int, coordinates: int, seed: int) -> Points:
    """Latin hypercube in the open unit cube: each of `count` equal slices of each coordinate holds one point."""
    return _open(stats.qmc.LatinHypercube(coordinates, seed=seed).random(count))


def _open(points: Points) -> Points:
    return np.clip(points, 1e-9, 1.0 - 1e-9)
