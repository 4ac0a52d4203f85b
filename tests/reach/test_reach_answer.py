"""`ripeness reach` on wars whose thresholds theory knows, and against forecasts made by hand."""

from __future__ import annotations

import numpy as np
import pytest

import ripeness
from caches import emptied
from ripeness.ensemble.trials import Trials
from ripeness.pages.layout import sentences
from ripeness.pages.reach import reach_page
from ripeness.questions.reach.held import levers_of, owners_of
from ripeness.questions.reach.least import FINEST
from ripeness.schema.load import load_scenario
from ripeness.store import solutions
from ripeness.theory import ruin
from small_war import small_text


@pytest.fixture(scope="module")
def ruined():
    """The gambler's ruin, shown until next to no war goes on."""
    return ripeness.load("gamblers-ruin").replace({"calendar.horizon": 360, "calendar.tail": 40})


def asked(scenario, target: str, **more):
    return ripeness.reach(scenario, target, draws=1, **more)


def test_the_threshold_of_a_lever_is_that_of_theory(ruined) -> None:
    """h = (1 - r^5)/(1 - r^10) = 1/(1 + r^5) with r = q/p, so that h = 9/10 at p = 1/(1 + 9^(-1/5))."""
    threshold = 1.0 / (1.0 + 9.0 ** (-1.0 / 5.0))
    assert float(ruin.win_probability(threshold, 5, 10)) == pytest.approx(0.9)
    found = asked(ruined, "attacker wins at the front by 2029 >= 90 %")
    answer = found["answer"]
    moved = answer["levers"]["battle_odds"]
    assert answer["reached"] and found["every"] and list(answer["levers"]) == ["battle_odds"]
    assert threshold <= moved["value"] <= threshold + FINEST * (1.0 - 0.55)
    assert answer["movement"] == moved["share"] == pytest.approx(moved["value"] - 0.55, abs=1e-5)
    assert answer["chance"]["mean"] == pytest.approx(float(ruin.win_probability(moved["value"], 5, 10)), abs=1e-4)


def test_what_no_odds_can_bring_is_not_within_reach(ruined) -> None:
    """Five months of victories are needed: in four the attacker cannot win, whatever its odds."""
    found = asked(ruined, "attacker wins at the front by 2000-04 >= 5 %")
    assert found["answer"] is None and not found["today"]["reached"] and found["confirmed"]
    assert found["together"]["chance"]["mean"] == 0.0 and not found["together"]["reached"]
    assert "Nothing within reach does." in " ".join(sentences(reach_page(found.content)))


def test_nothing_is_moved_where_the_target_is_reached_as_it_is(ruined) -> None:
    found = asked(ruined, "attacker wins at the front by 2029 <= 80 %")
    assert found["today"]["reached"] and found["answer"] is None
    assert found["today"]["chance"]["mean"] == pytest.approx(float(ruin.win_probability(0.55, 5, 10)), abs=1e-4)
    assert "nothing has to be moved" in " ".join(sentences(reach_page(found.content)))


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    file = tmp_path_factory.mktemp("small") / "small.yaml"
    file.write_text(small_text(), encoding="utf-8")
    return load_scenario(file)


def test_what_is_told_is_the_forecast_of_all_draws_and_the_stand_ins_error_is_theirs(small) -> None:
    target, draws = "attacker wins at the front by 2000-12 >= 30 %", 12
    found = ripeness.reach(small, target, draws=draws, stand_ins=4)
    value = found["answer"]["levers"]["battle_odds"]["value"]
    by_hand = ripeness.forecast(small, levers={"battle_odds": value}, draws=draws, beliefs=False, in_eyes=False)
    chance = by_hand.ended.sel(ending="attacker_wins_at_the_front").isel(month=12).values
    weight = by_hand.weight.values / by_hand.weight.values.sum()
    mean = float(chance @ weight)
    assert found["stand_ins"] <= 4 and found["draws"] == draws
    assert found["answer"]["chance"]["mean"] == pytest.approx(mean, abs=1e-5)
    assert 0.3 <= mean <= 0.3 + 0.02
    assert found["answer"]["share"] == pytest.approx(float(weight[chance >= 0.3].sum()), abs=1e-6)
    told = [found["answer"], found["together"]]
    errors = [abs(one["stand_ins"] - one["chance"]["mean"]) for one in told]
    assert found["off"] >= max(errors) - 1e-8


