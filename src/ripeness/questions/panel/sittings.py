"""A panel of rival views as it was computed, before anybody reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Float

if TYPE_CHECKING:
    import xarray as xr

    from ripeness.schema.scenario import Scenario


@dataclass(frozen=True)
class Sitting:
    """What was computed for one view.

    Attributes
    ----------
    scenario : with the view laid over it. origin : where its draws come from: shipped, learned, borrowed or prior.
    forecast : of the status quo, over all its draws.
    correction : log of prior over proposal density, by draw.
    series : log-likelihood of the record, of ever more of its series. drawn : the same of records drawn from views.
    few : the status quo on few draws, taken by weight. asked : on those, under each question's levers.
    without : on those, the status quo with one number of the view taken back, by its path.
    """

    scenario: Scenario
    origin: str
    forecast: xr.Dataset
    correction: Float[np.ndarray, " draw"]
    series: Float[np.ndarray, "draw series"]
    drawn: Float[np.ndarray, "draw record"]
    few: xr.Dataset
    asked: dict[str, xr.Dataset]
    without: dict[str, xr.Dataset]


@dataclass(frozen=True)
class Sittings:
    """A panel: views by name, the view of each drawn record, the names of the record's series, draws of each view."""

    base: Scenario
    views: dict[str, Sitting]
    drawn_from: tuple[str, ...]
    series: tuple[str, ...]
    draws: int
