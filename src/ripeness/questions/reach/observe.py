"""Backwards: what would have to be seen by a month for the forecast to pass a threshold.

Equation:
    x     what a draw expects to be seen: over the months until then, or at their end (`evidence.signposts`)
    c     the draw's chance of the event
    seen  {x >= t} or {x <= t}: the weakest t, with the largest share of the weight, for which  E[c | seen]  is past the
          level
    luck  the share of 200 shufflings of x over the draws that pass with as large a share

It compares sets of assumptions, each by what it expects to be seen: one war may differ from what its assumptions
expect, so that an observation tells less than this. A mean over fewer than `FEWEST` effective draws is not told.
[R], a method of ours.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.questions.evidence.signposts import OBSERVABLES, observed
from ripeness.questions.reach.target import Target
from ripeness.statistics.bands import Figure, figure
from ripeness.statistics.weighted import Numbers, weighted_mean

if TYPE_CHECKING:
    import xarray as xr

FEWEST = 10.0
"""Effective draws of which a mean is told."""
SHUFFLES = 200


class Observation(TypedDict):
    """Something that could be seen by a month.

    observable : variable of the forecast. meaning : in words. above : whether it would have to be at least
    `threshold`, else at most. threshold : None where none passes.
    expected : weighted mean over all draws. share : of the draws, by weight, that expect as much. effective : draws.
    mean : chance of the event over these; where none passes, the furthest that any threshold brings it.
    by_luck : share of shufflings that pass as easily.
    """

    observable: str
    meaning: str
    above: bool
    threshold: Figure
    expected: Figure
    share: Figure
    effective: Figure
    mean: Figure
    by_luck: Figure


def observations(forecast: xr.Dataset, target: Target, within: int, seed: int = 0) -> list[Observation]:
    """Return for each observable the mildest sight that takes the mean chance past the level, the likeliest first.

    Parameters
    ----------
    forecast : of the status quo, whose mean chance has not passed the level. within : months ahead by which it is seen.
    """
    weight = np.asarray(forecast.weight.values, float)
    chance = target.chance(forecast)[:, 0]
    side = 1.0 if target.at_least else -1.0
    found: list[Observation] = []
    for name, meaning in OBSERVABLES.items():
        if name not in forecast:
            continue
        seen = observed(forecast, name, within)
        known = np.isfinite(seen) & np.isfinite(chance) & (weight > 0)
        if not known.any() or np.ptp(seen[known]) < 1e-9:
            continue
        x, c, w = seen[known], side * chance[known], weight[known] / weight[known].sum()
        cuts = [(above, *_weakest(x if above else -x, c, w, side * target.level)) for above in (True, False)]
        above, cut, share, mean, effective = max(cuts, key=lambda one: (one[1] is not None, one[2], one[3]))
        luck = None if cut is None else _by_luck(x, c, w, side * target.level, share, seed)
        found.append({
            "observable": name, "meaning": meaning, "above": above,
            "threshold": None if cut is None else figure(cut if above else -cut),
            "expected": figure(weighted_mean(x, w)), "share": None if cut is None else figure(share),
            "effective": figure(effective), "mean": figure(side * mean), "by_luck": figure(luck),
        })  # fmt: skip
    return sorted(found, key=lambda one: (-(one["share"] or 0.0), -side * (one["mean"] or 0.0)))


def _weakest(x: Numbers, c: Numbers, w: Numbers, level: float) -> tuple[float | None, float, float, float]:
    """Threshold, share, mean and effective draws of the largest {x >= t} whose mean passes; else the furthest mean."""
    order = np.argsort(-x, kind="stable")
    x, c, w = x[order], c[order], w[order]
    total, squares = np.cumsum(w), np.cumsum(w * w)
    mean, effective = np.cumsum(w * c) / total, total**2 / squares
    told = (effective >= FEWEST) & np.append(x[1:] != x[:-1], True)  # a threshold lies between two values
    passes = np.flatnonzero(told & (mean >= level - 1e-9))
    if passes.size:
        last = int(passes[-1])
        return float(x[last]), float(total[last]), float(mean[last]), float(effective[last])
    if not told.any():
        return None, 0.0, float(mean[-1]), float(effective[-1])
    furthest = int(np.flatnonzero(told)[np.argmax(mean[told])])
    return None, 0.0, float(mean[furthest]), float(effective[furthest])


def _by_luck(x: Numbers, c: Numbers, w: Numbers, level: float, share: float, seed: int) -> float:
    random = np.random.default_rng(seed)
    as_large = 0
    for _ in range(SHUFFLES):
        shuffled = random.permutation(x)
        as_large += any(_weakest(sign * shuffled, c, w, level)[1] >= share - 1e-12 for sign in (1.0, -1.0))
    return as_large / SHUFFLES
