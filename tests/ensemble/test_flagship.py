"""The flagship as shipped: it has its proposal, its record speaks, its forecast is whole."""

import numpy as np
import pytest

import ripeness
from ripeness.ensemble.proposal_file import read
from ripeness.scenarios.shipped import FLAGSHIP, FOLDER


@pytest.fixture(scope="module")
def flagship():
    return ripeness.load(FLAGSHIP)


def test_the_shipped_proposal_was_learnt_for_the_shipped_scenario(flagship) -> None:
    path = FOLDER / f"{FLAGSHIP}.proposal.json"
    kept = read(path)
    assert kept is not None and kept.assumptions == tuple(flagship.assumptions())
    assert kept.scenario_hash == flagship.content_hash()


def test_two_epochs_or_more_begin_before_the_forecast(flagship) -> None:
    as_of = flagship.month_index(flagship.calendar.as_of)
    assert len([start for start in flagship.epoch_starts() if start < as_of]) >= 2


def test_every_number_has_a_source_or_says_judgement(flagship) -> None:
    known = {*flagship.sources, "judgement", "recalled"}
    for path, quantity in flagship.quantities().items():
        assert quantity.source, path
        assert {source.split("#")[0] for source in quantity.source} <= known, path


def test_every_judgement_has_a_range_or_says_that_it_is_a_definition(flagship) -> None:
    """A number that rests on judgement alone is uncertain, unless it fixes a unit, a zero or what a word means."""
    certain = {
        path
        for path, quantity in flagship.quantities().items()
        if quantity.source == ("judgement",) and not quantity.uncertain and not path.startswith("plans.")
    }
    assert certain
    assert {
        path for path in certain if not (flagship.quantities()[path].note or "").startswith("by definition")
    } == set()


def test_its_forecast_is_whole_and_the_record_moves_it(flagship) -> None:
    result = ripeness.forecast(flagship, draws=2, seed=5, beliefs=False)
    assert result.attrs["proposal"] == "shipped"
    assert np.allclose(result.ongoing + result.truce + result.ended.sum("ending"), 1, atol=1e-5)
    assert np.isfinite(result.log_likelihood).all()
    assert not np.allclose(result.ongoing, result.ongoing_unconditioned, atol=1e-3)
    # The record says where the front stood at the start of January 2026; a month of it was not seen.
    assert np.allclose(result.area.isel(month=0), 115_897 + 232, atol=500)
