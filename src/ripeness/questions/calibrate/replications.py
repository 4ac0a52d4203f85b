"""Wars drawn from a scenario's own law, what would have been recorded of them, and what the filter makes of that.

Equation:
    D sets of assumptions drawn from the priors stand for the prior: each has a share 1/D
    a replication is one of them, and a war of its law that lasts until `as_of`, with the record that it would have left
    weight(d) proportional to the likelihood of that record under set d, that of lasting included
    u of a number = sum of the weights of sets below the true one + U weight of the true one, U uniform

The prior over the D sets is exact, and so is its posterior: u is uniform whatever D, if sampler and filter agree.

Sources: Talts et al. 2018, arXiv 1804.06788 [P, recalled]; Cook, Gelman & Rubin 2006 [P, recalled]; finite prior [R].
Silent about: whether the priors are right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ripeness.ensemble.devices import prepare

prepare()

import jax  # noqa: E402  (after the machine is set up)
import numpy as np  # noqa: E402
from jaxtyping import Float, Int  # noqa: E402

from ripeness.compiler.records import Shown, area_error, compile_records, error_rate, shown_of  # noqa: E402
from ripeness.compiler.war import Compiled  # noqa: E402
from ripeness.ensemble.batches import Batches, Stage, slices  # noqa: E402
from ripeness.ensemble.computation import compile_draws  # noqa: E402
from ripeness.ensemble.design import design_of  # noqa: E402
from ripeness.ensemble.draws import Draws  # noqa: E402
from ripeness.errors import RunError  # noqa: E402
from ripeness.schema.scenario import Scenario  # noqa: E402
from ripeness.solver import course as war  # noqa: E402
from ripeness.solver.sampled_records import lasting  # noqa: E402

if TYPE_CHECKING:
    from ripeness.ensemble.computation import Progress

PRECISION = "float32"
AT_ONCE = 25
"""Records that are weighed at once."""
MORE = 8
"""Wars drawn for each replication that is needed: most may not last, and more of them take hardly more time."""


@dataclass(frozen=True)
class Replications:
    """Which set each record came from, and the log likelihood of each record under each set."""

    values: dict[str, Float[np.ndarray, " draw"]]
    true: Int[np.ndarray, " record"]
    log_likelihood: Float[np.ndarray, "record draw"]


def replicate(
    scenario: Scenario, replications: int, draws: int, seed: int, progress: Progress | None = None
) -> Replications:
    """Draw records from the prior predictive law of wars that last, and weigh every set by each.

    Raises
    ------
    RunError : too few drawn wars last until `as_of`.
    """
    tell = progress or (lambda stage, done, total: None)
    drawn = design_of(scenario, draws, seed, record=False).draws(0, draws)
    compiled = compile_draws(scenario, drawn, {}, PRECISION)
    course = replace(compiled.course, baseline=None, beliefs=None)
    tell("compile", 0, 1)
    solved = _solved(compiled, course, tell)
    true, shown = _drawn(scenario, drawn, compiled, solved, replications, seed, tell)
    logs = []
    weigh = _filter(course)
    for few in slices(len(shown), AT_ONCE):
        some = shown[few]
        padded: list[Shown] = [*some, *([{}] * (AT_ONCE - len(some)))]
        records = compile_records(scenario, drawn.values, draws, padded)
        inputs = {
            "games": compiled.games,
            "solved": solved,
            "records": jax.tree.map(lambda leaf: leaf.astype(PRECISION), records),
        }
        parts = [weigh.run(_cut(inputs, part), ("scored",))["scored"] for part in slices(draws, weigh.size)]
        logs.append(np.concatenate(parts)[:, : len(some)].T)
        tell("weigh", few.stop, len(shown))
    return Replications(dict(drawn.values), true, np.concatenate(logs).astype(float))


def positions(found: Replications, values: Float[np.ndarray, " draw"], seed: int) -> Float[np.ndarray, " record"]:
    """Return u of a number for every record; sets of equal value share what lies between them."""
    top = found.log_likelihood.max(axis=1, keepdims=True)
    weight = np.exp(found.log_likelihood - top)
    weight /= weight.sum(axis=1, keepdims=True)
    truth = values[found.true][:, None]
    below, same = (weight * (values < truth)).sum(axis=1), (weight * (values == truth)).sum(axis=1)
    return np.asarray(below + np.random.default_rng(seed).random(len(below)) * same)


def _solved(compiled: Compiled, course: war.Course, tell: Progress) -> Any:
    stages = {"solve": Stage(lambda games: war.solve_epochs(course, games), ("games",))}
    batches = Batches(stages, identity=f"calibrate solve {course!r}")
    inputs = {"games": compiled.games}
    count = len(jax.tree.leaves(inputs)[0])
    parts = []
    for few in slices(count, batches.size):
        parts.append(batches.run(_cut(inputs, few), ("solve",))["solve"])
        tell("draws", few.stop, count)
    return jax.tree.map(lambda *leaves: np.concatenate(leaves), *parts)


def _drawn(
    scenario: Scenario, drawn: Draws, compiled: Compiled, solved: Any, replications: int, seed: int, tell: Progress
) -> tuple[Int[np.ndarray, " record"], list[Shown]]:
    """Draw as many wars from each set, and choose among those that last: sets count by their chance of lasting."""
    rng, draws = np.random.default_rng(seed), len(drawn)
    error, of_areas = error_rate(scenario, drawn.values, draws), area_error(scenario, drawn.values, draws)
    each = -(-MORE * replications // draws)
    error, of_areas = np.broadcast_to(error, draws), np.broadcast_to(of_areas, draws)
    pool: list[tuple[int, Shown]] = []
    for one in range(draws):
        games, kept = jax.tree.map(lambda leaf, one=one: leaf[one], (compiled.games, solved))
        lasted = lasting(compiled.course, games, war.by_epoch(compiled.course, kept), each, rng)
        pool += [(one, shown_of(scenario, war_, float(error[one]), rng, float(of_areas[one]))) for war_ in lasted]
        tell("records", one + 1, draws)
    if len(pool) < replications:
        what = f"{len(pool)} of {each * draws} drawn wars lasted until {scenario.calendar.as_of}"
        raise RunError(what, f"Ask for at most {len(pool)} replications, or for fewer months")
    chosen = rng.permutation(len(pool))[:replications]
    return np.array([pool[i][0] for i in chosen]), [pool[i][1] for i in chosen]


def _filter(course: war.Course) -> Batches:
    def scored(games: Any, solved: Any, several: Any) -> Any:
        equilibria = war.by_epoch(course, solved)
        return jax.lax.map(
            lambda seen: war.condition(course, games, equilibria, seen)[1]["log_likelihood"].sum(), several
        )

    return Batches({"scored": Stage(scored, ("games", "solved", "records"))}, identity=f"calibrate filter {course!r}")


def _cut(tree: Any, part: slice) -> Any:
    return jax.tree.map(lambda leaf: leaf[part], tree)


def each_number(found: Replications) -> Iterator[tuple[str, Float[np.ndarray, " draw"]]]:
    """Yield every number whose draws differ."""
    for name, values in found.values.items():
        if np.ptp(values) > 0.0:
            yield name, values
