"""What would be drawn of a number: whether it can be drawn at all, and how far it is from what the file states.

A normal or lognormal distribution is cut off at the field's support when it is drawn. With F its distribution
function, the drawn value at chance c is F^-1(F(low) + c (F(high) - F(low))). Only the standard library is used: the
compiler draws the same quantities with arrays.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import NormalDist

from ripeness.schema.quantity import Quantity
from ripeness.schema.units import LARGEST, example

FURTHEST = 7.04
"""Standard deviations beyond which no draw lies: a chance of 1e-12."""

LEAST_INSIDE = 1e-6
"""Least part of a distribution that lies inside the support."""

TOLERATED = 0.1
"""How far the drawn mean or median may lie from the stated one, as a share of it, without a warning."""

_NORMAL = NormalDist()


def refused(quantity: Quantity, above: bool = False) -> tuple[str, str] | None:
    """Return what is wrong with a quantity that cannot be drawn or computed with, and what to do; None if nothing is.

    Parameters
    ----------
    above : whether every value must lie above the support's lower end, and so draws may not fall on it.
    """
    if quantity.kind == "normal" and _inside(quantity) < LEAST_INSIDE:
        return (
            "next to nothing of the distribution lies inside the range of the field",
            "Write a smaller sd, or low: and high:",
        )
    low, high = _reach(quantity)
    if not (math.isinf(high) and quantity.kind == "point") and max(abs(low), abs(high)) > LARGEST:
        what = f"its draws would reach {high if abs(high) > abs(low) else low:.1g} {quantity.unit}"
        return (
            f"{what}, too large to compute with",
            f"Bring its numbers together, for example `{example(quantity.unit)}`",
        )
    if above and quantity.kind != "normal" and low - quantity.low < 1 / LARGEST:
        what = f"its draws would come too near to {quantity.low:g} to compute with"
        return what, f"Bring its numbers together, away from {quantity.low:g}"
    return None


def differences(quantity: Quantity) -> Iterator[tuple[str, float, float]]:
    """Yield what of a cut-off distribution is drawn otherwise than stated: mean or median, stated, drawn.

    Only what differs by more than ``TOLERATED`` of the stated value (of the sd, where that is 0).
    """
    p = quantity.parameters
    if quantity.kind == "normal":
        stated, drawn = float(p["mean"]), {"mean": _mean(quantity), "median": _at(quantity, 0.5)}
        allowed = TOLERATED * (abs(stated) or float(p["sd"]))
    elif quantity.kind == "lognormal":
        stated, drawn = float(p["median"]), {"median": _at(quantity, 0.5)}
        allowed = TOLERATED * stated
    else:
        return
    for name, value in drawn.items():
        if abs(value - stated) > allowed:
            yield name, stated, value
            return


def usual(quantity: Quantity) -> tuple[float, float]:
    """Return the values between which 98 of 100 draws lie, or between which all do where the quantity has ends."""
    if quantity.kind in ("normal", "lognormal"):
        return _at(quantity, 0.01), _at(quantity, 0.99)
    return _reach(quantity)


def _reach(quantity: Quantity) -> tuple[float, float]:
    """Return the least and the greatest value that is drawn."""
    p = quantity.parameters
    if quantity.kind == "normal":
        low, high = p["mean"] - FURTHEST * p["sd"], p["mean"] + FURTHEST * p["sd"]
    elif quantity.kind == "lognormal":
        below, beyond = quantity.log_spread
        middle = math.log(p["median"])
        low, high = _exp(middle - FURTHEST * below), _exp(middle + FURTHEST * beyond)
    elif quantity.kind == "beta":
        return 0.5, 0.5  # inside 0 to 1
    else:
        values = [one for value in p.values() for one in (value if isinstance(value, tuple) else (value,))]
        values = list(p["values"]) if quantity.kind == "discrete" else values
        return min(values), max(values)
    return max(low, quantity.low), min(high, quantity.high)


def _cumulative(quantity: Quantity, value: float) -> float:
    p = quantity.parameters
    if math.isinf(value):
        return 0.0 if value < 0 else 1.0
    if quantity.kind == "normal":
        return _NORMAL.cdf((value - p["mean"]) / p["sd"])
    if value <= 0:
        return 0.0
    away = math.log(value / p["median"])
    below, beyond = quantity.log_spread
    return _NORMAL.cdf(away / (below if away < 0 else beyond))


def _inside(quantity: Quantity) -> float:
    return _cumulative(quantity, quantity.high) - _cumulative(quantity, quantity.low)


def _at(quantity: Quantity, chance: float) -> float:
    """Return the value below which draws lie with a probability."""
    p = quantity.parameters
    score = _NORMAL.inv_cdf(_cumulative(quantity, quantity.low) + chance * _inside(quantity))
    if quantity.kind == "normal":
        return float(p["mean"] + p["sd"] * score)
    below, beyond = quantity.log_spread
    return float(p["median"] * math.exp(score * (below if score < 0 else beyond)))


def _mean(quantity: Quantity) -> float:
    """Return the mean of a normal distribution that is cut off: mean + sd (f(a) - f(b)) / (F(b) - F(a))."""
    p = quantity.parameters
    a, b = ((end - p["mean"]) / p["sd"] for end in (quantity.low, quantity.high))
    density = [0.0 if math.isinf(one) else _NORMAL.pdf(one) for one in (a, b)]
    return float(p["mean"] + p["sd"] * (density[0] - density[1]) / _inside(quantity))


def _exp(power: float) -> float:
    return math.exp(power) if power < 700 else math.inf
