"""Results as labelled arrays: one Dataset a forecast, one a solution, units on every variable."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import xarray as xr

from ripeness.arrays import (
    ACTORS,
    ATTENDING,
    BELIEVERS,
    ENDINGS,
    GAP_BINS,
    GAP_LOW,
    GAP_STEP,
    MONTHS_ON,
    QUANTITIES,
    READINGS,
    RETURNS,
    SETTLEMENTS,
    THRESHOLDS,
    VIEWS,
    by_variable,
)
from ripeness.schema.scenario import Scenario
from ripeness.schema.sections.issue import on_land
from ripeness.statistics.weighted import effective_sample_size_of_logs
from ripeness.store.deals import NO_SETTLEMENT, deals_of

NEVER = 1e-6  # below this probability of going on, means over the wars that go on are not given
BY_ACTOR = {
    "value": ("expected value of fighting on", "share of the prize"),
    "wins_in_own_eyes": ("chance, in the side's own eyes, that it ever wins", "1"),
    "undecided": ("chance, in the side's own eyes, that nobody has won by the last month solved", "1"),
}
"""What is told of each side: meaning and unit."""


def forecast_dataset(
    scenario: Scenario,
    results: Mapping[str, np.ndarray],
    *,
    drawn: Mapping[str, np.ndarray],
    log_prior_weight: np.ndarray,
    shown: int,
    record: bool,
    attributes: Mapping[str, Any],
    months_on: tuple[int, ...] = MONTHS_ON,
) -> xr.Dataset:
    """Dataset of a forecast.

    Parameters
    ----------
    results : arrays (draw, ...) of `solver.course.forecasts`, one month more than is shown.
    drawn : values of each uncertain number (draw). log_prior_weight : of the draws (draw), before the record.
    shown : months ahead. record : whether the weights count the record. months_on : months ahead of the chances of
        winning within the belief's horizon, where there are any.
    """
    months = shown + 1
    views = {name: number for number, name in enumerate(VIEWS)}
    likelihood = results["log_likelihood"][:, views["nature"]].astype(float)
    every_view = results["ongoing"].shape[1] == len(VIEWS)
    main = (views["nature"] if record else views["unconditioned"]) if every_view else 0
    log_weight = log_prior_weight + (likelihood.sum(axis=1) if record else 0.0)
    impossible = ~np.isfinite(likelihood.sum(axis=1)) & record
    ongoing = np.where(impossible[:, None, None], np.nan, results["ongoing"][:, :, :months])
    ended = np.where(impossible[:, None, None, None], np.nan, _cumulative(results["endings"])[:, :, :, :months])
    data: dict[str, tuple] = {
        "weight": ("draw", _shares(log_weight), "weight of the draw", "1"),
        "prior_weight": ("draw", _shares(log_prior_weight), "weight of the draw before the record", "1"),
        "log_weight": ("draw", log_weight, "log of the draw's weight, up to a constant", "1"),
        "log_prior_weight": ("draw", log_prior_weight, "log of its weight before the record, up to a constant", "1"),
        "log_likelihood": ("draw", likelihood.sum(axis=1), "log-likelihood of the record", "1"),
        "log_likelihood_by_month": (("draw", "past_month"), likelihood, "log-likelihood of each month's record", "1"),
        "ongoing": (("draw", "month"), ongoing[:, main], "probability that the war goes on", "1"),
        "ended": (("draw", "ending", "month"), ended[:, main], "probability that the war has ended so", "1"),
    }
    if every_view:
        eyes = [main if name == "nature" else views[name] for name in BELIEVERS]
        meant = "probability that the war goes on"
        data |= {
            "ongoing_unconditioned": (
                ("draw", "month"),
                ongoing[:, views["unconditioned"]],
                f"{meant}, had only its going on been seen",
                "1",
            ),
            "ongoing_in_eyes": (("draw", "believer", "month"), ongoing[:, eyes], f"{meant}, in each pair of eyes", "1"),
            "ended_in_eyes": (
                ("draw", "believer", "ending", "month"),
                ended[:, eyes],
                "probability of each ending, in each pair of eyes",
                "1",
            ),
        }
    data |= _truces(results, main, months, impossible)
    going = ongoing[:, main] >= NEVER

    def while_going(name: str) -> np.ndarray:
        values = results[name][:, :months]
        mask = going.reshape(going.shape + (1,) * (values.ndim - 2))
        return np.where(mask, values, np.nan)

    for name, one in by_variable().items():
        if one.report not in results:
            continue  # an area, where the front is a ladder of steps
        data[name] = (("draw", "month"), while_going(one.report), one.meaning, one.unit)
    data["gap_distribution"] = (
        ("draw", "month", "gap_bin"),
        while_going("gap_distribution"),
        "share of states by ripeness gap",
        "1",
    )
    if "area_shares" in results:
        meaning = "share of the wars that go on in which the front stands in the cell"
        data["area_distribution"] = (("draw", "month", "area_cell"), while_going("area_shares"), meaning, "1")
        middle = results["cell_areas"][:, 0]
        data["cell_area"] = (("draw", "area_cell"), middle, "area that the attacker holds in the cell", "km^2")
    for name, (meaning, unit) in BY_ACTOR.items():
        found = {actor: while_going(f"{actor}_{name}") for actor in ACTORS if f"{actor}_{name}" in results}
        if found:
            data[name] = (("draw", "actor", "month"), _of_both(found), meaning, unit)
    told_on = [month for month in months_on if month < months]
    data |= _within(scenario, results, going[:, told_on])
    data |= _attending(results) | _past(results) | _disbelieving(results, months)
    if "baseline_ongoing" in results:
        after = results["baseline_endings"].astype(float).sum(axis=1)
        data["baseline_ended"] = (
            ("draw", "ending"),
            after,
            "probability, a year after the baseline month and as seen from it, that the war had ended so",
            "1",
        )
        data["baseline_ongoing"] = (
            "draw",
            1.0 - after.sum(axis=1),
            "probability, a year after the baseline month and as seen from it, that the war went on",
            "1",
        )
    deals = np.cumsum(results["partial_deals"], axis=1)
    deals = np.concatenate([np.zeros_like(deals[:, :1]), deals], axis=1)[:, :months]
    data["partial_deals"] = (("draw", "month"), deals, "expected number of partial deals so far", "deals")
    data |= _terms(results, main, shown) | deals_of(scenario, results, main, shown)
    data["assumption_value"] = (
        ("draw", "assumption"),
        np.stack([*drawn.values()], axis=1) if drawn else np.zeros((len(log_weight), 0)),
        "drawn value of each uncertain number",
        "in the unit of assumption_unit",
    )
    assumptions = scenario.assumptions()
    as_of = scenario.month_index(scenario.calendar.as_of)
    ahead = np.arange(months)
    return xr.Dataset(
        {
            name: (dims, np.asarray(values), _told(name, meaning, unit))
            for name, (dims, values, meaning, unit) in data.items()
        },
        coords={
            **month_coordinates("month", [scenario.month_label(as_of + int(m)) for m in ahead]),
            "months_ahead": ("month", ahead),
            **month_coordinates("past_month", [scenario.month_label(m) for m in range(as_of)]),
            "ending": list(ENDINGS),
            "issue": list(scenario.issues),
            "issue_title": ("issue", [issue.title for issue in scenario.issues.values()]),
            "actor": list(ACTORS),
            "believer": list(BELIEVERS),
            **({"settlement": list(SETTLEMENTS)} if "settled_aligned" in data else {}),
            "gap_bin": GAP_LOW + GAP_STEP * np.arange(GAP_BINS),
            "assumption": np.array(list(assumptions), dtype=object if assumptions else str),
            "assumption_unit": ("assumption", np.array([q.unit for q in assumptions.values()], dtype=str)),
        }
        | ({"attending_part": list(ATTENDING)} if "attending_parts" in data else {})
        | ({"months_on": told_on} if "wins_within" in data else {})
        | ({"reading": list(READINGS), "threshold": list(THRESHOLDS)} if "ended_disbelieving" in data else {}),
        attrs={
            "scenario": scenario.name,
            "title": scenario.title,
            "scenario_hash": scenario.content_hash(),
            "as_of": scenario.calendar.as_of,
            "belief_horizon": scenario.calendar.belief_horizon,
            "draws": len(log_weight),
            "record": int(record),
            "deals_within": results["endings"].shape[2] - 1,
            "land": int(on_land(scenario.issues)),
            "impossible_draws": int(impossible.sum()),
            "effective_sample_size": effective_sample_size_of_logs(log_weight),
            **attributes,
        },
    )


def month_coordinates(dimension: str, labels: list[str]) -> dict[str, Any]:
    """Coordinates of some months: the first day of each, at which its state is told, and its label, `YYYY-MM`."""
    days = np.array(labels, "datetime64[M]").astype("datetime64[s]")
    return {dimension: days, f"{dimension}_label": (dimension, np.array(labels, str))}


def _told(name: str, meaning: str, unit: str) -> dict[str, str]:
    """Attributes of a variable: what it is, its unit, and by what a mean over the draws has to weigh it."""
    going = {*by_variable(), *BY_ACTOR, "wins_within", "gap_distribution", "area_distribution"}
    by = (
        "weight x ongoing"
        if name in going
        else "weight x chance of a settlement"
        if name.startswith(("terms", "gains"))
        else "weight"
    )
    by = "weight x deal_chance" if name in ("deal_terms", "deal_held") else by
    told = {"long_name": meaning, "units": unit, "source": "computed"}
    return told if "weight" in name or name == "assumption_value" else {**told, "weigh_by": by}


def _truces(results: Mapping[str, np.ndarray], main: int, months: int, impossible: np.ndarray) -> dict[str, tuple]:
    """Chances of a truce, and what is counted of truces so far, where there are any."""
    if "truce" not in results:
        return {}
    dims = ("draw", "month")

    def held(values: np.ndarray) -> np.ndarray:
        return np.where(impossible[:, None], np.nan, values[:, :months])

    chances = {"truce": results["truce"][:, main], **{name: results[name] for name in ("stopped", "truce_stands")}}
    told = {name: (dims, held(values), QUANTITIES[name].meaning, "1") for name, values in chances.items()}
    for name, meaning in RETURNS.items():
        summed = np.cumsum(results[name].astype(float), axis=1)
        told[name] = (dims, held(np.concatenate([np.zeros_like(summed[:, :1]), summed], axis=1)), meaning, "1")
    return told


def _attending(results: Mapping[str, np.ndarray]) -> dict[str, tuple]:
    """What attending talks gives the attacker over staying away in the first month, where it was asked for."""
    if "attending_worth" not in results:
        return {}
    worth, unit = "what attending gives the attacker over staying away in the first month", "share of the prize"
    return {
        "attending_worth": ("draw", results["attending_worth"], worth, unit),
        "attending_parts": (("draw", "attending_part"), results["attending_parts"], f"{worth}, part by part", unit),
        "attending_pays": (
            "draw",
            results["attending_pays"],
            "share of states in which attending gives the attacker more than staying away",
            "1",
        ),
    }


def _past(results: Mapping[str, np.ndarray]) -> dict[str, tuple]:
    """Means of the past in each month, given the record up to it."""
    if "past_ripe" not in results:
        return {}
    data: dict[str, tuple] = {}
    for one in by_variable().values():
        if one.past and f"past_{one.report}" in results:
            values = results[f"past_{one.report}"]
            data[one.past] = (("draw", "past_month"), values, f"{one.meaning}, as seen then", one.unit)
    both = np.stack([results[f"past_{actor}_value"] for actor in ACTORS], axis=1)
    meaning, unit = BY_ACTOR["value"]
    data["past_value"] = (("draw", "actor", "past_month"), both, f"{meaning}, as seen then", unit)
    return data


def _of_both(found: Mapping[str, np.ndarray]) -> np.ndarray:
    """Both sides' values, actor second; missing for a side that was not followed."""
    unknown = np.full_like(next(iter(found.values())), np.nan)
    return np.stack([found.get(actor, unknown) for actor in ACTORS], axis=1)


