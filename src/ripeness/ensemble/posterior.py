"""Draws that fit the record, kept once they were found, so that a forecast of the same scenario begins from them.

Learning weighs thousands of draws by the record, on a coarse lattice. A few hundred of them, taken by their weight,
stand for all: each counts about as much as the next, where draws from a fitted proposal differ by orders of magnitude.
A share of draws from the prior goes with them, so that every importance weight stays below one over that share.

Equation:
    density that rows are taken for    q(z) = s p(z) + (1 - s) p(z) L(z) / Z
    log weight before the record       log p(z) / q(z) = -log(s + (1 - s) L(z) / Z)
with z the normal scores, p their prior, L the likelihood of the record on the coarse lattice, Z its mean over the
prior, s the share of the prior. On the full lattice a row weighs p / q times the likelihood there: exact, and equal for
all rows but for the difference of the two lattices and for s.

Rows are taken without putting any back: one that weighs less than a threshold is taken with a chance in proportion to
its weight and then weighs the threshold; a heavier one is always taken and keeps its weight (Fearnhead & Clifford 2003,
J. R. Statist. Soc. B, recalled).

Silent about: what the draws behind the rows missed. The error of a mean is that of the rows and that of the draws
behind them together; `behind` says how many equal ones these count as.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int

from ripeness.ensemble.draws import Scores
from ripeness.statistics.pareto import UNSAFE, khat
from ripeness.statistics.weighted import effective_sample_size_of_logs

DIGITS = 4
"""Decimals of the scores that learning draws, so that a row read back from its file is the same to the last bit."""
BEHIND = 3.0
"""How many times as many equal draws stand behind the rows as there are rows."""
FEWEST, MOST = 24, 540
"""Rows taken by weight: with fewer none are kept."""

Logs = Float[np.ndarray, " row"]


@dataclass(frozen=True)
class Posterior:
    """Draws that stand for what the record leaves, and a share from the prior.

    Attributes
    ----------
    scores : normal scores of the rows taken by weight. log_likelihood : of the record, on the coarse lattice, by row.
    log_excess : log of what a row weighs beside their mean; only one that was taken for certain weighs more.
    prior_scores, prior_log_likelihood : the same of the rows drawn from the prior.
    log_evidence : log of the mean likelihood over the prior. prior_share : share of rows from the prior in each draw.
    behind : effective number of the draws that the rows were taken from.
    """

    scores: Scores
    log_likelihood: Logs
    log_excess: Logs
    prior_scores: Scores
    prior_log_likelihood: Logs
    log_evidence: float
    prior_share: float
    behind: float

    @property
    def most(self) -> int:
        """Rows that can be drawn."""
        return min(self._places(True, len(self.prior_scores)), self._places(False, len(self.scores)))

    def sampled(self, start: int, stop: int, seed: int) -> tuple[Scores, Logs]:
        """Normal scores of rows from `start` up to `stop`, in an order that the seed gives, and their log weights.

        More rows leave the first ones as they were.
        """
        order = np.random.default_rng((seed, len(self.scores)))
        by_weight, by_prior = order.permutation(len(self.scores)), order.permutation(len(self.prior_scores))
        rows = np.arange(start, stop)
        of_prior, before = self._of_prior(rows), self._priors_before(rows)
        from_prior, rest = by_prior[before[of_prior]], by_weight[(rows - before)[~of_prior]]
        scores = np.empty((len(rows), self.scores.shape[1]))
        likelihood, excess = np.empty(len(rows)), np.zeros(len(rows))
        scores[of_prior], scores[~of_prior] = self.prior_scores[from_prior], self.scores[rest]
        likelihood[of_prior], likelihood[~of_prior] = self.prior_log_likelihood[from_prior], self.log_likelihood[rest]
        excess[~of_prior] = self.log_excess[rest]
        return scores, excess + self.log_weight(likelihood)

    def fitting(self, count: int, rng: np.random.Generator) -> Scores:
        """Normal scores of rows taken by weight alone, none of them from the prior."""
        share = np.exp(self.log_excess - np.logaddexp.reduce(self.log_excess))
        return self.scores[rng.choice(len(self.scores), size=count, p=share)]

    def log_weight(self, log_likelihood: Logs) -> Logs:
        """Log of prior density over the density that rows are taken for."""
        of_record = np.log1p(-self.prior_share) + log_likelihood - self.log_evidence
        return -np.logaddexp(np.log(self.prior_share), of_record)

    def _priors_before(self, rows: Int[np.ndarray, " row"]) -> Int[np.ndarray, " row"]:
        return np.floor(rows * self.prior_share + 1e-9).astype(int)

    def _of_prior(self, rows: Int[np.ndarray, " row"]) -> np.ndarray:
        return self._priors_before(rows + 1) > self._priors_before(rows)

    def _places(self, of_prior: bool, have: int) -> int:
        """How many rows can be drawn until those of one kind are used up."""
        rows = np.arange(int((have + 1) / (self.prior_share if of_prior else 1.0 - self.prior_share)) + 1)
        return int((np.cumsum(self._of_prior(rows) == of_prior) <= have).sum())


def taken(
    scores: Scores, log_likelihood: Logs, log_weight: Logs, of_prior: np.ndarray, prior_share: float, seed: int = 0
) -> Posterior | None:
    """Take rows from draws by their weight, at most a third of what these count as.

    None where that is too few, or where the largest weights are so unequal that the draws may have missed what matters:
    rows of equal weight would hide it.

    log_weight : log of prior times likelihood over the density that the draws came from. of_prior : which of them were
        drawn from the prior (bool, row).
    """
    behind = effective_sample_size_of_logs(log_weight)
    several = int(of_prior.sum())
    most = min(int(behind / BEHIND), MOST, int(several * (1.0 - prior_share) / prior_share))
    if most < FEWEST or khat(np.exp(log_weight - log_weight.max())) > UNSAFE:
        return None
    share = np.exp(log_weight - np.logaddexp.reduce(log_weight))
    chance = _chances(share, most)
    # Systematic: one point for each whole number that the chances, added up, pass.
    passed = np.floor(np.cumsum(chance) + np.random.default_rng(seed).random()).astype(int)
    rows = np.flatnonzero(np.diff(passed, prepend=0))
    excess = share[rows] / chance[rows]
    from_prior = np.flatnonzero(of_prior)[: math.ceil(len(rows) * prior_share / (1.0 - prior_share))]
    return Posterior(
        scores[rows],
        log_likelihood[rows],
        np.log(excess / excess.mean()),
        scores[from_prior],
        log_likelihood[from_prior],
        float(np.logaddexp.reduce(log_weight) - np.log(len(log_weight))),
        prior_share,
        float(behind),
    )


def _chances(share: Float[np.ndarray, " row"], most: int) -> Float[np.ndarray, " row"]:
    """Chance of each row to be taken, so that `most` are: in proportion to its weight, at most 1."""
    for_certain = np.zeros(len(share), bool)
    while True:
        rest = share[~for_certain].sum()
        scaled = share * (most - for_certain.sum()) / rest
        more = (scaled > 1.0) & ~for_certain
        if not more.any():
            return np.where(for_certain, 1.0, scaled)
        for_certain |= more
