"""Figures of a claim as they are printed."""

from __future__ import annotations

from ripeness.arrays import PRIZE
from ripeness.pages.facts import digits
from ripeness.pages.shares import of_prize
from ripeness.pages.words import percent, rounded
from ripeness.statistics.bands import Figure

SHOWN_AS = {"1": "%", "1/month": "%/month", PRIZE: f"% {PRIZE}"}
"""How a unit is printed, where it is printed otherwise."""

ONE_OF = ("points", "months", "deals", "steps")
"""Units of which there can be one."""


def exactly(bound: float, unit: str, difference: bool = False) -> str:
    """Return a number that a claim states, with its unit and unrounded."""
    if not bound:
        return "0"
    stated = f"{bound * (100 if unit in SHOWN_AS else 1):,.10g}"
    name = "points" if unit == "1" and difference else SHOWN_AS.get(unit, unit)
    return f"{stated} {name.removesuffix('s') if stated in ('1', '-1') and name in ONE_OF else name}".strip()


def with_unit(value: Figure, unit: str, difference: bool = False) -> str:
    """Return a figure as printed: probabilities to 5 points, rates and worths in per cent, the rest in two digits."""
    if value is None:
        return "-"
    if unit == "1":
        return f"{_points(value)} points" if difference else percent(value)
    if not unit:
        return digits(value, difference)
    if unit == "1/month":
        return f"{100 * value:.2g} %/month"
    if unit == PRIZE:
        return f"{of_prize(value, difference)} % {unit}"
    if unit == "times" and 0 < value < 0.01:
        return "<0.01 times"
    return f"{digits(value, difference)} {unit}"


def _points(value: float) -> str:
    points = rounded(abs(value))
    return "0" if points == 0 else f"{'+' if value > 0 else '-'}{points}"
