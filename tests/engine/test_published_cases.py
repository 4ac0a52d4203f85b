"""The published special cases of model.md section 9, recovered by the engine by parameters alone."""

from __future__ import annotations

import dataclasses

import hypothesis
import hypothesis.strategies as st
import jax
import jax.numpy as jnp
import numpy as np
import pytest

from oracle.brute_force import Issue, War, plain_war
from ripeness.arrays import STANCES
from ripeness.model.eyes import ATTACKER, indulgence, kernels_of
from ripeness.model.kernels.collapse import Collapse
from ripeness.model.month import Outcomes, fight_on
from ripeness.theory import feigned_talks

from .adapter import Engine, game_of, lattice_of, number, rules_of
from .wars import T, whole_war

TOLERANCE = 1e-5
LONG = 1500  # months: the wars of ten steps share one compiled program
EVEN_SPLIT = [Issue(w_A=1.0, w_D=1.0, frozen=0.5)]  # an issue that the front does not move


def fighting_on(engine: Engine, month: int, front: int) -> tuple[float, float]:
    """Both sides' values of fighting on in a war of one chest, mind and gate."""
    chosen, here = engine.play(month), engine.place(month, (front, 0, 0, 0))
    return float(chosen.attacker[here]), float(chosen.defender[here])


def opening(engine: Engine) -> tuple[float, float]:
    """Both sides' values in the first month, at the start of the war."""
    here = engine.place(engine.first, (engine.lattice.start, 0, 0, 0))
    attacker, defender = engine.equilibrium.opening
    return float(attacker[here]), float(defender[here])


def beliefs(war: War) -> tuple[float, float]:
    """Each side's chance, in its own eyes, that it wins, at the war's start."""
    engine = Engine.solved(game_of(war), lattice_of(war), rules_of(war), 0, war.T, beliefs=True)
    here = engine.place(0, (war.k0, 0, 0, 0))
    assert engine.equilibrium.belief is not None
    attacker, defender = engine.equilibrium.belief.wins
    return float(attacker[0][here]), float(defender[0][here])


def test_gamblers_ruin_of_smith_and_stam_with_known_odds() -> None:
    war = plain_war(
        LONG, 10, 5, battle_mean_A=0.55, battle_mean_D=0.55, c_A=[0.004] * LONG, c_D=[0.004] * LONG
    )  # fmt: skip
    assert opening(Engine.of(war)) == pytest.approx((0.6390304, 0.1755956), abs=TOLERANCE)
    pi, _ = beliefs(war)
    assert pi == pytest.approx(0.731717401, abs=TOLERANCE)  # the ruin of section 9's second table


def test_heterogeneous_beta_priors_make_both_expect_to_win() -> None:
    war = plain_war(
        LONG, 10, 5, battle_mean_A=0.6, battle_strength_A=10.0, battle_mean_D=0.4, battle_strength_D=10.0
    )  # fmt: skip
    assert opening(Engine.of(war)) == pytest.approx((0.7204982, 0.7204982), abs=TOLERANCE)
    assert beliefs(war) == pytest.approx((0.7204982, 0.7204982), abs=TOLERANCE)


def test_fearons_range_and_take_it_or_leave_it_offer() -> None:
    war = plain_war(2, 2, 1, c_A=[0.1] * 2, c_D=[0.2] * 2, o=[1.0] * 2, protocol="attacker_offers")
    engine = Engine.of(war)
    attacker, defender = fighting_on(engine, 0, 1)
    assert (attacker, 1 - defender) == pytest.approx((0.4, 0.7), abs=TOLERANCE)
    assert opening(engine) == pytest.approx((0.7, 0.3), abs=TOLERANCE)


def test_discounted_ruin_of_feller() -> None:
    war = plain_war(LONG, 10, 5, battle_mean_A=0.55, battle_mean_D=0.55, delta_A=0.95, delta_D=0.95)
    assert opening(Engine.of(war)) == pytest.approx((0.2936355, 0.1076608), abs=TOLERANCE)


