"""How long things last, against lifelines and against closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import optimize

from ripeness.history.wars import durations, load_wars
from ripeness.statistics.survival import Durations, constant_hazard, fitted, kaplan_meier, parametric

# lifelines 0.30.3 on the 98 wars of history/interstate_wars.csv that outlasted 48 months, or on all of them:
# KaplanMeierFitter(alpha=.1) on what is left beyond 48 months; LogNormalFitter, WeibullFitter, LogLogisticFitter.
LIFELINES = {
    "ended": {
        "kaplan_meier": {12: (0.5555555555555554, 0.25825328685448906, 0.7747616918753782),
                         24: (0.2222222222222222, 0.05106067471899981, 0.46743916566829335)},
        "lognormal": {12: 0.7533425261098844, 24: 0.5898412962386437},
        "weibull": {12: 0.6189167293406362, 24: 0.3940456996471006},
        "loglogistic": {12: 0.7931588361086321, 24: 0.6546109173886715},
    },
    "censored": {
        "kaplan_meier": {12: (0.6481481481481479, 0.31942394390656503, 0.848089709234197),
                         24: (0.2592592592592592, 0.05968351950258821, 0.523873720223741)},
        "lognormal": {12: 0.772763502123558, 24: 0.618454132071412},
        "weibull": {12: 0.6472738466833313, 24: 0.4300206032725512},
        "loglogistic": {12: 0.803575637324286, 24: 0.6700945023342646},
    },
}  # fmt: skip
AGE = 48.0


@pytest.mark.parametrize("treatment", LIFELINES)
def test_counted_shares_and_their_band_are_those_of_lifelines(treatment: str) -> None:
    lasted = durations(load_wars(), treatment)
    for further, (value, low, high) in LIFELINES[treatment]["kaplan_meier"].items():
        found = kaplan_meier(lasted, AGE, further)
        assert found is not None
        assert (found.value, found.low, found.high) == pytest.approx((value, low, high), abs=1e-9)


@pytest.mark.parametrize("treatment", LIFELINES)
def test_fitted_laws_are_those_of_lifelines(treatment: str) -> None:
    laws = fitted(durations(load_wars(), treatment))
    for family, law in laws.items():
        for further, value in LIFELINES[treatment][family].items():
            # The optimiser of lifelines stops up to 2.3e-6 short of the Weibull law that the equations below give.
            assert parametric(family, *law, AGE, further) == pytest.approx(value, abs=5e-6), family


@pytest.mark.parametrize("treatment", LIFELINES)
def test_the_weibull_law_solves_the_equations_of_greatest_likelihood(treatment: str) -> None:
    """sum t^k ln t / sum t^k - 1/k = mean of ln t over endings; scale = (sum t^k / endings)^(1/k)."""
    cases = durations(load_wars(), treatment)
    times, logs = cases.lasted, np.log(cases.lasted)

    def slope(shape: float) -> float:
        powers = times**shape
        return float(np.sum(powers * logs) / np.sum(powers) - 1.0 / shape - np.mean(logs[cases.ended]))

    shape = optimize.brentq(slope, 0.1, 3.0, xtol=1e-14)
    scale = (np.sum(times**shape) / np.sum(cases.ended)) ** (1.0 / shape)
    assert fitted(cases)["weibull"] == pytest.approx((shape, scale), rel=1e-7)


def test_without_censoring_the_counted_share_is_a_share_of_a_list() -> None:
    lasted = np.random.default_rng(3).exponential(10.0, 200)
    found = kaplan_meier(Durations.of(lasted, np.ones(200, bool)), 5.0, 7.0)
    assert found is not None
    assert found.value == pytest.approx(np.sum(lasted > 12.0) / np.sum(lasted > 5.0), abs=1e-12)


def test_what_forgets_its_age_goes_on_alike_at_every_age() -> None:
    """A Weibull law of shape 1 is exponential: exp(-h / scale) at every age."""
    for age in (0.0, 10.0, 100.0):
        assert parametric("weibull", 1.0, 8.0, age, 4.0) == pytest.approx(math.exp(-0.5), abs=1e-12)


def test_a_constant_hazard_is_endings_over_time_at_risk() -> None:
    """Two of three last beyond 2, for 3 + 1 in all; one of them ended: exp(-h / 4)."""
    found = constant_hazard(Durations.of([1.0, 5.0, 3.0], [True, True, False]), 2.0, 6.0)
    assert found is not None and found.value == pytest.approx(math.exp(-6.0 / 4.0), abs=1e-12)
    assert found.low is not None and found.high is not None and found.low < found.value < found.high


def test_the_band_of_a_constant_hazard_covers_nine_times_in_ten() -> None:
    rng, covered = np.random.default_rng(5), 0
    for _ in range(400):
        found = constant_hazard(Durations.of(rng.exponential(10.0, 12), np.ones(12, bool)), 0.0, 5.0)
        assert found is not None and found.low is not None and found.high is not None
        covered += found.low <= math.exp(-0.5) <= found.high
    assert 0.86 <= covered / 400 <= 0.97


def test_durations_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 0"):
        Durations.of([-1.0], [True])
    with pytest.raises(ValueError, match="as many"):
        Durations.of([1.0, 2.0], [True])
