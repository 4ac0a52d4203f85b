"""From a question to what carries its spread: the ranking over draws, then the indices of what leads it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import special

from ripeness.compiler.priors import values_from_scores
from ripeness.ensemble.asked import Asked
from ripeness.ensemble.computation import Progress
from ripeness.ensemble.design import Stated, design_of
from ripeness.ensemble.draws import Design, latin_hypercube
from ripeness.ensemble.forecast import forecasts
from ripeness.ensemble.workers import Workers
from ripeness.errors import RunError
from ripeness.questions.ask.event import Question, chance_by
from ripeness.questions.drivers.design import REST, Moved, designed, run_design
from ripeness.questions.drivers.engine import Engine, Kept
from ripeness.questions.drivers.numbers import UNCERTAIN, Varying, group_of, varying
from ripeness.questions.drivers.result import Drivers, LeftCertain, Number, Pair, SetIndex
from ripeness.questions.drivers.saltelli import Index, Set, indices, interaction, required, tables
from ripeness.questions.drivers.screening import Screened, bounds, screened
from ripeness.questions.drivers.slopes import slopes_at
from ripeness.questions.set_levers import levers_in_words
from ripeness.schema.assumption_words import in_words
from ripeness.statistics.bands import band, figure
from ripeness.statistics.rank_correlation import FEWEST, by_luck
from ripeness.statistics.weighted import Numbers, effective_sample_size

LEADING = 10
BY_RANK = 7
"""Of the leading ones, how many come first in the ranking before the record where slopes say what else may matter."""
SCREENING = 128
"""Base rows whose two ends, twice as many runs, rank the numbers before the record."""


@dataclass(frozen=True)
class Asking:
    """What was asked. question, read, ahead : the event and its day. one : under what. base, slopes, anew : how."""

    question: str
    read: Question
    ahead: float
    one: Asked
    base: int
    slopes: bool
    anew: bool


def found(asking: Asking, workers: Workers | None, tell: Progress) -> tuple[Drivers, bool]:
    """Return what carries the spread, and whether it was interrupted; `workers` : that compute, or none."""
    if asking.base:
        required()
    what = varying(asking.one.scenario)
    if not what.numbers:
        raise RunError(f"no number of {asking.one.scenario.name} varies", "State some as uncertain, or as judgement")
    one = replace(asking.one, scenario=what.scenario, design=_rows(asking.one, what))
    wars = forecasts({one.policy: one}, views=False, reuse=not asking.anew, workers=workers, progress=tell)
    held = wars[one.policy]
    outcome = chance_by(held, asking.read.event, asking.ahead)
    weight, prior = held.weight.values, held.prior_weight.values
    effective, before = effective_sample_size(weight), effective_sample_size(prior)
    weighed = one.record and (effective >= FEWEST or effective >= before)
    names = [str(name) for name in held.assumption.values]
    drawn = held.assumption_value.transpose("draw", "assumption").values
    ranked = screened(names, drawn, outcome, weight if weighed else prior, one.seed)
    partial = bool(held.attrs.get("partial"))
    engine = Engine(replace(one, design=None), asking.read.event, asking.ahead, workers)
    limits = {} if partial or not asking.slopes else _limits(asking, engine, tell)
    ends, earlier = np.zeros((0, 2)), []
    if asking.base and not partial:
        ends, partial = _ends(asking, engine, names, tell)
        earlier = _earlier(names, ends, max(asking.base, SCREENING), one.seed)
    content = _content(asking, what, ranked, earlier, limits)
    enough = (effective if weighed else before) >= FEWEST
    content.update(
        {
            "chance": band(outcome, weight),
            "draws": int(held.sizes["draw"]),
            "effective_sample_size": figure(effective),
            "effective_before": figure(before),
            "weighed": weighed,
            "by_luck": figure(by_luck(len(names), effective if weighed else before) ** 2),
            "enough_draws": enough,
            "screened": int(np.isfinite(ends).sum()),
            "luck_before": figure(by_luck(len(names), float(np.isfinite(ends).sum())) ** 2) if len(ends) else None,
            "runs": ends.size,
        }
    )
    if asking.base and not partial:
        partial = _index(content, asking, engine, what, _leading(earlier, limits), ends, tell)
    return content, partial


def _rows(one: Asked, what: Varying) -> Design:
    """Return the forecast's own draws, and for what is stated as certain points of its own."""
    rows = design_of(one.scenario, one.draws, one.seed, one.points, record=one.record)
    added = [number.path for number in what.numbers if number.over != UNCERTAIN]
    if not added:
        return rows
    count = one.draws
    own = design_of(one.scenario, count, one.seed, one.points, record=one.record).draws(0, len(rows))
    # Not Sobol points: those of another seed are the same points in another dress, and go with the forecast's own.
    points = latin_hypercube(count, len(added), one.seed + 1)
    quantities = what.scenario.assumptions()
    also = values_from_scores({path: quantities[path] for path in added}, special.ndtri(points))
    drawn = {path: also[path] if path in also else np.resize(own.values[path], count) for path in quantities}
    return Stated(drawn, np.resize(np.exp(own.log_weight), count), "as forecast, certain judgements varied")


