"""Plans against a forecast: what each text is worth to each side, who refuses, and the smallest change that would help.

Utilities are those of the game's terms, reservations its values of fighting on, draw by draw: the mean over the
states in which the war goes on. Later months count a draw by its weight times the chance that the war still goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ripeness.arrays import ACTORS
from ripeness.compiler.plan import plan_of, terms_of, with_guarantee
from ripeness.compiler.stakes import Stakes, withheld
from ripeness.model.terms.smallest_change import SLACK, Change, margins, smallest_change
from ripeness.model.terms.utility import Issues
from ripeness.questions.plans.held import banded, held, of_forecast
from ripeness.questions.plans.result import (
    AHEAD,
    GUARANTEE,
    Binds,
    Moved,
    Party,
    PlanReport,
    PlansReport,
    Point,
    Provision,
    Smallest,
)
from ripeness.questions.plans.settlement_range import imagined_range, true_range
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.statistics.bands import Figure, band, figure, share
from ripeness.statistics.weighted import Numbers, effective_sample_size

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario
    from ripeness.schema.plans.plan import Plan, PlanPoint

Pair = tuple[Numbers, Numbers]


def weigh_plans(scenario: Scenario, forecast: xarray.Dataset, chosen: Sequence[str] = ()) -> PlansReport:
    """Weigh a scenario's plans (those chosen, or all) against a forecast of it.

    Raises
    ------
    ScenarioError : no plan is called so.
    """
    plans = {name: plan_of(scenario, name) for name in chosen or scenario.plans}
    sight = _Sight.of(scenario, forecast, found := of_forecast(scenario, forecast))
    effective = effective_sample_size(sight.weight[0])
    return {
        "scenario": scenario.name,
        "title": scenario.title,
        "as_of": str(forecast.attrs.get("as_of", scenario.calendar.as_of)),
        "policy": str(forecast.attrs.get("policy") or STATUS_QUO),
        "names": scenario.names(),
        "attacker": scenario.actor("attacker"),
        "defender": scenario.actor("defender"),
        "draws": int(forecast.sizes["draw"]),
        "uncertain": int(forecast.sizes["assumption"]),
        "effective_sample_size": figure(effective),
        "record": bool(forecast.attrs.get("record", 1)),
        "months": [str(forecast.month_label.values[one]) for one in sight.ahead],
        "months_ahead": list(sight.ahead),
        "land_as_held": any(banded(scenario)),
        "range": true_range(found, sight.values[0], sight.weight[0]),
        "imagined": imagined_range(found, sight.values[0], sight.weight[0]),
        "plans": {name: _weigh(plan, sight) for name, plan in plans.items()},
    }


@dataclass(frozen=True)
class _Sight:
    """What every plan is looked at with: reservations and weights at each month ahead, issues and their titles.

    stands : where each issue stands without a text at each month ahead, (draw, issue).
    """

    scenario: Scenario
    found: Stakes
    ahead: tuple[int, ...]
    values: list[Pair]
    weight: list[Numbers]
    stands: list[Numbers]
    titles: Mapping[str, str]

    @classmethod
    def of(cls, scenario: Scenario, forecast: xarray.Dataset, found: Stakes) -> _Sight:
        last = int(forecast.months_ahead.values[-1])
        ahead = tuple(one for one in AHEAD if one <= last)
        value = forecast.value.transpose("draw", "actor", "month").sel(actor=list(ACTORS)).values.astype(float)
        ongoing = forecast.ongoing.transpose("draw", "month").values.astype(float)
        weight = []
        for one in ahead:
            going = np.where(np.isnan(ongoing[:, one]), 0.0, ongoing[:, one]) if one else 1.0
            known = np.isfinite(value[:, :, one]).all(axis=1)
            weight.append(forecast.weight.values.astype(float) * going * known)
        values = [(np.nan_to_num(value[:, 0, one]), np.nan_to_num(value[:, 1, one])) for one in ahead]
        titles = {name: issue.title for name, issue in scenario.issues.items()} | {GUARANTEE: "guarantees"}
        stands = [held(scenario, found, forecast, one) for one in ahead]
        return cls(scenario, found, ahead, values, weight, stands, titles)


def _weigh(plan: Plan, sight: _Sight) -> PlanReport:
    issues, terms = with_guarantee(plan, sight.found.issues), terms_of(sight.scenario, plan, sight.found.issues)
    set_ = [name in plan.terms() for name in sight.scenario.issues]
    by_month = [
        margins(issues, np.where(set_, terms, stands), issues.guarantee, asked)
        for asked, stands in zip(sight.values, sight.stands, strict=True)
    ]
    missing = withheld(sight.scenario, sight.found, plan)
    smallest = _smallest(plan, sight, issues, terms, tuple(missing))
    both = [share(np.minimum(*pair) >= -SLACK, w) for pair, w in zip(by_month, sight.weight, strict=True)]
    return {
        "title": plan.title,
        "date": plan.date,
        "authors": list(plan.authors),
        "source": list(plan.source),
        "note": plan.note,
        "points": [_point(one, plan, sight, issues, terms) for one in plan.points],
        "guarantee": plan.guarantee(),
        "attacker": _party(0, plan, sight, issues, terms, by_month),
        "defender": _party(1, plan, sight, issues, terms, by_month),
        "withheld": {name: list(actors) for name, actors in missing.items()},
        "not_asked": {name: list(actors) for name, actors in missing.items() if _moves(plan, name, sight)},
        "concerned": _concerned(plan, sight),
        "both_accept": both,
        "smallest": smallest,
        "if_all_consented": _smallest(plan, sight, issues, terms, ()) if missing else None,
    }


def _point(one: PlanPoint, plan: Plan, sight: _Sight, issues: Issues, terms: Numbers) -> Point:
    effects = _effects(one, plan, sight, issues, terms)
    weight = sight.weight[0]
    numbers = [number for number in (one.sets, one.guarantee) if number is not None]
    issue_of = sight.scenario.issues
    return {
        "number": str(one.number),
        "text": one.text,
        "source": list(one.source or plan.source),
        "issue": one.issue,
        "title": None if one.issue is None else sight.titles[one.issue],
        "sets": None if one.sets is None else one.sets.centre,
        "step": None if one.sets is None or one.issue is None else issue_of[one.issue].step(one.sets.centre),
        "guarantee": None if one.guarantee is None else one.guarantee.centre,
        "why": "; ".join(number.note for number in numbers if number.note) or None,
        "attacker": None if effects is None else band(effects[0], weight),
        "defender": None if effects is None else band(effects[1], weight),
        "side_payment": one.side_payment,
        "sequence": one.sequence,
        "consent": list(one.consent),
        "note": one.note,
    }


def _effects(one: PlanPoint, plan: Plan, sight: _Sight, issues: Issues, terms: Numbers) -> Pair | None:
    """What the point adds to each side's utility, the other points given; None where it moves nothing."""
    if one.sets is None and one.guarantee is None:
        return None
    rest = plan.model_copy(update={"points": tuple(other for other in plan.points if other is not one)})
    without = with_guarantee(rest, sight.found.issues)
    nothing = (np.zeros(len(terms)), np.zeros(len(terms)))
    here = margins(issues, terms, issues.guarantee, nothing)
    there = margins(issues, terms_of(sight.scenario, rest, issues), without.guarantee, nothing)
    return here[0] - there[0], here[1] - there[1]


