"""Measures: what a claim may speak of, by the name under which a forecast holds it."""

from __future__ import annotations

from ripeness.arrays import QUANTITIES
from ripeness.arrays import Reported as Measure

MEASURES: dict[str, Measure] = {name: one for name, one in QUANTITIES.items() if one.asked}
"""The quantities of `arrays.QUANTITIES` that may be asked for."""

CHANCES = ("ongoing", "ended", "settled")
"""Quantities that are the probability of a course of the war: of these a claim may say could, likely or will."""

__all__ = ["CHANCES", "MEASURES", "Measure"]
