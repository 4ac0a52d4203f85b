"""What two forecasts of the same wars differ in: each outcome draw by draw, its difference, and the band over draws.

Draw i is the same set of assumptions in both, so that differences are taken inside a set and then summed over sets.
An outcome that only some wars have (terms only where they settle, reserves only while they go on) counts in a
draw by the smaller of the two forecasts' chances of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.arrays import ENDINGS, SETTLEMENTS, ending_label
from ripeness.statistics.bands import Band, Figure, band, figure, mean, share
from ripeness.statistics.weighted import Numbers

if TYPE_CHECKING:
    import xarray

HORIZONS = (12, 24, 36, 60)
"""Months ahead at which chances are compared."""

LEVEL = 1e-6
"""Differences no larger than this are none: single precision carries no more."""

GROUPS: dict[str, tuple[str, ...]] = {
    "agreement": SETTLEMENTS,
    "ceasefire": ("ceasefire",),
    "defender_defeated": ("defender_capitulates", "defender_collapses", "attacker_wins_at_the_front"),
    "attacker_defeated": ("attacker_capitulates", "attacker_expelled"),
    "forced_stop": ("attacker_forced_to_stop",),
}
"""Endings by how the war stops: every ending is in one group."""

GROUP_MEANINGS = {
    "agreement": "settled by agreement",
    "ceasefire": "ceasefire where they stand",
    "defender_defeated": "the defender gives up, collapses or is beaten",
    "attacker_defeated": "the attacker gives up or is expelled",
    "forced_stop": "the attacker is forced to stop (an assumed risk)",
}


@dataclass(frozen=True)
class Outcome:
    """One thing that policies are compared by.

    ``section`` is where it is shown. ``beats`` says what counts as better, and ``lower`` whether that is less of it;
    it is empty where one side's gain is the other's loss.
    """

    key: str
    section: str
    meaning: str
    unit: str
    months: int | None = None
    beats: str = ""
    lower: bool = False


@dataclass(frozen=True)
class Measured:
    """An outcome's values, shape (draw,), and how much each draw counts in it, shape (draw,), from 0 to 1."""

    outcome: Outcome
    values: Numbers
    counts: Numbers


class Beats(TypedDict):
    """In what share of the sets of assumptions, by weight, one policy does better; the rest is level."""

    words: str
    b_beats_a: Figure
    a_beats_b: Figure


class Difference(TypedDict):
    """An outcome under both policies, and the difference B - A: mean, band, and in what share of sets its sign."""

    section: str
    meaning: str
    unit: str
    months: int | None
    status_quo: Figure
    a: Figure
    b: Figure
    difference: Band
    lower: Figure
    higher: Figure
    level: Figure
    beats: Beats | None


def horizons(forecast: xarray.Dataset) -> list[int]:
    """Return the months ahead at which a forecast is compared: 12, 24, 36, 60, or the last month if it is short."""
    last = int(forecast.sizes["month"]) - 1
    return [one for one in HORIZONS if one <= last] or [last]


def headline(forecast: xarray.Dataset) -> int:
    """Return the months ahead of which the text speaks: 36, or the last month compared before it."""
    return [one for one in horizons(forecast) if one <= 36][-1]


def measured(forecast: xarray.Dataset) -> dict[str, Measured]:
    """Return every outcome that a forecast holds, by key, in the order of printing."""
    return {one.outcome.key: one for found in _FINDERS for one in found(forecast)}


