"""Distributions from quantiles that somebody states: fitted, scored and pooled.

Equation:
    fit           least sum over the stated quantiles of (F(x_i) - p_i)^2, over the parameters of a family
    calibration   C = 1 - chi2_Q(2 N I(s, p)), I(s, p) = sum_b s_b ln(s_b / p_b): of N known values, the share s_b fell
                  between two stated quantiles where p_b was promised; Q quantiles make Q + 1 such bins
    information   mean over questions of ln(U - L) + sum_b p_b ln(p_b / (x_b+1 - x_b)), x_0 = L, x_Q+1 = U: the stated
                  quantiles against a uniform law on the intrinsic range, all experts' quantiles and the known value
                  with a tenth of their span added at each end
    weight        proportional to C x information where C is at least a cut-off, else 0
    pool          F(x) = sum_e w_e F_e(x)

Sources: fit by least squares of the distribution function: Oakley & O'Hagan, SHELF [P, recalled]; scores and weights:
Cooke 1991, Experts in Uncertainty [P; the formulas were compared with a supplement of a later application].
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import optimize, special, stats

from ripeness.statistics.weighted import Numbers

OVERSHOOT = 0.1
"""Share of the span of all quantiles that the intrinsic range goes beyond them at each end."""

FAMILIES = ("normal", "lognormal", "beta")


@dataclass(frozen=True)
class Fitted:
    """A distribution fitted to quantiles.

    family : one of `FAMILIES`. parameters : mean and sd; mu and sigma of the logarithm; a and b. misfit : the largest
    distance of the fitted from a stated probability.
    """

    family: str
    parameters: tuple[float, float]
    misfit: float

    def law(self) -> Any:
        """Return the distribution, as SciPy has it."""
        return _law(self.family, self.parameters)

    def quantile(self, chance: float) -> float:
        """Return the value below which it lies with this chance."""
        return float(self.law().ppf(chance))


def families(low: float, high: float) -> tuple[str, ...]:
    """Return the families that fit values from `low` to `high`."""
    if low >= 0.0 and high <= 1.0:
        return ("beta",)
    return ("lognormal",) if low >= 0.0 else ("normal",)


def fit(chances: Sequence[float], values: Sequence[float], family: str) -> Fitted:
    """Return the member of a family that comes nearest to stated quantiles.

    Parameters
    ----------
    chances : rising, inside 0 to 1; at least two. values : rising, inside the family's support.
    """
    p, x = np.asarray(chances, float), np.asarray(values, float)
    scores = special.ndtri(p)
    if family == "beta":
        scaled = np.clip(x, 1e-9, 1.0 - 1e-9)
        mean = float(np.clip(np.interp(0.5, p, scaled), 1e-3, 1.0 - 1e-3))
        sd = max(float((scaled[-1] - scaled[0]) / (scores[-1] - scores[0])), 1e-6)
        strength = max(mean * (1.0 - mean) / sd**2 - 1.0, 0.5)
        start = np.log([mean * strength, (1.0 - mean) * strength])
        link: Callable[[Numbers], tuple[float, float]] = lambda at: (float(np.exp(at[0])), float(np.exp(at[1])))  # noqa: E731
    else:
        heard = np.log(x) if family == "lognormal" else x
        slope, middle = np.polyfit(scores, heard, 1)
        start = np.array([middle, np.log(slope)])
        link = lambda at: (float(at[0]), float(np.exp(at[1])))  # noqa: E731
    best = optimize.least_squares(
        lambda at: _law(family, link(at)).cdf(x) - p, start, x_scale=np.maximum(np.abs(start), 0.1), xtol=1e-14,
        ftol=1e-14, gtol=1e-14,
    )  # fmt: skip
    return Fitted(family, link(best.x), float(np.abs(best.fun).max()))


def _law(family: str, parameters: tuple[float, float]) -> Any:
    first, second = parameters
    if family == "normal":
        return stats.norm(first, second)
    return stats.lognorm(second, scale=np.exp(first)) if family == "lognormal" else stats.beta(first, second)


def bins(chances: Sequence[float]) -> Numbers:
    """Return the chances of lying between two neighbouring quantiles, below the first and above the last."""
    return np.diff(np.concatenate([[0.0], np.asarray(chances, float), [1.0]]))


def calibration(chances: Sequence[float], stated: Sequence[Sequence[float]], known: Sequence[float]) -> float:
    """Return Cooke's calibration score of one expert, from 0 to 1 (the known values fell as was promised).

    Parameters
    ----------
    chances : of the quantiles. stated : (question, quantile). known : the true value of each question.
    """
    promised = bins(chances)
    hits = np.zeros(len(promised))
    for quantiles, value in zip(stated, known, strict=True):
        hits[int(np.searchsorted(np.asarray(quantiles, float), value, side="left"))] += 1.0
    share = hits / hits.sum()
    return float(stats.chi2.sf(2.0 * hits.sum() * special.rel_entr(share, promised).sum(), len(chances)))


def intrinsic_range(values: Sequence[float]) -> tuple[float, float]:
    """Return the range on which information is counted: all that was stated or known, and a tenth of it beyond."""
    low, high = min(values), max(values)
    beyond = OVERSHOOT * (high - low)
    return low - beyond, high + beyond


def information(chances: Sequence[float], quantiles: Sequence[float], low: float, high: float) -> float:
    """Return the relative information of stated quantiles with respect to a uniform law from `low` to `high`."""
    promised = bins(chances)
    widths = np.diff(np.concatenate([[low], np.asarray(quantiles, float), [high]]))
    return float(special.rel_entr(promised, widths / (high - low)).sum())


def performance_weights(scores: Mapping[str, tuple[float, float]], cutoff: float = 0.0) -> dict[str, float]:
    """Return each expert's weight from (calibration, information), summing to one; all 0 where nobody has any."""
    raw = {name: (c * i if c >= cutoff else 0.0) for name, (c, i) in scores.items()}
    total = sum(raw.values())
    return {name: (one / total if total > 0.0 else 0.0) for name, one in raw.items()}


def pooled(laws: Sequence[Fitted], weight: Sequence[float], chance: float) -> float:
    """Return a quantile of the linear pool of fitted distributions."""
    taking = [(one.law(), share) for one, share in zip(laws, weight, strict=True) if share > 0.0]
    ends = [float(law.ppf(chance)) for law, _ in taking]
    low, high = min(ends), max(ends)
    if high - low <= 1e-12 * max(1.0, abs(low), abs(high)):
        return low
    return float(optimize.brentq(lambda x: sum(share * law.cdf(x) for law, share in taking) - chance, low, high))
