"""Ask how the numbers of a generic war are spread over many wars, and how well what is learnt forecasts other wars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.errors import RunError
from ripeness.history.initiators import ABSENT, COVARIATES
from ripeness.history.wars import TREATMENTS, durations
from ripeness.questions.arguments import checked
from ripeness.questions.learnwars.law import (
    DRAWS,
    GENERIC,
    LEARNT,
    Cases,
    learnt_quantity,
    load_cases,
    spreads,
    war_law,
)
from ripeness.questions.learnwars.population_file import SOURCE, write_population
from ripeness.questions.learnwars.scoring import AGES, LAWS, Scored, by_date, folds, scored
from ripeness.questions.result import Result
from ripeness.scenarios.shipped import load
from ripeness.statistics.population import Population, effective_draws, learn_population
from ripeness.statistics.survival import fitted, kaplan_meier, parametric

if TYPE_CHECKING:
    import pandas

    from ripeness.ensemble.computation import Progress
    from ripeness.schema import Scenario

FEWEST = 256
"""Fewer draws stand for no population."""
SHOWN = (0, 1, 2, 3, 4, 6, 9, 12, 18, 24, 30, 36, 48, 60, 72, 96, 120)
"""Months at which the curves are told."""


class LearntNumber(TypedDict):
    """A learnt number.

    prior, learnt : as a file states them. shifts : standard scores a standard deviation of each covariate, by its name.
    """

    path: str
    prior: dict[str, float]
    learnt: dict[str, float]
    unit: str
    shifts: dict[str, float]


class Together(TypedDict):
    """Two learnt numbers, by path, and the correlation of their normal scores over the wars."""

    first: str
    second: str
    correlation: float


class LawScore(TypedDict):
    """Mean log score of a war, nats. law : of `scoring.LAWS`. ahead : of the log-normal law; error : standard error."""

    law: str
    duration: float
    duration_ahead: float
    duration_error: float
    joint: float
    joint_ahead: float
    joint_error: float


class AgeScore(TypedDict):
    """Brier scores of 'another year' of wars of an age. went_on : share of them that did. by : law."""

    age: int
    wars: int
    went_on: float
    by: dict[str, float]


class Validation(TypedDict):
    """Scores of wars that were not learnt from. how : "5-fold" or "by date"."""

    how: str
    wars: int
    scores: list[LawScore]
    ages: list[AgeScore]


class CurvePoint(TypedDict):
    """Chance that a war lasts longer than so many months. low, high : of what was counted, nine times in ten."""

    months: int
    learnt: float
    lognormal: float
    counted: float
    low: float | None
    high: float | None


class Learning(TypedDict):
    """What ``ripeness learn-wars --json`` prints: a population of wars, and what it is worth.

    wars : learnt from. since : year of the first. transformed : what a war that turned into another kind was taken for.
    effective_draws : that stand for the population. correlations : of two learnt numbers' scores. covariates : name and
    meaning, as listed before they were scored. absent : in none of the data. file : of the population, or empty.
    """

    scenario: str
    title: str
    names: dict[str, str]
    wars: int
    since: int
    transformed: str
    draws: int
    effective_draws: float
    numbers: list[LearntNumber]
    correlations: list[Together]
    covariates: dict[str, str]
    absent: list[str]
    validations: list[Validation]
    curve: list[CurvePoint]
    source: str
    file: str


@dataclass(frozen=True, repr=False)
class LearntWars(Result):
    """A population of wars; its content is a `Learning`."""

    question = "learn-wars"

    def table(self) -> pandas.DataFrame:
        """Return a row for each validation and law: mean log scores of duration and of duration with result."""
        import pandas

        rows = [{"how": one["how"], **score} for one in self["validations"] for score in one["scores"]]
        return pandas.DataFrame(rows).set_index(["how", "law"])


@checked
def ask(
    scenario: Scenario | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    transformed: str = "ended",
    file: Path | str | None = None,
    progress: Progress | None = None,
) -> LearntWars:
    """Learn how the numbers of a generic war are spread over the wars between states since 1823.

    Parameters
    ----------
    scenario : the generic war; the shipped one if left out. Its learnt numbers have normal or lognormal priors.
    draws : of its priors, one forecast for all wars. seed : of the draws and of the folds.
    transformed : what a war that turned into another kind of war is taken for on that day, "ended" or "censored".
    file : where the population is written as YAML, so that a scenario can cite it; None for nowhere.
    progress : called as (stage, done, total).

    Returns
    -------
    `LearntWars`: `to_dict()`, `table()`, `figure("population")`.

    Raises
    ------
    RunError : too few draws, no such treatment, or a scenario that lacks a learnt number or knows a record.
    """
    if draws < FEWEST:
        raise RunError(f"{draws} draws stand for no population", f"Ask for at least {FEWEST}")
    if transformed not in TREATMENTS:
        raise RunError(f"{transformed!r} is no treatment of such wars", f"Choose {' or '.join(TREATMENTS)}")
    generic = load(GENERIC) if scenario is None else scenario
    refuse_unfit(generic)
    tell = progress or (lambda stage, done, total: None)
    law, cases = war_law(generic, draws, seed, progress), load_cases()
    tell("wars", 0, 3)
    likelihood, bare = law.likelihood(cases, transformed), cases.without_covariates()
    found = learn_population(law.scores, likelihood, bare.covariates)
    moved = learn_population(law.scores, likelihood, cases.covariates)
    tell("wars", 1, 3)
    validations = []
    for number, (how, parts) in enumerate((("5-fold", folds(cases, seed)), ("by date", by_date(cases)))):
        validations.append(_validation(how, scored(law, cases, parts, transformed)))
        tell("wars", 2 + number, 3)
    content = Learning(
        scenario=generic.name,
        title=generic.title,
        names=generic.names(),
        wars=len(cases),
        since=min(war.began.year for war in cases.wars),
        transformed=transformed,
        draws=len(law.scores),
        effective_draws=effective_draws(found, law.scores, bare.covariates[:1]),
        numbers=_numbers(generic, found, moved),
        correlations=_correlations(found),
        covariates=dict(COVARIATES),
        absent=list(ABSENT),
        validations=validations,
        curve=_curve(law.survival(found.weights(law.scores, bare.covariates[:1])[0]), cases, transformed),
        source=SOURCE,
        file="" if file is None else str(file),
    )
    if file is not None:
        write_population(Path(file), content)
    return LearntWars(content)


def refuse_unfit(generic: Scenario) -> None:
    """Refuse a scenario that stands for no war in general: the learnt numbers must be there, and no record."""
    assumptions = generic.assumptions()
    for name in LEARNT:
        kind = getattr(assumptions.get(name), "kind", "certain")
        if kind not in ("normal", "lognormal"):
            what = f"{generic.name} has no normal or lognormal prior of {name}, which is learnt"
            raise RunError(what, f"Begin from the scenario {GENERIC}: ripeness show {GENERIC}")
    if generic.record is not None or generic.calendar.as_of != generic.calendar.war_began:
        raise RunError(
            f"{generic.name} is a war that was seen", "State no record, and the same month in as_of and war_began"
        )
    longest = max(war.months for war in load_cases().wars)
    if generic.calendar.horizon <= longest:
        what = f"{generic.name} shows {generic.calendar.horizon} months, and a war lasted {longest:.0f}"
        raise RunError(what, "State a longer calendar.horizon")


def _validation(how: str, found: Sequence[Scored]) -> Validation:
    told = [one for one in found if one.duration]
    scores = {
        kind: {law: np.array([getattr(one, kind)[law] for one in told]) for law in LAWS}
        for kind in ("duration", "joint")
    }
    rows = []
    for law in LAWS:
        row: dict[str, float] = {}
        for kind, by in scores.items():
            ahead = by[law] - by["lognormal"]
            error = float(ahead.std(ddof=1) / np.sqrt(len(ahead)))
            row |= {kind: float(by[law].mean()), f"{kind}_ahead": float(ahead.mean()), f"{kind}_error": error}
        rows.append(LawScore(law=law, **row))  # type: ignore[typeddict-item]
    ages = []
    for age in AGES:
        there = [one for one in found if age in one.again]
        if there:
            on = np.array([one.again[age] for one in there], float)
            by_law = {law: float(np.mean((np.array([o.chances[law][age] for o in there]) - on) ** 2)) for law in LAWS}
            ages.append(AgeScore(age=age, wars=len(there), went_on=float(on.mean()), by=by_law))
    return Validation(how=how, wars=len(told), scores=rows, ages=ages)


def _numbers(generic: Scenario, found: Population, moved: Population) -> list[LearntNumber]:
    assumptions, wide = generic.assumptions(), spreads(found)
    return [
        LearntNumber(
            path=name,
            prior=dict(assumptions[name].parameters),
            learnt=learnt_quantity(assumptions[name], float(found.means[0, place]), float(wide[place])),
            unit=assumptions[name].unit,
            shifts={one: float(moved.means[1 + row, place]) for row, one in enumerate(COVARIATES)},
        )
        for place, name in enumerate(LEARNT)
    ]


def _correlations(found: Population) -> list[Together]:
    wide = spreads(found)
    return [
        Together(
            first=LEARNT[row],
            second=LEARNT[column],
            correlation=float(found.covariance[row, column] / wide[row] / wide[column]),
        )
        for row in range(len(LEARNT))
        for column in range(row)
    ]


def _curve(learnt: np.ndarray, cases: Cases, transformed: str) -> list[CurvePoint]:
    lasted = durations(cases.wars, transformed)
    shape, scale = fitted(lasted)["lognormal"]
    points = []
    for months in SHOWN:
        counted = kaplan_meier(lasted, 0.0, float(months))
        smooth = parametric("lognormal", shape, scale, 0.0, float(months)) if months else 1.0
        if counted is not None:
            points.append(
                CurvePoint(
                    months=months,
                    learnt=float(learnt[months]),
                    lognormal=smooth,
                    counted=counted.value,
                    low=counted.low,
                    high=counted.high,
                )
            )
    return points