def _within(scenario: Scenario, results: Mapping[str, np.ndarray], going: np.ndarray) -> dict[str, tuple]:
    """Each side's chance of winning within the belief's horizon, at the months at which it is told."""
    found = {actor: results[f"{actor}_wins_within"] for actor in ACTORS if f"{actor}_wins_within" in results}
    if not found or not going.shape[1]:
        return {}
    held = np.where(going[:, None], _of_both(found)[..., : going.shape[1]], np.nan)
    meaning = f"chance, in the side's own eyes, that it wins within {scenario.calendar.belief_horizon} months"
    return {"wins_within": (("draw", "actor", "months_on"), held, meaning, "1")}


def _disbelieving(results: Mapping[str, np.ndarray], months: int) -> dict[str, tuple]:
    """(draw, month, reading, ending, threshold) of ending in a month -> cumulative, months last."""
    if "disbelieving" not in results:
        return {}
    total = np.cumsum(results["disbelieving"].astype(float), axis=1)
    total = np.concatenate([np.zeros_like(total[:, :1]), total], axis=1)[:, :months]
    meaning = (
        "probability that the war has ended so while the attacker's belief that it can win was below the threshold"
    )
    dims = ("draw", "reading", "ending", "threshold", "month")
    return {"ended_disbelieving": (dims, np.moveaxis(total, 1, 4), meaning, "1")}


