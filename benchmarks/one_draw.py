"""One draw of one epoch with a mediator on the flagship's lattice: solve, and the law to 60 months ahead."""

from __future__ import annotations

from measure import Row, median, repeated, spread

TARGET = 300.0  # ms


def measure(quick: bool = False) -> list[Row]:
    """Warm time of one draw, alone on one device."""
    import jax
    import numpy as np

    import ripeness
    from ripeness.compiler.priors import values_from_scores
    from ripeness.compiler.war import compile_war
    from ripeness.ensemble.devices import prepare
    from ripeness.game import law
    from ripeness.game.equilibrium import solve
    from ripeness.game.finish import winning_odds

    prepare()
    scenario = ripeness.load("ukraine-2026")
    names = scenario.assumptions()
    compiled = compile_war(scenario, values_from_scores(names, np.zeros((1, len(names)))), 1)
    course = compiled.course
    epoch, start = course.epochs[-1], course.as_of
    lattice, rules = epoch.lattice, epoch.rules
    assert lattice.gates == 2 and lattice.sincerity > 1, "the last epoch has no mediator"
    game = jax.tree.map(lambda leaf: np.asarray(leaf[0], "float32"), compiled.games[-1])
    months = slice(start, start + course.shown)

    def one(game):
        solved = solve(game, lattice, rules, start, course.horizon)
        odds = winning_odds(game, lattice, "attacker"), winning_odds(game, lattice, "defender")
        mass = law.at_start(game, lattice, start + start % 2)
        return law.forecast(game, solved, lattice, rules, mass, months, start, law.NATURE, odds)

    program = jax.jit(one).lower(game).compile()
    placed = jax.device_put(game, jax.devices()[0])
    jax.block_until_ready(program(placed))
    seconds = repeated(lambda: jax.block_until_ready(program(placed)), 3 if quick else 15)
    shape = f"{lattice.steps + 1} fronts, {lattice.chest} x {lattice.sincerity} x {lattice.gates}"
    solved_months = course.horizon - start
    what = f"one draw, one epoch with mediator ({shape}; {solved_months} months solved, {course.shown - 1} shown), warm"
    return [Row(what, "ms", 1e3 * median(seconds), TARGET, spread(seconds, 1e-3))]
