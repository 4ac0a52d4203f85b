"""A forecast, boiled down to what is printed and saved as JSON.

Bands are the weighted 10th and 90th percentiles over draws. What is conditional is weighted by its
condition: values of fighting on by the probability that the war goes on, terms by that of a settlement.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, TypedDict

import numpy as np

from ripeness.analysis.outcomes import HIGH, LOW, effective_sample_size, weighted_mean, weighted_quantile
from ripeness.analysis.sensitivity import FEWEST, by_luck, most_telling
from ripeness.arrays import ACTORS, CONDUCT, SETTLEMENTS

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario

Figure = float | None
"""A number, or None where there is none (JSON has no NaN)."""

TELLING_MONTH = 24
"""The assumptions are compared by how they go with the odds that the war goes on so many months ahead."""


class Band(TypedDict):
    """A mean over draws, and what eight of ten sets of assumptions lie between, by weight."""

    mean: Figure
    p10: Figure
    p90: Figure


class Path(TypedDict):
    """A probability, month by month."""

    by_month: list[Figure]


class Terms(Band):
    """Where an issue ends if the war is settled: 0 the defender's ideal, 1 the attacker's."""

    title: str
    indivisible: bool


class Values(TypedDict):
    """What fighting on is worth to each side, in its own eyes, in shares of its aims."""

    attacker: list[Figure]
    defender: list[Figure]


class Record(TypedDict):
    """What the record did to the draws."""

    used: bool
    months: int
    log_likelihood: Figure
    effective_sample_size: Figure
    unconditioned_ongoing: list[Figure]


class Assumption(TypedDict):
    """An assumption and how it goes with the outcome that assumptions are compared by."""

    id: str
    meaning: str
    rank_correlation: Figure


class Telling(TypedDict):
    """The assumptions that matter most, so far as the draws can tell."""

    months_ahead: int
    enough_draws: bool
    by_luck: Figure
    most: list[Assumption]


class Draws(TypedDict):
    """How many draws were asked for and finished."""

    asked: int
    finished: int


class Evidence(TypedDict):
    """On what the scenario's numbers rest."""

    numbers: int
    uncertain: int
    on_judgement: int


class Timing(TypedDict):
    """Seconds."""

    compile_s: Figure
    solve_s: Figure
    law_s: Figure


class Summary(TypedDict):
    """What ``ripeness run --json`` prints and ``ripeness show`` reads."""

    scenario: str
    title: str
    as_of: str
    policy: str
    policy_title: str
    levers: dict[str, str]
    partial: bool
    draws: Draws
    months: list[str]
    months_ahead: list[int]
    ongoing: list[Band]
    endings: dict[str, Path]
    terms: dict[str, Terms]
    ripeness_gap: list[Figure]
    ripe: list[Figure]
    values: Values
    talks: dict[str, list[Figure]]
    record: Record
    assumptions: Telling
    evidence: Evidence
    timing: Timing
    provenance: dict[str, Any]


def summarise(forecast: xarray.Dataset, scenario: Scenario, provenance: dict[str, Any] | None = None) -> Summary:
    """Boil a forecast down to its summary."""
    weight, prior = forecast.weight.values, forecast.prior_weight.values
    attrs = forecast.attrs
    ongoing = forecast.ongoing.values
    fighting = weight[:, None] * np.where(np.isnan(ongoing), 0.0, ongoing)
    effective = effective_sample_size(weight)
    used = bool(attrs.get("record", 1))
    record = scenario.record
    policy = str(attrs.get("policy") or "status-quo")
    ended = forecast.ended.transpose("draw", "ending", "month").values
    values = forecast.value.transpose("draw", "actor", "month").sel(actor=list(ACTORS)).values
    return {
        "scenario": scenario.name,
        "title": scenario.title,
        "as_of": str(attrs.get("as_of", scenario.calendar.as_of)),
        "policy": policy,
        "policy_title": scenario.policies[policy].title if policy in scenario.policies else "",
        "levers": _levers(attrs.get("levers")),
        "partial": bool(attrs.get("partial", 0)),
        "draws": {"asked": int(attrs.get("draws", len(weight))), "finished": len(weight)},
        "months": [str(month) for month in forecast.month.values],
        "months_ahead": [int(number) for number in forecast.months_ahead.values],
        "ongoing": _bands(ongoing, weight),
        "endings": {
            str(name): {"by_month": _figures(weighted_mean(ended[:, number], weight))}
            for number, name in enumerate(forecast.ending.values)
        },
        "terms": _terms(forecast, scenario, weight),
        "ripeness_gap": _figures(weighted_mean(forecast.ripeness_gap.values, fighting)),
        "ripe": _figures(weighted_mean(forecast.ripe.values, fighting)),
        "values": {
            "attacker": _figures(weighted_mean(values[:, 0], fighting)),
            "defender": _figures(weighted_mean(values[:, 1], fighting)),
        },
        "talks": {name: _figures(weighted_mean(forecast[name].values, fighting)) for name in CONDUCT},
        "record": {
            "used": used,
            "months": len(record.months) if used and record else 0,
            "log_likelihood": _evidence(forecast.log_likelihood.values, prior) if used else None,
            "effective_sample_size": _figure(effective),
            "unconditioned_ongoing": _figures(weighted_mean(forecast.ongoing_unconditioned.values, prior)),
        },
        "assumptions": _telling(forecast, scenario, weight, effective),
        "evidence": _rests_on(scenario),
        "timing": {
            "compile_s": _figure(attrs.get("compile_s")),
            "solve_s": _figure(attrs.get("solve_s")),
            "law_s": _figure(attrs.get("law_s")),
        },
        "provenance": provenance or {},
    }


