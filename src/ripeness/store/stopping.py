"""The chance that the fighting has stopped by agreement, draw by draw: by a ceasefire or a settlement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ripeness.arrays import SETTLEMENTS
from ripeness.statistics.weighted import Numbers

if TYPE_CHECKING:
    import xarray

BY_AGREEMENT = (*SETTLEMENTS, "ceasefire")
"""Endings by which the fighting stops by agreement."""

STOPPED = "stopped"
"""Variable of a forecast that tells it where a truce may break: that there has been a first stop, whether it held."""


def stopped(forecast: xarray.Dataset) -> Numbers:
    """Return the chance that there has been a ceasefire or a settlement, shape (draw, month)."""
    if STOPPED in forecast:
        return np.asarray(forecast[STOPPED].transpose("draw", "month").values, float)
    by = [one for one in BY_AGREEMENT if one in forecast.ending.values]
    return np.asarray(forecast.ended.sel(ending=by).sum("ending", skipna=False).transpose("draw", "month").values)
