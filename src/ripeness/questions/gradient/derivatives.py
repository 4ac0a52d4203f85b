"""Derivatives of one number of a forecast with respect to the scenario's numbers, where choices are smooth."""

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
from ripeness.ensemble.asked import Asked
from ripeness.ensemble.batches import Batches, Stage, slices
from ripeness.ensemble.computation import Progress, cast, floats
from ripeness.ensemble.design import rows_of
from ripeness.ensemble.draws import Draws
from ripeness.errors import RunError
from ripeness.questions.gradient.dataset import slopes_dataset
from ripeness.questions.gradient.question import Question, quantities
from ripeness.schema.nearest import advice
from ripeness.schema.scenario import Scenario
from ripeness.solver import derivative as slopes
from ripeness.solver.course import Course
from ripeness.solver.derivative import Asked as Number
from ripeness.solver.thresholds import clipped

if TYPE_CHECKING:
    import xarray as xr

CHOICE = 100.0
"""Precision of the logit choice unless another is asked for: one hundredth of the prize is felt as a factor of e."""


def derivatives(
    question: Question,
    asked: Asked,
    wrt: str | Iterable[str] | None,
    *,
    central: bool,
    choice: float | None,
    progress: Progress | None,
) -> xr.Dataset:
    """Derivatives of one number of a forecast, as `ripeness.gradient` describes them; see there for the dataset.

    Parameters
    ----------
    question : which number. asked : under what, with which sets of assumptions; `central` : every number at its median
        instead. wrt, choice, progress : as for `ripeness.gradient`.

    Raises
    ------
    RunError : a number of `wrt` is unknown or has no derivative.
    """
    tell = progress or (lambda stage, done, total: None)
    scenario, chosen, exact = asked.scenario, asked.levers, asked.precision == "float64"
    number = _number(scenario, question)
    rows = _rows(asked, central)
    moved = compiling.movable(scenario, rows.values, len(rows), chosen, _spreads(scenario))
    names = _wanted(scenario, wrt, moved)
    smooth_at = choice if choice is not None else None if scenario.choice.precision is not None else CHOICE
    with floats(asked.precision):
        tell("compile", 0, 1)
        still = compiling.still({name: moved[name] for name in names}, len(rows))
        compiled = cast(
            compile_war(scenario, rows.values, len(rows), chosen, exact=exact, moved=still), asked.precision
        )
        values, cotangents = _reverse(smoothed(compiled, smooth_at), compiled, number, asked.record, tell)
    count, partial = len(values["smooth"]), len(values["smooth"]) < len(rows)
    if partial:
        rows = rows.part(slice(count))
        moved = compiling.movable(scenario, rows.values, count, chosen, _spreads(scenario))
    wanted = {name: moved[name] for name in names}
    tell("slopes", 0, 1)
    found = compiling.slopes(scenario, rows.values, count, chosen, wanted, cotangents, exact=exact)
    log_weight = rows.log_weight + (values["log_likelihood"] if asked.record else 0.0)
    share = np.exp(log_weight - log_weight.max())
    return slopes_dataset(
        scenario,
        wanted,
        found.gradient,
        values,
        share / share.sum(),
        {
            "quantity": question.quantity,
            "endings": json.dumps(list(question.endings)),
            "issue": question.issue or "",
            "in_eyes_of": question.in_eyes_of or "",
            "units": quantities()[question.quantity].unit,
            "months_ahead": question.ahead,
            "as_of": scenario.calendar.as_of,
            "policy": asked.policy,
            "levers": json.dumps({name: str(value) for name, value in asked.stated.items()}),
            "choice_precision": smooth_at if smooth_at is not None else "as the scenario states it",
            "record": int(asked.record),
            "central": int(central),
            "seed": asked.seed,
            "precision": asked.precision,
            "partial": int(partial),
            "warnings": json.dumps(_notes(found, compiled, count, number)),
        },
    )


def _number(scenario: Scenario, question: Question) -> Number:
    """The question as the solver takes it."""
    counted = SETTLEMENTS if question.quantity == "settled" else question.endings
    return Number(
        question.quantity,
        question.ahead,
        tuple(ENDINGS.index(one) for one in counted),
        0 if question.issue is None else list(scenario.issues).index(question.issue),
        BELIEVERS.index(question.in_eyes_of or "nature"),
    )


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


