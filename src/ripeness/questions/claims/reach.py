"""How far the levers of a claim could bring what it asks for: whether it can be tested here at all.

A claim that one policy moves something by so much fails where it moves it by less. Where even the ends of the levers
that the policy moves bring less in every version, the model has no wire from the one to the other: the claim is not
testable here, and what the levers do move is named, in the order in which means reach a settlement.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ripeness.questions.claims.forms import SAME, judge
from ripeness.questions.claims.measures import NotHeld
from ripeness.questions.claims.verdict import FAILS, NOT_TESTABLE, ORDER, Report
from ripeness.schema.claims.condition import Comparison, Jointly
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.statistics.bands import figure

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario
    from ripeness.schema.claims.claim import Claim

CHAIN = {
    "income": "the attacker's income",
    "war_chest": "its reserves",
    "effort": "its effort",
    "front": "the front",
    "value": "what fighting on is worth to the two sides",
    "ripeness_gap": "how far a deal is out of reach",
    "ongoing": "the chance that the war goes on",
}
"""Variables of a forecast, in words, in the order in which what is done to a side's means reaches the war's end."""

MOVES = 1e-4
"""A change below this, in a variable's own unit, is rounding."""


def asked_of(claim: Claim) -> Comparison | None:
    """Return the comparison whose size a claim asks for; None where it asks for none."""
    form = claim.condition()
    if isinstance(form, Comparison) and (form.greater_by is not None or form.less_by is not None):
        return form
    if isinstance(form, Jointly) and form.less_by is not None:
        shared = {name: getattr(form, name) for name in ("quantity", "endings", "issue", "in_eyes_of")}
        timed = {name: getattr(form, name) for name in ("at", "by", "over", "each")}
        return Comparison.model_construct(
            **shared, **timed, a=form.both, b=form.neither, less_by=form.less_by,
            greater_by=None, within=None, at_most_times=None, where_b_at_least=None,
        )  # fmt: skip
    return None


def in_doubt(claims: Mapping[str, Claim], report: Report) -> dict[str, Comparison]:
    """Return the claims that fail, and ask for a size that their levers may be unable to bring."""
    failed = [one["id"] for one in report["claims"] if one["verdict"] == FAILS]
    found = {name: asked_of(claims[name]) for name in failed}
    return {name: form for name, form in found.items() if form is not None}


def at_ends(scenario: Scenario, policy: str) -> dict[str, float]:
    """Return the levers that a policy moves, each at the end of its range on the side to which the policy moves it."""
    if policy == STATUS_QUO:
        return {}
    moved = scenario.policy_levers(policy)
    ends = {}
    for name, value in moved.items():
        lever = scenario.levers[name]
        if lever.moves(value):
            ends[name] = lever.high if value > lever.status_quo * lever.scale else lever.low
    return ends


def label(policy: str) -> str:
    """Return the label of a policy's levers at their ends."""
    return policy if policy == STATUS_QUO else f"{policy}, levers at their ends"


def tell(
    report: Report, scenario: Scenario, doubted: Mapping[str, Comparison], forecasts: Mapping[str, xarray.Dataset]
) -> None:
    """Call claims that cannot be brought about by their levers not testable, and say what the levers move.

    Parameters
    ----------
    doubted : from `in_doubt`. forecasts : under both policies of each at its levers' ends, by `label`.
    """
    for one in report["claims"]:
        form = doubted.get(one["id"])
        if form is None:
            continue
        furthest = form.model_copy(update={"a": label(form.a), "b": label(form.b)})
        try:
            brought = judge(furthest, scenario, forecasts).value
        except NotHeld:
            continue
        sizes = np.abs(np.asarray(brought, float))
        if np.isnan(sizes).all():
            continue
        largest, wanted = float(np.nanmax(sizes)), float(form.greater_by or form.less_by or 0.0)
        if largest >= max(wanted, SAME) - SAME:
            continue
        moved, unmoved = _chain(*(forecasts[label(policy)] for policy in (form.a, form.b)))
        one["verdict"] = NOT_TESTABLE
        one["reach"] = {"largest": figure(largest), "asked": wanted, "moved": moved, "unmoved": unmoved}
    report["claims"].sort(key=lambda one: ORDER.index(one["verdict"]))


def _chain(a: xarray.Dataset, b: xarray.Dataset) -> tuple[list[str], list[str]]:
    """Return what differs between two forecasts in some version and month, and what does not, in words."""
    moved: list[str] = []
    unmoved: list[str] = []
    for name, words in CHAIN.items():
        if name not in a or name not in b:
            continue
        apart: Any = np.abs((a[name] - b[name]).values)  # over the months that both hold
        (moved if np.nan_to_num(apart).max(initial=0.0) > MOVES else unmoved).append(words)
    return moved, unmoved