def test_an_interruption_leaves_what_was_confirmed_and_says_so(small) -> None:
    def interrupt(stage: str, done: int, total: int) -> None:
        if stage == "settings":
            raise KeyboardInterrupt

    found = ripeness.reach(small, "attacker wins at the front by 2000-12 >= 31 %", draws=3, progress=interrupt)
    assert found.partial and not found["confirmed"] and found["answer"] is None
    assert np.isfinite(found["today"]["chance"]["mean"])
    assert "interrupted" in " ".join(sentences(reach_page(found.content)))


def test_where_all_draws_say_that_it_is_worse_than_nothing_moved_nothing_is_told_to_be_moved(
    small, monkeypatch
) -> None:
    """The stand-ins promise ten points more under every setting; all draws, run by hand here, say ten points less."""

    def promised(self, settings):
        return np.stack([self.base + 0.1 * bool(one) for one in settings])

    def confirmed(self, settings, progress=None):
        return dict.fromkeys(settings, self.level - 0.1)

    monkeypatch.setattr(Trials, "values", promised)
    monkeypatch.setattr(Trials, "on_all", confirmed)
    found = ripeness.reach(small, "attacker wins at the front by 2000-12 >= 30 %", draws=8, stand_ins=2)
    today = found["today"]["chance"]["mean"]
    assert not found["today"]["reached"] and found["answer"] is None
    assert [one["levers"] for one in (found["together"], *found["alone"])] == [{}] * (1 + len(found["alone"]))
    assert found["together"]["chance"]["mean"] == today
    assert found["off"] == pytest.approx(0.2, abs=1e-6)
    assert "any nearer to it" in " ".join(sentences(reach_page(found.content)))


@pytest.mark.parametrize(("factor", "power", "most"), [(1.4, 1.0, 4), (0.8, 0.5, 5)])
def test_the_least_is_mended_until_all_draws_reach_it_though_the_stand_ins_promise_too_much(
    small, monkeypatch, factor, power, most
) -> None:
    """A rise of the odds by s raises the chance by 2 s on the stand-ins and by less, or along a curve, on all draws."""

    def raised(settings, factor: float, power: float) -> list[float]:
        return [factor * max(one.get("battle_odds", 0.55) - 0.55, 0.0) ** power for one in settings]

    confirmed: list[float] = []

    def on_all(self, settings, progress=None):
        confirmed.extend(one["battle_odds"] for one in settings.values())
        rises = raised(settings.values(), factor, power)
        return {label: self.level + rise for label, rise in zip(settings, rises, strict=True)}

    def values(self, settings):
        return np.reshape([self.base + rise for rise in raised(settings, 2.0, 1.0)], (-1, *self.base.shape))

    monkeypatch.setattr(Trials, "values", values)
    monkeypatch.setattr(Trials, "on_all", on_all)
    found = ripeness.reach(small, "attacker wins at the front by 2000-12 >= 60 %", draws=8, stand_ins=2)
    moved = found["answer"]["levers"]["battle_odds"]["value"] - 0.55
    chance = found["today"]["chance"]["mean"] + factor * moved**power
    assert found["answer"]["reached"] and 0.6 - 1e-6 <= chance <= 0.6 + 0.01
    assert len(confirmed) <= most  # the most, and rounds of the least


def test_a_set_of_few_levers_is_told_at_its_ends_where_the_least_that_was_found_is_too_little(
    small, monkeypatch
) -> None:
    """All draws rise at the end of the range alone: between today and there nothing that the stand-ins promise is."""

    def at_the_end(one) -> bool:
        return one.get("battle_odds", 0.55) == small.levers["battle_odds"].high

    def values(self, settings):
        rises = [0.9 * max(one.get("battle_odds", 0.55) - 0.55, 0.0) for one in settings]
        return np.reshape([self.base + rise for rise in rises], (-1, *self.base.shape))

    def on_all(self, settings, progress=None):
        return {label: self.level + 0.4 * at_the_end(one) for label, one in settings.items()}

    monkeypatch.setattr(Trials, "values", values)
    monkeypatch.setattr(Trials, "on_all", on_all)
    found = ripeness.reach(small, "attacker wins at the front by 2000-12 >= 30 %", draws=8, stand_ins=2)
    assert found["answer"]["reached"] and found["every"]
    assert at_the_end({name: one["value"] for name, one in found["answer"]["levers"].items()})


