"""Derivatives from Python: `gradient` says how much a forecast moves with each of the scenario's numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import jax
import numpy as np

from ripeness.arrays import BELIEVERS, ENDINGS, SETTLEMENTS
from ripeness.compiler import slopes as compiling
from ripeness.compiler.priors import quantile, values_from_scores
from ripeness.compiler.war import Compiled, compile_war
from ripeness.ensemble.asked import asked as asked_of
from ripeness.ensemble.batches import Batches, Stage, slices
from ripeness.ensemble.computation import Progress, cast, floats
from ripeness.ensemble.design import design_of
from ripeness.ensemble.draws import Draws
from ripeness.errors import RunError
from ripeness.questions.gradient.dataset import slopes_dataset
from ripeness.schema.calendar import months_between, read_month
from ripeness.schema.claims.measure import MEASURES, Measure
from ripeness.schema.nearest import advice
from ripeness.schema.scenario import Scenario
from ripeness.solver import derivative as slopes
from ripeness.solver.course import Course
from ripeness.solver.derivative import LOG_LIKELIHOOD, Asked
from ripeness.solver.thresholds import clipped

if TYPE_CHECKING:
    import xarray as xr

PRECISION = 100.0
"""Precision of the logit choice unless another is asked for: one hundredth of the prize is felt as a factor of e."""

EXTRA = {LOG_LIKELIHOOD: Measure("log likelihood of the record", "log units")}
"""Quantities that have a derivative but are no measure of a claim."""


def quantities() -> dict[str, Measure]:
    """What can be differentiated, by name: the measures of claims, and the log likelihood of the record."""
    return MEASURES | EXTRA


def gradient(
    scenario: Scenario,
    quantity: str = "ongoing",
    wrt: str | Iterable[str] | None = None,
    *,
    at: int | str | None = None,
    endings: Iterable[str] = (),
    issue: str | None = None,
    in_eyes_of: str | None = None,
    policy: str | None = None,
    levers: Mapping[str, float | str] | None = None,
    draws: int | None = None,
    seed: int = 0,
    record: bool = True,
    choice: float | None = None,
    precision: str = "float32",
    progress: Progress | None = None,
) -> xr.Dataset:
    """Derivatives of one number of a forecast with respect to the scenario's numbers, where choices are smooth.

    Reverse-mode derivatives through the game and the law, one pass for all numbers; central differences in double
    precision through the compiler, which is cheap. They hold almost everywhere and for small moves: what jumps (the
    best deal from one stretch of the frontier to another, the label of a settlement) is held where it stands.

    Parameters
    ----------
    scenario : from `ripeness.load`.
    quantity : a measure, as claims name them ("ongoing", "ended", "settled", "months_of_war", "ripeness_gap", "terms",
        ...), or "log_likelihood" of the record.
    wrt : paths of numbers as in `scenario.assumptions()` (certain numbers of the file too), levers by name or as
        `levers.NAME`, "assumptions" or "levers" for all of them; None for all uncertain numbers, or for all that the
        file states where none is uncertain. A lever is moved from `as_of` on, from where it stands.
    at : month, counted from `as_of` (negative: a month of the record, for what is known of it) or as "2028-02"; None
        for 24 months ahead or, if that is nearer, the scenario's horizon.
    endings : for "ended": which endings count. issue : for "terms": of which issue.
    in_eyes_of : "attacker" or "defender" for "ongoing", "ended" and "settled"; None for nature's.
    policy, levers : as for `ripeness.forecast`.
    draws : number of sets of assumptions, those of `ripeness.forecast`; None for the central one, every uncertain
        number at its median.
    seed, record, progress : as for `ripeness.forecast`.
    choice : precision of the logit choice, per share of the prize; None for the scenario's own where it states one,
        else 100. The greater, the nearer to best responses.
    precision : "float32", or "float64" for the slow reference that bargains over every segment.

    Returns
    -------
    Dataset with the dimensions draw and number: `gradient`, in the unit of the quantity per unit of the number;
    `value` of each number; `smooth` and `sharp`, the quantity with smooth choices and with best responses; `weight` of
    each draw; `spread` of each number (width of the middle eight tenths of its distribution, of a lever's range; its
    size where it is certain). The attribute `warnings` (JSON) lists numbers at a threshold.

    Raises
    ------
    RunError : unknown quantity or number, a month, draws or precision out of range.
    ScenarioError : unknown policy or lever, value out of range.

    Examples
    --------
    >>> import ripeness
    >>> ruin = ripeness.load("gamblers-ruin")
    >>> found = ripeness.gradient(ruin, "ongoing", "truth.battle_odds", at=7, precision="float64")
    >>> round(float(found.gradient.squeeze()), 4), round(float(found.smooth.squeeze()), 4)
    (-0.5306, 0.8461)
    """
    tell = progress or (lambda stage, done, total: None)
    endings = tuple(endings)
    asked = _asked(scenario, quantity, at, endings, issue, in_eyes_of)
    chosen = asked_of(scenario, policy, levers, 1 if draws is None else draws, seed, precision=precision).levers
    stated = scenario.choice.precision is not None
    if choice is not None and not 0.0 < choice <= 1e6:
        raise RunError(f"a precision of choice of {choice:g} is outside 0 to 1,000,000", "Choose for example 100")
    rows = _rows(scenario, draws, seed, record)
    drawn, count = rows.values, len(rows)
    known = compiling.movable(scenario, drawn, count, chosen, _spreads(scenario))
    wanted = {name: known[name] for name in _wanted(scenario, wrt, known)}
    smooth_at = choice if choice is not None else None if stated else PRECISION
    exact = precision == "float64"
    with floats(precision):
        tell("compile", 0, 1)
        compiled = cast(
            compile_war(scenario, drawn, count, chosen, exact=exact, moved=compiling.still(wanted, count)), precision
        )
        values, cotangents = _reverse(_smooth(compiled, smooth_at), compiled, asked, record, tell)
    tell("slopes", 0, 1)
    found = compiling.slopes(scenario, drawn, count, chosen, wanted, cotangents, exact=exact)
    log_weight = rows.log_weight + (values["log_likelihood"] if record else 0.0)
    share = np.exp(log_weight - log_weight.max())
    return slopes_dataset(
        scenario,
        wanted,
        found.gradient,
        values,
        share / share.sum(),
        {
            "quantity": quantity,
            "endings": json.dumps(list(endings)),
            "issue": issue or "",
            "in_eyes_of": in_eyes_of or "",
            "units": quantities()[quantity].unit,
            "months_ahead": asked.ahead,
            "as_of": scenario.calendar.as_of,
            "policy": policy or "status-quo",
            "levers": json.dumps({name: str(value) for name, value in (levers or {}).items()}),
            "choice_precision": float(np.asarray(smooth_at)) if smooth_at is not None else "as the scenario states it",
            "record": int(record and scenario.record is not None),
            "central": int(draws is None),
            "seed": seed,
            "precision": precision,
            "warnings": json.dumps(_notes(found, compiled, count, asked)),
        },
    )


def _asked(
    scenario: Scenario,
    quantity: str,
    at: int | str | None,
    endings: tuple[str, ...],
    issue: str | None,
    eyes: str | None,
) -> Asked:
    """The number asked for; a RunError says what is wrong with the question."""
    known = quantities()
    if quantity not in known:
        raise RunError(f"there is no quantity {quantity!r}", advice(quantity, tuple(known), "quantity"))
    measure = known[quantity]
    longest, past = scenario.calendar.horizon, scenario.month_index(scenario.calendar.as_of)
    try:
        ahead = min(24, longest) if at is None else _ahead(scenario, at)
    except ValueError:
        raise RunError(f"{at!r} is no month", "Write months after as_of, as in 24, or a month, as in 2028-02") from None
    if not -past <= ahead <= longest:
        raise RunError(
            f"month {at} lies outside {-past} to {longest} months from {scenario.calendar.as_of}",
            "Choose a month in that range",
        )
    if ahead < 0 and not measure.past and quantity != LOG_LIKELIHOOD:
        raise RunError(f"{quantity} is not computed for months of the record", "Choose a month from as_of on")
    for key, given in (("endings", endings), ("issue", issue)):
        if measure.needs == key and not given:
            raise RunError(
                f"{quantity} needs {key}", f"Name {'one or more endings' if key == 'endings' else 'an issue'}"
            )
        if measure.needs != key and given:
            raise RunError(f"{quantity} has no {key}", f"Leave {key} out, or choose another quantity")
    if unknown := [one for one in endings if one not in ENDINGS]:
        raise RunError(f"no ending is called {unknown[0]!r}", advice(unknown[0], ENDINGS, "ending"))
    if issue is not None and issue not in scenario.issues:
        raise RunError(f"no issue is called {issue!r}", advice(issue, tuple(scenario.issues), "issue"))
    if eyes is not None and (not measure.eyes or eyes not in BELIEVERS[1:]):
        seen = ", ".join(name for name, one in MEASURES.items() if one.eyes)
        raise RunError(f"{quantity} in the eyes of {eyes!r} is not computed", f"attacker or defender, for {seen}")
    counted = SETTLEMENTS if quantity == "settled" else endings
    return Asked(
        quantity,
        ahead,
        tuple(ENDINGS.index(one) for one in counted),
        0 if issue is None else list(scenario.issues).index(issue),
        BELIEVERS.index(eyes or "nature"),
    )


def _ahead(scenario: Scenario, at: int | str) -> int:
    if isinstance(at, str) and not at.lstrip("+-").isdigit():
        return months_between(scenario.calendar.as_of, read_month(at))
    return int(at)


def _wanted(scenario: Scenario, wrt: str | Iterable[str] | None, known: Mapping[str, compiling.Movable]) -> list[str]:
    """Paths of the numbers asked for, each once."""
    uncertain = list(scenario.assumptions())
    if wrt is None:
        stated = [path for path in scenario.quantities() if path in known]
        return uncertain or stated
    wanted: list[str] = []
    for one in [wrt] if isinstance(wrt, str) else wrt:
        if one == "assumptions":
            wanted += uncertain
        elif one == "levers":
            wanted += [path for path in known if path.startswith("levers.")]
        elif one in known or f"levers.{one}" in known:
            wanted.append(one if one in known else f"levers.{one}")
        elif one.removeprefix("levers.") in scenario.levers:
            raise RunError(f"the lever {one} is a yes-or-no: there is no derivative", "Compare policies instead")
        else:
            raise RunError(f"there is no number {one!r} in {scenario.name}", advice(one, tuple(known), "number"))
    return list(dict.fromkeys(wanted))


def _rows(scenario: Scenario, draws: int | None, seed: int, record: bool) -> Draws:
    """The central set of assumptions, or those of a forecast."""
    names = scenario.assumptions()
    if draws is None or not names:
        return Draws(values_from_scores(names, np.zeros((1, len(names)))), np.zeros(1))
    return design_of(scenario, draws, seed, record=record).draws(0, draws)


def _spreads(scenario: Scenario) -> dict[str, float]:
    """Width of the middle eight tenths of each uncertain number."""
    tenths = {name: quantile(one, np.array([0.1, 0.9])) for name, one in scenario.assumptions().items()}
    return {name: float(high - low) for name, (low, high) in tenths.items()}


def _smooth(compiled: Compiled, choice: float | None) -> Compiled:
    """The same war with smooth choices."""
    games = compiled.games
    if choice is not None:
        precision: Any = np.full_like(games[0].precision, choice)
        games = tuple(replace(game, precision=precision) for game in games)
    return replace(compiled, course=_with(compiled.course, smooth=True), games=games)


def _with(course: Course, smooth: bool) -> Course:
    epochs = tuple(replace(epoch, rules=replace(epoch.rules, smooth=smooth)) for epoch in course.epochs)
    return replace(course, epochs=epochs)


def _reverse(
    smooth: Compiled, sharp: Compiled, asked: Asked, record: bool, tell: Progress
) -> tuple[dict[str, np.ndarray], Any]:
    """Value with smooth choices and with best responses, the record's likelihood, and the reverse pass, by draw."""
    best = _with(sharp.course, smooth=False)
    seen = smooth.record if record else jax.tree.map(np.ones_like, smooth.record)

    def derived(games: Any, record: Any) -> Any:
        number = partial(slopes.outcome, smooth.course, asked=asked)
        (value, _), cotangents = jax.value_and_grad(number, argnums=(0, 1), has_aux=True)(games, record)
        return value, cotangents

    def plain(games: Any, record: Any) -> Any:
        return slopes.outcome(best, games, record, asked)

    batches = Batches({"slopes": Stage(derived, ("games", "record")), "sharp": Stage(plain, ("games", "record"))})
    parts: list[Any] = []
    count = len(smooth.games[0].precision)
    tell("draws", 0, count)
    for few in slices(count, batches.size):
        inputs = jax.tree.map(lambda leaf, few=few: leaf[few], {"games": smooth.games, "record": seen})
        parts.append(batches.run(inputs, ("slopes", "sharp")))
        tell("draws", few.stop, count)
    found = jax.tree.map(lambda *leaves: np.concatenate(leaves), *parts)
    value, cotangents = found["slopes"]
    sharp_value, likelihood = found["sharp"]
    return {"smooth": value, "sharp": sharp_value, "log_likelihood": likelihood}, cotangents


