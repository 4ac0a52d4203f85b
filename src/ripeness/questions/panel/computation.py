"""Rival views side by side: `panel` solves each, conditions each on the record, and sets each the same questions.

For each view: a forecast; how the likelihood of the record grows as its series are added one by one; the likelihood
of records that were drawn from the views themselves; and, on a few sets of assumptions that stand for the view as the
record leaves it, every policy, every cause of `ripeness explain`, and the view with one of its numbers taken back
from today on: the state that the record left, and what it weighs, stay as they are.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ripeness.ensemble.devices import prepare

prepare()

import jax  # noqa: E402  (after the machine is set up)
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402

from ripeness.compiler.copula import correlated  # noqa: E402
from ripeness.compiler.priors import values_from_scores  # noqa: E402
from ripeness.compiler.records import SERIES, Shown, compile_records, error_rate, nested, shown_of  # noqa: E402
from ripeness.compiler.war import Compiled  # noqa: E402
from ripeness.ensemble.batches import Batches, Stage, slices  # noqa: E402
from ripeness.ensemble.computation import Progress, compile_draws  # noqa: E402
from ripeness.ensemble.draws import Draws, Proposal, uniform_points  # noqa: E402
from ripeness.ensemble.forecast import versions  # noqa: E402
from ripeness.ensemble.proposal import borrowed  # noqa: E402
from ripeness.errors import RunError  # noqa: E402
from ripeness.questions.panel.sittings import Sitting, Sittings  # noqa: E402
from ripeness.schema.scenario import Scenario  # noqa: E402
from ripeness.schema.sections.record import Observation  # noqa: E402
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
Asked = Mapping[str, Mapping[str, float]]


def panel(
    base: Scenario,
    views: Mapping[str, Scenario],
    questions: Asked,
    draws: int = 200,
    seed: int = 0,
    *,
    reach: int | None = None,
    reuse: bool = True,
    progress: Progress | None = None,
) -> Sittings:
    """Compute a panel.

    Parameters
    ----------
    base : the scenario without a view. views : the same with each view laid over it, from `ripeness.load`.
    questions : label -> levers in canonical units, adopted at `as_of`, that every view is asked about
        (`ripeness.questions.panel.stated.questions`).
    draws : sets of assumptions in all, shared out equally.
    reach : months ahead, at least 1, that the questions are carried; all that the scenario shows by default.
    reuse : take what was computed before from the cache, and keep what is computed now, view by view and part by part.
    progress : called as (stage, done, total).

    Raises
    ------
    RunError : no view, or fewer draws than views.
    """
    if not views:
        raise RunError(f"{base.name} has no views to set side by side", "CONTRIBUTING.md says how to add one")
    each = draws // len(views)
    if each < 1:
        raise RunError(f"{draws} draws are fewer than {len(views)} views", f"Ask for at least {len(views)}")
    room = len(SERIES) + RECORDS * len(views)
    desk = _Desk(base, reuse, room, progress or (lambda stage, done, total: None), reach or base.calendar.horizon)
    desk.tell("compile", 0, 1)
    starts = {name: borrowed(view, base) for name, view in views.items()}
    records: list[tuple[str, Shown]] = []
    for number, (name, view) in enumerate(views.items()):
        records += [(name, shown) for shown in desk.records(view, starts[name][0], seed + number)]
        desk.tell("records", number + 1, len(views))
    sittings = {}
    for number, (name, view) in enumerate(views.items()):
        proposal, origin = starts[name]
        scores = proposal.scores(uniform_points(each, len(view.assumptions()) + 1, seed))
        part = _Part(view, scores, proposal.log_weight(scores), number, len(views))
        sittings[name] = desk.sitting(part, origin, [shown for _, shown in records], questions)
    return Sittings(base, sittings, tuple(name for name, _ in records), tuple(SERIES), each)


@dataclass(frozen=True)
class _Part:
    """Draws of one view, as independent normal scores, and its place among the views."""

    view: Scenario
    scores: np.ndarray
    correction: np.ndarray
    number: int = 0
    of: int = 1

    def some(self, which: np.ndarray) -> _Part:
        """Some of the draws."""
        return replace(self, scores=self.scores[which], correction=self.correction[which])

    def of_view(self, other: Scenario) -> _Part:
        """The same scores for another scenario; a number that was certain here stands at its median."""
        names = list(self.view.assumptions())
        scores = np.zeros((len(self.scores), len(other.assumptions())))
        for column, name in enumerate(other.assumptions()):
            if name in names:
                scores[:, column] = self.scores[:, names.index(name)]
        return replace(self, view=other, scores=scores)

    @property
    def drawn(self) -> Draws:
        """Values of the uncertain numbers."""
        names = self.view.assumptions()
        return Draws(values_from_scores(names, correlated(self.view, self.scores)), self.correction)


@dataclass
class _Desk:
    """Computes part by part; programs are compiled once for all views of the same shapes."""

    base: Scenario
    reuse: bool
    room: int  # records that are scored at once
    tell: Progress
    reach: int  # months ahead that what is asked is carried
    programs: dict[str, Batches] = field(default_factory=dict)

    def records(self, view: Scenario, proposal: Proposal, seed: int) -> list[Shown]:
        """Draw records from a view as the record leaves it: sets from what its proposal has learnt, a war from each."""
        if view.record is None:
            return []
        rng = np.random.default_rng(seed)
        points = rng.random((TRIES * RECORDS, len(view.assumptions()) + 1))
        points[:, -1] = proposal.prior_share + (1.0 - proposal.prior_share) * points[:, -1]  # never from the prior
        part = _Part(view, proposal.scores(points), np.zeros(len(points)))
        told = self._kept(
            "records",
            part,
            [view.record.model_dump_json(), seed],
            lambda: {"records": np.array(json.dumps([_plain(shown) for shown in self._drawn(part, rng)]))},
        )
        return [
            {month: Observation(**seen) for month, seen in shown.items()} for shown in json.loads(str(told["records"]))
        ]

    def _drawn(self, part: _Part, rng: np.random.Generator) -> list[Shown]:
        """A war that lasted from each set of assumptions, until there are enough."""
        found: list[Shown] = []
        for tried in slices(len(part.scores), RECORDS):
            some = part.some(np.arange(tried.start, tried.stop))
            compiled, batches, inputs = self._main(some, [])
            parts = [batches.run(_cut(inputs, few), ("solve",))["solve"] for few in slices(RECORDS, batches.size)]
            solved = jax.tree.map(lambda *leaves: np.concatenate(leaves), *parts)
            error = error_rate(part.view, some.drawn.values, RECORDS)
            for one in range(RECORDS):
                games, kept = jax.tree.map(lambda leaf, one=one: leaf[one], (compiled.games, solved))
                wars = lasting(compiled.course, games, war.by_epoch(compiled.course, kept), WARS, rng)
                if wars:
                    found.append(shown_of(part.view, wars[0], float(error[one]), rng))
                if len(found) == RECORDS:
                    return found
        return found

    def sitting(self, part: _Part, origin: str, records: list[Shown], questions: Asked) -> Sitting:
        """Compute all of one view."""
        view = part.view
        arrays = self._kept("draws", part, [records], lambda: self._draws(part, records))
        mass, scored = arrays.pop("mass"), arrays.pop("scored")
        forecast = _dataset(part, arrays)
        which, share = representatives(forecast.weight.values, FEW)
        few = part.some(which)
        before = {name: values[which] for name, values in arrays.items()}
        answers = self._kept(
            "questions", few, [questions, self.reach], lambda: self._questions(few, mass[which], questions)
        )
        paths = view.changed_from(self.base)
        taken = self._kept(
            "assumptions", few, [self.base.content_hash(), self.reach], lambda: self._without(few, mass[which], paths)
        )
        return Sitting(
            scenario=view,
            origin=origin,
            forecast=forecast,
            correction=part.correction,
            series=scored[:, : len(SERIES)],
            drawn=scored[:, len(SERIES) : len(SERIES) + len(records)],
            few=_dataset(few, before, share),
            asked={label: _dataset(few, {**before, **_of(answers, label)}, share) for label in questions},
            without={path: _dataset(few, {**before, **_of(taken, path)}, share) for path in paths if _of(taken, path)},
        )

    def _draws(self, part: _Part, records: list[Shown]) -> Arrays:
        """Forecasts of all draws, their states at `as_of`, and how each sees the records."""
        _, batches, inputs = self._main(part, [*nested(part.view), *records])
        done: list[Arrays] = []
        for few in slices(len(part.scores), batches.size):
            result = batches.run(_cut(inputs, few), ("past", "onward", "scored"))
            done.append({**result["past"], **result["onward"], "scored": result["scored"]})
            self.tell("draws", part.number * len(part.scores) + few.stop, part.of * len(part.scores))
        return _joined(done)

    def _questions(self, part: _Part, mass: np.ndarray, questions: Asked) -> Arrays:
        """Onward under each question's levers from the same states at `as_of`."""
        found: Arrays = {}
        for number, (label, levers) in enumerate(questions.items()):
            asked = compile_draws(part.view, part.drawn, levers, PRECISION)
            found |= {f"{label}|{name}": values for name, values in self._onward(part, mass, asked).items()}
            self.tell("policies", part.number * len(questions) + number + 1, part.of * len(questions))
        return found

    def _without(self, part: _Part, mass: np.ndarray, paths: list[str]) -> Arrays:
        """Onward from the same states with each number of the view taken back, at the same normal scores."""
        found: Arrays = {}
        for number, path in enumerate(paths):
            other = part.of_view(part.view.restored(self.base, path))
            taken = compile_draws(other.view, other.drawn, {}, PRECISION)
            if taken.course.epochs[-1].lattice.gates < mass.shape[2]:
                continue  # without that number there is no such gate for the state to stand at
            found |= {f"{path}|{name}": values for name, values in self._onward(part, mass, taken).items()}
            self.tell("assumptions", part.number * len(paths) + number + 1, part.of * len(paths))
        return found

    def _onward(self, part: _Part, mass: np.ndarray, then: Compiled) -> Arrays:
        """From the view's states at `as_of` under the last epoch of another game, which nobody expected."""
        now = compile_draws(part.view, part.drawn, {}, PRECISION)
        course = replace(now.course, baseline=None, shown=min(now.course.shown, self.reach + 1))
        epoch = replace(then.course.epochs[-1], start=course.as_of, new_mediator=False)

        def onward(base: Any, game: Any, state: Any) -> Any:
            return war.branch(course, base, epoch, game, state, MAIN, False)

        inputs = {"base": now.games[-1], "game": then.games[-1], "mass": mass}
        batches = self._program(("branch", course, epoch), inputs, {"onward": Stage(onward, tuple(inputs))})
        return _joined(
            [batches.run(_cut(inputs, few), ("onward",))["onward"] for few in slices(len(mass), batches.size)]
        )

    def _main(self, part: _Part, shown: list[Shown]) -> tuple[Compiled, Batches, dict[str, Any]]:
        """The draws compiled, the program that solves, conditions, carries on and scores, and what it is handed."""
        drawn = part.drawn
        compiled = compile_draws(part.view, drawn, {}, PRECISION)
        course = replace(compiled.course, baseline=None)
        unseen: list[Shown] = [{}] * (self.room - len(shown))  # one number of records, one program
        records = compile_records(part.view, drawn.values, len(drawn), [*shown, *unseen])
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
        key = f"{static} {jax.tree.structure(inputs)}"
        return self.programs.setdefault(key, Batches(stages))

    def _kept(self, kind: str, part: _Part, more: list[Any], computed: Callable[[], Arrays]) -> Arrays:
        """Arrays of one view from the cache, or computed and kept."""
        key = solutions.key(
            {
                "panel": kind,
                "scenario": part.view.content_hash(),
                "scores": hashlib.sha256(np.ascontiguousarray(part.scores).tobytes()).hexdigest(),
                "more": repr(more),
                "versions": versions(),
            }
        )
        kept = solutions.read(key) if self.reuse else None
        if kept is None:
            kept = computed()
            solutions.write(key, kept)
        return kept


