"""The engine agrees with the brute-force oracle in every reachable state of tiny wars."""

from __future__ import annotations

import dataclasses
import math
from collections import Counter, defaultdict

import jax
import numpy as np
import pytest

from oracle.brute_force import ENDINGS as ORACLE_ENDINGS
from oracle.brute_force import (
    Mediator,
    War,
    filtered,
    indulgent,
    law,
    levels,
    log_odds,
    offsets,
    round_to,
    solve,
    step,
)
from oracle.front import area, land, start_cell
from oracle.terms import Deal
from oracle.texts import on_the_day, text_worth
from ripeness.arrays import BELIEVERS, ENDINGS, SETTLEMENTS
from ripeness.solver.course import Course, Epoch
from ripeness.solver.law import pass_on

from .adapter import Engine, forecast_war, game_of, lattice_of, rules_of, seen_of, states_of
from .pairs import Pair, solved
from .wars import TWO_DOORS, VARIANTS, T, whole_war

CLOSE = 1e-9
SAME_ENDING = {
    "ceasefire": "ceasefire",
    "capitulation_attacker": "attacker_capitulates",
    "capitulation_defender": "defender_capitulates",
    "attacker_wins_at_front": "attacker_wins_at_the_front",
    "attacker_expelled": "attacker_expelled",
    "defender_collapses": "defender_collapses",
    "attacker_forced_stop": "attacker_forced_to_stop",
}


def logit(probability: float) -> float:
    """Log-odds."""
    return math.log(probability / (1 - probability))


def start_of(war: War) -> tuple[int, int, int, float, int]:
    """Where the engine starts a war: on the path, package shut."""
    front = war.k0 if war.front_law == "steps" else start_cell(war)
    return 0, front, war.R - 1, logit(war.mediator.mu0), 0


# --- The game ----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", VARIANTS)
def test_every_state_of_every_month_is_played_as_the_oracle_plays_it(name: str) -> None:
    pair = solved(name)
    war, engine = pair.war, pair.engine
    compared = 0
    for t in range(war.T):
        chosen = jax.tree.map(np.asarray, engine.play(t))
        segments = engine.equilibrium.settlement.segments
        taken = segments.take(chosen.segment.astype(int))
        u = np.asarray(taken.line.u_start + (taken.line.u_end - taken.line.u_start) * chosen.position)
        terms = engine.terms(chosen)
        v = np.asarray(game_value(engine, terms))
        shape = engine.lattice.shape
        weights = np.stack([np.broadcast_to(w, shape) for w in chosen.stance])
        kept = ("ceases", "yields_attacker", "yields_defender")
        whole = {field: np.broadcast_to(getattr(chosen, field), shape) for field in kept}
        rows = []
        for state in states_of(war, t):
            here, month = engine.place(t, state), pair.oracle.month(t, *state)
            assert (whole["yields_attacker"][here], whole["yields_defender"][here]) == month.gives_up
            found = [chosen.attacker[here], chosen.defender[here], chosen.settles[here], whole["ceases"][here]]
            expected = [*month.d, month.settles, month.ceases]
            if war.precision is None:
                assert int(weights[0][here]) == month.weights.index(1.0), (t, state)
            else:
                found += list(weights[(slice(None), *here)])
                expected += month.weights
            if month.gap > -math.inf:
                found.append(chosen.gap[here])
                expected.append(month.gap)
            else:
                assert chosen.gap[here] < 0
            if month.deal is not None:
                found += [u[here], v[here], *terms[here]]
                expected += [month.deal.u, month.deal.v, *month.deal.x]
                compared += 1
            rows.append((np.array(found, float), np.array(expected)))
        difference = max(np.abs(found - expected).max() for found, expected in rows)
        assert difference < CLOSE, (t, difference)
    assert compared > 15
    for state in states_of(war, 0):
        here = engine.place(0, state)
        found = tuple(float(side[here]) for side in engine.equilibrium.opening)
        assert found == pytest.approx(pair.oracle.value(0, *state), abs=CLOSE)


