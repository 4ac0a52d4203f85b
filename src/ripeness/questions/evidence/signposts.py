"""Signposts: what could be seen within six months, ranked by how closely the forecast goes with it.

Equation:
    observable of a draw = its expected value over the first six months (front, partial deals, package: at their end)
    rank correlation over the draws, by weight, of the observable with the chance that the war goes on in 36 months

It compares sets of assumptions, each by what it expects to be seen; that one war may differ from what its
assumptions expect is left out, so that an observation tells less than this. [R], a method of ours.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.statistics.bands import Figure, figure
from ripeness.statistics.rank_correlation import FEWEST, by_luck, rank_correlation
from ripeness.statistics.weighted import Numbers, effective_sample_size

if TYPE_CHECKING:
    import xarray

WITHIN, UNTIL = 6, 36
"""Months within which something is seen, and after which the war's going on is asked about."""

OBSERVABLES = {
    "front": "the front in six months, higher for the attacker",
    "stayed_away": "months in which the attacker stays away from talks",
    "attended_no_deal_in_reach": "months in which the attacker attends with no deal in reach",
    "partial_deals": "partial deals",
    "package": "the sanctions package in force in six months",
    "bombing": "months with bombing of infrastructure",
}
"""Variables of a forecast that can be seen, and what they are."""

AT_THE_END = ("front", "partial_deals", "package")
"""Those of which the sixth month is looked at, the rest being averaged over the months until then."""


class Signpost(TypedDict):
    """One observation; a positive correlation: more of it goes with a longer war."""

    observable: str
    meaning: str
    rank_correlation: Figure


class Signposts(TypedDict):
    """The signposts, the most telling first. ``by_luck`` : how large the largest gets when none is real."""

    within: int
    month: str
    enough_draws: bool
    by_luck: Figure
    ranked: list[Signpost]


def signposts(forecast: xarray.Dataset) -> Signposts:
    """Rank what a forecast's draws expect to be seen within six months by how closely the war's length goes with it.

    Parameters
    ----------
    forecast : with ``ongoing`` and the observables (draw, month) and ``weight`` (draw); those absent are left out.
    """
    last = forecast.sizes["month"] - 1
    within, until = min(WITHIN, last), min(UNTIL, last)
    weight = np.asarray(forecast.weight.values, float)
    outcome = np.asarray(forecast.ongoing.values[:, until], float)
    ranked: list[tuple[float, str]] = []
    for name in OBSERVABLES:
        if name not in forecast:
            continue
        seen = observed(forecast, name, within)
        known = np.isfinite(seen) & np.isfinite(outcome) & (weight > 0)
        rho = rank_correlation(seen[known], outcome[known], weight[known]) if known.sum() > 1 else math.nan
        ranked.append((rho, name))
    ranked.sort(key=lambda one: -abs(one[0]) if math.isfinite(one[0]) else 0.0)
    effective = effective_sample_size(weight)
    return {
        "within": within,
        "month": str(forecast.month_label.values[until]),
        "enough_draws": effective >= FEWEST,
        "by_luck": figure(by_luck(len(ranked), effective)),
        "ranked": [
            {"observable": name, "meaning": OBSERVABLES[name], "rank_correlation": figure(rho)} for rho, name in ranked
        ],
    }


def observed(forecast: xarray.Dataset, name: str, within: int) -> Numbers:
    """Return what each draw expects of one of `OBSERVABLES` within so many months, shape (draw,)."""
    values = np.asarray(forecast[name].transpose("draw", "month").values, float)
    found: Numbers = values[:, within] if name in AT_THE_END else values[:, 1 : within + 1].mean(axis=1)
    return found
