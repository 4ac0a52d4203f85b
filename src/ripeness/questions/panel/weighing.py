"""Rival views side by side: what each forecasts, what it says of itself and what is found, and how they differ."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.arrays import ENDINGS
from ripeness.questions.panel.stated import (
    COMPARED,
    Binds,
    Embarrassing,
    First,
    binds,
    embarrassed_by,
    ended_by,
    first_policy,
)
from ripeness.questions.summary.summary import Band, Figure, _figure
from ripeness.schema.assumption_words import in_words
from ripeness.statistics.identification import added, confusion, log_mean, noise
from ripeness.statistics.pools import by_record, linear_pool, log_pool, total_variation
from ripeness.statistics.weighted import HIGH, LOW, Numbers, effective_sample_size, weighted_mean, weighted_quantile

if TYPE_CHECKING:
    import xarray

    from ripeness.questions.panel.sittings import Sitting, Sittings
    from ripeness.schema import Scenario

HORIZONS = (12, 36, 60)
"""Months ahead at which forecasts are set side by side."""

APART = 0.1
"""Total variation below which two views cannot be told apart here."""

FIGHTING = "still_fighting"


class One(TypedDict):
    """One view."""

    title: str
    argument: str
    drawn_from: str
    effective_sample_size: Figure
    ongoing: dict[str, Band]
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
    """What ``ripeness panel --json`` prints."""

    scenario: str
    title: str
    as_of: str
    draws: int
    few: int
    uncertain: int
    series: list[str]
    policies: dict[str, str]
    views: dict[str, One]
    distances: list[Apart]
    confusion: Confusion
    pooled: dict[str, Pooled]


def weigh_panel(found: Sittings) -> Panel:
    """Set views side by side, from what was computed for them."""
    base, views, drawn_from, series = found.base, found.views, found.drawn_from, found.series
    endings = {name: {at: distribution(one.forecast, at) for at in HORIZONS} for name, one in views.items()}
    whole = {name: log_mean(one.correction, one.series[:, -1]) for name, one in views.items()}
    scored = {
        name: [log_mean(one.correction, one.drawn[:, place]) for place in range(one.drawn.shape[1])]
        for name, one in views.items()
    }
    chosen = confusion(drawn_from, scored)
    equal = dict.fromkeys(views, 1 / len(views))
    return {
        "scenario": base.name,
        "title": base.title,
        "as_of": base.calendar.as_of,
        "draws": found.draws,
        "few": max((one.few.sizes["draw"] for one in views.values()), default=0),
        "uncertain": len(base.assumptions()),
        "series": list(series),
        "policies": {name: policy.title for name, policy in base.policies.items()},
        "views": {name: _one(name, one, series, endings[name], whole[name]) for name, one in views.items()},
        "distances": [_apart(base, views, endings, a, b) for a, b in combinations(views, 2)],
        "confusion": {
            "records": len(drawn_from),
            "right": sum(row[name] for name, row in chosen.items()),
            "chosen": chosen,
        },
        "pooled": {"equal": _pooled(endings, equal), "record": _pooled(endings, by_record(whole))},
    }


def distribution(forecast: xarray.Dataset, months: int) -> Numbers:
    """Return the odds of each of `arrays.ENDINGS` by then, and of still fighting last; means over draws by weight."""
    by = weighted_mean(ended_by(forecast, months), np.asarray(forecast.weight.values, float))
    return np.append(by, max(0.0, 1.0 - float(by.sum())))


def _one(
    name: str, sitting: Sitting, series: tuple[str, ...], endings: Mapping[int, Numbers], log_likelihood: float
) -> One:
    forecast, stated = sitting.forecast, sitting.scenario.view
    assert stated is not None, name
    weight = np.asarray(forecast.weight.values, float)
    return {
        "title": stated.title,
        "argument": stated.argument,
        "drawn_from": sitting.origin,
        "effective_sample_size": _figure(effective_sample_size(weight)),
        "ongoing": {str(at): _band(forecast, weight, at) for at in HORIZONS},
        "endings": {str(at): _named(endings[at]) for at in HORIZONS},
        "binds": binds(sitting, list(stated.binds)),
        "first_policy": first_policy(sitting, stated.first_policy, stated.aim),
        "embarrassed_by": embarrassed_by(sitting),
        "log_likelihood": _figure(log_likelihood),
        "noise": _figure(noise(sitting.correction, sitting.series[:, -1])),
        "by_series": {
            label: _figure(value)
            for label, value in zip(series, added(sitting.correction, sitting.series), strict=True)
        },
    }


def _band(forecast: xarray.Dataset, weight: Numbers, months: int) -> Band:
    at = min(months, forecast.sizes["month"] - 1)
    values = np.asarray(forecast.ongoing.transpose("draw", "month").values[:, at], float)
    return {
        "mean": _figure(float(weighted_mean(values, weight))),
        "p10": _figure(float(weighted_quantile(values, weight, LOW))),
        "p90": _figure(float(weighted_quantile(values, weight, HIGH))),
    }


def _apart(
    base: Scenario, views: Mapping[str, Sitting], endings: Mapping[str, Mapping[int, Numbers]], a: str, b: str
) -> Apart:
    """Compare two views, and find the number of either that, taken back, brings them nearest."""
    variation = total_variation(endings[a][COMPARED], endings[b][COMPARED])
    few = {name: distribution(views[name].few, COMPARED) for name in (a, b)}
    before = total_variation(few[a], few[b])
    nearest, path, of = before, "", ""
    for name, other in ((a, b), (b, a)):
        for changed, one in views[name].without.items():
            left = total_variation(distribution(one, COMPARED), few[other])
            if left < nearest:
                nearest, path, of = left, changed, name
    return {
        "a": a,
        "b": b,
        "variation": _figure(variation),
        "alike": bool(variation < APART),
        "few": _figure(before),
        "path": path,
        "of": of,
        "words": in_words(views[of].scenario, path) if path else "",
        "without": _figure(nearest),
    }


def _pooled(endings: Mapping[str, Mapping[int, Numbers]], weights: Mapping[str, float]) -> Pooled:
    weight = np.array([weights[name] for name in endings])
    at = {months: [endings[name][months] for name in endings] for months in HORIZONS}
    return {
        "weights": {name: _figure(one) for name, one in weights.items()},
        "linear": {str(months): _named(linear_pool(these, weight)) for months, these in at.items()},
        "logarithmic": {str(months): _named(log_pool(these, weight)) for months, these in at.items()},
    }


def _named(values: Numbers) -> dict[str, Figure]:
    return {name: _figure(float(value)) for name, value in zip((*ENDINGS, FIGHTING), values, strict=True)}