def game_value(engine: Engine, terms: np.ndarray) -> np.ndarray:
    """The defender's worth of terms, by the formula of model.md section 3."""
    i = jax.tree.map(np.asarray, engine.game.issues)
    broken = np.clip((i.base_reneging + terms @ i.reneging) * (1 - i.guarantee), 0, 1)
    return (1 - broken) * ((1 - terms) @ i.defender) - i.defender_leader_cost


def test_the_wars_are_varied_enough_to_test_anything() -> None:
    def months(name: str) -> list:
        pair = solved(name)
        return [pair.oracle.month(t, *s) for t in range(pair.war.T) for s in states_of(pair.war, t)]

    nash = months("nash")
    assert min(Counter(m.weights.index(1.0) for m in nash).values()) > 40
    assert 100 < sum(m.deal is not None for m in nash) < len(nash) - 100
    deals = {tuple(round(x, 6) for x in m.deal.x) for m in nash if m.deal}
    assert len(deals) > 30 and len({x[1] for x in deals}) > 1 and len({x[3] for x in deals}) == 2
    two_doors = law(solved("two_doors_lax_and_guaranteed").war, start_of(whole_war()), T)
    by_level = [sum(p for state, p in two_doors[-1].states.items() if state[3] == g) for g in range(3)]
    assert min(by_level) > 0.01
    for name in ("attacker_offers", "defender_offers", "alternating_on_odd_steps"):
        assert sum(m.deal is not None for m in months(name)) > 50
    assert sum(m.ceases > 0 for m in months("ceasefire_on_odd_steps")) > 20
    assert sum(m.ceases > 0 for m in months("logit_with_ceasefire_and_floors")) > 10
    ending = months("capitulation_and_ceasefire")
    assert set(Counter(m.gives_up for m in ending)) == {(a, d) for a in (True, False) for d in (True, False)}


# --- The law -----------------------------------------------------------------------------------


@pytest.mark.parametrize("believer", BELIEVERS)
@pytest.mark.parametrize(
    "name",
    [
        "logit_with_ceasefire_and_floors",
        "ceasefire_on_odd_steps",
        "two_doors_lax_and_guaranteed",
        "drift",
        "drift_in_substeps_between_ends",
        "effort_at_a_front_that_drifts",
        "texts",
        "texts_and_logit_on_a_front_that_drifts",
        "texts_without_land",
        "without_land",
    ],
)
def test_the_law_agrees_state_by_state_and_ending_by_ending(name: str, believer: str) -> None:
    pair = solved(name)
    war, engine = pair.war, pair.engine
    expected = law(war, start_of(war), war.T, believer, pair.oracle)
    months = engine.law(engine.start(), 0, war.T, BELIEVERS.index(believer))
    report = jax.tree.map(np.asarray, engine.forecast(engine.start(), 0, war.T, BELIEVERS.index(believer)))
    for t, (mass, _, after) in enumerate(months):
        array = np.asarray(mass)
        states = {state: array[engine.place(t, state)] for state in states_of(war, t)}
        assert max(abs(p - expected[t].states.get(state, 0.0)) for state, p in states.items()) < CLOSE
        assert array.sum() == pytest.approx(expected[t].at_war, abs=CLOSE)
        assert report["ongoing"][t] == pytest.approx(expected[t].at_war, abs=CLOSE)
        assert float(np.sum(after.goes_on)) == pytest.approx(expected[t + 1].at_war, abs=CLOSE)
    found = dict(zip(ENDINGS, np.cumsum(report["endings"], axis=0).T, strict=True))
    for name_there, name_here in SAME_ENDING.items():
        wanted = [month.endings[name_there] for month in expected[1:]]
        assert found[name_here] == pytest.approx(wanted, abs=CLOSE), name_here
    settled = sum(found[name_here] for name_here in SETTLEMENTS)
    assert settled == pytest.approx([month.endings["settlement"] for month in expected[1:]], abs=CLOSE)
    for t in range(war.T):
        compare_report(pair, t, expected[t].states, {k: v[t] for k, v in report.items()})


