"""Rival views side by side: what each forecasts, what it says of itself and what is found, and how they differ."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import TYPE_CHECKING, Protocol, TypedDict

import numpy as np

from ripeness.analysis.assumptions import in_words
from ripeness.analysis.explain import at_step, ends, question_of, share_passing
from ripeness.analysis.identification import added, confusion, log_mean, noise
from ripeness.analysis.measures import ahead, per_draw
from ripeness.analysis.outcomes import HIGH, LOW, Numbers, effective_sample_size, weighted_mean, weighted_quantile
from ripeness.analysis.pools import by_record, linear_pool, log_pool, total_variation
from ripeness.analysis.summary import Band, Figure, _figure
from ripeness.arrays import ENDINGS, SETTLEMENTS

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario

HORIZONS = (12, 36, 60)
"""Months ahead at which forecasts are set side by side."""

COMPARED = 36
"""Months ahead at which views are told apart and policies ranked."""

APART = 0.1
"""Total variation below which two views cannot be told apart here."""

LEVEL = 0.01
"""Policies, or causes, whose figures differ by no more than this share a place."""

FIGHTING = "still_fighting"

LOST = (
    "settlement_on_attackers_terms", "defender_capitulates", "attacker_wins_at_the_front", "defender_collapses",
)  # fmt: skip
"""Endings in which the defender is beaten, or bound mostly to the attacker's terms."""

POLICY, CAUSE = "policy ", "cause "
"""How questions are labelled."""


class Sitting(Protocol):
    """What was computed for one view: see `ripeness.panelling.Sitting`."""

    scenario: Scenario
    origin: str
    forecast: xarray.Dataset
    series: Numbers
    drawn: Numbers
    correction: Numbers
    few: xarray.Dataset
    asked: dict[str, xarray.Dataset]
    without: dict[str, xarray.Dataset]


class Binds(TypedDict):
    """What a view says binds, and in what share of its sets each cause alone would be enough.

    ``test`` is what is asked of the first month: that it be ripe, or where it is, that a settlement be as likely as
    not. ``found`` : the causes that are enough most often, empty where none ever is.
    """

    stated: list[str]
    test: str
    as_it_is: Figure
    shares: dict[str, Figure]
    found: list[str]
    agrees: bool


class First(TypedDict):
    """The policy that a view says it ranks first, and how its own aim ranks them."""

    stated: str
    title: str
    aim: str
    values: dict[str, Figure]
    status_quo: Figure
    found: list[str]
    place: int
    agrees: bool


class Embarrassing(TypedDict):
    """The observation that would embarrass a view, and in what share of its sets it is to be expected all the same."""

    says: str
    policy: str
    expected_in: Figure
    mean: Figure
    unit: str
    agrees: bool


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


def questions(scenario: Scenario) -> dict[str, dict[str, float]]:
    """Return what every view is asked: each policy that somebody could adopt, and each cause of ``explain`` gone.

    Returns
    -------
    Label -> levers in canonical units.
    """
    found = {}
    for name, policy in scenario.policies.items():
        if all(scenario.levers[lever].owner != "nobody" for lever in policy.levers):
            found[POLICY + name] = scenario.policy_levers(name)
    for cause, toward in ends(scenario).items():
        if toward:
            settings = at_step(scenario, toward, 1)
            found[CAUSE + cause] = {lever: scenario.lever_value(lever, value) for lever, value in settings.items()}
    return found


def weigh_panel(
    base: Scenario, views: Mapping[str, Sitting], drawn_from: tuple[str, ...], series: tuple[str, ...], draws: int
) -> Panel:
    """Set views side by side.

    Parameters
    ----------
    base : the scenario without a view. views : what was computed for each, by name.
    drawn_from : view of each drawn record. series : names of the columns of ``Sitting.series``.
    draws : asked for, of each view.
    """
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
        "draws": draws,
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
        "pooled": {"equal": _pooled(endings, equal), "by the record": _pooled(endings, by_record(whole))},
    }


