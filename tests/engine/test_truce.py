"""A truce against closed forms: what it is worth and how long it lasts where only one thing can happen to it."""

from __future__ import annotations

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from oracle.war import Truce
from ripeness.model.eyes import line_as_it_stands
from ripeness.model.kernels.treasury import Budget
from ripeness.model.kernels.truce import Standing
from ripeness.model.kernels.truce import Truce as Numbers
from ripeness.solver.truces import Masses

from .adapter import Engine
from .wars import T, drifting, whole_war

DEAR = (1e3, 1e3)
"""A cost of going back to war that nobody pays."""


def engine(breaks_down: float = 0.0, offered: float = 0.0, cost: tuple[float, float] = (0.0, 0.0)) -> Engine:
    """A war without tables or reserves; nobody ever goes back to it out of a truce but by accident."""
    truce = Truce(offered=[offered] * T, breaks_down=[breaks_down] * T, cost=cost, resume_cost=DEAR)
    return Engine.of(whole_war(**drifting(R=1, o=[0.0] * T, truce=truce)))


def test_a_truce_that_nothing_ends_is_worth_the_line_as_it_stands() -> None:
    """V = (1 - delta) H + delta H = H in every state and month, whatever the side's patience."""
    one = engine()
    lines = line_as_it_stands(one.game, one.lattice, one.rules, 0)
    for found, line in zip(one.equilibrium.opening[2:], lines, strict=True):
        assert np.asarray(found) == pytest.approx(np.broadcast_to(line, found.shape), abs=1e-14)


def test_what_a_truce_costs_is_discounted_month_by_month() -> None:
    """H less the share of each month's cost of war, discounted."""
    one = engine(cost=(0.5, 0.25))
    lines = line_as_it_stands(one.game, one.lattice, one.rules, 0)
    costs = one.game.months.attacker_cost, one.game.months.defender_cost
    sides = one.game.attacker, one.game.defender
    for n, share in enumerate((0.5, 0.25)):
        paid = share * sum(float(sides[n].patience) ** t * float(costs[n][t]) for t in range(T))
        found = np.asarray(one.equilibrium.opening[2 + n])
        assert found == pytest.approx(np.broadcast_to(lines[n] - paid, found.shape), abs=1e-14)


def test_a_truce_that_only_breaks_down_lasts_one_over_the_chance_of_that_in_months() -> None:
    """After n starts of a month (1 - b)^n is left: the sum over all months is 1 / b."""
    b = 0.2
    one = engine(breaks_down=b)
    start = one.start()
    held = Masses(jnp.zeros_like(start.war), jnp.sum(start.war, axis=-1, keepdims=True))
    found = jax.tree.map(np.asarray, one.forecast(held, 0, T, 0))
    assert found["truce"] == pytest.approx((1 - b) ** np.arange(T), abs=1e-14)
    assert found["truce"].sum() + (1 - b) ** T / b == pytest.approx(1 / b, abs=1e-13)
    assert np.cumsum(found["broken_down"]) == pytest.approx(1 - (1 - b) ** np.arange(1, T + 1), abs=1e-14)
    assert found["resumed_by_attacker"].sum() == found["resumed_by_defender"].sum() == 0.0


def test_a_truce_that_is_never_offered_changes_no_forecast() -> None:
    """But for the order in which the compiler adds: a scenario without the section compiles nothing of a truce."""
    with_truce = engine(breaks_down=0.1)
    without = Engine.of(whole_war(**drifting(R=1, o=[0.0] * T)))
    found, plain = (one.forecast(one.start(), 0, T, 0) for one in (with_truce, without))
    assert set(plain) < set(found)
    for name, values in plain.items():
        assert np.asarray(found[name]) == pytest.approx(np.asarray(values), rel=1e-12, abs=1e-14), name
    assert (
        with_truce.game.truce is not None and without.equilibrium.play.truce is without.equilibrium.play.begins is None
    )


def test_reserves_fill_above_their_path_and_no_further_than_their_capacity() -> None:
    """Half of 4 is spent of an income of 3: 1 a month more, on nodes of 1 about a path that falls by 1."""
    numbers = Numbers(*(jnp.asarray(one) for one in (0.0, 0.0, 0.25, 11.0)))
    budget = Budget(income=jnp.array([3.0, 1.0]), planned=jnp.asarray(2.0), after=jnp.asarray(9.0))
    standing = Standing.of(numbers, budget, jnp.asarray(10.0), 5, jnp.asarray(1.0), above=2)
    distance = jnp.arange(5.0) - 2.0
    values = jnp.broadcast_to(distance[None, :, None, None], (2, 5, 1, 1))
    found = np.asarray(standing.expect(values))[:, :, 0, 0]
    assert found[0] == pytest.approx([0.0, 1.0, 2.0, 2.0, 2.0])  # 11 is the capacity, 9 the path
    assert found[1] == pytest.approx([-2.0, -1.0, 0.0, 1.0, 1.0])
    gates = jnp.broadcast_to(jnp.arange(2.0)[:, None, None, None], (2, 5, 1, 1))
    assert np.asarray(standing.expect(gates))[:, 0, 0, 0] == pytest.approx([0.0, 0.75])  # lifted with one in four
