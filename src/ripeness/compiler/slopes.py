"""How the arrays of the game move with single numbers of a scenario: central differences through the compiler.

The way from a scenario's number to the game's arrays is plain NumPy in double precision, cheap, and smooth but for
clips; a step of a hundred-thousandth of the number's size gives its derivative to about nine digits. Each number is
moved a little up and a little down as further draws of one compilation. The product with what the reverse pass through
the game returns is the derivative of the forecast (chain rule).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jax
import numpy as np
from jaxtyping import Float

from ripeness.compiler.levels import Draws, levels_by_epoch
from ripeness.compiler.war import compile_war
from ripeness.schema.quantity import Quantity
from ripeness.schema.scenario import Scenario

STEP = 1e-5
"""Step, in sizes of the number."""
AT_ONCE = 2048
"""Draws, those of the steps included, that are compiled at once."""
KINK = 1e-3
"""Relative difference between the slopes up and down from which on the number is said to stand at a threshold."""


@dataclass(frozen=True)
class Movable:
    """A number that can be moved: its values (draw,), the unit, the support and a natural step of it.

    `spread` : width of the range in which eight of ten draws lie, or of a lever's range; the number's own size where
    it is certain.
    """

    values: Draws
    unit: str
    low: float
    high: float
    spread: float


@dataclass(frozen=True)
class Slopes:
    """Derivatives by number and draw, and the numbers that stand at a threshold in some draw."""

    gradient: Float[np.ndarray, "draw number"]
    kinks: Mapping[str, int]
    ends: Mapping[str, int]


def movable(
    scenario: Scenario,
    drawn: Mapping[str, Draws],
    count: int,
    levers: Mapping[str, float],
    spreads: Mapping[str, float],
) -> dict[str, Movable]:
    """Every number that is computed with, by the path of whoever states it; then every lever that is no yes-or-no.

    `spreads` : width of the middle eight tenths of each uncertain number.
    """
    found: dict[str, Movable] = {}
    epochs = levels_by_epoch(scenario, drawn, count, levers)
    for levels in epochs:
        for path, leaf in levels.leaves.items():
            if isinstance(leaf.value, Quantity) and not leaf.assumption.startswith("levers."):
                value, values = leaf.value, levels[path]
                spread = (
                    spreads.get(leaf.assumption) or float(np.abs(values).mean()) or _unit_size(value.low, value.high)
                )
                found[leaf.assumption] = Movable(values, value.unit, value.low, value.high, spread)
    for name, lever in scenario.levers.items():
        settings = [epochs[-1].leaves[path].value for path in lever.changes]
        numbers = [one for one in settings if isinstance(one, Quantity)]
        if len(numbers) == len(settings):
            first, width = numbers[0], (lever.high - lever.low) * lever.scale
            values = epochs[-1][lever.changes[0]]
            found[f"levers.{name}"] = Movable(values, first.unit, first.low, first.high, width)
    return found


def slopes(
    scenario: Scenario,
    drawn: Mapping[str, Draws],
    count: int,
    levers: Mapping[str, float],
    wanted: Mapping[str, Movable],
    cotangents: Any,
    *,
    exact: bool,
) -> Slopes:
    """Derivative of a forecast with respect to each number wanted.

    Parameters
    ----------
    drawn, count, levers : as for `compile_war`.
    cotangents : derivative of the forecast with respect to (games, record), leading axis `draw`.
    """
    names = list(wanted)
    gradient = np.zeros((count, len(names)))
    kinks: dict[str, int] = {}
    ends: dict[str, int] = {}
    weights = [np.asarray(leaf, float).reshape(count, -1) for leaf in jax.tree.leaves(cotangents)]
    few = max(1, AT_ONCE // count // 2)
    for start in range(0, len(names), few):
        part = names[start : start + few]
        columns = 2 * len(part) + 1
        repeated = {name: np.tile(values, columns) for name, values in drawn.items()}
        moves = {name: np.zeros(columns * count) for name in names}
        for place, name in enumerate(part):
            up, down = _steps(wanted[name])
            moves[name][(2 * place + 1) * count : (2 * place + 2) * count] = up
            moves[name][(2 * place + 2) * count : (2 * place + 3) * count] = -down
        compiled = compile_war(scenario, repeated, columns * count, levers, exact=exact, moved=moves)
        found = np.zeros((columns, count))
        for leaf, weight in zip(jax.tree.leaves((compiled.games, compiled.record)), weights, strict=True):
            moved = np.asarray(leaf, float).reshape(columns, count, -1)
            # Differences first: their sizes are far below those of the arrays.
            found += np.einsum("cdi,di->cd", moved - moved[:1], weight)
        for place, name in enumerate(part):
            up, down = _steps(wanted[name])
            above, below = found[2 * place + 1], -found[2 * place + 2]
            gradient[:, start + place] = (above + below) / (up + down)
            both = (up > 0.0) & (down > 0.0)
            right, left = above / np.where(up > 0.0, up, 1.0), below / np.where(down > 0.0, down, 1.0)
            size = np.abs(right) + np.abs(left)
            bent = both & (np.abs(right - left) > KINK * size) & (size * wanted[name].spread > 1e-9)
            if bent.any():
                kinks[name] = int(bent.sum())
            if not both.all():
                ends[name] = int((~both).sum())
    return Slopes(gradient, kinks, ends)


def still(wanted: Mapping[str, Movable], count: int) -> dict[str, Draws]:
    """The numbers wanted, moved by nothing: the game's shapes are those of the moved ones."""
    return {name: np.zeros(count) for name in wanted}


def _steps(number: Movable) -> tuple[Draws, Draws]:
    """Steps up and down of each draw, cut off at the ends of the support."""
    size = np.maximum(np.abs(number.values), 1e-2 * abs(number.spread))
    step = STEP * np.where(size > 0.0, size, _unit_size(number.low, number.high))
    return np.minimum(step, number.high - number.values), np.minimum(step, number.values - number.low)


def _unit_size(low: float, high: float) -> float:
    """A size for a number that is nil: its support's width, or one."""
    return high - low if np.isfinite(high - low) else 1.0
