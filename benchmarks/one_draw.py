"""One draw of one epoch with a mediator on the flagship's lattice: solve, and the law to 60 months ahead.

Alone, in a batch on all cores, and the interactive setting: from a lever to the forecast of the central draw on fewer
nodes, with what that moves against all of them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from measure import Row, median, repeated, spread

ALONE, BATCH, INTERACTIVE = 150.0, 80.0, 50.0  # ms
FEWER = {"chest_nodes": 3, "sincerity_nodes": 7}
PER_DEVICE = 4
BELIEVED = "chances of winning ever and within 36 months, that nobody wins, endings by belief"


def measure(quick: bool = False) -> list[Row]:
    """Warm times, on the lattice of two levels of punishment and on the flagship's three; then the interactive ones."""
    repeats = 3 if quick else 15
    return [row for levels in (2, 3) for row in _epoch(levels, repeats)] + _interactive(repeats)


def _epoch(levels: int, repeats: int) -> list[Row]:
    import jax
    import numpy as np

    from ripeness.arrays import EVERY_BELIEF
    from ripeness.ensemble.batches import Batches, Stage

    course, lattice, rules, game = last_epoch(levels)
    months = slice(course.as_of, course.as_of + course.shown)
    one = partial(solve_and_carry, lattice=lattice, rules=rules, months=months, horizon=course.horizon)
    believing = partial(believe_and_carry, course=replace(course, beliefs=EVERY_BELIEF), lattice=lattice, rules=rules)

    alone = jax.tree.map(lambda leaf: leaf[0], game)
    program = jax.jit(one).lower(alone).compile()
    placed = jax.device_put(alone, jax.devices()[0])
    jax.block_until_ready(program(placed))
    other = jax.jit(believing).lower(alone).compile()
    jax.block_until_ready(other(placed))
    seconds, with_beliefs = [], []
    for _ in range(repeats):  # in turn: what else the machine does slows both alike
        seconds += repeated(lambda: jax.block_until_ready(program(placed)), 1)
        with_beliefs += repeated(lambda: jax.block_until_ready(other(placed)), 1)
    ratio = median([slow / fast for slow, fast in zip(with_beliefs, seconds, strict=True)])

    batches = Batches({"draw": Stage(one, ("game",))}, per_device=PER_DEVICE)
    many = jax.tree.map(lambda leaf: np.repeat(leaf, batches.size, axis=0), game)
    batches.run({"game": many}, ("draw",))
    together = [s / batches.size for s in repeated(lambda: batches.run({"game": many}, ("draw",)), repeats)]

    shape = f"{lattice.steps + 1} fronts, {lattice.chest} x {lattice.sincerity} x {lattice.gates}"
    what = f"one draw, one epoch with mediator ({shape}; {course.horizon - course.as_of} months solved, "
    what += f"{course.shown - 1} shown), warm"
    cores = len(jax.devices())
    return [
        Row(f"{what}, alone", "ms", 1e3 * median(seconds), ALONE, spread(seconds, 1e-3)),
        Row("... with what each side believes that it can win, over without it", "x", ratio, None, BELIEVED),
        Row(f"... a draw in a batch on {cores} cores", "ms", 1e3 * median(together), BATCH, spread(together, 1e-3)),
    ]


def believe_and_carry(game: Any, *, course: Any, lattice: Any, rules: Any) -> Any:
    """`solve_and_carry` of a course's months with all that a forecast holds of beliefs."""
    import jax

    from ripeness.arrays import ACTORS
    from ripeness.solver import law
    from ripeness.solver.belief import SIDES, wins_within
    from ripeness.solver.disbelief import Believed
    from ripeness.solver.equilibrium import solve

    first, shown = course.as_of, slice(course.as_of, course.as_of + course.shown)
    read = max(shown.stop, first + course.months_on[-1] + course.belief_horizon)
    solved = solve(game, lattice, rules, first, course.horizon, read, sides=SIDES, undecided=course.undecided)
    begins = tuple(first + month for month in course.months_on)
    within = wins_within(game, lattice, solved.play.stance, first, begins, course.belief_horizon, course.horizon)
    believed = Believed(ACTORS, jax.tree.map(lambda leaf: leaf[: course.shown], solved.belief), within, begins)
    mass = law.at_start(game, lattice, first + first % 2)
    by = course.beliefs.endings
    return law.forecast(
        game, solved, lattice, rules, mass, shown, first, law.NATURE, believed=believed, by_belief=by
    )  # fmt: skip


