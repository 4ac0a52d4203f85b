"""Several forecasts of one question: how far apart they are, and what they say when pooled.

Equation:
    total variation       = 1/2 sum_e |p(e) - q(e)|
    linear pool           = sum_v w_v p_v(e)
    logarithmic pool      = prod_v p_v(e)^w_v, divided by its sum over e
    weights by the record = L_v / sum L, L_v the likelihood of the record under v; equal chances beforehand

Sources: linear opinion pool: Stone 1961; logarithmic pool: Genest & Zidek 1986 [P, recalled].
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ripeness.statistics.weighted import Numbers

LEAST = 1e-4
"""In the logarithmic pool a probability below this counts as this: a forecast's nil would veto all others."""


def total_variation(p: Numbers, q: Numbers) -> float:
    """Return half the sum of absolute differences of two distributions, from 0 (alike) to 1 (nothing in common)."""
    return float(0.5 * np.abs(np.asarray(p, float) - np.asarray(q, float)).sum())


def linear_pool(forecasts: Sequence[Numbers], weight: Numbers) -> Numbers:
    """Return the weighted mean of distributions, (forecast, outcome)."""
    pooled: Numbers = np.asarray(weight, float) @ np.asarray(forecasts, float)
    return pooled


def log_pool(forecasts: Sequence[Numbers], weight: Numbers) -> Numbers:
    """Return the weighted geometric mean of distributions, (forecast, outcome), summing to one."""
    logs = np.log(np.maximum(np.asarray(forecasts, float), LEAST))
    pooled = np.exp(np.asarray(weight, float) @ logs)
    shares: Numbers = pooled / pooled.sum()
    return shares


def by_record(log_likelihood: Mapping[str, float]) -> dict[str, float]:
    """Return weights in proportion to likelihoods."""
    values = np.array(list(log_likelihood.values()), float)
    weight = np.exp(values - values.max())
    return dict(zip(log_likelihood, (float(one) for one in weight / weight.sum()), strict=True))
