"""Numbers of an epoch: which draw, which epoch, which lever states them, and what moves them."""

from __future__ import annotations

import jax
import numpy as np
import pytest
from four_epochs import DRAWN, TEXT

from ripeness.compiler import slopes as slopes_module
from ripeness.compiler.copula import correlated, correlations
from ripeness.compiler.levels import Levels, levels_by_epoch
from ripeness.compiler.priors import supported
from ripeness.compiler.slopes import Movable, movable, slopes
from ripeness.compiler.war import compile_war
from ripeness.schema import Scenario
from ripeness.schema.load import parse_scenario
from ripeness.schema.quantity import Quantity


@pytest.fixture
def scenario(four_epochs: Scenario) -> Scenario:
    return four_epochs


def by_epoch(scenario: Scenario, levers: dict[str, float] | None = None, **moved: float) -> list[Levels]:
    moves = {path.replace("__", "."): np.full(2, push) for path, push in moved.items()}
    return levels_by_epoch(scenario, DRAWN, 2, levers, moves or None)


def test_a_number_stands_as_its_last_epoch_stated_it(scenario: Scenario) -> None:
    epochs = by_epoch(scenario)
    assert [one["energy.price"][0] for one in epochs] == [60, 80, 80, 80]
    assert [one["war_chest.liquid_reserves"].tolist() for one in epochs] == [[42, 58], [42, 58], [20, 20], [20, 20]]
    assert [one["beliefs.news"][1] for one in epochs] == [1.25, 1.25, 2, 2]
    assert [one.setting("mediator.present") for one in epochs] == [False, True, True, True]


def test_an_epoch_or_a_lever_that_states_a_number_is_told_from_one_that_inherits_it(scenario: Scenario) -> None:
    epochs = by_epoch(scenario, {"fleet": 300.0})
    names = ["", "mediated", "restated", "another", "policy"]
    stated = [one.set_in("shadow_fleet.hulls", name) for one, name in zip(epochs, names, strict=True)]
    assert stated == [False, False, True, False, True]
    stated = [one.set_in("war_chest.liquid_reserves", name) for one, name in zip(epochs, names, strict=True)]
    assert stated == [False, False, True, False, False]


def test_a_number_that_is_nil_is_never_there_unless_it_is_moved(scenario: Scenario) -> None:
    first = by_epoch(scenario)[0]
    assert first.never("issues.land.reneging") and not first.never("issues.army.reneging")
    assert not first.never("truth.battle_odds")  # uncertain
    assert not by_epoch(scenario, issues__land__reneging=0.0)[0].never("issues.land.reneging")


def test_the_numbers_of_a_section_are_handed_over_by_their_keys(scenario: Scenario) -> None:
    second = by_epoch(scenario, energy__price=3.0)[1]
    handed = second.section("infrastructure")
    assert list(handed) == ["damage", "air_defence", "repair", "outage_cost", "winter_factor"]
    assert all(handed[key].tolist() == second[f"infrastructure.{key}"].tolist() for key in handed)
    assert list(second.section("leaders.attacker")) == [
        "office_value",
        "loss_if_settles",
        "loss_if_loses",
        "loss_if_wins",
    ]
    assert by_epoch(scenario, energy__price=3.0)[0].section("energy")["price"].tolist() == [63, 63]


def test_what_is_absent_takes_the_default_and_what_must_be_there_is_missed(scenario: Scenario) -> None:
    first = by_epoch(scenario)[0]
    assert first.get("choice.precision", 7.0).tolist() == [7, 7]
    assert first.get("costs.attacker", 7.0).tolist() == pytest.approx([0.011, 0.011])
    with pytest.raises(KeyError, match="is not a number"):
        first["mediator.present"]


def test_the_centre_is_one_draw_of_medians(scenario: Scenario) -> None:
    centre = by_epoch(scenario)[0].centred()
    assert centre.count == 1
    assert centre["truth.battle_odds"].tolist() == [0.5] and centre["war_chest.liquid_reserves"].tolist() == [50]


