"""A month's kernels as sampled wars read them: the mind by whether a partial deal came, money with what moves none."""

from __future__ import annotations

from dataclasses import replace

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from ripeness.model.eyes import Kernels, kernels_of
from ripeness.model.kernels.sincerity import Sincerity
from ripeness.model.kernels.treasury import Treasury
from ripeness.model.kernels.war_chest import WarChest
from ripeness.model.state import Game, Lattice, Months


def drawn_kernels(
    game: Game, now: Months, believer: int, lattice: Lattice
) -> tuple[Kernels, list[tuple[Sincerity, Sincerity]]]:
    """A month's kernels; the mind without and with a partial deal, by who refused: nobody, attacker, defender."""
    nodes = lattice.sincerity_nodes(now.path.dtype)
    shifts, texts = game.mediator.shifts(), game.texts
    further: list[Array | float] = [0.0]
    if texts is not None:
        further += [texts.refused_attacker, texts.refused_defender]
    kept = [jnp.array(weights, nodes.dtype) for weights in ((1.0, 1.0, 0.0), (1.0, 0.0, 1.0))]
    minds: list[tuple[Sincerity, Sincerity]] = []
    for by in further:
        moved = replace(shifts, no_deal=shifts.no_deal + by, deal=shifts.deal + by)
        without, with_deal = (Sincerity.from_shifts(moved, nodes, weights) for weights in kept)
        minds.append((without, with_deal))
    return kernels_of(game, now, believer, lattice), minds


def moves_of_money(kernel: WarChest | Treasury) -> Float[np.ndarray, "gate chest next_chest"]:
    """Probability of each move of the reserves at each level of punishment, none first."""
    if isinstance(kernel, Treasury):
        return np.asarray(kernel.moves)
    moves = np.asarray(kernel.in_force)
    return np.concatenate([np.eye(moves.shape[1])[None], moves])
