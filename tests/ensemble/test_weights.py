"""Importance weights against Gaussian closed forms, with correlations and a proposal; points that never come twice.

Two numbers are normal and their scores go together by .6. Rows drawn from a proposal that stands elsewhere have to
give back means, spreads and the correlation, and the posterior of a normal likelihood. A weight taken at the
correlated scores, or at those of another row, gives back none of them.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import special, stats

from ripeness.ensemble import learn as learning
from ripeness.ensemble import proposal as proposals
from ripeness.ensemble.design import BLOCK, LATIN, SOBOL, Sampled, Stated
from ripeness.ensemble.draws import Draws, Proposal, log_normal, prior, uniform_points
from ripeness.ensemble.mixture import fit, shaped
from ripeness.ensemble.proposal_file import Kept, taken_over
from ripeness.schema import Scenario
from ripeness.schema.load import parse_scenario
from ripeness.statistics.weighted import effective_sample_size_of_logs

TEXT = """
ripeness: 1
name: two-normals
title: Two normal numbers that go together
source_unless_stated: judgement
calendar: {war_began: 2000-01, as_of: 2000-07, horizon: 1 months, tail: 1 months}
actors: {a: {name: A, role: attacker}, d: {name: D, role: defender}}
front: {steps: 16, start: 8}
numerics: {chest_nodes: 1, sincerity_nodes: 1}
truth: {battle_odds: {mean: 0.5, sd: 0.02}}
costs: {attacker: {mean: 2 %/month, sd: 0.1 %/month}, defender: 1 %/month}
patience: {attacker: 0.99, defender: 0.99}
issues: {prize: {title: Prize, attacker_weight: 1, defender_weight: 1, follows_front: true}}
correlations:
  both: {between: [truth.battle_odds, costs.attacker], normal: 0.6, source: judgement}
record:
  rule: made up
  months:
    2000-01: {front: up}
    2000-02: {front: up}
    2000-03: {front: down}
    2000-05: {front: up}
"""
RHO = 0.6
ODDS, COST = "truth.battle_odds", "costs.attacker"
LEARNT = Proposal(np.array([0.7, -0.6]), np.array([0.8, 0.6]), prior_share=0.2)
"""Stands well away from the prior, in the space of independent scores."""
KEYED = replace(
    LEARNT,
    key=(0, 1),
    shares=np.array([0.3, 0.7]),
    centres=np.array([[0.8, -0.2], [-0.5, 0.6]]),
    factors=np.array([[[0.6, 0.0], [0.3, 0.8]], [[0.9, 0.0], [-0.4, 0.5]]]),
)


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return parse_scenario(TEXT, "two-normals.yaml")


def scored(drawn: Draws) -> np.ndarray:
    """Normal scores of the drawn values, (draw, 2)."""
    return np.stack([(drawn.values[ODDS] - 0.5) / 0.02, (drawn.values[COST] - 0.02) / 0.001], axis=1)


def rows(scenario: Scenario, proposal: Proposal, count: int = 64 * BLOCK, points: str = SOBOL) -> Draws:
    return Sampled(scenario, count, 11, points, proposal, "learned").draws(0, count)


@pytest.mark.parametrize("points", [SOBOL, LATIN])
@pytest.mark.parametrize("proposal", [LEARNT, KEYED], ids=["normal", "mixture"])
def test_weighted_rows_have_the_priors_means_spreads_and_correlation(scenario, proposal, points) -> None:
    drawn = rows(scenario, proposal, points=points)
    weight = np.exp(drawn.log_weight)
    assert weight.std() > 0.3  # the proposal is another distribution, so that weights have something to mend
    assert weight.mean() == pytest.approx(1, abs=0.01)
    weight = weight / weight.sum()
    scores = scored(drawn)
    assert weight @ scores == pytest.approx([0, 0], abs=0.02)
    second = (scores * weight[:, None]).T @ scores
    np.testing.assert_allclose(second, [[1, RHO], [RHO, 1]], atol=0.03)


@pytest.mark.parametrize("proposal", [LEARNT, KEYED, prior(2)], ids=["normal", "mixture", "prior"])
def test_weighted_rows_have_the_posterior_of_a_normal_likelihood(scenario, proposal) -> None:
    """One number is seen with an error: the other's mean and variance follow by regression."""
    seen, error = 1.2, 0.5
    drawn = rows(scenario, proposal)
    scores = scored(drawn)
    log = drawn.log_weight + stats.norm.logpdf(seen, scores[:, 1], error)
    weight = np.exp(log - log.max())
    weight = weight / weight.sum()
    gain = 1 / (1 + error**2)
    assert weight @ scores == pytest.approx([RHO * gain * seen, gain * seen], abs=0.02)
    spread = weight @ (scores - weight @ scores) ** 2
    assert spread == pytest.approx([1 - RHO**2 * gain, 1 - gain], abs=0.03)


