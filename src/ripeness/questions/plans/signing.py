"""What happens if one text alone can be signed, beside the same wars with whatever terms would be agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.arrays import SETTLEMENTS
from ripeness.questions.plans.result import Party
from ripeness.questions.plans.weighing import weigh_plans
from ripeness.statistics.bands import Band, Figure, band, figure, figures, share
from ripeness.statistics.weighted import Numbers, effective_sample_size, weighted_mean

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario

HORIZONS = (12, 24, 36, 60)
"""Months ahead at which both are told."""

HARDLY, MOSTLY = 0.05, 0.5
"""Chance of a signature below which, and from which, a set of assumptions is counted."""


class Path(TypedDict):
    """Something at each month told: with whatever terms, with the text alone, and the difference over draws."""

    bargained: list[Figure]
    signed: list[Figure]
    difference: list[Band]


class Signing(TypedDict):
    """What ``ripeness plans --sign PLAN --json`` prints. Shares are of the sets of assumptions, by weight.

    land_as_held : whether there is land, which stays as it is held where the text leaves it alone.
    names : of actors, by id and role. attacker_id, defender_id : the belligerents' ids.
    attacker, defender : with the text alone on the table, where fighting on is worth what comes of that.
    hardly, mostly : share of the sets in which it is signed by the last month told with a chance below 1 in 20, and
    with one of at least a half.
    """

    scenario: str
    title: str
    as_of: str
    policy: str
    plan: str
    plan_title: str
    names: dict[str, str]
    attacker_id: str
    defender_id: str
    draws: int
    uncertain: int
    effective_sample_size: Figure
    record: bool
    months: list[str]
    months_ahead: list[int]
    attacker: Party
    defender: Party
    both_sign_today: Figure
    ongoing: Path
    settled: Path
    endings: dict[str, Path]
    hardly: Figure
    mostly: Figure
    land_as_held: bool
    consent_presumed: dict[str, list[str]]
    issue_titles: dict[str, str]


def weigh_signing(scenario: Scenario, plan: str, bargained: xarray.Dataset, signed: xarray.Dataset) -> Signing:
    """Compare a forecast with one in which a plan alone can be signed, draw by draw.

    Parameters
    ----------
    bargained, signed : forecasts of the same draws under the same policy, the latter with `sign` set to the plan.
    """
    count = min(bargained.sizes["draw"], signed.sizes["draw"])
    bargained, signed = bargained.isel(draw=slice(count)), signed.isel(draw=slice(count))
    report = weigh_plans(scenario, signed, (plan,))
    found = report["plans"][plan]
    weight = signed.weight.values.astype(float)
    last = int(signed.months_ahead.values[-1])
    ahead = [one for one in HORIZONS if one <= last] or [last]

    def path(before: Numbers, after: Numbers) -> Path:
        return {
            "bargained": figures(weighted_mean(before[:, ahead], weight)),
            "signed": figures(weighted_mean(after[:, ahead], weight)),
            "difference": [band(after[:, one] - before[:, one], weight) for one in ahead],
        }

    def ended(forecast: xarray.Dataset, *names: str) -> Numbers:
        of = forecast.ended.transpose("draw", "ending", "month").sel(ending=list(names))
        return np.asarray(of.values, float).sum(axis=1)

    settled = ended(signed, *SETTLEMENTS)
    others = [str(name) for name in signed.ending.values if str(name) not in SETTLEMENTS]
    return {
        "scenario": scenario.name,
        "title": scenario.title,
        "as_of": report["as_of"],
        "policy": str(bargained.attrs["policy"]),
        "plan": plan,
        "plan_title": scenario.plans[plan].title,
        "names": report["names"],
        "attacker_id": report["attacker"],
        "defender_id": report["defender"],
        "draws": count,
        "uncertain": report["uncertain"],
        "effective_sample_size": figure(effective_sample_size(weight)),
        "record": report["record"],
        "months": [str(signed.month_label.values[one]) for one in ahead],
        "months_ahead": ahead,
        "attacker": found["attacker"],
        "defender": found["defender"],
        "both_sign_today": found["both_accept"][0],
        "ongoing": path(
            bargained.ongoing.transpose("draw", "month").values.astype(float),
            signed.ongoing.transpose("draw", "month").values.astype(float),
        ),
        "settled": path(ended(bargained, *SETTLEMENTS), settled),
        "endings": {name: path(ended(bargained, name), ended(signed, name)) for name in others},
        "hardly": share(settled[:, ahead[-1]] < HARDLY, weight),
        "mostly": share(settled[:, ahead[-1]] >= MOSTLY, weight),
        "consent_presumed": found["not_asked"],
        "land_as_held": report["land_as_held"],
        "issue_titles": {name: scenario.issues[name].title for name in found["not_asked"]},
    }
