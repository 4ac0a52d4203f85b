"""The numbers of one epoch, by dotted path: a point is the same in every draw, an uncertain quantity is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    moved : what is added to single leaves, for derivatives.
    """

    leaves: Mapping[str, Leaf]
    drawn: Mapping[str, Draws]
    count: int
    moved: Mapping[str, Draws] = field(default_factory=dict)

    def __getitem__(self, path: str) -> Draws:
        """Values of a number that must be there, shape (draw,)."""
        leaf = self.leaves[path]
        if not isinstance(leaf.value, Quantity):
            raise KeyError(f"{path} is not a number in this scenario")
        values = self.drawn[leaf.assumption] if leaf.value.uncertain else np.full(self.count, leaf.value.centre)
        return values + self.moved[path] if path in self.moved else values

    def get(self, path: str, default: Draws | float) -> Draws:
        """Values of a number that may be absent."""
        if path not in self.leaves or self.leaves[path].value is None:
            return np.broadcast_to(np.asarray(default, float), (self.count,))
        return self[path]

    def section(self, path: str) -> dict[str, Draws]:
        """Values of all numbers of a section that must be there, by their keys, such as a driver's parameters."""
        keys = [one.removeprefix(f"{path}.") for one in self.leaves if one.startswith(f"{path}.")]
        return {key: self[f"{path}.{key}"] for key in keys}

    def setting(self, path: str) -> Any:
        """A plain setting: a flag, a word, a list."""
        return self.leaves[path].value

    def present(self, path: str) -> bool:
        """Whether a number is stated."""
        return path in self.leaves and self.leaves[path].value is not None

    def never(self, path: str) -> bool:
        """Whether a number is zero in every draw, and stays so."""
        value = self.leaves[path].value
        return path not in self.moved and isinstance(value, Quantity) and not value.uncertain and value.centre == 0.0

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
    scenario: Scenario,
    drawn: Mapping[str, Draws],
    count: int,
    levers: Mapping[str, float] | None,
    moved: Mapping[str, Draws] | None = None,
) -> list[Levels]:
    """Levels of each epoch; with levers, one more epoch: the policy, from `as_of`.

    `moved` : what is added to single numbers, by the path of whoever states them (`epochs.NAME.` before it for an
    epoch, `levers.NAME` for what a lever changes, from `as_of` on, by whatever value it stands at).
    """
    pushed = {path: push for path, push in (moved or {}).items() if path.startswith("levers.")}
    last = len(scenario.epoch_starts()) - 1
    leaves = [scenario.leaves(number) for number in range(last + 1)]
    if levers or pushed:
        leaves.append(scenario.leaves(last, levers))
    by_path = [
        {p: moved[one.assumption] for p, one in of.items() if one.assumption in moved} if moved else {} for of in leaves
    ]
    for lever, push in pushed.items():
        for path in scenario.levers[lever.removeprefix("levers.")].changes:
            if leaves[-1][path].assumption != lever:
                by_path[-1][path] = by_path[-1].get(path, 0.0) + push
    return [Levels(of, drawn, count, moves) for of, moves in zip(leaves, by_path, strict=True)]
