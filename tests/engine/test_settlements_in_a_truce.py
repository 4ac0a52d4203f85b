"""What settles in a truce is named, binned and told as any settlement is."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr

import ripeness
from ripeness.arrays import ENDINGS, SETTLEMENTS
from ripeness.store.stopping import stopped

LEVERS = {"offered": 0.3, "table": 0.3, "attackers_cost": 0.2, "defenders_cost": 0.2}


@pytest.fixture(scope="module")
def toy():
    return ripeness.load("armed-truce")


@pytest.fixture(scope="module")
def forecast(toy) -> xr.Dataset:
    return ripeness.forecast(toy, levers=LEVERS, beliefs=False, in_eyes=False)


def test_war_truce_and_endings_are_one_whole(forecast: xr.Dataset) -> None:
    assert float(forecast.truce.max()) > 0.05
    whole = forecast.ongoing + forecast.truce + forecast.ended.sum("ending")
    assert whole.values == pytest.approx(np.ones(whole.shape), abs=1e-5)


def test_deals_of_war_and_truce_together_are_all_that_is_settled(toy, forecast: xr.Dataset) -> None:
    """The toy's only table is one in a truce: every settlement comes out of one, and every one is a deal."""
    settled = forecast.ended.sel(ending=list(SETTLEMENTS)).isel(month=-1).sum("ending").values
    assert settled > 0.05
    deals = forecast.deal_chance.sum("deal") + forecast.deal_rest
    assert deals.values == pytest.approx(settled, abs=1e-5)


def test_terms_of_a_truces_settlements_are_the_mean_of_its_deals(forecast: xr.Dataset) -> None:
    by_deal = (forecast.deal_terms * forecast.deal_chance).sum("deal") / forecast.deal_chance.sum("deal")
    assert float(forecast.deal_rest.max()) < 1e-6
    assert by_deal.transpose("draw", "issue").values == pytest.approx(forecast.terms.values, abs=1e-4)


def test_a_settlement_gives_both_more_than_a_further_month_of_truce(forecast: xr.Dataset) -> None:
    """A settlement saves both what a truce costs."""
    assert float(forecast.gains.min()) >= -1e-6 and float(forecast.gains.max()) > 1e-4


def test_a_first_stop_is_told_as_the_forecast_holds_it(forecast: xr.Dataset) -> None:
    np.testing.assert_array_equal(stopped(forecast), forecast.stopped.values.astype(float))
    last = forecast.isel(month=-1, draw=0)
    assert float(last.stopped) >= float(last.truce_stands) > 0.0


def test_the_picture_of_endings_shows_the_truce_and_is_one_whole(toy, forecast: xr.Dataset) -> None:
    rows = ripeness.summary(forecast, toy).figure("endings").tables["endings"]
    for month in {row["month"] for row in rows}:
        assert sum(row["chance"] for row in rows if row["month"] == month) == pytest.approx(1.0, abs=1e-4)
    assert max(row["chance"] for row in rows if row["ending"] == "truce") > 0.05
    assert {row["ending"] for row in rows} <= {*ENDINGS, "truce", "fighting"}
