"""Settings run on all draws that count: which these are, what a mean may be off by, what of the status quo is kept."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import ripeness
from caches import emptied
from ripeness.ensemble.asked import asked
from ripeness.ensemble.branching import WORTH_KEEPING, Branching
from ripeness.ensemble.design import rows_of
from ripeness.ensemble.forecast import forecasts
from ripeness.ensemble.trials import LEFT_OUT, Trials, counted
from ripeness.schema.sections.policy import STATUS_QUO

DRAWS = WORTH_KEEPING + 4
MOVED = {"battle_odds": 0.7}


@pytest.mark.parametrize("seed", range(4))
def test_those_left_out_are_the_lightest_and_one_more_would_be_too_many(seed: int) -> None:
    random = np.random.default_rng(seed)
    weight = random.gamma(0.2, size=300)
    kept = counted(weight)
    left = np.delete(weight, kept)
    assert len(left) > 20 and left.max() <= weight[kept].min()
    assert left.sum() <= LEFT_OUT * weight.sum() < left.sum() + weight[kept].min()
    chance = random.uniform(size=300)
    means = [float(np.average(chance, weights=weight)), float(np.average(chance[kept], weights=weight[kept]))]
    assert abs(means[0] - means[1]) <= LEFT_OUT


def test_draws_of_equal_weight_all_count() -> None:
    assert counted(np.ones(200)).tolist() == list(range(200))


@pytest.fixture(scope="module")
def one(small):
    found = asked(small, None, None, DRAWS, 3)
    return replace(found, design=rows_of(found))


def test_a_run_on_all_is_the_forecast_of_the_draws_that_count_and_no_number_of_the_others(small, one) -> None:
    base = forecasts({STATUS_QUO: one}, views=False, reuse=True)[STATUS_QUO]
    trials = Trials.on(one, base, lambda held: held.ongoing.values[:, -1:], 4)
    some = replace(trials, counted=np.array([1, 2, 5]))
    found = some.on_all({"moved": MOVED, "none": {}})
    by_hand = ripeness.forecast(small, levers=MOVED, draws=DRAWS, seed=3).ongoing.values[:, -1]
    assert found["moved"][some.counted, 0] == pytest.approx(by_hand[some.counted], abs=1e-6)
    assert np.flatnonzero(np.isfinite(found["moved"][:, 0])).tolist() == [1, 2, 5]
    assert np.isfinite(found["none"]).sum() == 3
    weight = base.weight.values / base.weight.values.sum()
    assert some.left_out == pytest.approx(1.0 - weight[[1, 2, 5]].sum())


def test_what_was_solved_of_the_status_quo_is_kept_and_gives_the_same_to_the_last_bit(
    one, tmp_path, monkeypatch
) -> None:
    monkeypatch.setenv("RIPENESS_CACHE", emptied(tmp_path / "cache"))
    rows = rows_of(one)
    drawn = rows.draws(0, len(rows))
    solved: list[int] = []
    solve = Branching._solve

    def counting(self, rows, between, tell):
        solved.append(len(rows))
        solve(self, rows, between, tell)

    monkeypatch.setattr(Branching, "_solve", counting)
    found = []
    for _ in range(2):
        branching = Branching(one, drawn)
        found.append(branching.forecast(branching.prepared(one.under(MOVED), np.arange(DRAWS))))
    again = Branching(one, drawn)
    again.begin(np.arange(DRAWS)[::-1])  # other draws, or in another order, are solved anew
    size = again._before.batches.size
    assert sum(solved) == DRAWS + size + DRAWS
    for name, array in found[0].items():
        assert found[1][name].tobytes() == array.tobytes(), name
