"""The engine, reduced by parameters alone, against the published models of `ripeness.theory`.

Wherever a model of `theory` solves the same game as the engine, both are given the same random numbers. They share
no code: `theory` imports nothing else of the package.
"""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np
import pytest

from engine.adapter import Engine, game_of, lattice_of, rules_of
from engine.test_published_cases import EVEN_SPLIT, LONG, fighting_on, opening
from oracle.brute_force import plain_war
from ripeness.model.kernels.sincerity import Sincerity, SincerityShifts
from ripeness.model.kernels.war_chest import WarChest, offsets
from ripeness.model.talks.mediator import Mediator
from ripeness.model.terms.frontier import Agenda
from ripeness.model.terms.settlement import Settlement
from ripeness.model.terms.utility import Issues
from ripeness.theory import fearon, feigned_talks, nash, powell_2004, rubinstein, ruin, smith_stam, zartman

CLOSE = 1e-8
SEEDS = range(5)


# --- Battle kernel ------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_known_odds_and_costs_are_gamblers_ruin(seed: int) -> None:
    rng = np.random.default_rng(seed)
    p, cost = rng.uniform(0.3, 0.7), rng.uniform(0.0, 0.01)
    war = plain_war(LONG, 10, 5, battle_mean_A=p, battle_mean_D=p, c_A=[cost] * LONG, c_D=[2 * cost] * LONG)
    won, lasts = float(ruin.win_probability(p, 5, 10)), float(ruin.expected_duration(p, 5, 10))
    assert opening(Engine.of(war)) == pytest.approx((won - cost * lasts, 1 - won - 2 * cost * lasts), abs=CLOSE)


@pytest.mark.parametrize("seed", SEEDS)
def test_impatience_is_discounted_ruin(seed: int) -> None:
    rng = np.random.default_rng(seed)
    p, mine, his = rng.uniform(0.3, 0.7), rng.uniform(0.9, 0.999), rng.uniform(0.9, 0.999)
    war = plain_war(LONG, 10, 5, battle_mean_A=p, battle_mean_D=p, delta_A=mine, delta_D=his)
    expected = float(ruin.discounted_win(p, 5, 10, mine)), float(ruin.discounted_loss(p, 5, 10, his))
    assert opening(Engine.of(war)) == pytest.approx(expected, abs=CLOSE)


@pytest.mark.parametrize("seed", SEEDS)
def test_beta_beliefs_are_those_of_smith_and_stam(seed: int) -> None:
    rng = np.random.default_rng(seed)
    (a, b), (c, d) = rng.uniform(2.0, 30.0, 2), rng.uniform(2.0, 30.0, 2)
    war = plain_war(
        LONG, 10, 5, battle_mean_A=a / (a + b), battle_strength_A=a + b,
        battle_mean_D=c / (c + d), battle_strength_D=c + d,
    )  # fmt: skip
    mine, his = smith_stam.win_probability(a, b, 5, 10), smith_stam.win_probability(c, d, 5, 10)
    engine = Engine.solved(game_of(war), lattice_of(war), rules_of(war), 0, war.T, beliefs=True)
    assert engine.equilibrium.belief is not None
    believed = [float(one[0][engine.place(0, (5, 0, 0, 0))]) for one in engine.equilibrium.belief.wins]
    assert believed == pytest.approx((mine, 1 - his), abs=1e-5)
    assert opening(engine) == pytest.approx((mine, 1 - his), abs=1e-5)


