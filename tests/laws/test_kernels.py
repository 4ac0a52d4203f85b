"""Kernels: laws that each of them keeps, whatever its numbers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from ripeness.model.kernels.battle import Battle
from ripeness.model.kernels.gate import Gate
from ripeness.model.kernels.sincerity import Sincerity, SincerityShifts, expected
from ripeness.model.kernels.war_chest import WarChest

from .kernel_table import CHEST, FRONTS, MIND, MINDS, SEEDS, TABLE, Numbers, Values, drawn

every_kernel = pytest.mark.parametrize("name", TABLE)


@cache
def compiled(name: str) -> Callable[[Numbers, Values], jax.Array]:
    """The case's expectation for every seed at once."""
    return jax.jit(jax.vmap(TABLE[name].expect))


def by_conduct(mind: Sincerity, values: Values) -> list[jax.Array]:
    """Expected value after each conduct: staying away, attending, attending while bombing."""
    return jnp.split(expected((mind,), values, values), 3, axis=-1)


def times(values: Values, factor: float) -> Values:
    """Values, each multiplied."""
    return {name: factor * v for name, v in values.items()}


def plus(values: Values, more: Values) -> Values:
    """Values added up."""
    return {name: v + more[name] for name, v in values.items()}


# --- Laws of every kernel ----------------------------------------------------------------------


@every_kernel
def test_what_is_worth_one_everywhere_is_worth_one_before(name: str) -> None:
    numbers, values = drawn(name)
    ones = {key: jnp.ones_like(v) for key, v in values.items()}
    assert np.abs(np.asarray(compiled(name)(numbers, ones)) - 1.0).max() < 1e-14


@every_kernel
def test_more_is_worth_more(name: str) -> None:
    numbers, low = drawn(name)
    high = plus(low, {key: v * (v > 0.7) for key, v in low.items()})
    assert np.asarray(compiled(name)(numbers, high) - compiled(name)(numbers, low)).min() >= -1e-15


@every_kernel
def test_worth_adds_up(name: str) -> None:
    numbers, one = drawn(name)
    other = {key: jnp.sin(7.0 * v) for key, v in one.items()}
    expect = compiled(name)
    mixed = expect(numbers, plus(times(one, 2.0), times(other, -3.0)))
    apart = 2.0 * expect(numbers, one) - 3.0 * expect(numbers, other)
    assert np.abs(np.asarray(mixed - apart)).max() < 1e-13


@every_kernel
def test_worth_stays_finite_and_between_the_lowest_and_the_highest(name: str) -> None:
    numbers, values = drawn(name)
    found = np.asarray(compiled(name)(numbers, values)).reshape(len(SEEDS), -1)
    every = np.concatenate([np.asarray(v).reshape(len(SEEDS), -1) for v in values.values()], axis=1)
    assert np.isfinite(found).all()
    assert (found.min(axis=1) >= every.min(axis=1) - 1e-14).all()
    assert (found.max(axis=1) <= every.max(axis=1) + 1e-14).all()


@every_kernel
def test_the_transpose_moves_mass_without_losing_any(name: str) -> None:
    """<K x, y> = <x, K'y>; and K'y has the sum of y."""
    numbers, values = drawn(name)
    expected = compiled(name)(numbers, values)
    mass = jnp.asarray(np.random.default_rng(7).uniform(size=expected.shape))

    @jax.jit
    @jax.vmap
    def moved(numbers: Numbers, values: Values, mass: jax.Array) -> Values:
        return jax.linear_transpose(lambda v: TABLE[name].expect(numbers, v), values)(mass)[0]

    went = {key: np.asarray(m) for key, m in moved(numbers, values, mass).items()}
    axes = tuple(range(1, mass.ndim))
    before = np.sum(np.asarray(expected * mass), axis=axes)
    after = sum((m * np.asarray(values[key])).reshape(len(SEEDS), -1).sum(axis=1) for key, m in went.items())
    assert after == pytest.approx(before, rel=1e-13)
    total = sum(m.reshape(len(SEEDS), -1).sum(axis=1) for m in went.values())
    assert total == pytest.approx(np.asarray(mass).sum(axis=axes), rel=1e-13)
    assert min(m.min() for m in went.values()) >= 0.0