def test_a_number_is_moved_in_the_epochs_that_inherit_it_and_in_no_other(scenario: Scenario) -> None:
    moved = by_epoch(scenario, energy__price=1.0)
    assert [one["energy.price"][0] for one in moved] == [61, 80, 80, 80]
    moved = by_epoch(scenario, epochs__mediated__energy__price=1.0)
    assert [one["energy.price"][0] for one in moved] == [60, 81, 81, 81]
    moved = by_epoch(scenario, war_chest__liquid_reserves=-2.0)
    assert [one["war_chest.liquid_reserves"].tolist() for one in moved] == [[40, 56], [40, 56], [20, 20], [20, 20]]


def test_a_lever_moves_all_that_it_changes_from_as_of_on_by_whatever_value_it_stands_at(scenario: Scenario) -> None:
    moved = by_epoch(scenario, levers__prices=0.01)
    assert len(moved) == 5
    assert [one["sanctions.direct"][0] for one in moved] == pytest.approx([0.05] * 4 + [0.06])
    assert moved[-1]["sanctions.package_direct"][0] == pytest.approx(0.09)
    set_too = by_epoch(scenario, {"prices": 0.2}, levers__prices=0.01)
    assert [set_too[-1][path][0] for path in ("sanctions.direct", "sanctions.package_direct")] == pytest.approx(
        [0.21] * 2
    )
    assert len(by_epoch(scenario)) == 4


def test_every_number_can_be_moved_and_has_its_own_size(scenario: Scenario) -> None:
    known = movable(scenario, DRAWN, 2, {}, {"truth.battle_odds": 0.16})
    odds = known["truth.battle_odds"]
    assert (odds.spread, odds.low, odds.high) == (0.16, 0, 1) and odds.values.tolist() == [0.45, 0.55]
    assert known["costs.attacker"].spread == pytest.approx(0.011)
    assert known["issues.land.reneging"].spread == 2  # nil: the width of its support
    assert known["epochs.mediated.energy.price"].values.tolist() == [80, 80]
    assert known["energy.price"].values.tolist() == [60, 60]
    drones = known["levers.drones"]
    assert drones.values == pytest.approx([0.4, 0.4]) and drones.spread == pytest.approx(0.8)
    assert (drones.low, drones.high, drones.unit) == (0, 1, "1/month")


def derivative(scenario: Scenario, name: str, of, levers: dict[str, float] | None = None):
    """Slopes of one number of the compiled games (a function of games that marks it) with respect to `name`."""
    known = movable(scenario, DRAWN, 2, levers or {}, {})
    war = compile_war(scenario, DRAWN, 2, levers, moved={name: np.zeros(2)})
    marks = jax.tree.map(lambda leaf: np.zeros_like(leaf, dtype=float), (war.games, war.record))
    of(marks[0])
    return slopes(scenario, DRAWN, 2, levers or {}, {name: known[name]}, marks, exact=False)


def test_at_the_end_of_its_support_a_number_has_the_slope_of_the_one_side(scenario: Scenario) -> None:
    full = parse_scenario(TEXT.replace("vote: 0.9", "vote: 1"), "full.yaml")

    def opening(games) -> None:
        games[1].opening[:] = 1.0

    found = derivative(full, "gate.vote", opening)
    assert found.gradient[:, 0] == pytest.approx(0.4 * 0.8) and found.ends == {"gate.vote": 2}
    inside = derivative(scenario, "gate.vote", opening)
    assert inside.gradient[:, 0] == pytest.approx(0.4 * 0.8) and not inside.ends and not inside.kinks


def test_at_a_threshold_the_slope_is_the_mean_of_both_sides_and_said_to_be_bent() -> None:
    """The cap binds from 50 USD on: six in ten of 2 million lawful barrels gain with the price below it only."""
    at_cap = parse_scenario(TEXT.replace("price: 60 USD", "price: 50 USD"), "cap.yaml")

    def first_reserves(games) -> None:
        games[0].months.path[:, 1] = 1.0  # bn USD after a month

    found = derivative(at_cap, "energy.price", first_reserves)
    sold = min(5 * 0.9, 2 + 10 * 200 / 1000)
    dollar = 0.7 * (1 - 0.15) * 30.4375 / 1000
    above, below = ((sold - 2) + 2 * 0.4) * dollar, sold * dollar
    assert found.gradient[:, 0] == pytest.approx((above + below) / 2, rel=1e-6)
    assert found.kinks == {"energy.price": 2} and not found.ends


