"""Debt, leaders' fate, replaced vessels and permitted purchases against closed forms and sums done by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripeness.model.drivers import aid, borrowing, leaders, shadow_fleet


def one(value: float) -> np.ndarray:
    return np.array([float(value)])


def test_debt_is_what_was_borrowed_month_by_month() -> None:
    owed, path = 7.0, []
    for _ in range(24):
        path.append(owed)
        owed += 2.5
    assert borrowing.debt(one(7), one(2.5), 24)[0] == pytest.approx(path)


def test_a_burden_is_stated_for_a_hundred_billion() -> None:
    assert borrowing.burden(one(250), one(0.02))[0] == pytest.approx(0.05)
    assert borrowing.burden(one(250), one(0))[0] == 0


@given(acquired=st.floats(0, 50), retired=st.floats(0.02, 0.3), interdicted=st.floats(0, 0.3), replaced=st.floats(0, 1))
def test_a_fleet_settles_where_purchases_make_good_its_losses(
    acquired: float, retired: float, interdicted: float, replaced: float
) -> None:
    path = shadow_fleet.hulls(one(300), one(acquired), one(retired), one(interdicted), 1500, one(replaced))[0]
    bought, lost = acquired + replaced * interdicted * path[-1], (retired + interdicted) * path[-1]
    assert bought == pytest.approx(lost, abs=1e-6)
    assert path[-1] == pytest.approx(acquired / (retired + (1 - replaced) * interdicted), abs=1e-6)


@given(interdicted=st.floats(0, 1), retired=st.floats(0, 1))
def test_without_replacement_no_bit_of_the_fleet_changes(interdicted: float, retired: float) -> None:
    numbers = one(400), one(3), one(retired), one(interdicted), 40
    stock, path = 400.0, []
    for _ in range(40):
        path.append(stock)
        stock = max(0.0, stock + 3.0 - min(retired + interdicted, 1.0) * stock)
    assert shadow_fleet.hulls(*numbers)[0].tolist() == path
    assert shadow_fleet.hulls(*numbers, one(0))[0].tolist() == path


def test_a_fleet_of_which_all_is_interdicted_and_replaced_stands_still() -> None:
    assert shadow_fleet.hulls(one(400), one(0), one(0), one(1), 5, one(1))[0].tolist() == [400] * 5


def test_an_outcome_is_worth_less_to_a_leader_who_may_fall_by_it() -> None:
    assert leaders.with_fate(one(0.1), one(0.2), one(0.5))[0] == pytest.approx(0.0)
    assert leaders.with_fate(one(1), one(0.2), one(0))[0] == 1


def test_what_the_mediator_does_not_permit_is_not_bought() -> None:
    assert aid.permitted(one(0.31), one(0.5))[0] == pytest.approx(0.155)
    assert aid.permitted(one(0.31), one(1))[0] == 0.31
