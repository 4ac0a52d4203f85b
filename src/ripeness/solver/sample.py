"""Sampled histories of single wars, for reading and for testing the law; forecasts never rest on them.

A war is drawn month by month from the equilibrium's play and the very kernels of `month.py`, read state
by state: is there a table, does a side give up, which stance, does a partial deal come, does
the war break off, how goes the battle, what becomes of the money, of the mediator's mind, of the gate.
Nothing here is transposed, so that agreement with `law.py` is evidence about both.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax
import numpy as np
from jaxtyping import Bool, Float, Int

from ripeness.arrays import BELIEVERS, ENDINGS, SETTLEMENTS
from ripeness.model.state import Game, Lattice, Rules
from ripeness.solver.drawing import GOES_ON, Drawing
from ripeness.solver.equilibrium import Equilibrium
from ripeness.solver.law import NATURE
from ripeness.solver.truces import Mass, packed


@dataclass(frozen=True)
class History:
    """One war, one entry a month; an ending in a month leaves that month as its last entry.

    Attributes
    ----------
    month : months since the war began.
    front : steps. war_chest : bn USD. sincerity : probability in the mediator's eyes.
    gate : level of punishment, 0 none, the last the package in force. All at the month's start.
    stance : index in `arrays.STANCES`; -1 where the month ended before it was chosen.
    partial_deal : whether the month's talks produced one. truce : whether a truce held at the month's start.
    ending : one of `arrays.ENDINGS`, or None if the war still goes on after the last month.
    terms : what was signed, issue by issue in [0, 1]; None without a settlement.
    """

    month: Int[np.ndarray, " month"]
    front: Int[np.ndarray, " month"]
    war_chest: Float[np.ndarray, " month"]
    sincerity: Float[np.ndarray, " month"]
    gate: Int[np.ndarray, " month"]
    stance: Int[np.ndarray, " month"]
    partial_deal: Bool[np.ndarray, " month"]
    truce: Bool[np.ndarray, " month"]
    ending: str | None
    terms: Float[np.ndarray, " issue"] | None


@dataclass(frozen=True)
class Histories:
    """Many wars, aligned by month; entries after a war's end are empty (0, stance -1).

    `lasted` counts the months of each war that have an entry, `ending` is its index in `arrays.ENDINGS`
    (-1: still fighting), `terms` are nan without a settlement. The rest as in `History`.
    """

    start: int
    front: Int[np.ndarray, "war month"]
    war_chest: Float[np.ndarray, "war month"]
    sincerity: Float[np.ndarray, "war month"]
    gate: Int[np.ndarray, "war month"]
    stance: Int[np.ndarray, "war month"]
    partial_deal: Bool[np.ndarray, "war month"]
    truce: Bool[np.ndarray, "war month"]
    lasted: Int[np.ndarray, " war"]
    ending: Int[np.ndarray, " war"]
    terms: Float[np.ndarray, "war issue"]

    def __len__(self) -> int:
        """Number of wars."""
        return len(self.ending)

    def __getitem__(self, war: int) -> History:
        """One war."""
        months = slice(0, int(self.lasted[war]))
        ending = int(self.ending[war])
        settled = ending != GOES_ON and ENDINGS[ending] in SETTLEMENTS
        return History(
            month=self.start + np.arange(self.lasted[war]),
            front=self.front[war, months],
            war_chest=self.war_chest[war, months],
            sincerity=self.sincerity[war, months],
            gate=self.gate[war, months],
            stance=self.stance[war, months],
            partial_deal=self.partial_deal[war, months],
            truce=self.truce[war, months],
            ending=None if ending == GOES_ON else ENDINGS[ending],
            terms=self.terms[war] if settled else None,
        )

    def ongoing(self) -> Float[np.ndarray, " month"]:
        """Share of wars that are fought at the start of each month."""
        return ((self.lasted[:, None] > np.arange(self.front.shape[1])) & ~self.truce).mean(axis=0)

    def ended(self) -> Float[np.ndarray, "month ending"]:
        """Share of wars that end so in each month."""
        counts = np.zeros((self.front.shape[1], len(ENDINGS)))
        over = self.ending != GOES_ON
        np.add.at(counts, (self.lasted[over] - 1, self.ending[over]), 1.0)
        return counts / len(self)


def sample(
    game: Game,
    equilibrium: Equilibrium,
    lattice: Lattice,
    rules: Rules,
    mass: Mass,
    months: slice,
    first: int,
    wars: int,
    rng: np.random.Generator,
    believer: int = NATURE,
) -> Histories:
    """Draw wars from one solved set of assumptions.

    Parameters
    ----------
    mass : probability of every state at the start of `months` (`law.opening`, or a record's posterior).
    first : month from which `equilibrium` was solved.
    wars : how many.
    believer : in whose eyes, an index in `arrays.BELIEVERS`.
    """
    if not 0 <= believer < len(BELIEVERS):
        raise ValueError(f"believer is an index in {BELIEVERS}; got {believer}")
    drawn = Drawing.begin(game, equilibrium, lattice, np.asarray(packed(mass), np.float64), months, wars, rng)
    for place, month in enumerate(range(months.start, months.stop)):
        now = jax.tree.map(lambda leaf, month=month: leaf[month], game.months)
        play = jax.tree.map(lambda leaf, at=month - first: np.asarray(leaf[at]), equilibrium.play)
        drawn.month(place, now, play, game, lattice, rules, believer, rng)
    return Histories(months.start, **drawn.tables, lasted=drawn.lasted, ending=drawn.ending, terms=drawn.terms)
