"""The machine: one XLA device per core, one thread each, and a compilation cache that outlives the process.

XLA on a CPU uses little more than one core for a game of this size, so draws are shared out over as many
host devices as there are cores. On a GPU the same program runs unchanged.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
import platform
import re

from ripeness.errors import RunError
from ripeness.store.cache import keep_newest, room

# One thread per device; the lower level compiles in about three quarters of the time and runs as fast (measured).
FLAGS = ("--xla_cpu_multi_thread_eigen=false", "--xla_backend_optimization_level=1")

PROGRAMS = "programs"
"""The room of the cache that holds compiled programs, JAX's and ours."""

KEPT_FROM = "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS"
"""JAX's own environment variable: programs that took fewer seconds to compile are not kept; here half a second."""

CORES = "RIPENESS_CORES"
"""Environment variable: on how many cores a process shares out its draws."""


FEWEST = 2
"""Devices that a processor has at least: a program for one device alone rounds otherwise than one for several.

So a table is the same to the last bit whatever the number of cores; on one core two draws take turns.
"""


def prepare() -> None:
    """Set up JAX once, before its first use; harmless where the user has started it already.

    Raises
    ------
    RunError : the device that was asked for (`JAX_PLATFORMS`) is not there.
    """
    flags = os.environ.get("XLA_FLAGS", "")
    ours = [flag for flag in FLAGS if flag.split("=")[0] not in flags]
    os.environ["XLA_FLAGS"] = " ".join([flags, *ours]).strip()
    import jax

    if (folder := room(PROGRAMS)) is not None:
        keep_newest(folder)  # JAX's own files have no bound otherwise
        jax.config.update("jax_compilation_cache_dir", str(folder))
        if KEPT_FROM not in os.environ:
            jax.config.update(KEPT_FROM.lower(), 0.5)
    with contextlib.suppress(RuntimeError):  # already started: use the devices that there are
        jax.config.update("jax_num_cpu_devices", max(FEWEST, cores()))
    try:
        jax.devices()
    except RuntimeError as error:
        asked = os.environ.get("JAX_PLATFORMS") or "of any kind"
        what = f"there is no device {asked} that this installation of JAX can use"
        raise RunError(what, "Name another, here or in JAX_PLATFORMS: cpu is always there") from error


def computing_on() -> str:
    """Return what the last digits of a result depend on: the kind of device, and whether there is more than one."""
    prepare()
    import jax

    there = jax.devices()
    return f"{'several' if len(there) > 1 else 'one'} {there[0].device_kind}"


def versions() -> dict[str, str]:
    """Versions of what the numbers depend on."""
    packages = ("ripeness", "jax", "jaxlib", "numpy", "scipy")
    return {"python": platform.python_version(), **{name: importlib.metadata.version(name) for name in packages}}


def cores() -> int:
    """Cores that this process may use, or as many as `RIPENESS_CORES` says."""
    if stated := os.environ.get(CORES, ""):
        if not re.fullmatch(r"[1-9]\d{0,2}", stated, re.ASCII):
            raise RunError(f"{CORES} is {stated!r}, not a number of cores", "Write 1 to 999, or unset it")
        return int(stated)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