# --- Collapse kernel ----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("table", [0.0, 1.0])
def test_hazards_of_collapse_are_powells_fight_to_the_finish(seed: int, table: float) -> None:
    rng = np.random.default_rng(seed)
    falls, stops, cost, delta = rng.uniform(0.02, 0.1), rng.uniform(0.02, 0.1), rng.uniform(0.0, 0.01), 0.93
    months = 160
    war = plain_war(
        months, 2 * months + 2, months + 1, collapse_mean_A=falls, collapse_mean_D=falls,
        forced_A=(stops, stops), forced_D=(stops, stops), c_A=[cost] * months, c_D=[cost] * months,
        delta_A=delta, delta_D=delta, o=[table] * months, protocol="attacker_offers", issues=EVEN_SPLIT,
    )  # fmt: skip
    # In the engine a stop comes only where no collapse did, in the paper they exclude each other.
    his = (1 - falls) * stops
    defender = float(powell_2004.fight_value(falls, his, cost, delta))
    attacker = float(powell_2004.fight_value(his, falls, cost, delta))
    if table:
        attacker = float(powell_2004.offerers_share(his, falls, cost, delta))
    assert opening(Engine.of(war)) == pytest.approx((attacker, defender), abs=1e-5)


# --- Protocols and terms ------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("protocol", "proposer"), [("attacker_offers", "A"), ("defender_offers", "B")])
def test_one_battle_for_all_is_fearons_ultimatum(seed: int, protocol: str, proposer: str) -> None:
    rng = np.random.default_rng(seed)
    p, mine, his = rng.uniform(0.3, 0.7), rng.uniform(0.0, 0.2), rng.uniform(0.0, 0.2)
    war = plain_war(
        2, 2, 1, battle_mean_A=p, battle_mean_D=p, c_A=[mine] * 2, c_D=[his] * 2, o=[1.0] * 2, protocol=protocol
    )  # fmt: skip
    engine = Engine.of(war)
    low, high = (float(end) for end in fearon.bargaining_range(p, mine, his))
    attacker, defender = fighting_on(engine, 0, 1)
    assert (attacker, 1 - defender) == pytest.approx((low, high), abs=CLOSE)
    agreed = float(fearon.ultimatum(p, mine, his, proposer))
    assert opening(engine) == pytest.approx((agreed, 1 - agreed), abs=CLOSE)
    here = engine.place(0, (1, 0, 0, 0))
    assert float(engine.play(0).gap[here]) == pytest.approx(float(zartman.ripeness_gap(attacker, defender)), abs=CLOSE)


@pytest.mark.parametrize("seed", SEEDS)
def test_alternating_offers_are_rubinsteins(seed: int) -> None:
    mine, his = np.random.default_rng(seed).uniform(0.6, 0.9, 2)
    months = 160
    war = plain_war(
        months, 2 * months + 2, months + 1, delta_A=mine, delta_D=his, o=[1.0] * months, protocol="alternating",
        issues=EVEN_SPLIT,
    )  # fmt: skip
    share = float(rubinstein.first_share(mine, his))
    assert opening(Engine.of(war)) == pytest.approx((share, 1 - share), abs=1e-6)


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("exact", [True, False])
def test_the_bargain_over_several_issues_is_nashs(seed: int, exact: bool) -> None:
    rng = np.random.default_rng(seed)
    count = int(rng.integers(1, 6))
    mine, his = rng.dirichlet(np.ones(count), 2)
    power, d_a, d_d = rng.uniform(0.2, 0.8), *rng.uniform(0.0, 0.35, 2)
    zero = jnp.zeros(())
    issues = Issues(
        attacker=jnp.asarray(mine), defender=jnp.asarray(his), status_quo=jnp.zeros(count), frozen=jnp.zeros(count),
        reneging=jnp.zeros(count), base_reneging=zero, guarantee=zero, attacker_leader_cost=zero,
        defender_leader_cost=zero,
    )  # fmt: skip
    agenda = Agenda(gridded=(), free=tuple(range(count)))
    settlement = Settlement.build(issues, agenda, jnp.asarray(power), ("nash",), exact)
    states = (1, 1, 1, 1)
    deal, gap, _ = settlement.bargain(jnp.full(states, d_a), jnp.full(states, d_d), "nash")
    assert float(gap[0, 0, 0, 0]) > 0
    u, v = nash.utilities(nash.solution(mine, his, power, d_a, d_d), mine, his)
    # The table may name a neighbouring segment: its product is then short by no more than a corner's.
    assert (float(deal.attacker[0, 0, 0, 0]), float(deal.defender[0, 0, 0, 0])) == pytest.approx(
        (u, v), abs=CLOSE if exact else 5e-3
    )


