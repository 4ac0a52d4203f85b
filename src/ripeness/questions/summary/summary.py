"""A forecast, boiled down to what is printed and saved as JSON.

Bands are the weighted 10th and 90th percentiles over draws. What is conditional is weighted by its
condition: values of fighting on by the probability that the war goes on, terms by that of a settlement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from ripeness.arrays import ACTORS, CONDUCT, SETTLEMENTS
from ripeness.questions.set_levers import levers_kept
from ripeness.questions.summary.beliefs import Beliefs, BeliefsFound
from ripeness.questions.summary.beside import GoesOn, OfMarket, markets, other_wars
from ripeness.questions.summary.deals import Deals, DealsFound
from ripeness.questions.summary.evidence import Evidence, rests_on
from ripeness.questions.summary.excluded import excluded
from ripeness.questions.summary.front import Front, FrontFound
from ripeness.questions.summary.truce import Truce, TruceFound
from ripeness.schema.sections.issue import on_land
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.statistics.bands import Band, Figure, figure, figures
from ripeness.statistics.pareto import khat
from ripeness.statistics.rank_correlation import FEWEST, by_luck, most_telling
from ripeness.statistics.streaming import Bands, Effective, LogMean, Mean, Sample
from ripeness.statistics.weighted import Numbers, effective_sample_size
from ripeness.store.stopping import stopped

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario

TELLING_MONTH = 24
"""The assumptions are compared by how they go with the chance that the war goes on so many months ahead."""


class Path(TypedDict):
    """A probability, month by month."""

    by_month: list[Figure]


class Terms(Band):
    """Where an issue ends if the war is settled: 0 the defender's ideal, 1 the attacker's.

    step : name of the step nearest to the mean; None where the issue names none, or nothing is settled.
    """

    title: str
    indivisible: bool
    step: str | None


class Values(TypedDict):
    """What fighting on is worth to each side, in its own eyes, in shares of its aims."""

    attacker: list[Figure]
    defender: list[Figure]


class Record(TypedDict):
    """What the record did to the draws.

    used : whether it weighs them. months : of the record. log_likelihood : log of the record's mean likelihood over
    the prior. khat : shape of the weights' tail; above 0.7, do not trust them. impossible_draws : those that cannot
    have led to what was seen. unconditioned_ongoing : chance that the war goes on, without the record, or empty.
    unconditioned_effective, unconditioned_khat : of the weights before the record.
    """

    used: bool
    months: int
    log_likelihood: Figure
    effective_sample_size: Figure
    khat: Figure
    impossible_draws: int
    unconditioned_ongoing: list[Figure]
    unconditioned_effective: Figure
    unconditioned_khat: Figure


class Assumption(TypedDict):
    """An assumption and how it goes with the outcome that assumptions are compared by."""

    id: str
    meaning: str
    rank_correlation: Figure


class Telling(TypedDict):
    """The assumptions that matter most, so far as the draws can tell.

    months_ahead : of the chance that the war goes on, which they are compared by. by_luck : about how large the largest
    of so many correlations gets when none is real. enough_draws : whether anything can be said of single numbers.
    """

    months_ahead: int
    enough_draws: bool
    by_luck: Figure
    most: list[Assumption]


class Draws(TypedDict):
    """How many draws were asked for and finished."""

    asked: int
    finished: int


class Timing(TypedDict):
    """Seconds."""

    compile_s: Figure
    solve_s: Figure
    law_s: Figure


class Summary(TypedDict):
    """What ``ripeness run --json`` prints and ``ripeness show`` reads: means over the sets of assumptions, by weight.

    mediated : whether there is a mediator. land : whether settlements are named by land, or by the surplus. excluded :
    endings that the scenario rules out, with why. levers : as set on top of the policy; levers_told : in words, of a
    run. ongoing : chance that the war goes on, for each of `months`. monte_carlo_error : of its means, from the number
    of draws alone. endings : chance that the war has ended so, by month. truce : None where there is none. aligned :
    chance of settlements under which the defender's government sides with the attacker, empty where no issue says so.
    terms : by issue. deals : the commonest settlements. ripeness_gap : in shares of the prize, ripe : share of wars in
    which a deal is in reach, each of the wars that go on. talks : what the attacker does about talks, as shares of the
    wars that go on. stopped : chance that there has been a ceasefire or a settlement. front : None where it is a ladder
    of steps. other_wars : how often wars between states that had lasted as long went on, where there is a record.
    markets : what they said of the questions that the scenario states, where nothing is adopted. timing : of computing.
    """

    scenario: str
    title: str
    as_of: str
    names: dict[str, str]
    mediated: bool
    land: bool
    excluded: dict[str, str]
    policy: str
    policy_title: str
    levers: dict[str, str]
    levers_told: list[str]
    partial: bool
    draws: Draws
    months: list[str]
    months_ahead: list[int]
    ongoing: list[Band]
    monte_carlo_error: list[Figure]
    endings: dict[str, Path]
    truce: Truce | None
    aligned: dict[str, list[Figure]]
    terms: dict[str, Terms]
    deals: Deals | None
    ripeness_gap: list[Figure]
    ripe: list[Figure]
    values: Values
    beliefs: Beliefs | None
    talks: dict[str, list[Figure]]
    stopped: list[Band]
    front: Front | None
    other_wars: list[GoesOn]
    markets: list[OfMarket]
    record: Record
    assumptions: Telling
    evidence: Evidence
    timing: Timing
    provenance: dict[str, Any]


def summarise(forecast: xarray.Dataset, scenario: Scenario, provenance: dict[str, Any] | None = None) -> Summary:
    """Boil a forecast down to its summary."""
    finished = forecast.sizes["draw"]
    asked = int(forecast.attrs.get("draws", finished))
    return summarise_parts([forecast], scenario, asked, finished, provenance)


def summarise_parts(
    parts: Iterable[xarray.Dataset],
    scenario: Scenario,
    asked: int,
    finished: int,
    provenance: dict[str, Any] | None = None,
) -> Summary:
    """Boil down a forecast that comes part by part: draws one after the other, weights that are shares of them all."""
    found = _Found(finished, scenario)
    for part in parts:
        found.add(part, scenario)
    first, attrs = found.first, found.first.attrs
    effective = found.effective.found()
    used = bool(attrs.get("record", 1))
    record = scenario.record
    policy, without = str(attrs.get("policy") or STATUS_QUO), found.means.get("ongoing_unconditioned")
    value, ended = found.means["value"].found(), found.means["ended"].found()
    return {
        "scenario": scenario.name,
        "title": scenario.title,
        "as_of": str(attrs.get("as_of", scenario.calendar.as_of)),
        "names": scenario.names(),
        "mediated": scenario.mediator is not None,
        "land": on_land(scenario.issues),
        "excluded": excluded(scenario),
        "policy": policy,
        "policy_title": scenario.policies[policy].title if policy in scenario.policies else "",
        "levers": levers_kept(attrs.get("levers")),
        "levers_told": [],
        "partial": bool(attrs.get("partial", 0)) or finished < asked,
        "draws": {"asked": asked, "finished": finished},
        "months": [str(month) for month in first.month_label.values],
        "months_ahead": [int(number) for number in first.months_ahead.values],
        "ongoing": _bands(found.ongoing),
        "monte_carlo_error": figures(found.error()),
        "endings": {str(name): {"by_month": figures(ended[n])} for n, name in enumerate(first.ending.values)},
        "truce": found.truce.found(),
        "aligned": found.deals.with_government(),
        "terms": {
            str(issue): {
                **band,
                "title": scenario.issues[str(issue)].title,
                "indivisible": scenario.issues[str(issue)].indivisible,
                "step": None if band["mean"] is None else scenario.issues[str(issue)].step(band["mean"]),
            }
            for issue, band in zip(first.issue.values, _bands(found.terms), strict=True)
        },
        "deals": found.deals.found(scenario),
        "ripeness_gap": figures(found.means["ripeness_gap"].found()),
        "ripe": figures(found.means["ripe"].found()),
        "values": {"attacker": figures(value[0]), "defender": figures(value[1])},
        "beliefs": found.beliefs.found(),
        "talks": {name: figures(found.means[name].found()) for name in CONDUCT},
        "stopped": _bands(found.stopped),
        "front": found.front.found(),
        "other_wars": other_wars(scenario, int(first.months_ahead.values[-1])),
        "markets": markets(scenario, attrs, ended, found.stopped.mean.found()),
        "record": {
            "used": used,
            "months": len(record.months) if used and record else 0,
            "log_likelihood": figure(found.evidence.found()) if used else None,
            "effective_sample_size": figure(effective),
            "khat": figure(khat(np.concatenate(found.weights))),
            "impossible_draws": int(found.impossible),
            "unconditioned_effective": figure(found.effective_before.found()),
            "unconditioned_khat": figure(khat(np.concatenate(found.priors))),
            "unconditioned_ongoing": figures(without.found()) if without is not None else [],
        },
        "assumptions": _telling(found, scenario, effective),
        "evidence": rests_on(scenario),
        "timing": {
            "compile_s": figure(found.seconds["compile_s"]),
            "solve_s": figure(found.seconds["solve_s"]),
            "law_s": figure(found.seconds["law_s"]),
        },
        "provenance": provenance or {},
    }


class _Found:
    """What the parts of a forecast add up to."""

    def __init__(self, draws: int, scenario: Scenario) -> None:
        self.first: xarray.Dataset
        self.ongoing, self.terms, self.stopped = Bands(), Bands(), Bands()
        self.front = FrontFound(scenario)
        self.means: defaultdict[str, Mean] = defaultdict(Mean)
        self.effective, self.effective_before, self.evidence = Effective(), Effective(), LogMean()
        self.squares = Mean()
        self.beliefs, self.deals, self.truce = BeliefsFound(), DealsFound(), TruceFound()
        self.weights: list[Numbers] = []
        self.priors: list[Numbers] = []
        self.impossible = 0
        self.possible: NDArray[np.bool_] | None = None
        self.rows = Sample(draws)
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def add(self, part: xarray.Dataset, scenario: Scenario) -> None:
        """Take in some draws. What is conditional on going on, or on a settlement, is weighted by its probability."""
        if not self.effective.total:
            self.first = part.isel(draw=slice(1))
        weight, prior, ongoing = part.weight.values, part.prior_weight.values, part.ongoing.values
        fighting = weight[:, None] * np.where(np.isnan(ongoing), 0.0, ongoing)
        settled = part.ended.sel(ending=list(SETTLEMENTS)).isel(month=-1).sum("ending").values
        value = part.value.transpose("draw", "actor", "month").sel(actor=list(ACTORS)).values
        self.ongoing.add(ongoing, weight)
        self.terms.add(part.terms.transpose("draw", "issue").values, (weight * settled)[:, None])
        self.means["ended"].add(part.ended.transpose("draw", "ending", "month").values, weight)
        self.means["value"].add(value, np.repeat(fighting[:, None], len(ACTORS), axis=1))
        if "ongoing_unconditioned" in part:
            self.means["ongoing_unconditioned"].add(part.ongoing_unconditioned.values, prior)
        self.beliefs.add(part, fighting)
        self.truce.add(part, weight)
        self.deals.add(part, scenario, weight, settled)
        self.stopped.add(stopped(part), weight)
        self.front.add(part, fighting)
        self.squares.add(ongoing**2, weight)
        self.weights.append(weight)
        self.priors.append(prior)
        self.effective_before.add(prior)
        self.impossible += int(part.attrs.get("impossible_draws", 0))
        for name in ("ripeness_gap", "ripe", *CONDUCT):
            self.means[name].add(part[name].values, fighting)
        self.effective.add(weight)
        self.evidence.add(part.log_likelihood.values, prior)
        at = _telling_month(part.months_ahead.values)
        self.rows.add(part.assumption_value.transpose("draw", "assumption").values, ongoing[:, at], weight)
        for stage in ("compile_s", "solve_s", "law_s"):
            self.seconds[stage] += float(part.attrs.get(stage, np.nan))

    def error(self) -> Numbers:
        """Return the Monte Carlo error of the chance that the war goes on, by month: from the number of draws alone."""
        mean = self.ongoing.mean.found()
        variance = np.maximum(self.squares.found() - mean**2, 0.0)
        return np.asarray(np.sqrt(variance / max(self.effective.found(), 1e-12)))


def _bands(found: Bands) -> list[Band]:
    return [{"mean": figure(m), "p10": figure(a), "p90": figure(b)} for m, a, b in zip(*found.found(), strict=True)]


def _telling_month(ahead: Any) -> int:
    return int(np.searchsorted(ahead, min(TELLING_MONTH, ahead[-1])))


def _telling(found: _Found, scenario: Scenario, effective: float) -> Telling:
    from ripeness.schema.assumption_words import in_words

    ahead = found.first.months_ahead.values
    names = [str(name) for name in found.first.assumption.values]
    drawn, outcome, weight = found.rows.found()
    effective = min(effective, effective_sample_size(weight))
    enough = effective >= FEWEST
    most = most_telling(drawn, outcome, weight, 3) if enough else []
    return {
        "months_ahead": int(ahead[_telling_month(ahead)]),
        "enough_draws": enough,
        "by_luck": figure(by_luck(len(names), effective)),
        "most": [
            {"id": names[one], "meaning": in_words(scenario, names[one]), "rank_correlation": figure(rho)}
            for one, rho in most
        ],
    }
