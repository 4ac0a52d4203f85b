"""What a forecast says of an armed truce, boiled down: whether one holds, the first one, and who goes back to war."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.statistics.bands import Figure, figure, figures
from ripeness.statistics.streaming import Mean

if TYPE_CHECKING:
    import xarray

    from ripeness.statistics.weighted import Numbers


class Truce(TypedDict):
    """An armed truce, month by month.

    holds : chance of one. stands : of a first truce, or a settlement, that then held three months. begun, broken_down,
    resumed_by_attacker, resumed_by_defender : expected numbers so far. length : months of truce within those shown, for
    each truce that is there when they begin, or begins in them.
    """

    holds: list[Figure]
    stands: list[Figure]
    begun: list[Figure]
    broken_down: list[Figure]
    resumed_by_attacker: list[Figure]
    resumed_by_defender: list[Figure]
    length: Figure


VARIABLES = {
    "holds": "truce",
    "stands": "truce_stands",
    "begun": "truces_begun",
    "broken_down": "broken_down",
    "resumed_by_attacker": "resumed_by_attacker",
    "resumed_by_defender": "resumed_by_defender",
}
"""Variable of the forecast that holds each."""


class TruceFound:
    """What the parts of a forecast add up to."""

    def __init__(self) -> None:
        self.means = {name: Mean() for name in VARIABLES}
        self.told = False

    def add(self, part: xarray.Dataset, weight: Numbers) -> None:
        """Take in some draws."""
        if "truce" not in part:
            return
        self.told = True
        for name, variable in VARIABLES.items():
            self.means[name].add(part[variable].transpose("draw", "month").values, weight)

    def found(self) -> Truce | None:
        """Return the means; None where the scenario has no truce."""
        if not self.told:
            return None
        means = {name: np.asarray(mean.found(), float) for name, mean in self.means.items()}
        begun = float(means["begun"][-1] + means["holds"][0])
        return {
            "holds": figures(means["holds"]),
            "stands": figures(means["stands"]),
            "begun": figures(means["begun"]),
            "broken_down": figures(means["broken_down"]),
            "resumed_by_attacker": figures(means["resumed_by_attacker"]),
            "resumed_by_defender": figures(means["resumed_by_defender"]),
            "length": figure(means["holds"].sum() / begun) if begun > 0.0 else None,
        }
