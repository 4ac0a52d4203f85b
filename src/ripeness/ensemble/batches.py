"""Batches of one fixed shape: every device takes its draws one at a time, through the stages of a program.

The last batch is padded by repeating its last draw, so every batch runs the same program and no draw
depends on how many others there are.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any

import jax
import numpy as np
from jax.sharding import Mesh, NamedSharding, PartitionSpec

from ripeness.ensemble import programs


@dataclass(frozen=True)
class Stage:
    """One function of a draw.

    Attributes
    ----------
    function : takes what it reads, one argument each, for one draw.
    reads : names of inputs and of earlier stages.
    program : stages of the same program compute the same function of inputs of the same shapes and are
        compiled once; None: a program of its own.
    """

    function: Callable[..., Any]
    reads: tuple[str, ...]
    program: Hashable = None


@dataclass
class Batches:
    """Stages in order, each program compiled once.

    Attributes
    ----------
    stages : by name. per_device : draws that a device takes in a batch.
    identity : all that the stages' functions depend on but what their `program` says, what they are handed and the file
        that they are written in, in words; programs are kept under it across processes, and none is where it is empty.
    compile_s, run_s : seconds spent compiling, and running each stage, so far.
    """

    stages: Mapping[str, Stage]
    per_device: int = 1
    identity: str = ""
    compile_s: float = 0.0
    run_s: dict[str, float] = field(default_factory=dict)
    _compiled: dict[str, Callable[..., Any]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Draws in a batch."""
        return self.per_device * len(jax.devices())

    def run(self, inputs: Mapping[str, Any], kept: tuple[str, ...]) -> dict[str, Any]:
        """Run at most `size` draws (leading axis of every leaf); returns the `kept` stages as NumPy arrays.

        Stages on which none of these rests are compiled with the others and not run.
        """
        count = jax.tree.leaves(inputs)[0].shape[0]
        mesh = Mesh(np.array(jax.devices()), ("draw",))
        found: dict[str, Any] = jax.device_put(
            jax.tree.map(lambda leaf: _pad(leaf, self.size), dict(inputs)), NamedSharding(mesh, PartitionSpec("draw"))
        )
        if not self._compiled:
            started = time.perf_counter()
            self._compiled = _compile(self.stages, mesh, found, self.identity)
            self.compile_s = time.perf_counter() - started
        needed = self._needed(kept)
        waiting = [name for name in self.stages if name in needed]
        told: dict[str, Any] = {}
        while waiting:
            name, *waiting = waiting
            stage = self.stages[name]
            started = time.perf_counter()
            found[name] = jax.block_until_ready(self._compiled[name](*(found[read] for read in stage.reads)))
            self.run_s[name] = self.run_s.get(name, 0.0) + time.perf_counter() - started
            if name in kept:
                told[name] = jax.tree.map(lambda leaf: leaf[:count], jax.device_get(found[name]))
            for one in (name, *stage.reads):  # a solution is large: it goes once nobody is left to read it
                if one in self.stages and not any(one in self.stages[later].reads for later in waiting):
                    found.pop(one, None)
        return {name: told[name] for name in kept}

    def _needed(self, kept: tuple[str, ...]) -> set[str]:
        """Stages that have to run for some to be known."""
        needed: set[str] = set()
        waiting = [*kept]
        while waiting:
            name = waiting.pop()
            if name in self.stages and name not in needed:
                needed.add(name)
                waiting += self.stages[name].reads
        return needed


def slices(count: int, size: int) -> Iterator[slice]:
    """Consecutive slices of at most `size` that cover `count`."""
    for start in range(0, count, size):
        yield slice(start, min(start + size, count))


def _compile(
    stages: Mapping[str, Stage], mesh: Mesh, inputs: dict[str, Any], identity: str
) -> dict[str, Callable[..., Any]]:
    """Load what is kept, compile the rest, one a core at once: what a stage is handed is known by its shape."""
    by_draw = PartitionSpec("draw")
    sharding = NamedSharding(mesh, by_draw)
    handed = dict(inputs)
    made: dict[Hashable, Any] = {}
    lowered: dict[Hashable, tuple[Any, str]] = {}
    returns: dict[Hashable, Any] = {}
    for name, stage in stages.items():
        program = name if stage.program is None else stage.program
        if program not in returns:
            given = tuple(handed[read] for read in stage.reads)
            key = programs.key(f"{identity} {program}", given, stage.function) if identity else ""
            if key and (kept := programs.read(key, given)):
                made[program], returns[program] = kept
            else:
                one_by_one = jax.shard_map(
                    lambda *local, stage=stage: jax.lax.map(lambda item: stage.function(*item), local),
                    mesh=mesh,
                    in_specs=by_draw,
                    out_specs=by_draw,
                    check_vma=False,
                )
                one_by_one.__name__ = f"kept_{key}" if key else "draws"
                lowered[program] = jax.jit(one_by_one).lower(*given), key
                returns[program] = lowered[program][0].out_info
        handed[name] = jax.tree.map(
            lambda leaf: jax.ShapeDtypeStruct(leaf.shape, leaf.dtype, sharding=sharding), returns[program]
        )

    def finish(item: tuple[Hashable, tuple[Any, str]]) -> None:
        program, (one, key) = item
        made[program] = one.compile()
        if key:
            programs.write(key, made[program], returns[program])

    at_once = max(min(len(lowered), os.cpu_count() or 1), 1)  # each needs hundreds of MB while it is compiled
    with programs.kept_here_alone() if identity else nullcontext(), ThreadPoolExecutor(at_once) as pool:
        list(pool.map(finish, lowered.items()))
    return {name: made[name if stage.program is None else stage.program] for name, stage in stages.items()}


def _pad(leaf: np.ndarray, size: int) -> np.ndarray:
    missing = size - leaf.shape[0]
    return leaf if missing == 0 else np.concatenate([leaf, np.repeat(leaf[-1:], missing, axis=0)])
