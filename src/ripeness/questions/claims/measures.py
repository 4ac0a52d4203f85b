"""What a forecast says of a claim's quantity, draw by draw."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ripeness.arrays import QUANTITIES, SETTLEMENTS, past_variables
from ripeness.schema.calendar import month_after, months_between
from ripeness.schema.claims.criterion import BASELINE
from ripeness.statistics.weighted import Numbers

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario
    from ripeness.schema.claims.condition import About

BY_SIDE = {name: (one.variable, one.actor) for name, one in QUANTITIES.items() if one.actor}
"""Quantities of one side: the variable that holds them, and the side."""


class NotHeld(Exception):
    """A forecast that does not hold what a claim asks for."""


def months_of(scenario: Scenario, window: tuple[int | str, int | str]) -> list[int]:
    """Return the months of a window, both ends included, counted from ``as_of`` (negative: the record)."""
    first, last = (ahead(scenario, one) for one in window)
    return list(range(first, last + 1))


def ahead(scenario: Scenario, when: int | str) -> int:
    """Return a month as months after ``as_of``."""
    if when == BASELINE:
        when = str(scenario.calendar.baseline)
    return when if isinstance(when, int) else months_between(scenario.calendar.as_of, when)


def per_draw(forecast: xarray.Dataset, scenario: Scenario, about: About, when: int | str) -> Numbers:
    """Return the quantity of a claim in a month, shape (draw,); NaN where a draw has none.

    Raises
    ------
    NotHeld : the forecast does not hold the variable, or was not computed so far.
    """
    name = about.quantity
    if when == BASELINE and name in ("ongoing", "ended", "settled"):
        return _from_baseline(forecast, about)
    month = ahead(scenario, when)
    if name == "months_of_war":
        _reached(forecast, month)
        ongoing = _variable(forecast, "ongoing").transpose("draw", "month").values
        return np.asarray(ongoing[:, :month].sum(axis=1), float)
    if name == "terms":
        return _at(forecast, scenario, "terms_by_month", month, issue=about.issue)
    if name == "advantage":
        sides = [_at(forecast, scenario, "value", month, actor=side) for side in ("attacker", "defender")]
        return np.asarray(sides[0] - sides[1])
    if QUANTITIES[name].reading == "within":
        return _within(forecast, scenario, month, QUANTITIES[name].actor)
    if name in BY_SIDE:
        variable, side = BY_SIDE[name]
        return _at(forecast, scenario, variable, month, actor=side)
    if name == "attended":
        return np.asarray(1.0 - _at(forecast, scenario, "stayed_away", month))
    if name in ("ended", "settled"):
        variable = "ended_in_eyes" if about.in_eyes_of else "ended"
        eyes = {"believer": about.in_eyes_of} if about.in_eyes_of else {}
        endings = about.endings or SETTLEMENTS
        return np.asarray(sum(_at(forecast, scenario, variable, month, ending=one, **eyes) for one in endings))
    if name == "ongoing" and about.in_eyes_of:
        return _at(forecast, scenario, "ongoing_in_eyes", month, believer=about.in_eyes_of)
    return _at(forecast, scenario, name, month)


def _from_baseline(forecast: xarray.Dataset, about: About) -> Numbers:
    if about.quantity == "ongoing":
        return np.asarray(_variable(forecast, "baseline_ongoing").values, float)
    ended = _variable(forecast, "baseline_ended").transpose("draw", "ending")
    return np.asarray(ended.sel(ending=list(about.endings or SETTLEMENTS)).sum("ending").values, float)


def _at(forecast: xarray.Dataset, scenario: Scenario, name: str, month: int, **labels: Any) -> Numbers:
    if month < 0:
        past = past_variables()
        if name not in past:
            raise NotHeld(f"{name} is not computed for months of the record")
        held = _variable(forecast, past[name])
        label = month_after(scenario.calendar.as_of, month)
        places = np.flatnonzero(held.past_month_label.values == label)
        if not len(places):
            raise NotHeld(f"the forecast holds no {label}")
        found = held.isel(past_month=int(places[0])).sel(**labels)
    else:
        _reached(forecast, month)
        found = _variable(forecast, name).isel(month=month).sel(**labels)
    return np.asarray(found.values, float)


def _within(forecast: xarray.Dataset, scenario: Scenario, month: int, side: str) -> Numbers:
    """A side's chance of winning within the belief's horizon, at one of the months for which it is computed."""
    _reached(forecast, max(month, 0))
    held = _variable(forecast, "wins_within")
    known = [int(one) for one in held.months_on.values]
    if month not in known:
        raise NotHeld(f"a chance of winning within some months is computed for {_listed(known)} months after as_of")
    return np.asarray(held.sel(actor=side, months_on=month).values, float)


def _listed(months: list[int]) -> str:
    return ", ".join(map(str, months[:-1])) + f" and {months[-1]}" if len(months) > 1 else str(months[0])


def _reached(forecast: xarray.Dataset, month: int) -> None:
    if month < 0:
        raise NotHeld("this is not computed for months of the record")
    if month >= forecast.sizes["month"]:
        raise NotHeld(f"the forecast ends {forecast.sizes['month'] - 1} months ahead, before {month}")


def _variable(forecast: xarray.Dataset, name: str) -> xarray.DataArray:
    if name not in forecast:
        raise NotHeld(f"the forecast does not hold {name}")
    return forecast[name]