@every_kernel
def test_compiled_and_for_many_is_what_one_by_one_is(name: str) -> None:
    numbers, values = drawn(name)
    together = np.asarray(compiled(name)(numbers, values))
    for seed in (0, len(SEEDS) - 1):
        one = TABLE[name].expect(*jax.tree.map(lambda leaf, seed=seed: leaf[seed], (numbers, values)))
        assert together[seed] == pytest.approx(np.asarray(one), abs=1e-14)


@every_kernel
def test_single_precision_is_close_to_double(name: str) -> None:
    double = np.asarray(compiled(name)(*drawn(name)))
    with jax.enable_x64(False):
        single = np.asarray(compiled(name)(*drawn(name, np.float32)))
    assert single.dtype == np.float32
    assert single == pytest.approx(double, abs=2e-5)


# --- What a record hides -----------------------------------------------------------------------


def test_what_was_seen_and_what_was_not_add_up_to_the_kernel() -> None:
    """Each branch of the battle, and of the talks, in turn: their sum is the kernel that hides nothing."""
    rng = np.random.default_rng(3)
    up, values = (
        jnp.asarray(rng.uniform(size=(CHEST, FRONTS))),
        jnp.asarray(rng.uniform(size=(2, CHEST, FRONTS + 2, 3))),
    )
    whole = Battle(up, 1.0 - up, jnp.asarray(1)).expect(values)
    parts = [Battle(a * up, b * (1.0 - up), jnp.asarray(1)).expect(values) for a, b in ((1, 0), (0, 1))]
    assert np.asarray(sum(parts)) == pytest.approx(np.asarray(whole), abs=1e-15)
    shifts = SincerityShifts(*(jnp.asarray(v) for v in (-1.3, -0.2, 0.7, -0.4, 0.3)))
    thought = jnp.asarray(rng.uniform(size=(CHEST, FRONTS, MINDS)))
    for nodes in (jnp.asarray(MIND), jnp.zeros(1)):
        of = thought[..., : len(nodes)]
        whole_mind = by_conduct(Sincerity.from_shifts(shifts, nodes, jnp.ones(3)), of)
        hidden = [by_conduct(Sincerity.from_shifts(shifts, nodes, branch), of) for branch in jnp.eye(3)]
        for stance, whole in enumerate(whole_mind):
            assert np.asarray(sum(h[stance] for h in hidden)) == pytest.approx(np.asarray(whole), abs=1e-15)
        assert np.asarray(hidden[0][1]).max() == 0.0 == np.asarray(hidden[1][0]).max()


def test_a_coordinate_that_is_switched_off_moves_nothing() -> None:
    values = jnp.asarray(np.random.default_rng(4).uniform(size=(1, 1, FRONTS, 1)))
    chest = WarChest.from_shift(jnp.asarray([-30.0]), 1, jnp.asarray(1.0))
    assert np.array_equal(chest.expect(values, 1), values)
    mind = mind_one()
    for found in by_conduct(mind, values):
        assert np.asarray(found) == pytest.approx(np.asarray(values), abs=1e-15)
    gate = Gate(jnp.full(1, 0.4), jnp.full(1, 0.3))
    assert np.array_equal(gate.expect(values, 0, True), values[0])


def mind_one() -> Sincerity:
    """The mind kernel on a single node."""
    shifts = SincerityShifts(*(jnp.asarray(v) for v in (-1.3, -0.2, 0.7, -0.4, 0.3)))
    return Sincerity.from_shifts(shifts, jnp.zeros(1), jnp.ones(3))
