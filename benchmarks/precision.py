"""The fast engine (float32, bargains by table) against the reference (float64, every segment): time and forecasts.

The draw is the central one, every uncertain number at its median; the flagship's war on a smaller lattice, because
the reference visits every segment of the frontier in every state.
"""

from __future__ import annotations

from contextlib import nullcontext

from measure import Row, median, repeated

from ripeness.arrays import SETTLEMENTS

CHEST, SINCERITY = 5, 11


def measure(quick: bool = False) -> list[Row]:
    """Ratio of warm times, and largest differences between the two forecasts of nature's law."""
    import jax
    import numpy as np

    import ripeness
    from ripeness.compiler.priors import values_from_scores
    from ripeness.compiler.war import compile_war
    from ripeness.ensemble.devices import prepare
    from ripeness.solver import course as war

    prepare()
    scenario = ripeness.load("ukraine-2026")
    grid = 5 if quick else scenario.numerics.terms_grid
    nodes = {"chest_nodes": CHEST, "sincerity_nodes": SINCERITY, "terms_grid": grid}
    scenario = scenario.model_copy(update={"numerics": scenario.numerics.model_copy(update=nodes)})
    names = scenario.assumptions()
    drawn = values_from_scores(names, np.zeros((1, len(names))))

    def run(precision: str):
        exact = precision == "float64"
        with jax.enable_x64(True) if exact else nullcontext():
            compiled = compile_war(scenario, drawn, 1, exact=exact)
            course = compiled.course
            given = (compiled.games, compiled.record)
            numbers = jax.tree.map(lambda leaf: np.asarray(leaf[0], precision), given)

            def one(games, record):
                return war.forecasts(course, games, record, war.solve_epochs(course, games))

            program = jax.jit(one).lower(*numbers).compile()
            found = jax.device_get(program(*numbers))
            seconds = repeated(lambda: jax.block_until_ready(program(*numbers)), 1 if exact or quick else 7)
        nature = {name: np.asarray(values, float) for name, values in found.items()}
        nature |= {name: nature[name][0] for name in ("ongoing", "endings", "log_likelihood")}
        return median(seconds), nature

    fast_s, fast = run("float32")
    slow_s, slow = run("float64")
    where = f"central draw, {CHEST} x {SINCERITY} x 2 lattice, whole war with record"
    took = f"{fast_s:.2f} s and {slow_s:.2f} s"
    ended_fast, ended_slow = fast["endings"].sum(axis=0), slow["endings"].sum(axis=0)
    settled = ended_slow[: len(SETTLEMENTS)].sum()
    settles = f"settlement within the months shown: {settled:.3f} in the reference"
    apart = {
        "the probability that the war goes on": _apart(fast["ongoing"], slow["ongoing"]),
        "an ending's probability by the last month": _apart(ended_fast, ended_slow),
        "the mean terms of a settlement, worst issue": _apart(_terms(fast), _terms(slow)),
        "the log-likelihood of a month of the record": _apart(fast["log_likelihood"], slow["log_likelihood"]),
    }
    return [
        Row(f"float64 reference over float32 by table, time ({where})", "x", slow_s / fast_s, None, took),
        *(Row(f"... largest difference in {what}", "", off, None, settles) for what, off in apart.items()),
    ]


def _terms(found):
    """Mean terms over all settlements, issue by issue; zeros where there is none."""
    settled = found["endings"][:, : len(SETTLEMENTS)].sum()
    return found["terms"].sum(axis=0) / max(settled, 1e-12)


def _apart(one, other) -> float:
    return float(abs(one - other).max())