def last_epoch(levels: int, count: int = 1) -> tuple[Any, Any, Any, Any]:
    """Course, lattice, rules and games (leading axis draw) of the flagship's last epoch, every number at its median.

    `levels` : of punishment; 2 leaves the executive's door out.
    """
    import jax
    import numpy as np

    import ripeness
    from ripeness.compiler.priors import values_from_scores
    from ripeness.compiler.war import compile_war
    from ripeness.ensemble.devices import prepare

    prepare()
    scenario = ripeness.load("ukraine-2026")
    names = scenario.assumptions()
    compiled = compile_war(scenario, values_from_scores(names, np.zeros((count, len(names)))), count)
    epoch, game = compiled.course.epochs[-1], compiled.games[-1]
    lattice = replace(epoch.lattice, gates=levels)
    assert lattice.sincerity > 1, "the last epoch has no mediator"
    if levels == 2:
        game = replace(game, executive=None, months=replace(game.months, chest_shift=game.months.chest_shift[..., -1:]))
    return compiled.course, lattice, epoch.rules, jax.tree.map(lambda leaf: np.asarray(leaf, "float32"), game)


def solve_and_carry(game: Any, *, lattice: Any, rules: Any, months: slice, horizon: int) -> Any:
    """Solve from the first of `months` to the horizon and carry nature's law through them."""
    from ripeness.solver import law
    from ripeness.solver.equilibrium import solve

    solved = solve(game, lattice, rules, months.start, horizon, months.stop)
    mass = law.at_start(game, lattice, months.start + months.start % 2)
    return law.forecast(game, solved, lattice, rules, mass, months, months.start, law.NATURE)


def _interactive(repeats: int) -> list[Row]:
    import numpy as np

    few, all_nodes = _branching(FEWER), _branching({})
    seconds = repeated(few, repeats)
    one, other = few(), all_nodes()
    ended = [np.cumsum(found["endings"][0], axis=0) for found in (one, other)]
    nodes = f"{FEWER['chest_nodes']} x {FEWER['sincerity_nodes']} nodes"
    apart = {
        "the probability that the war goes on": np.abs(one["ongoing"] - other["ongoing"]).max(),
        "an ending's probability by some month": np.abs(ended[0] - ended[1]).max(),
    }
    what = f"interactive: from a lever to the forecast of the central draw, {nodes}, warm"
    note = f"{spread(seconds, 1e-3)}; policy ratchet-both, solved from as_of to the horizon"
    return [
        Row(what, "ms", 1e3 * median(seconds), INTERACTIVE, note),
        *(Row(f"... against all nodes, largest difference in {of}", "", float(off)) for of, off in apart.items()),
    ]


def _branching(nodes: dict[str, int]) -> Any:
    """What a lever does to the forecast of the central draw: a function of nothing, warm."""
    import jax
    import numpy as np

    import ripeness
    from ripeness.compiler.priors import values_from_scores
    from ripeness.compiler.war import compile_war
    from ripeness.solver import course as war

    scenario = ripeness.load("ukraine-2026")
    scenario = scenario.replace({f"numerics.{name}": count for name, count in nodes.items()})
    names = scenario.assumptions()
    drawn = values_from_scores(names, np.zeros((1, len(names))))
    levers = scenario.policy_levers("ratchet-both")

    def numbers(moved: dict[str, float]) -> tuple[Any, Any, Any]:
        compiled = compile_war(scenario, drawn, 1, moved)
        games, record = jax.tree.map(lambda leaf: np.asarray(leaf[0], "float32"), (compiled.games, compiled.record))
        return compiled.course, games, record

    course, games, record = numbers({})
    epoch = numbers(levers)[0].epochs[-1]
    before = jax.jit(lambda g, r: war.past(course, g, r, war.solve_epochs(course, g, course.as_of + 1)))(games, record)
    mass, base = before["mass"], jax.device_put(games[-1])
    onward = jax.jit(lambda base, game, mass: war.branch(course, base, epoch, game, mass, views=False))

    def moved() -> dict[str, np.ndarray]:
        return jax.device_get(onward(base, numbers(levers)[1][-1], mass))

    moved()
    return moved
