"""What each side believes that it can win: the engine against plain recursion over the oracle's branches."""

from __future__ import annotations

import dataclasses
from functools import partial

import jax
import numpy as np
import pytest

from laws.wars import realistic_war
from oracle.brute_force import Solution, War, solve
from oracle.brute_force import collapse as collapse_hazard
from oracle.brute_force import law as oracle_law
from oracle.winning import wins
from ripeness.arrays import ENDINGS, EVERY_BELIEF, MONTHS_ON, READINGS, THRESHOLDS
from ripeness.solver.belief import between, wins_within
from ripeness.solver.course import Course, Epoch

from .adapter import Engine, forecast_war, game_of, lattice_of, nothing_seen, rules_of, states_of
from .pairs import believing, solved
from .wars import VARIANTS, T, whole_war

CLOSE = 1e-9
SIDES = ("attacker", "defender")
H = 3


def windows(engine: Engine, begins: tuple[int, ...], months: int) -> list[np.ndarray]:
    """pi^H of both sides, (begin, gate, chest, front, sincerity)."""
    ask = partial(wins_within, lattice=engine.lattice, first=0, begins=begins, months=months, horizon=engine.horizon)
    return [np.asarray(one) for one in jax.jit(ask)(engine.game, stances=engine.equilibrium.play.stance)]


