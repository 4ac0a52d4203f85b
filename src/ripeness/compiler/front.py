"""The front as an area: the cells that hold it, its ends and its start, and what a stated area says of the cells."""

from __future__ import annotations

import math

import numpy as np
from jaxtyping import Float

from ripeness.compiler.levels import Levels
from ripeness.compiler.priors import quantile
from ripeness.model.kernels.drift import Line, ends
from ripeness.schema.quantity import Quantity
from ripeness.schema.scenario import Scenario

RARE = 0.001
"""Ends of the front that are rarer than this lie at the edge of the cells."""


def cells_of(scenario: Scenario) -> int:
    """Number of the last cell: of the ladder of steps, or of the areas that the ends may take."""
    if scenario.front.law == "steps":
        return int(scenario.front.steps or 0)
    return cells_between(*span(scenario), cell_of(scenario))


def cells_between(low: float, high: float, width: float) -> int:
    """Number of the last cell, where cells of a width hold all areas between two."""
    return max(2, math.ceil((high - low) / width))


def first_cell(scenario: Scenario) -> int:
    """Step, or the cell nearest to the stated area, at which the front stands when the war begins."""
    if scenario.front.area is None:
        return int(scenario.front.start or 0)
    return round((scenario.front.area.centre - span(scenario)[0]) / cell_of(scenario))


def cell_of(scenario: Scenario) -> float:
    """Width of a cell, km^2."""
    assert scenario.front.cell is not None
    return scenario.front.cell.centre


def span(scenario: Scenario) -> tuple[float, float]:
    """Areas from the lowest end to the highest that the scenario, its epochs and its levers can state, km^2."""
    reach: dict[str, list[float]] = {"lowest": [], "highest": []}
    for end, found in reach.items():
        path = f"front.{end}"
        stated = [getattr(scenario.front, end), *(one.changes.get(path) for one in scenario.epochs.values())]
        for quantity in stated:
            if quantity is not None:
                found += [_at(quantity, share) for share in (RARE, 1.0 - RARE)]
        for lever in scenario.levers.values():
            if path in lever.changes:
                found += [lever.low * lever.scale, lever.high * lever.scale]
    return min(reach["lowest"]), max(reach["highest"])


def _at(quantity: Quantity, share: float) -> float:
    return float(quantile(quantity, np.array(share))) if quantity.uncertain else quantity.centre


def line(scenario: Scenario, levels: Levels) -> Line | None:
    """Measures of the front in an epoch; None under the law of steps."""
    front = scenario.front
    if front.law == "steps":
        return None
    low, high = span(scenario)
    width = cell_of(scenario)
    cells = cells_between(low, high, width)
    ones = np.ones(levels.count)
    base, cell = low * ones, width * ones
    lowest = np.clip(levels["front.lowest"], low, high)
    highest = np.clip(levels["front.highest"], low, high)
    won, lost = ends(lowest, highest, base, cell, cells)
    teaches = 0 if front.from_ is None else scenario.month_index(front.from_)
    start = np.clip((levels["front.area"] - base) / cell, 1.0, cells - 1.0)
    return Line(base, cell, start, levels["front.sd"], float(teaches) * ones, won, lost)


def areas_of(scenario: Scenario) -> Float[np.ndarray, " every_front"]:
    """Area of each cell, km^2."""
    low, high = span(scenario)
    width = cell_of(scenario)
    return low + width * np.arange(cells_between(low, high, width) + 1)


def seen_area(
    areas: Float[np.ndarray, " every_front"], width: float, levels: Levels, area: float
) -> Float[np.ndarray, "draw every_front"]:
    """Density of a stated area at each cell, 1/km^2: a normal whose spread is the area's error and the cell's width."""
    spread = np.sqrt(levels["front.error"] ** 2 + width**2 / 12.0)[:, None]
    return np.exp(-0.5 * ((area - areas) / spread) ** 2) / (spread * math.sqrt(2.0 * math.pi))
