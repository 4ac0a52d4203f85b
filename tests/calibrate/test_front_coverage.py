"""Rolling coverage of the front: counts and scores are those done by hand, and a law that is too sure is found."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

import ripeness
from ripeness.errors import RunError
from ripeness.pages.calibrate import front_page
from ripeness.pages.layout import sentences
from ripeness.questions.calibrate.front import Law, _coverage

MONTHS = 400


def areas(seed: int, drift: float, sd: float) -> np.ndarray:
    """Areas of a front with independent normal months."""
    return np.concatenate([[0.0], np.cumsum(np.random.default_rng(seed).normal(drift, sd, MONTHS))])


def told(path: np.ndarray, ahead: int, law: Law) -> dict[str, float]:
    return dict(_coverage(path, np.diff(path), ahead, law, np.random.default_rng(1)))  # type: ignore[arg-type]


@pytest.mark.parametrize("ahead", [1, 6])
def test_a_law_that_is_true_holds_four_in_five_and_a_law_too_sure_does_not(ahead: int) -> None:
    path = areas(3, drift=50.0, sd=100.0)
    true, sure = (Law(np.array([50.0]), sd, 0.0, None) for sd in (100.0, 40.0))
    assert told(path, ahead, true)["inside"] == pytest.approx(0.8, abs=0.06 if ahead == 1 else 0.12)
    assert told(path, ahead, sure)["inside"] < 0.6


def test_with_one_drift_bands_and_scores_are_those_of_a_normal() -> None:
    """Against the closed form of a normal: its quantiles, and Gneiting & Raftery's CRPS of it, done by hand."""
    path, ahead, sd = areas(4, 20.0, 80.0), 3, np.sqrt(3 * 90.0**2 + 2 * 30.0**2)
    found = told(path, ahead, Law(np.array([10.0]), 90.0, 30.0, None))
    z = (path[12 + ahead :] - path[12 : len(path) - ahead] - ahead * 10.0) / sd
    crps = sd * (z * (2 * stats.norm.cdf(z) - 1) + 2 * stats.norm.pdf(z) - 1 / np.sqrt(np.pi))
    assert found["inside"] == np.mean(np.abs(z) <= stats.norm.ppf(0.9))
    assert found["crps"] == pytest.approx(crps.mean(), rel=1e-9)
    assert found["position"] == pytest.approx(stats.norm.cdf(z).mean(), rel=1e-9)


def test_what_is_learnt_of_the_drift_is_the_conjugate_posterior_of_as_many_changes_as_are_told() -> None:
    """A wide, even prior over many values: mean of the changes, standard error of a mean."""
    drifts = np.linspace(-500.0, 500.0, 20001)
    known = np.array([300.0, -100.0, 60.0, 90.0, 30.0])
    for taught, seen in ((None, known), (3, known[-3:]), (0, known[:0])):
        weights = Law(drifts, 50.0, 0.0, taught).weights(known)
        mean = weights @ drifts
        spread = np.sqrt(weights @ (drifts - mean) ** 2)
        if len(seen):
            assert mean == pytest.approx(seen.mean(), abs=0.1)
            assert spread == pytest.approx(50.0 / np.sqrt(len(seen)), rel=1e-3)
        else:
            assert np.ptp(weights) < 1e-15


def test_the_flagships_forecasts_learn_from_the_months_of_its_last_epoch_alone() -> None:
    """Areas are recorded at the starts of November 2025, when that epoch begins, December and January: two changes."""
    found = ripeness.front_coverage(ripeness.load("ukraine-2026"))
    assert found["taught"] == 2 and found["last"] == "2026-01"
    assert all(one["crps"] < one["drawn_again"] for one in found["ahead"])


def test_a_front_without_areas_is_refused_in_words() -> None:
    with pytest.raises(RunError, match="0 areas recorded"):
        ripeness.front_coverage(ripeness.load("mediated-war"))


def test_a_page_says_what_other_spreads_would_hold_and_what_luck_alone_gives(ripe) -> None:
    """The share at another spread is that of a law with it; luck is the binomial's range, here counted draw by draw."""
    found = ripeness.front_coverage(ripeness.load("ukraine-2026"))
    stated = next(one for one in found["spreads"] if one["spread"] == found["spread"])
    assert stated["inside"] == [one["inside"] for one in found["ahead"]]
    narrow, wide = found["spreads"][0]["inside"], found["spreads"][-1]["inside"]
    assert all(less <= more for less, more in zip(narrow, wide, strict=True)) and narrow != wide
    held = np.sort((np.random.default_rng(2).random((20_000, 25)) < 0.8).mean(axis=1))  # 25 that do not overlap
    low, high = found["ahead"][0]["luck"]
    assert held[500] == pytest.approx(low, abs=1e-9) and held[-501] == pytest.approx(high, abs=1e-9)
    assert found["ahead"][3]["origins"] == 14 and found["ahead"][3]["luck"] == [0.0, 1.0], "two that do not overlap"
    held = np.sort((np.random.default_rng(3).random((20_000, 8)) < 0.8).mean(axis=1))  # of 23, 3 months each
    assert [held[500], held[-501]] == pytest.approx(found["ahead"][1]["luck"], abs=1e-9)
    code, out, _ = ripe("calibrate", "ukraine-2026", "--front")
    assert code == 0 and "by luck alone" in out and "luck alone may give it" in " ".join(out.split())


def test_a_page_excuses_by_luck_only_what_luck_may_give_and_blames_no_spread_where_another_would_hold() -> None:
    found = dict(ripeness.front_coverage(ripeness.load("ukraine-2026")).content)
    said = " ".join(sentences(front_page(found)))
    assert "luck alone may give it" in said and "No other spread" in said
    beyond = [{**one, "luck": [0.7, 0.9]} for one in found["ahead"]]
    holds = [{**found["spreads"][0], "inside": [0.8] * 4}, *found["spreads"][1:]]
    said = " ".join(sentences(front_page({**found, "ahead": beyond, "spreads": holds})))
    assert "luck alone may give it" not in said and "No other spread" not in said
