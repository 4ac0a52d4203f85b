"""The machine: one XLA device per core, one thread each, and a compilation cache that outlives the process.

XLA on a CPU uses little more than one core for a game of this size, so draws are shared out over as many
host devices as there are cores. On a GPU the same program runs unchanged.
"""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def cache_folder() -> Path:
    """Folder of compiled programs and learnt proposals in the user's cache."""
    return Path(os.environ.get("RIPENESS_CACHE") or platformdirs.user_cache_dir("ripeness"))


def prepare() -> None:
    """Set up JAX once, before its first use; harmless where the user has started it already."""
    flag = "--xla_cpu_multi_thread_eigen=false"
    flags = os.environ.get("XLA_FLAGS", "")
    if flag not in flags:
        os.environ["XLA_FLAGS"] = f"{flags} {flag}".strip()
    import jax

    folder = cache_folder() / "programs"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        jax.config.update("jax_compilation_cache_dir", str(folder))
        jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.5)
    except OSError:
        pass  # a read-only home costs compilation time, nothing else
    try:
        jax.config.update("jax_num_cpu_devices", cores())
    except RuntimeError:
        pass  # already started: use the devices that there are


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
