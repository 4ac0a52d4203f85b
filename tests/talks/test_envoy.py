"""The envoy's mind, against learning step by step and sums done by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripeness.model.talks import envoy
from ripeness.model.terms.utility import Issues


def weights(*rows: tuple[float, ...]) -> np.ndarray:
    return np.array(rows, float)


def one(value: float) -> np.ndarray:
    return np.array([float(value)])


@given(learning=st.floats(0, 1), months=st.integers(0, 30))
def test_each_fruitless_month_removes_the_same_share_of_his_error(learning: float, months: int) -> None:
    assumed, true = weights((0.7, 0.1, 0.2)), weights((0.2, 0.6, 0.2))
    stepped = assumed
    for _ in range(months):
        stepped = stepped + learning * (true - stepped)
    found = envoy.learnt(assumed, true, one(learning), months)
    assert found == pytest.approx(stepped, abs=1e-12)
    assert found.sum() == pytest.approx(1)


def test_without_talks_or_without_learning_he_assumes_what_he_assumed() -> None:
    assumed, true = weights((0.7, 0.1, 0.2)), weights((0.2, 0.6, 0.2))
    assert (envoy.learnt(assumed, true, one(0.3), 0) == assumed).all()
    assert (envoy.learnt(assumed, true, one(0.0), 9) == assumed).all()


def test_an_issue_that_he_takes_for_incidental_is_kept_off() -> None:
    assert envoy.incidental(np.array([0.75, 0.05, 0.20]), 0.05) == ()
    assert envoy.incidental(np.array([0.75, 0.05, 0.20]), 0.06) == (1,)
    assert envoy.incidental(np.array([0.75, 0.05, 0.20]), 0.0) == ()


def test_he_is_kept_busy_only_by_the_issue_that_he_takes_for_the_first() -> None:
    assumed = weights((0.7, 0.3), (0.4, 0.6))
    busy = np.array([0.5, 0.5])
    assert envoy.patience_kept(assumed, np.array([True, False]), busy).tolist() == [0.5, 1]
    assert envoy.patience_kept(assumed, np.array([True, True]), busy).tolist() == [0.5, 0.5]
    assert envoy.patience_kept(assumed, np.array([False, False]), busy).tolist() == [1, 1]


def test_the_imagined_deal_is_worth_what_his_weights_and_kept_promises_make_it() -> None:
    zero = np.zeros(())
    issues = Issues(
        attacker=np.array([0.2, 0.8]),
        defender=np.array([0.5, 0.5]),
        status_quo=np.zeros(2),
        frozen=np.zeros(2),
        reneging=np.array([0.0, 0.5]),
        base_reneging=np.array(0.2),
        guarantee=zero,
        attacker_leader_cost=np.array(0.03),
        defender_leader_cost=zero,
    )
    terms = np.array([1.0, 0.5])
    true = issues.value(terms)
    assert [float(worth) for worth in true] == pytest.approx([0.2 + 0.4 - 0.03, (1 - 0.2 - 0.25) * 0.25])
    seen = envoy.imagined(issues, np.array([0.9, 0.1]), np.array([0.1, 0.9]), True).value(terms)
    assert [float(worth) for worth in seen] == pytest.approx([0.9 + 0.05 - 0.03, 0.45])
    wary = envoy.imagined(issues, np.array([0.9, 0.1]), np.array([0.1, 0.9]), False).value(terms)
    assert float(wary[1]) == pytest.approx((1 - 0.45) * 0.45)


def test_he_takes_the_defender_to_settle_for_less_by_his_error() -> None:
    assert envoy.imagined_reservation(one(0.4), one(0.05))[0] == pytest.approx(0.35)
