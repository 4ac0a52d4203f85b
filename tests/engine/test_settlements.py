"""What settlements are called, and the bins in which they are told: by hand, and against every state of the oracle."""

from __future__ import annotations

import dataclasses
from collections import defaultdict

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from oracle.terms import deal_at
from oracle.texts import text_worth
from oracle.war import Text
from ripeness.arrays import SETTLEMENTS
from ripeness.model.endings import called, called_texts
from ripeness.model.state import Rules
from ripeness.solver.deals import MOVED, NEAR, binned, commonest, measured
from ripeness.solver.departures import Departures

from .adapter import Engine, states_of
from .pairs import Pair, solved
from .test_brute_force import label_of
from .wars import VARIANTS, T, drifting, whole_war

CLOSE = 1e-9
QUARTERS = np.array([0.0, 0.25, 0.5, 0.75, 1.0])
GOVERNMENT = 3
TO_ATTACKER, EVEN, TO_DEFENDER = range(3)

BY_HAND = [
    # The upper band is 350 km^2 from 1,250 on, the lower 250 km^2 from 1,000 on; a cell is 100 km^2, half of it 50.
    # share of the upper, of the lower band; at 1,300 km^2: net area, name; at 1,500 km^2: net area, name
    (0.30, 1.00, 55.0, TO_ATTACKER, -145.0, TO_DEFENDER),
    (0.28, 1.00, 48.0, EVEN, -152.0, TO_DEFENDER),
    (0.00, 1.00, -50.0, EVEN, -250.0, TO_DEFENDER),  # half a cell is not beyond half a cell
    (0.00, 0.99, -52.5, TO_DEFENDER, -252.5, TO_DEFENDER),
    (0.20, 0.90, -5.0, EVEN, -205.0, TO_DEFENDER),  # land for land
    (0.80, 0.90, 205.0, TO_ATTACKER, 5.0, EVEN),
    (1.00, 1.00, 300.0, TO_ATTACKER, 100.0, TO_ATTACKER),
    (None, None, 0.0, EVEN, 0.0, EVEN),
]


def test_texts_on_land_are_called_by_their_net_area_against_the_line_of_the_day() -> None:
    """Every net area is a sum of two shares times widths, in the table."""
    for upper, lower, net_low, low, net_high, high in BY_HAND:
        text = Text(terms=(upper, 0.3, lower, 0.0), chance=[0.5] * T, mandate=[1.0] * T)
        war = whole_war(**drifting(texts=[text]))
        engine = Engine.of(war)
        (found,) = called_texts(engine.game, engine.now(0), engine.lattice, engine.rules, engine.play(0))
        for cell, area, net, name in ((3, 1300.0, net_low, low), (5, 1500.0, net_high, high)):
            held = (min(max(area - 1250.0, 0.0), 350.0), 250.0)
            given = (held[0] if upper is None else 350.0 * upper, held[1] if lower is None else 250.0 * lower)
            assert sum(given) - sum(held) == pytest.approx(net)
            assert (np.asarray(found)[..., cell - 1, :] == name).all(), (upper, lower, area)


def test_without_land_a_settlement_is_called_by_the_share_of_the_surplus() -> None:
    gains = np.array(
        [[0.21, 0.1], [0.19, 0.1], [0.1, 0.19], [0.1, 0.21], [0.1, -0.1], [-0.1, 0.1], [0.0, 0.0], [-1, -2]]
    )
    names = [TO_ATTACKER, EVEN, EVEN, TO_DEFENDER, TO_ATTACKER, TO_DEFENDER, EVEN, EVEN]
    rules = Engine.of(whole_war()).rules
    without = dataclasses.replace(rules, land=())
    found = called(without, jnp.ones(8), jnp.asarray(0.1), (jnp.asarray(gains[:, 0]), jnp.asarray(gains[:, 1])))
    assert list(found) == names
    mirrored = called(without, jnp.ones(8), jnp.asarray(0.1), (jnp.asarray(gains[:, 1]), jnp.asarray(gains[:, 0])))
    assert list(mirrored) == [2 - name for name in names]
    land = called(rules, jnp.asarray([0.11, 0.1, -0.1, -0.11]), jnp.asarray(0.1), (jnp.zeros(4), jnp.ones(4)))
    assert list(land) == [TO_ATTACKER, EVEN, EVEN, TO_DEFENDER]


