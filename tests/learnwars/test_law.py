"""The law of durations and results, its scores, and who learns from whom; compared with sums by hand."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from small_law import HAZARD, MONTHS, SCORES, small_law

from ripeness.history.initiators import LOST, NO_WINNER, OTHER, VICTORY, WON, Onset
from ripeness.history.wars import MONTH, War
from ripeness.questions.learnwars.law import EDGES, Cases, interval_of, learnt_quantity, load_cases, scores_of
from ripeness.questions.learnwars.scoring import by_date, folds, references, scored
from ripeness.schema.quantity import Quantity


def case(months: float, ended: str = WON, over: bool = True) -> Cases:
    began = date(1900, 1, 1)
    war = War(
        "one", began, began + timedelta(days=round(months * MONTH)), over, "transformed" if ended == OTHER else "x", ""
    )
    return Cases((war,), (Onset("one", ended, 2, 0, 1, 1900),), np.zeros((1, 0)))


def test_a_war_that_lasted_seven_months_and_a_half_ended_in_its_eighth() -> None:
    law = small_law()
    found = law.likelihood(case(7.5, LOST))[0]
    won = 1.0 / (1.0 + np.exp(-SCORES[:, 1]))
    assert found == pytest.approx(HAZARD * (1.0 - HAZARD) ** 7 * 0.9 * (1.0 - won))


def test_one_that_goes_on_has_lasted_so_many_whole_months() -> None:
    assert small_law().likelihood(case(48.2, over=False))[0] == pytest.approx((1.0 - HAZARD) ** 48)


def test_one_that_turned_into_another_kind_ended_somehow_or_was_not_followed() -> None:
    law = small_law()
    assert law.likelihood(case(5.5, OTHER))[0] == pytest.approx(HAZARD * (1.0 - HAZARD) ** 5)
    assert law.likelihood(case(5.5, OTHER), "censored")[0] == pytest.approx((1.0 - HAZARD) ** 5)


def test_who_began_being_disputed_either_may_have_won() -> None:
    law = small_law()
    either = law.likelihood(case(3.5, WON))[0] + law.likelihood(case(3.5, LOST))[0]
    assert law.likelihood(case(3.5, VICTORY))[0] == pytest.approx(either)


def test_intervals_hold_all_that_can_happen() -> None:
    law = small_law()
    inside = law.in_intervals()
    assert inside.sum(axis=(1, 2)) == pytest.approx(np.ones(len(SCORES)))
    assert inside[:, 4].sum(axis=1) == pytest.approx((1.0 - HAZARD) ** 4 - (1.0 - HAZARD) ** 6), "months 4 to 6"
    assert [interval_of(one) for one in (0.0, 0.99, 1.0, 59.9, 60.0, 500.0)] == [0, 0, 1, 11, 12, 12]
    assert law.going[:, MONTHS] == pytest.approx((1.0 - HAZARD) ** MONTHS, abs=1e-9)


def test_every_war_is_forecast_once_and_never_from_itself() -> None:
    cases = load_cases()
    parts = list(folds(cases, 0))
    assert sorted(i for _, part in parts for i in part) == list(range(len(cases)))
    assert not any(set(train) & set(part) for train, part in parts)


def test_by_date_no_war_is_forecast_from_one_that_had_not_ended() -> None:
    cases = load_cases()
    for train, part in by_date(cases):
        first = min(cases.wars[i].began for i in part)
        assert len(train) > 20 and all(cases.wars[i].over and cases.wars[i].ended < first for i in train)


def test_references_are_laws_and_say_what_was_counted() -> None:
    cases = load_cases()
    found = references(cases, "ended")
    for law in found.values():
        assert law.intervals.sum() == pytest.approx(1.0) and (law.intervals > 0.0).all()
        assert law.going(0.0) == pytest.approx(1.0) and law.going(200.0) < 0.05
    months = np.array([war.months for war in cases.wars])
    shares = [np.mean((months >= low) & (months < high)) for low, high in zip(EDGES, [*EDGES[1:], np.inf], strict=True)]
    assert found["kaplan_meier"].intervals.sum(axis=1) == pytest.approx(shares, abs=0.04)


def test_a_law_that_made_the_wars_scores_them_better_than_one_of_other_wars() -> None:
    """Wars of constant hazard .12: what is learnt from them scores near the true law, which no other beats by much."""
    rng, began = np.random.default_rng(2), date(1900, 1, 1)
    lasted = rng.geometric(0.12, 150) - rng.random(150)
    wars = tuple(
        War(str(i), began, began + timedelta(days=float(m) * MONTH), True, "x", "") for i, m in enumerate(lasted)
    )
    onsets = tuple(
        Onset(str(i), rng.choice([WON, LOST, NO_WINNER], p=[0.45, 0.45, 0.1]), 2, 0, 1, 1900) for i in range(150)
    )
    cases = Cases(wars, onsets, np.zeros((150, 1)))
    found = scored(small_law(), cases, folds(cases, 0), "ended")
    mean = {law: np.mean([one.duration[law] for one in found]) for law in ("learnt", "lognormal")}
    edges = [*EDGES, np.inf]
    true = np.mean(
        [np.log(0.88 ** edges[interval_of(w.months)] - 0.88 ** edges[interval_of(w.months) + 1]) for w in wars]
    )
    assert true - 0.08 < mean["learnt"] <= true + 0.03 and mean["learnt"] > mean["lognormal"] - 0.02


def test_scores_and_quantities_are_each_others_inverse() -> None:
    wide = Quantity("lognormal", {"median": 0.02, "p10": 0.002, "p90": 0.3}, "1/month")
    assert scores_of(wide, np.array([0.02, 0.002, 0.3])) == pytest.approx([0.0, -1.28155, 1.28155], abs=1e-4)
    assert learnt_quantity(wide, 0.0, 1.0) == pytest.approx({"median": 0.02, "p10": 0.002, "p90": 0.3})
    bell = Quantity("normal", {"mean": 0.5, "sd": 0.2})
    assert learnt_quantity(bell, -1.0, 0.5) == pytest.approx({"mean": 0.3, "sd": 0.1})
