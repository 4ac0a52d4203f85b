"""From draws to arrays: compile every policy, solve and condition once, branch where the policies part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

import jax
import numpy as np

from ripeness.arrays import VIEWS, Followed
from ripeness.compiler.war import Compiled, compile_war
from ripeness.ensemble.asked import Asked
from ripeness.ensemble.batches import Batches, Stage, slices
from ripeness.ensemble.draws import Draws
from ripeness.schema.scenario import Scenario
from ripeness.solver import course as war
from ripeness.solver.attending import performing
from ripeness.solver.truces import peace_apart, unpacked

Progress = Callable[[str, int, int], None]

ATTENDS = "what attending gives"
"""The stage that computes it."""

COMPILED_AT_ONCE = 256  # draws whose numbers are laid out before they are solved


@dataclass
class Computation:
    """What turns draws into arrays under some policies; programs are compiled with the first draws and kept.

    Attributes
    ----------
    policies : what is asked, by label; alike but in what is adopted at `as_of`.
    views : whether the views that are not reported in full are given too.
    attending : whether the status quo's arrays hold what attending talks gives the attacker at `as_of`.
    beliefs : which the arrays hold, by label; none where a label is missing.
    """

    policies: Mapping[str, Asked]
    views: bool
    attending: bool = False
    beliefs: Mapping[str, Followed] = field(default_factory=dict)
    batches: Batches | None = None
    _courses: Any = None

    @property
    def one(self) -> Asked:
        """One of the questions, for what they have in common."""
        return next(iter(self.policies.values()))

    def run(self, drawn: Draws) -> Iterator[dict[str, dict[str, np.ndarray]]]:
        """Arrays (draw, ...) of each policy, batch by batch, in the order of the draws."""
        scenario, precision, main = self.one.scenario, self.one.precision, self.one.main
        base = compile_draws(scenario, drawn, {}, precision)
        variants = {
            label: compile_draws(scenario, drawn, asked.levers, precision, asked.sign)
            for label, asked in self.policies.items()
            if not asked.nothing
        }
        beliefs = {label: self.beliefs.get(label) for label in self.policies}
        courses = base.course, {label: compiled.course for label, compiled in variants.items()}, beliefs
        if self.batches is None or self._courses != courses:
            stages = stages_of(base.course, self.policies, variants, main, self.views, beliefs)
            if self.attending:
                stages |= _attending(base.course, main)
            followed = [beliefs[label] for label, policy in self.policies.items() if policy.nothing]
            identity = identity_of(base.course, followed)
            self.batches, self._courses = Batches(stages, identity=identity), courses
        inputs = {"games": base.games, "record": base.record, "base": base.games[-1]}
        inputs |= {f"game of {label}": compiled.games[-1] for label, compiled in variants.items()}
        for few in slices(len(drawn), self.batches.size):
            part = jax.tree.map(lambda leaf, few=few: leaf[few], inputs)
            also = [ATTENDS] if ATTENDS in self.batches.stages else []
            results = self.batches.run(part, ("past", *self.policies, *also))
            before = {name: values for name, values in results["past"].items() if name != "mass"}
            gives = results[ATTENDS] if also else {}
            yield {
                label: {**before, **results[label], **(gives if asked.nothing else {})}
                for label, asked in self.policies.items()
            }

    def spent(self) -> dict[str, float]:
        """Seconds spent so far."""
        run_s = self.batches.run_s if self.batches else {}
        law_s = sum(seconds for name, seconds in run_s.items() if name != "solve")
        compile_s = self.batches.compile_s if self.batches else 0.0
        return {"compile_s": compile_s, "solve_s": run_s.get("solve", 0.0), "law_s": law_s}


def compute(computation: Computation, drawn: Draws, tell: Progress) -> tuple[dict[str, dict[str, np.ndarray]], bool]:
    """Arrays (draw, ...) of each policy, and whether they are all; on Ctrl-C those of the finished draws."""
    parts: list[dict[str, dict[str, np.ndarray]]] = []
    finished = 0
    try:
        tell("compile", 0, 1)
        for chunk in slices(len(drawn), COMPILED_AT_ONCE):
            for part in computation.run(drawn.part(chunk)):
                parts.append(part)
                finished += len(next(iter(part.values()))["ongoing"])
                tell("draws", finished, len(drawn))
    except KeyboardInterrupt:
        if not parts:
            raise
    return joined(parts), finished == len(drawn)


def joined(parts: list[dict[str, dict[str, np.ndarray]]]) -> dict[str, dict[str, np.ndarray]]:
    """Batches, one after the other, as one."""
    return {
        label: {name: np.concatenate([part[label][name] for part in parts]) for name in parts[0][label]}
        for label in parts[0]
    }


def identity_of(course: war.Course, followed: list[Followed | None]) -> str:
    """All that the programs of `stages_of` depend on but what each says itself; `followed` under the status quo."""
    return repr((course, followed[:1]))


def stages_of(
    course: war.Course,
    policies: Mapping[str, Asked],
    variants: Mapping[str, Compiled],
    main: str,
    views: bool,
    beliefs: Mapping[str, Followed | None],
) -> dict[str, Stage]:
    """Solve and condition once; then the status quo from the same solution, and each policy from `as_of`.

    A policy reads `base` and `game of LABEL`, the numbers of the last epoch without and with it, and of the stages
    `past` and, where it settles as before, `terms`.
    """
    now = [beliefs[label] for label, policy in policies.items() if policy.nothing]
    course = replace(course, beliefs=now[0] if now else None)
    last, first = course.epochs[-1], course.solved_from(len(course.epochs) - 1)
    kept_until = None if any(policy.nothing for policy in policies.values()) else course.as_of + 1
    if course.baseline is not None and kept_until is not None:
        kept_until = max(kept_until, course.baseline + war.BASELINE_MONTHS)

    def status_quo(games, solved, before):
        return war.onward(course, last, games[-1], war.by_epoch(course, solved)[-1], first, before["mass"], main, views)

    # A program goes by what it computes of a course, whatever else is asked with it: other questions find it kept.
    stages = {
        "solve": Stage(lambda games: war.solve_epochs(course, games, kept_until), ("games",), ("solve", kept_until)),
        "past": Stage(lambda g, r, s: war.past(course, g, r, s, main), ("games", "record", "solve"), ("past", main)),
        "terms": Stage(lambda solved: war.by_epoch(course, solved)[-1].settlement, ("solve",)),
    }
    for label, policy in policies.items():
        if policy.nothing:
            stages[label] = Stage(status_quo, ("games", "solve", "past"), ("status quo", main, views))
            continue
        changed = variants[label].course
        epoch, shapes = changed.epochs[-1], str(jax.tree.structure(variants[label].games[-1]))
        alike = changed.epochs[:-1] == course.epochs and changed.settles_as[-1] == course.settles_as[-1]

        shown = course.shown if policy.months is None else min(course.shown, policy.months + 1)
        carried = replace(course, shown=shown, beliefs=beliefs[label])

        def onward(base, game, before, *terms, carried=carried, epoch=epoch):
            return war.branch(carried, base, epoch, game, before["mass"], main, views, *terms)

        reads = ("base", f"game of {label}", "past", *(["terms"] if alike else []))
        told = main, views, carried.shown, carried.beliefs
        stages[label] = Stage(onward, reads, ("policy", epoch, shapes, alike, told))
    return stages


def _attending(course: war.Course, main: str) -> dict[str, Stage]:
    """What attending gives the attacker at `as_of`, if there is a mediator whose mind it moves."""
    last, place = course.epochs[-1], int(not VIEWS[main][1])
    if last.lattice.sincerity == 1:
        return {}

    def gives(games, before):
        fought, _ = peace_apart(unpacked(before["mass"][place], last.rules))
        return performing(games[-1], last.lattice, last.rules, fought, course.as_of, course.horizon)

    return {ATTENDS: Stage(gives, ("games", "past"), (ATTENDS, main))}


def floats(precision: str) -> AbstractContextManager[Any]:
    """Context in which arrays may have this precision."""
    return jax.enable_x64(True) if precision == "float64" else nullcontext()


def compile_draws(
    scenario: Scenario, drawn: Draws, levers: Mapping[str, float], precision: str, sign: str | None = None
) -> Compiled:
    """Compile draws under a policy, in a precision."""
    exact = precision == "float64"
    return cast(compile_war(scenario, drawn.values, len(drawn), levers, exact=exact, sign=sign), precision)


def cast(compiled: Compiled, precision: str) -> Compiled:
    """The same numbers in another precision."""

    def as_floats(tree: Any) -> Any:
        return jax.tree.map(lambda leaf: np.asarray(leaf, precision), tree)

    return Compiled(compiled.course, as_floats(compiled.games), as_floats(compiled.record), compiled.means)
