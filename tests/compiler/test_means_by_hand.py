"""Means of a made-up war of four epochs, from the fleet to the power system: each path against loops by hand.

The sums know nothing of the compiler: plain loops over plain numbers. Every number differs from every other, inputs
change from epoch to epoch, and the two draws differ, so that what is read from the wrong place shows.
"""

from __future__ import annotations

import numpy as np
import pytest
from four_epochs import DRAWN, HORIZON, STARTS, TEXT, changed

from ripeness.compiler.war import NO_CHEST, Compiled, compile_war
from ripeness.schema import Scenario
from ripeness.schema.load import parse_scenario

FIRST, MEDIATED, RESTATED, ANOTHER = range(4)
RESERVES = (42.0, 58.0)
DAYS = 30.4375


@pytest.fixture
def war(four_epochs_compiled: Compiled) -> Compiled:
    return four_epochs_compiled


def stock(start: float, first: int, stop: int, step) -> list[float]:
    """A stock from `first` to `stop`, each entry from the one before."""
    path = [start]
    for _ in range(first, stop):
        path.append(step(path[-1]))
    return path


def vessels(start: float, months: int, interdicted: float) -> list[float]:
    """3 bought a month; 1 % retired, of the interdicted a quarter is bought anew."""
    return stock(start, 0, months - 1, lambda now: now + 3 - (0.01 + 0.75 * interdicted) * now)


def income(hulls: float, price: float, discount: float, quota: float) -> float:
    """Bn USD a month: 2 million barrels a day go lawfully, six in ten of them at the cap of 50 USD."""
    sold = min(quota, 2 + 10 * hulls / 1000)
    lawful = min(2.0, sold)
    value = lawful * (0.6 * min(price, 50) + 0.4 * price) + (sold - lawful) * price
    return 0.7 * value * (1 - discount) * DAYS / 1000 + 0.4


SHUT = (0.1 + 0.05, 5 * 0.9)
PRICE = (60, 80, 80, 80)
INTERDICTED = (0.04, 0.08, 0.08, 0.08)


def acted(secondary: float) -> tuple[float, float]:
    """Discount and quota under executive action."""
    return SHUT[0] + 0.03, SHUT[1] * (1 - secondary)


def package(secondary: float) -> tuple[float, float]:
    """The same with the package, three quarters enforced, on top of executive action."""
    discount, quota = acted(secondary)
    return discount + 0.75 * 0.08, quota * (1 - 0.75 * 0.4)


def fleets() -> list[list[float]]:
    """Vessels by month as expected in each epoch."""
    first = vessels(200, 20, 0.04)
    second = first[:3] + vessels(first[3], 17, 0.08)
    third = second[:7] + vessels(90, 13, 0.08)  # stated anew
    return [first, second, third, third[:10] + vessels(third[10], 10, 0.08)]


def test_vessels_go_on_from_where_the_epoch_before_left_them_unless_it_states_them(war: Compiled) -> None:
    for means, expected in zip(war.means, fleets(), strict=True):
        for draw in range(2):
            np.testing.assert_allclose(means.hulls[draw], expected, rtol=1e-12)


def revenues() -> list[tuple[list[float], list[float], list[float]]]:
    """Revenue by month with nothing in force, under executive action, under the package, as each epoch expects."""
    found: list[tuple[list[float], list[float], list[float]]] = []
    for number, (start, fleet) in enumerate(zip(STARTS, fleets(), strict=True)):
        secondary = 0.2 if number < RESTATED else 0.3
        fewer = vessels(fleet[start], HORIZON - start, INTERDICTED[number] + 0.75 * 0.2)
        own = (
            [income(h, PRICE[number], *SHUT) for h in fleet[start:]],
            [income(h, PRICE[number], *acted(secondary)) for h in fleet[start:]],
            [income(h, PRICE[number], *package(secondary)) for h in fewer],
        )
        earlier = found[-1] if found else ([], [], [])
        found.append(tuple(before[:start] + after for before, after in zip(earlier, own, strict=True)))  # type: ignore[arg-type]
    return found


