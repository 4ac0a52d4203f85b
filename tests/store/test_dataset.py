"""A forecast as labelled arrays: every variable against a loop over the solver's arrays."""

from __future__ import annotations

import numpy as np
import pytest

from results_by_hand import CONDITIONAL, DRAWS, LOG_WEIGHT, PAST, SHOWN, dataset, drawn, results
from ripeness.arrays import ACTORS, BELIEVERS, ENDINGS, SETTLEMENTS
from ripeness.solver.course import VIEWS
from ripeness.store.dataset import NEVER, NO_SETTLEMENT

NATURE, ATTACKER, DEFENDER, UNCONDITIONED = (list(VIEWS).index(name) for name in (*BELIEVERS, "unconditioned"))


@pytest.fixture(scope="module")
def arrays(war):
    return results(war)


@pytest.fixture(scope="module")
def found(war, arrays):
    return dataset(war, arrays)


def up_to(by_month: np.ndarray, month: int, axis: int) -> np.ndarray:
    """Sum over the months before one."""
    return np.take(by_month, range(month), axis=axis).astype(float).sum(axis=axis)


def test_weights_are_prior_weight_times_likelihood_and_sum_to_one(war, arrays, found) -> None:
    likelihood = arrays["log_likelihood"][:, NATURE].astype(float).sum(axis=1)
    weight = np.exp(LOG_WEIGHT + likelihood)
    np.testing.assert_allclose(found.weight, weight / weight.sum())
    np.testing.assert_allclose(found.prior_weight, np.exp(LOG_WEIGHT) / np.exp(LOG_WEIGHT).sum())
    np.testing.assert_allclose(found.log_likelihood, likelihood)
    np.testing.assert_allclose(found.log_likelihood_by_month, arrays["log_likelihood"][:, NATURE])
    np.testing.assert_allclose(found.log_weight, LOG_WEIGHT + likelihood)
    assert found.attrs["effective_sample_size"] == pytest.approx(weight.sum() ** 2 / (weight**2).sum())
    without = dataset(war, arrays, record=False)
    np.testing.assert_allclose(without.weight, found.prior_weight)
    np.testing.assert_allclose(without.ongoing, arrays["ongoing"][:, UNCONDITIONED, : SHOWN + 1])


def test_a_month_counts_what_ended_before_it(arrays, found) -> None:
    assert found.sizes["month"] == SHOWN + 1 and found.months_ahead.values.tolist() == list(range(SHOWN + 1))
    for month in range(SHOWN + 1):
        ended = up_to(arrays["endings"][:, NATURE], month, 1)
        np.testing.assert_allclose(found.ended.isel(month=month), ended, rtol=1e-6)
        there = found.ended.isel(month=month).sum("ending") + found.ongoing.isel(month=month)
        np.testing.assert_allclose(there, 1, rtol=1e-5)
        deals = up_to(arrays["partial_deals"], month, 1)
        np.testing.assert_allclose(found.partial_deals.isel(month=month), deals, rtol=1e-6)
        below = up_to(arrays["disbelieving"], month, 1)
        held = found.ended_disbelieving.isel(month=month).transpose("draw", "reading", "ending", "threshold")
        np.testing.assert_allclose(held, below, rtol=1e-6)


def test_each_pair_of_eyes_has_its_own_forecast(arrays, found) -> None:
    for name, place in (("nature", NATURE), ("attacker", ATTACKER), ("defender", DEFENDER)):
        np.testing.assert_array_equal(found.ongoing_in_eyes.sel(believer=name), arrays["ongoing"][:, place])
        ended = up_to(arrays["endings"][:, place], SHOWN, 1)
        np.testing.assert_allclose(found.ended_in_eyes.sel(believer=name).isel(month=SHOWN), ended, rtol=1e-6)
    np.testing.assert_array_equal(found.ongoing_unconditioned, arrays["ongoing"][:, UNCONDITIONED])


def test_one_pair_of_eyes_alone_is_the_main_one(war) -> None:
    one = results(war, views=1)
    found = dataset(war, one)
    np.testing.assert_array_equal(found.ongoing, one["ongoing"][:, 0])
    assert "ongoing_in_eyes" not in found


@pytest.mark.parametrize("name", CONDITIONAL)
def test_means_over_the_wars_that_go_on_are_the_solvers(arrays, found, name: str) -> None:
    np.testing.assert_array_equal(found[name], arrays[name][:, : SHOWN + 1])
    assert found[name].attrs["units"] == CONDITIONAL[name]


def test_sides_are_told_apart(arrays, found) -> None:
    for actor in ACTORS:
        for name in ("value", "wins_in_own_eyes", "undecided"):
            np.testing.assert_array_equal(found[name].sel(actor=actor), arrays[f"{actor}_{name}"])
        np.testing.assert_array_equal(found.past_value.sel(actor=actor), arrays[f"past_{actor}_value"])
        assert found.months_on.values.tolist() == [0]  # four months are shown: the next would be the sixth
        np.testing.assert_array_equal(found.wins_within.sel(actor=actor), arrays[f"{actor}_wins_within"])