def test_a_rows_weight_is_prior_over_proposal_density_at_its_independent_scores(scenario) -> None:
    """Scores go back to independent ones by hand; both densities are SciPy's."""
    drawn = rows(scenario, LEARNT, BLOCK)
    scores = scored(drawn)
    first = list(scenario.assumptions()).index(ODDS)
    order = [first, 1 - first]
    one = scores[:, order[0]]
    independent = np.stack([one, (scores[:, order[1]] - RHO * one) / np.sqrt(1 - RHO**2)], axis=1)
    before = stats.norm.pdf(independent).prod(axis=1)
    learnt = stats.norm.pdf(independent, LEARNT.mean, LEARNT.spread).prod(axis=1)
    np.testing.assert_allclose(np.exp(drawn.log_weight), before / (0.2 * before + 0.8 * learnt), rtol=1e-6)


def test_a_mixtures_density_is_the_sum_of_its_normals() -> None:
    scores = np.random.default_rng(0).standard_normal((50, 2)) * 1.5
    normals = [
        stats.multivariate_normal(centre, factor @ factor.T)
        for centre, factor in zip(KEYED.centres, KEYED.factors, strict=True)
    ]
    for one, centre, factor in zip(normals, KEYED.centres, KEYED.factors, strict=True):
        np.testing.assert_allclose(log_normal(scores, centre, factor), one.logpdf(scores))
    before = stats.norm.pdf(scores).prod(axis=1)
    learnt = 0.3 * normals[0].pdf(scores) + 0.7 * normals[1].pdf(scores)
    np.testing.assert_allclose(np.exp(KEYED.log_weight(scores)), before / (0.2 * before + 0.8 * learnt))


@pytest.mark.parametrize("points", [SOBOL, LATIN])
def test_no_row_comes_twice_in_other_blocks_or_under_another_seed(scenario, points) -> None:
    count = 4 * BLOCK
    found = [Sampled(scenario, count, seed, points, prior(2), "prior").draws(0, count) for seed in range(3)]
    for name in (ODDS, COST):
        every = np.concatenate([one.values[name] for one in found])
        assert len(np.unique(every)) == len(every), name


def test_blocks_are_consecutive_stretches_of_one_sequence(scenario) -> None:
    """Four blocks by hand: the scores of 1,024 points of one scrambled Sobol sequence, in its order."""
    points = uniform_points(4 * BLOCK, 3, 11)
    independent = special.ndtri(points[:, :2])
    first = list(scenario.assumptions()).index(ODDS)
    name, other = (ODDS, COST) if first == 0 else (COST, ODDS)
    middle, size = {ODDS: (0.5, 0.02), COST: (0.02, 0.001)}[name]
    drawn = rows(scenario, prior(2), 4 * BLOCK)
    np.testing.assert_allclose(drawn.values[name], middle + size * independent[:, 0], rtol=1e-6)
    middle, size = {ODDS: (0.5, 0.02), COST: (0.02, 0.001)}[other]
    together = RHO * independent[:, 0] + np.sqrt(1 - RHO**2) * independent[:, 1]
    np.testing.assert_allclose(drawn.values[other], middle + size * together, rtol=1e-6)
    np.testing.assert_allclose(drawn.log_weight, 0, atol=1e-9)


def test_rounds_of_learning_are_drawn_from_points_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[np.ndarray] = []

    def noted(count: int, coordinates: int, seed: int, start: int = 0) -> np.ndarray:
        asked.append(uniform_points(count, coordinates, seed, start))
        return asked[-1]

    monkeypatch.setattr(learning, "uniform_points", noted)
    learning.learn(lambda scores: -((scores[:, 0] - 1) ** 2), ("a", "b"), "key", rounds=4, draws=64)
    every = np.concatenate(asked)
    assert len(asked) == 4 and len(np.unique(every[:, 0])) == len(every)


