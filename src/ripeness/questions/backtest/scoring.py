"""Outlooks, each a chance that a war went on with what came of it, and their scores; none without its hindsight."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import numpy as np

from ripeness.errors import RunError
from ripeness.statistics.bands import figure
from ripeness.statistics.calibration import Estimate, brier_score, estimated, log_score, reliability, slope

FEW = 20
"""Fewer known outcomes give no slope worth printing."""


class Outlook(TypedDict):
    """A forecast of the past. age : months. horizon : months ahead. chance : that the war went on so long.

    lognormal, counted : the same, by laws of durations learnt from the other wars. went_on : None where not known.
    numbers : computed with. hindsight : of them that nobody could have stated so; widened : of these that stand as they
    would have been stated. effective_draws : how many equally weighted draws would say as much.
    """

    war: str
    as_of: str
    age: float
    horizon: int
    chance: float
    lognormal: float
    counted: float | None
    went_on: bool | None
    numbers: int
    hindsight: int
    widened: int
    effective_draws: float


class Interval(TypedDict):
    """A figure, and what nine in ten lie between where wars are drawn again; None where there are too few cases."""

    value: float | None
    low: float | None
    high: float | None


class LawScores(TypedDict):
    """Mean scores of a law over the outlooks whose outcome is known. ahead : the model's log score less this law's."""

    law: str
    log: Interval
    brier: Interval
    ahead: Interval


class Reliability(TypedDict):
    """Outlooks with chances of about one size: mean chance, share that went on, how many."""

    chance: float
    went_on: float
    outlooks: int


class Scores(TypedDict):
    """Scores of the outlooks of one horizon. slope : calibration slope. hindsight : mean share of hindsight numbers."""

    horizon: int
    outlooks: int
    wars: int
    open: int
    went_on: float
    hindsight: float
    laws: list[LawScores]
    slope: Interval
    reliability: list[Reliability]


def score(outlooks: Sequence[Outlook], seed: int = 0) -> list[Scores]:
    """Score outlooks, horizon by horizon; those whose outcome is not known are counted and not scored.

    Raises
    ------
    RunError : an outlook that does not say how many of its numbers are hindsight.
    """
    for one in outlooks:
        if not isinstance(one.get("hindsight"), int) or not isinstance(one.get("numbers"), int):
            what = f"the forecast of {one['war']} as of {one['as_of']} does not say how much of it is hindsight"
            raise RunError(what, "Forecast the past with ripeness backtest, which counts it")
    return [_of_horizon([one for one in outlooks if one["horizon"] == horizon], horizon, seed)
            for horizon in sorted({one["horizon"] for one in outlooks})]  # fmt: skip


def _of_horizon(outlooks: Sequence[Outlook], horizon: int, seed: int) -> Scores:
    known = [one for one in outlooks if one["went_on"] is not None]
    true = np.array([bool(one["went_on"]) for one in known])
    groups = [one["war"] for one in known]
    wars = len(set(groups))
    chances = {
        "model": np.array([one["chance"] for one in known]),
        "lognormal": np.array([one["lognormal"] for one in known]),
        "counted": np.array([one["lognormal"] if one["counted"] is None else one["counted"] for one in known]),
    }
    chances = {law: np.clip(values, 0.005, 0.995) for law, values in chances.items()}
    laws = []
    for law, values in chances.items():
        logs, squares = log_score(values, true), brier_score(values, true)
        ahead = log_score(chances["model"], true) - logs
        figures = {
            name: _interval(_mean(of, groups, seed), wars)
            for name, of in (("log", logs), ("brier", squares), ("ahead", ahead))
        }
        laws.append(LawScores(law=law, **figures))  # type: ignore[typeddict-item]
    model = chances["model"]
    enough = len(known) >= FEW
    return Scores(
        horizon=horizon,
        outlooks=len(known),
        wars=wars,
        open=len(outlooks) - len(known),
        went_on=float(true.mean()) if known else 0.0,
        hindsight=float(np.mean([one["hindsight"] / max(one["numbers"], 1) for one in outlooks])),
        laws=laws,
        slope=_interval(estimated(lambda at: slope(model[at], true[at]), groups, seed) if enough else None, wars),
        reliability=[Reliability(chance=a, went_on=b, outlooks=n) for a, b, n in reliability(model, true)]
        if enough
        else [],
    )


def _mean(values: np.ndarray, groups: Sequence[str], seed: int) -> Estimate | None:
    return estimated(lambda at: float(values[at].mean()), groups, seed) if len(values) else None


def _interval(found: Estimate | None, wars: int) -> Interval:
    """Return an estimate; of a single war there is nothing to draw again, and so no interval."""
    if found is None:
        return Interval(value=None, low=None, high=None)
    ends = (figure(found.low), figure(found.high)) if wars > 1 else (None, None)
    return Interval(value=figure(found.value), low=ends[0], high=ends[1])
