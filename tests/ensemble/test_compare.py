"""Several policies in one dataset, and forecasts summed up with their weights, against the forecasts themselves."""

from __future__ import annotations

import json

import numpy as np
import pytest

import ripeness
from ripeness.cli.new import STARTER
from ripeness.ensemble.forecast import branches
from ripeness.errors import RunError
from ripeness.schema import Scenario
from ripeness.schema.load import load_scenario


@pytest.fixture(scope="module")
def war() -> Scenario:
    return load_scenario(STARTER).replace({"calendar.horizon": 12, "calendar.tail": 1})


@pytest.fixture(scope="module")
def both(war):
    return ripeness.compare(war, {"now": "status-quo", "pledged": {"guarantee": 0.8}}, draws=4)


def test_each_policy_is_the_forecast_under_it(war, both) -> None:
    apart = branches(war, {"now": "status-quo", "pledged": {"guarantee": 0.8}}, 4)
    assert both.sizes["policy"] == 2 and list(both.policy.values) == ["now", "pledged"]
    for name, one in apart.items():
        # The comparison follows beliefs too, so that its program differs, and with it the last digits of a float32.
        np.testing.assert_allclose(both.ongoing.sel(policy=name).values, one.ongoing.values, rtol=1e-6)
        np.testing.assert_allclose(both.ended.sel(policy=name).values, one.ended.values, rtol=1e-5, atol=1e-7)
    assert (apart["now"].ongoing.values != apart["pledged"].ongoing.values).any()


def test_draws_weights_and_assumptions_are_the_same_and_have_no_policy(both) -> None:
    for name in ("weight", "prior_weight", "assumption_value", "log_likelihood"):
        assert "policy" not in both[name].dims, name


def test_months_are_dates_with_their_labels(war, both) -> None:
    assert np.issubdtype(both.month.dtype, np.datetime64)
    assert both.sel(month="2026").sizes["month"] == 12
    assert both.month_label.values[0] == war.calendar.as_of
    assert both.sel(month="2026-03-01").month_label.item() == "2026-03"


def test_a_list_of_names_labels_itself_and_none_is_refused(war) -> None:
    found = ripeness.compare(war, ["status-quo"], draws=2)
    assert list(found.policy.values) == ["status-quo"]
    with pytest.raises(RunError, match="no policy to compare"):
        ripeness.compare(war, [])


def test_two_levers_on_one_number_are_told_apart(war) -> None:
    """Of two levers that change the same number the later counts, in whatever order policies are asked for."""
    lever = dict(war.data["levers"]["guarantee"])
    twice = war.replace({"levers": {"guarantee": lever, "again": lever}, "policies": None})
    one, other = {"guarantee": 0.9, "again": 0.2}, {"again": 0.2, "guarantee": 0.9}
    first = branches(twice, {"a": one, "b": other}, 2)
    second = branches(twice, {"b": other, "a": one}, 2)
    for name in ("a", "b"):
        np.testing.assert_array_equal(first[name].ongoing.values, second[name].ongoing.values)
    assert (first["a"].ongoing.values != first["b"].ongoing.values).any()


def test_the_summary_is_the_weighted_mean_of_the_forecast(war, both) -> None:
    one = both.sel(policy="pledged")
    found = ripeness.summary(one, war)
    by_hand = (one.ongoing.values * one.weight.values[:, None]).sum(axis=0)
    assert found.table().ongoing.values == pytest.approx(by_hand, abs=1e-7)
    assert list(found.table().index) == list(one.month_label.values)
    assert json.loads(json.dumps(found.to_dict()))["months_ahead"][-1] == 12
    assert "<table" in found._repr_html_() and len(repr(found).splitlines()) <= 12


def test_a_summary_of_another_scenario_or_of_several_policies_is_refused(war, both) -> None:
    with pytest.raises(RunError, match="another content"):
        ripeness.summary(both.sel(policy="now"), war.replace({"costs.attacker": 0.5}))
    with pytest.raises(RunError, match="several policies"):
        ripeness.summary(both, war)
