"""More published models against the engine: offers between battles, debt, leaders, breakdown, beliefs, means."""

from __future__ import annotations

import dataclasses

import jax.numpy as jnp
import numpy as np
import pytest

from engine.adapter import Engine, game_of, lattice_of, number, rules_of
from engine.test_published_cases import LONG, fighting_on, opening
from oracle.brute_force import Issue, plain_war
from ripeness.model.drivers import leaders, shadow_fleet, war_chest
from ripeness.model.kernels.sincerity import Sincerity, SincerityShifts
from ripeness.model.talks.mediator import Mediator
from ripeness.model.terms.frontier import Agenda
from ripeness.model.terms.settlement import Settlement
from ripeness.model.terms.utility import Issues
from ripeness.theory import exhaustion, leader, nash, slantchev_2003, slantchev_2012, smith_stam, wagner, zartman

CLOSE = 1e-8
SEEDS = range(3)


# --- Battles with costs, beliefs, offers in between ---------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_costly_and_impatient_fights_to_the_finish_are_slantchevs(seed: int) -> None:
    rng = np.random.default_rng(seed)
    p, delta, mine, his = rng.uniform(0.3, 0.7), rng.uniform(0.9, 0.999), *rng.uniform(0.0, 0.02, 2)
    war = plain_war(
        LONG, 10, 5, battle_mean_A=p, battle_mean_D=p, delta_A=delta, delta_D=delta, c_A=[mine] * LONG,
        c_D=[his] * LONG,
    )  # fmt: skip
    expected = [float(v) for v in slantchev_2003.fight_values(p, 5, 10, mine, his, delta)]
    assert opening(Engine.of(war)) == pytest.approx(expected, abs=CLOSE)


@pytest.mark.parametrize("seed", SEEDS)
def test_offers_in_turn_between_battles_are_slantchevs_at_every_front(seed: int) -> None:
    rng = np.random.default_rng(seed)
    p, delta, mine, his = rng.uniform(0.4, 0.6), rng.uniform(0.8, 0.95), *rng.uniform(0.0, 0.01, 2)
    engine = Engine.of(
        plain_war(
            LONG, 10, 5, battle_mean_A=p, battle_mean_D=p, delta_A=delta, delta_D=delta, c_A=[mine] * LONG,
            c_D=[his] * LONG, o=[1.0] * LONG, protocol="alternating",
        )
    )  # fmt: skip
    attacker, defender = (np.asarray(side)[0, 0, :, 0] for side in engine.equilibrium.opening)
    fronts = engine.fronts(0)
    offered, _ = slantchev_2003.proposers_shares(p, 10, mine, his, delta)
    assert attacker == pytest.approx(offered[fronts], abs=CLOSE)  # the attacker offers in month 0
    assert defender == pytest.approx(1.0 - offered[fronts], abs=CLOSE)


@pytest.mark.parametrize("seed", SEEDS)
def test_fights_that_cost_something_and_the_room_for_terms_are_smith_and_stams(seed: int) -> None:
    rng = np.random.default_rng(seed)
    (a, b), (c, d), (mine, his) = rng.uniform(5.0, 30.0, 2), rng.uniform(5.0, 30.0, 2), rng.uniform(0.0, 0.01, 2)
    war = plain_war(
        LONG, 10, 5, battle_mean_A=a / (a + b), battle_strength_A=a + b, battle_mean_D=c / (c + d),
        battle_strength_D=c + d, c_A=[mine] * LONG, c_D=[his] * LONG,
    )  # fmt: skip
    engine = Engine.of(war)
    expected = smith_stam.fight_values((a, b), (c, d), 5, 10, mine, his)
    assert opening(engine) == pytest.approx(expected, abs=1e-5)
    gap = float(engine.play(0).gap[engine.place(0, (5, 0, 0, 0))])
    assert gap == pytest.approx(1.0 - sum(expected), abs=2e-5)
    assert bool(smith_stam.agrees(*expected)) == (gap >= 0.0)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_table_before_a_fight_to_the_finish_splits_the_difference_as_wagner_says(seed: int) -> None:
    rng = np.random.default_rng(seed)
    p, (mine, his) = rng.uniform(0.3, 0.7), rng.uniform(0.0, 0.2, 2)
    war = plain_war(2, 2, 1, battle_mean_A=p, battle_mean_D=p, c_A=[mine] * 2, c_D=[his] * 2, o=[1.0, 0.0], theta_N=0.5)
    expected = float(wagner.split_the_difference(p - mine, 1.0 - p - his))
    assert opening(Engine.of(war)) == pytest.approx((expected, 1.0 - expected), abs=CLOSE)


