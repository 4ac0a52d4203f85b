"""The drivers against closed forms and sums done by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ripeness.model.drivers import aid, energy_revenue, infrastructure, leaders, shadow_fleet, war_chest
from ripeness.model.drivers.sanctions import Pressure, further


def one(value: float) -> np.ndarray:
    return np.array([float(value)])


NO_PRESSURE = Pressure(one(0), one(0), None, one(0))


@given(acquired=st.floats(0, 50), lost=st.floats(0.02, 0.5), start=st.floats(0, 2000))
def test_a_fleet_settles_at_acquired_over_lost(acquired: float, lost: float, start: float) -> None:
    path = shadow_fleet.hulls(one(start), one(acquired), one(lost), one(0), 1500)
    assert path[0, -1] == pytest.approx(acquired / lost, abs=1e-6)


def test_a_fleet_follows_its_geometric_closed_form() -> None:
    path = shadow_fleet.hulls(one(100), one(3), one(0.01), one(0.04), 25)[0]
    steady = 3 / 0.05
    assert path == pytest.approx(steady + (100 - steady) * 0.95 ** np.arange(25))


def test_energy_revenue_is_price_times_volume_times_days() -> None:
    revenue = energy_revenue.revenue(
        one(65), one(0.2), one(5), one(7), one(6), one(0.5), one(1), np.array([[500.0]]), NO_PRESSURE
    )
    # min(7, 5 + 6 * 500 / 1000 = 8) = 7 million barrels a day at 52 USD, half of it to the state, plus 1.
    assert revenue[0, 0] == pytest.approx(0.5 * 7 * 65 * 0.8 * 30.4375 / 1000 + 1)


def test_a_price_cap_binds_lawful_cargoes_alone() -> None:
    capped = Pressure(one(0), one(0), one(40), one(0.5))
    revenue = energy_revenue.revenue(
        one(60), one(0), one(2), one(3), one(1), one(1), one(0), np.array([[1000.0]]), capped
    )
    assert revenue[0, 0] == pytest.approx((2 * (0.5 * 40 + 0.5 * 60) + 1 * 60) * 30.4375 / 1000)


def test_the_package_adds_to_the_discount_and_takes_a_share_of_what_quota_is_left() -> None:
    both = further(Pressure(one(0.1), one(0.2), None, one(0)), one(0.05), one(0.5))
    assert both.discount(one(0.1))[0] == pytest.approx(0.25)
    assert both.quota(one(10))[0] == pytest.approx(10 * 0.8 * 0.5)


def test_reserves_stop_at_nothing_and_at_the_capacity() -> None:
    path = war_chest.path(one(3), np.array([[-2.0, -2.0, 5.0, 20.0]]), one(10))
    assert path[0].tolist() == [3, 1, 0, 5, 10]


def test_aid_arrives_after_its_lag_and_cover_is_at_most_one() -> None:
    arrived = aid.delivered(np.array([[1.0, 2.0, 3.0, 4.0]]), one(2))
    assert arrived[0].tolist() == [1, 1, 1, 2]
    assert aid.cover(arrived, one(1.5))[0] == pytest.approx([2 / 3, 2 / 3, 2 / 3, 1])


def test_each_draw_has_a_lag_of_its_own() -> None:
    arrived = aid.delivered(np.array([[1.0, 2.0, 3.0], [1.0, 2.0, 3.0]]), np.array([0.0, 1.2]))
    assert arrived.tolist() == [[1, 2, 3], [1, 1, 2]]


def test_the_attackers_hope_is_the_posterior_mean_of_a_beta_belief() -> None:
    mean, strength = 0.04, 50.0
    believed = aid.believed_collapse(one(mean), one(strength), 30, one(1), one(0), one(0))[0]
    g, d = mean * strength, (1 - mean) * strength
    assert believed == pytest.approx(g / (g + d + np.arange(30)))


def test_only_aid_that_is_believed_in_lowers_the_attackers_hope() -> None:
    def hope(commitment: float, credibility: float) -> float:
        return aid.believed_collapse(one(0.04), one(50), 1, one(1), one(commitment), one(credibility))[0, 0]

    assert hope(1, 0) == hope(0, 1) == pytest.approx(0.04)
    assert hope(1, 0.5) == pytest.approx(0.02)


def test_a_shortfall_of_aid_raises_the_true_hazard_exponentially() -> None:
    assert aid.collapse_hazard(one(0.001), np.array([[0.25]]), one(2))[0, 0] == pytest.approx(0.001 * np.exp(1.5))


def test_full_intelligence_shifts_no_odds_and_its_withdrawal_shifts_them_whole() -> None:
    assert aid.odds_shift(one(1), one(0.03))[0] == 0
    assert aid.odds_shift(one(0), one(0.03))[0] == pytest.approx(0.03)


def test_a_bombed_power_system_settles_where_damage_equals_repair() -> None:
    damage, defence, repair = 0.1, 0.6, 0.05
    health = infrastructure.health(one(1), one(damage), one(defence), one(repair), 800)
    assert health[0, -1] == pytest.approx(repair / (repair + damage * (1 - defence)))


def test_bombing_costs_more_in_winter() -> None:
    cost = infrastructure.struck_cost(one(0.001), one(0.01), np.array([[0.5, 0.5]]), one(2), np.array([7, 1]))
    assert cost[0] == pytest.approx([0.001 + 0.005, 0.001 + 0.01])


def test_a_leaders_cost_is_office_times_risk() -> None:
    assert leaders.cost_of_settling(one(0.2), one(0.1))[0] == pytest.approx(0.02)
