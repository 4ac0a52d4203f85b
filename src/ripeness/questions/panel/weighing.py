"""Rival views side by side: what each forecasts, what it says of itself and what is found, and how they differ."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.arrays import ENDINGS
from ripeness.ensemble.proposal import posterior_of
from ripeness.questions.panel.beside import Beside
from ripeness.questions.panel.statements import (
    Binds,
    Embarrassing,
    First,
    binds,
    compared,
    embarrassed_by,
    ended_by,
    first_policy,
)
from ripeness.schema.assumption_words import in_words
from ripeness.schema.sections.issue import on_land
from ripeness.statistics.bands import Band, Figure, band, figure
from ripeness.statistics.identification import added, confusion, log_mean, noise
from ripeness.statistics.pools import by_record, linear_pool, log_pool, total_variation
from ripeness.statistics.weighted import Numbers, effective_sample_size, weighted_mean
from ripeness.store.stopping import stopped

if TYPE_CHECKING:
    import xarray

    from ripeness.questions.panel.view_forecasts import PanelForecasts, ViewForecast
    from ripeness.schema import Scenario

HORIZONS = (12, 36, 60)
"""Months ahead at which forecasts are set side by side; the last month shown in the place of those beyond it."""

APART = 0.1
"""Total variation below which two views cannot be told apart here."""

FIGHTING = "still_fighting"


class ViewFound(TypedDict):
    """One view. ongoing, stopped : by months ahead; stopped: that there has been a first ceasefire or settlement."""

    title: str
    argument: str
    drawn_from: str
    effective_sample_size: Figure
    ongoing: dict[str, Band]
    stopped: dict[str, Band]
    endings: dict[str, dict[str, Figure]]
    binds: Binds
    first_policy: First
    embarrassed_by: Embarrassing
    log_likelihood: Figure
    noise: Figure
    by_series: dict[str, Figure]


class Apart(TypedDict):
    """How far two views are apart, and the number of one of them without which they would be nearest.

    ``variation``: by all draws; ``few``: by the few on which numbers were taken back; ``without``: that with it gone.
    """

    a: str
    b: str
    variation: Figure
    alike: bool
    few: Figure
    path: str
    of: str
    words: str
    without: Figure


class Confusion(TypedDict):
    """Records drawn from each view, and which view the likelihood chose."""

    records: int
    right: int
    chosen: dict[str, dict[str, int]]


class Pooled(TypedDict):
    """Weights, and the two pools of the endings at each horizon."""

    weights: dict[str, Figure]
    linear: dict[str, dict[str, Figure]]
    logarithmic: dict[str, dict[str, Figure]]


class Panel(TypedDict):
    """What ``ripeness panel --json`` prints.

    horizons : months ahead that are shown; compared : the one by which views are set side by side; next_year : when
    the year after `as_of` has ended, or the last month shown. missing : views that an interruption left out. truce :
    whether a ceasefire can begin, and break. draws : of all views; few : those of each on which numbers were taken
    back; kept : those that fit the record and are kept for each view, at least; 0 where one has none. series : of the
    record. policies : titles by name. views : by name. distances : of each two of them. confusion : whether the record
    can tell them apart. pooled : with equal weights, and with those that the record gives. rivals : other methods of
    the field beside the views, if they were asked for.
    """

    scenario: str
    title: str
    names: dict[str, str]
    land: bool
    truce: bool
    as_of: str
    horizons: list[int]
    compared: int
    next_year: int
    missing: list[str]
    draws: int
    few: int
    kept: int
    uncertain: int
    series: list[str]
    policies: dict[str, str]
    views: dict[str, ViewFound]
    distances: list[Apart]
    confusion: Confusion
    pooled: dict[str, Pooled]
    rivals: Beside | None


def weigh_panel(found: PanelForecasts) -> Panel:
    """Set views side by side, from what was computed for them."""
    base, views, drawn_from, series = found.base, found.views, found.drawn_from, found.series
    shown, at = horizons(base), compared(base)
    endings = {
        name: {one: distribution(view.forecast, one) for one in sorted({*shown, at})} for name, view in views.items()
    }
    whole = {name: log_mean(one.correction, one.series[:, -1]) for name, one in views.items()}
    scored = {
        name: [log_mean(one.correction, one.drawn_records[:, place]) for place in range(one.drawn_records.shape[1])]
        for name, one in views.items()
    }
    chosen = confusion(drawn_from, scored)
    equal = dict.fromkeys(views, 1 / len(views))
    return {
        "scenario": base.name,
        "title": base.title,
        "names": base.names(),
        "land": on_land(base.issues),
        "truce": base.truce is not None,
        "as_of": base.calendar.as_of,
        "horizons": shown,
        "compared": at,
        "next_year": next_year(base),
        "missing": list(found.missing),
        "draws": found.draws,
        "few": max((one.few.sizes["draw"] for one in views.values()), default=0),
        "kept": min((_kept(one.scenario) for one in views.values()), default=0),
        "uncertain": len(base.assumptions()),
        "series": list(series),
        "policies": {name: policy.title for name, policy in base.policies.items()},
        "views": {name: _view(one, series, endings[name], whole[name], at) for name, one in views.items()},
        "distances": [_apart(views, endings, a, b, at) for a, b in combinations(views, 2)],
        "confusion": {
            "records": len(drawn_from),
            "right": sum(row[name] for name, row in chosen.items()),
            "chosen": chosen,
        },
        "rivals": None,
        "pooled": {"equal": _pooled(endings, equal), "record": _pooled(endings, by_record(whole))},
    }


def going_on(panel: Panel) -> dict[str, dict[str, Figure]]:
    """Return the mean chance that the war is still fought, by view and months ahead."""
    shown = [str(months) for months in panel["horizons"]]
    return {name: {at: one["ongoing"][at]["mean"] for at in shown} for name, one in panel["views"].items()}


def horizons(scenario: Scenario) -> list[int]:
    """Return the months ahead at which forecasts are set side by side: those that the scenario shows."""
    return list(dict.fromkeys(min(one, scenario.calendar.horizon) for one in HORIZONS))


def next_year(scenario: Scenario) -> int:
    """Return the months ahead at which the year after `as_of` has ended, or of the last month that is shown."""
    month = int(str(scenario.calendar.as_of)[5:7])
    return min(2 * 12 - (month - 1), scenario.calendar.horizon)


def distribution(forecast: xarray.Dataset, months: int) -> Numbers:
    """Return the chance of each of `arrays.ENDINGS` by then, and last of still fighting: means over draws by weight."""
    by = weighted_mean(ended_by(forecast, months), np.asarray(forecast.weight.values, float))
    return np.append(by, max(0.0, 1.0 - float(by.sum())))


def _kept(view: Scenario) -> int:
    """Return how many sets of assumptions that fit the record are kept for a view."""
    found = posterior_of(view) if view.record is not None else None
    return 0 if found is None else found[0].most


def _view(
    view: ViewForecast, series: tuple[str, ...], endings: Mapping[int, Numbers], log_likelihood: float, at: int
) -> ViewFound:
    forecast, stated = view.forecast, view.scenario.view
    assert stated is not None
    weight = np.asarray(forecast.weight.values, float)
    ongoing = np.asarray(forecast.ongoing.transpose("draw", "month").values, float)
    stops = stopped(forecast)
    return {
        "title": stated.title,
        "argument": stated.argument,
        "drawn_from": view.origin,
        "effective_sample_size": figure(effective_sample_size(weight)),
        "ongoing": {str(months): band(ongoing[:, months], weight) for months in endings},
        "stopped": {
            str(months): band(stops[:, months], weight)
            for months in dict.fromkeys([*endings, next_year(view.scenario)])
        },
        "endings": {str(months): _named(by) for months, by in endings.items()},
        "binds": binds(view, list(stated.binds)),
        "first_policy": first_policy(view, stated.first_policy, stated.aim, at),
        "embarrassed_by": embarrassed_by(view),
        "log_likelihood": figure(log_likelihood),
        "noise": figure(noise(view.correction, view.series[:, -1])),
        "by_series": {
            label: figure(value) for label, value in zip(series, added(view.correction, view.series), strict=True)
        },
    }


def _apart(
    views: Mapping[str, ViewForecast], endings: Mapping[str, Mapping[int, Numbers]], a: str, b: str, at: int
) -> Apart:
    """Compare two views, and find the number of either that, taken back, brings them nearest."""
    variation = total_variation(endings[a][at], endings[b][at])
    few = {name: distribution(views[name].few, at) for name in (a, b)}
    before = total_variation(few[a], few[b])
    nearest, path, of = before, "", ""
    for name, other in ((a, b), (b, a)):
        for changed, one in views[name].without.items():
            left = total_variation(distribution(one, at), few[other])
            if left < nearest:
                nearest, path, of = left, changed, name
    return {
        "a": a,
        "b": b,
        "variation": figure(variation),
        "alike": bool(variation < APART),
        "few": figure(before),
        "path": path,
        "of": of,
        "words": in_words(views[of].scenario, path) if path else "",
        "without": figure(nearest),
    }


def _pooled(endings: Mapping[str, Mapping[int, Numbers]], weights: Mapping[str, float]) -> Pooled:
    weight = np.array([weights[name] for name in endings])
    shown = next(iter(endings.values()), {})
    at = {months: [endings[name][months] for name in endings] for months in shown}
    return {
        "weights": {name: figure(one) for name, one in weights.items()},
        "linear": {str(months): _named(linear_pool(these, weight)) for months, these in at.items()},
        "logarithmic": {str(months): _named(log_pool(these, weight)) for months, these in at.items()},
    }


def _named(values: Numbers) -> dict[str, Figure]:
    return {name: figure(float(value)) for name, value in zip((*ENDINGS, FIGHTING), values, strict=True)}
