"""Derivatives by one reverse pass against central differences, for 5, 20 and 60 numbers of the flagship.

Asked is the probability that the war goes on 24 months ahead, the record counted, at the central draw with smooth
choices: what `ripeness gradient` does. Differences take two values for each number; one value's time is measured and
multiplied, which is said. Both are single precision, compiled beforehand, on one device.
"""

from __future__ import annotations

from functools import partial

import numpy as np
from measure import MIB, Row, median, repeated, spread

NUMBERS = (5, 20, 60)
AHEAD = 24
QUICK = "feigned-talks"


def measure(quick: bool = False) -> list[Row]:
    """Times and memory of both."""
    import jax

    import ripeness
    from ripeness.compiler import slopes as compiling
    from ripeness.compiler.priors import values_from_scores
    from ripeness.compiler.war import compile_war
    from ripeness.ensemble.computation import cast
    from ripeness.ensemble.devices import prepare
    from ripeness.questions.gradient.derivatives import CHOICE, smoothed
    from ripeness.solver import derivative as slopes

    prepare()
    scenario = ripeness.load(QUICK if quick else "ukraine-2026")
    names = scenario.assumptions()
    drawn = values_from_scores(names, np.zeros((1, len(names))))
    known = compiling.movable(scenario, drawn, 1, {}, {})
    order = [*names, *(path for path in known if path not in names and not path.startswith("levers."))]
    moved = {path: known[path] for path in order[: max(NUMBERS)]}
    war = cast(compile_war(scenario, drawn, 1, moved=compiling.still(moved, 1)), "float32")
    smooth = smoothed(war, CHOICE)
    numbers = jax.device_put(jax.tree.map(lambda leaf: leaf[0], (smooth.games, smooth.record)), jax.devices()[0])
    outcome = partial(slopes.outcome, smooth.course, asked=slopes.Asked("ongoing", AHEAD))
    reverse = jax.jit(jax.value_and_grad(outcome, argnums=(0, 1), has_aux=True)).lower(*numbers).compile()
    value = jax.jit(outcome).lower(*numbers).compile()
    repeats = 2 if quick else 7
    _, cotangents = jax.device_get(jax.block_until_ready(reverse(*numbers)))
    jax.block_until_ready(value(*numbers))
    backward = repeated(lambda: jax.block_until_ready(reverse(*numbers)), repeats)
    forward = repeated(lambda: jax.block_until_ready(value(*numbers)), repeats)
    by_draw = jax.tree.map(lambda leaf: np.asarray(leaf)[None], cotangents)
    what = f"{f'QUICK: {QUICK}, ' if quick else ''}war with record, goes on {AHEAD} months ahead"
    rows = [
        Row(f"one reverse pass for all numbers ({what}), warm", "s", median(backward), None, spread(backward)),
        Row("... its temporary memory", "MiB", reverse.memory_analysis().temp_size_in_bytes / MIB),
        Row("... one value alone, smooth, warm", "s", median(forward), None, spread(forward)),
        Row("... its temporary memory", "MiB", value.memory_analysis().temp_size_in_bytes / MIB),
    ]
    for count in (min(number, len(moved)) for number in NUMBERS):
        part = {path: moved[path] for path in list(moved)[:count]}
        through = median(
            repeated(
                lambda p=part: compiling.slopes(scenario, drawn, 1, {}, p, by_draw, exact=False), 1 if quick else 3
            )
        )
        differences = 2 * count * median(forward)
        detail = f"{differences:.1f} s (computed: {2 * count} values) over {median(backward) + through:.2f} s, "
        detail += f"of which {through:.2f} s through the compiler"
        rows.append(
            Row(f"central differences over reverse, {count} numbers", "x", differences / (median(backward) + through),
                None, detail)
        )  # fmt: skip
    return rows
