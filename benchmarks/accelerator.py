"""A thousand draws of the flagship's last epoch on one GPU, all at once, and the share of its roofline.

The share compares the time with the least that the machine could take for what the compiled program does: the larger of
its floating-point operations over the peak rate and its bytes over the memory's bandwidth, both from XLA's own cost
analysis. XLA counts the body of a loop once, so a month's costs are taken from a program of one month and multiplied.
"""

from __future__ import annotations

from functools import partial

import one_draw
from measure import Row, median, repeated, spread

DRAWS, AT_ONCE, TARGET = 1000, 125, 2.0  # s
PEAKS = {
    "H100": (67e12, 3.35e12),
    "H200": (67e12, 4.8e12),
}  # single precision flop/s, byte/s: NVIDIA's data sheets, recalled


def measure(quick: bool = False) -> list[Row]:
    """Time after compilation and share of the roofline; "not measured" where JAX sees no GPU."""
    import jax
    import numpy as np

    from ripeness.ensemble.devices import prepare

    prepare()
    what = f"{DRAWS} draws of the flagship's last epoch on one GPU, after compilation"
    share = "... share of the roofline that is reached"
    gpus = [device for device in jax.devices() if device.platform == "gpu"]
    if not gpus:
        why = "no GPU at hand; the same command measures it where there is one"
        return [Row(what, "s", None, TARGET, why), Row(share, "", None, None, why)]
    course, lattice, rules, game = one_draw.last_epoch(3)
    months = slice(course.as_of, course.as_of + course.shown)

    def program(first: int, horizon: int, shown: slice):
        one = partial(one_draw.solve_and_carry, lattice=lattice, rules=rules, months=shown, horizon=horizon)
        return jax.jit(jax.vmap(one)).lower(few).compile()

    few = jax.device_put(jax.tree.map(lambda leaf: np.repeat(leaf, AT_ONCE, axis=0), game), gpus[0])
    whole = program(course.as_of, course.horizon, months)
    jax.block_until_ready(whole(few))

    def all_draws() -> None:
        for _ in range(DRAWS // AT_ONCE):
            found = whole(few)
        jax.block_until_ready(found)

    seconds = repeated(all_draws, 1 if quick else 5)
    a_month = program(course.as_of, course.as_of + 1, slice(course.as_of, course.as_of + 1)).cost_analysis()
    times = (course.horizon - course.as_of) * DRAWS // AT_ONCE
    kind = gpus[0].device_kind
    peak = next((peak for name, peak in PEAKS.items() if name in kind), None)
    rows = [Row(f"{what} ({kind})", "s", median(seconds), TARGET, spread(seconds))]
    if peak is None:
        return [*rows, Row(share, "", None, None, f"the peaks of {kind} are not listed")]
    flops, moved = times * a_month.get("flops", 0.0), times * a_month.get("bytes accessed", 0.0)
    least = max(flops / peak[0], moved / peak[1])
    bound = "memory" if moved / peak[1] > flops / peak[0] else "arithmetic"
    return [
        *rows,
        Row(share, "", least / median(seconds), None, f"{flops:.2g} flop, {moved:.2g} byte; bound by {bound}"),
    ]