def _party(side: int, plan: Plan, sight: _Sight, issues: Issues, terms: Numbers, by_month: list[Pair]) -> Party:
    margin = [pair[side] for pair in by_month]
    reservation = sight.values[0][side]
    imagined = None
    if sight.found.imagined is not None:
        seen = with_guarantee(plan, sight.found.imagined)
        taken = (sight.values[0][0], sight.found.imagined_reservation(sight.values[0][1]))
        imagined = share(margins(seen, terms, seen.guarantee, taken)[side] >= -SLACK, sight.weight[0])
    return {
        "utility": band(margin[0] + reservation, sight.weight[0]),
        "reservation": band(reservation, sight.weight[0]),
        "margin": [band(one, w) for one, w in zip(margin, sight.weight, strict=True)],
        "accepts": [share(one >= -SLACK, w) for one, w in zip(margin, sight.weight, strict=True)],
        "binds": _binds(side, plan, sight, issues, terms, margin[0]),
        "accepts_as_the_envoy_imagines": imagined,
    }


def _binds(side: int, plan: Plan, sight: _Sight, issues: Issues, terms: Numbers, margin: Numbers) -> Binds | None:
    """The provision whose move to this side's ideal would raise its utility most, where it refuses."""
    weight = sight.weight[0] * (margin < -SLACK)
    if not weight.any():
        return None
    raised = {}
    for place, name in enumerate(sight.scenario.issues):
        ideal = terms.copy()
        ideal[:, place] = 1.0 - side
        raised[name] = margins(issues, ideal, issues.guarantee, sight.values[0])[side] - margin
    full = np.ones_like(issues.guarantee)
    raised[GUARANTEE] = margins(issues, terms, full, sight.values[0])[side] - margin
    most = max(raised, key=lambda name: float(weight @ raised[name]))
    return {
        "provision": _provision(most, plan, sight),
        "worth": band(raised[most], weight),
        "enough": share(margin + raised[most] >= -SLACK, weight),
    }