def test_rubinsteins_alternating_offers() -> None:
    months = 100
    war = plain_war(
        months, 2 * months + 2, months + 1, delta_A=0.9, delta_D=0.8, o=[1.0] * months, protocol="alternating",
        issues=EVEN_SPLIT,
    )  # fmt: skip
    attacker, defender = opening(Engine.of(war))
    assert attacker == pytest.approx(0.7142857, abs=TOLERANCE)
    assert attacker + defender == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize(("table", "attacker"), [(0.0, 0.3245348), (1.0, 0.9303332)])
def test_powells_fight_to_the_finish_and_all_offers_by_the_attacker(table: float, attacker: float) -> None:
    months = 160
    war = plain_war(
        months, 2 * months + 2, months + 1, collapse_mean_A=0.05, collapse_mean_D=0.05,
        forced_A=(0.02, 0.02), forced_D=(0.02, 0.02), c_A=[0.01] * months, c_D=[0.01] * months,
        delta_A=0.95, delta_D=0.95, o=[table] * months, protocol="attacker_offers", issues=EVEN_SPLIT,
    )  # fmt: skip
    assert opening(Engine.of(war)) == pytest.approx((attacker, 0.06966681), abs=TOLERANCE)


# --- Common priors -----------------------------------------------------------------------------

share = st.floats(0.0, 1.0)
chance = st.floats(0.0, 0.3)
cost = st.floats(0.0, 0.2)


@st.composite
def common_priors(draw: st.DrawFn) -> dict:
    """A war on which both agree: no reneging, leaders' costs, side benefits or gains from partial deals."""
    weights = []
    for _ in range(2):
        raw = np.array([draw(st.floats(0.01, 1.0)) for _ in range(3)])
        weights.append(raw / raw.sum())
    mean, strength, collapse, solvent = draw(share), draw(st.floats(1.0, 200.0)), draw(chance), draw(chance)
    exhausted, zeta, wins, stopped = draw(chance), draw(share), draw(share), draw(share)
    return {
        "issues": [
            Issue(w_A=a, w_D=d, frozen=draw(share), status_quo=draw(share), follows_front=place == 0)
            for place, (a, d) in enumerate(zip(*weights, strict=True))
        ],
        "battle_mean_A": mean, "battle_mean_D": mean, "battle_strength_A": strength, "battle_strength_D": strength,
        "collapse_mean_A": collapse, "collapse_mean_D": collapse,
        "collapse_strength_A": strength, "collapse_strength_D": strength, "news": [1.0] * T,
        "news_of_indulgence": 1.0, "zeta_A": zeta, "zeta_D": zeta,
        "forced_A": (solvent, exhausted), "forced_D": (solvent, exhausted),
        "odds_shift": [draw(st.floats(-0.1, 0.1)) for _ in range(T)], "odds_when_exhausted": -draw(share),
        "path": [draw(st.floats(0.0, 20.0)) for _ in range(T + 1)],
        "c_A": [draw(cost) for _ in range(T)], "c_D": [draw(cost) for _ in range(T)], "c_s": [draw(cost)] * T,
        "c_exhausted": draw(cost), "kappa": draw(cost), "kappa_s": draw(cost), "psi": draw(cost),
        "b": 0.0, "gamma_A": 0.0, "gamma_D": 0.0, "lc_A": 0.0, "lc_D": 0.0, "ren_0": 0.0, "guarantee": draw(share),
        "delta_A": draw(st.floats(0.5, 1.0)), "delta_D": draw(st.floats(0.5, 1.0)),
        "W_A": wins, "W_D": draw(share) * (1 - wins), "stop_A": stopped, "stop_D": draw(share) * (1 - stopped),
        "o": [draw(share) for _ in range(T)], "theta_N": draw(share), "rho_F": draw(share), "rho_S": draw(share),
    }  # fmt: skip


