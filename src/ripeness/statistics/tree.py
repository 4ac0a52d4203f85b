"""Which assumptions separate the draws in which something holds from those in which it fails.

    best split   the assumption and the cut that lower most the weighted Gini impurity 2 p (1 - p)
    depth two    the best split, then the best within each side of it
    kept         if its gain beats nine of ten permutations in which the answers were dealt out to other draws

Cuts lie at the weighted tenths of each assumption, so that a threshold is a round share of the sets, not a draw.
Source: classification trees (Breiman, Friedman, Olshen & Stone 1984, recalled), two levels deep.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from ripeness.statistics.weighted import Numbers, weighted_quantile

TENTHS = tuple(round(0.1 * number, 1) for number in range(1, 10))
SMALLEST = 0.1
"""A side of a split holds at least this share of the weight."""
PERMUTATIONS = 99
LUCK = 0.9
"""Share of the permutations that a split must beat."""


@dataclass(frozen=True)
class Split:
    """Number of an assumption, where it is cut, and the weighted share that holds above and up to the cut.

    ``within``: None at the top, else the split in which this one lies and the side of it (True: above).
    """

    assumption: int
    threshold: float
    above: float
    below: float
    gain: float
    within: tuple[Split, bool] | None = None


def deciding(assumptions: ArrayLike, holds: ArrayLike, weight: ArrayLike, most: int = 3, seed: int = 0) -> list[Split]:
    """Return the splits that tell best where it holds, the first at the top, at most ``most``.

    Parameters
    ----------
    assumptions : (draw, assumption), drawn values. holds : (draw,), 1 or 0; a NaN leaves the draw out.
    weight : (draw,). seed : of the permutations.
    """
    x, y, w = np.asarray(assumptions, float), np.asarray(holds, float), np.asarray(weight, float)
    known = ~np.isnan(y) & (w > 0)
    x, y, w = x[known], y[known], w[known]
    if len(y) < 4 or x.shape[1] == 0 or y.min() == y.max():
        return []
    random = np.random.default_rng(seed)
    top = _best(x, y, w, random)
    if top is None:
        return []
    found = [top]
    for side in (True, False):
        there = (x[:, top.assumption] > top.threshold) == side
        inner = _best(x[there], y[there], w[there], random)
        if inner is not None:
            gain = inner.gain * float(w[there].sum() / w.sum())
            found.append(Split(inner.assumption, inner.threshold, inner.above, inner.below, gain, (top, side)))
    return [top, *sorted(found[1:], key=lambda one: -one.gain)][:most]


def _best(x: Numbers, y: Numbers, w: Numbers, random: np.random.Generator) -> Split | None:
    """Return the best split of these draws, or None where luck does as well."""
    if len(y) < 4 or y.min() == y.max():
        return None
    cuts = np.stack([weighted_quantile(x, w, share) for share in TENTHS])  # (tenth, assumption)
    tenth, column = np.divmod(np.arange(cuts.size), x.shape[1])
    above = (x[:, column] > cuts[tenth, column]).T.astype(float)  # (cut, draw)
    gains = _gains(above, y, w)
    place = int(np.argmax(gains))
    if gains[place] <= 0:
        return None
    lucky = np.empty(PERMUTATIONS)
    for number in range(PERMUTATIONS):
        order = random.permutation(len(y))
        lucky[number] = _gains(above, y[order], w[order]).max()
    if gains[place] <= np.quantile(lucky, LUCK):
        return None
    side = above[place] > 0
    return Split(
        int(column[place]),
        float(cuts[tenth[place], column[place]]),
        float(w[side] @ y[side] / w[side].sum()),
        float(w[~side] @ y[~side] / w[~side].sum()),
        float(gains[place]),
    )


def _gains(above: Numbers, y: Numbers, w: Numbers) -> Numbers:
    """Return what each cut takes off the weighted Gini impurity; 0 where a side is too small."""
    total, held = w.sum(), w @ y
    w_above, held_above = above @ w, above @ (w * y)
    w_below, held_below = total - w_above, held - held_above
    with np.errstate(invalid="ignore", divide="ignore"):
        inside = 2 * held_above * (w_above - held_above) / w_above + 2 * held_below * (w_below - held_below) / w_below
    gains: Numbers = 2 * held * (total - held) / total**2 - inside / total
    return np.where(np.minimum(w_above, w_below) >= SMALLEST * total, gains, 0.0)
