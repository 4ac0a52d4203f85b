"""How long things last: Kaplan-Meier, three parametric families and a constant hazard, with censoring.

Equation:
    S(h | a) = P(duration > a + h | duration > a)
    Kaplan-Meier on what is left beyond a of those that lasted longer than a: the product over the times at which some
        ended of 1 - ended / at risk, with the log-log band of Greenwood's variance
    lognormal, Weibull, log-logistic: S(a + h) / S(a) at the greatest likelihood of all durations
    constant: exp(-rate h), rate = endings beyond b / time at risk beyond b, with the exact band of a Poisson count

Sources: Kaplan & Meier 1958, Journal of the American Statistical Association [P, recalled]; SciPy's `stats.ecdf` and
    `stats.CensoredData` compute both.
Silent about: causes, covariates, and dependence between durations.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize, stats

FAMILIES = {"lognormal": stats.lognorm, "weibull": stats.weibull_min, "loglogistic": stats.fisk}


@dataclass(frozen=True)
class Share:
    """A chance with a band; `low` and `high` are None where the method gives none."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Durations:
    """How long each has lasted, and whether it has ended; one that has not is censored.

    lasted : at least 0, in one unit of time. ended : by case.
    """

    lasted: np.ndarray
    ended: np.ndarray

    @classmethod
    def of(cls, lasted: ArrayLike, ended: ArrayLike) -> Durations:
        """Return durations; ValueError where a duration is negative or the two lists differ in length."""
        times, over = np.asarray(lasted, float), np.asarray(ended, bool)
        if times.shape != over.shape or times.ndim != 1:
            raise ValueError("as many durations as endings are needed, in two lists")
        if not np.all(times >= 0.0):
            raise ValueError("a duration is at least 0")
        return cls(times, over)

    def beyond(self, age: float) -> Durations:
        """Return what is left, beyond an age, of those that lasted longer."""
        longer = self.lasted > age
        return Durations(self.lasted[longer] - age, self.ended[longer])

    def censored(self) -> stats.CensoredData:
        """Return SciPy's form."""
        return stats.CensoredData.right_censored(self.lasted, ~self.ended)


def kaplan_meier(durations: Durations, age: float, further: float, confidence: float = 0.9) -> Share | None:
    """Chance of lasting `further` beyond `age`; None where nothing lasted longer than the age."""
    left = durations.beyond(age)
    if not left.lasted.size:
        return None
    curve = stats.ecdf(left.censored()).sf
    with warnings.catch_warnings():  # SciPy warns that the band is not defined where all have ended
        warnings.simplefilter("ignore", RuntimeWarning)
        band = curve.confidence_interval(confidence, method="log-log")
    place = int(np.searchsorted(curve.quantiles, further, side="right")) - 1
    if place < 0:
        return Share(1.0, None, 1.0)
    low, high = float(band.low.probabilities[place]), float(band.high.probabilities[place])
    return Share(float(curve.probabilities[place]), _known(low), _known(high))


def fitted(durations: Durations) -> Mapping[str, tuple[float, float]]:
    """Shape and scale of each family at the greatest likelihood, by name; durations of nil are left out."""
    positive = durations.lasted > 0.0
    kept = Durations(durations.lasted[positive], durations.ended[positive]).censored()
    found = {name: family.fit(kept, floc=0.0, optimizer=_closely) for name, family in FAMILIES.items()}
    return {name: (float(shape), float(scale)) for name, (shape, _, scale) in found.items()}


def parametric(family: str, shape: float, scale: float, age: float, further: float) -> float:
    """Chance of lasting `further` beyond `age` under a family of `FAMILIES`."""
    law = FAMILIES[family](shape, scale=scale)
    return float(np.exp(law.logsf(age + further) - law.logsf(age)))


def constant_hazard(durations: Durations, beyond: float, further: float, confidence: float = 0.9) -> Share | None:
    """Chance of lasting `further` more at the rate of all who lasted longer than `beyond`; None where none ended."""
    left = durations.beyond(beyond)
    count, exposed = int(np.sum(left.ended)), float(np.sum(left.lasted))
    if count == 0 or exposed <= 0.0:
        return None
    tail = (1.0 - confidence) / 2.0
    slow = stats.gamma.ppf(tail, count) / exposed
    fast = stats.gamma.ppf(1.0 - tail, count + 1) / exposed
    rate = count / exposed
    return Share(*(float(np.exp(-one * further)) for one in (rate, fast, slow)))


def _closely(function: Callable[..., float], start: ArrayLike, args: tuple, disp: bool) -> np.ndarray:
    """Minimise as SciPy's fit does, but until the chances of a later year stand to ten digits."""
    return np.asarray(optimize.fmin(function, start, args=args, disp=disp, xtol=1e-10, ftol=1e-12, maxfun=4000))


def _known(value: float) -> float | None:
    return value if np.isfinite(value) else None