def label_of(war: War, k: int, deal: Deal, d: tuple[float, float]) -> str:
    """What a settlement is called: by land against the line in cell k, else by what each side gains over d."""
    banded = [i for i in war.issues if i.follows_front or i.band is not None]
    if banded:
        size = {id(i): 1.0 if i.band is None else i.band[1] - i.band[0] for i in banded}
        gives = sum((x - land(war, i, k)) * size[id(i)] for i, x in zip(war.issues, deal.x, strict=True) if i in banded)
        half = war.cell / 2 if war.front_law == "drift" else 1 / (2 * war.N)
        return SETTLEMENTS[0 if gives > half else 2 if gives < -half else 1]
    attacker, defender = (max(worth - other, 0.0) for worth, other in zip((deal.u, deal.v), d, strict=True))
    share = attacker / (attacker + defender) if attacker + defender > 1e-9 else 0.5
    return SETTLEMENTS[0 if share > 2 / 3 else 2 if share < 1 / 3 else 1]


def compare_report(pair: Pair, t: int, states: dict, found: dict[str, np.ndarray]) -> None:
    """Means over wars that go on, terms, and on whose terms, against plain sums over the oracle's states."""
    war, nodes = pair.war, log_odds(pair.war)
    total, expected, terms = sum(states.values()), defaultdict(float), np.zeros(len(war.issues))
    labels = dict.fromkeys(SETTLEMENTS, 0.0)
    for (k, j, i, g), p in states.items():
        month, share = pair.oracle.month(t, k, j, i, g), p / total
        expected["front"] += share * k
        if war.front_law == "drift":
            expected["area"] += share * area(war, k)
        expected["war_chest"] += share * max(0.0, war.path[t] + offsets(war)[j])
        expected["sincerity"] += share / (1 + math.exp(-nodes[i]))
        expected["package"] += share * (g == levels(war) - 1)
        expected["executive_action"] += share * (0 < g < levels(war) - 1)
        expected["indulgent"] += share * indulgent(war, i, g)
        expected["attacker_value"] += share * month.d[0]
        expected["defender_value"] += share * month.d[1]
        ripe = month.deal is not None
        expected["ripe"] += share * ripe
        going = 0.0 if any(month.gives_up) else 1 - month.settles - month.ceases
        signs = [{one.text: one.chance * one.signed for one in given} for given in month.answers or [[]] * 4]
        fights = [going * w * (1 - sum(by_text.values())) for w, by_text in zip(month.weights, signs, strict=True)]
        expected["stayed_away"] += share * (fights[0] + fights[2]) * (not ripe)
        expected["attended_no_deal_in_reach"] += share * (fights[1] + fights[3]) * (not ripe)
        expected["in_earnest"] += share * sum(fights) * ripe
        expected["bombing"] += share * (fights[2] + fights[3])
        expected["partial_deals"] += p * (fights[1] + fights[3]) * war.rho_F
        for weight, by_text in zip(month.weights, signs, strict=True):
            for text, chance in by_text.items():
                terms += p * going * weight * chance * np.array(on_the_day(war, war.texts[text], k))
                name = label_of(war, k, text_worth(war, war.texts[text], k), month.d)
                labels[name] += p * going * weight * chance
        if ripe:
            terms += p * month.settles * np.array(month.deal.x)
            labels[label_of(war, k, month.deal, month.d)] += p * month.settles
    for name, value in expected.items():
        assert found[name] == pytest.approx(value, abs=CLOSE), (t, name)
    if war.precision is None:  # a logit settles out of reach too, on terms that the oracle does not name
        assert found["terms"] == pytest.approx(terms, abs=1e-8)
        settled = dict(zip(ENDINGS, found["endings"], strict=True))
        assert {n: settled[n] for n in SETTLEMENTS} == pytest.approx(labels, abs=CLOSE)


# --- The record --------------------------------------------------------------------------------

