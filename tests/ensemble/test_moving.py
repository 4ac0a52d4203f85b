"""Levers that answer, on the starter's war of a year: against forecasts of all draws computed by themselves."""

from __future__ import annotations

import threading
from pathlib import Path

import numpy as np
import pytest

import ripeness
from caches import emptied
from ripeness.cli.new import STARTER
from ripeness.ensemble.forecast import branches
from ripeness.ensemble.turns import Request, Turns
from ripeness.errors import RunError, ScenarioError, Superseded
from ripeness.schema import Scenario
from ripeness.schema.load import load_scenario

DRAWS = 24
POLICY = {"guarantee": 0.7, "mandate": 0.8}
LATER = {"guarantee": 0.6}


@pytest.fixture(scope="module")
def cache(tmp_path_factory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        patch.setenv("RIPENESS_CACHE", emptied(folder))
        yield folder


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load_scenario(STARTER).replace({"calendar.horizon": 12, "calendar.tail": 1})


@pytest.fixture(scope="module")
def stages() -> list[str]:
    return []


@pytest.fixture(scope="module")
def moving(cache, scenario, stages) -> ripeness.Moving:
    found = ripeness.Moving(scenario, DRAWS, stand_ins=6, background=False)
    assert found.preview(POLICY) is None and found.exact(POLICY, reuse=False).within is None
    found.prepare(lambda stage, done, total: stages.append(stage))
    return found


@pytest.fixture(scope="module")
def all_draws(cache, scenario):
    """Forecasts of all draws, by the function that compares policies; nothing is taken from what is kept."""
    policies = {"status quo": {}, "policy": POLICY, "alone": {"guarantee": 0.9}}
    return branches(scenario, policies, DRAWS, reuse=False)


def means(forecast) -> np.ndarray:
    """Return the weighted means that the war goes on and that it has ended in each way, by month."""
    both = forecast.ongoing.expand_dims("ending"), forecast.ended
    return np.concatenate([(one * forecast.weight).sum("draw").transpose("ending", "month").values for one in both])


def test_the_status_quo_is_the_forecast_of_all_draws(moving, all_draws) -> None:
    found = moving.status_quo()
    assert found.state == f"all {DRAWS} draws" and found.within == 0 and not found.levers
    np.testing.assert_allclose(means(found.forecast), means(all_draws["status quo"]), atol=1e-6)
    assert moving.exact("status-quo").forecast is moving.full({}).forecast is found.forecast


def test_all_draws_are_the_forecast_that_a_comparison_makes(moving, all_draws) -> None:
    found = moving.full(POLICY)
    assert found.state == f"all {DRAWS} draws" and found.within == 0 and dict(found.levers) == POLICY
    for name in ("ongoing", "ended", "weight", "ripeness_gap", "terms"):
        np.testing.assert_allclose(found.forecast[name].values, all_draws["policy"][name].values, rtol=1e-5, atol=1e-6)


def test_stand_ins_are_chosen_with_weights_that_sum_to_one_and_meet_policies_within_what_they_say(
    moving, scenario, all_draws
) -> None:
    chosen = ripeness.stand_ins(scenario, DRAWS, count=6)
    table = chosen.table()
    assert 1 < len(table) <= 6 and table.weight.sum() == pytest.approx(1) and (table.weight > 0).all()
    assert chosen.within == chosen.errors().error.max() < 0.02
    found = moving.exact({"guarantee": 0.9}, reuse=False)
    assert found.state == f"exact, {len(table)} stand-ins" and found.within == chosen.within
    np.testing.assert_allclose(means(found.forecast), means(all_draws["alone"]), atol=0.02)
    np.testing.assert_allclose(found.forecast.weight.values, table.weight.values, rtol=1e-12)
    moved = np.abs(means(all_draws["alone"]) - means(all_draws["status quo"])).max()
    assert moved > 0.1 > 5 * np.abs(means(found.forecast) - means(all_draws["alone"])).max()


def test_every_policy_that_measures_the_error_was_held_back_from_the_choice(moving, scenario) -> None:
    """The stated error is that of the correction, computed here from forecasts of all draws and of the stand-ins."""
    chosen = ripeness.stand_ins(scenario, DRAWS, count=6)
    label, levers = next(iter(chosen.policies.items()))
    both = branches(scenario, {"status quo": {}, label: levers}, DRAWS)
    few = [one.isel(draw=chosen.rows).assign(weight=("draw", chosen.weight)) for one in both.values()]
    added = means(both["status quo"]) + means(few[1]) - means(few[0])
    assert chosen.error[label] == pytest.approx(np.abs(added - means(both[label])).max(), abs=2e-4)


def test_the_exact_answer_is_a_forecast_that_can_be_summed_up_and_drawn(moving, scenario) -> None:
    found = ripeness.summary(moving.exact(LATER).forecast, scenario)
    assert found["ongoing"][0]["mean"] == 1 and len(found["months"]) == 13
    assert sum(path["by_month"][-1] for path in found["endings"].values()) + found["ongoing"][-1]["mean"] == (
        pytest.approx(1, abs=1e-6)
    )


def test_a_preview_of_one_lever_at_its_end_is_the_exact_answer(moving) -> None:
    seen, found = moving.preview({"guarantee": 0.9}), moving.exact({"guarantee": 0.9}, reuse=False)
    np.testing.assert_allclose(np.concatenate([seen.ongoing[None], seen.ended]), means(found.forecast), atol=1e-4)
    stopped = found.forecast.ended.sel(ending=[*seen.endings[:3], "ceasefire"]).sum("ending")
    expected = (stopped * found.forecast.weight).sum("draw")
    np.testing.assert_allclose(found.stopped, expected, atol=1e-6)
    np.testing.assert_allclose(seen.stopped, expected, atol=1e-3)


def test_a_preview_of_several_levers_is_within_what_it_says(moving, all_draws) -> None:
    seen = moving.preview(POLICY)
    assert seen.state == "preview" and 0 < seen.within < 0.1 and seen.months_ahead.tolist() == list(range(13))
    off = np.abs(np.concatenate([seen.ongoing[None], seen.ended]) - means(all_draws["policy"])).max()
    assert off <= max(seen.within, 0.02)


def test_a_preview_of_nothing_is_the_status_quo(moving, all_draws) -> None:
    np.testing.assert_allclose(moving.preview({}).ongoing, means(all_draws["status quo"])[0], atol=1e-6)


def test_what_was_prepared_is_kept(moving, scenario, stages, cache) -> None:
    assert "policies" in stages and moving.readiness().previews and moving.readiness().measured
    before, again = set(cache.rglob("*.npz")), []
    second = ripeness.Moving(scenario, DRAWS, stand_ins=6, background=False)
    second.prepare(lambda stage, done, total: again.append(stage))
    assert "policies" not in again and set(cache.rglob("*.npz")) == before
    np.testing.assert_allclose(second.preview(POLICY).ongoing, moving.preview(POLICY).ongoing, rtol=1e-12)


def test_what_nobody_has_asked_for_waits_each_time_that_somebody_has_moved_a_lever(moving, monkeypatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(Turns, "moved", lambda self: seen.append("moved"))
    monkeypatch.setattr(Request, "still", lambda self: seen.append("waits"))
    moving.preview({})
    assert seen == ["moved"]
    stages: list[str] = []
    moving.prepare(lambda stage, done, total: stages.append(stage))
    assert stages and seen.count("waits") >= len(stages)


def test_with_every_draw_for_a_stand_in_the_exact_answer_is_that_of_all_draws(cache, scenario, all_draws) -> None:
    found = ripeness.Moving(scenario, DRAWS, stand_ins=DRAWS, background=False).exact(
        {"guarantee": 0.9, "mandate": 0.3}
    )
    whole = branches(scenario, {"policy": {"guarantee": 0.9, "mandate": 0.3}}, DRAWS, reuse=False)["policy"]
    np.testing.assert_allclose(found.forecast.weight.values, whole.weight.values, atol=1e-12)
    for name in ("ongoing", "ended", "terms"):
        np.testing.assert_allclose(found.forecast[name].values, whole[name].values, atol=2e-6)  # single precision


def test_the_latest_request_wins_and_nothing_is_kept_of_the_one_that_it_replaced(scenario, cache, moving) -> None:
    before, answers = set(cache.rglob("*.npz")), []
    later = threading.Thread(target=lambda: answers.append(moving.exact({"mandate": 0.9}, asker="window")))

    def ask_for_another(stage: str, done: int, total: int) -> None:
        if stage == "draws" and not later.ident:
            later.start()
        if stage == "draws":
            later.join(0.2)

    with pytest.raises(Superseded):
        moving.full({"mandate": 0.2}, asker="window", progress=ask_for_another)
    later.join()
    assert dict(answers[0].levers) == {"mandate": 0.9} and set(cache.rglob("*.npz")) == before
    assert moving.full({"mandate": 0.2}, asker="window").state == f"all {DRAWS} draws"


def test_what_cannot_be_asked_is_refused_in_words(scenario, moving) -> None:
    with pytest.raises(RunError, match="no scenario"):
        ripeness.Moving("ukraine-2026")  # type: ignore[arg-type]
    with pytest.raises(RunError, match="0 draws cannot stand for all"):
        ripeness.Moving(scenario, stand_ins=0, background=False)
    with pytest.raises(RunError, match="is no policy"):
        moving.preview(3)  # type: ignore[arg-type]
    for ask in (moving.preview, moving.exact, moving.full):
        with pytest.raises(ScenarioError, match="no lever is called"):
            ask({"nothing": 1})
        with pytest.raises(ScenarioError, match="outside the lever's range"):
            ask({"guarantee": 2})


def test_in_the_background_it_comes_to_the_same(scenario, moving) -> None:
    waited = ripeness.Moving(scenario, DRAWS, stand_ins=6, background=False)  # of which nobody has asked anything yet
    waited.prepare()
    found = ripeness.Moving(scenario, DRAWS, stand_ins=6, background=False)
    found.begin()
    found.begin()  # the second has nothing to begin
    while not found.readiness().previews:
        assert not found.readiness().failed
        threading.Event().wait(0.05)
    np.testing.assert_allclose(found.preview(LATER).ongoing, waited.preview(LATER).ongoing, rtol=1e-12)
    found.close()
    with pytest.raises(Superseded):
        found.full({"mandate": 0.11})