def _cumulative(endings: np.ndarray) -> np.ndarray:
    """(draw, view, month, ending) probabilities of ending in a month -> (draw, view, ending, month) of having ended."""
    total = np.cumsum(endings.astype(float), axis=2)
    total = np.concatenate([np.zeros_like(total[:, :, :1]), total], axis=2)
    return np.moveaxis(total, 3, 2)


def _shares(log_weight: np.ndarray) -> np.ndarray:
    top = log_weight.max(initial=-np.inf)
    if not np.isfinite(top):
        return np.zeros(len(log_weight))  # none of them can have led to what was seen
    weight = np.exp(log_weight - top)
    return weight / math.fsum(weight)  # rounded once: as `chunks` sums the same weights, whatever the chunks


def _terms(results: Mapping[str, np.ndarray], main: int, shown: int) -> dict[str, tuple]:
    """Mean terms of settlements: over the months shown, and of the settlements up to each month."""
    summed = np.cumsum(results["terms"][:, :shown].astype(float), axis=1)
    settled = np.cumsum(results["endings"][:, main, :shown, :3].sum(axis=-1).astype(float), axis=1)[..., None]
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.where(settled >= NO_SETTLEMENT, summed / settled, np.nan)
    meaning = "mean terms of settlements: 0 the defender's ideal, 1 the attacker's"
    blank = np.full_like(means[:, :1], np.nan)
    return {
        "terms": (("draw", "issue"), means[:, -1], meaning, "1"),
        "terms_by_month": (("draw", "month", "issue"), np.concatenate([blank, means], axis=1), meaning, "1"),
    }
