"""The numbers of one epoch, by dotted path: a point is the same in every draw, an uncertain quantity is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Float

from ripeness.schema.leaves import Leaf
from ripeness.schema.quantity import Quantity
from ripeness.schema.scenario import Scenario

Draws = Float[np.ndarray, " draw"]


@dataclass(frozen=True)
class Levels:
    """Values of an epoch's leaves, in the schema's canonical units.

    Attributes
    ----------
    leaves : the epoch's leaves. drawn : values of uncertain assumptions. count : number of draws.
    """

    leaves: Mapping[str, Leaf]
    drawn: Mapping[str, Draws]
    count: int

    def __getitem__(self, path: str) -> Draws:
        """Values of a number that must be there, shape (draw,)."""
        leaf = self.leaves[path]
        if not isinstance(leaf.value, Quantity):
            raise KeyError(f"{path} is not a number in this scenario")
        if leaf.value.uncertain:
            return self.drawn[leaf.assumption]
        return np.full(self.count, leaf.value.centre)

    def get(self, path: str, default: Draws | float) -> Draws:
        """Values of a number that may be absent."""
        if path not in self.leaves or self.leaves[path].value is None:
            return np.broadcast_to(np.asarray(default, float), (self.count,))
        return self[path]

    def setting(self, path: str) -> Any:
        """A plain setting: a flag, a word, a list."""
        return self.leaves[path].value

    def present(self, path: str) -> bool:
        """Whether a number is stated."""
        return path in self.leaves and self.leaves[path].value is not None

    def never(self, path: str) -> bool:
        """Whether a number is zero in every draw."""
        value = self.leaves[path].value
        return isinstance(value, Quantity) and not value.uncertain and value.centre == 0.0

    def centred(self) -> Levels:
        """The same with every number at its centre, as one draw."""
        centres = {
            leaf.assumption: np.array([leaf.value.centre])
            for leaf in self.leaves.values()
            if isinstance(leaf.value, Quantity)
        }
        return Levels(self.leaves, centres, 1)

    def set_in(self, path: str, epoch: str) -> bool:
        """Whether the epoch of this name, or the policy's levers, set the number itself."""
        assumption = self.leaves[path].assumption
        return assumption == f"epochs.{epoch}.{path}" or assumption.startswith("levers.")


def levels_by_epoch(
    scenario: Scenario, drawn: Mapping[str, Draws], count: int, levers: Mapping[str, float] | None
) -> list[Levels]:
    """Levels of each epoch; with levers, one more epoch: the policy, from `as_of`."""
    epochs = [Levels(scenario.leaves(number), drawn, count) for number in range(len(scenario.epoch_starts()))]
    if levers:
        epochs.append(Levels(scenario.leaves(len(epochs) - 1, levers), drawn, count))
    return epochs
