"""Wars in a truce while they are drawn: who goes back to war, who settles, and what a month of truce does."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from jaxtyping import Array, Bool, Int

from ripeness.model.eyes import minds_after_a_truce, standing_of
from ripeness.solver.chance import draw

if TYPE_CHECKING:
    from ripeness.model.state import Game, Lattice, Months

Places = Int[np.ndarray, " resting"]


class Leaving(NamedTuple):
    """Of each war in a truce: whether it goes back to war and settles, and the mind that it would go back with."""

    back: Bool[np.ndarray, " resting"]
    settles: Bool[np.ndarray, " resting"]
    mind: Places


@dataclass
class Resting:
    """Wars in a truce: their indices, and where gate, reserves and front stand."""

    alive: Places
    gate: Places
    chest: Places
    cell: Places

    @classmethod
    def none(cls) -> Resting:
        """No war is in a truce."""
        return cls(*(np.zeros(0, np.int64) for _ in fields(cls)))

    def of(self, which: Bool[np.ndarray, " resting"]) -> Resting:
        """Some of them."""
        return Resting(*(getattr(self, one.name)[which] for one in fields(self)))

    def with_those(self, others: Resting) -> Resting:
        """These and others."""
        return Resting(*(np.concatenate([getattr(self, one.name), getattr(others, one.name)]) for one in fields(self)))

    def here(self, array: Array | np.ndarray) -> np.ndarray:
        """Entries of an array over the states of a truce at these wars."""
        return np.asarray(array)[self.gate, self.chest, self.cell, 0]

    def leave(self, play, now: Months, game: Game, lattice: Lattice, rng: np.random.Generator) -> Leaving:
        """Draw who leaves the truce at a month's start."""
        count = len(self.alive)
        broken = rng.random(count) < float(now.truce.breakdown)  # type: ignore[union-attr]
        attacker, defender = (self.here(one) > 0 for one in (play.truce.resumes_attacker, play.truce.resumes_defender))
        back = broken | attacker | defender
        settles = ~back & (rng.random(count) < self.here(play.truce.settles))
        plain, blamed = (np.asarray(one, np.float64) for one in minds_after_a_truce(game, lattice))
        mind = draw(np.where((~broken & attacker)[:, None], blamed, plain), rng)
        return Leaving(back, settles, mind)

    def month(self, now: Months, game: Game, lattice: Lattice, rng: np.random.Generator) -> None:
        """A month of truce: reserves fill, and the package may be lifted."""
        standing = standing_of(game, now, lattice)
        if standing.moves is not None:
            self.chest = draw(np.asarray(standing.moves)[self.gate, self.chest], rng)
        lifted = rng.random(len(self.gate)) < float(standing.relax)
        if lattice.gates > 1:
            self.gate = np.where((self.gate == lattice.gates - 1) & lifted, 0, self.gate)
