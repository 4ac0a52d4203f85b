"""Why there is no settlement in a month: the least change of one cause that would make the month ripe.

Equation:
    setting of a lever at a step s    = status quo + s (end - status quo),  s = 1/4, 1/2, 3/4, 1
    ripe (a step makes it so)         where  weight of the draws with gap(month) >= 0  is at least 1/2
    a cause binds                     where  some step of it alone makes the month ripe, and none is not enough

The end is the end of the lever's range at which the cause would no longer be felt. Where no cause alone is enough
and all together are, a cause is needed where all the others together are not enough. In a month that is ripe as it
is, the question is why nothing is signed: then the chance of a settlement within the month takes the gap's place,
and has to reach one half. Steps are tried from `as_of` on; the effect need not grow with the step. [R]: ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.arrays import SETTLEMENTS
from ripeness.questions.explain.attending import Attending, attending
from ripeness.schema.quantity import Quantity
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.statistics.bands import Figure, figure
from ripeness.statistics.weighted import Numbers, effective_sample_size, weighted_mean

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario

AS_IT_IS, TOGETHER = "as it is", "all together"
"""Labels of the forecasts without any change and with every cause at its end."""

STEPS = (0.25, 0.5, 0.75, 1.0)
"""Shares of the way from the status quo to the end that are tried."""

ENOUGH = 0.5
"""Share of the sets of assumptions, by weight, in which the month has to be ripe."""

ROUNDING = 1e-6
"""A gap this little below nil counts as nil: single precision."""

CAUSES: dict[str, dict[str, str]] = {
    "information": {"beliefs.attacker_knows": "high", "beliefs.defender_knows": "high"},
    "commitment": {
        "bargaining.guarantee": "high",
        "bargaining.guarantors.*.strength": "high",
        "bargaining.guarantors.*.backing": "high",
    },
    "issue": {},  # tracks.*.meets of a track that seats whoever has to consent to an issue
    "text": {"texts.overlap": "high", "texts.items.*.recognised_by.*": "high"},
    "table": {"tracks.*.meets": "high", "tracks.*.mandate": "high"},
    "mediator": {
        "mediator.side_deal_value": "low",
        "mediator.side_deals_to_attacker": "low",
        "mediator.presses_defender": "low",
        "mediator.blames_defender": "low",
        "mediator.forgives_strikes": "low",
        "mediator.flattery_of_*": "low",
        "envoy.career": "high",
        "gate.*": "high",
    },
    "means": {"sanctions.direct": "high", "sanctions.secondary": "high", "shadow_fleet.interdicted": "high"},
    "strength": {
        "aid.flows.*.amount": "high",
        "aid.commitment": "high",
        "aid.credibility": "high",
        "aid.intelligence": "high",
        "infrastructure.air_defence": "high",
    },
    "leader": {"leaders.attacker.loss_if_settles": "low"},
}
"""What a lever has to change to bear on a cause, and the end of its range at which the cause is not felt."""


class Cause(TypedDict):
    """What one cause does: its levers with their ends, the step that is enough, and what all of it brings.

    least : the first step that is enough, None where not even all of it is or where it was not looked for. needed :
    whether all the other causes together are not enough; None where that was not looked at. gap, share_ripe,
    settled : with all of it.
    """

    levers: dict[str, dict[str, Figure | str]]
    enough: bool | None
    least: Figure
    settings: dict[str, Figure]
    needed: bool | None
    gap: Figure
    share_ripe: Figure
    settled: Figure


class Explained(TypedDict):
    """Why there is no settlement in a month. ``ripe``: whether it is ripe as it is; ``roles``: gap or signing."""

    scenario: str
    title: str
    names: dict[str, str]
    as_of: str
    month: str
    draws: int
    effective_sample_size: Figure
    uncertain: int
    ongoing: Figure
    ripe: bool
    test: str
    gap: Figure
    share_ripe: Figure
    settled: Figure
    no_table: Figure
    together: Figure
    binding: list[str]
    needed: list[str]
    causes: dict[str, Cause]
    attending: Attending | None


def ends(scenario: Scenario) -> dict[str, dict[str, float]]:
    """Return, cause by cause, the levers that bear on it and where each has to stand for it not to be felt.

    A lever counts where all that it changes bears on one cause in one direction, and where it is not at its end
    already. Of several texts the one on which most levers bear is taken: a common text is one text.
    """
    found: dict[str, dict[str, float]] = {cause: {} for cause in CAUSES}
    for name, lever in scenario.levers.items():
        borne = {_bears(scenario, path) for path in lever.changes}
        if len(borne) != 1 or None in borne:
            continue
        ((cause, side),) = (one for one in borne if one)
        end = lever.high if side == "high" else lever.low
        if lever.moves(end * lever.scale):
            found[cause][name] = end
    found["text"] = _of_one_text(scenario, found["text"])
    return found


def at_step(scenario: Scenario, toward: Mapping[str, float], share: float) -> dict[str, float]:
    """Return the levers that differ from the status quo a share of the way to their ends, in their units."""
    settings = {}
    for name, end in toward.items():
        lever = scenario.levers[name]
        value = lever.status_quo + share * (end - lever.status_quo) if share < 1 else end
        if not _whole(scenario, name) or (value >= 0.5) != (lever.status_quo >= 0.5):
            settings[name] = value
    return settings


def first_asked(scenario: Scenario) -> dict[str, str | dict[str, float]]:
    """Return what is forecast first: as it is, each cause at its end, and all of them together."""
    toward = {cause: levers for cause, levers in ends(scenario).items() if levers}
    asked: dict[str, str | dict[str, float]] = {AS_IT_IS: STATUS_QUO}
    asked |= {cause: at_step(scenario, levers, 1) for cause, levers in toward.items()}
    if len(toward) > 1:
        asked[TOGETHER] = _joined(scenario, toward)
    return asked


def then_asked(scenario: Scenario, found: Mapping[str, xarray.Dataset], ahead: int) -> dict[str, dict[str, float]]:
    """Return what is forecast next: smaller steps of what is enough alone; else all but one, if all are enough."""
    toward = {cause: levers for cause, levers in ends(scenario).items() if levers}
    test = question_of(found[AS_IT_IS], ahead)
    enough = [cause for cause in toward if _enough(found[cause], ahead, test)]
    if enough:
        steps = {
            f"{cause} {step}": at_step(scenario, toward[cause], step)
            for cause in enough
            for step in STEPS[:-1]
            if not all(_whole(scenario, lever) for lever in toward[cause])
        }
        return {label: settings for label, settings in steps.items() if settings}
    if TOGETHER not in found or not _enough(found[TOGETHER], ahead, test):
        return {}
    return {
        f"all but {cause}": _joined(scenario, {one: levers for one, levers in toward.items() if one != cause})
        for cause in toward
    }


def explained(scenario: Scenario, found: Mapping[str, xarray.Dataset], ahead: int) -> Explained:
    """Return why there is no settlement in a month.

    Parameters
    ----------
    scenario : whose levers are pulled. ahead : months after ``as_of``.
    found : forecasts of all that ``first_asked`` and ``then_asked`` name, on the same draws.
    """
    base = found[AS_IT_IS]
    test = question_of(base, ahead)
    causes = {cause: _cause(scenario, cause, levers, found, ahead, test) for cause, levers in ends(scenario).items()}
    together = found.get(TOGETHER)
    weight = np.asarray(base.weight.values, float)
    return {
        "scenario": scenario.name,
        "title": scenario.title,
        "names": scenario.names(),
        "as_of": scenario.calendar.as_of,
        "month": scenario.month_label(scenario.month_index(scenario.calendar.as_of) + ahead),
        "draws": len(weight),
        "effective_sample_size": figure(effective_sample_size(weight)),
        "uncertain": len(scenario.assumptions()),
        "ongoing": _mean(base, "ongoing", ahead),
        "ripe": test == "settled",
        "test": test,
        "gap": _mean(base, "ripeness_gap", ahead),
        "share_ripe": figure(share_passing(base, ahead, "ripe")),
        "settled": figure(_settled_mean(base, ahead)),
        "no_table": _mean(base, "in_earnest", ahead),
        "together": None if together is None else figure(share_passing(together, ahead, test)),
        "binding": [cause for cause, one in causes.items() if one["enough"]],
        "needed": [cause for cause, one in causes.items() if one["needed"]],
        "causes": causes,
        "attending": attending(base),
    }


def _cause(
    scenario: Scenario,
    cause: str,
    toward: Mapping[str, float],
    found: Mapping[str, xarray.Dataset],
    ahead: int,
    test: str,
) -> Cause:
    whole = found.get(cause)
    if whole is None:
        nothing: Cause = {
            "levers": {}, "enough": None, "least": None, "settings": {}, "needed": None,
            "gap": None, "share_ripe": None, "settled": None,
        }  # fmt: skip
        return nothing
    enough = _enough(whole, ahead, test)
    least = next((s for s in STEPS if _enough(found.get(f"{cause} {s}"), ahead, test)), 1.0) if enough else None
    rest = found.get(f"all but {cause}")
    return {
        "levers": {
            name: {
                "title": scenario.levers[name].title,
                "owner": scenario.levers[name].owner,
                "unit": scenario.levers[name].unit,
                "status_quo": figure(scenario.levers[name].status_quo),
                "end": figure(end),
            }
            for name, end in toward.items()
        },
        "enough": enough,
        "least": least,
        "settings": {} if least is None else {n: figure(v) for n, v in at_step(scenario, toward, least).items()},
        "needed": None if rest is None else not _enough(rest, ahead, test),
        "gap": _mean(whole, "ripeness_gap", ahead),
        "share_ripe": figure(share_passing(whole, ahead, "ripe")),
        "settled": figure(_settled_mean(whole, ahead)),
    }


def _bears(scenario: Scenario, path: str) -> tuple[str, str] | None:
    """Return the cause on which a number bears, and the end at which it is not felt."""
    kind, _, rest = path.partition(".")
    track = scenario.tracks.get(rest.split(".", 1)[0]) if kind == "tracks" else None
    if track is not None and path.endswith(".meets"):
        wanted = {who for issue in scenario.issues.values() for who in issue.consent}
        if (wanted - _seated(scenario)).intersection(track.seats):
            return "issue", "high"
    for cause, patterns in CAUSES.items():
        for pattern, side in patterns.items():
            if fnmatchcase(path, pattern):
                return cause, side
    return None


def _seated(scenario: Scenario) -> set[str]:
    """Return who sits at some track that meets as things stand."""
    now = scenario.leaves(len(scenario.epochs))

    def meets(track: str) -> bool:
        stated = now[f"tracks.{track}.meets"].value
        return isinstance(stated, Quantity) and (stated.uncertain or stated.centre > 0.0)

    return {who for name, one in scenario.tracks.items() if meets(name) for who in one.seats}


def _of_one_text(scenario: Scenario, levers: Mapping[str, float]) -> dict[str, float]:
    by_text: dict[str, list[str]] = {}
    for name in levers:
        for path in scenario.levers[name].changes:
            by_text.setdefault(path.split(".")[2] if path.startswith("texts.items.") else "", []).append(name)
    of_any = by_text.pop("", [])
    chosen = max(by_text.values(), key=len, default=[])
    return {name: end for name, end in levers.items() if name in of_any or name in chosen}


def _whole(scenario: Scenario, name: str) -> bool:
    """Say whether a lever is a yes-or-no."""
    lever = scenario.levers[name]
    return isinstance(lever.setting(name, lever.changes[0], lever.low * lever.scale), bool)


def _joined(scenario: Scenario, toward: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    return {name: value for levers in toward.values() for name, value in at_step(scenario, levers, 1).items()}


def question_of(base: xarray.Dataset, ahead: int) -> str:
    """Return what is asked of a month: that it be ripe, or, where it is, that a settlement be as likely as not."""
    return "settled" if share_passing(base, ahead, "ripe") >= ENOUGH - ROUNDING else "ripe"


def _enough(one: xarray.Dataset | None, ahead: int, test: str) -> bool:
    return one is not None and share_passing(one, ahead, test) >= ENOUGH - ROUNDING


def share_passing(one: xarray.Dataset, ahead: int, test: str) -> float:
    """Return in which share of the draws, by weight, the month is ripe, or a settlement as likely as not."""
    if test == "ripe":
        values, bar = np.asarray(one.ripeness_gap.values[:, ahead], float), -ROUNDING
    else:
        values, bar = _settled(one, ahead), 0.5
    passed = np.where(np.isnan(values), np.nan, values >= bar)
    return float(weighted_mean(passed, one.weight.values))


def _settled(one: xarray.Dataset, ahead: int) -> Numbers:
    """Return the chance of a settlement within the month, draw by draw; NaN where the war is over or none follows."""
    by = np.asarray(one.ended.sel(ending=list(SETTLEMENTS)).sum("ending").values, float)
    ongoing = np.asarray(one.ongoing.values[:, ahead], float)
    if ahead + 1 >= by.shape[1]:
        return np.full(len(ongoing), np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        chance: Numbers = np.where(ongoing > 0, (by[:, ahead + 1] - by[:, ahead]) / ongoing, np.nan)
    return chance


def _settled_mean(one: xarray.Dataset, ahead: int) -> float:
    return float(weighted_mean(_settled(one, ahead), one.weight.values))


def _mean(one: xarray.Dataset, variable: str, ahead: int) -> Figure:
    if variable not in one:
        return None
    return figure(float(weighted_mean(np.asarray(one[variable].values[:, ahead], float), one.weight.values)))