# --- Bins, against plain sums over the oracle's states --------------------------------------------


def told(x: np.ndarray) -> tuple[int, ...]:
    """Nearest quarter of each issue."""
    return tuple(int(np.argmin(np.abs(QUARTERS - one))) for one in x)


def by_hand(pair: Pair, t: int, states: dict) -> tuple[dict, np.ndarray, dict, np.ndarray]:
    """(mass by told terms and name, both gains, mass with a government by name, terms) of month t."""
    war, mass, aligned = pair.war, defaultdict(float), defaultdict(float)
    gains, terms = np.zeros(2), np.zeros(len(war.issues))

    def settle(weight: float, deal: object, k: int, d: tuple[float, float]) -> None:
        name = label_of(war, k, deal, d)
        mass[told(np.array(deal.x)), name] += weight
        aligned[name] += weight * (deal.x[GOVERNMENT] > 0.5)
        gains[:] += weight * (np.array([deal.u, deal.v]) - d)
        terms[:] += weight * np.array(deal.x)

    for (k, j, i, g), p in states.items():
        month = pair.oracle.month(t, k, j, i, g)
        if month.deal is not None:
            settle(p * month.settles, month.deal, k, month.d)
        going = 0.0 if any(month.gives_up) else 1 - month.settles - month.ceases
        for weight, given in zip(month.weights, month.answers or [[]] * 4, strict=True):
            for one in given:
                settle(
                    p * going * weight * one.chance * one.signed, text_worth(war, war.texts[one.text], k), k, month.d
                )
    return mass, gains, aligned, terms


@pytest.mark.parametrize("name", ["nash", "texts", "drift", "texts_without_land", "without_land"])
def test_bins_gains_and_governments_are_sums_over_the_oracles_states(name: str) -> None:
    pair = solved(name)
    engine = dataclasses.replace(pair.engine, rules=dataclasses.replace(pair.engine.rules, government=GOVERNMENT))
    months = engine.law(engine.start(), 0, pair.war.T, 0)
    found = jax.tree.map(np.asarray, engine.forecast(engine.start(), 0, pair.war.T, 0))
    segments = jax.tree.map(np.asarray, engine.equilibrium.settlement.segments)
    settled = 0.0
    for t, (mass, _, _) in enumerate(months):
        states = {s: np.asarray(mass)[engine.place(t, s)] for s in states_of(pair.war, t)}
        expected, gains, aligned, terms = by_hand(pair, t, states)
        bins, texts = found["deals_binned"][t], found["texts_binned"][t]
        here = defaultdict(float)
        for piece, step, number in np.argwhere(bins[..., 0] > 0.0):
            share = bins[piece, step, number, MOVED] / bins[piece, step, number, 0]
            start, end = segments.terms_start[piece], segments.terms_end[piece]
            here[told(start + share * (end - start)), SETTLEMENTS[number]] += bins[piece, step, number, 0]
        bargained = {key: value for key, value in expected.items() if value > 0.0}
        total = bins[..., 0].sum() + texts[..., 0].sum()
        assert total == pytest.approx(found["endings"][t][: len(SETTLEMENTS)].sum(), abs=1e-12)
        assert total == pytest.approx(sum(bargained.values()), abs=CLOSE)
        if not pair.war.texts:
            assert here == pytest.approx(bargained, abs=CLOSE)
        assert found["gains"][t] == pytest.approx(gains, abs=CLOSE)
        assert found["terms"][t] == pytest.approx(terms, abs=1e-8)
        assert found["aligned"][t] == pytest.approx([aligned[one] for one in SETTLEMENTS], abs=CLOSE)
        settled += total
    assert settled > 0.2


