"""Batches of one fixed shape: every device takes its draws one at a time, through the stages of a program.

The last batch is padded by repeating its last draw, so every batch runs the same program and no draw
depends on how many others there are.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import jax
import numpy as np
from jax.sharding import Mesh, NamedSharding, PartitionSpec


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
    compile_s, run_s : seconds spent compiling, and running each stage, so far.
    """

    stages: Mapping[str, Stage]
    per_device: int = 1
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
            self._compiled = _compile(self.stages, mesh, found)
            self.compile_s = time.perf_counter() - started
        needed = self._needed(kept)
        for name, stage in self.stages.items():
            if name not in needed:
                continue
            started = time.perf_counter()
            found[name] = jax.block_until_ready(self._compiled[name](*(found[read] for read in stage.reads)))
            self.run_s[name] = self.run_s.get(name, 0.0) + time.perf_counter() - started
        return {name: jax.tree.map(lambda leaf: leaf[:count], jax.device_get(found[name])) for name in kept}

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


def _compile(stages: Mapping[str, Stage], mesh: Mesh, inputs: dict[str, Any]) -> dict[str, Callable[..., Any]]:
    """Compile all programs at once, each on a thread: what a stage is handed is known by its shape alone."""
    by_draw = PartitionSpec("draw")
    sharding = NamedSharding(mesh, by_draw)
    handed = dict(inputs)
    lowered: dict[Hashable, Any] = {}
    for name, stage in stages.items():
        key = name if stage.program is None else stage.program
        if key not in lowered:
            one_by_one = jax.shard_map(
                lambda *local, stage=stage: jax.lax.map(lambda item: stage.function(*item), local),
                mesh=mesh,
                in_specs=by_draw,
                out_specs=by_draw,
                check_vma=False,
            )
            lowered[key] = jax.jit(one_by_one).lower(*(handed[read] for read in stage.reads))
        handed[name] = jax.tree.map(
            lambda leaf: jax.ShapeDtypeStruct(leaf.shape, leaf.dtype, sharding=sharding), lowered[key].out_info
        )
    with ThreadPoolExecutor(len(lowered)) as pool:
        made = dict(zip(lowered, pool.map(lambda program: program.compile(), lowered.values()), strict=True))
    return {name: made[name if stage.program is None else stage.program] for name, stage in stages.items()}


def _pad(leaf: np.ndarray, size: int) -> np.ndarray:
    missing = size - leaf.shape[0]
    return leaf if missing == 0 else np.concatenate([leaf, np.repeat(leaf[-1:], missing, axis=0)])