def test_revenue_is_what_is_sold_at_each_level_of_punishment_and_the_past_stays_as_it_was(war: Compiled) -> None:
    for means, (shut, executive, whole) in zip(war.means, revenues(), strict=True):
        np.testing.assert_allclose(means.revenue[1], shut, rtol=1e-12)
        np.testing.assert_allclose(means.punished[0][1], executive, rtol=1e-12)
        np.testing.assert_allclose(means.punished[1][1], whole, rtol=1e-12)


def test_the_package_takes_what_executive_action_takes_and_more(war: Compiled) -> None:
    for game, (shut, executive, whole) in zip(war.games, revenues(), strict=True):
        levels = np.stack([np.subtract(executive, shut), np.subtract(whole, shut)], axis=-1)
        np.testing.assert_allclose(game.months.chest_shift[0], levels, atol=1e-12)
        assert (levels[:, 1] < levels[:, 0]).all() and (levels[:, 0] < 0).all()


def test_without_a_second_door_the_package_takes_its_own_part_alone() -> None:
    war = changed("executive: 22 %/month", "executive: 0 %/month")
    shift = war.games[FIRST].months.chest_shift[0]
    first = income(200, 60, SHUT[0] + 0.75 * 0.08, SHUT[1] * 0.7) - income(200, 60, *SHUT)
    assert shift.shape == (HORIZON, 1) and shift[0, 0] == pytest.approx(first)
    assert [epoch.lattice.gates for epoch in war.course.epochs] == [1, 2, 2, 2]
    assert all(game.executive is None for game in war.games)


def reserves(start: float) -> list[list[float]]:
    """Reserves by month as each epoch expects them; 55 bn USD are all that the chest holds."""
    paths: list[list[float]] = []
    for number, (begin, (shut, _, _)) in enumerate(zip(STARTS, revenues(), strict=True)):
        borrowed = 2 if number == FIRST else 5
        now = {FIRST: min(start, 55), RESTATED: 20.0}.get(number, paths[-1][begin] if paths else 0.0)
        path = [now]
        for month in range(begin, HORIZON):
            path.append(min(max(path[-1] + shut[month] + 1.5 + borrowed - 9, 0), 55))
        paths.append((paths[-1][:begin] if paths else []) + path)
    return paths


def test_reserves_add_up_and_go_on_from_epoch_to_epoch(war: Compiled) -> None:
    for draw, start in enumerate(RESERVES):
        for means, game, expected in zip(war.means, war.games, reserves(start), strict=True):
            np.testing.assert_allclose(means.reserves[draw], expected, rtol=1e-12)
            np.testing.assert_allclose(game.months.path[draw], expected[:HORIZON], rtol=1e-12)
            assert game.chest_spacing[draw] == pytest.approx(max(expected) / 4)


def test_debt_is_all_that_was_borrowed_and_an_epoch_counts_that_of_its_first_month(war: Compiled) -> None:
    owed = [2.0 * month for month in range(HORIZON)]
    np.testing.assert_allclose(war.means[FIRST].debt[0], owed)
    later = [2.0 * month if month < 3 else 6 + 5.0 * (month - 3) for month in range(HORIZON)]
    for number in (MEDIATED, RESTATED, ANOTHER):
        np.testing.assert_allclose(war.means[number].debt[0], later)
    for game, start in zip(war.games, STARTS, strict=True):
        debt = later[start]
        assert game.issues.attacker_leader_cost[0] == pytest.approx(0.3 * 0.2 + 0.05 * debt / 100)
        assert game.issues.defender_leader_cost[0] == pytest.approx(0.2 * 0.4)


def health() -> list[list[float]]:
    """Share of the power system that works: a fifth, later two fifths are hit; three strikes of ten get through."""
    first = stock(1.0, 0, HORIZON, lambda now: now * (1 - 0.2 * 0.3) + 0.1 * (1 - now))
    second = first[:3] + stock(first[3], 3, HORIZON, lambda now: now * (1 - 0.4 * 0.3) + 0.1 * (1 - now))
    return [first, second, second, second]


def test_the_power_system_is_not_whole_again_because_an_epoch_begins(war: Compiled) -> None:
    for means, expected in zip(war.means, health(), strict=True):
        np.testing.assert_allclose(means.health[0], expected, rtol=1e-12)


def test_a_month_of_bombing_costs_more_from_november_to_march(war: Compiled) -> None:
    calendar = [10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5]
    for game, working in zip(war.games, health(), strict=True):
        expected = [
            0.007 + 0.02 * (1 - working[month]) * (3 if calendar[month] in (11, 12, 1, 2, 3) else 1)
            for month in range(HORIZON)
        ]
        np.testing.assert_allclose(game.months.struck_cost[1], expected, rtol=1e-12)