@hypothesis.settings(max_examples=60, deadline=None, derandomize=True)
@hypothesis.given(agreed=common_priors())
def test_common_priors_are_ripe_in_every_reachable_state_of_every_month(agreed: dict) -> None:
    engine = Engine.of(whole_war(**agreed))
    for t in range(T):
        reached = (engine.fronts(t) < engine.lattice.steps) & (abs(engine.fronts(t) - engine.lattice.start) <= t)
        gap = np.asarray(engine.play(t).gap)[:, :, reached]
        assert gap.min() >= -1e-12
        settles = np.asarray(engine.play(t).settles)[:, :, reached]
        assert settles == pytest.approx(engine.game.months.table[t] + 0 * settles)


# --- Feigned talks -----------------------------------------------------------------------------


def worth_of_conduct(engine: Engine, after: jax.Array, t: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(E[V_A | stance] for the four stances, L without and with bombing, eta) in every state of a month."""
    game, lattice, now = engine.game, engine.lattice, engine.now(t)
    kernels = kernels_of(game, now, ATTACKER, lattice)
    never = jax.tree.map(jnp.zeros_like, kernels.collapse)
    side = game.attacker
    worth = Outcomes(after, front_won=side.wins, front_lost=side.loses, collapse=number(0.0), stop=number(0.0))
    going_on = fight_on(dataclasses.replace(kernels, collapse=never), worth, lattice, now.month)
    breaks: Collapse = kernels.collapse
    falls = [np.asarray(h)[:, None, None, :] for h in (breaks.quiet, breaks.bombing)]
    return np.stack([np.asarray(v) for v in going_on]), np.stack(falls), np.asarray(breaks.stop)[..., None, None]


@pytest.mark.parametrize("bombing", [False, True])
def test_the_attacker_attends_exactly_where_the_feign_condition_holds(bombing: bool) -> None:
    """delta (1-L)(1-eta) (E[V_A | attend] - E[V_A | refuse]) > kappa - b 1{indulgent} - rho_F gamma_A.

    With bombing, the best over bombing under attending against the best over bombing under refusing.
    """
    dear: dict[str, object] = {} if bombing else {"kappa_s": 1.0}
    war = whole_war(kappa=0.001, **dear)
    engine = Engine.of(war)
    months, game = engine.by_month(), engine.game
    attended_count, states = 0, 0
    for t in range(T - 1):
        going_on, falls, stops = worth_of_conduct(engine, months[t + 1][0][0], t)
        chosen = np.asarray(engine.play(t).stance[0])
        living = engine.fronts(t) < war.N
        indulged = np.asarray(indulgence(game, engine.lattice))[:, None, None, :]
        price = war.kappa - war.b * indulged - war.rho_F * war.gamma_A
        kept = war.delta_A * (1 - stops)
        if bombing:
            side = {}
            for attends in (False, True):
                totals = []
                for place, (a, s) in enumerate(STANCES):
                    if a == attends:
                        won = war.delta_A * falls[int(s)] * war.W_A
                        stopped = war.delta_A * (1 - falls[int(s)]) * stops * war.stop_A
                        totals.append(won + stopped + (1 - falls[int(s)]) * kept * going_on[place] - war.kappa_s * s)
                side[attends] = np.maximum(*totals)
            excess = side[True] - side[False] - price
        else:
            gain = going_on[1] - going_on[0]
            excess = feigned_talks.feign_margin(
                gain, war.kappa, war.delta_A, falls[0], stops, war.b * indulged, war.rho_F, war.gamma_A, indulgent=True
            )
            assert not np.any(chosen[:, :, living] >= 2)
        attends = (chosen == 1) | (chosen == 3)
        assert np.abs(excess[:, :, living]).min() > 1e-12  # no state is a tie
        assert np.array_equal((excess > 0)[:, :, living], attends[:, :, living])
        attended_count += attends[:, :, living].sum()
        states += attends[:, :, living].size
    assert 0.1 * states < attended_count < 0.9 * states
