"""Claims judged: in how many sets of assumptions each holds, and which assumptions decide it.

In one set of assumptions (a draw) a claim holds or not, or its question does not arise (a NaN, left out). The shares
of the sets in which it holds, of those in which it arises, are counted twice: weighed by the record, and before
it, each set as the scenario states it (which undoes where the draws were placed). In tenths, rounded:

    holds       9 or 10 of ten sets, weighed by the record
    fails       0 or 1 of ten
    depends     between; for `only_if` also where the answer differs over the levels that "believes" may mean
    contested   it would hold or depend, or nothing tests it, but data or a listed source speak against it;
                or the record turns it round: it holds before and fails with the record, or the reverse
    not testable here  it fails, and the ends of its levers bring less than it asks for (`reach`)
    not tested  nothing tests it, or the forecast does not hold what would, or its question arises in no set
    not checked a fact whose data are not at hand; also where only what might speak against it is not at hand

A fact holds or fails by the data alone. A fact that fails is not called contested: the data contradict it outright.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ripeness.history.facts import Checked, check
from ripeness.questions.claims.forms import Judgement, judge, recorded
from ripeness.questions.claims.measures import NotHeld, ahead
from ripeness.questions.claims.readings import readings, share_of, verdict_told
from ripeness.questions.claims.verdict import (
    ARISES,
    CONTESTED,
    DEPENDS,
    FAILS,
    HOLDS,
    NOT_CHECKED,
    NOT_TESTED,
    ORDER,
    Decides,
    FactCheck,
    Report,
    Value,
    Verdict,
    verdict_of,
)
from ripeness.schema.assumption_words import in_words
from ripeness.schema.claims.condition import Assumed, Recorded
from ripeness.schema.claims.fact import Fact
from ripeness.schema.sections.issue import on_land
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.statistics.bands import band, figure
from ripeness.statistics.rank_correlation import FEWEST
from ripeness.statistics.tree import deciding
from ripeness.statistics.weighted import effective_sample_size, weighted_mean

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario
    from ripeness.schema.claims.claim import Claim


def needed(claims: Mapping[str, Claim]) -> list[str]:
    """Return the policies that some claims read, each once, the status quo first if it is among them."""
    named = dict.fromkeys(name for claim in claims.values() for name in claim.policies())
    return sorted(named, key=lambda name: name != STATUS_QUO)


def reaches(scenario: Scenario, claims: Mapping[str, Claim]) -> dict[str, int]:
    """Return how many months ahead some claims read the forecast of each policy, at least 1."""
    found: dict[str, int] = {}
    for claim in claims.values():
        months = [ahead(scenario, when) for when in claim.months()]
        for policy in claim.policies():
            found[policy] = max([found.get(policy, 1), *months])
    return found


def check_facts(claims: Mapping[str, Claim], data: Path | None) -> None:
    """Read every series that claims name, so that a claim about what a file lacks is found out at once.

    Raises
    ------
    DataError : a file that does not hold what a claim names.
    """
    for claim in claims.values():
        for fact in (claim.holds_if, *claim.contradicted_if):
            if isinstance(fact, Fact):
                check(fact, data)


def judge_claims(
    scenario: Scenario, claims: Mapping[str, Claim], forecasts: Mapping[str, xarray.Dataset], data: Path | None
) -> Report:
    """Judge claims.

    Parameters
    ----------
    claims : some of the scenario's. forecasts : by policy, the same draws in each; what `needed` lists.
    data : the folder that RIPENESS_DATA names, or None.
    """
    some = next(iter(forecasts.values()), None)
    found = [_verdict(scenario, name, claim, forecasts, data) for name, claim in claims.items()]
    found.sort(key=lambda one: ORDER.index(one["verdict"]))
    used = {
        name: scenario.policies[name].title if name in scenario.policies else "nothing new" for name in needed(claims)
    }
    return {
        "scenario": scenario.name,
        "title": scenario.title,
        "as_of": scenario.calendar.as_of,
        "names": scenario.names(),
        "land": on_land(scenario.issues),
        "uncertain": len(scenario.assumptions()),
        "draws": 0 if some is None else some.sizes["draw"],
        "effective_sample_size": None if some is None else figure(effective_sample_size(some.weight.values)),
        "effective_before": None if some is None else figure(effective_sample_size(some.prior_weight.values)),
        "record": some is not None and bool(some.attrs.get("record", 1)),
        "data": None if data is None else data.name,
        "policies": used,
        "claims": found,
    }


def _verdict(
    scenario: Scenario, name: str, claim: Claim, forecasts: Mapping[str, xarray.Dataset], data: Path | None
) -> Verdict:
    found: Verdict = {
        "id": name,
        "says": claim.says,
        "by": claim.by,
        "kind": claim.kind,
        "hedge": claim.hedge,
        "source": list(claim.source or ()),
        "statement": list(claim.statement),
        "note": claim.note,
        "policies": list(claim.policies()),
        "verdict": NOT_TESTED,
        "why": "",
        "weighted": None,
        "before": None,
        "value": None,
        "deciding": [],
        "deciding_told": False,
        "levels": [],
        "breakers": [],
        "under_both": None,
        "readings": [],
        "reach": None,
        "fact": None,
        "against": [],
    }
    form = claim.condition()
    if isinstance(form, Fact):
        checked = check(form, data)
        found["fact"] = _test(checked, form)
        _settle(found, checked.held, checked.why)
    elif isinstance(form, Recorded):
        _recorded(found, form, scenario)
    elif form is None:
        found["why"] = "nothing here tests it"
    else:
        try:
            judged = judge(form, scenario, forecasts)
            forecast = forecasts[_anchor(form, forecasts)]
            _shares(found, scenario, judged, forecast, form)
            found["readings"] = readings(scenario, form, forecasts, forecast.weight.values)
        except NotHeld as error:
            found["why"] = str(error)
    _against(found, claim, data)
    return found


def _anchor(form: Any, forecasts: Mapping[str, xarray.Dataset]) -> str:
    """Return a policy whose forecast has the draws and weights: the same in all."""
    wanted = form.policies()[:1] or tuple(forecasts)[:1]
    if not wanted or wanted[0] not in forecasts:
        raise NotHeld("no forecast was made")
    return str(wanted[0])


def _settle(found: Verdict, held: bool | None, why: str) -> None:
    found["verdict"] = NOT_CHECKED if held is None else HOLDS if held else FAILS
    found["why"] = why


def _recorded(found: Verdict, form: Recorded, scenario: Scenario) -> None:
    """Judge what the scenario's own record says."""
    share, months = recorded(form, scenario)
    if share is None:
        found["why"] = "the record observed none of these months"
        return
    held = bool(form.met(share))
    _settle(found, held, "")
    found["value"] = {
        "meaning": f"share of the {months} months observed in which the record says so",
        "unit": "1",
        "difference": False,
        "asked": form.stated(),
        "mean": figure(share),
        "p10": None,
        "p90": None,
    }