def test_the_nearest_that_was_found_is_told_with_its_chance_on_all_draws_and_who_has_to_act(small) -> None:
    small = small.replace({"levers.battle_odds.high": 0.8})
    found = ripeness.reach(small, "attacker wins at the front by 2000-12 >= 99 %", draws=6, stand_ins=2)
    best = found["together"]
    assert found["answer"] is None and best["levers"]
    levers = {name: move["value"] for name, move in best["levers"].items()}
    by_hand = ripeness.forecast(small, levers=levers, draws=6, beliefs=False, in_eyes=False)
    chance = by_hand.ended.sel(ending="attacker_wins_at_the_front").isel(month=12).values
    mean = float(chance @ by_hand.weight.values / by_hand.weight.values.sum())
    assert best["chance"]["mean"] == pytest.approx(mean, abs=1e-5)
    assert f"The nearest is {100 * mean:.0f} %, by " in " ".join(sentences(reach_page(found.content)))


def test_what_was_run_before_an_interruption_is_not_run_again_and_the_answer_is_the_same(
    small, monkeypatch, tmp_path
) -> None:
    monkeypatch.setenv("RIPENESS_CACHE", emptied(tmp_path / "cache"))
    runs: list[str] = []
    write = solutions.write

    def counted(name, arrays, *rest):
        runs.append(name)
        write(name, arrays, *rest)

    monkeypatch.setattr(solutions, "write", counted)

    def reached(progress=None):
        runs.clear()
        return ripeness.reach(
            small, "attacker wins at the front by 2000-12 >= 32 %", draws=7, stand_ins=3, progress=progress
        )

    def interrupt(stage: str, done: int, total: int) -> None:
        if stage == "settings" and done == 3:
            raise KeyboardInterrupt

    stopped = reached(interrupt)
    before = len(runs)
    assert stopped.partial and before >= 3
    later = reached()
    rest = len(runs)
    assert not later.partial and rest > 0
    assert reached().to_dict() == later.to_dict() and runs == []
    monkeypatch.setenv("RIPENESS_CACHE", emptied(tmp_path / "empty"))
    assert reached().to_dict() == later.to_dict() and len(runs) == before + rest


def test_levers_that_all_draws_confirm_are_told_where_every_proposal_of_the_stand_ins_fails(monkeypatch) -> None:
    """The stand-ins say that each lever brings four points; all draws, run by hand here, that only the payer's together
    are enough, and all levers of all."""
    means = ripeness.load("means-of-war")
    held = levers_of(means, owners_of(means, []), [])
    levers = list(held)
    theirs = {name for name, one in held.items() if one.owners == ("payer",)}
    assert 2 <= len(theirs) < len(levers)

    def promised(self, settings):
        return np.array([self.base + 0.04 * len(one) for one in settings]).reshape(-1, *self.base.shape)

    def confirmed(self, settings, progress=None):
        enough = (theirs, set(levers))
        return {label: np.full_like(self.level, float(set(one) in enough)) for label, one in settings.items()}

    monkeypatch.setattr(Trials, "values", promised)
    monkeypatch.setattr(Trials, "on_all", confirmed)
    found = ripeness.reach(means, "settlement by 2001-12 >= 99 %", draws=4, stand_ins=2)
    assert found["together"]["reached"] and set(found["together"]["levers"]) == set(levers)
    assert found["answer"]["reached"] and set(found["answer"]["levers"]) == theirs and not found["every"]


def test_an_answer_holds_whatever_the_draws_that_were_not_run_would_say(small, monkeypatch) -> None:
    """Of eight draws the first is not run: the others alone have to bring the mean over all to the level."""

    def rises(one) -> float:
        return max(one.get("battle_odds", 0.55) - 0.55, 0.0)

    def values(self, settings):
        return np.reshape([self.base + rises(one) for one in settings], (-1, *self.base.shape))

    def on_all(self, settings, progress=None):
        unknown = np.where(np.arange(len(self.level)) == 0, np.nan, 0.0)[:, None]
        return {label: self.level + rises(one) + unknown for label, one in settings.items()}

    monkeypatch.setattr(Trials, "values", values)
    monkeypatch.setattr(Trials, "on_all", on_all)
    found = ripeness.reach(small, "attacker wins at the front by 2000-12 >= 45 %", draws=8, stand_ins=2)
    base = ripeness.forecast(small, draws=8, beliefs=False, in_eyes=False)
    weight = base.weight.values / base.weight.values.sum()
    level = base.ended.sel(ending="attacker_wins_at_the_front").isel(month=12).values
    moved = found["answer"]["levers"]["battle_odds"]["value"]
    by_others = float(weight[1:] @ (level[1:] + moved - 0.55))
    assert found["answer"]["reached"] and 0.45 <= by_others <= 0.45 + 0.01
    assert found["answer"]["chance"]["mean"] == pytest.approx(by_others / weight[1:].sum(), abs=1e-6)
