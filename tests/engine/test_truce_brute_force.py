"""The engine's truce agrees with the brute-force oracle in every state of small wars: values, play, law, record."""

from __future__ import annotations

import dataclasses
from typing import Any

import jax
import numpy as np
import pytest

from oracle.brute_force import Solution, War, filtered, law, log_odds, solve
from oracle.step import Masses as OracleMasses
from oracle.war import Text, Truce
from ripeness.arrays import BELIEVERS, ENDINGS, SETTLEMENTS
from ripeness.solver.sample import sample
from ripeness.solver.truces import Masses

from .adapter import Engine, seen_of, states_of
from .test_brute_force import AREAS, CLOSE, SAME_ENDING, start_of
from .wars import T, drifting, exerting, whole_war

MONEY: dict[str, object] = {"income": [(2.6, 1.4)] * T, "spending": [3.0] * T, "capacity": 20.0}
"""A plan above what comes in; a truce of which half is spent lets reserves rise above their path."""
WEARY: dict[str, object] = {
    "collapse_mean_A": 0.008,
    "drift_mean_A": 8.0,
    "drift_mean_D": 0.0,
    "c_A": [0.03 + 0.002 * t for t in range(T)],
    "c_D": [0.025 + 0.003 * t for t in range(T)],
    "o": [0.03] * T,
}
"""Sides that hope for less and pay more."""
SHORT = [dataclasses.replace(Text(terms=(None, 0.3, 0.6, 0.0), chance=[0.3] * T, mandate=[0.6] * T))]

SPOKEN = Text(terms=(), chance=[0.4] * T, mandate=[0.9] * T, truce=True)
"""A text that is a truce."""


def truce(**changes: object) -> Truce:
    """A truce in which everything can happen."""
    fields: dict[str, object] = {
        "offered": [0.3 - 0.02 * t for t in range(T)],
        "breaks_down": [0.05 + 0.01 * t for t in range(T)],
        "table": [0.3] * T,
        "cost": (0.3, 0.1),
        "spending": 0.5,
        "resume_cost": (0.004, 0.002),
        "relax": 0.1,
    }
    return Truce(**(fields | changes))  # type: ignore[arg-type]


def of_chance(seed: int) -> dict[str, object]:
    """Numbers of a random game, on the same lattice."""
    rng = np.random.default_rng(seed)

    def path(low: float, high: float) -> list[float]:
        return [float(one) for one in rng.uniform(low, high, T)]

    one = truce(
        offered=path(0.1, 0.9), breaks_down=path(0.0, 0.2), table=path(0.3, 0.5), cost=tuple(rng.uniform(0, 1, 2)),
        spending=float(rng.uniform(0, 1)), resume_cost=tuple(rng.uniform(0, 0.02, 2)), relax=float(rng.uniform(0, 0.3)),
    )  # fmt: skip
    return {
        "truce": one,
        "c_A": path(0.0, 0.06),
        "c_D": path(0.0, 0.06),
        "o": path(0.0, 0.3),
        "drift_mean_A": float(rng.uniform(-20, 40)),
        "drift_mean_D": float(rng.uniform(-20, 20)),
        "lc_A": float(rng.uniform(0, 0.15)),
    }


MADE: dict[str, dict[str, object]] = {
    "fixed": drifting(top=1) | MONEY,
    "bare": drifting(R=1, floors=(0.12, 0.15)),
    "effort": drifting(odds_shift=[1.0] * T, top=1) | exerting(elasticity_A=12.0, elasticity_D=15.0),
    "texts": drifting(top=1, texts=SHORT, text_refused_A=0.4, text_refused_D=1.2) | MONEY,
    "spoken": drifting(top=1, texts=[*SHORT, SPOKEN], text_refused_A=0.4, text_refused_D=1.2) | MONEY,
}
NAMES = [f"{made}-{seed}" for made in MADE for seed in (0, 1, 2)]


@dataclasses.dataclass
class Pair:
    """The same war, solved twice."""

    war: War
    oracle: Solution
    engine: Engine


@pytest.fixture(scope="module")
def pairs() -> dict[str, Pair]:
    """Solved wars by name, filled as tests ask for them."""
    return {}


def solved(pairs: dict[str, Pair], name: str) -> Pair:
    """The pair of a made war; its seed 0 is as made, the others of chance."""
    if name not in pairs:
        made, seed = name.split("-")
        changes: dict[str, Any] = (
            {"truce": truce()} | WEARY | MADE[made] | (of_chance(int(seed)) if seed != "0" else {})
        )
        war = whole_war(**changes)
        pairs[name] = Pair(war, solve(war), Engine.of(war))
    return pairs[name]


