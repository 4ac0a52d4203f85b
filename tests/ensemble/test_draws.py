"""Draws and proposals: importance weights are exact, more draws leave the first as they were."""

import numpy as np
import pytest
from scipy import stats

from ripeness.ensemble.draws import Proposal, prior, uniform_points
from ripeness.ensemble.learn import effective, learn, load, save

PROPOSAL = Proposal(np.array([0.8, -0.5, 0.0]), np.array([0.6, 1.0, 0.4]))


def test_importance_weights_average_to_one_and_give_back_the_prior() -> None:
    scores = PROPOSAL.scores(uniform_points(2**14, 4, seed=3))
    weight = np.exp(PROPOSAL.log_weight(scores))
    assert weight.mean() == pytest.approx(1, abs=0.02)
    assert weight @ scores / weight.sum() == pytest.approx(np.zeros(3), abs=0.03)
    assert weight @ scores**2 / weight.sum() == pytest.approx(np.ones(3), abs=0.05)


def test_no_weight_exceeds_one_over_the_priors_share() -> None:
    scores = 6 * uniform_points(4096, 3, seed=1) - 3
    assert np.exp(PROPOSAL.log_weight(scores)).max() <= 1 / PROPOSAL.prior_share + 1e-9


def test_the_prior_needs_no_weights() -> None:
    scores = prior(3).scores(uniform_points(256, 4, seed=0))
    assert prior(3).log_weight(scores) == pytest.approx(np.zeros(256), abs=1e-9)


def test_more_draws_leave_the_first_ones_as_they_were() -> None:
    assert np.array_equal(uniform_points(40, 5, seed=7), uniform_points(100, 5, seed=7)[:40])


def test_effective_sample_size_of_equal_and_of_one_sided_weights() -> None:
    assert effective(np.zeros(50)) == pytest.approx(50)
    assert effective(np.array([0.0, -800.0, -900.0])) == pytest.approx(1)
    assert effective(np.log([1.0, 2.0, 1.0])) == pytest.approx(16 / 6)


def test_learning_finds_a_gaussian_posterior(tmp_path) -> None:
    """A normal likelihood on a standard normal prior has a normal posterior: mean m/(1+s^2), variance s^2/(1+s^2)."""
    centre, noise = np.array([2.0, 0.0, -1.5]), np.array([0.5, 3.0, 1.0])

    def log_likelihood(scores):
        return stats.norm.logpdf(scores, centre, noise).sum(axis=1)

    learnt = learn(log_likelihood, ("a", "b", "c"), "key", rounds=6, draws=512)
    assert learnt.proposal.mean == pytest.approx(centre / (1 + noise**2), abs=0.1)
    assert learnt.proposal.spread**2 == pytest.approx(noise**2 / (1 + noise**2), abs=0.1)
    assert learnt.effective_share > 0.5
    save(learnt, tmp_path / "kept.json")
    kept = load(tmp_path / "kept.json", ("a", "b", "c"), "key")
    assert kept is not None
    assert kept.proposal.mean == pytest.approx(learnt.proposal.mean, abs=1e-3)
    assert load(tmp_path / "kept.json", ("a", "b", "c"), "another scenario") is None
    assert load(tmp_path / "nothing.json", ("a", "b", "c"), "key") is None
