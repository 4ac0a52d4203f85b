"""What is computed for a panel of rival views: the forecasts of each view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from jaxtyping import Float

if TYPE_CHECKING:
    import xarray as xr

    from ripeness.schema.scenario import Scenario


@dataclass(frozen=True)
class ViewForecast:
    """What was computed for one view.

    Attributes
    ----------
    scenario : with the view laid over it. origin : where its draws come from: shipped, learned, borrowed or prior.
    forecast : of the status quo, over all its draws.
    correction : log of prior over proposal density, by draw.
    series : log-likelihood of the record, of ever more of its series.
    drawn_records : log-likelihood of each record drawn from a view.
    few : the status quo on few draws, taken by weight. under : on those, under the levers that every view is asked
    about, by label. without : on those, the status quo with one number of the view taken back, by its path.
    """

    scenario: Scenario
    origin: str
    forecast: xr.Dataset
    correction: Float[np.ndarray, " draw"]
    series: Float[np.ndarray, "draw series"]
    drawn_records: Float[np.ndarray, "draw record"]
    few: xr.Dataset
    under: dict[str, xr.Dataset]
    without: dict[str, xr.Dataset]


@dataclass(frozen=True)
class PanelForecasts:
    """The forecasts of a panel.

    Attributes
    ----------
    base : the scenario without a view. views : those that were computed, by name.
    drawn_from : the view of each drawn record. series : names of the record's series. draws : of each view.
    missing : names of the views that an interruption left out.
    """

    base: Scenario
    views: dict[str, ViewForecast]
    drawn_from: tuple[str, ...]
    series: tuple[str, ...]
    draws: int
    missing: tuple[str, ...] = ()
