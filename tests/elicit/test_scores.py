"""Fits, scores and pools of experts' quantiles: against closed forms, a hand computation, and what defines them."""

from __future__ import annotations

import math

import pytest
from scipy import stats

from ripeness.statistics.elicited import (
    Fitted,
    bins,
    calibration,
    families,
    fit,
    information,
    intrinsic_range,
    performance_weights,
    pooled,
)

FIVE = (0.05, 0.5, 0.95)


def chi2_of_three(x: float) -> float:
    """Chance that a chi-square variable with three degrees of freedom exceeds x, in closed form."""
    return math.erfc(math.sqrt(x / 2)) + math.sqrt(2 * x / math.pi) * math.exp(-x / 2)


def answers(hits: tuple[int, ...]) -> tuple[list, list]:
    """Quantiles 1, 2, 3 for each question, and true values of which so many fall into each bin."""
    known = [bin + 0.5 for bin, number in enumerate(hits) for _ in range(number)]
    return [(1.0, 2.0, 3.0)] * len(known), known


@pytest.mark.parametrize("hits", [(1, 4, 4, 1), (3, 2, 2, 3), (0, 10, 10, 0)])
def test_calibration_is_the_chance_of_so_large_a_relative_information_computed_by_hand(hits) -> None:
    number, promised = sum(hits), (0.05, 0.45, 0.45, 0.05)
    shares = [hit / number for hit in hits]
    divergence = sum(s * math.log(s / p) for s, p in zip(shares, promised, strict=True) if s)
    assert calibration(FIVE, *answers(hits)) == pytest.approx(chi2_of_three(2 * number * divergence), abs=1e-12)


def test_calibration_is_perfect_where_the_known_values_fell_as_promised() -> None:
    """Twenty questions: one below 5 %, nine, nine, one above 95 %; the published score of such an expert is 1."""
    assert calibration(FIVE, *answers((1, 9, 9, 1))) == pytest.approx(1.0, abs=1e-12)


def test_a_known_value_is_counted_in_the_bin_in_which_it_lies() -> None:
    """Uneven bins of 10, 40, 20 and 30 %: perfect where one, four, two and three fell into them, in this order only."""
    chances = (0.1, 0.5, 0.7)
    assert calibration(chances, *answers((1, 4, 2, 3))) == pytest.approx(1.0, abs=1e-12)
    assert calibration(chances, *answers((3, 2, 4, 1))) < 0.3


def test_calibration_by_hand_in_numbers() -> None:
    """Ten questions, hits 1, 4, 4, 1: I = 0.2 ln 2 - 0.8 ln 1.125 = 0.04440, 2 N I = 0.8880, exceeded in 0.828."""
    assert calibration(FIVE, *answers((1, 4, 4, 1))) == pytest.approx(0.828, abs=5e-4)


def test_an_overconfident_expert_is_calibrated_worse_than_one_who_is_not() -> None:
    assert calibration(FIVE, *answers((5, 0, 0, 5))) < 1e-4 < calibration(FIVE, *answers((1, 4, 4, 1)))


def test_information_by_hand() -> None:
    """On 0 to 10 with quantiles 4, 5, 6: ln 10 + .05 ln(.05/4) + .45 ln(.45/1) twice + .05 ln(.05/4)."""
    by_hand = math.log(10) + 2 * 0.05 * math.log(0.05 / 4) + 2 * 0.45 * math.log(0.45)
    assert information(FIVE, (4.0, 5.0, 6.0), 0.0, 10.0) == pytest.approx(by_hand, abs=1e-12)


def test_who_repeats_the_uniform_law_has_no_information() -> None:
    assert information(FIVE, (0.5, 5.0, 9.5), 0.0, 10.0) == pytest.approx(0.0, abs=1e-12)


def test_the_intrinsic_range_goes_a_tenth_beyond_what_was_stated_or_known() -> None:
    assert intrinsic_range([3.0, 5.0, 13.0]) == pytest.approx((2.0, 14.0))


def test_bins_are_what_was_promised() -> None:
    assert bins(FIVE) == pytest.approx([0.05, 0.45, 0.45, 0.05])


def test_weights_are_calibration_times_information_and_nil_below_the_cut_off() -> None:
    scores = {"a": (0.8, 0.5), "b": (0.02, 2.0), "c": (0.4, 0.4)}
    assert performance_weights(scores) == pytest.approx({"a": 0.4 / 0.6, "b": 0.04 / 0.6, "c": 0.16 / 0.6})
    assert performance_weights(scores, 0.05) == pytest.approx({"a": 0.4 / 0.56, "b": 0.0, "c": 0.16 / 0.56})
    assert performance_weights(scores, 0.9) == {"a": 0.0, "b": 0.0, "c": 0.0}


@pytest.mark.parametrize(
    "family, parameters",
    [("normal", (-3.0, 2.0)), ("lognormal", (0.5, 0.8)), ("beta", (2.0, 6.0)), ("beta", (0.6, 0.9))],
)
@pytest.mark.parametrize("chances", [(0.1, 0.5, 0.9), (0.05, 0.25, 0.5, 0.75, 0.95), (0.25, 0.75)])
def test_the_quantiles_of_a_law_lead_back_to_the_law(family, parameters, chances) -> None:
    law = Fitted(family, parameters, 0.0).law()
    found = fit(chances, [float(law.ppf(one)) for one in chances], family)
    assert found.parameters == pytest.approx(parameters, rel=1e-4) and found.misfit < 1e-6


def test_a_fit_is_the_best_among_its_neighbours_where_no_member_meets_all_quantiles() -> None:
    chances, values = (0.1, 0.5, 0.9), (1.0, 2.0, 20.0)
    found = fit(chances, values, "lognormal")

    def loss(mu: float, sigma: float) -> float:
        return sum(
            (stats.lognorm(sigma, scale=math.exp(mu)).cdf(x) - p) ** 2 for x, p in zip(values, chances, strict=True)
        )

    mu, sigma = found.parameters
    around = [loss(mu + a, sigma + b) for a in (-0.01, 0, 0.01) for b in (-0.01, 0, 0.01) if (a, b) != (0, 0)]
    assert loss(mu, sigma) < min(around) and found.misfit > 0.02


def test_a_pool_of_two_normals_by_hand() -> None:
    """Halves of N(-1, 1) and N(1, 1): the median is 0 by symmetry; with all the weight it is the one expert's."""
    laws = [Fitted("normal", (-1.0, 1.0), 0.0), Fitted("normal", (1.0, 1.0), 0.0)]
    assert pooled(laws, (0.5, 0.5), 0.5) == pytest.approx(0.0, abs=1e-9)
    assert pooled(laws, (1.0, 0.0), 0.9) == pytest.approx(-1.0 + 1.2815515655, abs=1e-8)
    at = pooled(laws, (0.25, 0.75), 0.1)
    assert 0.25 * stats.norm.cdf(at + 1) + 0.75 * stats.norm.cdf(at - 1) == pytest.approx(0.1, abs=1e-9)


def test_the_ends_say_which_family_fits() -> None:
    assert families(0, 1) == ("beta",) and families(0, math.inf) == ("lognormal",)
    assert families(-math.inf, math.inf) == ("normal",)
