"""A computed forecast, for the pages that say what one holds."""

from __future__ import annotations

import pytest
import xarray as xr

import ripeness
from ripeness.cli.new import STARTER


@pytest.fixture(scope="session")
def computed() -> xr.Dataset:
    """Of the starter scenario, shortened, with a past and a baseline."""
    short = {"calendar.horizon": 12, "calendar.tail": 1, "calendar.baseline": "2025-06"}
    return ripeness.forecast(ripeness.load(STARTER).replace(short), draws=1)