def test_learning_weighs_all_rounds_against_the_mixture_that_they_came_from() -> None:
    """A record that says one thing of one number: the fit is its posterior, whatever the earlier rounds were."""
    noise = 0.4

    def log_likelihood(scores: np.ndarray) -> np.ndarray:
        return stats.norm.logpdf(1.5, scores[:, 0], noise)

    found = learning.learn(log_likelihood, tuple("abcd"), "key", rounds=5, draws=512)
    scores = found.proposal.scores(uniform_points(2**13, 5, 5))
    weight = np.exp(found.proposal.log_weight(scores) + log_likelihood(scores))
    assert weight @ scores[:, 0] / weight.sum() == pytest.approx(1.5 / (1 + noise**2), abs=0.02)
    inside = scores[uniform_points(2**13, 5, 5)[:, -1] >= found.proposal.prior_share]
    assert inside[:, 0].mean() == pytest.approx(1.5 / (1 + noise**2), abs=0.05)
    assert inside[:, 0].var() == pytest.approx(noise**2 / (1 + noise**2), abs=0.05)
    assert inside[:, 1:].mean(axis=0) == pytest.approx(np.zeros(3), abs=0.05)  # nothing is said of the others
    assert inside[:, 1:].var(axis=0) == pytest.approx(np.ones(3), abs=0.05)


def test_a_tempered_power_leaves_the_effective_draws_that_were_asked_for() -> None:
    random = np.random.default_rng(2)
    likelihood, correction = -200 * random.standard_normal(400) ** 2, 0.5 * random.standard_normal(400)
    power = learning._temper(likelihood, correction, 60.0)
    assert 0 < power < 1
    assert effective_sample_size_of_logs(power * likelihood + correction) == pytest.approx(60, abs=0.1)
    assert learning._temper(0.001 * likelihood, 0 * correction, 60.0) == 1.0


def test_a_fit_keeps_the_prior_of_what_the_draws_say_nothing_clear_of() -> None:
    """Draws of the prior, weighed so that the first coordinate is normal about .9 with variance .5: its alone moves."""
    scores = special.ndtri(uniform_points(4096, 3, 4))
    log_weight = stats.norm.logpdf(scores[:, 0], 0.9, np.sqrt(0.5)) - stats.norm.logpdf(scores[:, 0])
    single = shaped(scores, log_weight, (0, 1), prior(3))
    assert single.mean == pytest.approx([0.9, 0, 0], abs=0.05) and single.key == ()
    assert single.spread == pytest.approx([np.sqrt(0.5), 1, 1], abs=0.05)
    assert (single.mean[1:] == 0).all() and (single.spread[1:] == 1).all()
    keyed = shaped(scores, log_weight, (1, 2), prior(3))
    assert keyed.key == (0,)
    mean = keyed.shares @ keyed.centres[:, 0]
    variance = keyed.shares @ (keyed.factors[:, 0, 0] ** 2 + keyed.centres[:, 0] ** 2) - mean**2
    assert mean == pytest.approx(0.9, abs=0.05) and variance == pytest.approx(0.5, abs=0.05)


def test_what_was_learnt_before_stays_where_few_draws_say_nothing_clear_against_it() -> None:
    """Twenty assumptions that a record has moved, each a normal about .8 with a spread of .5: 64 draws teach less."""
    known = Proposal(np.full(20, 0.8), np.full(20, 0.5))

    def log_likelihood(scores: np.ndarray) -> np.ndarray:
        return (stats.norm.logpdf(scores, 0.8, 0.5) - stats.norm.logpdf(scores)).sum(axis=1)

    def effective(proposal: Proposal) -> float:
        scores = proposal.scores(uniform_points(4096, 21, 9))
        return effective_sample_size_of_logs(log_likelihood(scores) + proposal.log_weight(scores)) / 4096

    begun = learning.learn(log_likelihood, tuple("abcdefghijklmnopqrst"), "key", rounds=1, draws=64, begin=known)
    anew = learning.learn(log_likelihood, tuple("abcdefghijklmnopqrst"), "key", rounds=1, draws=64)
    assert effective(begun.proposal) > 0.8 > 0.2 > effective(anew.proposal)
    scores = known.scores(uniform_points(64, 21, 3))
    before = stats.norm.logpdf(scores).sum(axis=1)
    log_target, log_mixture = before + log_likelihood(scores), before - known.log_weight(scores)
    assert fit(scores, log_target, log_mixture, known) is known  # of these draws no fit does better
    assert shaped(scores, log_target - log_mixture, (0, 1), known).mean == pytest.approx(known.mean, abs=0.3)


