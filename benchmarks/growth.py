"""How time and memory grow with the lattice, the months, the draws and the issues.

One axis is varied at a time around the flagship's last epoch at the central draw, solved from `as_of` and carried 60
months ahead in nature's eyes, warm, on one device. Memory is what the compiled program needs at once. The slope is
that of a straight line through the logarithms: 1 means proportional. Draws are those of whole forecasts, record and
all, each in a process of its own that finds its programs compiled; their memory is the process's peak.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from typing import Any

import numpy as np
from measure import MIB, Row, child, median, repeated

AXES = {
    "front steps": (20, 40, 60),
    "war-chest nodes": (5, 9, 13),
    "sincerity nodes": (11, 21, 41),
    "months solved": (61, 120, 240),
    "issues": (3, 4, 5),
}
DRAWS = (8, 24, 72)
MACHINES, JOB = 10, 1_000_000
STORED = 8.0  # bytes of a number in a table of draws
ONE = """
import json, sys, time, resource
import ripeness
scenario = ripeness.load("ukraine-2026")
draws = int(sys.argv[1])
begun = time.perf_counter()
found = ripeness.forecast(scenario, draws=draws)
spent = time.perf_counter() - begun - float(found.attrs["compile_s"])
print(json.dumps({"s": spent, "scalars": sum(v.size for v in found.variables.values()) / draws}))
"""


def measure(quick: bool = False) -> list[Row]:
    """A row for each axis, and what a large job would take."""
    rows = []
    for axis, sizes in AXES.items():
        few = sizes[:2] if quick else sizes
        found = [_epoch(axis, size, 1 if quick else 5) for size in few]
        rows += _rows(axis, few, found)
    draws = (2, 4) if quick else DRAWS
    _forecast(2)  # compiles, if nothing has before
    runs = [_forecast(count) for count in draws]
    rows += _rows("draws (whole forecasts)", draws, [(s, mib) for s, mib, _ in runs])
    return [*rows, _job(draws, runs)]


def _rows(axis: str, sizes: tuple[int, ...], found: list[tuple[float, float]]) -> list[Row]:
    times, memory = ([one[part] for one in found] for part in (0, 1))

    def told(values: list[float], unit: str) -> str:
        return ", ".join(f"{size}: {value:.3g} {unit}" for size, value in zip(sizes, values, strict=True))

    return [
        Row(f"growth with {axis}: slope of log time", "", _slope(sizes, times), None, told(times, "s")),
        Row(f"growth with {axis}: slope of log memory", "", _slope(sizes, memory), None, told(memory, "MiB")),
    ]


def _slope(sizes: tuple[int, ...], values: list[float]) -> float:
    return float(np.polyfit(np.log(sizes), np.log(values), 1)[0])


def _epoch(axis: str, size: int, repeats: int) -> tuple[float, float]:
    """Seconds and MiB of one draw of one epoch with one axis changed."""
    import jax

    import ripeness
    from ripeness.compiler.priors import values_from_scores
    from ripeness.compiler.war import compile_war
    from ripeness.ensemble.devices import prepare
    from ripeness.solver import law
    from ripeness.solver.equilibrium import solve

    prepare()
    scenario = ripeness.load("ukraine-2026")
    names = scenario.assumptions()
    nodes = {"war-chest nodes": "chest_nodes", "sincerity nodes": "sincerity_nodes"}
    if axis in nodes:
        numerics = scenario.numerics.model_copy(update={nodes[axis]: size})
        scenario = scenario.model_copy(update={"numerics": numerics})
    compiled = compile_war(scenario, values_from_scores(names, np.zeros((1, len(names)))), 1)
    course = compiled.course
    epoch, start, horizon, shown = course.epochs[-1], course.as_of, course.horizon, course.shown
    lattice, rules = epoch.lattice, epoch.rules
    game = jax.tree.map(lambda leaf: np.asarray(leaf[0], "float32"), compiled.games[-1])
    if axis == "front steps":
        lattice = replace(lattice, steps=size, start=size // 2)
    elif axis == "months solved":
        horizon = start + size
        longer = jax.tree.map(lambda leaf: np.concatenate([leaf, np.repeat(leaf[-1:], 400, axis=0)]), game.months)
        game = replace(game, months=replace(longer, month=np.arange(len(longer.path), dtype="float32")))
    elif axis == "issues":
        game, rules = _with_issues(game, rules, size)
    months = slice(start, start + min(shown, horizon - start))

    def one(game: Any) -> Any:
        solved = solve(game, lattice, rules, start, horizon, months.stop)
        mass = law.at_start(game, lattice, start + start % 2)
        return law.forecast(game, solved, lattice, rules, mass, months, start, law.NATURE)

    program = jax.jit(one).lower(game).compile()
    placed = jax.device_put(game, jax.devices()[0])
    jax.block_until_ready(program(placed))
    seconds = median(repeated(lambda: jax.block_until_ready(program(placed)), repeats))
    return seconds, program.memory_analysis().temp_size_in_bytes / MIB


def _with_issues(game: Any, rules: Any, count: int) -> tuple[Any, Any]:
    """The first `count` of the flagship's issues, the rest gone and the weights scaled up."""
    kept = {}
    for name, leaf in vars(game.issues).items():
        kept[name] = leaf[:count] if leaf is not None and np.ndim(leaf) == 1 else leaf
    for side in ("attacker", "defender"):
        kept[side] = kept[side] / kept[side].sum()
    agenda = replace(
        rules.agenda,
        gridded=tuple(one for one in rules.agenda.gridded if one[0] < count),
        free=tuple(one for one in rules.agenda.free if one < count),
        fixed=tuple(one for one in rules.agenda.fixed if one < count),
    )
    return replace(game, issues=type(game.issues)(**kept)), replace(rules, agenda=agenda)


def _forecast(draws: int) -> tuple[float, float, float]:
    """Seconds, peak MiB and numbers kept a draw, of a forecast in a process of its own."""
    run = child([sys.executable, "-c", ONE, str(draws)])
    said = json.loads(run.output.splitlines()[-1])
    return said["s"], run.peak_mib, said["scalars"]


def _job(draws: tuple[int, ...], runs: list[tuple[float, float, float]]) -> Row:
    """What a million draws on ten machines like this one would take: computed."""
    each = (runs[-1][0] - runs[0][0]) / (draws[-1] - draws[0])
    hours = JOB * each / MACHINES / 3600.0
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    kept = JOB * runs[-1][2] * STORED / 1024.0**3
    paragraph = (
        f"Computed, not measured: a job of {JOB:,} draws of the flagship, record and all, on {MACHINES} machines like "
        f"this one. A further draw takes {each:.2f} s here, on {cores} cores (the slope between {draws[0]} and "
        f"{draws[-1]} draws). A million of them are {JOB * each / 3600.0:.0f} machine-hours, or "
        f"{JOB * each * cores / 3600.0:.0f} core-hours; {MACHINES} machines would be at it for {hours:.0f} hours, if "
        f"they lose nothing to each other: no draw depends on another, and what is sent is a stretch of the design. A "
        f"forecast keeps {runs[-1][2]:.0f} numbers a draw; kept whole, uncompressed and in double precision, that is "
        f"{kept:.0f} GiB. Multiply the machine-hours by the price of an hour to have the cost in money."
    )
    return Row(
        f"{JOB:,} draws on {MACHINES} machines like this one (computed)", "h", hours, None, "see below the table",
        paragraph=paragraph,
    )  # fmt: skip
