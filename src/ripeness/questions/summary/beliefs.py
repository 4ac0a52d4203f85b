"""What each side believes that it can win, boiled down from a forecast: three readings, and what is left undecided."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.arrays import ACTORS
from ripeness.statistics.bands import Figure, figures
from ripeness.statistics.streaming import Mean

if TYPE_CHECKING:
    import xarray

    from ripeness.statistics.weighted import Numbers

ByActor = dict[str, list[Figure]]


class Beliefs(TypedDict):
    """What each side believes that it can win, over the wars that go on, at some months ahead.

    horizon : months within which a side must have won, for `within`. months_ahead : of the figures. within, ever :
    chance in the side's own eyes that it wins. value : of fighting on, in shares of its aims. undecided : chance in
    its own eyes that nobody has won by the last month solved.
    """

    horizon: int
    months_ahead: list[int]
    within: ByActor
    ever: ByActor
    value: ByActor
    undecided: ByActor


VARIABLES = {"within": "wins_within", "ever": "wins_in_own_eyes", "value": "value", "undecided": "undecided"}
"""Variable of the forecast that holds each."""


class BeliefsFound:
    """What the parts of a forecast add up to."""

    def __init__(self) -> None:
        self.means = {name: Mean() for name in VARIABLES}
        self.horizon: int | None = None
        self.months: list[int] = []

    def add(self, part: xarray.Dataset, fighting: Numbers) -> None:
        """Take in some draws; `fighting` (draw, month) weighs what is conditional on going on."""
        if not all(variable in part for variable in VARIABLES.values()):
            return
        self.horizon = int(part.attrs["belief_horizon"])
        self.months = [int(month) for month in part.months_on.values]
        weight = np.repeat(fighting[:, None, self.months], len(ACTORS), axis=1)
        for name, variable in VARIABLES.items():
            held = part[variable].sel(actor=list(ACTORS))
            if name != "within":
                held = held.isel(month=self.months)
            self.means[name].add(held.transpose("draw", "actor", ...).values, weight)

    def found(self) -> Beliefs | None:
        """Return the means; None where the forecast holds no beliefs."""
        if self.horizon is None:
            return None
        by = {name: dict(zip(ACTORS, map(figures, mean.found()), strict=True)) for name, mean in self.means.items()}
        return {
            "horizon": self.horizon,
            "months_ahead": self.months,
            "within": by["within"],
            "ever": by["ever"],
            "value": by["value"],
            "undecided": by["undecided"],
        }
