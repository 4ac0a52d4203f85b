"""Rival views side by side: `panel` solves each, conditions each on the record, and sets each the same questions.

For each view: a forecast; how the likelihood of the record grows as its series are added one by one; the likelihood
of records that were drawn from the views themselves; and, on a few sets of assumptions that stand for the view as the
record leaves it, every policy, every cause of `ripeness explain`, and the view with one of its numbers taken back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from ripeness.ensemble.devices import cache_folder, prepare

prepare()

import jax  # noqa: E402  (after the machine is set up)
import numpy as np  # noqa: E402

from ripeness.compiler.levels import levels_by_epoch  # noqa: E402
from ripeness.compiler.priors import values_from_scores  # noqa: E402
from ripeness.compiler.record import compile_record  # noqa: E402
from ripeness.compiler.war import Compiled, compile_war  # noqa: E402
from ripeness.computing import Progress, cast  # noqa: E402
from ripeness.ensemble import learn as learning  # noqa: E402
from ripeness.ensemble.batches import Batches, Stage, slices  # noqa: E402
from ripeness.ensemble.draws import Proposal, prior, uniform_points  # noqa: E402
from ripeness.errors import RunError  # noqa: E402
from ripeness.forecasting import versions  # noqa: E402
from ripeness.game import war  # noqa: E402
from ripeness.game.records import Lasted, lasting  # noqa: E402
from ripeness.results import solutions  # noqa: E402
from ripeness.results.dataset import forecast_dataset  # noqa: E402
from ripeness.schema.record import Observation  # noqa: E402
from ripeness.schema.scenario import Scenario  # noqa: E402
from ripeness.shipped import FOLDER, VIEWS  # noqa: E402

if TYPE_CHECKING:
    import xarray as xr

SERIES: dict[str, tuple[str, ...]] = {
    "going on": (),
    "front": ("front", "position"),
    "strikes": ("strikes",),
    "talks": ("attended",),
    "partial deals": ("partial_deal",),
    "punishment": ("package", "executive"),
}
"""The record's series, in the order in which they are added, and what is observed in each."""

RECORDS = 2  # drawn from each view
WARS = 16  # drawn for one record, of which the first that lasts is taken
TRIES = 6  # sets of assumptions tried for a record
FEW = 4  # sets of assumptions of each view that are set every question
MAIN = "nature"

Arrays = dict[str, np.ndarray]
Months = dict[str, Observation]
Asked = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Sitting:
    """What was computed for one view.

    Attributes
    ----------
    scenario : with the view laid over it. origin : where its draws come from: shipped, learned, borrowed or prior.
    forecast : of the status quo, over all its draws.
    series : log-likelihood of the record by draw, of as many of `SERIES` as the column says. drawn : of drawn records.
    correction : log of prior over proposal density, by draw.
    asked : forecasts under each question's levers, on few draws, by weight. without : the same under the status quo,
        with one number of the view taken back. few : the status quo on those draws.
    """

    scenario: Scenario
    origin: str
    forecast: xr.Dataset
    series: np.ndarray
    drawn: np.ndarray
    correction: np.ndarray
    few: xr.Dataset
    asked: dict[str, xr.Dataset]
    without: dict[str, xr.Dataset]


@dataclass(frozen=True)
class Sittings:
    """A panel as it was computed: `views` by name, and from which view each drawn record comes."""

    base: Scenario
    views: dict[str, Sitting]
    drawn_from: tuple[str, ...]
    draws: int
    seed: int


def panel(
    base: Scenario,
    views: Mapping[str, Scenario],
    questions: Asked,
    draws: int = 200,
    seed: int = 0,
    *,
    reuse: bool = True,
    progress: Progress | None = None,
) -> Sittings:
    """Compute a panel.

    Parameters
    ----------
    base : the scenario without a view. views : the same with each view laid over it, from `ripeness.load`.
    questions : label -> levers in canonical units, adopted at `as_of`, that every view is asked about.
    draws : sets of assumptions in all, shared out equally.
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
    desk = _Desk(base, reuse, len(SERIES) + RECORDS * len(views), progress or (lambda stage, done, total: None))
    desk.tell("compile", 0, 1)
    starts = {name: _where_to_draw(view, base) for name, view in views.items()}
    records: list[tuple[str, Months]] = []
    for number, (name, view) in enumerate(views.items()):
        found = desk.records(view, starts[name][0], seed + number)
        records += [(name, months) for months in found]
        desk.tell("records", number + 1, len(views))
    sittings = {}
    for number, (name, view) in enumerate(views.items()):
        proposal, origin = starts[name]
        names = tuple(view.assumptions())
        scores = proposal.scores(uniform_points(each, len(names) + 1, seed))
        part = _Part(view, scores, proposal.log_weight(scores), number, len(views))
        sittings[name] = desk.sitting(part, origin, [months for _, months in records], questions)
    return Sittings(base, sittings, tuple(name for name, _ in records), each, seed)


@dataclass(frozen=True)
class _Part:
    """One view's draws, and its place among the views."""

    view: Scenario
    scores: np.ndarray
    correction: np.ndarray
    number: int
    of: int

    def some(self, which: np.ndarray) -> _Part:
        return replace(self, scores=self.scores[which], correction=self.correction[which])


