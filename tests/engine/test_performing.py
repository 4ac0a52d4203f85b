"""What attending gives the attacker: against the brute-force tree, by hand, and against what he plays."""

from __future__ import annotations

import dataclasses
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from oracle.brute_force import Gate, War, indulgent, solve
from ripeness.arrays import ATTENDING
from ripeness.solver.attending import advantage, performing

from .adapter import Engine, game_of, lattice_of, rules_of, states_of
from .wars import TWO_DOORS, T, whole_war

MONTH = 3
CLOSE = 1e-12
WAR = whole_war(**TWO_DOORS)  # executive action, lax enforcement, hope fed by indulgence: every way in which it pays

given = jax.jit(performing, static_argnames=("lattice", "rules", "month", "horizon"))


def place_of(state: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """Index of an oracle's state in the engine's arrays."""
    k, j, i, g = state
    return g, j, (k - 1) // 2, i


def spread(war: War, levels: tuple[int, ...] = (0, 1, 2)) -> dict[tuple[int, int, int, int], float]:
    """Uneven probabilities of the states of the month with these levels of the gate; they sum to one."""
    states = [state for state in states_of(war, MONTH) if state[3] in levels]
    return dict(zip(states, np.random.default_rng(7).dirichlet(np.ones(len(states))), strict=True))


def engine(war: War, mass: dict) -> dict[str, np.ndarray]:
    """The engine's answer; parts by name."""
    where = np.zeros(lattice_of(war).shape)
    for state, p in mass.items():
        where[place_of(state)] = p
    found = given(
        game_of(war), lattice=lattice_of(war), rules=rules_of(war), mass=jnp.asarray(where), month=MONTH, horizon=T
    )
    parts = dict(zip(ATTENDING, np.asarray(found["attending_parts"]), strict=True))
    return {"worth": float(found["attending_worth"]), "pays": float(found["attending_pays"]), **parts}


def oracle(war: War, mass: dict) -> dict[str, float]:
    """Worth, its share of states, and what is left of it beyond the month's own flows, from the tree."""
    solution, found = solve(war, MONTH), dict.fromkeys(("worth", "pays", "later"), 0.0)
    for state, p in mass.items():
        _, _, i, g = state
        away, attends, away_bombing, attends_bombing = (F for F, _ in solution.month(MONTH, *state).by_stance)
        worth = max(attends, attends_bombing) - max(away, away_bombing)
        flow = -war.kappa + war.b * indulgent(war, i, g) + war.rho_F * war.gamma_A
        found["worth"] += p * worth
        found["pays"] += p * (worth > 0)
        found["later"] += p * (worth - flow)
    return found


NO_PUNISHMENT = {"gate": dataclasses.replace(WAR.gate, open=0.0, omega=0.0, acts=0.0)}
NO_PRESSURE = {"psi": 0.0, "news_of_indulgence": 1.0}
NO_SIDE_DEALS = {"b": 0.0}


def without(war: War, *changes: dict) -> War:
    return dataclasses.replace(war, **{name: value for one in changes for name, value in one.items()})


def test_each_part_is_what_the_brute_force_tree_gives() -> None:
    mass = spread(WAR)
    found, whole = engine(WAR, mass), oracle(WAR, mass)
    assert found["worth"] == pytest.approx(whole["worth"], abs=CLOSE)
    assert found["pays"] == pytest.approx(whole["pays"], abs=CLOSE)
    indulged = sum(p * indulgent(WAR, i, g) for (_, _, i, g), p in mass.items())
    assert found["cost"] == pytest.approx(-WAR.kappa, abs=CLOSE)
    assert found["side_deals_now"] == pytest.approx(WAR.b * indulged, abs=CLOSE)
    assert found["partial_deals"] == pytest.approx(WAR.rho_F * WAR.gamma_A, abs=CLOSE)
    for part, change in (("punishment", NO_PUNISHMENT), ("pressure", NO_PRESSURE), ("side_deals", NO_SIDE_DEALS)):
        lost = whole["later"] - oracle(without(WAR, change), mass)["later"]
        assert abs(lost) > 1e-5, f"{part}: this war does not tell"
        assert found[part] == pytest.approx(lost, abs=CLOSE), part
    rest = oracle(without(WAR, NO_PUNISHMENT, NO_PRESSURE, NO_SIDE_DEALS), mass)["later"]
    assert abs(rest) > 1e-5 and found["rest"] == pytest.approx(rest, abs=CLOSE)


@pytest.mark.parametrize(
    "change", [{}, {"b": 0.02, "psi": 0.05}, {"kappa": 0.1}], ids=["as-it-stands", "much-at-stake", "dear-talks"]
)
def test_the_parts_sum_to_the_worth(change: dict) -> None:
    war = without(WAR, change)
    found = engine(war, spread(war))
    assert sum(found[part] for part in ATTENDING) == pytest.approx(found["worth"], abs=1e-14)


@pytest.mark.parametrize(
    ("part", "change"),
    [("punishment", NO_PUNISHMENT), ("pressure", NO_PRESSURE), ("side_deals", NO_SIDE_DEALS)],
)
def test_a_mechanism_that_is_not_there_has_no_part_to_the_last_bit(part: str, change: dict) -> None:
    assert engine(without(WAR, change), spread(WAR))[part] == 0.0


def test_where_nobody_can_be_punished_pressed_or_paid_attending_gives_its_flows_alone() -> None:
    """Closed form: with a toothless package and without pressure and side deals, -kappa + rho_F gamma_A is left."""
    toothless = {
        "shift": [(0.0, 0.0, 0.0)] * T,
        "gate": Gate(open=0.2, omega=0.02, relax=0.25, acts=0.35, v_act=0.7, laxity=0.6),
    }
    war = without(WAR, toothless, NO_PRESSURE, NO_SIDE_DEALS)
    found = engine(war, spread(war))
    assert found["worth"] == pytest.approx(-WAR.kappa + WAR.rho_F * WAR.gamma_A, abs=1e-15)
    for part in ("punishment", "pressure", "side_deals", "rest", "interaction"):
        assert found[part] == pytest.approx(0.0, abs=1e-15), part


def test_delay_has_no_worth_of_its_own() -> None:
    """Where nothing is in force, nothing can be lifted or left unenforced, and nothing is left without the three."""
    found = engine(WAR, spread(WAR, levels=(0,)))
    assert abs(found["punishment"]) > 1e-5
    assert found["rest"] == pytest.approx(0.0, abs=1e-15)


def test_he_attends_exactly_where_it_gives_him_more() -> None:
    played = Engine.of(WAR)
    months = played.by_month()
    attended = {True: 0, False: 0}
    worth = jax.jit(partial(advantage, lattice=played.lattice, rules=played.rules))
    for t in range(T - 1):
        gain = np.asarray(worth(played.game, played.now(t), months[t + 1][0]))
        stance = np.stack([np.asarray(weight) for weight in months[t][1].stance])
        for state in states_of(WAR, t):
            attends = bool(stance[:, *place_of(state)][[1, 3]].sum())
            assert attends == (gain[place_of(state)] > 0), (t, state)
            attended[attends] += 1
    assert min(attended.values()) > 0