def test_what_learning_asks_for_is_the_likelihood_at_correlated_scores() -> None:
    """Three months up and one down, six without a collapse whose hazard goes with the odds: a product of chances."""
    text = TEXT
    for old, new in {
        "attacker: {mean: 2 %/month, sd: 0.1 %/month}": "attacker: 2 %/month",
        "sd: 0.02}}": "sd: 0.02}, collapse_hazard: {mean: 10 %/month, sd: 1 %/month}}",
        COST: "truth.collapse_hazard",
    }.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    scenario = parse_scenario(text, "two-normals.yaml")
    assert list(scenario.assumptions()) == [ODDS, "truth.collapse_hazard"]
    scores = np.array([[0.0, 0.0], [2.0, -1.0], [-1.5, 2.0]])
    found = proposals._likelihood(scenario, scores, [])
    p = 0.5 + 0.02 * scores[:, 0]
    hazard = 0.1 + 0.01 * (RHO * scores[:, 0] + np.sqrt(1 - RHO**2) * scores[:, 1])
    assert found == pytest.approx(3 * np.log(p) + np.log(1 - p) + 6 * np.log(1 - hazard), abs=1e-5)


def test_each_normal_of_a_mixture_has_the_spread_of_its_own_draws() -> None:
    """Half of the weight lies about -1.5, half about 1.5, with a spread of .3 each."""
    scores = special.ndtri(uniform_points(4096, 2, 4))
    two = 0.5 * stats.norm.pdf(scores[:, 0], -1.5, 0.3) + 0.5 * stats.norm.pdf(scores[:, 0], 1.5, 0.3)
    found = shaped(scores, np.log(two) - stats.norm.logpdf(scores[:, 0]), (1, 2), prior(2))
    assert sorted(found.centres[:, 0]) == pytest.approx([-1.5, 1.5], abs=0.05)
    assert found.factors[:, 0, 0] == pytest.approx([0.3, 0.3], abs=0.05)
    assert found.shares == pytest.approx([0.5, 0.5], abs=0.02)


def test_rows_that_the_user_gives_keep_their_own_weights_stretch_by_stretch() -> None:
    stated = Stated({ODDS: np.arange(5.0)}, np.array([1.0, 0.0, 2.0, 4.0, 1.0]), "mine")
    part = stated.draws(1, 4)
    assert part.values[ODDS].tolist() == [1, 2, 3] and np.exp(part.log_weight).tolist() == pytest.approx([0, 2, 4])
    assert stated.weights(2, 5).tolist() == [2, 4, 1] and len(stated) == 5
    assert stated.stated() == {"seed": 0, "points": "given", "proposal": "mine"}


def test_a_view_takes_over_what_it_leaves_as_it_is_and_draws_the_rest_from_its_own_prior() -> None:
    """Of a mixture's key numbers those that stay keep their part of the covariance."""
    names = ("first", "second", "third")
    random = np.random.default_rng(1)
    factors = np.tril(random.uniform(0.2, 0.9, (2, 3, 3)))
    theirs = Proposal(
        np.array([0.1, 0.2, 0.3]), np.array([0.4, 0.5, 0.6]), 0.15, (2, 0, 1), np.array([0.4, 0.6]),
        random.standard_normal((2, 3)), factors,
    )  # fmt: skip
    here = ("third", "new", "second", "first")  # in another order, and one more
    found = taken_over(Kept(theirs, names, ""), here, ["first"])
    assert found.mean.tolist() == [0.3, 0, 0.2, 0] and found.spread.tolist() == [0.6, 1, 0.5, 1]
    assert found.prior_share == 0.15 and found.shares.tolist() == [0.4, 0.6]
    assert found.key == (0, 2)  # third and second, the first and the last of theirs
    np.testing.assert_array_equal(found.centres, theirs.centres[:, [0, 2]])
    for mine, whole in zip(found.factors, factors, strict=True):
        np.testing.assert_allclose(mine @ mine.T, (whole @ whole.T)[np.ix_([0, 2], [0, 2])])
