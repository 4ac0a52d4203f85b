"""Draws and proposals: importance weights are exact, more draws leave the first as they were."""

import json

import numpy as np
import pytest
from scipy import stats

from ripeness.ensemble.draws import Proposal, prior, uniform_points
from ripeness.ensemble.learn import learn, save
from ripeness.ensemble.proposal_file import Kept, read, taken_over, write
from ripeness.errors import RipenessWarning
from ripeness.statistics.weighted import effective_sample_size_of_logs

PROPOSAL = Proposal(
    np.array([0.8, -0.5, 0.0]),
    np.array([0.6, 1.0, 0.4]),
    key=(0, 2),
    shares=np.array([0.3, 0.7]),
    centres=np.array([[0.8, -0.2], [-0.5, 0.6]]),
    factors=np.array([[[0.6, 0.0], [0.3, 0.8]], [[0.9, 0.0], [-0.4, 0.5]]]),
)


def test_importance_weights_average_to_one_and_give_back_the_prior() -> None:
    scores = PROPOSAL.scores(uniform_points(2**14, 4, seed=3))
    weight = np.exp(PROPOSAL.log_weight(scores))
    assert weight.mean() == pytest.approx(1, abs=0.02)
    assert weight @ scores / weight.sum() == pytest.approx(np.zeros(3), abs=0.03)
    assert weight @ scores**2 / weight.sum() == pytest.approx(np.ones(3), abs=0.05)


def test_the_density_of_a_proposal_is_that_of_its_draws() -> None:
    """The mean of q/p over draws from p is one as well: the density integrates to one and is not only proportional."""
    scores = prior(3).scores(uniform_points(2**15, 4, seed=6))
    assert np.exp(-PROPOSAL.log_weight(scores)).mean() == pytest.approx(1, abs=0.03)


def test_learning_follows_a_record_that_cuts_a_part_of_the_space_off() -> None:
    """Two assumptions of ten must lie on one side of a line: one normal fits that badly, a mixture does not."""

    def log_likelihood(scores):
        return -0.5 * np.maximum(0, 1.5 + 4 * scores[:, 0] - 3 * scores[:, 1]) ** 2 - 2 * (scores[:, 0] + 1) ** 2

    names = tuple("abcdefghij")
    learnt = learn(log_likelihood, names, "key", rounds=6, draws=384)
    assert set(learnt.proposal.key) <= {0, 1} and len(learnt.proposal.shares) > 1
    scores = learnt.proposal.scores(uniform_points(4096, 11, seed=77))
    assert effective_sample_size_of_logs(log_likelihood(scores) + learnt.proposal.log_weight(scores)) / 4096 > 0.55


def test_no_weight_exceeds_one_over_the_priors_share() -> None:
    scores = 6 * uniform_points(4096, 3, seed=1) - 3
    assert np.exp(PROPOSAL.log_weight(scores)).max() <= 1 / PROPOSAL.prior_share + 1e-9


def test_the_prior_needs_no_weights() -> None:
    scores = prior(3).scores(uniform_points(256, 4, seed=0))
    assert prior(3).log_weight(scores) == pytest.approx(np.zeros(256), abs=1e-9)


def test_more_draws_leave_the_first_ones_as_they_were() -> None:
    assert np.array_equal(uniform_points(40, 5, seed=7), uniform_points(100, 5, seed=7)[:40])


def test_effective_sample_size_of_equal_and_of_one_sided_weights() -> None:
    assert effective_sample_size_of_logs(np.zeros(50)) == pytest.approx(50)
    assert effective_sample_size_of_logs(np.array([0.0, -800.0, -900.0])) == pytest.approx(1)
    assert effective_sample_size_of_logs(np.log([1.0, 2.0, 1.0])) == pytest.approx(16 / 6)


