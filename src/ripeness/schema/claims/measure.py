"""Measures: what a claim may speak of, by the name under which a forecast holds it."""

from __future__ import annotations

from ripeness.arrays import QUANTITIES
from ripeness.arrays import Reported as Measure

MEASURES: dict[str, Measure] = {name: one for name, one in QUANTITIES.items() if one.asked}
"""The quantities of `arrays.QUANTITIES` that may be asked for."""

__all__ = ["MEASURES", "Measure"]
