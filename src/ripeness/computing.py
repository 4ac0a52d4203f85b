"""From draws to arrays: compile every policy, solve and condition once, branch where the policies part."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import jax
import numpy as np

from ripeness.compiler.priors import values_from_scores
from ripeness.compiler.war import Compiled, compile_war
from ripeness.ensemble.batches import Batches, Stage, slices
from ripeness.game import war
from ripeness.schema.scenario import Scenario

Progress = Callable[[str, int, int], None]

COMPILED_AT_ONCE = 256  # draws whose numbers are laid out before they are solved


@dataclass(frozen=True)
class Adopted:
    """What is different from `as_of` on: values of levers (canonical units), and a plan that alone can be signed."""

    levers: Mapping[str, float] = field(default_factory=dict)
    sign: str | None = None

    @property
    def nothing(self) -> bool:
        """Whether it is the status quo."""
        return not self.levers and self.sign is None


def compute(
    scenario: Scenario,
    policies: Mapping[str, Adopted],
    scores: np.ndarray,
    main: str,
    precision: str,
    views: bool,
    tell: Progress,
) -> tuple[dict[str, dict[str, np.ndarray]], dict[str, Any]]:
    """Arrays (draw, ...) of each policy, and what they cost; on Ctrl-C those of the finished draws."""
    draws = len(scores)
    done: dict[str, list[dict[str, np.ndarray]]] = {label: [] for label in policies}
    batches: Batches | None = None
    partial = False
    try:
        tell("compile", 0, 1)
        for chunk in slices(draws, COMPILED_AT_ONCE):
            base = compile_draws(scenario, scores[chunk], {}, precision)
            variants = {
                label: compile_draws(scenario, scores[chunk], adopted.levers, precision, adopted.sign)
                for label, adopted in policies.items()
                if not adopted.nothing
            }
            if batches is None:
                batches = Batches(_stages(base.course, policies, variants, main, views))
            inputs = {"games": base.games, "record": base.record, "base": base.games[-1]}
            inputs |= {f"game of {label}": compiled.games[-1] for label, compiled in variants.items()}
            for few in slices(len(scores[chunk]), batches.size):
                part = jax.tree.map(lambda leaf, few=few: leaf[few], inputs)
                results = batches.run(part, ("past", *policies))
                before = {name: values for name, values in results["past"].items() if name != "mass"}
                for label in policies:
                    done[label].append({**before, **results[label]})
                tell("draws", chunk.start + few.stop, draws)
    except KeyboardInterrupt:
        if batches is None or not all(done.values()):
            raise
        partial = True
    assert batches is not None
    complete = min(len(parts) for parts in done.values())
    arrays = {
        label: {name: np.concatenate([part[name] for part in parts[:complete]]) for name in parts[0]}
        for label, parts in done.items()
    }
    law_s = sum(seconds for name, seconds in batches.run_s.items() if name != "solve")
    spent = {"compile_s": batches.compile_s, "solve_s": batches.run_s.get("solve", 0.0), "law_s": law_s}
    return arrays, {**spent, "partial": int(partial)}


def _stages(
    course: war.Course,
    policies: Mapping[str, Adopted],
    variants: Mapping[str, Compiled],
    main: str,
    views: bool,
) -> dict[str, Stage]:
    """Solve and condition once; then the status quo from the same solution, and each policy from `as_of`."""
    last, first = course.epochs[-1], course.solved_from(len(course.epochs) - 1)
    kept_until = None if any(policy.nothing for policy in policies.values()) else course.as_of + 1
    if course.baseline is not None and kept_until is not None:
        kept_until = max(kept_until, course.baseline + war.BASELINE_MONTHS)

    def status_quo(games, solved, before):
        return war.onward(course, last, games[-1], war.by_epoch(course, solved)[-1], first, before["mass"], main, True)

    stages = {
        "solve": Stage(lambda games: war.solve_epochs(course, games, kept_until), ("games",)),
        "past": Stage(lambda g, r, s: war.past(course, g, r, s, main), ("games", "record", "solve")),
    }
    for label, policy in policies.items():
        if policy.nothing:
            stages[label] = Stage(status_quo, ("games", "solve", "past"))
            continue
        epoch = variants[label].course.epochs[-1]

        def onward(base, game, before, epoch=epoch):
            return war.branch(course, base, epoch, game, before["mass"], main, views)

        shapes = str(jax.tree.structure(variants[label].games[-1]))
        stages[label] = Stage(onward, ("base", f"game of {label}", "past"), ("policy", epoch, shapes))
    return stages


def floats(precision: str) -> AbstractContextManager[Any]:
    """Context in which arrays may have this precision."""
    return jax.enable_x64(True) if precision == "float64" else nullcontext()


def compile_draws(
    scenario: Scenario, scores: np.ndarray, levers: Mapping[str, float], precision: str, sign: str | None = None
) -> Compiled:
    """Compile draws (normal scores of each assumption) under a policy, in a precision."""
    drawn = values_from_scores(scenario.assumptions(), scores)
    exact = precision == "float64"
    return cast(compile_war(scenario, drawn, len(scores), levers, exact=exact, sign=sign), precision)


def cast(compiled: Compiled, precision: str) -> Compiled:
    """The same numbers in another precision."""

    def as_floats(tree: Any) -> Any:
        return jax.tree.map(lambda leaf: np.asarray(leaf, precision), tree)

    return Compiled(compiled.course, as_floats(compiled.games), as_floats(compiled.record), compiled.means)
