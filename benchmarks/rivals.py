"""Other methods of the field on made-up inputs: expected utility, KTAB's spatial model, the graph model."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import product

import numpy as np
from measure import Row, median, spread

from ripeness.rivals.actors import Actors
from ripeness.rivals.challenge import challenge
from ripeness.rivals.conflict import Conflict
from ripeness.rivals.exchange import exchange
from ripeness.rivals.expected_utility import expected_utility
from ripeness.rivals.graph_model import graph_model

SEED = 17


def actors(people: int, issues: int) -> Actors:
    """Return made-up actors on scales of 0 to 100."""
    rng = np.random.default_rng(SEED)
    shape = people, issues
    power = np.repeat(rng.uniform(5, 100, (people, 1)), issues, axis=1)
    salience = rng.uniform(0.2, 0.9, shape) / issues
    names = tuple(f"actor {number}" for number in range(people))
    return Actors(
        "made up", names, tuple(f"issue {k}" for k in range(issues)), power, np.round(rng.uniform(0, 100, shape)),
        salience, np.zeros(issues), np.full(issues, 100.0),
    )  # fmt: skip


def conflict(options: int, makers: int) -> Conflict:
    """Return a made-up conflict in which every state can be, and everybody ranks all states strictly."""
    rng = np.random.default_rng(SEED)
    states = np.array(list(product((False, True), repeat=options)))
    rank = np.stack([rng.permutation(len(states)) for _ in range(makers)])
    names = tuple(f"maker {number}" for number in range(makers))
    holder = np.arange(options) * makers // options
    return Conflict("made up", names, tuple(f"o{k}" for k in range(options)), holder, ("both",) * options, states, rank)


def measure(quick: bool = False) -> list[Row]:
    """Median wall time of each method, in this process."""
    repeats = 1 if quick else 5
    tasks: list[tuple[str, float | None, Callable[[], object]]] = [
        ("expected utility, 17 actors, 10 rounds", 1.0, lambda: expected_utility(actors(17, 1))),
        ("KTAB's spatial model, 26 actors, one dimension, to its end", 2.0, lambda: challenge(actors(26, 1))),
        ("... 80 actors, two dimensions", None, lambda: challenge(actors(80, 2))),
        ("exchange, 15 actors, 13 issues, one round", None, lambda: exchange(actors(15, 13))),
        ("graph model, 4,096 states, 4 decision makers of 3 options", 5.0, lambda: graph_model(conflict(12, 4))),
        ("... 2 decision makers of 6 options", 5.0, lambda: graph_model(conflict(12, 2))),
    ]
    rows = []
    for what, target, task in tasks:
        seconds = []
        for _ in range(repeats):
            start = time.perf_counter()
            task()
            seconds.append(time.perf_counter() - start)
        rows.append(Row(what, "s", median(seconds), target, spread(seconds)))
    return rows
