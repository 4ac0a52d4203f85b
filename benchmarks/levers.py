"""Levers that answer: how fast a preview and an exact answer are, and how far off, on policies made up at random."""

from __future__ import annotations

import time
from itertools import islice

import numpy as np
from measure import Row, median, spread

import ripeness
from ripeness.cli.new import STARTER
from ripeness.ensemble.stand_ins import means_of, mixtures

SEED = 2026
POINTS = 100.0


def off(found: np.ndarray, true: np.ndarray) -> float:
    """Greatest difference over endings and months, in points."""
    return POINTS * float(np.max(np.abs(found - true)))


def chances(answer: ripeness.Answer) -> np.ndarray:
    """Means over the draws: that the war goes on, and that it has ended in each way (outcome, month)."""
    return means_of(answer.forecast).averaged(answer.forecast.weight.values).chances


def measure(quick: bool = False) -> list[Row]:
    """The flagship with 200 draws and 20 policies; quick: the starter's war with 16 draws and three policies."""
    scenario = ripeness.load(str(STARTER)) if quick else ripeness.load("ukraine-2026")
    return measured(scenario, *((16, 3) if quick else (200, 20)))


def measured(scenario: ripeness.Scenario, draws: int, policies: int) -> list[Row]:
    """A scenario with so many draws, and so many policies made up at random."""
    moving = ripeness.Moving(scenario, draws, background=False)
    start = time.perf_counter()
    moving.prepare()
    prepared = time.perf_counter() - start
    status_quo = chances(moving.status_quo())
    seconds: dict[str, list[float]] = {"preview": [], "exact": []}
    wrong: dict[str, list[float]] = {"preview": [], "exact": []}
    changes = []
    for policy in islice(mixtures(scenario, SEED, list(scenario.levers)), policies):
        start = time.perf_counter()
        seen = moving.preview(policy)
        seconds["preview"].append(time.perf_counter() - start)
        start = time.perf_counter()
        found = moving.exact(policy, reuse=False)
        seconds["exact"].append(time.perf_counter() - start)
        true = chances(moving.full(policy))
        wrong["preview"].append(off(np.concatenate([seen.ongoing[None], seen.ended]), true))
        wrong["exact"].append(off(chances(found), true))
        changes.append(off(status_quo, true))
    on = f"random policies, which change a chance by {min(changes):.1f} to {max(changes):.1f} points"
    stated = f"the stand-ins state {POINTS * found.within:.1f} points, a preview {POINTS * seen.within:.1f}"
    return [
        Row("a lever moved: preview", "ms", 1e3 * median(seconds["preview"]), 1.0, spread(seconds["preview"], 1e-3)),
        Row("... exact, on stand-ins", "s", median(seconds["exact"]), 1.2, spread(seconds["exact"])),
        Row(
            "... greatest error of an exact answer",
            "points",
            max(wrong["exact"]),
            2.0,
            f"{spread(wrong['exact'])}; {on}",
        ),
        Row("... of a preview", "points", max(wrong["preview"]), 5.0, f"{spread(wrong['preview'])}; {stated}"),
        Row("... prepared", "s", prepared, None, "by far the most of it the first time, kept afterwards"),
    ]
