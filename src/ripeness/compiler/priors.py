"""Quantities become quantile functions, and normal scores become draws.

Every uncertain quantity is one coordinate. A draw is a vector of standard normal scores; each is pushed
through the normal distribution function and the quantity's quantile function, truncated to the
support that its field declares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from jaxtyping import Bool, Float
from scipy import special, stats

from ripeness.schema.quantity import Quantity

Scores = Float[np.ndarray, " draw"]


def values_from_scores(
    assumptions: Mapping[str, Quantity], scores: Float[np.ndarray, "draw assumption"]
) -> dict[str, Float[np.ndarray, " draw"]]:
    """Drawn values of each uncertain quantity, in canonical units; columns follow the mapping's order."""
    return {
        name: quantile(quantity, special.ndtr(scores[:, column]))
        for column, (name, quantity) in enumerate(assumptions.items())
    }


def quantile(quantity: Quantity, chance: Scores) -> Scores:
    """Value below which the quantity lies with probability `chance` in (0, 1)."""
    inner, cumulative = _distribution(quantity)
    low = cumulative(quantity.low) if np.isfinite(quantity.low) else 0.0
    high = cumulative(quantity.high) if np.isfinite(quantity.high) else 1.0
    inside = low + np.clip(chance, 1e-12, 1.0 - 1e-12) * (high - low)
    return np.clip(inner(inside), quantity.low, quantity.high)


def _distribution(quantity: Quantity) -> tuple[Callable[[Scores], Scores], Callable[[float], float]]:
    """(quantile function, distribution function) before truncation to the support."""
    p = quantity.parameters
    match quantity.kind:
        case "normal":
            frozen = stats.norm(p["mean"], p["sd"])
        case "beta":
            frozen = stats.beta(p["mean"] * p["strength"], (1.0 - p["mean"]) * p["strength"])
        case "uniform":
            frozen = stats.uniform(p["low"], p["high"] - p["low"])
        case "triangular":
            width = p["high"] - p["low"]
            frozen = stats.triang((p["mode"] - p["low"]) / width, p["low"], width)
        case "lognormal":
            below, above = quantity.log_spread
            middle = np.log(p["median"])

            def inner(chance: Scores) -> Scores:
                score = special.ndtri(chance)
                return np.exp(middle + score * np.where(score < 0, below, above))

            def cumulative(value: float) -> float:
                if value <= 0.0:
                    return 0.0
                away = np.log(value) - middle
                return float(special.ndtr(away / (below if away < 0 else above)))

            return inner, cumulative
        case "discrete":
            order = np.argsort(p["values"])
            levels, steps = np.asarray(p["values"])[order], np.cumsum(np.asarray(p["weights"])[order])

            def pick(chance: Scores) -> Scores:
                return levels[np.minimum(np.searchsorted(steps, chance), len(levels) - 1)]

            return pick, lambda value: 0.0 if value < levels[-1] else 1.0
        case other:
            raise ValueError(f"a {other} quantity has no spread")
    return frozen.ppf, frozen.cdf


def supported(quantity: Quantity, values: Scores) -> Bool[np.ndarray, " draw"]:
    """Whether values are possible: within the field's support and that of the stated distribution."""
    if quantity.kind == "discrete":
        return np.isclose(values[:, None], np.asarray(quantity.parameters["values"], float)[None]).any(axis=1)
    low, high = _ends(quantity)
    slack = 1e-9 * max(abs(end) if np.isfinite(end) else 0.0 for end in (low, high))  # what rounding may add
    return (values >= low - slack) & (values <= high + slack)


def support_of(quantity: Quantity) -> str:
    """What `supported` compares with, in words."""
    if quantity.kind == "discrete":
        return f"the values {', '.join(f'{value:g}' for value in quantity.parameters['values'])}"
    low, high = _ends(quantity)
    return f"{low:g} to {high:g}"


def _ends(quantity: Quantity) -> tuple[float, float]:
    low, high = quantity.low, quantity.high
    if quantity.kind in ("uniform", "triangular"):
        low, high = max(low, quantity.parameters["low"]), min(high, quantity.parameters["high"])
    if quantity.kind == "beta":
        low, high = max(low, 0.0), min(high, 1.0)
    if quantity.kind == "lognormal":
        low = max(low, 0.0)
    return float(low), float(high)
