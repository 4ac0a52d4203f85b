"""Sets of assumptions: scrambled Sobol points, as normal scores, from the prior or from a learnt proposal.

The same seed gives the same draws, and more draws leave the first ones as they were.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float
from scipy import special, stats

Scores = Float[np.ndarray, "draw assumption"]


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


def uniform_points(count: int, coordinates: int, seed: int) -> Float[np.ndarray, "draw coordinate"]:
    """Scrambled Sobol points in the open unit cube."""
    sobol = stats.qmc.Sobol(coordinates, scramble=True, seed=seed)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="The balance properties of Sobol", category=UserWarning)
        points = sobol.random(count)
    return np.clip(points, 1e-9, 1.0 - 1e-9)
