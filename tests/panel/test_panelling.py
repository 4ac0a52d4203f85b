"""What is computed for a panel, on a war so small that the likelihood of its record is a product of odds."""

from __future__ import annotations

import numpy as np
import pytest
import toy_views

from caches import emptied
from ripeness.questions.panel import computation
from ripeness.questions.panel.computation import compute_panel
from ripeness.questions.panel.statements import levers_by_label
from ripeness.questions.panel.view_draws import representatives
from ripeness.questions.panel.weighing import weigh_panel
from ripeness.statistics.identification import added, log_mean

VIEWS = {
    "strong": toy_views.view("strong", 0.70, 0.75),
    "weak": toy_views.view("weak", 0.25, 0.30),
    "weak-too": toy_views.view("weak-too", 0.25, 0.30),
}


@pytest.fixture(scope="module")
def computed(tmp_path_factory):
    """Two views whose odds have nothing in common, and one that is the second again; then all from the cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RIPENESS_CACHE", emptied(tmp_path_factory.mktemp("cache")))
        base = toy_views.base()
        stages: list[str] = []
        first = compute_panel(base, VIEWS, levers_by_label(base), draws=12)
        tell = lambda stage, done, total: stages.append(stage)  # noqa: E731
        again = compute_panel(base, VIEWS, levers_by_label(base), draws=12, progress=tell)
        patch.setattr(computation.PanelComputation, "view_forecast", _interrupted_at("weak"))
        cut = compute_panel(base, VIEWS, levers_by_label(base), draws=12)
        return first, again, stages, cut


def _interrupted_at(name):
    """The forecast of a view, in which somebody presses Ctrl-C at one of them."""
    whole = computation.PanelComputation.view_forecast

    def interrupted(self, draws, *rest):
        if draws.view.view.name == name:
            raise KeyboardInterrupt
        return whole(self, draws, *rest)

    return interrupted


@pytest.fixture(scope="module")
def far(computed):
    return computed[0]


def test_views_far_apart_are_told_apart_by_records_drawn_from_them(far):
    found = weigh_panel(far)["confusion"]
    assert far.drawn_from == ("strong", "strong", "weak", "weak", "weak-too", "weak-too")
    assert found["chosen"]["strong"] == {"strong": 2, "weak": 0, "weak-too": 0}
    assert found["chosen"]["weak"] == {"strong": 0, "weak": 2, "weak-too": 0}
    assert found["records"] == 6


def test_views_that_are_one_cannot_be_told_apart(far):
    found = weigh_panel(far)
    apart = {(one["a"], one["b"]): one for one in found["distances"]}
    assert apart["weak", "weak-too"]["variation"] == 0 and apart["weak", "weak-too"]["alike"]
    assert not apart["strong", "weak"]["alike"]
    assert found["confusion"]["chosen"]["weak-too"]["weak"] == 2  # a tie goes to the first named
    assert found["views"]["weak"]["log_likelihood"] == found["views"]["weak-too"]["log_likelihood"]


def test_the_likelihood_of_a_drawn_record_is_that_of_its_moves(far):
    view = far.views["strong"]
    odds = view.forecast.assumption_value.sel(assumption="truth.battle_odds").values
    ups = sum(move == "up" for move in toy_views.MOVES)
    downs = len(toy_views.MOVES) - ups
    by_hand = ups * np.log(odds) + downs * np.log(1 - odds)
    front = view.series[:, 1] - view.series[:, 0]
    assert front == pytest.approx(by_hand, rel=2e-3)


def test_what_the_series_add_sums_to_the_likelihood_of_the_whole_record(far):
    for view in far.views.values():
        assert view.series[:, -1] == pytest.approx(view.forecast.log_likelihood.values, rel=1e-5)
        whole = log_mean(view.correction, view.forecast.log_likelihood.values)
        assert sum(added(view.correction, view.series)) == pytest.approx(whole, rel=1e-5)


def test_taking_back_the_one_number_that_differs_makes_two_views_alike(far):
    pair = next(one for one in weigh_panel(far)["distances"] if (one["a"], one["b"]) == ("strong", "weak"))
    assert pair["path"] == "truth.battle_odds" and not pair["alike"]
    assert pair["without"] < pair["few"]


def test_a_question_is_the_forecast_of_that_policy(far):
    """The panel's way from `as_of` on is that of `ripeness.compare`, here for certain numbers."""
    base = toy_views.base()
    view = far.views["strong"]
    assert set(view.under) == set(levers_by_label(base))
    ongoing = view.under["policy talk-more"].ongoing.isel(month=24).values
    assert (ongoing < view.few.ongoing.isel(month=24).values).all()


def test_a_panel_is_the_same_to_the_last_bit_from_the_cache(computed):
    first, again, stages, _ = computed
    assert not {"draws", "policies", "assumptions"} & set(stages)
    for one, two in zip(first.views.values(), again.views.values(), strict=True):
        assert np.array_equal(one.series, two.series) and np.array_equal(one.drawn_records, two.drawn_records)
        assert one.forecast.identical(two.forecast)
        assert all(one.under[label].identical(two.under[label]) for label in one.under)


def test_an_interrupted_panel_holds_the_views_that_were_finished(computed):
    whole, *_, cut = computed
    assert list(cut.views) == ["strong"] and cut.missing == ("weak", "weak-too")
    assert cut.drawn_from == ("strong", "strong")
    found = weigh_panel(cut)
    assert found["missing"] == ["weak", "weak-too"] and found["confusion"]["chosen"] == {"strong": {"strong": 2}}
    assert found["views"]["strong"] == weigh_panel(whole)["views"]["strong"]


def test_a_panel_that_is_interrupted_before_a_view_is_finished_has_no_answer(monkeypatch, tmp_path):
    monkeypatch.setenv("RIPENESS_CACHE", emptied(tmp_path / "cache"))
    monkeypatch.setattr(computation.PanelComputation, "records", lambda *_: [])
    monkeypatch.setattr(computation.PanelComputation, "view_forecast", _interrupted_at("strong"))
    with pytest.raises(KeyboardInterrupt):
        compute_panel(toy_views.base(), VIEWS, {}, draws=12)


def test_representatives_stand_for_the_weights():
    which, share = representatives(np.array([0.5, 0.0, 0.25, 0.25]), 4)
    assert which.tolist() == [0, 2, 3] and share.tolist() == [0.5, 0.25, 0.25]
    which, share = representatives(np.full(8, 0.125), 4)
    assert len(which) == 4 and share.sum() == 1
