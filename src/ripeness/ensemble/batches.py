"""Batches of one fixed shape: every device takes its draws one at a time, through the stages of a program.

The last batch is padded by repeating its last draw, so every batch runs the same program and no draw
depends on how many others there are.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import jax
import numpy as np
from jax.sharding import Mesh, NamedSharding, PartitionSpec


@dataclass
class Batches:
    """A program in stages, compiled once.

    Attributes
    ----------
    stages : functions of one draw, by name. The first takes the inputs, each later one the inputs and
        what the stage before it returned.
    per_device : draws that a device takes in a batch.
    compile_s, run_s : seconds spent compiling, and running each stage, so far.
    """

    stages: Mapping[str, Callable[..., Any]]
    per_device: int = 1
    compile_s: float = 0.0
    run_s: dict[str, float] = field(default_factory=dict)
    _compiled: dict[str, Callable[..., Any]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """Draws in a batch."""
        return self.per_device * len(jax.devices())

    def run(self, inputs: Any) -> Any:
        """Run at most `size` draws (leading axis of every leaf); returns NumPy arrays with as many."""
        count = jax.tree.leaves(inputs)[0].shape[0]
        mesh = Mesh(np.array(jax.devices()), ("draw",))
        placed = jax.device_put(
            jax.tree.map(lambda leaf: _pad(leaf, self.size), inputs), NamedSharding(mesh, PartitionSpec("draw"))
        )
        if not self._compiled:
            started = time.perf_counter()
            self._compiled = _compile(self.stages, mesh, placed)
            self.compile_s = time.perf_counter() - started
        handed: tuple[Any, ...] = (placed,)
        for name in self.stages:
            started = time.perf_counter()
            result = jax.block_until_ready(self._compiled[name](*handed))
            self.run_s[name] = self.run_s.get(name, 0.0) + time.perf_counter() - started
            handed = (placed, result)
        return jax.tree.map(lambda leaf: leaf[:count], jax.device_get(result))


def slices(count: int, size: int) -> Iterator[slice]:
    """Consecutive slices of at most `size` that cover `count`."""
    for start in range(0, count, size):
        yield slice(start, min(start + size, count))


def _compile(stages: Mapping[str, Callable[..., Any]], mesh: Mesh, inputs: Any) -> dict[str, Callable[..., Any]]:
    """Compile all stages at once, each on a thread: what a stage is handed is known by its shape alone."""
    by_draw = PartitionSpec("draw")
    sharding = NamedSharding(mesh, by_draw)
    lowered: dict[str, Any] = {}
    handed: tuple[Any, ...] = (inputs,)
    for name, stage in stages.items():
        one_by_one = jax.shard_map(
            lambda *local, stage=stage: jax.lax.map(lambda item: stage(*item), local),
            mesh=mesh,
            in_specs=by_draw,
            out_specs=by_draw,
            check_vma=False,
        )
        lowered[name] = jax.jit(one_by_one).lower(*handed)
        result = jax.tree.map(
            lambda leaf: jax.ShapeDtypeStruct(leaf.shape, leaf.dtype, sharding=sharding), lowered[name].out_info
        )
        handed = (inputs, result)
    with ThreadPoolExecutor(len(lowered)) as pool:
        return dict(zip(lowered, pool.map(lambda stage: stage.compile(), lowered.values()), strict=True))


def _pad(leaf: np.ndarray, size: int) -> np.ndarray:
    missing = size - leaf.shape[0]
    return leaf if missing == 0 else np.concatenate([leaf, np.repeat(leaf[-1:], missing, axis=0)])