RECORD: list[dict] = [
    {"front": "up", "position": 3, "attended": True, "strikes": False, "partial_deal": False, "error_rate": 0.1},
    {"position": 4, "attended": False, "strikes": True, "package": False, "error_rate": 0.1},
    {},
    {"partial_deal": True, "error_rate": 0.05},
    {"front": "down", "attended": False, "partial_deal": True, "strikes": True, "error_rate": 0.2},
    {"package": True, "attended": True, "error_rate": 0.1},
    {"front": "up", "package": True, "partial_deal": False, "error_rate": 0.02},
]


LEVELS = (0, None, 1, None, 2, None, 0)
SECOND_DOOR = [seen | {"package": None, "gate": level} for seen, level in zip(RECORD, LEVELS, strict=True)]
"""The same record with the gate's three levels."""

ANSWERED = [
    seen | {"answers": given, "answer_error": 0.15}
    for seen, given in zip(
        RECORD,
        ([], [(0, "defender", "refuses")], [], [(1, "attacker", "refuses"), (1, "defender", "refuses")],
         [(2, "attacker", "accepts"), (2, "defender", "proposes")], [], []),
        strict=True,
    )
]  # fmt: skip
"""The same record with answers to texts."""

AREAS = [
    {key: value for key, value in seen.items() if key not in ("front", "position")} | {"area": area}
    for seen, area in zip(RECORD, (None, 1310.0, 1290.0, None, 1350.0, 1400.0, 1340.0), strict=True)
]
"""The same record with areas, km^2, in some months."""


@pytest.mark.parametrize(
    ("name", "record"),
    [
        ("nash", RECORD),
        ("logit_with_ceasefire_and_floors", RECORD),
        ("logit_with_two_doors", SECOND_DOOR),
        ("drift", AREAS),
        ("drift_in_substeps_between_ends", AREAS),
        ("texts", ANSWERED),
    ],
)
def test_the_filter_agrees_month_by_month(name: str, record: list[dict]) -> None:
    pair = solved(name)
    expected = filtered(pair.war, start_of(pair.war), record, solution=pair.oracle)
    posterior, months = pair.engine.observe(pair.engine.start(), seen_of(pair.war, record), 0)
    assert np.asarray(months) == pytest.approx(expected.log_likelihood, abs=CLOSE)
    array = np.asarray(posterior)
    for state in states_of(pair.war, expected.t):
        p = array[pair.engine.place(expected.t, state)]
        assert p == pytest.approx(expected.posterior.get(state, 0.0), abs=CLOSE)
    assert len(expected.posterior) > 10


# --- Epochs ------------------------------------------------------------------------------------


def moved_into(old: War, new: War, states: dict, new_mediator: bool) -> dict:
    """The oracle's states of one epoch on the lattice of the next, by hand."""
    out: dict = defaultdict(float)
    for (k, j, i, g), p in states.items():
        minds = round_to(log_odds(new), logit(new.mediator.mu0)) if new_mediator else [(1.0, i)]
        for p1, j2 in round_to(offsets(new), offsets(old)[j]):
            for p2, i2 in minds:
                out[k, j2, i2, levels(new) - 1 if g == levels(old) - 1 else g] += p * p1 * p2
    return dict(out)


