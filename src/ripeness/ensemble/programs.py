"""Compiled programs kept across processes: a warm start loads them, and neither traces nor lowers anything.

JAX's own cache of compilations still needs the traced program to find its entry, and tracing takes longer than loading.
A program is kept under everything that it depends on: the source of what is computed (the rooms that every program is
made of, and the file in which the stage's own function is written, wherever it lies), the identity of the stage,
the shapes that it is handed, the versions of JAX, the compiler's settings, the processor and the devices.

A program that somebody in this process still holds is handed to others as it is: each one loaded takes some 1,700 of
the 65,530 mappings of memory that Linux gives a process by default, and one process may ask about nine arguments.

A kept program is code: loading one runs what it holds. Only those are loaded that nobody but this user could have
written (`store.cache`).
"""

from __future__ import annotations

import contextlib
import hashlib
import inspect
import os
import pickle
import platform
import weakref
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jax
import jaxlib
from jax.experimental import serialize_executable

from ripeness.ensemble.devices import PROGRAMS
from ripeness.store.cache import drop, read_kept, room, write_kept

ROOMS = ("arrays.py", "ensemble/computation.py", "ensemble/batches.py", "model", "solver")
"""What every program is made of, beside the file of the stage's own function."""

_held: dict[tuple[str, Path | None], tuple[weakref.ref[Any], Any]] = {}
"""Programs of this process, for as long as somebody holds them, and what each returns (shapes), by name and place."""


def key(identity: str, handed: tuple[Any, ...], function: Callable[..., Any] | None = None) -> str:
    """Name of a program: a hash of all that it depends on; `function` is the stage's, by whose file's text it goes."""
    leaves, tree = jax.tree.flatten(handed)
    shapes = [(leaf.shape, str(leaf.dtype)) for leaf in leaves]
    devices = [(device.platform, device.device_kind) for device in jax.devices()]
    settings = os.environ.get("XLA_FLAGS", ""), jax.config.jax_enable_x64  # type: ignore[attr-defined]
    versions = jax.__version__, jaxlib.__version__, platform.python_version()
    text = repr((identity, str(tree), shapes, devices, settings, versions, _processor(), _source(), _written(function)))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def read(name: str, handed: tuple[Any, ...]) -> tuple[Any, Any] | None:
    """A program that is held or kept and what it returns (shapes); None if there is none that can be read."""
    path = _path(name)
    if (name, path) in _held and (held := _held[name, path][0]()) is not None:
        return held, _held[name, path][1]
    content = None if path is None else read_kept(path)
    if path is None or content is None:
        return None
    try:
        program, out = pickle.loads(content)
        returned = jax.tree.structure(out)
        loaded = serialize_executable.deserialize_and_load(program, jax.tree.structure((handed, {})), returned)
    except Exception:  # whatever is wrong with it, it is compiled anew
        drop(path)
        return None
    _held[name, path] = weakref.ref(loaded), out
    return loaded, out


def write(name: str, compiled: Any, out: Any) -> None:
    """Keep a program, whole or not at all; one that cannot be kept is compiled again next time."""
    shapes = jax.tree.map(lambda leaf: jax.ShapeDtypeStruct(leaf.shape, leaf.dtype), out)
    path = _path(name)
    _held[name, path] = weakref.ref(compiled), shapes
    if path is None:
        return
    with contextlib.suppress(ValueError, NotImplementedError):  # what this device's compiler cannot serialise
        program, _, _ = serialize_executable.serialize(compiled)
        write_kept(path, pickle.dumps((program, shapes)))


@contextlib.contextmanager
def kept_here_alone() -> Iterator[None]:
    """Context in which JAX's own cache takes no program in: what comes out of it cannot be serialised again."""
    setting = "jax_persistent_cache_min_compile_time_secs"
    before = jax.config.jax_persistent_cache_min_compile_time_secs  # type: ignore[attr-defined]
    jax.config.update(setting, float("inf"))
    try:
        yield
    finally:
        jax.config.update(setting, before)


def _path(name: str) -> Path | None:
    folder = room(PROGRAMS)
    return None if folder is None else folder / f"{name}.program"


@cache
def _source() -> str:
    """Hash of the files that programs are made of."""
    package = Path(__file__).parents[1]
    found = hashlib.sha256()
    for part in ROOMS:
        for path in sorted((package / part).rglob("*.py")) if (package / part).is_dir() else [package / part]:
            found.update(path.read_bytes())
    return found.hexdigest()


def _written(function: Callable[..., Any] | None) -> str:
    """Hash of the file in which a function is written."""
    return "" if function is None else hashlib.sha256(Path(inspect.getfile(function)).read_bytes()).hexdigest()


@cache
def _processor() -> str:
    """The processor's features, as far as the system tells: a program is made for them."""
    with contextlib.suppress(OSError):
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return " ".join(line for line in lines if line.startswith(("flags", "Features", "model name")))[:4000]
    return f"{platform.machine()} {platform.processor()}"
