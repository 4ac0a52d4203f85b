"""Draws that fit the record, kept: what they stand for, in which order they come, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

import ripeness
from ripeness.ensemble import learn as learning
from ripeness.ensemble import posterior_file
from ripeness.ensemble.asked import LATIN
from ripeness.ensemble.draws import PRIOR_SHARE, Proposal, prior, uniform_points
from ripeness.ensemble.posterior import BEHIND, Posterior, taken
from ripeness.errors import RipenessWarning
from ripeness.statistics.weighted import effective_sample_size_of_logs

MEAN, SPREAD, DIMENSIONS, HEIGHT = 0.8, 0.5, 3, -40.0
"""The likelihood is a normal in each score, times exp(HEIGHT): posterior and evidence are known in closed form."""


def log_likelihood(scores):
    return stats.norm.logpdf(scores, MEAN, SPREAD).sum(axis=1) + HEIGHT


@pytest.fixture(scope="module")
def learnt():
    names = tuple(f"number.{place}" for place in range(DIMENSIONS))
    return learning.learn(log_likelihood, names, "content", rounds=4, draws=1024)


@pytest.fixture(scope="module")
def rows(learnt) -> Posterior:
    assert learnt.posterior is not None
    return learnt.posterior


def test_kept_rows_have_the_mean_the_spread_and_the_evidence_of_the_closed_form(rows):
    precision = 1.0 + SPREAD**-2
    share = np.exp(rows.log_excess) / np.exp(rows.log_excess).sum()
    assert share @ rows.scores == pytest.approx([MEAN / SPREAD**2 / precision] * DIMENSIONS, abs=0.07)
    mean = share @ rows.scores
    assert share @ (rows.scores - mean) ** 2 == pytest.approx([1.0 / precision] * DIMENSIONS, rel=0.15)
    evidence = HEIGHT + DIMENSIONS * stats.norm.logpdf(MEAN, 0.0, np.hypot(1.0, SPREAD))
    assert rows.log_evidence == pytest.approx(evidence, abs=0.05)


def test_a_forecasts_rows_weigh_alike_by_the_record_and_stand_for_the_prior_without_it(rows):
    scores, log_weight = rows.sampled(0, rows.most, seed=3)
    by_record = log_weight + log_likelihood(scores)
    assert effective_sample_size_of_logs(by_record) > 0.85 * rows.most
    weight = np.exp(log_weight)
    assert weight.max() <= np.exp(rows.log_excess.max()) / PRIOR_SHARE + 1e-9
    # The mean weight is the prior's whole mass, and the mean of weight times likelihood the evidence.
    assert weight.mean() == pytest.approx(1.0, abs=0.2)
    assert np.log(np.exp(by_record - HEIGHT).mean()) + HEIGHT == pytest.approx(rows.log_evidence, abs=0.06)


def test_no_row_comes_twice_and_more_rows_leave_the_first_as_they_were(rows):
    scores, weights = rows.sampled(0, rows.most, seed=5)
    assert len(np.unique(scores, axis=0)) >= 0.99 * len(scores)  # one may be a row of the prior and of the record
    few, few_weights = rows.sampled(0, 40, seed=5)
    late, late_weights = rows.sampled(40, rows.most, seed=5)
    assert np.array_equal(np.concatenate([few, late]), scores)
    assert np.array_equal(np.concatenate([few_weights, late_weights]), weights)
    assert not np.array_equal(rows.sampled(0, 40, seed=6)[0], few)


def test_a_tenth_of_the_rows_is_drawn_from_the_prior(rows):
    scores = rows.sampled(0, 100, seed=0)[0]
    of_prior = {row.tobytes() for row in rows.prior_scores}
    assert [place for place, row in enumerate(scores) if row.tobytes() in of_prior][:10] == list(range(9, 100, 10))


def test_behind_the_rows_stand_three_times_as_many_equal_draws(rows):
    assert rows.behind >= BEHIND * len(rows.scores)


def test_the_weight_of_all_draws_is_the_weight_of_the_rows_on_average():
    """Rows taken again and again give the mean of all draws (brute force over seeds)."""
    scores = prior(1).scores(uniform_points(2048, 2, seed=1)).round(4)
    log_weight = 1.5 * scores[:, 0]
    of_prior = np.ones(len(scores), bool)
    share = np.exp(log_weight) / np.exp(log_weight).sum()
    means = []
    for seed in range(60):
        rows = taken(scores, np.zeros(len(scores)), log_weight, of_prior, PRIOR_SHARE, seed)
        assert rows is not None
        weight = np.exp(rows.log_excess)
        means.append(float(weight @ rows.scores[:, 0] / weight.sum()))
    assert np.mean(means) == pytest.approx(share @ scores[:, 0], abs=4 * np.std(means) / np.sqrt(len(means)) + 0.01)


def test_rows_too_heavy_for_one_place_are_all_taken_and_keep_their_weight():
    log_weight = 1.2 * stats.norm.ppf((np.arange(1000) + 0.5) / 1000)
    scores = np.arange(1000.0)[:, None]
    rows = taken(scores, np.zeros(1000), log_weight, np.ones(1000, bool), PRIOR_SHARE)
    assert rows is not None
    share = np.exp(log_weight - np.logaddexp.reduce(log_weight))
    heavy = np.flatnonzero(share * len(rows.scores) > 1.0)
    places = np.flatnonzero(np.isin(rows.scores[:, 0], heavy))
    assert len(heavy) == len(places) > 3
    of_rows = np.exp(rows.log_excess) / np.exp(rows.log_excess).sum()
    assert of_rows[places] == pytest.approx(share[heavy], rel=0.02)


def test_rounds_follow_until_enough_fits_unless_their_number_is_given():
    names = tuple(f"number.{place}" for place in range(DIMENSIONS))
    few = learning.learn(log_likelihood, names, "content", draws=64)
    assert few.rounds == 2 * learning.ROUNDS  # of these never enough count
    assert learning.learn(log_likelihood, names, "content", draws=512).rounds == learning.ROUNDS
    assert learning.learn(log_likelihood, names, "content", draws=64, rounds=3).rounds == 3


def test_a_forecast_begins_from_kept_rows_for_this_content_alone_and_as_far_as_they_reach():
    scenario = ripeness.load("ukraine-2026")
    begun = ripeness.design(scenario, draws=64).source
    assert isinstance(begun, Posterior)
    assert isinstance(ripeness.design(scenario, draws=begun.most).source, Posterior)
    assert isinstance(ripeness.design(scenario, draws=begun.most + 1).source, Proposal)
    assert isinstance(ripeness.design(scenario, draws=64, points=LATIN).source, Proposal)
    assert ripeness.design(scenario, draws=64, record=False).origin == "prior"
    edited = scenario.replace({"calendar.tail": "300 months"})
    assert isinstance(ripeness.design(edited, draws=64).source, Proposal)


def test_too_few_draws_that_fit_keep_no_rows():
    scores = prior(2).scores(uniform_points(256, 3, seed=1))
    assert taken(scores, np.zeros(256), -20.0 * scores[:, 0] ** 2, np.ones(256, bool), PRIOR_SHARE) is None


def test_rows_come_back_from_their_file_to_the_last_bit(rows, learnt, tmp_path):
    path = tmp_path / "war.posterior.npz"
    posterior_file.write(rows, learnt.assumptions, "content", path)
    kept = posterior_file.read(path)
    assert kept is not None and kept.assumptions == learnt.assumptions and kept.scenario_hash == "content"
    for one, other in zip(rows.sampled(0, 64, 2), kept.posterior.sampled(0, 64, 2), strict=True):
        assert np.array_equal(one, other)


@pytest.mark.parametrize("spoilt", ["empty", "text", "cut", "shape", "nan", "share"])
def test_a_file_that_holds_no_rows_is_left_aside_with_a_sentence(rows, learnt, tmp_path, spoilt):
    path = tmp_path / "war.posterior.npz"
    wrong = {
        "shape": {"log_likelihood": rows.log_likelihood[1:]},
        "nan": {"prior_log_likelihood": rows.prior_log_likelihood * np.nan},
        "share": {"prior_share": 1.5},
    }.get(spoilt, {})
    posterior_file.write(Posterior(**{**vars(rows), **wrong}), learnt.assumptions, "content", path)
    whole = path.read_bytes()
    if spoilt in ("empty", "text", "cut"):
        path.write_bytes({"empty": b"", "text": b"rows", "cut": whole[: len(whole) // 2]}[spoilt])
    with pytest.warns(RipenessWarning, match="holds no draws that fit a record"):
        assert posterior_file.read(path) is None


def test_what_is_learnt_lies_beside_the_proposal_and_goes_when_too_little_was_found(learnt, tmp_path):
    place = tmp_path / "war.proposal.json"
    learning.save(learnt, place)
    assert posterior_file.read(tmp_path / "war.posterior.npz") is not None
    learning.save(learning.Learnt(**{**vars(learnt), "posterior": None}), place)
    assert posterior_file.read(tmp_path / "war.posterior.npz") is None


def test_draws_of_too_unequal_a_weight_keep_no_rows():
    """Weights of a Pareto law with k = .3 keep rows, with k = .95 none, whatever they count as."""
    uniform = (np.arange(40_000) + 0.5) / 40_000
    scores, of_prior = uniform[:, None], np.ones(len(uniform), bool)
    assert taken(scores, uniform, -0.3 * np.log(uniform), of_prior, PRIOR_SHARE) is not None
    heavy = -0.95 * np.log(uniform)
    heavy[0] = heavy[1]  # so that many still count
    assert effective_sample_size_of_logs(heavy) > 3 * 45
    assert taken(scores, uniform, heavy, of_prior, PRIOR_SHARE) is None
