"""Sets of assumptions: quasi-random points become normal scores, from the prior or from a learnt proposal.

The same seed gives the same draws. More Sobol points leave the first ones as they were; a Latin hypercube is
one whole, and more of its points are other points.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from jaxtyping import Float
from scipy import special, stats

Scores = Float[np.ndarray, "draw assumption"]
Points = Float[np.ndarray, "draw coordinate"]

PRIOR_SHARE = 0.1
"""Share of draws that come from the prior, whatever was learnt."""


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


class Design(Protocol):
    """Rows of assumptions."""

    def __len__(self) -> int: ...

    def draws(self, start: int, stop: int) -> Draws:
        """Return rows from `start` up to `stop`."""

    def weights(self, start: int, stop: int) -> Float[np.ndarray, " draw"]:
        """Return weights of rows before the record, up to a factor."""

    def stated(self) -> dict[str, Any]:
        """Return what a forecast says of its draws."""


class Source(Protocol):
    """Where draws come from: a proposal, or rows that were kept."""

    @property
    def most(self) -> int:
        """Rows that can be drawn."""

    def sampled(self, start: int, stop: int, seed: int) -> tuple[Scores, Float[np.ndarray, " draw"]]:
        """Return normal scores of rows from `start` up to `stop`, and their log weights before the record."""

    def fitting(self, count: int, rng: np.random.Generator) -> Scores:
        """Return normal scores of what was learnt alone, none of them from the prior."""


@dataclass(frozen=True)
class Proposal:
    """A mixture in the space of normal scores: a share of the prior, and a learnt part.

    The learnt part is a normal with independent coordinates, but for the few that the record says most of (`key`):
    those come together from a mixture of normals.

    Attributes
    ----------
    mean, spread : of the learnt part, one entry per uncertain assumption; those of key assumptions are not used.
    key : numbers of the key assumptions. shares, centres, factors : of each of their normals; a factor is the lower
        triangle whose product with its transpose is the covariance.
    prior_share : weight of the prior; it keeps every importance weight below 1 / prior_share.
    """

    mean: Float[np.ndarray, " assumption"]
    spread: Float[np.ndarray, " assumption"]
    prior_share: float = PRIOR_SHARE
    key: tuple[int, ...] = ()
    shares: Float[np.ndarray, " normal"] = field(default_factory=lambda: np.ones(1))
    centres: Float[np.ndarray, "normal key"] = field(default_factory=lambda: np.zeros((1, 0)))
    factors: Float[np.ndarray, "normal key key"] = field(default_factory=lambda: np.zeros((1, 0, 0)))

    @property
    def most(self) -> int:
        """Rows that can be drawn."""
        return sys.maxsize

    def sampled(self, start: int, stop: int, seed: int) -> tuple[Scores, Float[np.ndarray, " draw"]]:
        """Normal scores at Sobol points from `start` up to `stop`, and their log weights."""
        scores = self.scores(uniform_points(stop - start, len(self.mean) + 1, seed, start))
        return scores, self.log_weight(scores)

    def fitting(self, count: int, rng: np.random.Generator) -> Scores:
        """Normal scores from the learnt part alone, none of them from the prior."""
        uniform = rng.random((count, len(self.mean) + 1))
        uniform[:, -1] = self.prior_share + (1.0 - self.prior_share) * uniform[:, -1]
        return self.scores(uniform)

    def scores(self, uniform: Points) -> Scores:
        """Normal scores from uniform points; the last coordinate picks the part of the mixture."""
        normal = special.ndtri(uniform[:, :-1])
        pick = (uniform[:, -1] - self.prior_share) / (1.0 - self.prior_share)  # below 0: the prior
        found = self.mean + self.spread * normal
        which = np.minimum(np.searchsorted(np.cumsum(self.shares), pick, side="right"), len(self.shares) - 1)
        for row, place in enumerate(self.key):
            found[:, place] = self.centres[which, row]
            for column in range(row + 1):
                found[:, place] += self.factors[which, row, column] * normal[:, self.key[column]]
        return np.where((pick >= 0.0)[:, None], found, normal)

    def log_weight(self, scores: Scores) -> Float[np.ndarray, " draw"]:
        """Log of prior density over proposal density."""
        prior = stats.norm.logpdf(scores).sum(axis=1)
        rest = [place for place in range(scores.shape[1]) if place not in self.key]
        learnt = stats.norm.logpdf(scores[:, rest], self.mean[rest], self.spread[rest]).sum(axis=1)
        if self.key:
            learnt = learnt + self._log_key(scores[:, list(self.key)])
        mixture = np.logaddexp(np.log(self.prior_share) + prior, np.log1p(-self.prior_share) + learnt)
        return prior - mixture

    def _log_key(self, scores: Scores) -> Float[np.ndarray, " draw"]:
        parts = [
            np.log(share) + log_normal(scores, centre, factor)
            for share, centre, factor in zip(self.shares, self.centres, self.factors, strict=True)
        ]
        return np.logaddexp.reduce(np.stack(parts), axis=0)


def log_normal(
    scores: Scores, centre: Float[np.ndarray, " key"], factor: Float[np.ndarray, "key key"]
) -> Float[np.ndarray, " draw"]:
    """Log density of a normal whose covariance is a lower triangle times its transpose."""
    away: list[Float[np.ndarray, " draw"]] = []
    for row in range(len(centre)):  # forward substitution, a handful of coordinates
        rest = scores[:, row] - centre[row]
        for column in range(row):
            rest = rest - factor[row, column] * away[column]
        away.append(rest / factor[row, row])
    constant = np.log(np.diag(factor)).sum() + 0.5 * len(centre) * np.log(2.0 * np.pi)
    return -0.5 * sum((one**2 for one in away), np.zeros(len(scores))) - constant


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