def test_the_law_passes_through_epochs_as_composed_by_hand() -> None:
    """A first mediator, from month 3 another and a finer chest, from month 5 (as_of) a policy."""
    first = solved("nash")
    changed = {
        "mediator": Mediator(
            present=True, mu0=0.35, a=0.1, refuse=0.4, strike=0.7, forgives=0.2, f=0.05, b_M=0.5, v_peace=1.2
        ),
        "R": 4,
        "chest_spacing": 2.5,
        "c_D": [0.02] * T,
    }
    second = whole_war(**changed)
    third = whole_war(**(changed | {"c_A": [0.03] * T, "battle_mean_A": 0.58}))
    wars, starts, as_of = [first.war, second, third], [0, 3, 5], 5
    oracles = [first.oracle, solve(second, 3), solve(third, 5)]
    epochs = tuple(Epoch(s, lattice_of(w), rules_of(w), new_mediator=s == 3) for s, w in zip(starts, wars, strict=True))
    course = Course(epochs, as_of, T - as_of, T)
    record = RECORD[:as_of]
    views = forecast_war(course, tuple(game_of(war) for war in wars), seen_of(first.war, record))
    for view, (believer, seen) in enumerate(
        [("nature", record), ("attacker", record), ("defender", record), ("nature", [{}] * as_of)]
    ):
        states = {(k, j, i, g): p for (k, j, i, g), p in _start(first.war).items()}
        likelihood = []
        for t in range(as_of):
            if t == 3:
                states = moved_into(first.war, second, states, True)
            solution = oracles[0] if t < 3 else oracles[1]
            states = step(solution, t, states, "nature", seen[t], dict.fromkeys(ORACLE_ENDINGS, 0.0))
            total = sum(states.values())
            likelihood.append(math.log(total))
            states = {state: p / total for state, p in states.items()}
        assert views["log_likelihood"][view] == pytest.approx(likelihood, abs=CLOSE)
        states = moved_into(second, third, states, False)
        for t in range(as_of, T):
            endings = dict.fromkeys(ORACLE_ENDINGS, 0.0)
            ongoing = sum(states.values())
            states = step(oracles[2], t, states, believer, {}, endings)
            assert views["ongoing"][view][t - as_of] == pytest.approx(ongoing, abs=CLOSE)
            found = dict(zip(ENDINGS, views["endings"][view][t - as_of], strict=True))
            for there, here in SAME_ENDING.items():
                assert found[here] == pytest.approx(endings[there], abs=CLOSE)
            assert sum(found[n] for n in SETTLEMENTS) == pytest.approx(endings["settlement"], abs=CLOSE)


def _start(war: War) -> dict:
    _, k, j, sincerity, g = start_of(war)
    return {(k, j, i, g): p for p, i in round_to(log_odds(war), sincerity)}


@pytest.mark.parametrize("door", [{}, {"gate": TWO_DOORS["gate"], "shift": TWO_DOORS["shift"]}], ids=["one", "two"])
def test_the_law_is_handed_to_another_chest_and_mind_as_by_hand(door: dict) -> None:
    """With a second door the package is still the last level, and nobody has yet gone through the new one."""
    old, new = solved("nash").war, whole_war(R=4, chest_spacing=2.5, sincerity=(4, -2.0, 2.0), **door)
    rng = np.random.default_rng(0)
    t, engine = 3, solved("nash").engine
    states = {state: rng.random() for state in states_of(old, t)}
    mass = np.zeros(lattice_of(old).shape)
    for state, p in states.items():
        mass[engine.place(t, state)] = p
    for new_mediator in (False, True):
        sides = (game_of(old), lattice_of(old)), (game_of(new), lattice_of(new))
        found = np.asarray(pass_on(mass, *sides, new_mediator=new_mediator))
        expected = np.zeros(lattice_of(new).shape)
        for state, p in moved_into(old, new, states, new_mediator).items():
            expected[engine.place(t, state)] = p
        assert found == pytest.approx(expected, abs=1e-12)


def test_a_gate_that_comes_with_an_epoch_is_shut_and_the_mind_starts_afresh() -> None:
    """From a war without mediator, chest or gate to one with all three: front kept, reserves on their path."""
    war = solved("nash").war
    bare = dataclasses.replace(lattice_of(war), chest=1, sincerity=1, gates=1)
    game, lattice = game_of(war), lattice_of(war)
    mass = np.zeros((1, 1, 3, 1))
    mass[0, 0, :, 0] = (0.6, 0.3, 0.1)
    found = np.asarray(pass_on(mass, (game, bare), (game, lattice), new_mediator=True))
    expected = np.zeros((2, war.R, 3, war.sincerity[0]))
    for p, i in round_to(log_odds(war), logit(war.mediator.mu0)):
        expected[0, war.R - 1, :, i] = p * np.array((0.6, 0.3, 0.1))
    assert found == pytest.approx(expected, abs=1e-12)
