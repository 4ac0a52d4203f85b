"""What attending talks gives the attacker over staying away, part by part, over the sets of assumptions.

Equation: `solver/attending.py`. Parts and their sum are means over draws by weight, so that they add up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.arrays import ATTENDING
from ripeness.statistics.bands import Band, Figure, band, figure
from ripeness.statistics.weighted import Numbers

if TYPE_CHECKING:
    import xarray

ROUNDING = 1e-6
"""A worth this near nil is nil: single precision, over all months of the war."""


class Gain(Band):
    """A worth in shares of the prize over draws. ``above``, ``below``: share of the sets in which it is so of nil."""

    above: Figure
    below: Figure


class Attending(TypedDict):
    """What attending gives the attacker in the first month. ``states``: mean share of states in which it gives more."""

    worth: Gain
    states: Figure
    parts: dict[str, Gain]


def attending(forecast: xarray.Dataset) -> Attending | None:
    """Return what attending gives the attacker; None where the forecast does not hold it."""
    if "attending_worth" not in forecast:
        return None
    weight = np.asarray(forecast.weight.values, float)
    parts = np.asarray(forecast.attending_parts.values, float)
    return {
        "worth": _gain(np.asarray(forecast.attending_worth.values, float), weight),
        "states": figure(float(weight @ forecast.attending_pays.values)),
        "parts": {part: _gain(parts[:, place], weight) for place, part in enumerate(ATTENDING)},
    }


def _gain(values: Numbers, weight: Numbers) -> Gain:
    above, below = float(weight @ (values > ROUNDING)), float(weight @ (values < -ROUNDING))
    return {**band(values, weight), "above": figure(above), "below": figure(below)}