def test_learning_finds_a_gaussian_posterior(tmp_path) -> None:
    """A normal likelihood on a standard normal prior has a normal posterior: mean m/(1+s^2), variance s^2/(1+s^2)."""
    centre, noise = np.array([2.0, 0.0, -1.5]), np.array([0.5, 3.0, 1.0])

    def log_likelihood(scores):
        return stats.norm.logpdf(scores, centre, noise).sum(axis=1)

    learnt = learn(log_likelihood, ("a", "b", "c"), "key", rounds=6, draws=512)
    drawn = learnt.proposal.scores(uniform_points(4096, 4, seed=0))[409:]
    mean, variance = centre / (1 + noise**2), noise**2 / (1 + noise**2)
    inside = learnt.proposal.log_weight(drawn) < 0  # not from the prior's share
    assert drawn[inside].mean(axis=0) == pytest.approx(mean, abs=0.15)
    assert drawn[inside].var(axis=0) == pytest.approx(variance, abs=0.15)
    assert learnt.effective_share > 0.5
    save(learnt, tmp_path / "kept.json")
    kept = read(tmp_path / "kept.json")
    assert kept is not None and (kept.assumptions, kept.scenario_hash) == (("a", "b", "c"), "key")
    points = uniform_points(64, 4, seed=9)
    scores = learnt.proposal.scores(points)
    assert np.array_equal(kept.proposal.scores(points), scores)
    assert np.array_equal(kept.proposal.log_weight(scores), learnt.proposal.log_weight(scores))
    assert read(tmp_path / "nothing.json") is None


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"prior_share": 1.5}, "prior_share"),
        ({"prior_share": -1}, "prior_share"),
        ({"prior_share": 0}, "prior_share"),
        ({"shares": [0.5]}, "shares sum to 0.5"),
        ({"assumptions": {"a": [0.0, 0.0]}}, "spread"),
        ({"assumptions": {"a": [0.0, -1.0]}}, "spread"),
        ({"assumptions": {"a": [float("nan"), 1.0]}}, "finite"),
        ({"assumptions": 3}, "does not hold"),
        ({"key": ["b"]}, "does not hold"),
    ],
)
def test_what_would_give_wrong_weights_is_no_proposal_and_says_why(change, why, tmp_path) -> None:
    """A file that steers the weights is read by what it says, not by its shape alone."""
    file = tmp_path / "one.proposal.json"
    write(prior(1), ("a",), file)
    kept = read(file)
    assert kept is not None and (kept.proposal.spread == 1).all()
    file.write_text(json.dumps(json.loads(file.read_text()) | change))
    with pytest.warns(RipenessWarning, match=why):
        assert read(file) is None


def test_a_proposal_taken_over_keeps_what_both_know_and_covers_the_rest_with_the_prior() -> None:
    """Importance weights of a proposal that covers the prior are exact: their mean is one, in closed form."""
    theirs = Proposal(np.array([1.0, -0.5, 0.3]), np.array([0.5, 1.0, 0.8]), 0.2)
    mine = taken_over(Kept(theirs, ("a", "b", "c"), "another"), ("c", "new", "a"), changed=["c"])
    assert mine.mean.tolist() == [0.0, 0.0, 1.0] and mine.spread.tolist() == [1.0, 1.0, 0.5]
    scores = mine.scores(uniform_points(2**14, 4, seed=3))
    assert np.exp(mine.log_weight(scores)).mean() == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize("least", [5e-324, 1e-300, 1e-12])
@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda small: {"factors": [[[small, 0.0], [0.0, 1.0]]]}, "diagonal from 1e-06 to 1e"),
        (lambda small: {"factors": [[[1.0, 0.0], [1.0 / max(small, 1e-300), 1.0]]]}, "diagonal from 1e-06 to 1e"),
        (lambda small: {"assumptions": {"a": [0.0, small], "b": [0.0, 1.0], "c": [0.0, 1.0]}}, "a spread is not from"),
        (lambda small: {"assumptions": {"a": [0.0, 1.0 / max(small, 1e-300)], "b": [0, 1], "c": [0, 1]}}, "spread is"),
        (lambda small: {"assumptions": {"a": [1.0 / max(small, 1e-300), 1.0], "b": [0, 1], "c": [0, 1]}}, "further"),
        (lambda small: {"centres": [[0.0, -1.0 / max(small, 1e-300)]]}, "further than"),
    ],
)
def test_numbers_that_products_would_turn_into_nought_or_infinity_are_refused(least, change, why, tmp_path) -> None:
    file = tmp_path / "one.proposal.json"
    made = Proposal(np.zeros(3), np.ones(3), 0.1, (0, 1), np.ones(1), np.zeros((1, 2)), np.eye(2)[None])
    write(made, ("a", "b", "c"), file)
    assert read(file) is not None
    file.write_text(json.dumps(json.loads(file.read_text()) | change(least)))
    with pytest.warns(RipenessWarning, match=why):
        assert read(file) is None


def test_key_assumptions_taken_over_keep_the_covariance_that_they_had_among_each_other() -> None:
    """The margin of a normal is the normal of the rest's covariance, whatever is left out (numpy's own product)."""
    chance = np.random.default_rng(4)
    factors = np.tril(chance.normal(size=(3, 4, 4))) + 2.0 * np.eye(4)
    factors[:, [1, 2], [1, 2]] = 1e-6, 1e6  # as far apart as a file may have them
    theirs = Proposal(np.zeros(4), np.ones(4), 0.1, (0, 1, 2, 3), np.full(3, 1 / 3), np.zeros((3, 4)), factors)
    mine = taken_over(Kept(theirs, tuple("abcd"), ""), ("d", "b", "c"))
    places = [1, 2, 3]  # "a" is left out; the rest in the order of the file
    assert mine.key == (1, 2, 0)
    covariance = (factors @ factors.swapaxes(1, 2))[:, places][:, :, places]
    assert mine.factors @ mine.factors.swapaxes(1, 2) == pytest.approx(covariance, rel=1e-9, abs=1e-9)
    assert not np.triu(mine.factors, 1).any() and (np.diagonal(mine.factors, axis1=1, axis2=2) > 0).all()