def _notes(found: compiling.Slopes, compiled: Compiled, count: int, asked: Asked) -> list[dict[str, Any]]:
    """What has to be said of the derivatives: numbers at a threshold, thresholds of the game, what is held fixed."""

    def note(says: str, sets: int, number: str | None = None) -> dict[str, Any]:
        return {"number": number, "sets": sets, "of": count, "says": says}

    one_side = "stands at an end of its support: the derivative is that of one side"
    notes = [note(one_side, sets, number) for number, sets in found.ends.items()]
    bent = "stands at a threshold, with another slope above than below: the derivative is the mean of the two"
    notes += [note(bent, sets, number) for number, sets in found.kinks.items()]
    for words, where in _clipped(compiled).items():
        notes.append(note(f"{words}: what bears on it alone has no effect there, or a half of it on the edge", where))
    rules = [epoch.rules for epoch in compiled.course.epochs]
    if any(one.capitulation for one in rules):
        notes.append(note("giving up stays a yes-or-no by state: who gives up is held as it is", count))
    if any(one.ceasefire for one in rules):
        notes.append(note("whether a ceasefire is better stays a yes-or-no by state, held as it is", count))
    labelled = set(asked.endings) & set(range(len(SETTLEMENTS)))
    if 0 < len(labelled) < len(SETTLEMENTS):
        notes.append(note("whose terms a settlement is on is a label by thirds: each state keeps its label", count))
    return notes


def _clipped(compiled: Compiled) -> dict[str, int]:
    """In how many draws each threshold of the game is clipped in some epoch."""
    found: dict[str, np.ndarray] = {}
    for epoch, game in zip(compiled.course.epochs, compiled.games, strict=True):
        for words, where in clipped(game, epoch.lattice).items():
            found[words] = found.get(words, np.zeros_like(where)) | where
    return {words: int(where.sum()) for words, where in found.items() if where.any()}
