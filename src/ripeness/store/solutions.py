"""What was computed before, kept by content: the same question is not solved twice by two commands.

A key is a digest of everything that the arrays depend on but how many draws there are: the scenario's numbers, the
policy, the first draw, the versions of the packages and the text of the code that computes. Beside the arrays lies a
mark of each draw, so that who asks for fewer of the same draws is served from more of them. Files lie in the user's
cache and may be deleted at any time; the oldest go when they fill more than `MOST_BYTES`.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from ripeness.ensemble.devices import cache_folder, keep_newest

MOST_BYTES = 1 << 30
MARKS = "_marks"
COMPUTING = (
    "arrays.py",
    "compiler",
    "ensemble",
    "model",
    "questions/panel/computation.py",
    "schema",
    "solver",
    "store",
)
"""Rooms and files that have a part in what is kept: a new wording elsewhere does not cost a new solution."""


def key(content: Mapping[str, Any]) -> str:
    """Digest of what the arrays depend on (JSON-able), and of the code that computes them."""
    text = json.dumps({**content, "code": code()}, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def marks(values: Mapping[str, np.ndarray], count: int) -> np.ndarray:
    """Return a mark of each of `count` draws, shape (draw,), from its assumptions' values, each of shape (draw,)."""
    rows = np.stack([np.asarray(one, float) for one in values.values()], axis=1) if values else np.zeros((count, 0))
    return np.array([hashlib.sha256(row.tobytes()).hexdigest()[:16] for row in rows])


def read(name: str, asked: np.ndarray | None = None) -> dict[str, np.ndarray] | None:
    """Arrays kept under a key, for the draws with these marks alone if marks are given; None without such a file."""
    path = _folder() / f"{name}.npz"
    try:
        with np.load(path, allow_pickle=False) as kept:
            arrays = {label: kept[label] for label in kept.files if label != MARKS}
            if asked is not None:
                if not np.array_equal(kept[MARKS][: len(asked)], asked):
                    return None
                arrays = {label: one[: len(asked)] for label, one in arrays.items()}
        with suppress(OSError):
            os.utime(path)
        return arrays
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None


def write(name: str, arrays: Mapping[str, np.ndarray], of: np.ndarray | None = None) -> None:
    """Keep arrays, of the draws with these marks if marks are given; whole or not at all.

    A cache that cannot be written costs time later, nothing else.
    """
    with suppress(OSError):
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        handle, written = tempfile.mkstemp(dir=folder, suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                np.savez_compressed(file, allow_pickle=False, **arrays, **({} if of is None else {MARKS: of}))  # type: ignore[arg-type]
            os.replace(written, folder / f"{name}.npz")
        finally:
            with suppress(FileNotFoundError):
                os.unlink(written)
        keep_newest(folder, "*.npz", MOST_BYTES)


def _folder() -> Path:
    return cache_folder() / "forecasts"


@cache
def code() -> str:
    """Digest of the text of what computes: the rooms and files of `COMPUTING`."""
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(path for part in COMPUTING for path in [root / part, *(root / part).rglob("*.py")]):
        if path.is_file():
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
