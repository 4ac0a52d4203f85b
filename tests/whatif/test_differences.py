"""Differences, bands and shares, compared with sums done by hand."""

import math

import numpy as np
import pytest
from made_worlds import made

from ripeness.arrays import ENDINGS, SETTLEMENTS
from ripeness.questions.whatif.differences import GROUPS, compared, headline, horizons, measured

WEIGHT = [0.1, 0.2, 0.3, 0.4]
AGREED = "settlement_even"


def of(forecast):
    return measured(forecast)


def between(a, b, weight=WEIGHT):
    return compared(of(a), of(b), np.array(weight), of(a))


def two(last_a, last_b, **more):
    """Two forecasts of two months that differ in the odds of the last."""
    one, other = ([[1.0, odds] for odds in last] for last in (last_a, last_b))
    return made(one, WEIGHT, {AGREED: [1.0] * 4}, **more.get("a", {})), made(
        other, WEIGHT, {AGREED: [1.0] * 4}, **more.get("b", {})
    )


def test_mean_band_and_shares_are_those_summed_by_hand() -> None:
    """B - A is -.4, -.2, 0, .1 with weights .1, .2, .3, .4: mean -.04; a tenth of the weight lies at -.4."""
    found = between(*two([0.9, 0.8, 0.5, 0.5], [0.5, 0.6, 0.5, 0.6]))["ongoing.1"]
    assert found["a"] == pytest.approx(0.09 + 0.16 + 0.15 + 0.20)
    assert found["b"] == pytest.approx(0.05 + 0.12 + 0.15 + 0.24)
    assert found["difference"]["mean"] == pytest.approx(-0.04)
    assert found["difference"]["p10"] == pytest.approx(-0.4)
    assert found["difference"]["p90"] == pytest.approx(0.1)
    assert (found["lower"], found["higher"], found["level"]) == pytest.approx((0.3, 0.4, 0.3))


def test_beating_on_the_war_is_a_lower_chance_and_on_agreement_a_higher_one() -> None:
    found = between(*two([0.9, 0.8, 0.5, 0.5], [0.5, 0.6, 0.5, 0.6]))
    assert found["ongoing.1"]["beats"]["b_beats_a"] == pytest.approx(0.3)
    assert found["ongoing.1"]["beats"]["a_beats_b"] == pytest.approx(0.4)
    assert "lower" in found["ongoing.1"]["beats"]["words"]
    # All endings are agreements here, so that the same draws beat there.
    assert found["agreement.1"]["beats"]["b_beats_a"] == pytest.approx(0.3)
    assert "higher" in found["agreement.1"]["beats"]["words"]


@pytest.mark.parametrize("group", [group for group in GROUPS if group != "agreement"])
def test_no_side_is_taken_on_other_endings(group) -> None:
    assert between(*two([0.5] * 4, [0.4] * 4))[f"{group}.1"]["beats"] is None


def test_months_of_war_are_the_sum_of_the_odds_of_their_beginnings() -> None:
    a = made([[1.0, 0.5, 0.25, 0.0]], [1.0], {AGREED: [1.0]})
    b = made([[1.0, 0.4, 0.0, 0.0]], [1.0], {AGREED: [1.0]})
    found = compared(of(a), of(b), np.array([1.0]), of(a))["months_of_war"]
    assert (found["a"], found["b"]) == pytest.approx((1.75, 1.4))


def test_the_changes_of_the_endings_sum_to_minus_that_of_the_war() -> None:
    random = np.random.default_rng(3)
    forecasts = []
    for _ in range(2):
        shares = random.dirichlet(np.ones(len(ENDINGS)), 4).T
        odds = np.column_stack([np.ones(4), random.uniform(0, 1, 4)])
        forecasts.append(made(odds.tolist(), WEIGHT, dict(zip(ENDINGS, shares.tolist(), strict=True))))
    found = between(*forecasts)
    moved = sum(found[f"{group}.1"]["difference"]["mean"] for group in GROUPS)
    assert moved == pytest.approx(-found["ongoing.1"]["difference"]["mean"])
    kinds = sum(found[f"{kind}.1"]["difference"]["mean"] for kind in SETTLEMENTS)
    assert kinds == pytest.approx(found["agreement.1"]["difference"]["mean"])