# --- Terms --------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_the_gap_over_several_issues_is_the_frontiers(seed: int) -> None:
    """Exact and by table, ripe or not."""
    rng = np.random.default_rng(seed)
    count = int(rng.integers(1, 5))
    mine, his = rng.dirichlet(np.ones(count), 2)
    d_a, d_d = rng.uniform(0.0, 0.9, 2)
    zero, none = jnp.zeros(()), jnp.zeros(count)
    issues = Issues(jnp.asarray(mine), jnp.asarray(his), none, none, none, zero, zero, zero, zero)
    expected = float(zartman.gap_on(lambda u: nash.frontier(u, mine, his), d_a, d_d))
    for exact in (True, False):
        settlement = Settlement.build(issues, Agenda((), tuple(range(count))), jnp.asarray(0.5), ("nash",), exact)
        _, gap, _ = settlement.bargain(jnp.full((1, 1, 1, 1), d_a), jnp.full((1, 1, 1, 1), d_d), "nash")
        assert float(gap[0, 0, 0, 0]) == pytest.approx(expected, abs=CLOSE)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_debt_that_defeat_alone_writes_off_closes_the_range_as_slantchev_says(seed: int) -> None:
    rng = np.random.default_rng(seed)
    p, debt, survives = rng.uniform(0.3, 0.7), rng.uniform(0.0, 0.6), rng.uniform(0.6, 1.0)
    war = plain_war(2, 2, 1, battle_mean_A=p, battle_mean_D=p, W_A=survives - debt, lc_A=debt)
    game = game_of(war)
    game = dataclasses.replace(game, defender=dataclasses.replace(game.defender, wins=number(survives)))
    engine = Engine.solved(game, lattice_of(war), rules_of(war), 0, war.T)
    least, most = (float(end) for end in slantchev_2012.settlement_range(p, debt, survives))
    attacker, defender = fighting_on(engine, 0, 1)
    assert (attacker + debt, 1.0 - defender) == pytest.approx((least, most), abs=CLOSE)
    gap = float(engine.play(0).gap[engine.place(0, (1, 0, 0, 0))])
    if least <= 1.0:
        assert gap == pytest.approx(most - least, abs=CLOSE)
    assert bool(slantchev_2012.settlement_exists(p, debt, survives)) == (gap >= 0.0)


