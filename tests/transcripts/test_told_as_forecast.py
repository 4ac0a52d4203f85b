"""Told wars look like the forecast: each is told with a draw that is taken with a probability equal to its weight."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import ripeness
from ripeness.ensemble.forecast import branches
from ripeness.errors import RunError
from ripeness.questions.story.sampling import taken
from ripeness.schema.load import parse_scenario
from ripeness.schema.sections.policy import STATUS_QUO

PATH = Path(__file__).parent.parent / "gradient" / "small_war.yaml"
SMALL = parse_scenario(PATH.read_text(encoding="utf-8"), str(PATH))
DRAWS, WARS = 8, 80


@pytest.fixture(scope="module")
def forecast():
    """A forecast of a small war with a record."""
    return branches(SMALL, {STATUS_QUO: STATUS_QUO}, DRAWS)[STATUS_QUO]


@pytest.fixture
def computed(monkeypatch, forecast):
    """The forecast, which is computed once for all wars."""
    monkeypatch.setattr("ripeness.ensemble.forecast.branches", lambda *_, **__: {STATUS_QUO: forecast})
    return forecast


def test_draws_are_taken_as_often_as_their_weights_say(computed):
    weight = computed.weight.values.astype(float)
    took = [taken(SMALL, seed, DRAWS, 0, record=True, progress=None) for seed in range(400)]
    often = np.bincount(took, minlength=DRAWS) / len(took)
    assert weight.max() > 3 * weight.min()
    assert (np.abs(often - weight) < 4 * np.sqrt(weight * (1 - weight) / len(took))).all()


def test_a_draw_without_weight_is_never_taken(monkeypatch, forecast):
    for only in range(DRAWS):
        weight = forecast.weight * 0 + (np.arange(DRAWS) == only)
        found = {STATUS_QUO: forecast.assign(weight=weight)}
        monkeypatch.setattr("ripeness.ensemble.forecast.branches", lambda *_, found=found, **__: found)
        assert {taken(SMALL, seed, DRAWS, 0, record=True, progress=None) for seed in range(20)} == {only}


def test_from_the_start_draws_have_their_weight_before_the_record(monkeypatch):
    monkeypatch.setattr("ripeness.ensemble.forecast.branches", lambda *_, **__: pytest.fail("no forecast is needed"))
    weight = ripeness.design(SMALL, DRAWS).weights(0, DRAWS)
    took = [taken(SMALL, seed, DRAWS, 0, record=False, progress=None) for seed in range(400)]
    assert np.bincount(took, minlength=DRAWS) / 400 == pytest.approx(weight / weight.sum(), abs=0.07)


def test_of_many_told_wars_as_many_go_on_as_the_forecast_says(computed):
    """Wars drawn one by one against the law, within three standard errors of as many tosses."""
    chance = np.asarray((computed.ongoing * computed.weight).sum("draw").values, float)
    stories = [ripeness.story(SMALL, seed, draws=DRAWS) for seed in range(WARS)]
    lasted = np.array([len(one["months"]) if one["ended"] else len(chance) for one in stories])
    for month in (1, 2, 3):
        error = np.sqrt(chance[month] * (1 - chance[month]) / WARS)
        assert abs((lasted > month).mean() - chance[month]) < 3 * error, month


def test_the_war_says_which_draw_it_is_told_with_and_can_be_told_again():
    first = ripeness.story(SMALL, 5, draws=DRAWS).to_dict()
    again = ripeness.story(SMALL, 5, draw=first["draw"]).to_dict()
    assert first["taken_from"] == DRAWS and again["taken_from"] is None
    assert first | {"taken_from": None} == again
    assert ripeness.story(SMALL, 5, medians=True)["draw"] is None


def test_an_interrupted_forecast_gives_no_weights_and_no_story(monkeypatch, forecast):
    cut = {STATUS_QUO: forecast.assign_attrs(partial=1)}
    monkeypatch.setattr("ripeness.ensemble.forecast.branches", lambda *_, **__: cut)
    with pytest.raises(KeyboardInterrupt):
        ripeness.story(SMALL, draws=DRAWS)


def test_a_draw_and_medians_are_two_questions():
    with pytest.raises(RunError, match="ask for two sets of assumptions"):
        ripeness.story(SMALL, draw=1, medians=True)
