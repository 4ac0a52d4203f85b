"""Rival views computed side by side: each is solved, conditioned on the record, and asked under the same levers.

For each view: a forecast; how the likelihood of the record grows as its series are added one by one; the likelihood
of records that were drawn from the views themselves; and, on a few sets of assumptions that stand for the view as the
record leaves it, every policy, every cause of `ripeness explain`, and the view with one of its numbers taken back
from today on: the state that the record left, and what it weighs, stay as they are.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ripeness.ensemble.devices import computing_on, prepare

prepare()

import jax  # noqa: E402  (after the machine is set up)
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402

from ripeness.arrays import Followed  # noqa: E402
from ripeness.compiler.records import (  # noqa: E402
    SERIES,
    Shown,
    area_error,
    compile_records,
    error_rate,
    nested,
    seen_of,
    shown_of,
)
from ripeness.compiler.war import Compiled  # noqa: E402
from ripeness.ensemble.asked import DRAWS  # noqa: E402
from ripeness.ensemble.batches import Batches, Stage, slices  # noqa: E402
from ripeness.ensemble.computation import Progress, compile_draws  # noqa: E402
from ripeness.ensemble.devices import versions  # noqa: E402
from ripeness.ensemble.draws import Source  # noqa: E402
from ripeness.ensemble.proposal import borrowed, posterior_of  # noqa: E402
from ripeness.questions.explain.experiments import in_thought  # noqa: E402
from ripeness.questions.panel.view_draws import ViewDraws, representatives  # noqa: E402
from ripeness.questions.panel.view_forecasts import PanelForecasts, ViewForecast  # noqa: E402
from ripeness.schema.scenario import Scenario  # noqa: E402
from ripeness.solver import course as war  # noqa: E402
from ripeness.solver.law import IMPOSSIBLE  # noqa: E402
from ripeness.solver.sampled_records import lasting  # noqa: E402
from ripeness.store import solutions  # noqa: E402
from ripeness.store.dataset import forecast_dataset  # noqa: E402

if TYPE_CHECKING:
    import xarray as xr

RECORDS = 2  # drawn from each view
WARS = 16  # drawn for one record, of which the first that lasts is taken
TRIES = 6  # pairs of sets of assumptions tried for a view's records
FEW = 4  # sets of assumptions of each view that are set every question
PRECISION, MAIN = "float32", "nature"
LEAST = math.log(IMPOSSIBLE)  # of a month that a view excludes: other views' records may be excluded outright

Arrays = dict[str, np.ndarray]
LeversByLabel = Mapping[str, Mapping[str, float]]
"""Levers in canonical units, by a label."""


def compute_panel(
    base: Scenario,
    views: Mapping[str, Scenario],
    levers: LeversByLabel,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    reach: int | None = None,
    believing: Collection[str] = (),
    reuse: bool = True,
    progress: Progress | None = None,
) -> PanelForecasts:
    """Compute the forecasts of a panel.

    Parameters
    ----------
    base : the scenario without a view. views : the same with each view laid over it, at least one.
    levers : label -> levers in canonical units, adopted at `as_of`, under which every view is forecast
        (`statements.levers_by_label`).
    draws : sets of assumptions in all, shared out equally; at least one for each view.
    reach : months ahead, at least 1, that those forecasts are carried; all that the scenario shows by default.
    believing : labels under which each side's chance of winning in its own eyes is computed; empty text: as it is.
    reuse : take what was computed before from the cache, and keep what is computed now, view by view and part by part.
    progress : called as (stage, done, total).

    Returns
    -------
    The forecasts; on Ctrl-C those of the views that were finished, if there are any.
    """
    base, views = in_thought(base), {name: in_thought(view) for name, view in views.items()}
    each = draws // len(views)
    room = len(SERIES) + RECORDS * len(views)
    tell = progress or (lambda stage, done, total: None)
    computation = PanelComputation(base, reuse, room, tell, reach or base.calendar.horizon, believing)
    tell("compile", 0, 1)
    starts = {name: _start(view, base, each) for name, view in views.items()}
    records: list[tuple[str, Shown]] = []
    for number, (name, view) in enumerate(views.items()):
        records += [(name, shown) for shown in computation.records(view, starts[name][0], seed + number)]
        tell("records", number + 1, len(views))
    finished: dict[str, ViewForecast] = {}
    try:
        for number, (name, view) in enumerate(views.items()):
            source, origin = starts[name]
            scores, log_weight = source.sampled(0, each, seed)
            of_view = ViewDraws(view, scores, log_weight, number, len(views))
            finished[name] = computation.view_forecast(of_view, origin, [shown for _, shown in records], levers)
    except KeyboardInterrupt:
        if not finished:
            raise
    kept = [place for place, (name, _) in enumerate(records) if name in finished]
    return PanelForecasts(
        base,
        {name: replace(one, drawn_records=one.drawn_records[:, kept]) for name, one in finished.items()},
        tuple(records[place][0] for place in kept),
        tuple(SERIES),
        each,
        tuple(name for name in views if name not in finished),
    )


def _start(view: Scenario, base: Scenario, draws: int) -> tuple[Source, str]:
    """Where a view's draws come from: rows kept for it, if there are as many; else its proposal or its scenario's."""
    kept = posterior_of(view) if view.record is not None else None
    return kept if kept and draws <= kept[0].most else borrowed(view, base)


@dataclass
class PanelComputation:
    """Computes part by part; programs are compiled once for all views of the same shapes."""

    base: Scenario
    reuse: bool
    room: int  # records that are scored at once
    tell: Progress
    reach: int  # months ahead that forecasts under levers are carried
    believing: Collection[str] = ()  # labels under which beliefs are computed
    programs: dict[str, Batches] = field(default_factory=dict)

    def records(self, view: Scenario, source: Source, seed: int) -> list[Shown]:
        """Draw records from a view as the record leaves it: sets from what was learnt for it, a war from each."""
        if view.record is None:
            return []
        rng = np.random.default_rng(seed)
        draws = ViewDraws(view, source.fitting(TRIES * RECORDS, rng), np.zeros(TRIES * RECORDS))
        told = self._kept(
            "records",
            draws,
            [view.record.model_dump_json(), seed],
            lambda: {"records": np.array(json.dumps([_plain(shown) for shown in self._wars_recorded(draws, rng)]))},
        )
        return [{month: seen_of(seen) for month, seen in shown.items()} for shown in json.loads(str(told["records"]))]

    def _wars_recorded(self, draws: ViewDraws, rng: np.random.Generator) -> list[Shown]:
        """A war that lasted from each set of assumptions, until there are enough."""
        found: list[Shown] = []
        for tried in slices(len(draws.scores), RECORDS):
            some = draws.some(np.arange(tried.start, tried.stop))
            compiled, batches, inputs = self._main(some, [])
            parts = [batches.run(_cut(inputs, few), ("solve",))["solve"] for few in slices(RECORDS, batches.size)]
            solved = jax.tree.map(lambda *leaves: np.concatenate(leaves), *parts)
            error = error_rate(draws.view, some.numbers.values, RECORDS)
            of_areas = area_error(draws.view, some.numbers.values, RECORDS)
            for one in range(RECORDS):
                games, kept = jax.tree.map(lambda leaf, one=one: leaf[one], (compiled.games, solved))
                wars = lasting(compiled.course, games, war.by_epoch(compiled.course, kept), WARS, rng)
                if wars:
                    found.append(shown_of(draws.view, wars[0], float(error[one]), rng, float(of_areas[one])))
                if len(found) == RECORDS:
                    return found
        return found

    def view_forecast(self, draws: ViewDraws, origin: str, records: list[Shown], levers: LeversByLabel) -> ViewForecast:
        """Compute all of one view."""
        view = draws.view
        arrays = self._kept("draws", draws, [records, self._beliefs("")], lambda: self._draws(draws, records))
        mass, scored = arrays.pop("mass"), arrays.pop("scored")
        forecast = _dataset(draws, arrays)
        which, share = representatives(forecast.weight.values, FEW)
        few = draws.some(which)
        before = {name: values[which] for name, values in arrays.items()}
        asked = [levers, self.reach, *(self._beliefs(label) for label in levers)]
        under = self._kept("levers", few, asked, lambda: self._under(few, mass[which], levers))
        paths = view.changed_from(self.base)
        taken = self._kept(
            "assumptions", few, [self.base.content_hash(), self.reach], lambda: self._without(few, mass[which], paths)
        )
        return ViewForecast(
            scenario=view,
            origin=origin,
            forecast=forecast,
            correction=draws.correction,
            series=scored[:, : len(SERIES)],
            drawn_records=scored[:, len(SERIES) : len(SERIES) + len(records)],
            few=_dataset(few, before, share),
            under={label: _dataset(few, _then(before, _of(under, label)), share) for label in levers},
            without={path: _dataset(few, _then(before, _of(taken, path)), share) for path in paths if _of(taken, path)},
        )

    def _draws(self, draws: ViewDraws, records: list[Shown]) -> Arrays:
        """Forecasts of all draws, their states at `as_of`, and how each sees the records."""
        _, batches, inputs = self._main(draws, [*nested(draws.view), *records])
        done: list[Arrays] = []
        for few in slices(len(draws.scores), batches.size):
            result = batches.run(_cut(inputs, few), ("past", "onward", "scored"))
            done.append({**result["past"], **result["onward"], "scored": result["scored"]})
            self.tell("draws", draws.number * len(draws.scores) + few.stop, draws.of * len(draws.scores))
        return _joined(done)

    def _under(self, draws: ViewDraws, mass: np.ndarray, levers: LeversByLabel) -> Arrays:
        """Onward under the levers of each label from the same states at `as_of`."""
        found: Arrays = {}
        for number, (label, values) in enumerate(levers.items()):
            then = compile_draws(draws.view, draws.numbers, values, PRECISION)
            found |= {f"{label}|{name}": one for name, one in self._onward(draws, mass, then, label).items()}
            self.tell("policies", draws.number * len(levers) + number + 1, draws.of * len(levers))
        return found

    def _without(self, draws: ViewDraws, mass: np.ndarray, paths: list[str]) -> Arrays:
        """Onward from the same states with each number of the view taken back, at the same normal scores."""
        found: Arrays = {}
        for number, path in enumerate(paths):
            other = draws.of_view(draws.view.restored(self.base, path))
            taken = compile_draws(other.view, other.numbers, {}, PRECISION)
            if taken.course.epochs[-1].lattice.gates < mass.shape[2]:
                continue  # without that number there is no such gate for the state to stand at
            if (other.view.truce is None) != (draws.view.truce is None):
                continue  # nor such a phase for it to be in
            found |= {f"{path}|{name}": values for name, values in self._onward(draws, mass, taken).items()}
            self.tell("assumptions", draws.number * len(paths) + number + 1, draws.of * len(paths))
        return found

    def _beliefs(self, label: str) -> Followed | None:
        """Which beliefs are followed under a label."""
        return Followed() if label in self.believing else None

    def _onward(self, draws: ViewDraws, mass: np.ndarray, then: Compiled, label: str | None = None) -> Arrays:
        """From the view's states at `as_of` under the last epoch of another game, which nobody expected."""
        now = compile_draws(draws.view, draws.numbers, {}, PRECISION)
        beliefs = None if label is None else self._beliefs(label)
        course = replace(now.course, baseline=None, shown=min(now.course.shown, self.reach + 1), beliefs=beliefs)
        epoch = replace(then.course.epochs[-1], start=course.as_of, new_mediator=False)

        def onward(base: Any, game: Any, state: Any) -> Any:
            return war.branch(course, base, epoch, game, state, MAIN, False)

        inputs = {"base": now.games[-1], "game": then.games[-1], "mass": mass}
        batches = self._program(("branch", course, epoch), inputs, {"onward": Stage(onward, tuple(inputs))})
        return _joined(
            [batches.run(_cut(inputs, few), ("onward",))["onward"] for few in slices(len(mass), batches.size)]
        )

    def _main(self, draws: ViewDraws, shown: list[Shown]) -> tuple[Compiled, Batches, dict[str, Any]]:
        """The draws compiled, the program that solves, conditions, carries on and scores, and what it is handed."""
        compiled = compile_draws(draws.view, draws.numbers, {}, PRECISION)
        course = replace(compiled.course, baseline=None, beliefs=self._beliefs(""))
        unseen: list[Shown] = [{}] * (self.room - len(shown))  # one number of records, one program
        records = compile_records(draws.view, draws.numbers.values, len(draws.scores), [*shown, *unseen])
        last, first = course.epochs[-1], course.solved_from(len(course.epochs) - 1)

        def past(games: Any, seen: Any, solved: Any) -> Any:
            return war.past(course, games, seen, solved, MAIN)

        def onward(games: Any, solved: Any, before: Any) -> Any:
            equilibrium = war.by_epoch(course, solved)[-1]
            return war.onward(course, last, games[-1], equilibrium, first, before["mass"], MAIN, False)

        def scored(games: Any, solved: Any, several: Any) -> Any:
            equilibria = war.by_epoch(course, solved)
            return jax.lax.map(
                lambda seen: jnp.maximum(
                    war.condition(course, games, equilibria, seen)[1]["log_likelihood"], LEAST
                ).sum(),
                several,
            )

        stages = {
            "solve": Stage(lambda games: war.solve_epochs(course, games), ("games",)),
            "past": Stage(past, ("games", "record", "solve")),
            "onward": Stage(onward, ("games", "solve", "past")),
            "scored": Stage(scored, ("games", "solve", "records")),
        }
        records = jax.tree.map(lambda leaf: leaf.astype(PRECISION), records)
        inputs = {"games": compiled.games, "record": compiled.record, "records": records}
        return compiled, self._program(("main", course), inputs, stages), inputs

    def _program(self, static: tuple[Any, ...], inputs: Mapping[str, Any], stages: dict[str, Stage]) -> Batches:
        """Return the program of some stages, compiled once for all inputs of the same shapes.

        `static` and the text of this file are all that the stages' functions depend on beside what they are handed.
        """
        shapes = jax.tree.map(lambda leaf: leaf.shape[1:], inputs)
        return self.programs.setdefault(f"{static} {shapes}", Batches(stages, identity=repr(static)))

    def _kept(self, kind: str, draws: ViewDraws, more: list[Any], computed: Callable[[], Arrays]) -> Arrays:
        """Arrays of one view from the cache, or computed and kept."""
        key = solutions.key(
            {
                "panel": kind,
                "scenario": draws.view.content_hash(),
                "scores": hashlib.sha256(np.ascontiguousarray(draws.scores).tobytes()).hexdigest(),
                "more": repr(more),
                "versions": versions(),
                "devices": computing_on(),
            }
        )
        kept = solutions.read(key) if self.reuse else None
        if kept is None:
            kept = computed()
            solutions.write(key, kept)
        return kept


def _dataset(draws: ViewDraws, arrays: Arrays, share: np.ndarray | None = None) -> xr.Dataset:
    """Forecast of some draws; `share` replaces their weights."""
    shown, view = arrays["ongoing"].shape[-1] - 1, draws.view
    found = forecast_dataset(
        view, arrays, drawn=draws.numbers.values, log_prior_weight=draws.numbers.log_weight, shown=shown,
        record=view.record is not None, attributes={},
    )  # fmt: skip
    return found if share is None else found.assign(weight=("draw", share))


def _plain(shown: Shown) -> dict[str, Any]:
    return {month: seen.model_dump(exclude_none=True) for month, seen in shown.items()}


def _of(arrays: Arrays, label: str) -> Arrays:
    return {name.split("|", 1)[1]: values for name, values in arrays.items() if name.split("|", 1)[0] == label}


def _then(before: Arrays, after: Arrays) -> Arrays:
    """What follows under other levers, and the past that is the same."""
    return {name: one for name, one in before.items() if name.startswith(("past_", "log_likelihood"))} | after


def _cut(inputs: Mapping[str, Any], few: slice) -> Any:
    return jax.tree.map(lambda leaf: leaf[few], dict(inputs))


def _joined(parts: list[Arrays]) -> Arrays:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
