"""The same wars under two policies: what differs, where they part, through which mechanism, and what comes with it.

Policies A and B are compared on the same sets of assumptions with the same weights; a difference is always B - A.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.ensemble.asked import Levers
from ripeness.questions.set_levers import levers_in_words
from ripeness.questions.summary.summary import Draws
from ripeness.questions.whatif.differences import GROUPS, Difference, compared, headline, horizons, measured
from ripeness.questions.whatif.split import Split, changed, mechanism, split, values_of
from ripeness.schema.reference import NOBODY
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.statistics.bands import Band, Figure, band, figure, figures, share
from ripeness.statistics.weighted import Numbers, effective_sample_size, weighted_mean

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario

PART = 0.05
"""Two policies have parted where their chances that the war goes on differ by so much on average."""

WORTH_SAYING = {"1": 0.025, "of the way to the attacker's ideal": 0.05, "share of the prize": 0.01, "bn USD": 5.0}
"""Smallest change of an outcome that is told unasked, by unit."""

AGAINST = 0.2
"""Share of the sets of assumptions in which a policy works the other way, from which on it is told unasked."""


class Side(TypedDict):
    """One of the two policies: its name, its levers as stated, and what the scenario says of it.

    levers_told : in words, the levers that were set beside a named policy, or all of one without a name.
    """

    policy: str
    title: str
    note: str
    settings: dict[str, float | str]
    levers_told: list[str]


class Pulled(TypedDict):
    """A lever that stands differently under the two policies, in its own unit.

    Where the number that it sets is uncertain, ``above`` and ``below`` are the shares of the sets of assumptions, by
    weight, in which the number was above, or below, what the lever sets it to.
    """

    lever: str
    title: str
    owners: list[str]
    mechanism: str
    unit: str
    status_quo: float
    a: float
    b: float
    above: Figure
    below: Figure


class Timeline(TypedDict):
    """Chances that the war goes on, by month, and where the two part."""

    status_quo: list[Figure]
    a: list[Figure]
    b: list[Figure]
    difference: list[Band]
    parts: int | None
    widest: int
    widest_by: Figure


class Way(TypedDict):
    """Through which endings the chance that the war goes on changes: the groups' changes sum to minus the war's."""

    months: int
    ongoing: Figure
    endings: dict[str, Figure]
    by_agreement: Figure
    mostly: str


class SideEffects(TypedDict):
    """What is told unasked."""

    way: Way
    outcomes: list[str]
    against: Figure
    replaced: list[str]
    unowned: list[str]


class Whatif(TypedDict):
    """What ``ripeness whatif --json`` prints.

    horizons : months ahead that are compared; headline : the one of which the text speaks. a, b : the two policies;
    differences are b less a. on_top : levers that both set besides. levers : that stand differently. outcomes : by key.
    split : the change by mechanism, None where it was not computed. side_effects : what is told unasked.
    """

    scenario: str
    title: str
    names: dict[str, str]
    as_of: str
    months: list[str]
    horizons: list[int]
    headline: int
    a: Side
    b: Side
    on_top: dict[str, float | str]
    partial: bool
    draws: Draws
    uncertain: int
    record: bool
    effective_sample_size: Figure
    levers: list[Pulled]
    outcomes: dict[str, Difference]
    timeline: Timeline
    split: Split | None
    side_effects: SideEffects


def compare_policies(
    scenario: Scenario,
    a: Side,
    b: Side,
    forecasts: Mapping[str, xarray.Dataset],
    alone: Mapping[str, xarray.Dataset] | None,
    *,
    on_top: Levers | None = None,
    asked: int | None = None,
) -> Whatif:
    """Compare two policies.

    Parameters
    ----------
    a, b : the policies. forecasts : of the same draws, labelled ``status-quo``, ``a`` and ``b``.
    alone : forecast of A with each mechanism's levers as in B, on the first draws; None where it was not computed.
    on_top : levers set on top of both. asked : draws asked for.

    Returns
    -------
    Plain numbers and text, ready for JSON; a difference is B - A.
    """
    count = min(one.sizes["draw"] for one in forecasts.values())
    cut = {name: _of(scenario, one.isel(draw=slice(0, count))) for name, one in forecasts.items()}
    weight = np.asarray(cut["a"].weight.values, float)
    weight = weight / weight.sum()
    known = {name: measured(one) for name, one in cut.items()}
    found = compared(known["a"], known["b"], weight, known[STATUS_QUO])
    pulled = _pulled(scenario, a["settings"], b["settings"], cut["a"], weight)
    at = headline(cut["a"])
    parts = None
    if alone is not None:
        levers: dict[str, list[str]] = {}
        for one in pulled:
            levers.setdefault(one["mechanism"], []).append(one["lever"])
        parts = split(cut["a"], cut["b"], {name: _of(scenario, one) for name, one in alone.items()}, levers)
    return {
        "scenario": scenario.name,
        "title": scenario.title,
        "names": scenario.names(),
        "as_of": str(cut["a"].attrs.get("as_of", scenario.calendar.as_of)),
        "months": [str(month) for month in cut["a"].month_label.values],
        "horizons": horizons(cut["a"]),
        "headline": at,
        "a": a,
        "b": b,
        "on_top": dict(on_top or {}),
        "partial": any(bool(one.attrs.get("partial", 0)) for one in forecasts.values()),
        "draws": {"asked": asked or count, "finished": count},
        "uncertain": len(scenario.assumptions()),
        "record": bool(cut["a"].attrs.get("record", 1)),
        "effective_sample_size": figure(effective_sample_size(weight)),
        "levers": pulled,
        "outcomes": found,
        "timeline": _timeline(cut, weight),
        "split": parts,
        "side_effects": _side_effects(found, pulled, at),
    }


def _of(scenario: Scenario, forecast: xarray.Dataset) -> xarray.Dataset:
    """Leave out what the scenario does not model: reserves without a war chest, conduct towards no mediator."""
    absent = ["war_chest"] if scenario.war_chest is None else []
    absent += ["attended_no_deal_in_reach"] if scenario.mediator is None else []
    return forecast.drop_vars(absent, errors="ignore")


def side_of(scenario: Scenario, policy: str, settings: Levers, on_top: Levers | None = None) -> Side:
    """Return one of the policies, with what the scenario says of it; `on_top` : levers set on top of both."""
    stated = scenario.policies.get(policy)
    beside = settings if policy == STATUS_QUO else on_top or {}
    return {
        "policy": policy,
        "title": stated.title if stated else "",
        "note": (stated.note or "") if stated else "",
        "settings": dict(settings),
        "levers_told": levers_in_words(scenario, beside, by_name=False),
    }


def _pulled(scenario: Scenario, a: Levers, b: Levers, forecast: xarray.Dataset, weight: Numbers) -> list[Pulled]:
    one, other = values_of(scenario, a), values_of(scenario, b)
    return [
        {
            "lever": name,
            "title": (lever := scenario.levers[name]).title,
            "owners": list(lever.owner),
            "mechanism": mechanism(scenario, name),
            "unit": lever.unit,
            "status_quo": lever.status_quo,
            "a": one[name] / lever.scale if name in one else lever.status_quo,
            "b": other[name] / lever.scale if name in other else lever.status_quo,
            **_replaced(scenario, name, other.get(name), forecast, weight),  # type: ignore[typeddict-item]
        }
        for name in changed(scenario, a, b)
    ]


def _replaced(
    scenario: Scenario, lever: str, value: float | None, forecast: xarray.Dataset, weight: Numbers
) -> dict[str, Figure]:
    """Return in what share of the sets the number stood above, or below, the one value that the lever sets."""
    leaf = scenario.leaves(len(scenario.epochs))[scenario.levers[lever].changes[0]]
    if value is None or leaf.assumption not in forecast.assumption.values:
        return {"above": None, "below": None}
    drawn = np.asarray(forecast.assumption_value.sel(assumption=leaf.assumption).values, float)
    return {"above": share(drawn > value, weight), "below": share(drawn < value, weight)}


def _timeline(forecasts: Mapping[str, xarray.Dataset], weight: Numbers) -> Timeline:
    ongoing = {
        name: np.asarray(one.ongoing.transpose("draw", "month").values, float) for name, one in forecasts.items()
    }
    change = ongoing["b"] - ongoing["a"]
    mean = weighted_mean(change, weight)
    apart = np.flatnonzero(np.abs(mean) >= PART)
    widest = int(np.argmax(np.abs(mean)))
    return {
        "status_quo": figures(weighted_mean(ongoing[STATUS_QUO], weight)),
        "a": figures(weighted_mean(ongoing["a"], weight)),
        "b": figures(weighted_mean(ongoing["b"], weight)),
        "difference": [band(change[:, month], weight) for month in range(change.shape[1])],
        "parts": int(apart[0]) if len(apart) else None,
        "widest": widest,
        "widest_by": figure(float(mean[widest])),
    }


def _side_effects(found: Mapping[str, Difference], pulled: list[Pulled], at: int) -> SideEffects:
    change = found[f"ongoing.{at}"]
    shorter = (change["difference"]["mean"] or 0.0) < 0
    against = change["higher"] if shorter else change["lower"]
    return {
        "way": _way(found, at),
        "outcomes": [key for key, one in found.items() if _worth_saying(one, at)],
        "against": against if against is not None and against >= AGAINST else None,
        "replaced": [one["lever"] for one in pulled if min(one["above"] or 0.0, one["below"] or 0.0) >= 0.05],
        "unowned": [one["lever"] for one in pulled if one["owners"] == [NOBODY]],
    }


def _way(found: Mapping[str, Difference], at: int) -> Way:
    """Say through which endings the chance that the war goes on changes; ``mostly`` is the group with most of it."""
    ongoing = found[f"ongoing.{at}"]["difference"]["mean"]
    ended = {group: found[f"{group}.{at}"]["difference"]["mean"] for group in GROUPS}
    sign = -1.0 if (ongoing or 0.0) > 0 else 1.0  # a longer war is one with fewer endings
    with_it = {group: sign * (one or 0.0) for group, one in ended.items()}
    mostly = max(with_it, key=lambda group: with_it[group])
    size = abs(ongoing or 0.0)
    return {
        "months": at,
        "ongoing": ongoing,
        "endings": ended,
        "by_agreement": figure(with_it["agreement"] / size) if size > 1e-9 else None,
        "mostly": mostly if size > 1e-9 else "",
    }


def _worth_saying(one: Difference, at: int) -> bool:
    """Whether an outcome beside the war's length and ways changes enough to be told unasked."""
    if one["section"] in ("duration", "endings") or one["months"] not in (None, 0, at):
        return False
    mean, least = one["difference"]["mean"], WORTH_SAYING.get(one["unit"])
    return mean is not None and least is not None and abs(mean) >= least
