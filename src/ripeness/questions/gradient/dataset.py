"""Derivatives as a labelled dataset, with what has to be said of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import xarray as xr

from ripeness.compiler.slopes import Movable
from ripeness.schema.scenario import Scenario


def slopes_dataset(
    scenario: Scenario,
    numbers: Mapping[str, Movable],
    gradient: np.ndarray,
    values: Mapping[str, np.ndarray],
    weight: np.ndarray,
    attributes: Mapping[str, Any],
) -> xr.Dataset:
    """Dataset of a gradient.

    Parameters
    ----------
    numbers : what was moved. gradient : (draw, number), unit of the quantity per unit of the number.
    values : `smooth`, `sharp`, `log_likelihood`, each (draw,). weight : of each draw.
    """
    unit = str(attributes["units"])
    at = np.stack([one.values for one in numbers.values()], axis=1) if numbers else np.zeros((len(weight), 0))
    data: dict[str, tuple] = {
        "gradient": (("draw", "number"), gradient, "derivative with respect to the number", f"{unit} per number_unit"),
        "value": (("draw", "number"), at, "value of the number", "in the unit of number_unit"),
        "spread": ("number", [one.spread for one in numbers.values()], "natural width of the number", "number_unit"),
        "smooth": ("draw", values["smooth"].astype(float), "the quantity with smooth choices", unit),
        "sharp": ("draw", values["sharp"].astype(float), "the quantity with best responses", unit),
        "log_likelihood": ("draw", values["log_likelihood"].astype(float), "log likelihood of the record", "1"),
        "weight": ("draw", weight, "weight of the draw", "1"),
    }
    return xr.Dataset(
        {
            name: (dims, np.asarray(value, float), {"long_name": meaning, "units": units, "source": "computed"})
            for name, (dims, value, meaning, units) in data.items()
        },
        coords={
            "number": np.array(list(numbers), dtype=object if numbers else str),
            "number_unit": ("number", np.array([one.unit for one in numbers.values()], dtype=str)),
        },
        attrs={
            "scenario": scenario.name,
            "title": scenario.title,
            "scenario_hash": scenario.content_hash(),
            "draws": len(weight),
            **attributes,
        },
    )
