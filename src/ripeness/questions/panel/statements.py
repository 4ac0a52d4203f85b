"""What a view says of itself, beside what the model finds under the view's own numbers.

A cause binds where it alone, all of it, would make the first month ripe (or, where that is ripe, a settlement as likely
as not); a policy comes first by the view's own aim; an observation embarrasses a view that does not expect it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.arrays import ENDINGS, READINGS, SETTLEMENTS, readings_of
from ripeness.questions.claims.measures import ahead, per_draw
from ripeness.questions.explain.causes import ENOUGH, at_step, question_of, share_passing
from ripeness.questions.explain.experiments import CAUSES, ends, in_thought
from ripeness.schema.claims.measure import MEASURES
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.statistics.bands import Figure, figure, mean, share
from ripeness.statistics.weighted import Numbers

if TYPE_CHECKING:
    import xarray

    from ripeness.questions.panel.view_forecasts import ViewForecast
    from ripeness.schema import Scenario

COMPARED = 36
"""Months ahead at which views are told apart and policies ranked; the last month shown where that is sooner."""

LEVEL = 0.01
"""Policies, or causes, whose figures differ by no more than this share a place."""

LOST = (
    "settlement_to_attacker", "defender_capitulates", "attacker_wins_at_the_front", "defender_collapses",
)  # fmt: skip
"""Endings in which the defender is beaten, or gives the attacker land or most of what is gained."""

POLICY, CAUSE, SEEN = "policy ", "cause ", "seen under "
"""How levers are labelled: of a policy, of a cause that is gone, of what nobody could adopt and a view speaks of."""


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
    together: Figure
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
    """The observation that would embarrass a view, and in what share of its sets it is to be expected all the same.

    readings : where it is a side's belief that it can win, the same in each reading of it; the stated one counts.
    """

    says: str
    policy: str
    expected_in: Figure
    mean: Figure
    unit: str
    agrees: bool
    readings: list[BeliefRead]


class BeliefRead(TypedDict):
    """What would embarrass a view, where it is a side's belief that it can win, in one reading of such a belief."""

    name: str
    counts: bool
    expected_in: Figure
    mean: Figure


def levers_by_label(scenario: Scenario, views: Iterable[Scenario] = ()) -> dict[str, dict[str, float]]:
    """Return the levers under which every view is forecast.

    Each policy that somebody could adopt, and each cause of ``explain`` gone. Causes that one of `views` says to bind
    together are taken away together too, and a policy under which one of them would be embarrassed is there whoever
    could adopt it.

    Returns
    -------
    Label -> levers in canonical units.
    """
    found = {}
    for name in scenario.policies:
        if _adoptable(scenario, name):
            found[POLICY + name] = scenario.policy_levers(name)
    thought = in_thought(scenario)
    gone = {cause: at_step(thought, toward, 1) for cause, toward in ends(scenario).items() if toward}
    for of in views:
        stated = [cause for cause in of.view.binds if cause in gone] if of.view is not None else []
        if len(stated) > 1:
            gone[_together(stated)] = {lever: value for cause in stated for lever, value in gone[cause].items()}
        seen_under = of.view.embarrassed_by.holds_if.policy if of.view is not None else STATUS_QUO
        if seen_under != STATUS_QUO:
            found[_seen_under(scenario, seen_under)] = scenario.policy_levers(seen_under)
    for label, settings in gone.items():
        found[CAUSE + label] = {lever: thought.lever_value(lever, value) for lever, value in settings.items()}
    return found


def _together(causes: Sequence[str]) -> str:
    return " and ".join(causes)


def compared(scenario: Scenario) -> int:
    """Return the months ahead at which views are told apart."""
    return min(COMPARED, scenario.calendar.horizon)


def reach(views: Iterable[Scenario]) -> int:
    """Return how many months ahead forecasts are read: where views are told apart, or what would embarrass them."""
    stated = [(of, of.view.embarrassed_by.holds_if) for of in views if of.view is not None]
    return max([*map(compared, views), *(ahead(of, form.month) for of, form in stated)])


def believing(views: Iterable[Scenario]) -> tuple[str, ...]:
    """Return the labels under which a side's belief that it can win is read; empty text: as it is."""
    stated = [(of, of.view.embarrassed_by.holds_if) for of in views if of.view is not None]
    read = [(of, form.policy) for of, form in stated if readings_of(form.quantity)]
    return tuple({"" if policy == STATUS_QUO else _seen_under(of, policy): None for of, policy in read})