def _ends(asking: Asking, engine: Engine, names: Sequence[str], tell: Progress) -> tuple[Numbers, bool]:
    """Return the outcomes of the two tables by themselves, (base row, 2), and whether they were interrupted."""
    return _kept_design(asking, engine, names, Moved((), 0, None, (), ()), max(asking.base, SCREENING), "screen", tell)


def _earlier(names: Sequence[str], ends: Numbers, rows: int, seed: int) -> list[Screened]:
    """Return the numbers ranked before the record, over the two tables."""
    points = np.stack(tables(names, rows, seed), axis=1)[: len(ends)].reshape(-1, len(names))
    able = np.isfinite(ends.ravel())
    if able.sum() < FEWEST or np.ptp(ends.ravel()[able]) <= 1e-12:
        return []
    return screened(names, points[able], ends.ravel()[able], np.ones(int(able.sum())), seed)


def _kept_design(
    asking: Asking,
    engine: Engine,
    names: Sequence[str],
    made: Moved,
    base: int,
    stage: str,
    tell: Progress,
    ends: Numbers | None = None,
) -> tuple[Numbers, bool]:
    """Return what `run_design` does, with what an earlier call finished."""
    sets, width = [[one.name, list(one.columns)] for one in made.sets], len(made.sets) + 2
    kept = Kept.under(engine.identity(sets=sets, seed=asking.one.seed, numbers=list(names)))
    known = np.zeros((0, width)) if asking.anew else kept.read(width)
    return run_design(
        names, made, engine.at, base, asking.one.seed, known, lambda done, total: tell(stage, done, total), kept.write,
        ends, engine.at_once,
    )  # fmt: skip


def _leading(earlier: Sequence[Screened], limits: Mapping[str, float]) -> list[str]:
    """Return the numbers that get indices of their own."""
    ranked, by_slopes = [one.name for one in earlier], sorted(limits, key=lambda name: -limits[name])
    first = ranked[:BY_RANK] if by_slopes else ranked
    return list(dict.fromkeys([*first, *by_slopes, *ranked]))[:LEADING]


def _limits(asking: Asking, engine: Engine, tell: Progress) -> dict[str, float]:
    slopes = slopes_at(engine, asking.read.event, asking.ahead, tell)
    if slopes is None:
        return {}
    scores, gradient, outcome = slopes
    return bounds(engine.asked.scenario.assumptions(), scores, gradient, outcome, np.ones(len(outcome)))