def representatives(weight: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Draws that stand for all by weight, and the share of each: the middle of each of `count` equal parts.

    >>> representatives(np.array([0.5, 0.0, 0.5]), 4)
    (array([0, 2]), array([0.5, 0.5]))
    """
    reached = np.cumsum(np.asarray(weight, float)) / np.sum(weight)
    picked = np.searchsorted(reached, (np.arange(count) + 0.5) / count)
    which, times = np.unique(np.minimum(picked, len(reached) - 1), return_counts=True)
    return which, times / count


def _dataset(part: _Part, arrays: Arrays, share: np.ndarray | None = None) -> xr.Dataset:
    """Forecast of some draws; `share` replaces their weights."""
    shown, view = arrays["ongoing"].shape[-1] - 1, part.view
    found = forecast_dataset(
        view, arrays, drawn=part.drawn.values, log_prior_weight=part.drawn.log_weight, shown=shown,
        record=view.record is not None, attributes={},
    )  # fmt: skip
    return found if share is None else found.assign(weight=("draw", share))


def _plain(shown: Shown) -> dict[str, Any]:
    return {month: seen.model_dump(exclude_none=True) for month, seen in shown.items()}


def _of(arrays: Arrays, label: str) -> Arrays:
    return {name.split("|", 1)[1]: values for name, values in arrays.items() if name.split("|", 1)[0] == label}


def _cut(inputs: Mapping[str, Any], few: slice) -> Any:
    return jax.tree.map(lambda leaf: leaf[few], dict(inputs))


def _joined(parts: list[Arrays]) -> Arrays:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
