"""Quantities as quantile functions, against scipy's distributions and the quantiles that the file states."""

import numpy as np
import pytest
from scipy import stats

from ripeness.compiler.priors import quantile, values_from_scores
from ripeness.schema.quantity import Quantity

CHANCES = np.array([0.001, 0.1, 0.35, 0.5, 0.9, 0.999])


def test_a_lognormal_passes_through_its_three_stated_quantiles() -> None:
    quantity = Quantity("lognormal", {"median": 100.0, "p10": 60.0, "p90": 150.0})
    assert quantile(quantity, np.array([0.1, 0.5, 0.9])) == pytest.approx([60, 100, 150])


@pytest.mark.parametrize(
    ("quantity", "authority"),
    [
        (Quantity("normal", {"mean": 2.0, "sd": 0.5}), stats.norm(2, 0.5)),
        (Quantity("beta", {"mean": 0.3, "strength": 10.0}), stats.beta(3, 7)),
        (Quantity("uniform", {"low": -1.0, "high": 3.0}), stats.uniform(-1, 4)),
        (Quantity("triangular", {"low": 0.0, "mode": 1.0, "high": 4.0}), stats.triang(0.25, 0, 4)),
    ],
)
def test_quantiles_are_the_distributions_own(quantity: Quantity, authority) -> None:
    assert quantile(quantity, CHANCES) == pytest.approx(authority.ppf(CHANCES))


def test_a_normal_is_truncated_to_its_support_not_clipped() -> None:
    quantity = Quantity("normal", {"mean": 0.1, "sd": 0.2}, low=0.0, high=1.0)
    authority = stats.truncnorm(-0.5, 4.5, loc=0.1, scale=0.2)
    assert quantile(quantity, CHANCES) == pytest.approx(authority.ppf(CHANCES))


def test_a_lognormal_is_truncated_to_its_support() -> None:
    quantity = Quantity("lognormal", {"median": 0.5, "p10": 0.2, "p90": 1.25}, low=0.0, high=1.0)
    spread = np.log(2.5) / stats.norm.ppf(0.9)
    authority = stats.lognorm(spread, scale=0.5)
    inside = CHANCES * authority.cdf(1.0)
    assert quantile(quantity, CHANCES) == pytest.approx(authority.ppf(inside))


def test_discrete_values_come_with_their_weights() -> None:
    quantity = Quantity("discrete", {"values": (3.0, 1.0, 2.0), "weights": (0.2, 0.5, 0.3)})
    drawn = quantile(quantity, (np.arange(1000) + 0.5) / 1000)
    assert [np.mean(drawn == value) for value in (1, 2, 3)] == pytest.approx([0.5, 0.3, 0.2], abs=0.002)


def test_a_score_is_the_normal_quantile_of_the_value_each_in_its_own_column() -> None:
    """A score of 0 is the median, one of 1.28 what one draw in ten passes; order and columns are kept."""
    assumptions = {
        "first": Quantity("lognormal", {"median": 100.0, "p10": 60.0, "p90": 150.0}),
        "second": Quantity("uniform", {"low": -1.0, "high": 3.0}),
    }
    scores = stats.norm.ppf([[0.1, 0.9], [0.5, 0.5], [0.9, 0.25]])
    drawn = values_from_scores(assumptions, scores)
    assert drawn["first"] == pytest.approx([60, 100, 150])
    assert drawn["second"] == pytest.approx([2.6, 1.0, 0.0])