@pytest.mark.parametrize("pi_less_cutoff", [-0.1, -0.001, 0.001, 0.1])
def test_a_leader_fights_on_from_the_cutoff_of_goemans_and_debs_on(pi_less_cutoff: float) -> None:
    """One settlement on the table, x, which the defender would sign: it is ripe below the cutoff and not above."""
    x, c, fate, worth = 0.45, 0.05, {"phi_x": 0.4, "phi_w": 0.1, "phi_l": 0.6}, {"B": 0.2, "P": 0.1}
    pi = float(leader.cutoff(x, c, **fate, **worth)) + pi_less_cutoff
    stake = np.array([sum(worth.values())])
    ends = ((1.0, "phi_w"), (0.0, "phi_l"))
    wins, loses = (leaders.with_fate(np.array([prize]), stake, np.array([fate[end]]))[0] for prize, end in ends)
    war = plain_war(
        2, 2, 1, battle_mean_A=pi, battle_mean_D=pi, c_A=[c] * 2, c_D=[0.5] * 2, W_A=wins,
        lc_A=leaders.cost_of_settling(stake, np.array([fate["phi_x"]]))[0],
        issues=[Issue(w_A=1.0, w_D=1.0, status_quo=x)],
    )  # fmt: skip
    game = game_of(war)
    game = dataclasses.replace(game, attacker=dataclasses.replace(game.attacker, loses=number(loses)))
    off_the_table = dataclasses.replace(rules_of(war), agenda=Agenda((), (), (0,)))
    engine = Engine.solved(game, lattice_of(war), off_the_table, 0, war.T)
    fights_on = bool(leader.fights_on(pi, x, c, **fate, **worth))
    assert fights_on == (pi_less_cutoff > 0.0)
    gap = float(engine.play(0).gap[engine.place(0, (1, 0, 0, 0))])
    assert (gap < 0.0) == fights_on


# --- Mind and means -----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEEDS)
def test_partial_deals_teach_the_mediator_as_battles_teach_in_slantchevs_war(seed: int) -> None:
    """Patience and flattery apart, a deal is a battle won at odds of rho_S if sincere and of rho_F if not."""
    rng = np.random.default_rng(seed)
    sincere, feigned, mu = rng.uniform(0.05, 0.95, 3)
    one, none = jnp.ones(()), jnp.zeros(())
    mediator = Mediator(none, jnp.asarray(sincere), jnp.asarray(feigned), one, one, none, none, one, one, none)
    shifts: SincerityShifts = mediator.shifts()
    rise, fall = (float(step) for step in slantchev_2003.steps(sincere, feigned))
    assert (float(shifts.deal), float(shifts.no_deal)) == pytest.approx((rise, fall), abs=1e-12)
    nodes = jnp.linspace(-20.0, 20.0, 401)
    kernel = Sincerity.from_shifts(shifts, nodes, jnp.ones(3))
    months, start = 3, float(np.log(mu / (1.0 - mu)))
    inside = np.abs(np.asarray(nodes)) < 8.0
    drifted = np.asarray(nodes)
    for _ in range(months):
        drifted = np.asarray(kernel.attended) @ drifted
    moved = months * float(slantchev_2003.drift(feigned, sincere, feigned))
    assert drifted[inside] == pytest.approx(np.asarray(nodes)[inside] + moved, abs=1e-9)
    belief = float(slantchev_2003.belief_after(mu, sincere, feigned, months, 2))
    assert 1.0 / (1.0 + np.exp(-(start + 2 * rise + fall))) == pytest.approx(belief, abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_reserves_and_fleet_follow_their_closed_forms(seed: int) -> None:
    """A deficit that grows evenly, integrated month by month; and vessels bought, retired and interdicted."""
    rng = np.random.default_rng(seed)
    start, deficit, growth = rng.uniform(60.0, 120.0), rng.uniform(1.0, 3.0), rng.uniform(0.0, 0.02)
    left = np.asarray(exhaustion.reserves(np.arange(25), start, deficit, growth))
    path = war_chest.path(np.array([start]), np.diff(left)[None, :], np.array([1e9]))[0]
    assert path == pytest.approx(np.maximum(0.0, left), abs=1e-9)
    gone = float(exhaustion.months_until_exhausted(start, deficit, growth))
    assert (path[int(min(gone, 24))] > 0.0) and (gone >= 24 or path[int(gone) + 1] == 0.0)
    hulls, bought, retired, stopped = rng.uniform(100.0, 900.0), rng.uniform(0.0, 9.0), *rng.uniform(0.0, 0.03, 2)
    found = shadow_fleet.hulls(*(np.array([v]) for v in (hulls, bought, retired, stopped)), months=60)[0]
    assert found == pytest.approx(exhaustion.fleet(np.arange(60), hulls, bought, retired, stopped), rel=1e-12)