def _shares(found: Verdict, scenario: Scenario, judged: Judgement, forecast: xarray.Dataset, form: Any) -> None:
    weight, prior = forecast.weight.values, forecast.prior_weight.values
    weighted = share_of(judged.holds, weight)
    before = share_of(judged.holds, prior) if forecast.attrs.get("record", 1) else None
    found["weighted"], found["before"] = weighted, before
    found["value"] = _value(judged, weight)
    found["levels"] = [
        {
            "below": level,
            "of_endings": figure(weighted_mean(degree, weight)),
            "share": (share := share_of(holds, weight)["share"]),
            "verdict": NOT_TESTED if share is None else verdict_of(share),
        }
        for level, degree, holds in judged.levels
    ]
    found["breakers"] = [{"name": name, "share": figure(weighted_mean(by, weight))} for name, by in judged.breakers]
    found["under_both"] = None if judged.both is None else figure(weighted_mean(judged.both, weight))
    if weighted["share"] is None or (weighted["arises"] or 0.0) < ARISES:
        found["why"] = judged.silent
        return
    found["verdict"] = verdict_told(judged, weight)
    if len({one["verdict"] for one in found["levels"]}) > 1:
        found["why"] = "the answer differs with the level below which nobody counts as believing that it can win"
    if before and before["share"] is not None and {verdict_of(before["share"]), found["verdict"]} == {HOLDS, FAILS}:
        found["verdict"], found["why"] = CONTESTED, "the record turns it round"
    told, splits = _deciding(scenario, judged, forecast, weight, prior, form)
    found["deciding_told"], found["deciding"] = told, splits


