"""How assumptions are spread over many cases, learnt from how each case came out.

Equation:
    s                    normal scores of the learnt assumptions, drawn once from a standard normal, cut off or not
    s of case w          normal with mean b0 + B x_w and covariance C, x_w its covariates
    weight(w, d)         proportional to N(s_d; b0 + B x_w, C) / N(s_d; 0, I): the same draws stand for every case
    EM                   responsibility r(w, d) proportional to weight(w, d) L(w, d), L the likelihood of the case under
                         the draw; b0 and B by ridge regression of the mean scores on x, C by the scores' spread

The eigenvalues of C are kept at most 1, so that no draw's weight is out of bounds. `PULL` cases more, at the middle of
the draws and with half their variance, keep what no case has shown yet from becoming impossible. A round that would
leave fewer than `LEAST` draws to count for a case goes only part of the way from the draws' own law: where a handful of
draws stands for a population, EM runs away with them.

Sources: Dempster, Laird & Rubin 1977, Journal of the Royal Statistical Society B [P, recalled], with common random
    numbers in place of the expectation.
Silent about: assumptions that are not among the learnt ones, which stay as they were drawn.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

ROUNDS, RESTARTED = 60, 12
"""Rounds of EM from nothing, and from what was learnt of nearly the same cases."""
RIDGE = 4.0
"""How many cases' worth of pull each covariate's shift has to 0."""
PULL, WIDTH = 2.0, 0.5
"""How many cases more there are, at the middle of the draws, and with which variance."""

LEAST = 100.0
"""Effective draws that stand for every case."""
STEPS = 20
"""Parts of the way from the draws' own law to what a round has found."""


@dataclass(frozen=True)
class Population:
    """A normal distribution of scores whose mean moves with covariates.

    means : of each score; first row where every covariate is 0, then the shift for one unit of each covariate.
    """

    means: Float[np.ndarray, "covariate_and_one score"]
    covariance: Float[np.ndarray, "score score"]

    def log_weight(
        self, scores: Float[np.ndarray, "draw score"], covariates: Float[np.ndarray, "case covariate"]
    ) -> Float[np.ndarray, "case draw"]:
        """Log of each draw's weight for each case, up to a constant of the case."""
        lower = np.linalg.inv(np.linalg.cholesky(self.covariance))
        drawn, middle = scores @ lower.T, (_with_one(covariates) @ self.means) @ lower.T
        apart = (middle**2).sum(axis=1)[:, None] - 2.0 * middle @ drawn.T + (drawn**2).sum(axis=1)[None]
        return np.asarray(0.5 * (scores**2).sum(axis=1)[None] - 0.5 * apart)

    def weights(
        self, scores: Float[np.ndarray, "draw score"], covariates: Float[np.ndarray, "case covariate"]
    ) -> Float[np.ndarray, "case draw"]:
        """Weight of each draw for each case, which add up to 1."""
        return _shares(self.log_weight(scores, covariates))


def learn_population(
    scores: Float[np.ndarray, "draw score"],
    likelihood: Float[np.ndarray, "case draw"],
    covariates: Float[np.ndarray, "case covariate"],
    begin: Population | None = None,
) -> Population:
    """Learn a population by EM.

    Parameters
    ----------
    scores : of the learnt assumptions. likelihood : of each case's outcome under each draw, not a log.
    covariates : of each case, of mean 0 and spread 1 over the cases. begin : what was learnt of nearly the same cases.

    Raises
    ------
    ValueError : a case that no draw can lead to.
    """
    if not np.all(likelihood.max(axis=1) > 0.0):
        raise ValueError(f"no draw leads to case {int(np.argmin(likelihood.max(axis=1)))}")
    design, coordinates = _with_one(covariates), scores.shape[1]
    found = begin or Population(np.zeros((design.shape[1], coordinates)), np.eye(coordinates))
    ridge = np.diag([PULL] + [RIDGE] * covariates.shape[1])
    shared = np.zeros((1, covariates.shape[1])) if covariates.shape[1] == 0 else covariates
    for _ in range(RESTARTED if begin else ROUNDS):
        joint = found.weights(scores, shared) * likelihood
        share = joint / joint.sum(axis=1, keepdims=True)
        middle = share @ scores
        means = np.linalg.solve(design.T @ design + ridge, design.T @ middle)
        fitted = design @ means
        total = (scores * share.sum(axis=0)[:, None]).T @ scores
        spread = total - middle.T @ fitted - fitted.T @ middle + fitted.T @ fitted
        added = WIDTH * np.eye(coordinates) + np.outer(means[0], means[0])
        covariance = (spread + PULL * added) / (len(likelihood) + PULL)
        sizes, axes = np.linalg.eigh(covariance)
        found = _held_back(Population(means, (axes * np.minimum(sizes, 1.0)) @ axes.T), scores, shared)
    return found


def effective_draws(
    population: Population, scores: Float[np.ndarray, "draw score"], covariates: Float[np.ndarray, "case covariate"]
) -> float:
    """Effective draws that stand for the case for which fewest do."""
    return float((1.0 / (population.weights(scores, covariates) ** 2).sum(axis=1)).min())


def _held_back(
    population: Population, scores: Float[np.ndarray, "draw score"], covariates: Float[np.ndarray, "case covariate"]
) -> Population:
    """Return a population in which enough draws count for every case, as near as may be to one."""
    least, own = min(LEAST, len(scores) / 4.0), np.eye(len(population.covariance))
    for step in range(STEPS, 0, -1):
        part = step / STEPS
        nearer = Population(part * population.means, part * population.covariance + (1.0 - part) * own)
        if effective_draws(nearer, scores, covariates) >= least:
            return nearer
    return Population(np.zeros_like(population.means), own)


def log_likelihood(
    population: Population,
    scores: Float[np.ndarray, "draw score"],
    likelihood: Float[np.ndarray, "case draw"],
    covariates: Float[np.ndarray, "case covariate"],
) -> Float[np.ndarray, " case"]:
    """Log likelihood of each case under a population."""
    return np.asarray(np.log((population.weights(scores, covariates) * likelihood).sum(axis=1)))


def _with_one(covariates: Float[np.ndarray, "case covariate"]) -> Float[np.ndarray, "case covariate_and_one"]:
    return np.column_stack([np.ones(len(covariates)), covariates])


def _shares(logs: Float[np.ndarray, "case draw"]) -> Float[np.ndarray, "case draw"]:
    weight = np.exp(logs - logs.max(axis=1, keepdims=True))
    return np.asarray(weight / weight.sum(axis=1, keepdims=True))