def cover() -> list[list[float]]:
    """Aid that arrives over the need of 10: 3 (later 6) after two months, half of 4 after one, 1 (later .5) at once."""
    own = [[3.0] * HORIZON, [3.0] * 3 + [6.0] * 17]
    money = [[1.0] * HORIZON, [1.0] * 3 + [0.5] * 17]
    found = [[(own[e][max(month - 2, 0)] + 2 + money[e][month]) / 10 for month in range(HORIZON)] for e in range(2)]
    return [found[0], *[found[1]] * 3]


def test_aid_arrives_after_its_lag_also_where_an_epoch_changed_it(war: Compiled) -> None:
    for means, expected in zip(war.means, cover(), strict=True):
        np.testing.assert_allclose(means.cover[0], expected, rtol=1e-12)
    allocated = war.means[MEDIATED].allocated
    assert list(allocated) == ["own", "bought", "money"]
    assert allocated["own"][0].tolist() == [3] * 3 + [6] * 17
    assert allocated["bought"][0].tolist() == [2] * HORIZON


def test_what_aid_covers_lowers_the_true_hazard_and_the_defenders_cost(war: Compiled) -> None:
    for number, (game, covered) in enumerate(zip(war.games, cover(), strict=True)):
        share = np.array(covered)
        np.testing.assert_allclose(game.months.collapse[0, :, 0], 0.02 * np.exp(1.5 * (1 - share)), rtol=1e-12)
        cost = 0.013 if number == FIRST else 0.017
        np.testing.assert_allclose(game.months.defender_cost[0], cost * (1 - 0.4 * share), rtol=1e-12)
        np.testing.assert_allclose(game.months.attacker_cost[0], 0.011)


def test_a_policy_goes_on_from_what_stands_at_as_of_and_a_lever_can_state_a_stock_anew(
    four_epochs: Scenario, war: Compiled
) -> None:
    then = compile_war(four_epochs, DRAWN, 2, {"drones": 0.7})
    own = war.means[ANOTHER]
    for name in ("hulls", "reserves", "debt", "cover"):
        np.testing.assert_allclose(getattr(then.means[-1], name), getattr(own, name), err_msg=name)
    working = stock(own.health[0, 10], 10, HORIZON, lambda now: now * (1 - 0.7 * 0.3) + 0.1 * (1 - now))
    np.testing.assert_allclose(then.means[-1].health[0], [*own.health[0, :10], *working])
    fleet = compile_war(four_epochs, DRAWN, 2, {"fleet": 300.0}).means[-1].hulls[0]
    np.testing.assert_allclose(fleet, [*own.hulls[0, :10], *vessels(300, 10, 0.08)])


def test_a_war_without_means_has_none() -> None:
    """Money, vessels, aid and a power system left out: reserves that never end, full cover, a network that is whole."""
    text = TEXT
    for section, follows in (("war_chest", "energy"), ("shadow_fleet", "sanctions"), ("aid", "leaders")):
        start, stop = text.index(f"\n{section}:"), text.index(f"\n{follows}:")
        text = text[:start] + text[stop:]
    dropped = ("war_chest.", "shadow_fleet.", "infrastructure.", "aid.", "drones:", "fleet:")
    lines = [line for line in text.splitlines() if not line.strip().startswith(dropped)]
    drawn = {name: values for name, values in DRAWN.items() if not name.startswith("war_chest")}
    war = compile_war(parse_scenario("\n".join(lines) + "\n", "bare.yaml"), drawn, 2)
    for game, means in zip(war.games, war.means, strict=True):
        assert (game.months.path == NO_CHEST).all() and (game.chest_spacing == 1).all()
        assert (means.cover == 1).all() and (means.health == 1).all() and not means.hulls.any()
        np.testing.assert_allclose(game.months.collapse[0, :, 0], 0.02)
        np.testing.assert_allclose(game.months.struck_cost[0], 0.007)
        assert not game.months.odds_shift.any() and not means.debt.any()
    assert [epoch.lattice.chest for epoch in war.course.epochs] == [1, 1, 1, 1]
