"""Ask how often what the front's law says of the months ahead came true, month by month of the record.

Equation:
    changes of the area are normal and independent, with a drift m and the stated spread s
    m as the scenario states it, `POINTS` values of equal weight, weighed by the changes that it is learnt from: all
    that were seen, or, where the last epoch states a drift of its own, as many as the record holds of that epoch
    change over h months: over the values of m, normals with mean h m, variance h s^2 + 2 e^2, e the error of an area
    band: from its 10th to its 90th percentile; CRPS as of Gneiting & Raftery 2007

    compared with: the last 24 changes drawn again, h of them at a time; and the last h months' change again

Sources: Gneiting & Raftery 2007, Journal of the American Statistical Association [P, recalled]; `scoringrules`.
Silent about: the ends of the front, what moves it beside its drift, revisions of the areas (one vintage is read).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

import numpy as np
from scipy import stats

from ripeness.compiler.priors import quantile
from ripeness.ensemble.arguments import checked
from ripeness.errors import RunError
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


class Coverage(TypedDict):
    """Forecasts of the area so many months ahead. origins : how many. inside : share in the 80 % band.

    crps : mean, km^2. drawn_again, again : the same of the last 24 changes drawn again, and of the last change again.
    ratio : crps over drawn_again. position : mean place of what came in the forecast, .5 where it is not one-sided.
    """

    months: int
    origins: int
    inside: float
    crps: float
    drawn_again: float
    again: float
    ratio: float
    position: float


class FrontCoverage(TypedDict):
    """What ``ripeness calibrate --front --json`` prints: rolling coverage of the front's law over the record.

    first, last : months between whose starts areas are recorded without a gap. changes : of a month. spread : that the
    scenario states, km^2 a month; seen : that of the changes. taught : changes from which each forecast learns its
    drift, null for all that were seen. together : correlation of changes that follow each other.
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


def _coverage(areas: np.ndarray, changes: np.ndarray, ahead: int, law: Law, rng: np.random.Generator) -> Coverage:
    from scoringrules import crps_ensemble, crps_mixnorm

    crps, drawn, again, place = [], [], [], []
    sd = np.full(len(law.drifts), np.sqrt(ahead * law.spread**2 + 2.0 * law.error**2))
    for seen in range(LEAST, len(changes) - ahead + 1):
        known, came = changes[:seen], float(areas[seen + ahead] - areas[seen])
        weights = law.weights(known)
        crps.append(float(crps_mixnorm(came, ahead * law.drifts, sd, weights)))
        members = rng.choice(known[-LAST:], (AGAIN, ahead)).sum(axis=1)
        drawn.append(float(crps_ensemble(came, members)))
        again.append(abs(came - float(areas[seen] - areas[seen - ahead])))
        place.append(float(weights @ stats.norm.cdf(came, ahead * law.drifts, sd)))
    inside = [abs(one - 0.5) <= SHARE / 2.0 for one in place]
    return Coverage(
        months=ahead,
        origins=len(inside),
        inside=float(np.mean(inside)),
        crps=float(np.mean(crps)),
        drawn_again=float(np.mean(drawn)),
        again=float(np.mean(again)),
        ratio=float(np.mean(crps) / np.mean(drawn)),
        position=float(np.mean(place)),
    )


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
