"""Forecasts of the starter scenario: reproducible, independent of how many are drawn, unmoved by the status quo."""

import numpy as np
import pytest
import xarray as xr

import ripeness
from caches import emptied
from ripeness.ensemble.learn import save
from ripeness.errors import RipenessError
from ripeness.store.cache import cache_folder

DRAWS = 6
VARYING = {"compile_s", "solve_s", "law_s", "created"}


@pytest.fixture(scope="module")
def war(war):
    """The starter's war, a year shown."""
    return war.replace({"calendar.horizon": 12, "calendar.tail": 1})


@pytest.fixture(scope="module")
def shared_cache(war, tmp_path_factory):
    """One cache of proposals for this module; learning is kept short."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RIPENESS_CACHE", emptied(tmp_path_factory.mktemp("cache")))
        learnt = ripeness.learn(war, rounds=4, draws=128)
        save(learnt, cache_folder() / "proposals" / f"{war.content_hash()}.json")
        yield


@pytest.fixture(scope="module")
def first(war, shared_cache) -> xr.Dataset:
    return ripeness.forecast(war, draws=DRAWS, seed=1)


def test_the_same_seed_gives_the_same_bytes(war, first) -> None:
    again = ripeness.forecast(war, draws=DRAWS, seed=1)
    for name in first.variables:
        one, other = first[name].values, again[name].values
        assert one.tolist() == other.tolist() if one.dtype == object else one.tobytes() == other.tobytes(), name
    assert {k: v for k, v in first.attrs.items() if k not in VARYING} == {
        k: v for k, v in again.attrs.items() if k not in VARYING
    } | {"proposal": first.attrs["proposal"]}


def test_another_number_of_draws_does_not_change_the_first_ones(war, first) -> None:
    more = ripeness.forecast(war, draws=DRAWS + 3, seed=1)
    for name in ("ongoing", "ended", "log_likelihood", "assumption_value", "value"):
        assert first[name].values.tobytes() == more[name].values[:DRAWS].tobytes(), name


def test_another_seed_gives_other_draws(war, first) -> None:
    other = ripeness.forecast(war, draws=DRAWS, seed=2)
    assert not np.allclose(first.assumption_value, other.assumption_value)


def test_probability_is_conserved_in_every_draw_and_month(first) -> None:
    total = first.ongoing + first.ended.sum("ending")
    assert np.allclose(total, 1, atol=1e-5)
    assert (np.diff(first.ended.values, axis=-1) >= -1e-9).all()


def test_a_lever_at_its_status_quo_changes_nothing_to_the_last_bit(war, first) -> None:
    same = ripeness.forecast(war, draws=DRAWS, seed=1, levers={"guarantee": 0.1})
    assert same.ongoing.values.tobytes() == first.ongoing.values.tobytes()


def test_a_policy_is_an_epoch_that_leaves_the_past_alone(war, first) -> None:
    changed = ripeness.forecast(war, draws=DRAWS, seed=1, policy="guarantees-first", beliefs=False, in_eyes=False)
    assert np.allclose(changed.log_likelihood, first.log_likelihood, atol=1e-4)
    assert not np.allclose(changed.ongoing, first.ongoing, atol=1e-3)


def test_single_precision_by_table_is_close_to_double_precision_over_every_segment(war, first) -> None:
    exact = ripeness.forecast(war, draws=2, seed=1, precision="float64", beliefs=False, in_eyes=False)
    assert np.abs(exact.ongoing.values - first.ongoing.values[:2]).max() < 0.01


def test_a_proposal_changes_the_draws_but_not_what_they_estimate(war, shared_cache) -> None:
    """Self-normalised importance sampling: with and without a proposal the forecasts agree within their noise."""
    learnt = ripeness.forecast(war, draws=128, seed=4)
    plain = ripeness.forecast(war, design=ripeness.design(war, 128, seed=4, record=False))

    def estimate(result: xr.Dataset) -> tuple[float, float]:
        weight, goes_on = result.weight.values, result.ongoing.sel(month="2027-01-01").values
        mean = weight @ goes_on
        return mean, float(np.sqrt(np.sum(weight**2 * (goes_on - mean) ** 2)))

    (one, noise), (other, other_noise) = estimate(learnt), estimate(plain)
    assert abs(one - other) < 4 * np.hypot(noise, other_noise)
    assert learnt.attrs["effective_sample_size"] > plain.attrs["effective_sample_size"]


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"draws": 0}, "draws"),
        ({"horizon": 13}, "horizon"),
        ({"precision": "float16"}, "precision"),
        ({"policy": "guarantees-frist"}, "guarantees-first"),
        ({"levers": {"guarantees": 0.2}}, "guarantee"),
        ({"levers": {"guarantee": 2.0}}, "0.9"),
    ],
)
def test_what_cannot_be_run_is_refused_in_words(war, asked, says) -> None:
    with pytest.raises(RipenessError, match=says):
        ripeness.forecast(war, **asked)