@dataclass
class _Desk:
    """Computes part by part; programs are compiled once for all views of the same shapes."""

    base: Scenario
    reuse: bool
    room: int  # records that are scored at once
    tell: Progress
    programs: dict[str, Batches] = field(default_factory=dict)

    def records(self, view: Scenario, proposal: Proposal, seed: int) -> list[Months]:
        """Draw records from a view as the record leaves it: sets from its proposal, a war that lasted from each."""
        rng = np.random.default_rng(seed)
        found: list[Months] = []
        width = len(view.assumptions())
        if view.record is None:
            return found
        for _ in range(TRIES):
            scores = proposal.mean + proposal.spread * rng.standard_normal((RECORDS, width))
            part = _Part(view, scores, np.zeros(RECORDS), 0, 1)
            compiled, drawn = _compiled(view, scores)
            batches, inputs = self._main(part, compiled, drawn, [])
            solved = []
            for few in slices(RECORDS, batches.size):
                solved.append(batches.run(_cut(inputs, few), ("solve",))["solve"])
            together = jax.tree.map(lambda *leaves: np.concatenate(leaves), *solved)
            for one in range(RECORDS):
                games, kept = jax.tree.map(lambda leaf, one=one: leaf[one], (compiled.games, together))
                wars = lasting(compiled.course, games, war.by_epoch(compiled.course, kept), WARS, rng)
                if wars:
                    error = float(_levels(view, drawn)["record.error_rate"][one])
                    found.append(_seen(view, wars[0], error, rng))
                if len(found) == RECORDS:
                    return found
        return found

    def sitting(self, part: _Part, origin: str, records: list[Months], questions: Asked) -> Sitting:
        """Compute all of one view."""
        view = part.view
        arrays = self._kept("draws", part, [_digest(records)], lambda: self._draws(part, records))
        mass, scored = arrays.pop("mass"), arrays.pop("scored")
        forecast = _dataset(view, part, arrays)
        which, share = representatives(forecast.weight.values, FEW)
        few = part.some(which)
        answers = self._kept(
            "questions", few, [_digest(questions)], lambda: self._questions(few, mass[which], questions)
        )
        before = {name: values[which] for name, values in arrays.items()}
        asked = {label: _dataset(view, few, {**before, **_of(answers, label)}, share) for label in questions}
        paths = view.changed_from(self.base)
        taken = self._kept("assumptions", few, [self.base.content_hash()], lambda: self._without(few, paths))
        return Sitting(
            scenario=view,
            origin=origin,
            forecast=forecast,
            series=scored[:, : len(SERIES)],
            drawn=scored[:, len(SERIES) : len(SERIES) + len(records)],
            correction=part.correction,
            few=_dataset(view, few, before, share),
            asked=asked,
            without={path: _dataset(view, few, _of(taken, path), share) for path in paths},
        )

    def _draws(self, part: _Part, records: list[Months]) -> Arrays:
        compiled, drawn = _compiled(part.view, part.scores)
        shown = [*_nested(part.view), *records]
        batches, inputs = self._main(part, compiled, drawn, shown)
        done: list[Arrays] = []
        for few in slices(len(part.scores), batches.size):
            result = batches.run(_cut(inputs, few), ("past", "onward", "scored"))
            done.append({**result["past"], **result["onward"], "scored": result["scored"]})
            self.tell("draws", part.number * len(part.scores) + few.stop, part.of * len(part.scores))
        return _joined(done)

    def _questions(self, part: _Part, mass: np.ndarray, questions: Asked) -> Arrays:
        """Onward under each question's levers from the same state at `as_of`."""
        compiled, drawn = _compiled(part.view, part.scores)
        found: Arrays = {}
        for number, (label, levers) in enumerate(questions.items()):
            asked = cast(compile_war(part.view, drawn, len(part.scores), levers), "float32")
            course, epoch, game = compiled.course, asked.course.epochs[-1], asked.games[-1]

            def onward(base: Any, one: Any, state: Any, course: war.Course = course, epoch: war.Epoch = epoch) -> Any:
                return war.branch(course, base, epoch, one, state, MAIN, False)

            stage = Stage(onward, ("base", "game", "mass"))
            inputs = {"base": compiled.games[-1], "game": game, "mass": mass}
            batches = self._program("branch", (course, epoch), inputs, {"onward": stage})
            parts = [
                batches.run(_cut(inputs, few), ("onward",))["onward"] for few in slices(len(part.scores), batches.size)
            ]
            found |= {f"{label}|{name}": values for name, values in _joined(parts).items()}
            self.tell("policies", part.number * len(questions) + number + 1, part.of * len(questions))
        return found

    def _without(self, part: _Part, paths: list[str]) -> Arrays:
        """The status quo with each number of the view taken back, at the same normal scores."""
        found: Arrays = {}
        names = list(part.view.assumptions())
        for number, path in enumerate(paths):
            other = part.view.restored(self.base, path)
            scores = np.zeros((len(part.scores), len(other.assumptions())))
            for column, name in enumerate(other.assumptions()):
                if name in names:  # one that the view holds fixed stands at its median
                    scores[:, column] = part.scores[:, names.index(name)]
            compiled, drawn = _compiled(other, scores)
            batches, inputs = self._main(part, compiled, drawn, [])
            done = []
            for few in slices(len(scores), batches.size):
                result = batches.run(_cut(inputs, few), ("past", "onward"))
                done.append({**result["past"], **result["onward"]})
            arrays = {name: values for name, values in _joined(done).items() if name != "mass"}
            found |= {f"{path}|{name}": values for name, values in arrays.items()}
            self.tell("assumptions", part.number * len(paths) + number + 1, part.of * len(paths))
        return found

    def _main(
        self, part: _Part, compiled: Compiled, drawn: Mapping[str, np.ndarray], shown: list[Months]
    ) -> tuple[Batches, dict[str, Any]]:
        """The program that solves, conditions, carries on and scores; and what it is handed."""
        course = compiled.course
        unseen: list[Months] = [{}] * (self.room - len(shown))  # one number of records, one program
        records = _records(part.view, drawn, [*shown, *unseen])
        last, first = course.epochs[-1], course.solved_from(len(course.epochs) - 1)
        blind = replace(course, baseline=None)

        def onward(games: Any, solved: Any, before: Any) -> Any:
            equilibrium = war.by_epoch(course, solved)[-1]
            return war.onward(course, last, games[-1], equilibrium, first, before["mass"], MAIN, False)

        def scored(games: Any, solved: Any, several: Any) -> Any:
            equilibria = war.by_epoch(blind, solved)
            return jax.lax.map(
                lambda seen: war.condition(blind, games, equilibria, seen)[1]["log_likelihood"].sum(), several
            )

        stages = {
            "solve": Stage(lambda games: war.solve_epochs(course, games), ("games",)),
            "past": Stage(lambda games, seen, solved: war.past(course, games, seen, solved, MAIN),
                          ("games", "record", "solve")),
            "onward": Stage(onward, ("games", "solve", "past")),
            "scored": Stage(scored, ("games", "solve", "records")),
        }  # fmt: skip
        inputs = {"games": compiled.games, "record": compiled.record, "records": records}
        return self._program("main", course, inputs, stages), inputs

    def _program(self, kind: str, static: Any, inputs: Mapping[str, Any], stages: dict[str, Stage]) -> Batches:
        key = f"{kind} {static} {jax.tree.structure(inputs)}"
        return self.programs.setdefault(key, Batches(stages))

    def _kept(self, kind: str, part: _Part, more: list[str], computed: Callable[[], Arrays]) -> Arrays:
        """Arrays of one view from the cache, or computed and kept."""
        key = solutions.key(
            {
                "panel": kind,
                "scenario": part.view.content_hash(),
                "scores": hashlib.sha256(np.ascontiguousarray(part.scores).tobytes()).hexdigest(),
                "baseline": part.view.calendar.baseline,
                "more": more,
                "versions": versions(),
            }
        )
        kept = solutions.read(key) if self.reuse else None
        if kept is None:
            kept = computed()
            solutions.write(key, kept)
        return kept