@pytest.mark.parametrize("name", ["texts", "without_land"])
def test_the_commonest_deals_and_the_rest_are_all_settlements_and_the_nearest_text_is_so(
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Six are kept of some more: the others' chance is told beside them."""
    monkeypatch.setattr("ripeness.solver.deals.KEPT", 6)
    pair = solved(name)
    engine, war = pair.engine, pair.war
    found = jax.tree.map(np.asarray, engine.forecast(engine.start(), 0, war.T, 0))
    bins = (jnp.asarray(found[which].sum(axis=0)) for which in ("deals_binned", "texts_binned"))
    deals = commonest(engine.game, engine.lattice, engine.rules, engine.equilibrium.settlement.segments, *bins)
    deals = jax.tree.map(np.asarray, deals)
    chance = deals["deal_chance"]
    assert len(chance) == 6 and (np.diff(chance) <= 0.0).all() and chance[0] > deals["deal_rest"] / 10 > 1e-6
    settled = found["endings"][:, : len(SETTLEMENTS)].sum()
    assert chance.sum() + deals["deal_rest"] == pytest.approx(settled, abs=1e-12)
    near = 0
    for mass, x, held, text in zip(*(deals[f"deal_{one}"] for one in ("chance", "terms", "held", "text")), strict=True):
        if mass == 0.0:
            continue
        if not war.texts:
            assert text == -1
            continue
        each = [tuple(h if y is None else y for y, h in zip(one.terms, held, strict=True)) for one in war.texts]
        worths = [deal_at(war, terms, one.guarantee) for terms, one in zip(each, war.texts, strict=True)]
        own = [number for number, terms in enumerate(each) if np.allclose(terms, x, atol=1e-12)]
        deal = worths[own[0]] if own else deal_at(war, tuple(x))
        apart = [max(abs(deal.u - one.u), abs(deal.v - one.v)) for one in worths]
        assert text == (int(np.argmin(apart)) if min(apart) <= NEAR else -1)
        near += text >= 0
    assert near > 0 or not war.texts


def test_a_signed_text_counts_with_its_own_government_and_what_it_gives_over_fighting_on() -> None:
    """A twentieth of all wars signs each text in one state; the second text alone aligns the government."""
    engine = solved("texts").engine
    rules = dataclasses.replace(engine.rules, government=GOVERNMENT)
    now, chosen, segments = engine.now(2), engine.play(2), engine.equilibrium.settlement.segments
    state, nothing = (0, 1, 1, 2), jnp.zeros(engine.lattice.shape)
    going = Departures(nothing, nothing, (nothing, nothing), (), (nothing.at[state].set(0.05),) * 3)
    names = called_texts(engine.game, now, engine.lattice, rules, chosen)
    deals = jnp.zeros(engine.lattice.shape, jnp.int8)
    bins = binned(engine.game, now, engine.lattice, rules, segments, going, chosen, deals, names)
    found = measured(engine.game, now, engine.lattice, rules, segments, going, chosen, bins)
    name = int(jnp.broadcast_to(names[1], engine.lattice.shape)[state])
    assert np.asarray(found["aligned"]) == pytest.approx(np.eye(3)[name] * 0.05)
    front = int(engine.fronts(2)[state[2]])
    war = solved("texts").war
    worths = [text_worth(war, text, front) for text in war.texts]
    expected = [
        sum(0.05 * (worth[side] - float(getattr(chosen, actor)[state])) for worth in worths)
        for side, actor in enumerate(("attacker", "defender"))
    ]
    assert np.asarray(found["gains"]) == pytest.approx(expected)


def test_named_steps_take_the_place_of_quarters() -> None:
    """A third issue with steps at 0, .9 and 1: its deals fall into three bins, parted half-way."""
    war = whole_war(**VARIANTS["without_land"])
    steps = ((), (), (0.0, 0.9, 1.0), ())
    plain = Engine.of(war)
    rules: Rules = dataclasses.replace(plain.rules, steps=steps)
    engine = dataclasses.replace(plain, rules=rules)
    found = jax.tree.map(np.asarray, engine.forecast(engine.start(), 0, war.T, 0))
    bins = found["deals_binned"].sum(axis=0)
    segments = jax.tree.map(np.asarray, engine.equilibrium.settlement.segments)
    moves = np.argmax(segments.terms_end - segments.terms_start, axis=1)
    seen = set()
    for piece, step, number in np.argwhere(bins[..., 0] > 0.0):
        share = bins[piece, step, number, MOVED] / bins[piece, step, number, 0]
        known = np.array(steps[moves[piece]] or QUARTERS)
        assert step == np.argmin(np.abs(known - share))
        seen.add((int(moves[piece]), int(step)))
    assert len(seen) > 3 and any(issue == 2 for issue, _ in seen)
