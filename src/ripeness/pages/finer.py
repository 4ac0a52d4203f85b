"""Figures of a row as fine as they must be for the difference printed in it to be what its two levels differ by."""

from __future__ import annotations

import math

from ripeness.questions.whatif.differences import LEVEL, Difference
from ripeness.statistics.bands import Figure

DIGITS = {"months": 0, "bn USD": 0, "deals": 1}
"""Digits after the point of a figure that is no probability, by unit."""

PER_CENT = ("1", "share of the prize")
"""Units that are printed in per cent."""


def steps(unit: str) -> tuple[float, ...]:
    """Return to what figures of a unit are rounded, as they are printed: the step of every table, then finer ones."""
    if unit == "1":
        return 5.0, 1.0, 0.1
    if unit == "share of the prize":
        return 1.0, 0.1
    if unit.startswith("of the way"):
        return 0.05, 0.01
    first: float = 10.0 ** -DIGITS.get(unit, 2)
    return first, first / 10


def finer(of: Difference) -> float | None:
    """Return the coarsest finer step at which A, B and their difference agree; None where they do as they are."""
    a, b, moves = of["a"], of["b"], of["difference"]["mean"]
    if a is None or b is None or moves is None or abs(moves) <= LEVEL:
        return None
    scale = 100.0 if of["unit"] in PER_CENT else 1.0
    coarse, *fine = steps(of["unit"])
    if _agree(scale * a, scale * b, scale * moves, coarse):
        return None
    return next((step for step in fine if _agree(scale * a, scale * b, scale * moves, step)), fine[-1])


def at_step(value: Figure, unit: str, step: float, signed: bool = False) -> str:
    """Return a figure, or with its sign a change, rounded to a step.

    >>> at_step(0.066, "1", 1.0), at_step(-0.0317, "1", 0.1, signed=True), at_step(-0.0001, "1", 0.1, signed=True)
    ('7', '-3.2', '~0')
    """
    if value is None:
        return "-"
    shown = step * _rounded((100.0 if unit in PER_CENT else 1.0) * value, step)
    digits = max(0, math.ceil(-math.log10(step)))
    if signed:
        return f"{shown:+.{digits}f}" if shown else "~0"
    return f"{shown + 0.0:.{digits}f}"


def _agree(a: float, b: float, moves: float, step: float) -> bool:
    return _rounded(b, step) - _rounded(a, step) == _rounded(moves, step)


def _rounded(value: float, step: float) -> int:
    """Return a number of steps, halves away from zero."""
    return int(math.copysign(math.floor(abs(value) / step + 0.5 + 1e-9), value))
