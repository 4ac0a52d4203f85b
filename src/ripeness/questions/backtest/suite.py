"""The suite: long wars forecast by the generic war, each with a population learnt without it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ripeness.history.wars import War, durations
from ripeness.questions.backtest.past import Reference, others
from ripeness.questions.backtest.scoring import Outlook
from ripeness.questions.learnwars.law import DRAWS, GENERIC, LEARNT, WarLaw, follows_on, load_cases, war_law
from ripeness.schema.quantity import DEFAULT, Quantity
from ripeness.schema.scenario import Scenario
from ripeness.statistics.population import learn_population
from ripeness.statistics.survival import fitted, kaplan_meier, parametric

__all__ = ["AGES", "DRAWS", "GENERIC", "generic_outlooks", "war_law"]

AGES = (6, 12, 24, 48)
LONGER_THAN = 6.0
"""Months: shorter wars are over before the first age."""


def generic_outlooks(
    scenario: Scenario, law: WarLaw, horizons: tuple[int, ...], transformed: str = "ended", ages: tuple[int, ...] = AGES
) -> Iterator[tuple[int, int, list[Outlook]]]:
    """Yield (wars done, wars in all, the war's outlooks), war by war.

    The chance that a war goes on so many months beyond its age, under the population of all other wars, given that it
    has lasted: numbers that are not learnt rest on judgement without a date, and are counted as hindsight.
    """
    cases = load_cases().without_covariates()
    likelihood, going = law.likelihood(cases, transformed), law.going
    whole = learn_population(law.scores, likelihood, cases.covariates)
    stated = [
        path
        for path, value in scenario.computed()
        if isinstance(value, Quantity) and value.source != DEFAULT and path not in LEARNT
    ]
    long = [place for place, war in enumerate(cases.wars) if war.months > LONGER_THAN]
    for done, place in enumerate(long, start=1):
        war, rest = cases.wars[place], [i for i in range(len(cases)) if i != place]
        population = learn_population(law.scores, likelihood[rest], cases.covariates[rest], whole)
        weight = population.weights(law.scores, cases.covariates[:1])[0]
        curve = weight @ going
        without = others(cases.wars, war)
        shape, scale = fitted(durations(without, transformed))["lognormal"]
        found = []
        for age in ages:
            if war.months <= age:
                continue
            there = weight * going[:, age]
            for horizon in horizons:
                counted = kaplan_meier(durations(without, transformed), float(age), float(horizon))
                beside = Reference(
                    parametric("lognormal", shape, scale, float(age), float(horizon)),
                    None if counted is None else counted.value,
                )
                found.append(
                    Outlook(
                        war=war.name,
                        as_of=f"month {age}",
                        age=float(age),
                        horizon=horizon,
                        chance=float(curve[age + horizon] / curve[age]),
                        lognormal=beside.lognormal,
                        counted=beside.counted,
                        went_on=_went_on(war, age + horizon, transformed),
                        numbers=len(stated) + len(LEARNT),
                        hindsight=len(stated),
                        widened=0,
                        effective_draws=float(there.sum() ** 2 / np.sum(there**2)),
                    )
                )
        yield done, len(long), found


def _went_on(war: War, months: int, transformed: str) -> bool | None:
    if war.months > months:
        return True
    return None if follows_on(war, transformed) else False