def test_a_forecast_without_beliefs_has_no_place_for_them(war, arrays) -> None:
    chances = ("wins_in_own_eyes", "undecided", "wins_within", "disbelieving")
    found = dataset(war, {name: one for name, one in arrays.items() if not name.endswith(chances)})
    assert not {"wins_in_own_eyes", "undecided", "wins_within", "ended_disbelieving"} & set(found)
    assert not {"months_on", "reading", "threshold"} & set(found.dims)


@pytest.mark.parametrize("name", PAST)
def test_means_of_the_past_are_those_of_the_months_before(war, arrays, found, name: str) -> None:
    np.testing.assert_array_equal(found[name], arrays[f"past_{PAST[name]}"])
    first, last = np.datetime64(war.calendar.war_began), np.datetime64(war.calendar.as_of)
    assert found.past_month.values[0] == first and found.month.values[0] == last


def test_a_mean_over_no_war_is_not_given(war, arrays) -> None:
    over = {**arrays, "ongoing": arrays["ongoing"].copy()}
    over["ongoing"][2, NATURE, 3:] = NEVER / 2
    found = dataset(war, over)
    for name in (*CONDITIONAL, "value", "gap_distribution"):
        missing = np.isnan(found[name].transpose("draw", "month", ...).values).reshape(DRAWS, SHOWN + 1, -1).all(-1)
        assert missing[2].tolist() == [False] * 3 + [True] * 2 and not missing[[0, 1, 3, 4]].any(), name


def test_terms_are_means_over_the_settlements_so_far(war, arrays, found) -> None:
    three = [ENDINGS.index(name) for name in SETTLEMENTS]
    for month in range(1, SHOWN + 1):
        settled = up_to(arrays["endings"][:, NATURE][..., three], month, 1).sum(axis=1)
        expected = up_to(arrays["terms"], month, 1) / settled[:, None]
        np.testing.assert_allclose(found.terms_by_month.isel(month=month), expected, rtol=1e-5)
    assert np.isnan(found.terms_by_month.isel(month=0)).all()
    np.testing.assert_allclose(found.terms, found.terms_by_month.isel(month=SHOWN), rtol=1e-6)
    few = {**arrays, "endings": arrays["endings"].copy()}
    few["endings"][1][..., three] = NO_SETTLEMENT / 1e3
    terms = dataset(war, few).terms
    assert np.isnan(terms[1]).all() and not np.isnan(terms[0]).any()


def test_the_outlook_of_the_baseline_is_that_of_the_year_after_it(arrays, found) -> None:
    ended = arrays["baseline_endings"].astype(float).sum(axis=1)
    np.testing.assert_allclose(found.baseline_ended, ended, rtol=1e-6)
    np.testing.assert_allclose(found.baseline_ongoing, 1 - ended.sum(axis=1), rtol=1e-6)


def test_what_attending_gives_and_what_was_drawn_stand_beside_their_names(war, arrays, found) -> None:
    np.testing.assert_array_equal(found.attending_parts, arrays["attending_parts"])
    np.testing.assert_array_equal(found.attending_worth, arrays["attending_worth"])
    for name, values in drawn(war)[0].items():
        np.testing.assert_array_equal(found.assumption_value.sel(assumption=name), values)
        assert found.assumption_unit.sel(assumption=name) == war.assumptions()[name].unit


def test_deals_gains_and_governments_are_those_of_the_solver(war, arrays, found) -> None:
    for name in ("deal_chance", "deal_rest", "deal_terms", "deal_text"):
        np.testing.assert_array_equal(found[name], arrays[name], err_msg=name)
    land = [issue.band is not None or issue.follows_front for issue in war.issues.values()]
    np.testing.assert_array_equal(found.deal_held[..., land], arrays["deal_held"][..., land])
    assert np.isnan(found.deal_held[..., np.logical_not(land)]).all()
    three = [ENDINGS.index(name) for name in SETTLEMENTS]
    settled = arrays["endings"][:, NATURE, :SHOWN][..., three].astype(float).sum(axis=(1, 2))
    np.testing.assert_allclose(found.gains, arrays["gains"][:, :SHOWN].sum(axis=1) / settled[:, None], rtol=1e-5)
    for month in range(SHOWN + 1):
        expected = arrays["aligned"][:, :month].astype(float).sum(axis=1)
        np.testing.assert_allclose(found.settled_aligned.isel(month=month), expected, rtol=1e-5)
    assert list(found.settlement.values) == list(SETTLEMENTS)
    assert found.attrs["deals_within"] == arrays["endings"].shape[2] - 1
