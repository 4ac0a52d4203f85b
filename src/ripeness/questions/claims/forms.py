"""A claim's form applied to the draws: in which of them it holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from ripeness.arrays import ENDINGS, PRIZE, ending_label
from ripeness.questions.claims.measures import NotHeld, months_of, per_draw
from ripeness.questions.claims.offers import margin
from ripeness.questions.claims.verdict import EVEN
from ripeness.schema.assumption_words import in_words
from ripeness.schema.claims.condition import (
    ENVOY,
    Assumed,
    Change,
    Comparison,
    Jointly,
    Offered,
    OnlyIf,
    Recorded,
    Threshold,
    Timed,
)
from ripeness.schema.claims.criterion import BASELINE, Criterion
from ripeness.schema.claims.measure import MEASURES
from ripeness.schema.sections.issue import on_land
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.statistics.weighted import Numbers

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario

NO_ENDING = 1e-4
"""Below this probability of having ended, nothing is said of how it ended."""

SAME = 1e-6
"""Forecasts that differ by less differ by rounding."""

Forecasts = Mapping[str, "xarray.Dataset"]


@dataclass(frozen=True)
class Judgement:
    """In which draws a claim holds.

    Attributes
    ----------
    holds : (draw,) 1, 0, or NaN where its question does not arise.
    value : (draw,) what was compared; meaning, unit and asked say with what.
    levels : level, (draw,) share of the endings below it, (draw,) whether that is enough.
    breakers : what breaks the claim, and (draw,) how much of it or whether.
    both : (draw,) for `only_if_jointly`: whether it is so under both together.
    difference : whether the value is the difference of two.
    silent : why nothing is said where the question arises in no draw.
    """

    holds: Numbers
    value: Numbers | None = None
    meaning: str = ""
    unit: str = "1"
    asked: dict[str, float] = field(default_factory=dict)
    levels: list[tuple[float, Numbers, Numbers]] = field(default_factory=list)
    breakers: list[tuple[str, Numbers]] = field(default_factory=list)
    both: Numbers | None = None
    difference: bool = False
    silent: str = "its question arises in almost no version"


def judge(form: Any, scenario: Scenario, forecasts: Forecasts) -> Judgement:
    """Apply a form to the forecasts by policy; `NotHeld` where they do not hold what it asks for."""
    for policy in form.policies():
        if policy not in forecasts:
            raise NotHeld(f"no forecast was made under {policy}")
    match form:
        case Threshold():
            return _threshold(form, scenario, forecasts)
        case Comparison():
            return _comparison(form, scenario, forecasts)
        case Change():
            return _change(form, scenario, forecasts)
        case OnlyIf():
            return _only_if(form, scenario, forecasts)
        case Jointly():
            return _jointly(form, scenario, forecasts)
        case Offered():
            return _offered(form, scenario, forecasts)
        case Assumed():
            return _assumed(form, scenario, forecasts)
    raise TypeError(f"{type(form).__name__} is not judged by draws")


def recorded(form: Recorded, scenario: Scenario) -> tuple[float | None, int]:
    """Return the share of months in which the record says yes to all, and in how many all of it was observed."""
    seen = scenario.record.months if scenario.record else {}
    answers = []
    for month in months_of(scenario, form.over):
        label = scenario.month_label(scenario.month_index(scenario.calendar.as_of) + month)
        observed = [getattr(seen[label], name) for name in form.recorded] if label in seen else [None]
        if None not in observed:
            answers.append(all(observed))
    return (sum(answers) / len(answers) if answers else None), len(answers)


def _months(form: Timed, scenario: Scenario, forecast: xarray.Dataset) -> Numbers:
    """Return the quantity by draw and month of the form, shape (draw, month)."""
    whens: list[int | str] = [form.month] if form.over is None else list(months_of(scenario, form.over))
    return np.stack([per_draw(forecast, scenario, form, when) for when in whens], axis=1)


def _over_months(values: Numbers, met: Any, each: str) -> tuple[Numbers, Numbers]:
    """Return whether it holds (1, 0, NaN) and the value that tells, from (draw, month) and the test of a month."""
    known = ~np.isnan(values)
    none = ~known.any(axis=1)
    if each == "mean":
        total = np.where(known, values, 0.0).sum(axis=1)
        told = np.divide(total, known.sum(axis=1), out=np.full(len(values), np.nan), where=~none)
        return _answers(met(told), none), told
    so = met(values)
    holds = (so | ~known).all(axis=1) if each == "every" else (so & known).any(axis=1)
    filled = np.where(known, values, np.inf), np.where(known, values, -np.inf)
    lowest, highest = filled[0].min(axis=1), filled[1].max(axis=1)
    upwards = bool(np.asarray(met(np.asarray([1e9]))).all())  # a bound from below
    extreme = lowest if upwards == (each == "every") else highest
    return _answers(holds, none), np.where(none, np.nan, extreme)


def _answers(holds: Any, left_out: Any) -> Numbers:
    return np.where(left_out, np.nan, np.asarray(holds, float))


def _meaning(form: Any, scenario: Scenario, when: str = "", policy: str = STATUS_QUO) -> tuple[str, str]:
    """Return in words what is compared, and its unit."""
    measure = MEASURES[form.quantity]
    eyes = f", in the {form.in_eyes_of}'s eyes" if form.in_eyes_of else ""
    of = f" ({form.issue})" if form.issue else ""
    under = f", under {policy}" if policy != STATUS_QUO else ""
    if form.endings:
        of = f": {'; '.join(ending_label(one, on_land(scenario.issues)) for one in form.endings)}"
    return (
        f"{measure.within(scenario.calendar.belief_horizon)}{of}{eyes}{', ' if when else ''}{when}{under}",
        measure.unit,
    )


def _when(form: Timed) -> str:
    if form.over is None:
        return _in_words(form.month)
    each = "" if form.each == "mean" else f" in {form.each} month"
    first, last = form.over
    if isinstance(first, int) and isinstance(last, int) and first > 0:
        return f"from {first} to {_in_words(last)}{each}"
    return f"from {_in_words(first).removeprefix('in ')} to {_in_words(last).removeprefix('in ')}{each}"


def _in_words(when: int | str) -> str:
    if isinstance(when, int):
        return f"{when} {'month' if when == 1 else 'months'} ahead" if when else "now"
    return f"in {when}" if when != BASELINE else "that of the baseline month"


def _threshold(form: Threshold, scenario: Scenario, forecasts: Forecasts) -> Judgement:
    values = _months(form, scenario, forecasts[form.policy])
    holds, told = _over_months(values, form.met, form.each)
    return Judgement(holds, told, *_meaning(form, scenario, _when(form), form.policy), form.stated())


def _comparison(form: Comparison, scenario: Scenario, forecasts: Forecasts) -> Judgement:
    a, b = (_months(form, scenario, forecasts[policy]) for policy in (form.a, form.b))
    if form.at_most_times is not None:
        both = ~np.isnan(a) & ~np.isnan(b) & (b > SAME)
        compared = np.divide(a, b, out=np.full_like(b, np.nan), where=both)
    else:
        compared = a - b
    if form.where_b_at_least is not None:
        compared = np.where(b >= form.where_b_at_least, compared, np.nan)

    def met(value: Numbers) -> Any:
        if form.greater_by is not None:
            return value >= form.greater_by - SAME if form.greater_by > 0 else value > SAME
        if form.less_by is not None:
            return value <= SAME - form.less_by if form.less_by > 0 else value < -SAME
        if form.within is not None:
            return np.abs(value) <= form.within + SAME
        assert form.at_most_times is not None
        return value <= form.at_most_times + SAME

    holds, told = _over_months(compared, met, form.each)
    meaning, unit = _meaning(form, scenario, _when(form))
    keys = ("greater_by", "less_by", "within", "at_most_times")
    asked = {key: float(getattr(form, key)) for key in keys if getattr(form, key) is not None}
    if form.at_most_times is not None:
        return Judgement(holds, told, f"{meaning}, under {form.a} as a multiple of {form.b}", "times", asked)
    return Judgement(holds, told, f"{meaning}, under {form.a} less under {form.b}", unit, asked, difference=True)


def _change(form: Change, scenario: Scenario, forecasts: Forecasts) -> Judgement:
    forecast = forecasts[form.policy]
    change = per_draw(forecast, scenario, form, form.to) - per_draw(forecast, scenario, form, form.from_)
    meaning, unit = _meaning(form, scenario, "", form.policy)
    holds, stated = _answers(form.met(change), np.isnan(change)), form.stated()
    told = f"{meaning}, {_in_words(form.to)} less {_in_words(form.from_)}"
    return Judgement(holds, change, told, unit, stated, difference=True)


def _only_if(form: OnlyIf, scenario: Scenario, forecasts: Forecasts) -> Judgement:
    forecast = forecasts[form.policy]
    endings = list(form.endings or ENDINGS)
    if "ended_disbelieving" not in forecast:
        raise NotHeld("the forecast does not hold ended_disbelieving")
    month = months_of(scenario, (form.by, form.by))[0]
    if not 0 <= month < forecast.sizes["month"]:
        raise NotHeld(f"the forecast ends {forecast.sizes['month'] - 1} months ahead")
    ended = forecast.ended.sel(ending=endings).isel(month=month).transpose("draw", "ending").values.astype(float)
    known = forecast.threshold.values.astype(float)
    reading = MEASURES[form.quantity].reading
    held = forecast.ended_disbelieving.sel(reading=reading, ending=endings).isel(month=month)
    held = held.transpose("threshold", "draw", "ending")
    total = ended.sum(axis=1)
    arises = total >= NO_ENDING
    levels: list[tuple[float, Numbers, Numbers]] = []
    shown = min(form.thresholds, key=lambda one: abs(one - EVEN))
    breakers: list[tuple[str, Numbers]] = []
    for level in form.thresholds:
        place = int(np.argmin(np.abs(known - level)))
        if abs(known[place] - level) > 1e-6:
            raise NotHeld(f"the forecast holds no endings below a chance of {level:g}")
        below = held.values[place].astype(float)
        share = np.divide(below.sum(axis=1), total, out=np.full(len(total), np.nan), where=arises)
        levels.append((level, share, _answers(share >= form.at_least - SAME, ~arises)))
        if level == shown:
            apart = np.where(arises[:, None], (ended - below) / np.where(arises, total, 1.0)[:, None], np.nan)
            breakers = [(name, apart[:, number]) for number, name in enumerate(endings)]
    at = [level for level, _, _ in levels].index(shown)
    belief = MEASURES[form.quantity].within(scenario.calendar.belief_horizon)
    meaning = f"share of the endings before which {belief} had fallen below {100 * shown:g} %"
    return Judgement(levels[at][2], levels[at][1], meaning, "1", {"at_least": form.at_least}, levels, breakers)


def _jointly(form: Jointly, scenario: Scenario, forecasts: Forecasts) -> Judgement:
    values = {policy: _months(form, scenario, forecasts[policy]) for policy in form.policies()}
    if form.less_by is not None:
        values = {policy: one - values[form.neither] for policy, one in values.items()}

    def met(value: Numbers) -> Any:
        return form.met(value) if form.less_by is None else value <= SAME - form.less_by

    judged = {policy: _over_months(one, met, form.each) for policy, one in values.items()}
    so = {policy: np.nan_to_num(holds) for policy, (holds, _) in judged.items()}
    without = [form.neither, form.first, form.second, *form.others]
    apart = np.stack([so[policy] for policy in without], axis=1).any(axis=1)
    holds = _answers(~apart, ~apart & (so[form.both] == 0))
    asked = form.stated() if form.less_by is None else {"less_by": form.less_by}
    meaning, unit = _meaning(form, scenario, _when(form), form.both)
    return Judgement(
        holds,
        judged[form.both][1],
        meaning + (f" less under {form.neither}" if form.less_by is not None else ""),
        unit,
        asked,
        breakers=[(policy, so[policy]) for policy in without],
        both=so[form.both],
        difference=form.less_by is not None,
        silent="it comes about in almost no set, under any of these policies",
    )


def _offered(form: Offered, scenario: Scenario, forecasts: Forecasts) -> Judgement:
    worth = margin(scenario, forecasts[form.policy], form)
    offer = "the trade that the envoy imagines" if form.offer == ENVOY else scenario.plans[form.offer].title
    meaning = f"what {offer} would give the {form.side} today, less what fighting on is worth to the {form.side}"
    return Judgement(_answers(form.met(worth), np.isnan(worth)), worth, meaning, PRIZE, form.stated(), difference=True)


def _assumed(form: Assumed, scenario: Scenario, forecasts: Forecasts) -> Judgement:
    forecast = next(iter(forecasts.values()), None)
    names = [] if forecast is None else [str(name) for name in forecast.assumption.values]
    if forecast is None or form.assumption not in names:
        raise NotHeld(f"the forecast holds no draws of {form.assumption}")
    number = scenario.assumptions()[form.assumption]
    unit = number.unit
    drawn = forecast.assumption_value.transpose("draw", "assumption").values[:, names.index(form.assumption)]
    bounds: Criterion = form.bounds(unit, number.compounds)
    values = drawn.astype(float)
    meaning = in_words(scenario, form.assumption)
    shown = "" if unit == "1" else unit  # a plain number is no probability
    return Judgement(_answers(bounds.met(values), np.isnan(values)), values, meaning, shown, bounds.stated())