def begun(war: War) -> tuple[int, float, int, float, int]:
    """Where the engine starts: reserves on their path."""
    t, front, _, sincerity, g = start_of(war)
    return t, front, war.R - 1 if war.top is None else war.top, sincerity, g


@pytest.mark.parametrize("name", NAMES)
def test_truces_begin_end_and_settle_in_every_state_as_the_oracle_has_it(pairs: dict[str, Pair], name: str) -> None:
    pair = solved(pairs, name)
    war, engine = pair.war, pair.engine
    for t in range(war.T):
        chosen = jax.tree.map(np.asarray, engine.play(t))
        segments = engine.equilibrium.settlement.segments
        taken = segments.take(chosen.truce.segment.astype(int))
        u = np.asarray(taken.line.u_start + (taken.line.u_end - taken.line.u_start) * chosen.truce.position)
        rows, deals = [], []
        for state in states_of(war, t):
            here, month = engine.place(t, state), pair.oracle.month(t, *state)
            yields = tuple(bool(np.broadcast_to(side, engine.lattice.shape)[here]) for side in
                           (chosen.yields_attacker, chosen.yields_defender))  # fmt: skip
            assert yields == month.gives_up
            found = (chosen.attacker[here], chosen.defender[here], chosen.settles[here], chosen.begins[here])
            rows.append((found, (*month.d, month.settles, month.begins)))
            assert int(chosen.stance[0][here]) == month.weights.index(1.0), (t, state)
            k, j, i, g = state
            if i == 0:
                there, quiet = (*here[:3], 0), pair.oracle.truces.month(t, k, j, g)
                does = chosen.truce.resumes_attacker[there] > 0, chosen.truce.resumes_defender[there] > 0
                assert does == quiet.resumes, (t, state)
                rows.append(((chosen.truce.settles[there],), (quiet.settles,)))
                if quiet.deal is not None:
                    deals.append((u[there], quiet.deal.u))
        assert max(np.abs(np.subtract(*row)).max() for row in rows) < CLOSE, t
        assert max((abs(one - other) for one, other in deals), default=0.0) < CLOSE, t
    for state in states_of(war, 0):
        here = engine.place(0, state)
        opening = [float(side[here]) for side in engine.equilibrium.opening[:2]]
        quiet = [float(side[(*here[:3], 0)]) for side in engine.equilibrium.opening[2:]]
        k, j, _, g = state
        assert opening == pytest.approx(pair.oracle.value(0, *state), abs=CLOSE)
        assert quiet == pytest.approx(pair.oracle.truces.value(0, k, j, g), abs=CLOSE)


def test_the_wars_are_varied_enough_to_test_anything(pairs: dict[str, Pair]) -> None:
    """In some states a truce begins and in some it does not; either side resumes, and neither; truces settle."""
    begins, resumes, settles, above = set(), set(), set(), 0.0
    for name in NAMES:
        pair = solved(pairs, name)
        for t in range(pair.war.T):
            for state in states_of(pair.war, t):
                k, j, _, g = state
                quiet = pair.oracle.truces.month(t, k, j, g)
                begins.add(pair.oracle.month(t, *state).begins > 0)
                resumes.add(quiet.resumes)
                settles.add(quiet.settles > 0)
        last = law(pair.war, begun(pair.war), pair.war.T, "nature", pair.oracle)[-1]
        above += sum(p for (_, j, _), p in last.held.items() if pair.war.top is not None and j > pair.war.top)
    assert begins == settles == {True, False}
    assert {(True, False), (False, True), (False, False)} <= resumes
    assert above > 0.01


@pytest.mark.parametrize("believer", BELIEVERS)
@pytest.mark.parametrize("name", ["fixed-0", "fixed-1", "bare-0", "effort-2", "texts-1", "spoken-2"])
def test_the_law_agrees_in_war_and_in_truce(pairs: dict[str, Pair], name: str, believer: str) -> None:
    pair = solved(pairs, name)
    war, engine = pair.war, pair.engine
    expected = law(war, begun(war), war.T, believer, pair.oracle)
    found = jax.tree.map(np.asarray, engine.forecast(engine.start(), 0, war.T, BELIEVERS.index(believer)))
    for name_here in ("truce", "stopped", "truce_stands"):
        wanted = [getattr(month, name_here) for month in expected[:-1]]
        assert found[name_here] == pytest.approx(wanted, abs=CLOSE), name_here
    assert found["ongoing"] == pytest.approx([month.at_war for month in expected[:-1]], abs=CLOSE)
    counts = {"truces_begun": "begun"} | {
        one: one for one in ("broken_down", "resumed_by_attacker", "resumed_by_defender")
    }
    for here, there in counts.items():
        wanted = [getattr(month, there) for month in expected[1:]]
        assert np.cumsum(found[here]) == pytest.approx(wanted, abs=CLOSE), here
    ended = dict(zip(ENDINGS, np.cumsum(found["endings"], axis=0).T, strict=True))
    for there, here in SAME_ENDING.items():
        assert ended[here] == pytest.approx([month.endings[there] for month in expected[1:]], abs=CLOSE), here
    settled = sum(ended[one] for one in SETTLEMENTS)
    assert settled == pytest.approx([month.endings["settlement"] for month in expected[1:]], abs=CLOSE)