def difference(a: Measured, b: Measured, weight: Numbers, status_quo: Measured | None = None) -> Difference:
    """Return how an outcome differs: B - A in each draw, then mean, band and shares by weight, shape (draw,)."""
    counted = _counted(weight, a, b)
    change, known = b.values - a.values, np.isfinite(b.values - a.values)
    counted = np.where(known, counted, 0.0)
    lower = share(change < -LEVEL, counted)
    higher = share(change > LEVEL, counted)
    of = a.outcome
    better, worse = (lower, higher) if of.lower else (higher, lower)
    return {
        "section": of.section,
        "meaning": of.meaning,
        "unit": of.unit,
        "months": of.months,
        "status_quo": mean(status_quo.values, _counted(weight, status_quo)) if status_quo else None,
        "a": mean(a.values, counted),
        "b": mean(b.values, counted),
        "difference": band(change, counted),
        "lower": lower,
        "higher": higher,
        "level": None if lower is None or higher is None else figure(max(0.0, 1.0 - lower - higher)),
        "beats": {"words": of.beats, "b_beats_a": better, "a_beats_b": worse} if of.beats else None,
    }


def _counted(weight: Numbers, *of: Measured) -> Numbers:
    counts: Numbers = np.minimum.reduce([one.counts for one in of])
    return np.asarray(weight * np.where(np.isfinite(counts), counts, 0.0))


def _by_month(forecast: xarray.Dataset, name: str, labels: Mapping[str, str] | None = None) -> Numbers | None:
    """Return a variable of shape (draw, month), or None where the forecast does not hold it."""
    if name not in forecast:
        return None
    found = forecast[name].sel(labels) if labels else forecast[name]
    return np.asarray(found.transpose("draw", "month").values, float)


def _everywhere(forecast: xarray.Dataset) -> Numbers:
    return np.ones(forecast.sizes["draw"])


def _ongoing(forecast: xarray.Dataset) -> Numbers:
    found = _by_month(forecast, "ongoing")
    assert found is not None
    return found


def _duration(forecast: xarray.Dataset) -> Iterator[Measured]:
    ongoing, ones = _ongoing(forecast), _everywhere(forecast)
    beats = "a lower chance that the war goes on"
    for ahead in horizons(forecast):
        of = Outcome(f"ongoing.{ahead}", "duration", f"goes on in {ahead} months", "1", ahead, beats, True)
        yield Measured(of, ongoing[:, ahead], ones)
    last = ongoing.shape[1] - 1
    of = Outcome("months_of_war", "duration", f"months of war in the next {last}", "months", last, "fewer", True)
    yield Measured(of, ongoing[:, :last].sum(axis=1), ones)
    meanings = {"truce": "a truce holds in {} months", "stopped": "first ceasefire or settlement within {} months"}
    for name, meaning in meanings.items() if "truce" in forecast else ():
        found = forecast[name].transpose("draw", "month").values
        for ahead in horizons(forecast):
            of = Outcome(f"{name}.{ahead}", "duration", meaning.format(ahead), "1", ahead)
            yield Measured(of, np.asarray(found[:, ahead], float), ones)


def _endings(forecast: xarray.Dataset) -> Iterator[Measured]:
    ended = forecast.ended.transpose("draw", "ending", "month")
    ones = _everywhere(forecast)
    for ahead in horizons(forecast):
        at = ended.isel(month=ahead)
        for group, endings in GROUPS.items():
            beats = "a higher chance of a settlement by agreement" if group == "agreement" else ""
            of = Outcome(f"{group}.{ahead}", "endings", GROUP_MEANINGS[group], "1", ahead, beats)
            yield Measured(of, np.asarray(at.sel(ending=list(endings)).sum("ending").values, float), ones)
        for name in SETTLEMENTS:
            meaning = ending_label(name, bool(forecast.attrs.get("land", 0))).removeprefix("settlement").lstrip(", ")
            of = Outcome(f"{name}.{ahead}", "settlements", meaning, "1", ahead)
            yield Measured(of, np.asarray(at.sel(ending=name).values, float), ones)


def _terms(forecast: xarray.Dataset) -> Iterator[Measured]:
    settled = forecast.ended.sel(ending=list(SETTLEMENTS)).isel(month=-1).sum("ending").values
    titles = forecast.issue_title.values if "issue_title" in forecast.coords else forecast.issue.values
    terms = forecast.terms.transpose("draw", "issue").values
    for number, issue in enumerate(forecast.issue.values):
        of = Outcome(f"terms.{issue}", "terms", str(titles[number]), "of the way to the attacker's ideal")
        yield Measured(of, np.asarray(terms[:, number], float), np.asarray(settled, float))


