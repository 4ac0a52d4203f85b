"""Boxes of assumptions in which something holds more often than elsewhere: the patient rule induction method, weighted.

    peel      from all draws on, take away that part at one end of one assumption (a twentieth, a tenth, a fifth or two
              fifths of the box) in which it holds less often than in the box by most standard errors; on and on, down
              to a tenth of the weight
    choose    the box on the way that gains most: its support times how much its density lies above the share of all
    simplify  let limits go, the least useful first, until no more than three assumptions are limited, and on while that
              costs less than a twentieth of the gain
    again     the same among the draws outside the boxes found so far
    kept      if its gain beats nine of ten searches in which the answers were dealt out to other draws

    support   share of the weight that lies in the box
    density   share of the box in which it holds
    coverage  share of all in which it holds that lies in the box

Source: Friedman & Fisher 1999, Statistics and Computing 9 [P, recalled]; the gain is the weighted relative accuracy of
Lavrac, Flach & Zupan 1999 [P, recalled]. Ours: weights, which part is peeled (theirs is a
twentieth, whose loss leaves the greatest density), the choice of the box, and the test.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ripeness.statistics.weighted import Numbers

PEELED = (0.05, 0.1, 0.2, 0.4)
"""Shares of a box that may be peeled at once. The greater ones are ours: of few draws a twentieth tells too little."""
SMALLEST = 0.1
"""Share of the weight below which no box is made."""
COSTS = 0.05
"""Share of the gain that a limit must bring to be kept."""
MOST_LIMITS = 3
SHUFFLES = 99
LUCK = 0.9
"""Share of the shuffles that a box must beat."""

Draws = NDArray[np.bool_]


@dataclass(frozen=True)
class Limit:
    """An assumption by its number, and between which values it lies, both left out; infinite where there is no end."""

    assumption: int
    above: float
    below: float


@dataclass(frozen=True)
class Box:
    """Limits that hold together, and what lies in them; `luck` : the gain that nine of ten shuffles do not pass."""

    limits: tuple[Limit, ...]
    support: float
    density: float
    coverage: float
    gain: float
    luck: float


@dataclass(frozen=True)
class _Data:
    """Draws with their weights, which sum to one, and the order of the draws by each assumption."""

    x: Numbers
    w: Numbers
    order: NDArray[np.intp]


def boxes(assumptions: ArrayLike, holds: ArrayLike, weight: ArrayLike, most: int = 2, seed: int = 0) -> list[Box]:
    """Return boxes in which it holds, the first that was found first, at most `most`; none that luck finds as well.

    Parameters
    ----------
    assumptions : (draw, assumption). holds : (draw,), 1 or 0; a NaN leaves the draw out. weight : (draw,).
    seed : of the shuffles.
    """
    x, y, w = np.asarray(assumptions, float), np.asarray(holds, float), np.asarray(weight, float)
    known = ~np.isnan(y) & (w > 0)
    x, y, w = x[known], y[known], w[known]
    if len(y) < 4 or x.shape[1] == 0 or y.min() == y.max():
        return []
    random = np.random.default_rng(seed)
    data = _Data(x, w / w.sum(), np.argsort(x, axis=0, kind="stable"))
    outside = np.ones(len(y), bool)
    found: list[Box] = []
    while len(found) < most and (one := _tested(data, y, outside, random)) is not None:
        box, inside = one
        found.append(box)
        outside &= ~inside
    return found


def trajectory(
    assumptions: ArrayLike, holds: ArrayLike, weight: ArrayLike, parts: tuple[float, ...] = PEELED
) -> Numbers:
    """Return support, density and coverage after each peel, (peel, 3); with `parts` of (.05,) as Friedman & Fisher's.

    Parameters
    ----------
    assumptions, holds, weight : as for `boxes`, all known. parts : shares of a box that may be peeled at once.
    """
    x, y, w = np.asarray(assumptions, float), np.asarray(holds, float), np.asarray(weight, float)
    w = w / w.sum()
    data, lies, told = _Data(x, w, np.argsort(x, axis=0, kind="stable")), np.ones(len(y), bool), []
    while (step := _peeled(data, y, w, lies, parts)) is not None:
        lies = step[0]
        support, held = float(w[lies].sum()), float(w[lies] @ y[lies])
        told.append((support, held / support, held / float(w @ y)))
    return np.array(told).reshape(-1, 3)


def inside(assumptions: ArrayLike, limits: tuple[Limit, ...]) -> Draws:
    """Return which draws lie within limits, shape (draw,)."""
    x = np.asarray(assumptions, float)
    lies = np.ones(len(x), bool)
    for one in limits:
        lies &= (x[:, one.assumption] > one.above) & (x[:, one.assumption] < one.below)
    return lies


def _tested(data: _Data, y: Numbers, among: Draws, random: np.random.Generator) -> tuple[Box, Draws] | None:
    """Return the best box among some draws and which of them lie in it, or None where luck does as well."""
    limits, gain = _search(data, y, data.w, among)
    if gain <= 0:
        return None
    places = np.flatnonzero(among)
    lucky = np.empty(SHUFFLES)
    for number in range(SHUFFLES):
        order = np.arange(len(y))
        order[places] = random.permutation(places)
        lucky[number] = _search(data, y[order], data.w[order], among)[1]
    luck = float(np.quantile(lucky, LUCK))
    if gain <= luck:
        return None
    lies = inside(data.x, limits) & among
    weight, held = float(data.w[lies].sum()), float(data.w[lies] @ y[lies])
    return Box(limits, weight, held / weight, held / float(data.w @ y), gain, luck), lies


def _search(data: _Data, y: Numbers, w: Numbers, among: Draws) -> tuple[tuple[Limit, ...], float]:
    """Return the limits of the box that gains most, simplified, the most useful first, and its gain."""
    share = float(w[among] @ y[among] / w[among].sum())
    limits: dict[int, tuple[float, float]] = {}
    lies, best, gained = among, dict(limits), 0.0
    while (step := _peeled(data, y, w, lies)) is not None:
        lies, assumption, above, value = step
        low, high = limits.get(assumption, (-np.inf, np.inf))
        limits[assumption] = (value, high) if above else (low, value)
        if (gain := _gain(y, w, lies, share)) > gained:
            best, gained = dict(limits), gain
    return _simplified(data, y, w, among, best, share)


def _peeled(
    data: _Data, y: Numbers, w: Numbers, lies: Draws, parts: tuple[float, ...] = PEELED
) -> tuple[Draws, int, bool, float] | None:
    """Return the draws left, the assumption, whether its lower end went, and the value there; None when none should."""
    total = float(w[lies].sum())
    share = float(w[lies] @ y[lies]) / total
    reached = np.cumsum((w * lies)[data.order], axis=0)  # (draw, assumption), in each assumption's own order
    columns = np.arange(data.x.shape[1])
    ends, kept = [], []
    for part in parts:
        first = np.argmax(reached >= part * total * (1 - 1e-12), axis=0)
        # The last place at or above which such a part lies: the weight before it is at most the rest.
        last = np.argmax(reached > (1 - part) * total * (1 + 1e-12), axis=0)
        low, high = data.x[data.order[first, columns], columns], data.x[data.order[last, columns], columns]
        ends += [low, high]
        kept += [(data.x > low) & lies[:, None], (data.x < high) & lies[:, None]]
    left = np.concatenate(kept, axis=1)
    weights, held = w @ left, (w * y) @ left
    gone = total - weights
    able = (weights >= SMALLEST - 1e-12) & (gone > 1e-12)
    lacking = np.where(able, share - (share * total - held) / np.where(able, gone, 1.0), -1.0) * np.sqrt(gone)
    place = int(np.argmax(lacking))
    if lacking[place] <= 1e-12:
        return None
    end, column = divmod(place, len(columns))
    return left[:, place], column, end % 2 == 0, float(ends[end][column])


def _simplified(
    data: _Data, y: Numbers, w: Numbers, among: Draws, limits: dict[int, tuple[float, float]], share: float
) -> tuple[tuple[Limit, ...], float]:
    def gain(of: dict[int, tuple[float, float]]) -> float:
        return _gain(y, w, inside(data.x, _limits(of)) & among, share)

    def loosest(of: dict[int, tuple[float, float]]) -> dict[int, tuple[float, float]]:
        without = [{one: ends for one, ends in of.items() if one != gone} for gone in of]
        return max(without, key=gain)

    while len(limits) > MOST_LIMITS:
        limits = loosest(limits)
    least = (1 - COSTS) * gain(limits)
    while len(limits) > 1 and gain(fewer := loosest(limits)) >= least:
        limits = fewer
    lost = {gone: gain({one: ends for one, ends in limits.items() if one != gone}) for gone in limits}
    return _limits({one: limits[one] for one in sorted(limits, key=lambda one: lost[one])}), gain(limits)


def _limits(of: dict[int, tuple[float, float]]) -> tuple[Limit, ...]:
    return tuple(Limit(one, above, below) for one, (above, below) in of.items())


def _gain(y: Numbers, w: Numbers, lies: Draws, share: float) -> float:
    """Return how much more of the weight holds in a box than its size would give."""
    return float(w[lies] @ y[lies] - share * w[lies].sum())