def ended_by(forecast: xarray.Dataset, months: int) -> Numbers:
    """Return the probability of each of `arrays.ENDINGS` by then, (draw, ending)."""
    by = forecast.ended.transpose("draw", "month", "ending").isel(month=months).sel(ending=list(ENDINGS))
    return np.asarray(by.values, float)


def aimed(forecast: xarray.Dataset, aim: str, months: int) -> Numbers:
    """Return the probability of a view's aim (`schema.view.AIMS`) by then, shape (draw,)."""
    by = dict(zip(ENDINGS, ended_by(forecast, months).T, strict=True))
    lost = sum(by[name] for name in LOST)
    if aim == "agreement":
        return np.asarray(sum(by[name] for name in (*SETTLEMENTS, "ceasefire")), float)
    if aim == "undefeated":
        return np.asarray(1.0 - lost, float)
    return np.asarray(sum(by.values()) - lost, float)


def binds(view: ViewForecast, stated: list[str]) -> Binds:
    """Return in what share of a view's sets each cause alone would be enough."""
    test = question_of(view.few, 0)
    asked = {label.removeprefix(CAUSE): one for label, one in view.under.items() if label.startswith(CAUSE)}
    shares = {cause: share_passing(asked[cause], 0, test) for cause in CAUSES if cause in asked}
    both = asked.get(_together(stated))
    together = None if both is None or len(stated) < 2 else share_passing(both, 0, test)
    most = max(shares.values(), default=0.0)
    found = [cause for cause, share in shares.items() if most > 0 and share >= most - LEVEL]
    return {
        "stated": stated,
        "test": test,
        "as_it_is": figure(share_passing(view.few, 0, test)),
        "shares": {cause: figure(share) for cause, share in shares.items()},
        "found": found,
        "together": None if together is None else figure(together),
        "agrees": bool(set(stated) & set(found)) or (not found and (together or 0.0) >= ENOUGH),
    }


def first_policy(view: ViewForecast, stated: str, aim: str, months: int) -> First:
    """Return how a view's aim, so many months ahead, ranks the policies."""
    weight = np.asarray(view.few.weight.values, float)

    def met(forecast: xarray.Dataset) -> float:
        return mean(aimed(forecast, aim, months), weight) or 0.0

    values = {label.removeprefix(POLICY): met(one) for label, one in view.under.items() if label.startswith(POLICY)}
    best = max(values.values(), default=0.0)
    found = [name for name, value in values.items() if value >= best - LEVEL]
    policy = view.scenario.policies.get(stated)
    return {
        "stated": stated,
        "title": policy.title if policy else "",
        "aim": aim,
        "values": {name: figure(value) for name, value in values.items()},
        "status_quo": figure(met(view.few)),
        "found": found,
        "place": 1 + sum(value > values.get(stated, 0.0) + LEVEL for value in values.values()),
        "agrees": stated in found,
    }


def embarrassed_by(view: ViewForecast) -> Embarrassing:
    """Return in what share of a view's sets the observation that would embarrass it is to be expected."""
    assert view.scenario.view is not None
    stated = view.scenario.view.embarrassed_by
    form = stated.holds_if
    forecast = view.forecast if form.policy == STATUS_QUO else view.under[_seen_under(view.scenario, form.policy)]
    weight = np.asarray(forecast.weight.values, float)
    month = ahead(view.scenario, form.month)

    def found(quantity: str) -> tuple[Figure, Figure]:
        values = per_draw(forecast, view.scenario, form.model_copy(update={"quantity": quantity}), month)
        return share(form.met(values), weight, np.isfinite(values)), mean(values, weight)

    expected, value = found(form.quantity)
    readings: list[BeliefRead] = []
    for reading, quantity in readings_of(form.quantity).items():
        name = READINGS[reading].format(months=view.scenario.calendar.belief_horizon)
        read_so, told = found(quantity)
        counts = quantity == form.quantity
        readings.append({"name": name, "counts": counts, "expected_in": read_so, "mean": told})
    return {
        "says": stated.says,
        "policy": form.policy,
        "expected_in": expected,
        "mean": value,
        "unit": MEASURES[form.quantity].unit,
        "agrees": expected is not None and expected < 0.5,
        "readings": readings,
    }


def _seen_under(scenario: Scenario, policy: str) -> str:
    """Return the label of a policy under which an observation is made, whether or not anybody could adopt it."""
    return (POLICY if _adoptable(scenario, policy) else SEEN) + policy


def _adoptable(scenario: Scenario, policy: str) -> bool:
    return all(scenario.levers[lever].anybodys for lever in scenario.policies[policy].levers)