def test_every_ending_is_in_one_group() -> None:
    listed = [ending for group in GROUPS.values() for ending in group]
    assert sorted(listed) == sorted(ENDINGS)


def test_terms_count_by_the_smaller_chance_of_a_settlement() -> None:
    """Settled odds .5, .2 under A, .1, .8 under B: the draws count .1 x weight and .2 x weight."""
    a = made([[1, 0.5], [1, 0.8]], [0.5, 0.5], {AGREED: [1.0, 1.0]}, terms=[[0.2], [0.6]])
    b = made([[1, 0.9], [1, 0.2]], [0.5, 0.5], {AGREED: [1.0, 1.0]}, terms=[[0.5], [0.6]])
    found = compared(of(a), of(b), np.array([0.5, 0.5]), of(a))["terms.land"]
    assert found["difference"]["mean"] == pytest.approx((0.1 * 0.3 + 0.2 * 0.0) / 0.3)
    assert found["a"] == pytest.approx((0.1 * 0.2 + 0.2 * 0.6) / 0.3)
    assert found["higher"] == pytest.approx(1 / 3)


def test_a_draw_that_never_settles_under_one_policy_has_no_say_on_terms() -> None:
    a = made([[1, 0.5], [1, 1.0]], [0.5, 0.5], {AGREED: [1.0, 1.0]}, terms=[[0.2], [math.nan]])
    b = made([[1, 0.5], [1, 0.5]], [0.5, 0.5], {AGREED: [1.0, 1.0]}, terms=[[0.3], [0.9]])
    found = compared(of(a), of(b), np.array([0.5, 0.5]), of(a))["terms.land"]
    assert (found["a"], found["b"]) == pytest.approx((0.2, 0.3))


def test_bombing_is_a_share_of_the_months_of_war() -> None:
    """Months of war 1, .5, .2 (the last shown has only begun), bombed in all, half and none of them."""
    a = made([[1.0, 0.5, 0.2, 0.1]], [1.0], {AGREED: [1.0]}, bombing=[[1.0, 0.5, 0.0, 0.7]])
    assert of(a)["bombing"].values[0] == pytest.approx((1 + 0.25) / 1.7)


def test_reserves_and_gap_are_over_the_wars_that_go_on_under_both() -> None:
    last = [1.0] * 12
    a = made([[*last, 0.8], [*last, 0.1]], [0.5, 0.5], {AGREED: [1, 1]}, war_chest=[[50.0] * 13, [20.0] * 13])
    b = made([[*last, 0.4], [*last, 0.3]], [0.5, 0.5], {AGREED: [1, 1]}, war_chest=[[40.0] * 13, [20.0] * 13])
    found = compared(of(a), of(b), np.array([0.5, 0.5]), of(a))["war_chest.12"]
    assert found["difference"]["mean"] == pytest.approx(-10 * 0.4 / 0.5)


def test_a_forecast_against_itself_differs_in_nothing() -> None:
    a, _ = two([0.9, 0.8, 0.5, 0.5], [0.5] * 4, a={"bombing": [[0.5, 0.2]] * 4, "terms": [[0.3]] * 4})
    for key, one in between(a, a).items():
        assert one["difference"]["mean"] in (0.0, None), key
        assert one["lower"] in (0.0, None) and one["higher"] in (0.0, None), key


def test_a_variable_that_a_forecast_does_not_hold_is_left_out() -> None:
    a, b = two([0.5] * 4, [0.4] * 4)
    assert "bombing" not in between(a, b) and "war_chest.12" not in between(a, b)


@pytest.mark.parametrize(
    ("months", "wanted", "said"), [(61, [12, 24, 36, 60], 36), (37, [12, 24, 36], 36), (13, [12], 12), (7, [6], 6)]
)
def test_horizons_are_those_that_are_shown(months, wanted, said) -> None:
    a = made([[1.0] * months], [1.0], {AGREED: [1.0]}) if months <= 12 else None
    if a is None:
        a = made([[1.0] * 12], [1.0], {AGREED: [1.0]}).reindex(month=[str(month) for month in range(months)])
    assert horizons(a) == wanted
    assert headline(a) == said