def representatives(weight: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Draws that stand for all by weight, and the share of each: systematic resampling, the middle of each of `count`.

    >>> representatives(np.array([0.5, 0.0, 0.5]), 4)
    (array([0, 2]), array([0.5, 0.5]))
    """
    reached = np.cumsum(np.asarray(weight, float)) / np.sum(weight)
    picked = np.searchsorted(reached, (np.arange(count) + 0.5) / count)
    which, times = np.unique(np.minimum(picked, len(reached) - 1), return_counts=True)
    return which, times / count


def _where_to_draw(view: Scenario, base: Scenario) -> tuple[Proposal, str]:
    """A view's own proposal, shipped or learned; else the scenario's, where the view leaves its numbers as they are."""
    names = tuple(view.assumptions())
    if view.record is None or not names:
        return prior(len(names)), "prior"
    if found := _proposal(view):
        return found
    borrowed = _proposal(base)
    if borrowed is None:
        return prior(len(names)), "prior"
    theirs, changed = list(base.assumptions()), set(view.changed_from(base))
    mean, spread = np.zeros(len(names)), np.ones(len(names))
    for place, name in enumerate(names):
        if name in theirs and name not in changed:
            mean[place], spread[place] = (part[theirs.index(name)] for part in (borrowed[0].mean, borrowed[0].spread))
    return Proposal(mean, spread, borrowed[0].prior_share), "borrowed"


def _proposal(scenario: Scenario) -> tuple[Proposal, str] | None:
    key, names = scenario.content_hash(), tuple(scenario.assumptions())
    beside = [FOLDER / f"{scenario.name}.proposal.json"]
    if scenario.view is not None:
        beside.append(FOLDER / VIEWS / scenario.name / f"{scenario.view.name}.proposal.json")
    kept = cache_folder() / "proposals" / f"{key}.json"
    for path, origin in (*((one, "shipped") for one in beside), (kept, "learned")):
        if found := learning.load(path, names, key):
            return found.proposal, origin
    return None


def _compiled(scenario: Scenario, scores: np.ndarray) -> tuple[Compiled, dict[str, np.ndarray]]:
    drawn = values_from_scores(scenario.assumptions(), scores)
    return cast(compile_war(scenario, drawn, len(scores)), "float32"), drawn


def _levels(scenario: Scenario, drawn: Mapping[str, np.ndarray]) -> Any:
    count = len(next(iter(drawn.values()))) if drawn else 1
    return levels_by_epoch(scenario, drawn, count, None)[0]


def _records(scenario: Scenario, drawn: Mapping[str, np.ndarray], shown: list[Months]) -> Any:
    """Several records as every draw would see them: leading axes (draw, record, month)."""
    levels = _levels(scenario, drawn)
    seen = [compile_record(_with(scenario, months), levels) for months in shown]
    return jax.tree.map(lambda *leaves: np.stack(leaves, axis=1).astype(np.float32), *seen)


def _with(scenario: Scenario, months: Months) -> Scenario:
    if scenario.record is None:
        return scenario
    return scenario.model_copy(update={"record": scenario.record.model_copy(update={"months": months})})


def _nested(scenario: Scenario) -> Iterator[Months]:
    """The record with ever more of its series."""
    known: tuple[str, ...] = ()
    months = scenario.record.months if scenario.record else {}
    for fields in SERIES.values():
        known += fields
        yield {month: Observation(**{name: getattr(seen, name) for name in known}) for month, seen in months.items()}


def _seen(scenario: Scenario, lasted: Lasted, error: float, rng: np.random.Generator) -> Months:
    """What the record would have held of a war: the same months and series as in fact, coded with the same errors."""
    assert scenario.record is not None

    def coded(truth: bool) -> bool:
        return truth if rng.random() >= error else not truth

    shown: Months = {}
    for label, actual in scenario.record.months.items():
        month = scenario.month_index(label)
        there = {name for name in Observation.model_fields if getattr(actual, name) is not None}
        attended = bool(lasted.attended[month])
        told = {
            "front": "up" if lasted.front[month + 1] > lasted.front[month] else "down",
            "position": int(lasted.front[month]),
            "attended": coded(attended),
            "strikes": coded(bool(lasted.strikes[month])),
            "partial_deal": bool(lasted.partial_deal[month]) if attended else coded(False),
            "package": bool(lasted.package[month]),
            "executive": bool(lasted.executive[month]),
        }
        shown[label] = Observation(**{name: value for name, value in told.items() if name in there})  # type: ignore[arg-type]
    return shown


def _dataset(scenario: Scenario, part: _Part, arrays: Arrays, share: np.ndarray | None = None) -> xr.Dataset:
    drawn = values_from_scores(scenario.assumptions(), part.scores)
    found = forecast_dataset(
        scenario,
        arrays,
        drawn=drawn,
        correction=part.correction,
        shown=scenario.calendar.horizon,
        record=True,
        attributes={},
    )
    return found if share is None else found.assign(weight=("draw", share))


def _of(arrays: Arrays, label: str) -> Arrays:
    return {name.split("|", 1)[1]: values for name, values in arrays.items() if name.split("|", 1)[0] == label}


def _cut(inputs: Mapping[str, Any], few: slice) -> Any:
    return jax.tree.map(lambda leaf: leaf[few], dict(inputs))


def _joined(parts: list[Arrays]) -> Arrays:
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _digest(content: Any) -> str:
    return hashlib.sha256(repr(content).encode()).hexdigest()
