"""How well the learnt population forecasts wars that it was not learnt from, beside laws that know durations alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

from ripeness.history.wars import durations
from ripeness.questions.learnwars.law import EDGES, MEANT, RESULTS, Cases, WarLaw, follows_on, interval_of
from ripeness.statistics.population import Population, learn_population
from ripeness.statistics.survival import fitted, kaplan_meier, parametric

FOLDS = 5
BLOCKS, FIRST = 4, 0.4
"""Blocks of wars by date that are forecast from all before them, and the share of wars that come before the first."""
AGES, FURTHER = (6, 12, 24, 36, 48), 12
"""Ages at which going on another year is scored."""
LAWS = ("learnt", "learnt with covariates", "lognormal", "kaplan_meier")
COUNT = 0.5
"""What is added to every count, so that nothing that was not yet seen is impossible."""

Parts = tuple[np.ndarray, np.ndarray]
"""Places of the wars that are learnt from, and of those that are forecast."""
Chances = Float[np.ndarray, "interval result"]


@dataclass(frozen=True)
class Forecaster:
    """One law of a war. intervals : chance of each interval of `EDGES` and result. going : chance of lasting beyond."""

    intervals: Chances
    going: Callable[[float], float]


@dataclass(frozen=True)
class Scored:
    """A war's scores. duration, joint : log of the chance of its interval, and with its result, by law.

    again : by age, whether it went on another year; chances : of that, by law and age.
    """

    war: int
    duration: dict[str, float]
    joint: dict[str, float]
    again: dict[int, bool]
    chances: dict[str, dict[int, float]]


def folds(cases: Cases, seed: int) -> Iterator[Parts]:
    """Yield the wars learnt from and those forecast, at random, each war forecast once."""
    of = np.random.default_rng(seed).permutation(len(cases)) % FOLDS
    for fold in range(FOLDS):
        yield np.flatnonzero(of != fold), np.flatnonzero(of == fold)


def by_date(cases: Cases) -> Iterator[Parts]:
    """Yield the wars that had ended before any of a block began, and the block."""
    order = np.argsort([war.began.toordinal() for war in cases.wars])
    for block in np.array_split(order[round(FIRST * len(order)) :], BLOCKS):
        start = min(cases.wars[i].began for i in block)
        yield np.array([i for i in order if cases.wars[i].over and cases.wars[i].ended < start]), block


def scored(
    law: WarLaw, cases: Cases, parts: Iterator[Parts], transformed: str, ages: Sequence[int] = AGES
) -> list[Scored]:
    """Score every war that is forecast."""
    likelihood, intervals, going = law.likelihood(cases, transformed), law.in_intervals(), law.going
    bare = cases.without_covariates()
    begin: dict[str, Population] = {}
    found = []
    for learnt_from, forecast in parts:
        train = cases.some(learnt_from)
        for name, some in (("learnt", bare.some(learnt_from)), ("learnt with covariates", train)):
            begin[name] = learn_population(law.scores, likelihood[learnt_from], some.covariates, begin.get(name))
        shared = references(train, transformed)
        for one in forecast:
            weights = {
                name: population.weights(law.scores, (bare if name == "learnt" else cases).covariates[[one]])[0]
                for name, population in begin.items()
            }
            laws = {name: _of_draws(weight, intervals, going) for name, weight in weights.items()} | shared
            found.append(_score(one, cases, laws, transformed, ages))
    return found


def references(train: Cases, transformed: str) -> dict[str, Forecaster]:
    """Laws of durations alone, each with the frequency of results."""
    lasted = durations(train.wars, transformed)
    shape, scale = fitted(lasted)["lognormal"]
    beyond = [parametric("lognormal", shape, scale, 0.0, float(edge)) if edge else 1.0 for edge in EDGES]
    smooth = -np.diff([*beyond, 0.0])
    curve = [getattr(kaplan_meier(lasted, 0.0, float(edge)), "value", 0.0) for edge in EDGES[1:]]
    steps = -np.diff([1.0, *curve, 0.0])
    counted = (steps * len(train) + COUNT) / (len(train) + COUNT * len(steps))
    kinds = [MEANT.get(onset.ended, ()) for onset in train.onsets]
    counts = np.array([sum(kind == (place,) for kind in kinds) for place in range(len(RESULTS))]) + COUNT
    share = counts / counts.sum()

    def by_count(months: float) -> float:
        """Share beyond, on a straight line inside an interval; beyond the last as the log-normal law."""
        if months >= EDGES[-1]:
            tail = parametric("lognormal", shape, scale, float(EDGES[-1]), months - float(EDGES[-1]))
            return float(counted[-1] * tail)
        return float(np.interp(months, EDGES, 1.0 - np.concatenate([[0.0], np.cumsum(counted)[:-1]])))

    def smoothly(months: float) -> float:
        return parametric("lognormal", shape, scale, 0.0, months) if months else 1.0

    return {
        "lognormal": Forecaster(np.outer(smooth, share), smoothly),
        "kaplan_meier": Forecaster(np.outer(counted, share), by_count),
    }


def _of_draws(
    weight: Float[np.ndarray, " draw"],
    intervals: Float[np.ndarray, "draw interval result"],
    going: Float[np.ndarray, "draw month_and_end"],
) -> Forecaster:
    curve = weight @ going
    chances = np.tensordot(weight, intervals, axes=1)
    return Forecaster(chances, lambda months: float(np.interp(months, np.arange(len(curve)), curve)))


def _score(one: int, cases: Cases, laws: dict[str, Forecaster], transformed: str, ages: Sequence[int]) -> Scored:
    war, onset = cases.wars[one], cases.onsets[one]
    known = not follows_on(war, transformed)
    at, results = interval_of(war.months), list(MEANT.get(onset.ended, ()))
    again = {}
    for age in ages:
        if war.months > age and (known or war.months > age + FURTHER):
            again[age] = war.months > age + FURTHER
    return Scored(
        one,
        {name: float(np.log(law.intervals[at].sum())) for name, law in laws.items()} if known else {},
        {name: float(np.log(law.intervals[at, results].sum())) for name, law in laws.items()} if known else {},
        again,
        {name: {age: law.going(age + FURTHER) / law.going(age) for age in again} for name, law in laws.items()},
    )
