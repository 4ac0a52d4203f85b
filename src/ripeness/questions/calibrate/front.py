"""Ask how often what the front's law says of the months ahead came true, month by month of the record.

Equation:
    changes of the area are normal and independent, with a drift m and the stated spread s
    m as the scenario states it, `POINTS` values of equal weight, weighed by the changes that it is learnt from: all
    that were seen, or, where the last epoch states a drift of its own, as many as the record holds of that epoch
    change over h months: over the values of m, normals with mean h m, variance h s^2 + 2 e^2, e the error of an area
    band: from its 10th to its 90th percentile; CRPS as of Gneiting & Raftery 2007

    compared with: the last 24 changes drawn again, h of them at a time; and the last h months' change again
    luck: what a band that is right holds in 95 of 100 records of as many forecasts as do not overlap, by the binomial
    other spreads: the same bands with s so many times the stated spread, all else alike

Sources: Gneiting & Raftery 2007, Journal of the American Statistical Association [P, recalled]; `scoringrules`.
Silent about: the ends of the front, what moves it beside its drift, revisions of the areas (one vintage is read).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict

import numpy as np
from scipy import stats

from ripeness.compiler.priors import quantile
from ripeness.errors import RunError
from ripeness.questions.arguments import checked
from ripeness.questions.result import Result
from ripeness.schema.calendar import months_between
from ripeness.schema.quantity import Quantity
from ripeness.schema.scenario import Scenario

if TYPE_CHECKING:
    import pandas

AHEAD = (1, 3, 6, 12)
POINTS = 400
LEAST = 12
"""Changes that must have been seen before the first forecast."""
LAST, AGAIN = 24, 2000
"""Changes that are drawn again, and how often."""
SHARE = 0.8
USUAL = 0.95
"""Share of records in which luck alone stays in the range that is called luck."""
TIMES = (0.4, 0.55, 0.7, 0.85, 1.0, 1.15)
"""Spreads that are tried, times the stated one."""


class Coverage(TypedDict):
    """Forecasts of the area so many months ahead. origins : how many. inside : share in the 80 % band.

    luck : lowest and highest share that a band which is right holds by luck alone, in 95 of 100 such records.
    crps : mean, km^2. drawn_again, again : the same of the last 24 changes drawn again, and of the last change again.
    ratio : crps over drawn_again. position : mean place of what came in the forecast, .5 where it is not one-sided.
    """

    months: int
    origins: int
    inside: float
    luck: list[float]
    crps: float
    drawn_again: float
    again: float
    ratio: float
    position: float


class AtSpread(TypedDict):
    """What the bands would hold at another spread, km^2 a month. inside : share, for each number of months ahead."""

    spread: float
    inside: list[float]


class FrontCoverage(TypedDict):
    """What ``ripeness calibrate --front --json`` prints: rolling coverage of the front's law over the record.

    first, last : months between whose starts areas are recorded without a gap. changes : of a month. spread : that the
    scenario states, km^2 a month; seen : that of the changes. taught : changes from which each forecast learns its
    drift, null for all that were seen. together : correlation of changes that follow each other. spreads : what bands
    of other spreads would have held.
    """

    scenario: str
    title: str
    names: dict[str, str]
    first: str
    last: str
    changes: int
    spread: float
    taught: int | None
    seen: float
    together: float
    ahead: list[Coverage]
    spreads: list[AtSpread]


@dataclass(frozen=True, repr=False)
class FrontCovered(Result):
    """Rolling coverage of the front; its content is a `FrontCoverage`."""

    question = "calibrate --front"

    def table(self) -> pandas.DataFrame:
        """Return a row for each number of months ahead."""
        import pandas

        return pandas.DataFrame(self["ahead"]).set_index("months")


@checked
def ask(scenario: Scenario, seed: int = 0) -> FrontCovered:
    """Say how often the front stayed in the bands that its law gave from the areas seen until then.

    Parameters
    ----------
    scenario : with an area that drifts and a record of areas. seed : of the changes that are drawn again.

    Raises
    ------
    RunError : a front of steps, or too few areas without a gap.
    """
    months, areas = _longest(_areas(scenario))
    needed = LEAST + max(AHEAD) + 2
    if scenario.front.law != "drift" or len(areas) < needed:
        what = f"{scenario.name} has {len(areas)} areas recorded in months that follow each other"
        raise RunError(what, f"A front that drifts and {needed} such areas are needed: state record.months.MONTH.area")
    drift, since = _coming_drift(scenario)
    taught = None if since is None else max(0, months_between(since, months[-1]))
    sd, error = scenario.front.sd, scenario.front.error
    assert sd is not None and error is not None  # a front that drifts has both
    changes, rng = np.diff(areas), np.random.default_rng(seed)
    law = Law(_values(drift), float(_values(sd).mean()), float(_values(error).mean()), taught)
    ahead = [_coverage(areas, changes, months, law, rng) for months in AHEAD]
    return FrontCovered(
        FrontCoverage(
            scenario=scenario.name,
            title=scenario.title,
            names=scenario.names(),
            first=months[0],
            last=months[-1],
            changes=len(changes),
            spread=law.spread,
            taught=taught,
            seen=float(changes.std(ddof=1)),
            together=float(np.corrcoef(changes[1:], changes[:-1])[0, 1]),
            ahead=ahead,
            spreads=[_at_spread(areas, changes, replace(law, spread=times * law.spread)) for times in TIMES],
        )
    )


@dataclass(frozen=True)
class Law:
    """The front's law, km^2 a month.

    drifts : values of equal weight. spread : of a month. error : of an area. taught : changes from which a forecast
    learns its drift, None for all.
    """

    drifts: np.ndarray
    spread: float
    error: float
    taught: int | None

    def weights(self, known: np.ndarray) -> np.ndarray:
        """Weight of each drift, given the changes seen."""
        learnt = known if self.taught is None else known[len(known) - min(self.taught, len(known)) :]
        log = -0.5 * len(learnt) * (self.drifts - (learnt.mean() if len(learnt) else 0.0)) ** 2 / self.spread**2
        weights = np.exp(log - log.max())
        return np.asarray(weights / weights.sum())

    def over(self, ahead: int) -> float:
        """Spread of so many months' measured change at a given drift, km^2."""
        return math.sqrt(ahead * self.spread**2 + 2.0 * self.error**2)


