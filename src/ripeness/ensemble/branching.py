"""The status quo solved once for some draws; what follows under any policy branches off from there.

A forecast of a policy alone needs the status quo solved up to `as_of` first, which takes longer than the policy does.
Here the state of every draw at `as_of` and the settlement of the last epoch are held, so that a policy costs its own
epoch only, and kept by content, so that the next process begins from there. The programs are those of
`computation.stages_of`, and are found kept where a comparison made them.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

import jax
import numpy as np
from jaxtyping import Int

from ripeness.compiler.war import Compiled
from ripeness.ensemble.asked import Asked
from ripeness.ensemble.batches import Batches, Stage, slices
from ripeness.ensemble.computation import Progress, compile_draws, floats, identity_of, stages_of
from ripeness.ensemble.devices import computing_on, versions
from ripeness.ensemble.draws import Draws
from ripeness.ensemble.turns import Between
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.store import solutions

Rows = Int[np.ndarray, " row"]
Arrays = dict[str, np.ndarray]

POLICY = "policy"
BEFORE = ("past", "terms")
"""What a policy needs to know of the status quo: the war up to `as_of`, and the last epoch's settlement."""
WORTH_KEEPING = 16
"""Draws of which what was solved is kept, at least."""


@dataclass
class Program:
    """A program of one policy's epoch, whose numbers may be those of any policy with the same epoch."""

    batches: Batches
    compiling: threading.Lock = field(default_factory=threading.Lock)
    ready: bool = False


@dataclass(frozen=True)
class Prepared:
    """A policy for some draws: their places, the program of its epoch, and the epoch's numbers (row, ...)."""

    rows: Rows
    program: Program
    game: Any

    def first(self, count: int) -> Prepared:
        """Return the same for the first of them."""
        return Prepared(self.rows[:count], self.program, _of(self.game, slice(count)))


class Branching:
    """Policies that branch off from one status quo.

    Parameters
    ----------
    one : the question under the status quo. drawn : its draws.
    """

    def __init__(self, one: Asked, drawn: Draws) -> None:
        self.one, self.drawn = one, drawn
        self._base = self._compile(one, np.arange(len(drawn)))
        course, main = self._base.course, one.main
        self._identity = identity_of(course, [None])
        stages = stages_of(course, {STATUS_QUO: one}, {}, main, False, {STATUS_QUO: None})
        known = {name: stage for name, stage in stages.items() if name != STATUS_QUO}
        self._before = Program(Batches(known, identity=self._identity))
        self._programs: dict[Hashable, Program] = {}
        self._begun = np.zeros(len(drawn), bool)
        self._held: dict[str, Any] = {}
        self._adding = threading.Lock()

    def begin(self, rows: Rows, between: Between = lambda: None, tell: Progress = lambda *_: None) -> None:
        """Solve the status quo of some draws up to `as_of`, unless that is done."""
        missing = rows[~self._begun[rows]]
        first, rest = np.split(missing, [0 if self._held else self._before.batches.size])
        self._solve(first, between, tell)
        name = self._kept_name(rest) if len(rest) >= WORTH_KEEPING else ""
        if name and (kept := solutions.read(name)) is not None:
            leaves, tree = jax.tree.flatten(self._held)
            self._hold(rest, jax.tree.unflatten(tree, [kept[str(place)] for place in range(len(leaves))]))
            return
        self._solve(rest, between, tell)
        if name:
            leaves = jax.tree.leaves(_of(self._held, rest))
            solutions.write(name, {str(place): leaf for place, leaf in enumerate(leaves)})

    def _solve(self, rows: Rows, between: Between, tell: Progress) -> None:
        """Solve the status quo of some draws, batch by batch."""
        for few in slices(len(rows), self._before.batches.size):
            between()
            inputs = {"games": self._base.games, "record": self._base.record}
            with floats(self.one.precision):
                found = self._run(self._before, _of(inputs, rows[few]), BEFORE)
            self._hold(rows[few], found)
            tell("status quo", few.stop, len(rows))

    def _hold(self, rows: Rows, found: Any) -> None:
        """Hold what was solved of some draws."""
        with self._adding:
            if not self._held:
                count = len(self.drawn)
                self._held = jax.tree.map(lambda leaf: np.zeros((count, *leaf.shape[1:]), leaf.dtype), found)
            jax.tree.map(lambda every, part: every.__setitem__(rows, part), self._held, found)
            self._begun[rows] = True

    def _kept_name(self, rows: Rows) -> str:
        """Name under which what is solved of some draws is kept."""
        marks = solutions.marks({name: values[rows] for name, values in self.drawn.values.items()}, len(rows))
        of = {"begun": "".join(marks), "versions": versions(), "devices": computing_on()}
        return solutions.key({**self.one.identity(), **of})

    def prepared(self, policy: Asked, rows: Rows) -> Prepared:
        """Return the numbers of some draws under a policy that moves a lever, its program compiled."""
        variant = self._compile(policy, rows)
        stage = self._stage(policy, variant)
        with self._adding:
            made = Program(Batches({POLICY: stage}, identity=self._identity))
            program = self._programs.setdefault(stage.program, made)
        found = Prepared(rows, program, variant.games[-1])
        if not program.ready:
            self.forecast(found.first(program.batches.size))
        return found

    def forecast(self, asked: Prepared, between: Between = lambda: None, tell: Progress = lambda *_: None) -> Arrays:
        """Arrays (draw, ...) of some draws under a policy, which are begun if need be.

        between : called before each batch. tell : called as (stage, done, total) after each.
        """
        rows, program = asked.rows, asked.program
        self.begin(rows, between, tell)
        reads = next(iter(program.batches.stages.values())).reads
        parts: list[Arrays] = []
        with floats(self.one.precision):
            for few in slices(len(rows), program.batches.size):
                between()
                some = rows[few]
                held = _of(self._held, some)
                inputs = {"base": _of(self._base.games[-1], some), f"game of {POLICY}": _of(asked.game, few), **held}
                found = self._run(program, {name: inputs[name] for name in reads}, (POLICY,))[POLICY]
                before = {name: values for name, values in held["past"].items() if name != "mass"}
                parts.append({**before, **found})
                tell("draws", few.stop, len(rows))
        return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}

    def program_of(self, policy: Asked) -> Hashable:
        """Name of a policy's program: policies with the same one differ in numbers only."""
        return self._stage(policy, self._compile(policy, np.arange(1))).program

    def _stage(self, policy: Asked, variant: Compiled) -> Stage:
        asked = {STATUS_QUO: self.one, POLICY: policy}
        none = dict.fromkeys(asked)
        stages = stages_of(self._base.course, asked, {POLICY: variant}, self.one.main, False, none)
        return stages[POLICY]

    def _compile(self, policy: Asked, rows: Rows) -> Compiled:
        drawn = Draws({name: values[rows] for name, values in self.drawn.values.items()}, self.drawn.log_weight[rows])
        return compile_draws(policy.scenario, drawn, policy.levers, policy.precision, policy.sign)

    def _run(self, program: Program, inputs: dict[str, Any], kept: tuple[str, ...]) -> dict[str, Any]:
        """Run a program; who comes while it is compiled waits for it instead of compiling it again."""
        if program.ready:
            return program.batches.run(inputs, kept)
        with program.compiling:
            found = program.batches.run(inputs, kept)
            program.ready = True
        return found


def _of(tree: Any, rows: Any) -> Any:
    return jax.tree.map(lambda leaf: leaf[rows], tree)