# --- Money, mind, threshold ---------------------------------------------------------------------


def test_reserves_last_as_long_as_a_steady_deficit_lets_them() -> None:
    nodes, deficit = 11, 4.0
    kernel = WarChest.from_shift(jnp.asarray([-deficit]), nodes, jnp.asarray(deficit))
    mass, months = np.eye(nodes)[-1], 0
    lattice = np.asarray(offsets(nodes, jnp.asarray(deficit)))
    full = -lattice[0]
    while mass @ (full + lattice) > 1e-12:
        mass, months = mass @ np.asarray(kernel.in_force[0]), months + 1
    assert months == round(full / deficit)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_mind_reaches_the_threshold_when_the_mediators_patience_is_out(seed: int) -> None:
    rng = np.random.default_rng(seed)
    mu_0, a = rng.uniform(0.5, 0.8), rng.uniform(0.05, 0.15)
    value = {"v_pun": 1.0, "v_peace": rng.uniform(1.0, 2.0), "b_M": rng.uniform(0.0, 0.5)}
    none = jnp.zeros(())
    mediator = Mediator(
        settlement_chance=jnp.asarray(a), deal_sincere=none, deal_feigned=none, refusal_factor=jnp.asarray(0.2),
        strike_factor=jnp.ones(()), forgives_strikes=none, flattery=none, punishment_value=jnp.asarray(value["v_pun"]),
        peace_value=jnp.asarray(value["v_peace"]), side_deal_value=jnp.asarray(value["b_M"]),
    )  # fmt: skip
    mu_star = float(feigned_talks.threshold(**value))
    assert float(mediator.threshold) == pytest.approx(mu_star, abs=1e-12)
    nodes = jnp.linspace(-30.0, 10.0, 401)
    shifts: SincerityShifts = mediator.shifts()
    attended = np.asarray(Sincerity.from_shifts(shifts, nodes, jnp.ones(3)).attended)
    logit = np.log(mu_0 / (1 - mu_0))
    place = (logit - float(nodes[0])) / 0.1
    mass = np.zeros(401)
    mass[int(place)], mass[int(place) + 1] = 1 - place % 1, place % 1
    months = 0
    while mass @ np.asarray(nodes) > np.log(mu_star / (1 - mu_star)) + 1e-12:
        mass, months = mass @ attended, months + 1
    assert months == int(feigned_talks.patience(mu_0, mu_star, a))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_gate_opens_with_his_wish_below_the_threshold_and_against_it_above(seed: int) -> None:
    rng = np.random.default_rng(seed)
    value = {"v_pun": 1.0, "v_peace": rng.uniform(1.0, 2.0), "b_M": rng.uniform(0.0, 0.9)}
    opening_, discharge, relax = rng.uniform(0.1, 0.5), rng.uniform(0.0, 0.05), rng.uniform(0.0, 0.5)
    none = jnp.zeros(())
    mediator = Mediator(*(none,) * 7, *(jnp.asarray(v) for v in value.values()))
    nodes = jnp.linspace(-4.0, 3.0, 701)
    gate = mediator.gate(nodes, jnp.asarray(opening_), jnp.asarray(discharge), jnp.asarray(relax))
    mu = 1 / (1 + np.exp(-np.asarray(nodes)))
    mu_star = float(feigned_talks.threshold(**value))
    far = np.abs(np.asarray(nodes) - np.log(mu_star / (1 - mu_star))) > 0.01  # beyond the ramp of one cell
    below = mu < mu_star
    assert np.asarray(gate.opens)[far] == pytest.approx(np.where(below, opening_, discharge)[far], abs=1e-9)
    assert np.asarray(gate.relaxes)[far] == pytest.approx(np.where(below, 0.0, relax)[far], abs=1e-9)
