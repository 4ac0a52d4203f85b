"""A few weighted draws in the place of many: which to keep, with what weights, and how to correct what they miss."""

from __future__ import annotations

import numpy as np
from jaxtyping import Float, Int
from scipy.optimize import nnls

TO_ONE = 10.0
"""How much the weights' sum counts in the fit, beside one value of one quantity."""

TURNS = 200
CLOSE = 1e-10


def thinned(
    values: Float[np.ndarray, "draw quantity"], weight: Float[np.ndarray, " draw"], count: int, pull: float = 0.0
) -> tuple[Int[np.ndarray, " kept"], Float[np.ndarray, " kept"]]:
    """Choose at most `count` draws, with weights above 0 that sum to one, whose means are those of all.

    Non-negative least squares on the means of all quantities over the draws that are left; those of the smallest weight
    go, some at a time, until few enough are left. With no more draws of a weight than `count`, these are kept as they
    are. Lawson and Hanson (1974) for the least squares (SciPy); dropping the smallest weight is ours.

    Parameters
    ----------
    values : of each quantity that the means of all shall be met in. weight : of the draws, not all 0.
    pull : how much it counts if a draw's weight departs from its own, relative to the root of that; 0 lets the weights
        be whatever meets these means best, which need not serve others.
    """
    left = np.flatnonzero(weight > 0)
    if len(left) <= count:
        return left, weight[left] / weight[left].sum()
    rows = np.concatenate([values, np.full((len(values), 1), TO_ONE)], axis=1).T
    own = weight[left] / weight[left].sum()
    target = rows[:, left] @ own
    triangle = np.asarray(np.linalg.qr(np.concatenate([rows[:, left], target[:, None]], axis=1), mode="r"))
    columns, target = triangle[:, :-1], triangle[:, -1]
    kept = np.arange(len(left))
    while True:
        departs = np.diag(pull / np.sqrt(own[kept]))
        found, _ = nnls(
            np.concatenate([columns[:, kept], departs]), np.concatenate([target, pull * np.sqrt(own[kept])])
        )
        kept, found = kept[found > 0], found[found > 0]
        if len(kept) <= count:
            return left[kept], found / found.sum()
        going = max((len(kept) - count) // 6, 1)
        kept = np.sort(kept[np.argsort(found, kind="stable")[going:]])


def corrected(
    everyone: Float[np.ndarray, "outcome month"],
    few: Float[np.ndarray, "outcome month"],
    moved: Float[np.ndarray, "outcome month"],
) -> Float[np.ndarray, "outcome month"]:
    """Return what all draws would say under a policy: what they say without it, plus the change that few draws see.

    The few draws' means without the policy serve as control variate with coefficient one (Hammersley and Handscomb
    1964). Outcomes exclude each other and sum to one; the first is that none of the others has come about, which the
    others do for good. `everyone`, `few` : without the policy. `moved` : the few draws' means under it.
    """
    come = np.maximum.accumulate(np.maximum((everyone + (moved - few))[1:], 0.0), axis=1)
    come = come / np.maximum(come.sum(axis=0), 1.0)
    return np.concatenate([1.0 - come.sum(axis=0, keepdims=True), come])


def raked(
    values: Float[np.ndarray, "draw outcome month"],
    weight: Float[np.ndarray, " draw"],
    target: Float[np.ndarray, "outcome month"],
) -> Float[np.ndarray, "draw outcome month"]:
    """Move each draw's chances by factors that all draws share, so that their weighted mean is the target.

    Iterative proportional fitting, month by month (Deming and Stephan 1940). An outcome that no draw gives a chance
    is given its target by each. `values`, `target` : sum to one over outcomes.
    """
    found = np.where(np.tensordot(weight, values, axes=1) > 0, values, target)
    for _ in range(TURNS):
        mean = np.tensordot(weight, found, axes=1)
        if np.max(np.abs(mean - target), initial=0.0) < CLOSE:
            break
        found = found * np.divide(target, mean, out=np.ones_like(mean), where=mean > 0)
        found = found / np.maximum(found.sum(axis=1, keepdims=True), 1e-300)
    return found
