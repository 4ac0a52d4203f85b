"""A claim about a side's belief that it can win, judged in each reading of such a belief.

within   the chance, in its own eyes, that it wins within the belief's horizon: what a verdict rests on, where the
         claim states it
ever     the same without end, as far as the war is solved
value    what fighting on is worth to it, in shares of its aims
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from ripeness.arrays import ACTORS, MONTHS_ON, QUANTITIES, READINGS, Followed, readings_of
from ripeness.questions.claims.forms import Judgement, judge
from ripeness.questions.claims.measures import NotHeld, ahead
from ripeness.questions.claims.verdict import ARISES, DEPENDS, NOT_TESTED, Reading, Share, tenths, verdict_of
from ripeness.schema.claims.condition import OnlyIf
from ripeness.statistics.bands import band, figure
from ripeness.statistics.weighted import effective_sample_size, weighted_mean

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario
    from ripeness.schema.claims.claim import Claim


def believing(scenario: Scenario, claims: Mapping[str, Claim]) -> dict[str, Followed]:
    """Return which beliefs some claims read under each policy."""
    sides: dict[str, set[str]] = {}
    months: dict[str, set[int]] = {}
    for claim in claims.values():
        form = claim.condition()
        if not readings_of(getattr(form, "quantity", "")):
            continue
        for policy in form.policies():
            sides.setdefault(policy, set()).add(QUANTITIES[form.quantity].actor)
            asked = MONTHS_ON if isinstance(form, OnlyIf) else [ahead(scenario, one) for one in claim.months()]
            months.setdefault(policy, set()).update(asked)
    only = {one for claim in claims.values() if isinstance(claim.condition(), OnlyIf) for one in claim.policies()}
    return {
        policy: Followed(
            tuple(side for side in ACTORS if side in followed),
            tuple(month for month in MONTHS_ON if month in months[policy]),
            endings=policy in only,
        )
        for policy, followed in sides.items()
    }


def verdict_told(judged: Judgement, weight: Any) -> str:
    """Return the verdict by the record's weights; where several levels are judged, depends unless all agree."""
    share = share_of(judged.holds, weight)
    if share["share"] is None or (share["arises"] or 0.0) < ARISES:
        return NOT_TESTED
    shares = [share_of(holds, weight)["share"] for _, _, holds in judged.levels] or [share["share"]]
    verdicts = {NOT_TESTED if one is None else verdict_of(one) for one in shares}
    return verdicts.pop() if len(verdicts) == 1 else DEPENDS


def readings(scenario: Scenario, form: Any, forecasts: Mapping[str, xarray.Dataset], weight: Any) -> list[Reading]:
    """Judge a claim in every reading; none where it is not about a side's belief that it can win."""
    found: list[Reading] = []
    for reading, quantity in readings_of(getattr(form, "quantity", "")).items():
        told: Reading = {
            "name": READINGS[reading].format(months=scenario.calendar.belief_horizon),
            "counts": quantity == form.quantity,
            "share": None, "of_ten": None, "least": None, "most": None, "verdict": NOT_TESTED,
            "unit": QUANTITIES[quantity].unit, "why": "", "mean": None, "p10": None, "p90": None,
        }  # fmt: skip
        try:
            judged = judge(form.model_copy(update={"quantity": quantity}), scenario, forecasts)
        except NotHeld as error:
            told["why"] = str(error)
        else:
            share = share_of(judged.holds, weight)
            told |= {"share": share["share"], "of_ten": share["of_ten"], "verdict": verdict_told(judged, weight)}
            by_level = [share_of(holds, weight)["share"] for _, _, holds in judged.levels]
            known = [one for one in by_level if one is not None]
            told |= {"least": min(known, default=share["share"]), "most": max(known, default=share["share"])}
            told["unit"] = judged.unit
            if judged.value is not None:
                told |= band(judged.value, weight)
        found.append(told)
    return found


def share_of(holds: Any, weight: Any) -> Share:
    """Return the share of the sets in which it holds, of those in which its question arises."""
    arises = ~np.isnan(holds) & (weight > 0)
    share = figure(weighted_mean(holds, weight)) if arises.any() else None
    return {
        "share": share,
        "of_ten": None if share is None else tenths(share),
        "arises": figure(weight[arises].sum() / weight.sum()),
        "effective_sample_size": figure(effective_sample_size(weight[arises])),
    }