def distribution(forecast: xarray.Dataset, months: int) -> Numbers:
    """Return the odds of each of `arrays.ENDINGS` by then, and of still fighting last; means over draws by weight."""
    by = weighted_mean(_ended(forecast, months), np.asarray(forecast.weight.values, float))
    return np.append(by, max(0.0, 1.0 - float(by.sum())))


def _ended(forecast: xarray.Dataset, months: int) -> Numbers:
    month = min(months, forecast.sizes["month"] - 1)
    by = forecast.ended.transpose("draw", "month", "ending").isel(month=month).sel(ending=list(ENDINGS))
    return np.asarray(by.values, float)


def aimed(forecast: xarray.Dataset, aim: str) -> Numbers:
    """Return the probability of a view's aim (`schema.view.AIMS`), shape (draw,)."""
    by = dict(zip(ENDINGS, _ended(forecast, COMPARED).T, strict=True))
    lost = sum(by[name] for name in LOST)
    if aim == "agreement":
        return np.asarray(sum(by[name] for name in (*SETTLEMENTS, "ceasefire")), float)
    if aim == "undefeated":
        return np.asarray(1.0 - lost, float)
    return np.asarray(sum(by.values()) - lost, float)


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
        "binds": _binds(sitting, list(stated.binds)),
        "first_policy": _first(sitting, stated.first_policy, stated.aim),
        "embarrassed_by": _embarrassing(sitting),
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


def _binds(sitting: Sitting, stated: list[str]) -> Binds:
    test = question_of(sitting.few, 0)
    shares = {
        label.removeprefix(CAUSE): share_passing(one, 0, test)
        for label, one in sitting.asked.items()
        if label.startswith(CAUSE)
    }
    most = max(shares.values(), default=0.0)
    found = [cause for cause, share in shares.items() if most > 0 and share >= most - LEVEL]
    return {
        "stated": stated,
        "test": test,
        "as_it_is": _figure(share_passing(sitting.few, 0, test)),
        "shares": {cause: _figure(share) for cause, share in shares.items()},
        "found": found,
        "agrees": bool(set(stated) & set(found)),
    }


def _first(sitting: Sitting, stated: str, aim: str) -> First:
    weight = np.asarray(sitting.few.weight.values, float)

    def mean(forecast: xarray.Dataset) -> float:
        return float(weighted_mean(aimed(forecast, aim), weight))

    values = {label.removeprefix(POLICY): mean(one) for label, one in sitting.asked.items() if label.startswith(POLICY)}
    best = max(values.values(), default=0.0)
    found = [name for name, value in values.items() if value >= best - LEVEL]
    policy = sitting.scenario.policies.get(stated)
    return {
        "stated": stated,
        "title": policy.title if policy else "",
        "aim": aim,
        "values": {name: _figure(value) for name, value in values.items()},
        "status_quo": _figure(mean(sitting.few)),
        "found": found,
        "place": 1 + sum(value > values.get(stated, 0.0) + LEVEL for value in values.values()),
        "agrees": stated in found,
    }


def _embarrassing(sitting: Sitting) -> Embarrassing:
    from ripeness.schema.measure import MEASURES
    from ripeness.schema.policy import STATUS_QUO

    assert sitting.scenario.view is not None
    stated = sitting.scenario.view.embarrassed_by
    form = stated.holds_if
    forecast = sitting.forecast if form.policy == STATUS_QUO else sitting.asked[POLICY + form.policy]
    weight = np.asarray(forecast.weight.values, float)
    values = per_draw(forecast, sitting.scenario, form, ahead(sitting.scenario, form.month))
    known = np.isfinite(values)
    share = float(weighted_mean(np.where(known, form.met(values), np.nan), weight))
    return {
        "says": stated.says,
        "policy": form.policy,
        "expected_in": _figure(share),
        "mean": _figure(float(weighted_mean(values, weight))),
        "unit": MEASURES[form.quantity].unit,
        "agrees": bool(share < 0.5),
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
