"""Land that a text leaves alone: it stays as it is held, in each version by where the front is expected to stand.

    share_j = E[ clip((A - from_j) / (to_j - from_j), 0, 1) | the war goes on ],  A the area that the attacker holds

A share is linear in the worth of terms but for the risk of a broken deal, which land moves only where it is stated to.
A front that is a ladder of steps has no areas: there an issue without a band stands at its status quo.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from ripeness.compiler.plan import plan_of
from ripeness.compiler.stakes import Stakes, stakes
from ripeness.statistics.weighted import Numbers

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario


def banded(scenario: Scenario) -> list[bool]:
    """Return, for each issue, whether it is a band of land."""
    return [issue.band is not None for issue in scenario.issues.values()]


def held(scenario: Scenario, found: Stakes, forecast: xarray.Dataset, month: int) -> Numbers:
    """Return where each issue stands in a month without a text, (draw, issue): land as it is held, others frozen.

    month : place among the months of the forecast.
    """
    stands = np.array(found.issues.status_quo, float)
    land = banded(scenario)
    if not any(land) or found.issues.band is None or "area_distribution" not in forecast:
        return stands
    low, high = (np.asarray(end, float)[:, None, :] for end in found.issues.band)
    areas = forecast.cell_area.transpose("draw", "area_cell").values.astype(float)
    mass = forecast.area_distribution.isel(month=month).transpose("draw", "area_cell").values.astype(float)
    mass = np.nan_to_num(mass)
    shares = np.clip((areas[..., None] - low) / (high - low), 0.0, 1.0)
    whole = np.maximum(mass.sum(axis=1), 1e-300)
    mean = np.einsum("dc,dci->di", mass, shares) / whole[:, None]
    return np.where(land, mean, stands)


def of_forecast(scenario: Scenario, forecast: xarray.Dataset) -> Stakes:
    """Return what is at stake in a forecast's versions and under its levers; land stands as it is held at first."""
    names = [str(name) for name in forecast.assumption.values]
    values = forecast.assumption_value.transpose("draw", "assumption").values.astype(float)
    drawn = {name: values[:, column] for column, name in enumerate(names)}
    found = stakes(scenario, drawn, len(values), json.loads(forecast.attrs.get("levers") or "{}"))
    issues = replace(found.issues, status_quo=held(scenario, found, forecast, 0))  # type: ignore[arg-type]
    return replace(found, issues=issues)


def with_land_stated(scenario: Scenario, plan: str, forecast: xarray.Dataset) -> tuple[Scenario, str]:
    """Return a scenario in which a plan says of the land that it leaves alone where it stands, and that plan's name.

    It stands where the front is expected in the forecast's first month, on average over the versions. A plan that
    leaves no land alone is the scenario's own.
    """
    left = [name for name, land in zip(scenario.issues, banded(scenario), strict=True) if land]
    left = [name for name in left if name not in plan_of(scenario, plan).terms()]
    if not left:
        return scenario, plan
    stands = held(scenario, of_forecast(scenario, forecast), forecast, 0)
    shares = np.average(stands, axis=0, weights=forecast.weight.values.astype(float))
    places = list(scenario.issues)
    points = [
        {
            "number": f"land: {name}", "text": "as it is held", "issue": name,
            "sets": {"value": round(float(shares[places.index(name)]), 6), "source": "judgement"},
        }
        for name in left
    ]  # fmt: skip
    stated: Any = scenario.data
    own = stated["plans"][plan]
    whole = {**own, "points": [*own["points"], *points]}
    name = f"{plan}-with-land-as-held"
    return scenario.replace({f"plans.{name}": whole}), name