def small_war(**changes: object) -> War:
    """Ten months with reserves that run out on the way, a mediator and a gate."""
    path = [max(0.0, 40.0 - 8.0 * t) for t in range(11)]
    small: dict[str, object] = {"T": 10, "N": 6, "k0": 3, "path": path, "chest_spacing": 10.0}
    return dataclasses.replace(realistic_war(1, 5, 3), **(small | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["nash", "logit_with_ceasefire_and_floors"])
def test_within_some_months_is_the_same_with_nothing_won_after_them(name: str) -> None:
    """Windows that end before the last month solved, on it and past it."""
    pair = solved(name)
    war, engine, oracle = pair.war, pair.engine, pair.oracle
    begins = (0, 2, T - H, T - 1)
    found = windows(engine, begins, H)
    for n, side in enumerate(SIDES):
        for place, t in enumerate(begins):
            expected = wins(oracle, side, min(t + H, war.T))
            for state in states_of(war, t):
                here = (place, *engine.place(t, state))
                assert abs(found[n][here] - expected(t, state)[0]) < CLOSE, (side, t, state)


def common_beliefs(war: War) -> War:
    """Both sides believe what the attacker does, and nothing feeds the hope of one alone."""
    shared = {
        f"{name}_D": getattr(war, f"{name}_A")
        for name in ("battle_mean", "battle_strength", "collapse_mean", "collapse_strength", "zeta", "forced")
    }
    return dataclasses.replace(war, news=[1.0] * war.T, news_of_indulgence=1.0, **shared)


def test_under_common_beliefs_one_wins_or_the_other_or_nobody() -> None:
    engine = believing(common_beliefs(whole_war()))
    belief = engine.equilibrium.belief
    assert belief is not None
    living = np.stack([np.broadcast_to((engine.fronts(t) < 6)[:, None], engine.lattice.shape) for t in range(T)])
    total = sum(np.asarray(one) for one in (*belief.wins, belief.undecided[0]))
    assert total[living] == pytest.approx(1.0, abs=1e-12)
    np.testing.assert_allclose(*(np.asarray(one)[living] for one in belief.undecided), atol=1e-12)
    assert min(float(np.asarray(one)[living].max()) for one in (*belief.wins, belief.undecided[0])) > 0.2


# --- Means: what finding out that money is gone does to a belief ------------------------------------------------


def test_with_empty_reserves_the_attacker_believes_less_and_the_defender_more() -> None:
    """Through the forced stop alone, then through the battles alone, then neither: where nothing is wired it stays."""
    stop, battle = {"odds_when_exhausted": 0.0}, {"forced_A": (0.001, 0.001), "forced_D": (0.01, 0.01)}
    for changes in (stop, battle | {"odds_when_exhausted": -0.2}):
        engine = believing(small_war(**changes))
        belief = engine.equilibrium.belief
        assert belief is not None
        attacker, defender = (np.asarray(one)[0, 0, :, 1, 1] for one in belief.wins)
        assert attacker[0] < attacker[-1] - 0.02 and defender[0] > defender[-1] + 0.02, changes
        assert (np.diff(attacker) >= -1e-12).all()
    idle = believing(small_war(**battle, odds_when_exhausted=0.0, c_exhausted=0.0)).equilibrium.belief
    assert idle is not None
    for one in idle.wins:
        assert np.ptp(np.asarray(one)[0, 0], axis=0) == pytest.approx(0.0, abs=1e-9)


def test_the_package_moves_the_attackers_belief() -> None:
    """In force it empties the reserves, and an attacker without reserves may have to stop."""
    war = small_war(odds_when_exhausted=0.0, path=[40.0] * 11, shift=[(0.0, -8.0)] * 10, news_of_indulgence=1.0)
    engine = believing(war)
    belief = engine.equilibrium.belief
    assert belief is not None
    none, package = np.asarray(belief.wins[0])[0, :, -1, 1, 1]
    assert package < none - 0.01
    idle = believing(dataclasses.replace(war, shift=[(0.0, 0.0)] * 10)).equilibrium.belief
    assert idle is not None
    none, package = np.asarray(idle.wins[0])[0, :, -1, 1, 1]
    assert abs(package - none) < 1e-3


# --- What a forecast reports ----------------------------------------------------------------------------------

AS_OF, SHOWN = 2, 8


@pytest.fixture(scope="module")
def told() -> tuple[War, Solution, dict[str, np.ndarray]]:
    """A small war forecast from its third month, with nothing seen before."""
    war = small_war(ceasefire=(0.05, 0.1), floors=(0.0, 0.0))
    course = Course(
        (Epoch(0, lattice_of(war), rules_of(war)),), AS_OF, SHOWN, war.T, belief_horizon=H,
        beliefs=EVERY_BELIEF,
    )  # fmt: skip
    game = game_of(war)
    found = forecast_war(course, (game,), nothing_seen(AS_OF, war.N, game.precision.dtype))
    return war, solve(war), found


def states_at(war: War, oracle: Solution, t: int) -> dict[tuple[int, int, int, int], float]:
    """The oracle's law at the start of a month, of the wars that go on at `as_of`."""
    mu = war.mediator.mu0
    months = oracle_law(war, (0, war.k0, war.R - 1, float(np.log(mu / (1 - mu))), 0), t, solution=oracle)
    return {state: mass / months[AS_OF].at_war for state, mass in months[t].states.items()}


@pytest.mark.parametrize("side", SIDES)
def test_a_forecast_reports_the_mean_belief_of_the_wars_that_go_on(told, side: str) -> None:
    war, oracle, found = told
    months_on = [month for month in MONTHS_ON if month < SHOWN]
    assert months_on == [0, 6] and found[f"{side}_wins_within"].shape == (2,)
    for month in range(SHOWN):
        states = states_at(war, oracle, AS_OF + month)
        total = sum(states.values())

        def mean(until: int, which: int, states=states, total=total, month=month) -> float:
            chance = wins(oracle, side, until)
            return sum(mass * chance(AS_OF + month, s)[which] for s, mass in states.items()) / total

        assert found[f"{side}_wins_in_own_eyes"][month] == pytest.approx(mean(war.T, 0), abs=CLOSE)
        assert found[f"{side}_undecided"][month] == pytest.approx(mean(war.T, 1), abs=CLOSE)
        if month in months_on:
            soon = found[f"{side}_wins_within"][months_on.index(month)]
            assert soon == pytest.approx(mean(min(AS_OF + month + H, war.T), 0), abs=CLOSE)
            assert soon < found[f"{side}_wins_in_own_eyes"][month] or AS_OF + month + H >= war.T


def test_endings_are_told_by_what_the_attacker_believed_in_the_month(told) -> None:
    """In the months of a window's beginning, where the belief within some months is exact; three readings."""
    war, oracle, found = told
    below = found["disbelieving"]
    assert below.shape == (SHOWN, len(READINGS), len(ENDINGS), len(THRESHOLDS))
    for month in (0, 6):
        t = AS_OF + month
        expected = np.zeros(below.shape[1:])
        within, ever = (wins(oracle, "attacker", until) for until in (min(t + H, war.T), war.T))
        for state, mass in states_at(war, oracle, t).items():
            here = oracle.month(t, *state)
            beliefs = within(t, state)[0], ever(t, state)[0], here.d[0]
            left = mass * (1 - here.settles - here.ceases)
            ends = {"ceasefire": mass * here.ceases, "settled": mass * here.settles}
            if any(here.gives_up):
                for side, does in zip(SIDES, here.gives_up, strict=True):
                    ends[f"{side}_capitulates"] = left * does / sum(here.gives_up)
            else:
                stance = here.weights.index(1.0)
                falls = collapse_hazard(war, "nature", t, state[2], state[3], stance // 2)
                ends["defender_collapses"] = left * falls
            for reading, belief in enumerate(beliefs):
                for name, mass_of in ends.items():
                    place = 0 if name == "settled" else ENDINGS.index(name)
                    expected[reading, place] += mass_of * (belief < np.array(THRESHOLDS))
        np.testing.assert_allclose(below[month, :, :3].sum(axis=1), expected[:, 0], atol=CLOSE)
        for name in ("ceasefire", "attacker_capitulates", "defender_capitulates", "defender_collapses"):
            place = ENDINGS.index(name)
            np.testing.assert_allclose(below[month, :, place], expected[:, place], atol=CLOSE, err_msg=name)
        whole = found["endings"][0, month]
        front = [ENDINGS.index(name) for name in ("attacker_wins_at_the_front", "attacker_expelled")]
        assert (below[month, :, front[0]] == 0.0).all()
        np.testing.assert_allclose(below[month, :, front[1]], whole[front[1]], atol=1e-15)
        assert (below[month] <= whole[:, None] + 1e-12).all()
    assert below.max() > 1e-3


def test_between_its_months_a_belief_is_read_off_the_straight_line() -> None:
    """Against windows that begin in every month: months between and after, fronts of either parity."""
    war = realistic_war(2, 5, 3)
    engine = believing(war)
    begins, every = (0, 6, 12, 24), tuple(range(30))
    few, exact = windows(engine, begins, 18)[0], windows(engine, every, 18)[0]
    for t in every:
        found = np.asarray(between(few, begins, np.float64(t), engine.lattice))
        apart = np.abs(found - exact[t])[:, :, engine.fronts(t) < war.N]
        assert apart.max() < (1e-12 if t in begins else 0.04), t  # largest beside the front's ends
        assert apart.mean() < 0.01
    assert np.ptp(exact[0]) > 0.3


# --- Every kind of war, in every state ---------------------------------------------------------------------


@pytest.mark.parametrize("name", VARIANTS)
def test_a_sides_belief_is_the_month_played_to_the_end_in_its_own_eyes(name: str) -> None:
    """Chance of winning, and that nobody wins, in every state of every month of wars of every kind."""
    pair = solved(name)
    war, engine, oracle = pair.war, pair.engine, pair.oracle
    chance, nobody = (jax.tree.map(np.asarray, one) for one in (pair.belief.wins, pair.belief.undecided))
    apart = 0.0
    for n, side in enumerate(SIDES):
        expected = wins(oracle, side, war.T)
        for t in range(war.T):
            for state in states_of(war, t):
                here = (t, *engine.place(t, state))
                won, undecided = expected(t, state)
                assert abs(chance[n][here] - won) < CLOSE, (side, t, state)
                assert abs(nobody[n][here] - undecided) < CLOSE, (side, t, state)
                apart = max(apart, won)
    assert apart > 0.5