def _provision(name: str, plan: Plan, sight: _Sight) -> Provision:
    speaks = [one for one in plan.points if one.issue == name]
    if name == GUARANTEE:
        speaks = [one for one in plan.points if one.guarantee is not None]
    moved = plan.guarantee() is not None if name == GUARANTEE else _moves(plan, name, sight)
    return {"id": name, "title": sight.titles[name], "points": [str(one.number) for one in speaks], "moved": moved}


def _moves(plan: Plan, issue: str, sight: _Sight) -> bool:
    """Whether the plan puts the issue, in some set of assumptions, elsewhere than where it stands today."""
    stands = sight.found.issues.status_quo[:, list(sight.scenario.issues).index(issue)]
    return issue in plan.terms() and bool((np.abs(stands - plan.terms()[issue]) > SLACK).any())


def _concerned(plan: Plan, sight: _Sight) -> dict[str, list[str]]:
    """Actors besides the belligerents whose consent a point needs or who are paid: the points' numbers."""
    found: dict[str, list[str]] = {}
    for one in plan.points:
        stays = one.sets is not None and one.issue is not None and not _moves(plan, one.issue, sight)
        issue = sight.scenario.issues[one.issue].consent if one.issue is not None and not stays else ()
        for actor in sorted({*one.consent, *issue, *((one.side_payment,) if one.side_payment else ())}):
            found.setdefault(actor, []).append(str(one.number))
    return found


def _smallest(plan: Plan, sight: _Sight, issues: Issues, terms: Numbers, held: Sequence[str]) -> Smallest:
    """The smallest change today; issues that are held go back to where they stand first, and count as changes."""
    names, weight, start = list(sight.scenario.issues), sight.weight[0], terms.copy()
    places = [names.index(name) for name in held]
    start[:, places] = issues.status_quo[:, places]
    change = smallest_change(issues, start, issues.guarantee, sight.values[0], sight.found.changeable.without(places))
    forced = np.abs(start - terms) > SLACK
    number = np.where(change.exists, change.provisions + forced.sum(axis=1), -1)
    moves = np.concatenate([change.terms - terms, (change.guarantee - issues.guarantee)[:, None]], axis=1)
    moved = np.abs(moves) > SLACK
    reached = weight * (number > 0)
    by_number = {str(one): share(number == one, weight) for one in sorted({int(one) for one in number if one > 0})}
    every = [*names, GUARANTEE]
    return {
        "accepted": share(number == 0, weight),
        "changed": share(number > 0, weight),
        "none": share(number < 0, weight),
        "by_number": by_number,
        "movement": band(np.abs(moves).sum(axis=1), reached),
        "typical": _typical(moved, reached, plan, sight, every),
        "moved": _moved(moved, reached, plan, sight, (terms, np.asarray(issues.guarantee)), change, every),
        "held": [_provision(name, plan, sight) for name in held if _moves(plan, name, sight)],
    }


def _typical(moved: Any, weight: Numbers, plan: Plan, sight: _Sight, every: list[str]) -> Any:
    """The commonest choice of provisions, by weight."""
    if not weight.any():
        return None
    votes: Counter[tuple[int, ...]] = Counter()
    for row, w in zip(moved, weight, strict=True):
        if w > 0:
            votes[tuple(np.flatnonzero(row))] += w
    chosen, most = votes.most_common(1)[0]
    return {
        "provisions": [_provision(every[place], plan, sight) for place in chosen],
        "share": figure(most / weight.sum()),
    }


def _steps(sight: _Sight, name: str, shares: Sequence[Figure]) -> list[str] | None:
    """Names of the steps nearest to some shares of an issue; None where it names none."""
    issue = sight.scenario.issues.get(name)
    if issue is None or not issue.steps:
        return None
    return [str(issue.step(share or 0.0)) for share in shares]


def _moved(
    moved: Any,
    weight: Numbers,
    plan: Plan,
    sight: _Sight,
    text: tuple[Numbers, Numbers],
    change: Change,
    every: list[str],
) -> list[Moved]:
    """Every provision that some smallest change moves, the commonest first."""
    stands = np.concatenate([text[0], text[1][:, None]], axis=1)
    reaches = np.concatenate([change.terms, change.guarantee[:, None]], axis=1)
    found: list[Moved] = []
    for place, name in enumerate(every):
        here = weight * moved[:, place]
        if here.any():
            stood, reached = band(stands[:, place], here)["mean"], band(reaches[:, place], here)
            found.append(
                {
                    "provision": _provision(name, plan, sight),
                    "share": share(moved[:, place], weight),
                    "stands_at": stood,
                    "moves_to": reached,
                    "steps": _steps(sight, name, (stood, reached["p10"], reached["p90"])),
                }
            )
    return sorted(found, key=lambda one: -(one["share"] or 0.0))