def _bands(values: Any, weight: Any) -> list[Band]:
    mean, p10, p90 = (
        weighted_mean(values, weight),
        weighted_quantile(values, weight, LOW),
        weighted_quantile(values, weight, HIGH),
    )
    return [{"mean": _figure(m), "p10": _figure(a), "p90": _figure(b)} for m, a, b in zip(mean, p10, p90, strict=True)]


def _terms(forecast: xarray.Dataset, scenario: Scenario, weight: Any) -> dict[str, Terms]:
    """Return the terms over all settlements: a draw counts by its weight times its odds of one."""
    settled = forecast.ended.sel(ending=list(SETTLEMENTS)).isel(month=-1).sum("ending").values
    bands = _bands(forecast.terms.transpose("draw", "issue").values, (weight * settled)[:, None])
    return {
        str(issue): {
            **band,
            "title": scenario.issues[str(issue)].title,
            "indivisible": scenario.issues[str(issue)].indivisible,
        }
        for issue, band in zip(forecast.issue.values, bands, strict=True)
    }


def _telling(forecast: xarray.Dataset, scenario: Scenario, weight: Any, effective: float) -> Telling:
    from ripeness.analysis.assumptions import in_words

    ahead = forecast.months_ahead.values
    at = int(np.searchsorted(ahead, min(TELLING_MONTH, ahead[-1])))
    names = [str(name) for name in forecast.assumption.values]
    enough = effective >= FEWEST
    drawn = forecast.assumption_value.transpose("draw", "assumption").values
    most = most_telling(drawn, forecast.ongoing.values[:, at], weight, 3) if enough else []
    return {
        "months_ahead": int(ahead[at]),
        "enough_draws": enough,
        "by_luck": _figure(by_luck(len(names), effective)),
        "most": [
            {"id": names[one], "meaning": in_words(scenario, names[one]), "rank_correlation": _figure(rho)}
            for one, rho in most
        ],
    }


def _rests_on(scenario: Scenario) -> Evidence:
    from ripeness.schema.evidence import rests_on

    return {
        "numbers": len(scenario.quantities()),
        "uncertain": len(scenario.assumptions()),
        "on_judgement": len(rests_on(scenario, "judgement")),
    }


def _evidence(log_likelihood: Any, prior: Any) -> Figure:
    """Return the logarithm of the record's mean likelihood over the assumptions as they were before it."""
    possible = (prior > 0) & np.isfinite(log_likelihood)
    if not possible.any():
        return None
    top = float(np.max(log_likelihood[possible]))
    return _figure(top + math.log(float(prior[possible] @ np.exp(log_likelihood[possible] - top))))


def _levers(text: Any) -> dict[str, str]:
    found = json.loads(text) if isinstance(text, str) and text else text or {}
    return {str(name): str(value) for name, value in found.items()}


def _figures(values: Any) -> list[Figure]:
    return [_figure(value) for value in values]


def _figure(value: Any) -> Figure:
    """Return a number for JSON: nine digits are far more than the assumptions bear."""
    return None if value is None or not math.isfinite(value) else float(f"{value:.9g}")