def test_slopes_are_the_same_however_many_numbers_are_compiled_at_once(
    scenario: Scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("costs.defender", "energy.price", "aid.need", "truth.battle_odds", "war_chest.liquid_reserves")
    known = movable(scenario, DRAWN, 2, {}, {})
    wanted = {name: known[name] for name in names}
    war = compile_war(scenario, DRAWN, 2)
    random = np.random.default_rng(0)
    weights = jax.tree.map(lambda leaf: random.standard_normal(np.shape(leaf)), (war.games, war.record))
    whole = slopes(scenario, DRAWN, 2, {}, wanted, weights, exact=False).gradient
    monkeypatch.setattr("ripeness.compiler.slopes.AT_ONCE", 8)  # two numbers of two draws, up and down
    np.testing.assert_allclose(slopes(scenario, DRAWN, 2, {}, wanted, weights, exact=False).gradient, whole, rtol=1e-9)
    alone = [slopes(scenario, DRAWN, 2, {}, {name: known[name]}, weights, exact=False).gradient for name in names]
    np.testing.assert_allclose(np.hstack(alone), whole, rtol=1e-9)


CORRELATED = """
correlations:
  one: {between: [truth.battle_odds, beliefs.attacker.collapse.mean], normal: 0.6, source: judgement}
  two: {between: [war_chest.liquid_reserves, truth.battle_odds], normal: -0.3, source: judgement}
"""
MATRIX = [[1, 0.6, -0.3], [0.6, 1, 0], [-0.3, 0, 1]]


def test_scores_go_together_as_the_pairs_say_each_in_its_own_place() -> None:
    scenario = parse_scenario(TEXT + CORRELATED, "correlated.yaml")
    order = list(scenario.assumptions())
    place = [order.index(name) for name in DRAWN]
    np.testing.assert_allclose(correlations(scenario)[np.ix_(place, place)], MATRIX)
    factor = correlated(scenario, np.eye(3)).T  # what one unit of each independent score does
    np.testing.assert_allclose(factor @ factor.T, correlations(scenario), atol=1e-12)
    assert np.allclose(factor, np.tril(factor)) and (np.diag(factor) > 0).all()
    rows = np.random.default_rng(3).standard_normal((7, 3))
    np.testing.assert_allclose(correlated(scenario, rows), rows @ factor.T)


@pytest.mark.parametrize(
    "quantity, inside, outside",
    [
        (Quantity("uniform", {"low": -1.0, "high": 3.0}), (-1, 0, 3), (-1.1, 3.1)),
        (Quantity("triangular", {"low": 0.0, "mode": 1.0, "high": 4.0}, low=0.5), (0.5, 4), (0.4, 4.1)),
        (Quantity("beta", {"mean": 0.3, "strength": 10.0}), (0, 1), (-0.01, 1.01)),
        (Quantity("lognormal", {"median": 100.0, "p10": 60.0, "p90": 150.0}, high=200.0), (0, 200), (-1, 201)),
        (Quantity("normal", {"mean": 0.1, "sd": 0.2}, low=0.0, high=1.0), (0, 1), (-0.1, 1.1)),
        (Quantity("discrete", {"values": (3.0, 1.0), "weights": (0.2, 0.8)}), (1, 3), (2, 4)),
    ],
    ids=lambda one: one.kind if isinstance(one, Quantity) else "",
)
def test_a_value_is_possible_within_both_supports_and_no_further(quantity, inside, outside) -> None:
    assert supported(quantity, np.array(inside, float)).all()
    assert not supported(quantity, np.array(outside, float)).any()


def test_a_movable_number_is_moved_by_a_step_of_its_size_and_never_out_of_its_support() -> None:
    number = Movable(np.array([0.0, 0.5, 1.0]), "1", 0.0, 1.0, 0.2)
    up, down = slopes_module._steps(number)
    assert up == pytest.approx([1e-5 * 0.002, 5e-6, 0]) and down == pytest.approx([0, 5e-6, 1e-5])
