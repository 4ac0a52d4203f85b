"""What moves a forecast: derivatives ranked by what a tenth of each number's natural range does."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, TypedDict

import numpy as np

from ripeness.arrays import ending_label
from ripeness.questions.set_levers import levers_in_words
from ripeness.schema.assumption_words import in_words
from ripeness.schema.calendar import month_after
from ripeness.schema.claims.measure import MEASURES
from ripeness.schema.sections.issue import on_land
from ripeness.statistics.weighted import HIGH, LOW, effective_sample_size, weighted_mean, weighted_quantile

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario

TENTH = 0.1
"""The step, in natural ranges: small enough for a slope to speak of it, large enough to be felt."""

CERTAIN, UNCERTAIN, LEVER = "certain", "uncertain", "lever"


class Slope(TypedDict):
    """One number: its path, words, kind, unit, mean value, step, and what the step does.

    ``effect`` : mean over the sets of assumptions, by weight, in the quantity's unit. ``low``, ``high`` : between which
    eight of ten sets lie. ``same_sign`` : share of the sets, by weight, in which the effect has the mean's sign.
    ``per_unit`` : mean derivative. ``elasticity`` : per cent of the quantity for one per cent of the number; None
    where either is nil or changes sign.
    """

    path: str
    words: str
    kind: str
    unit: str
    value: float
    step: float
    effect: float
    low: float
    high: float
    same_sign: float
    per_unit: float
    elasticity: float | None


class Slopes(TypedDict):
    """What ``ripeness gradient --json`` prints.

    month, months_ahead : of the quantity. meaning, units : of the quantity. choice_precision : how smooth choices are.
    central : whether it is of one set of assumptions, every number at its median. smooth, sharp : the quantity itself,
    with smooth choices and as a forecast gives it. numbers : the strongest first. warnings : what to beware of.
    """

    scenario: str
    title: str
    as_of: str
    month: str
    months_ahead: int
    names: dict[str, str]
    policy: str
    levers: dict[str, str]
    levers_told: list[str]
    quantity: str
    meaning: str
    units: str
    choice_precision: float | str
    record: bool
    central: bool
    draws: int
    effective_sample_size: float
    smooth: float | None
    sharp: float | None
    numbers: list[Slope]
    warnings: list[dict[str, Any]]


def rank(found: xarray.Dataset, scenario: Scenario) -> Slopes:
    """Return the derivatives of `derivatives.derivatives`, the strongest first."""
    weight, gradient, values = found.weight.values, found.gradient.values, found.value.values
    smooth, sharp = (float(weighted_mean(found[one].values, weight)) for one in ("smooth", "sharp"))
    rows: list[Slope] = []
    held = np.isfinite(found.smooth.values)
    weight = np.where(held, weight, 0.0) / max(float(weight[held].sum()), 1e-300)
    for number, path in enumerate(map(str, found.number.values)):
        step = TENTH * float(found.spread.values[number])
        effect = gradient[:, number] * step
        mean = float(weighted_mean(effect, weight))
        value = float(weighted_mean(values[:, number], weight))
        one_sign = (values[:, number] > 0).all() and smooth > 0
        rows.append(
            {
                "path": path,
                "words": _words(scenario, path),
                "kind": _kind(scenario, path),
                "unit": str(found.number_unit.values[number]),
                "value": value,
                "step": step,
                "effect": mean,
                "low": float(weighted_quantile(effect, weight, LOW)),
                "high": float(weighted_quantile(effect, weight, HIGH)),
                "same_sign": float(weight @ (np.sign(effect) == np.sign(mean))),
                "per_unit": float(weighted_mean(gradient[:, number], weight)),
                "elasticity": float(weight @ (gradient[:, number] * values[:, number])) / smooth if one_sign else None,
            }
        )
    attributes = found.attrs
    return {
        "scenario": attributes["scenario"],
        "title": attributes["title"],
        "as_of": attributes["as_of"],
        "month": month_after(attributes["as_of"], int(attributes["months_ahead"])),
        "months_ahead": int(attributes["months_ahead"]),
        "names": scenario.names(),
        "policy": attributes["policy"],
        "levers": json.loads(attributes["levers"]),
        "levers_told": levers_in_words(scenario, json.loads(attributes["levers"])),
        "quantity": attributes["quantity"],
        "meaning": _meaning(scenario, attributes),
        "units": attributes["units"],
        "choice_precision": attributes["choice_precision"],
        "record": bool(attributes["record"]),
        "central": bool(attributes["central"]),
        "draws": int(attributes["draws"]),
        "effective_sample_size": effective_sample_size(weight),
        "smooth": smooth if math.isfinite(smooth) else None,
        "sharp": sharp if math.isfinite(sharp) else None,
        "numbers": sorted(rows, key=lambda row: -abs(row["effect"])),
        "warnings": json.loads(attributes["warnings"]),
    }


def _meaning(scenario: Scenario, attributes: dict[str, Any]) -> str:
    """Return the quantity in words."""
    quantity = str(attributes["quantity"])
    months = scenario.calendar.belief_horizon
    meaning = MEASURES[quantity].within(months) if quantity in MEASURES else "log likelihood of the record"
    endings = json.loads(attributes["endings"])
    if endings:
        told = ", or ".join(ending_label(one, on_land(scenario.issues)) for one in endings)
        meaning = f"probability that the war has ended so: {told}"
    if attributes["issue"]:
        meaning = meaning.replace("an issue", f"'{scenario.issues[attributes['issue']].title}'")
    return f"{meaning}, in the {attributes['in_eyes_of']}'s eyes" if attributes["in_eyes_of"] else meaning


def _words(scenario: Scenario, path: str) -> str:
    if path.startswith("levers."):
        return f"lever: {scenario.levers[path.removeprefix('levers.')].title}"
    return in_words(scenario, path)


def _kind(scenario: Scenario, path: str) -> str:
    if path.startswith("levers."):
        return LEVER
    return UNCERTAIN if path in scenario.assumptions() else CERTAIN