OWN_CHANCE = "the attacker's own estimate of its chance to win"


def _deal(forecast: xarray.Dataset) -> Iterator[Measured]:
    ongoing = _ongoing(forecast)
    wider = "a ripeness gap further above, or less far below, zero"
    for name, meaning, unit, beats, labels in (
        ("ripeness_gap", "ripeness gap", "share of the prize", wider, {}),
        ("ripe", "chance that a deal is in reach", "1", "a deal in reach more often", {}),
        ("value", "what fighting on is worth to the attacker", "share of the prize", "", {"actor": "attacker"}),
        ("value", "what fighting on is worth to the defender", "share of the prize", "", {"actor": "defender"}),
        ("wins_in_own_eyes", f"{OWN_CHANCE} in the end", "1", "", {"actor": "attacker"}),
    ):
        found = _by_month(forecast, name, labels)
        for ahead in (0, 12) if found is not None else ():
            if found is not None and ahead < found.shape[1]:
                of = Outcome(".".join([name, *labels.values(), str(ahead)]), "deal", meaning, unit, ahead, beats)
                yield Measured(of, found[:, ahead], ongoing[:, ahead])


def _chance_within(forecast: xarray.Dataset) -> Iterator[Measured]:
    """The attacker's chance, in its own eyes, that it wins within the belief's horizon."""
    if "wins_within" not in forecast:
        return
    held = forecast.wins_within.sel(actor="attacker").transpose("draw", "months_on")
    meaning = f"{OWN_CHANCE} within {forecast.attrs['belief_horizon']} months"
    for place, ahead in enumerate(int(month) for month in forecast.months_on.values):
        if ahead in (0, 12):
            of = Outcome(f"wins_within.attacker.{ahead}", "deal", meaning, "1", ahead)
            yield Measured(of, np.asarray(held.values[:, place], float), _ongoing(forecast)[:, ahead])


def _conduct(forecast: xarray.Dataset) -> Iterator[Measured]:
    ongoing, ones = _ongoing(forecast)[:, :-1], _everywhere(forecast)
    for name, meaning, beats in (
        ("bombing", "months of war with bombing of infrastructure", "bombing in fewer of the months of war"),
        ("attended_no_deal_in_reach", "months of war in which talks are attended with no deal in reach", ""),
    ):
        found = _by_month(forecast, name)
        if found is not None:
            shown = np.where(np.isfinite(found[:, :-1]), found[:, :-1], 0.0)
            share = (ongoing * shown).sum(axis=1) / ongoing.sum(axis=1)
            yield Measured(Outcome(name, "conduct", meaning, "1", None, beats, True), share, ones)
    deals = _by_month(forecast, "partial_deals")
    if deals is not None:
        yield Measured(Outcome("partial_deals", "conduct", "partial deals, in all", "deals"), deals[:, -1], ones)
    reserves = _by_month(forecast, "war_chest")
    for ahead in (12, 36) if reserves is not None else ():
        if reserves is not None and ahead < reserves.shape[1]:
            of = Outcome(f"war_chest.{ahead}", "conduct", f"the attacker's reserves in {ahead} months", "bn USD", ahead)
            yield Measured(of, reserves[:, ahead], _ongoing(forecast)[:, ahead])


_FINDERS: tuple[Callable[[xarray.Dataset], Iterator[Measured]], ...] = (
    *(_duration, _endings, _terms),
    *(_deal, _chance_within, _conduct),
)

assert {one for group in GROUPS.values() for one in group} == set(ENDINGS)


def compared(
    a: Mapping[str, Measured], b: Mapping[str, Measured], weight: Numbers, status_quo: Mapping[str, Measured]
) -> dict[str, Difference]:
    """Return the difference in every outcome that both forecasts hold."""
    return {key: difference(a[key], b[key], weight, status_quo.get(key)) for key in a if key in b}