def _value(judged: Judgement, weight: Any) -> Value | None:
    if judged.value is None:
        return None
    return {
        "meaning": judged.meaning,
        "unit": judged.unit,
        "difference": judged.difference,
        "asked": judged.asked,
        **band(judged.value, weight),
    }


def _deciding(
    scenario: Scenario, judged: Judgement, forecast: xarray.Dataset, weight: Any, prior: Any, form: Any
) -> tuple[bool, list[Decides]]:
    """Return whether the draws suffice, and the assumptions that decide; by the record's weights if they suffice."""
    used = weight if effective_sample_size(weight) >= FEWEST else prior
    if effective_sample_size(used) < FEWEST:
        return False, []
    names = [str(name) for name in forecast.assumption.values]
    units = [str(unit) for unit in forecast.assumption_unit.values]
    drawn = forecast.assumption_value.transpose("draw", "assumption").values
    kept = [at for at, one in enumerate(names) if not (isinstance(form, Assumed) and one == form.assumption)]
    return True, [
        {
            "assumption": names[kept[one.assumption]],
            "meaning": in_words(scenario, names[kept[one.assumption]]),
            "unit": units[kept[one.assumption]],
            "threshold": one.threshold,
            "holds_above": one.above,
            "holds_below": one.below,
            "within": None if one.within is None else "above" if one.within[1] else "below",
        }
        for one in deciding(drawn[:, kept], judged.holds, used)
    ]


def _against(found: Verdict, claim: Claim, data: Path | None) -> None:
    """Add what speaks against the claim; it contests what would otherwise hold or depend."""
    for doubt in claim.contradicted_if:
        found["against"].append({**_test(check(doubt, data), doubt), "says": doubt.says})
    for objection in claim.contradicted_by:
        for source in objection.source:
            said = Checked(True)
            found["against"].append({**_test(said, None), "says": objection.says, "source": source})
    speaks = [one for one in found["against"] if one["held"]]
    unknown = [one for one in found["against"] if one["held"] is None]
    if speaks and (found["verdict"] in (HOLDS, DEPENDS) or claim.holds_if is None):
        found["verdict"] = CONTESTED
        found["why"] = (
            "the data contradict it in part" if claim.contradicted_if else "a listed source contradicts it in part"
        )
    elif unknown and found["verdict"] == HOLDS:
        found["verdict"], found["why"] = NOT_CHECKED, f"what might speak against it: {unknown[0]['why']}"


def _test(checked: Checked, fact: Fact | None) -> FactCheck:
    return {
        "says": "",
        "source": fact.series if fact else "",
        "held": checked.held,
        "result": figure(checked.result),
        "figure": figure(checked.figure),
        "beside": figure(checked.beside),
        "unit": fact.unit if fact else "",
        "window": list(fact.window) if fact else [],
        "beside_window": list((fact.beside.window if fact.beside else None) or fact.window) if fact else [],
        "compared_as": fact.compared_as if fact else "",
        "asked": {key: bound for key in ("above", "below") if fact and (bound := getattr(fact, key)) is not None},
        "why": checked.why,
    }
