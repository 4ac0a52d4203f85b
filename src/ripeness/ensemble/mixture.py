"""A proposal from weighted draws: independent normals, and a mixture of normals for what the draws say most of.

The record may cut off a part of the space (to attend must have paid), so that one normal fits badly. How many
coordinates come together, in how many normals, is what fits draws best that were held out.

Expectation maximisation for a mixture as in Dempster, Laird & Rubin 1977, J. R. Statist. Soc. B (recalled).
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Int

from ripeness.ensemble.draws import Proposal, Scores, log_normal
from ripeness.statistics.weighted import effective_sample_size

Weights = Float[np.ndarray, " draw"]

SHAPES = ((0, 1), (1, 2), (2, 2), (2, 4), (2, 6), (4, 4))  # key assumptions, normals
FOLDS = 5
STEPS = 40
CLEAR = 2.5  # standard errors from which a mean or a spread is taken to differ from the prior's
VARIANCES = (0.1, 1.2)
BELIEF = 5.0  # draws' worth of belief that each normal is spread as all of them together are


def fit(scores: Scores, log_target: Weights, log_mixture: Weights, base: Proposal) -> Proposal:
    """Proposal for a target from draws of a mixture of proposals (unnormalised log densities of each draw).

    `base` : what was known before the draws. Where no fit does better on draws that were held out, it stays.
    """
    log_weight = log_target - log_mixture
    shares = [held_out(scores, log_target, log_weight, shape, base) for shape in SHAPES]
    if max(shares) <= _effective(base, scores, log_target, log_weight):
        return base
    return shaped(scores, log_weight, SHAPES[int(np.argmax(shares))], base)


def held_out(scores: Scores, log_target: Weights, log_weight: Weights, shape: tuple[int, int], base: Proposal) -> float:
    """Log of the share of draws that would be effective, E[w]^2 / E[w^2], judged on draws held out of the fit."""
    fold = np.arange(len(scores)) % FOLDS
    ratio = np.empty(len(scores))
    for number in range(FOLDS):
        seen, unseen = fold != number, fold == number
        proposal = shaped(scores[seen], log_weight[seen], shape, base)
        ratio[unseen] = _ratio(proposal, scores[unseen], log_target[unseen])
    return _share(ratio, log_weight)


def _effective(proposal: Proposal, scores: Scores, log_target: Weights, log_weight: Weights) -> float:
    return _share(_ratio(proposal, scores, log_target), log_weight)


def _ratio(proposal: Proposal, scores: Scores, log_target: Weights) -> Weights:
    prior = -0.5 * (scores**2).sum(axis=1) - 0.5 * scores.shape[1] * np.log(2.0 * np.pi)
    return log_target - prior + proposal.log_weight(scores)


def _share(ratio: Weights, log_weight: Weights) -> float:
    return float(-np.log(_shares(log_weight) @ np.exp(ratio - ratio.max())) - ratio.max())


def shaped(scores: Scores, log_weight: Weights, shape: tuple[int, int], base: Proposal) -> Proposal:
    """Fit so many key assumptions together in so many normals, and the others each on its own.

    An assumption of which the draws say nothing clear stays as it is in `base`: a fit of noise in fifty of them costs
    half of the effective draws.
    """
    weight = _shares(log_weight)
    many = effective_sample_size(weight)
    mean = weight @ scores
    variance = weight @ (scores - mean) ** 2
    clear = np.abs(mean - base.mean) / base.spread * np.sqrt(many) > CLEAR
    clear |= np.abs(variance / base.spread**2 - 1.0) * np.sqrt(many / 2.0) > CLEAR
    spread = np.where(clear, np.sqrt(np.clip(variance, *VARIANCES)), base.spread)
    # Rounded, so that a proposal read back from its file is the same to the last bit.
    middle, spread = np.where(clear, mean, base.mean).round(4), spread.round(4)
    count, normals = min(shape[0], scores.shape[1]), shape[1]
    if not count:
        return Proposal(middle, spread)
    shift, change = np.abs(mean) * np.sqrt(many), np.abs(variance - 1.0) * np.sqrt(many / 2.0)
    key = np.argsort(-(shift + change), kind="stable")[:count]
    shares, centres, factors = _mixture(scores[:, key], weight, normals)
    shares = shares.round(4)
    shares[-1] = 1.0 - shares[:-1].sum()
    return Proposal(
        middle, spread, key=tuple(int(one) for one in key), shares=shares, centres=centres.round(4),
        factors=factors.round(4),
    )  # fmt: skip


def _mixture(
    scores: Scores, weight: Weights, normals: int
) -> tuple[Float[np.ndarray, " normal"], Float[np.ndarray, "normal key"], Float[np.ndarray, "normal key key"]]:
    """Shares, centres and factors of a mixture of normals."""
    many = effective_sample_size(weight)
    mean = weight @ scores
    away = scores - mean
    whole = _product(away, weight) + 1e-6 * np.eye(scores.shape[1])
    belongs = np.eye(normals)[_sorted_into(away, whole, weight, normals)] * 0.9 + 0.1 / normals
    for _ in range(STEPS):
        counted = belongs * weight[:, None]
        shares = np.maximum(counted.sum(axis=0), 1e-3)
        centres = np.stack([(part[:, None] * scores).sum(axis=0) for part in counted.T]) / shares[:, None]
        factors = []
        for number in range(normals):
            off = scores - centres[number]
            own = _product(off, counted[:, number]) / shares[number]
            has = shares[number] * many
            factors.append(np.linalg.cholesky((has * own + 0.5 * BELIEF * whole) / (has + BELIEF)))
        shares = shares / shares.sum()
        logs = np.stack(
            [
                np.log(share) + log_normal(scores, centre, factor)
                for share, centre, factor in zip(shares, centres, factors, strict=True)
            ],
            axis=1,
        )
        belongs = np.exp(logs - np.logaddexp.reduce(logs, axis=1)[:, None])
    return shares, centres, np.stack(factors)


def _product(off: Scores, weight: Weights) -> Float[np.ndarray, "key key"]:
    """Weighted sum of outer products: too small for a library of linear algebra, whose threads would only wait."""
    return np.array([[float((weight * one * other).sum()) for other in off.T] for one in off.T])


def _sorted_into(
    away: Scores, whole: Float[np.ndarray, "key key"], weight: Weights, normals: int
) -> Int[np.ndarray, " draw"]:
    """Begin with slices of equal weight along the longest axis."""
    scale = np.sqrt(np.diag(whole))
    _, axes = np.linalg.eigh(whole / np.outer(scale, scale))
    order = np.argsort((away / scale) @ axes[:, -1], kind="stable")
    slices = np.empty(len(away), int)
    slices[order] = np.minimum((np.cumsum(weight[order]) * normals).astype(int), normals - 1)
    return slices


def _shares(log_weight: Weights) -> Weights:
    weight = np.exp(log_weight - log_weight.max())
    return weight / weight.sum()