def _index(
    content: Drivers,
    asking: Asking,
    engine: Engine,
    what: Varying,
    leading: Sequence[str],
    ends: Numbers,
    tell: Progress,
) -> bool:
    """Add the indices; return whether they were interrupted."""
    names = [one.path for one in what.numbers]
    made = designed(names, leading, {name: group_of(name) for name in names})
    outcomes, cut = _kept_design(asking, engine, names, made, asking.base, "indices", tell, ends)
    able = np.isfinite(outcomes).all(axis=1)
    told = indices(outcomes, made.sets, asking.one.seed)
    content["blocks"], content["dropped"] = len(outcomes), int((~able).sum())
    content["runs"] += outcomes.size - 2 * len(outcomes)
    alone = ends[np.isfinite(ends)]
    content["before"] = {"mean": figure(alone.mean()), "sd": figure(alone.std())} if len(alone) else content["before"]
    if not told:
        return cut
    said = [_said(asking, one, made.sets[place]) for place, one in enumerate(told)]
    content["leading"] = sorted(said[: made.singles], key=lambda one: -one["total"])
    content["rest"] = None if made.rest is None else said[made.rest]
    content["groups"] = sorted((said[place] for place in made.groups), key=lambda one: -one["total"])
    content["pairs"] = [_pair(asking, outcomes, made, pair) for pair in made.pairs]
    return cut


def _said(asking: Asking, one: Index, of: Set) -> SetIndex:
    number = len(of.columns) == 1
    return {
        "name": one.name,
        "words": in_words(asking.one.scenario, one.name) if number and one.name != REST else one.name,
        "numbers": len(of.columns),
        "first": _digits(one.first),
        "first_error": _digits(one.first_error),
        "luck": _digits(one.first_luck),
        "total": _digits(one.total),
        "total_error": _digits(one.total_error),
    }


def _pair(asking: Asking, outcomes: Numbers, made: Moved, pair: tuple[int, int, int]) -> Pair:
    both = interaction(outcomes, made.sets, pair, asking.one.seed)
    return {
        "first": both.first,
        "second": both.second,
        "words": [in_words(asking.one.scenario, name) for name in (both.first, both.second)],
        "share": _digits(both.share),
        "error": _digits(both.error),
    }


def _content(
    asking: Asking,
    what: Varying,
    ranked: Sequence[Screened],
    earlier: Sequence[Screened],
    limits: Mapping[str, float],
) -> Drivers:
    scenario, over = asking.one.scenario, {one.path: one.over for one in what.numbers}
    prior = {one.name: one.share for one in earlier}
    numbers: list[Number] = [
        {
            "path": one.name,
            "words": in_words(scenario, one.name),
            "group": group_of(one.name),
            "over": over[one.name],
            "rank_correlation": _digits(one.correlation),
            "share": _digits(one.share),
            "low": _digits(one.low),
            "high": _digits(one.high),
            "before": figure(prior.get(one.name, math.nan)),
            "bound": figure(limits.get(one.name, math.nan)),
        }
        for one in ranked
    ]
    left: dict[str, list[str]] = {}
    for number in what.left:
        left.setdefault(number.why, []).append(number.path)
    reasons: list[LeftCertain] = [{"why": why, "paths": paths} for why, paths in left.items()]
    return {
        "scenario": scenario.name,
        "title": scenario.title,
        "as_of": scenario.calendar.as_of,
        "names": scenario.names(),
        "question": asking.question,
        "event": asking.read.event.what,
        "by": asking.read.day.isoformat(),
        "policy": asking.one.policy,
        "levers": {name: str(value) for name, value in asking.one.stated.items()},
        "levers_told": levers_in_words(asking.one.scenario, asking.one.stated),
        "chance": {"mean": None, "p10": None, "p90": None},
        "draws": 0,
        "effective_sample_size": None,
        "effective_before": None,
        "record": asking.one.record,
        "weighed": False,
        "by_luck": None,
        "enough_draws": False,
        "screened": 0,
        "luck_before": None,
        "numbers": numbers,
        "left": reasons,
        "base": asking.base,
        "blocks": 0,
        "dropped": 0,
        "runs": 0,
        "before": {"mean": None, "sd": None},
        "leading": [],
        "rest": None,
        "groups": [],
        "pairs": [],
        "correlated": bool(scenario.correlations),
        "seed": asking.one.seed,
    }


def _digits(value: float) -> float:
    return float(f"{value:.9g}")
