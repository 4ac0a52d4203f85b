"""Months whose play nobody reads, solved on every second node if asked: what that moves in the forecast before them."""

from __future__ import annotations

import dataclasses
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from ripeness.arrays import ENDINGS, SETTLEMENTS
from ripeness.model.state import Game, Lattice, Rules
from ripeness.model.terms.frontier import Agenda
from ripeness.solver import law
from ripeness.solver.equilibrium import refine, solve

from .test_laws import MONTHS, random_game

READ = 24
SETTLED = [ENDINGS.index(name) for name in SETTLEMENTS]
LATTICE = Lattice(steps=20, start=10, chest=13, sincerity=21, gates=2)  # the nodes of the flagship
RULES = Rules(Agenda(gridded=((2, 3), (3, 3), (4, 2)), free=(0, 1, 5)), land=(1,), exact=True)
SEEDS = range(6)
# In probability: the worst month of the worst set of assumptions, and the mean of all. Where the attacker is all but
# indifferent between stances more can move: one of the flagship's first 32 draws, by half. So it is not the default.
WORST, MEAN = 0.02, 0.004
NAMED = 0.04  # the same of settlements by name: a hair of land calls one otherwise


@partial(jax.jit, static_argnames="thinning")
def forecast(game: Game, thinning: int) -> dict[str, jax.Array]:
    """Nature's law of the months that are read; the reference is solved throughout on the whole lattice."""
    lattice = dataclasses.replace(LATTICE, thinning=thinning)
    solved = solve(game, lattice, RULES, 0, MONTHS, READ)
    start = law.at_start(game, lattice, 0)
    return law.forecast(game, solved, lattice, RULES, start, slice(0, READ), 0, law.NATURE)


def test_thinning_the_unread_months_moves_the_forecast_by_little() -> None:
    errors, named = [], []
    for seed in SEEDS:
        game = dataclasses.replace(random_game(seed), chest_spacing=jnp.asarray(80.0 / (LATTICE.chest - 1)))
        thinned, whole = (jax.tree.map(np.asarray, forecast(game, thinning)) for thinning in (2, 1))
        ended = np.cumsum(thinned["endings"] - whole["endings"], axis=0)
        settled, others = ended[:, SETTLED], np.delete(ended, SETTLED, axis=1)
        either_way = np.abs(np.column_stack([settled.sum(axis=1), others])).max(axis=1)
        errors.append([np.abs(thinned["ongoing"] - whole["ongoing"]), either_way])
        named.append(np.abs(settled))
    print("every second node against all: worst", np.max(errors, axis=(0, 2)), "mean", np.mean(errors, axis=(0, 2)))
    assert np.max(errors) > 0.0  # it does something
    assert np.max(errors) < WORST and np.mean(errors) < MEAN
    assert np.max(named) < NAMED and np.mean(named) < MEAN


def test_a_value_that_is_linear_in_chest_and_sincerity_is_refined_without_error() -> None:
    lattice = dataclasses.replace(LATTICE, thinning=4)

    def plane(of: Lattice) -> np.ndarray:
        chest, minds = np.linspace(0.0, 1.0, of.chest), np.linspace(-1.0, 2.0, of.sincerity)
        return np.broadcast_to(chest[:, None, None] - 3.0 * minds, of.shape)

    assert lattice.thinned.shape == (2, 4, 10, 6)
    found = refine(plane(lattice.thinned), lattice.thinned, lattice)
    assert np.asarray(found) == pytest.approx(plane(lattice), abs=1e-12)


def test_a_coordinate_whose_nodes_do_not_nest_keeps_them_all() -> None:
    odd = dataclasses.replace(LATTICE, chest=12, thinning=2)
    assert (odd.thinned.chest, odd.thinned.sincerity) == (12, 11)


@pytest.mark.parametrize("nodes", [(1, 1), (4, 6)], ids=str)
def test_where_nothing_can_be_thinned_unread_months_change_no_value(nodes: tuple[int, int]) -> None:
    """Lattices without the coordinates, as before a mediator comes, or whose nodes do not nest."""
    lattice = dataclasses.replace(LATTICE, chest=nodes[0], sincerity=nodes[1], thinning=2)
    game = dataclasses.replace(random_game(3), chest_spacing=jnp.asarray(40.0))
    told, whole = (
        jax.jit(lambda g, until=until: solve(g, lattice, RULES, 0, MONTHS, until))(game) for until in (READ, None)
    )
    for one, other in zip(told.opening, whole.opening, strict=True):
        assert np.asarray(one) == pytest.approx(np.asarray(other), abs=1e-13)
    assert np.asarray(told.play.settles) == pytest.approx(np.asarray(whole.play.settles)[:READ], abs=1e-13)