RECORD = [seen | {"truce": t in (3, 4)} for t, seen in enumerate(AREAS)]
RECORD[3] |= {"truce": True, "attended": None, "strikes": None, "partial_deal": None}
RECORD[4] |= {"truce": True, "attended": None, "strikes": None, "partial_deal": None}
"""A war with a truce from the fourth month to the fifth."""


ANSWERED = [seen | {"answers": [(1, "defender", "refuses"), (1, "attacker", "accepts")] if t in (1, 5) else [],
                    "answer_error": 0.2} for t, seen in enumerate(RECORD)]  # fmt: skip
"""The same with answers to the text that is a truce."""


@pytest.mark.parametrize(
    ("name", "record"),
    [
        *((name, record) for name in ("fixed-1", "effort-2", "texts-1") for record in (AREAS, RECORD, RECORD[:5])),
        ("spoken-1", ANSWERED),
    ],
)
def test_the_filter_agrees_in_war_and_in_truce(pairs: dict[str, Pair], name: str, record: list[dict]) -> None:
    pair = solved(pairs, name)
    expected = filtered(pair.war, begun(pair.war), record, solution=pair.oracle)
    posterior, months = pair.engine.observe(pair.engine.start(), seen_of(pair.war, record), 0)
    assert np.asarray(months) == pytest.approx(expected.log_likelihood, abs=CLOSE)
    assert isinstance(posterior, Masses)
    compare(pair, expected.masses, posterior)


def compare(pair: Pair, expected: OracleMasses, found: Masses) -> None:
    """Every state of war and of truce."""
    war, quiet = np.asarray(found.war), np.asarray(found.truce)
    t = min(expected.t, pair.war.T - 1)
    for state in states_of(pair.war, t):
        k, j, i, g = state
        here = pair.engine.place(t, state)
        wanted = sum(part.get(state, 0.0) for part in expected.war.values())
        assert war[here] == pytest.approx(wanted, abs=CLOSE)
        if i == 0:
            wanted = sum(part.get((k, j, g), 0.0) for part in expected.truce.values())
            assert quiet[(*here[:3], 0)] == pytest.approx(wanted, abs=CLOSE)
    assert war.sum() + quiet.sum() == pytest.approx(1.0, abs=CLOSE)
    assert len(log_odds(pair.war)) == war.shape[3]


WARS = 40_000


@pytest.mark.parametrize("name", ["fixed-2", "spoken-1"])
def test_sampled_wars_are_in_a_truce_as_often_as_the_law_says(pairs: dict[str, Pair], name: str) -> None:
    """Within four and a half standard errors in every month: fought, in a truce, ended so."""
    engine, war = solved(pairs, name).engine, solved(pairs, name).war
    rng = np.random.default_rng(1)
    months = slice(0, war.T)
    drawn = sample(engine.game, engine.equilibrium, engine.lattice, engine.rules, engine.start(), months, 0, WARS, rng)
    report = jax.tree.map(np.asarray, engine.forecast(engine.start(), 0, war.T, 0))
    assert report["truce"].max() > 0.1

    def close(shares: np.ndarray, chances: np.ndarray) -> bool:
        error = np.sqrt(np.maximum(chances * (1 - chances), 1.0 / WARS) / WARS)
        return bool((np.abs(shares - chances) < 4.5 * error).all())

    assert close(drawn.ongoing(), report["ongoing"])
    assert close(drawn.truce.mean(axis=0), report["truce"])
    assert close(np.cumsum(drawn.ended(), axis=0), np.cumsum(report["endings"], axis=0))
    fought = ~drawn.truce & (drawn.lasted[:, None] > np.arange(war.T))
    chest = np.array([drawn.war_chest[fought[:, t], t].mean() for t in range(war.T)])
    assert chest == pytest.approx(report["war_chest"], rel=0.02)