def _coverage(areas: np.ndarray, changes: np.ndarray, ahead: int, law: Law, rng: np.random.Generator) -> Coverage:
    from scoringrules import crps_ensemble, crps_mixnorm

    crps, drawn, again, place = [], [], [], _places(areas, changes, ahead, law)
    sd = np.full(len(law.drifts), law.over(ahead))
    for seen in _origins(changes, ahead):
        known, came = changes[:seen], float(areas[seen + ahead] - areas[seen])
        crps.append(float(crps_mixnorm(came, ahead * law.drifts, sd, law.weights(known))))
        members = rng.choice(known[-LAST:], (AGAIN, ahead)).sum(axis=1)
        drawn.append(float(crps_ensemble(came, members)))
        again.append(abs(came - float(areas[seen] - areas[seen - ahead])))
    return Coverage(
        months=ahead,
        origins=len(place),
        inside=_inside(place),
        luck=_luck(math.ceil(len(place) / ahead)),
        crps=float(np.mean(crps)),
        drawn_again=float(np.mean(drawn)),
        again=float(np.mean(again)),
        ratio=float(np.mean(crps) / np.mean(drawn)),
        position=float(np.mean(place)),
    )


def _origins(changes: np.ndarray, ahead: int) -> range:
    return range(LEAST, len(changes) - ahead + 1)


def _places(areas: np.ndarray, changes: np.ndarray, ahead: int, law: Law) -> list[float]:
    """Where in each forecast what came lies, 0 to 1."""
    came = {seen: areas[seen + ahead] - areas[seen] for seen in _origins(changes, ahead)}
    spread, means = law.over(ahead), ahead * law.drifts
    return [float(law.weights(changes[:seen]) @ stats.norm.cdf(one, means, spread)) for seen, one in came.items()]


def _inside(places: list[float]) -> float:
    return float(np.mean([abs(place - 0.5) <= SHARE / 2.0 for place in places]))


def _luck(forecasts: int) -> list[float]:
    """Lowest and highest share that bands which are right hold, of forecasts that do not overlap."""
    low, high = stats.binom.interval(USUAL, forecasts, SHARE)
    return [float(low / forecasts), float(high / forecasts)]


def _at_spread(areas: np.ndarray, changes: np.ndarray, law: Law) -> AtSpread:
    return AtSpread(spread=law.spread, inside=[_inside(_places(areas, changes, ahead, law)) for ahead in AHEAD])


def _areas(scenario: Scenario) -> list[tuple[str, float]]:
    record = scenario.record.in_order() if scenario.record else []
    return [(month, seen.area) for month, seen in record if seen.area is not None]


def _longest(areas: list[tuple[str, float]]) -> tuple[list[str], np.ndarray]:
    """Return the longest stretch of months that follow each other."""
    runs: list[list[tuple[str, float]]] = [[]]
    for month, area in areas:
        if runs[-1] and months_between(runs[-1][-1][0], month) != 1:
            runs.append([])
        runs[-1].append((month, area))
    best = max(runs, key=len)
    return [month for month, _ in best], np.array([area for _, area in best])


def _coming_drift(scenario: Scenario) -> tuple[Quantity, str | None]:
    """The drift of what comes, and the month from which it holds; None where one drift holds throughout."""
    epochs = [(one.changes.get("truth.drift"), one.from_) for one in scenario.epochs.values()]
    own = [(stated, since) for stated, since in epochs if isinstance(stated, Quantity)]
    drift, since = own[-1] if own else (scenario.truth.drift, None)
    if drift is None:
        raise RunError(f"{scenario.name} states no drift", "State truth.drift, the mean change of the area in a month")
    return drift, since


def _values(quantity: Quantity) -> np.ndarray:
    """Values of a number, of equal weight; one of a certain number."""
    if not quantity.uncertain:
        return np.array([quantity.centre])
    return np.asarray(quantile(quantity, (np.arange(POINTS) + 0.5) / POINTS))
