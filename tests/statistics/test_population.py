"""A population of scores is recovered from cases, and covariates that move it: compared with the law that made them."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from ripeness.statistics.population import LEAST, effective_draws, learn_population, log_likelihood

NOISE = 0.3
RNG = np.random.default_rng(5)
SCORES = RNG.standard_normal((8192, 2))


def likelihood_of(seen: np.ndarray) -> np.ndarray:
    """Of each case, seen with normal noise, under each draw."""
    return np.exp(-0.5 * ((seen[:, None] - SCORES[None]) ** 2).sum(axis=2) / NOISE**2)


def test_mean_and_spread_are_those_of_the_law_that_made_the_cases() -> None:
    middle, cov = np.array([0.6, -0.4]), np.array([[0.36, 0.15], [0.15, 0.25]])
    made = RNG.multivariate_normal(middle, cov, 600) + NOISE * RNG.standard_normal((600, 2))
    found = learn_population(SCORES, likelihood_of(made), np.zeros((600, 0)))
    assert found.means[0] == pytest.approx(middle, abs=0.06)
    assert found.covariance == pytest.approx(cov, abs=0.06)


def test_a_covariate_that_moves_the_mean_is_found_and_one_that_does_not_is_not() -> None:
    known = RNG.standard_normal((300, 2))
    made = (
        known[:, :1] * np.array([0.5, 0.0])
        + 0.5 * RNG.standard_normal((300, 2))
        + NOISE * RNG.standard_normal((300, 2))
    )
    found = learn_population(SCORES, likelihood_of(made), known)
    assert found.means[1] == pytest.approx([0.5, 0.0], abs=0.07)
    assert found.means[2] == pytest.approx([0.0, 0.0], abs=0.07)


def test_the_likelihood_of_a_case_is_the_normal_integral() -> None:
    """The same, in closed form: a normal with the variances of population and noise added."""
    seen = np.array([[0.2, -0.3]])
    learnt = learn_population(SCORES, likelihood_of(RNG.normal(0.0, 0.7, (400, 2))), np.zeros((400, 0)))
    density = stats.multivariate_normal(learnt.means[0], learnt.covariance + NOISE**2 * np.eye(2)).pdf(seen[0])
    told = log_likelihood(learnt, SCORES, likelihood_of(seen), np.zeros((1, 0)))[0]
    assert told == pytest.approx(np.log(density * 2 * np.pi * NOISE**2), abs=0.05)


def test_a_population_stays_where_enough_draws_stand_for_it() -> None:
    """All cases far out: EM on a handful of draws would follow them, and say nothing of itself."""
    far = np.full((50, 2), 3.2)
    found = learn_population(SCORES, likelihood_of(far), np.zeros((50, 0)))
    assert effective_draws(found, SCORES, np.zeros((1, 0))) >= LEAST


def test_a_case_that_no_draw_leads_to_is_refused() -> None:
    with pytest.raises(ValueError, match="case 1"):
        learn_population(SCORES, np.stack([np.ones(8192), np.zeros(8192)]), np.zeros((2, 0)))