def _rows(asked: Asked, central: bool) -> Draws:
    """The central set of assumptions, or those of a forecast."""
    names = asked.scenario.assumptions()
    if central or not names:
        return Draws(values_from_scores(names, np.zeros((1, len(names)))), np.zeros(1))
    return rows_of(asked).draws(0, asked.draws)


def _spreads(scenario: Scenario) -> dict[str, float]:
    """Width of the middle eight tenths of each uncertain number."""
    tenths = {name: quantile(one, np.array([0.1, 0.9])) for name, one in scenario.assumptions().items()}
    return {name: float(high - low) for name, (low, high) in tenths.items()}


def smoothed(compiled: Compiled, choice: float | None) -> Compiled:
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
    smooth: Compiled, sharp: Compiled, asked: Number, record: bool, tell: Progress
) -> tuple[dict[str, np.ndarray], Any]:
    """Value with smooth choices and with best responses, the record's likelihood, and the reverse pass, by draw.

    On Ctrl-C those of the finished draws.
    """
    best = _with(sharp.course, smooth=False)
    seen = smooth.record if record else jax.tree.map(np.ones_like, smooth.record)

    def derived(games: Any, record: Any) -> Any:
        number = partial(slopes.outcome, smooth.course, asked=asked)
        (value, _), cotangents = jax.value_and_grad(number, argnums=(0, 1), has_aux=True)(games, record)
        return value, cotangents

    def plain(games: Any, record: Any) -> Any:
        return slopes.outcome(best, games, record, asked)

    stages = {"slopes": Stage(derived, ("games", "record")), "sharp": Stage(plain, ("games", "record"))}
    batches = Batches(stages, identity=repr((smooth.course, best, asked)))
    parts: list[Any] = []
    count = len(smooth.games[0].precision)
    tell("draws", 0, count)
    try:
        for few in slices(count, batches.size):
            inputs = jax.tree.map(lambda leaf, few=few: leaf[few], {"games": smooth.games, "record": seen})
            parts.append(batches.run(inputs, ("slopes", "sharp")))
            tell("draws", few.stop, count)
    except KeyboardInterrupt:
        if not parts:
            raise
    found = jax.tree.map(lambda *leaves: np.concatenate(leaves), *parts)
    value, cotangents = found["slopes"]
    sharp_value, likelihood = found["sharp"]
    return {"smooth": value, "sharp": sharp_value, "log_likelihood": likelihood}, cotangents


def _notes(found: compiling.Slopes, compiled: Compiled, count: int, asked: Number) -> list[dict[str, Any]]:
    """What has to be said of the derivatives: numbers at a threshold, thresholds of the game, what is held fixed."""

    def note(says: str, sets: int, number: str | None = None) -> dict[str, Any]:
        return {"number": number, "sets": sets, "of": count, "says": says}

    one_side = "stands at an end of its support: the derivative is that of one side"
    notes = [note(one_side, sets, number) for number, sets in found.ends.items()]
    bent = "stands at a threshold, with another slope above than below: the derivative is the mean of the two"
    notes += [note(bent, sets, number) for number, sets in found.kinks.items()]
    for words, where in _clipped(compiled, count).items():
        notes.append(note(f"{words}: what bears on it alone has no effect there, or a half of it on the edge", where))
    rules = [epoch.rules for epoch in compiled.course.epochs]
    if any(one.capitulation for one in rules):
        notes.append(note("giving up stays a yes-or-no by state: who gives up is held as it is", count))
    if any(one.ceasefire for one in rules):
        notes.append(note("whether a ceasefire is better stays a yes-or-no by state, held as it is", count))
    labelled = set(asked.endings) & set(range(len(SETTLEMENTS)))
    if 0 < len(labelled) < len(SETTLEMENTS):
        notes.append(note("what a settlement is called goes by thresholds: each state keeps its name", count))
    return notes


def _clipped(compiled: Compiled, count: int) -> dict[str, int]:
    """In how many of the first draws each threshold of the game is clipped in some epoch."""
    found: dict[str, np.ndarray] = {}
    for epoch, game in zip(compiled.course.epochs, compiled.games, strict=True):
        for words, where in clipped(game, epoch.lattice).items():
            found[words] = found.get(words, np.zeros_like(where)) | where
    return {words: int(where[:count].sum()) for words, where in found.items() if where[:count].any()}
