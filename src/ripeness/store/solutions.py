"""What was computed before, kept by content: the same question is not solved twice by two commands.

A key is a digest of everything that the arrays depend on but how many draws there are: the scenario's numbers, the
policy, the first draw, the versions of the packages and the text of the code that computes. Beside the arrays lies a
mark of each draw, so that who asks for fewer of the same draws is served from more of them. Files lie in the user's
cache and may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from ripeness.store.cache import drop, read_kept, room, write_kept

MARKS = "_marks"
COMPUTING = (
    "arrays.py",
    "compiler",
    "ensemble",
    "model",
    "questions/panel/computation.py",
    "questions/panel/view_draws.py",
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
    path = _path(name)
    content = None if path is None else read_kept(path)
    if path is None or content is None:
        return None
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as kept:
            arrays = {label: kept[label] for label in kept.files}
    except Exception:  # whatever is wrong with it, it is computed anew
        drop(path)
        return None
    of = arrays.pop(MARKS, None)
    if asked is None:
        return arrays
    if of is None or not np.array_equal(of[: len(asked)], asked):
        return None
    return {label: one[: len(asked)] for label, one in arrays.items()}


def write(name: str, arrays: Mapping[str, np.ndarray], of: np.ndarray | None = None) -> None:
    """Keep arrays, of the draws with these marks if marks are given; whole or not at all."""
    if (path := _path(name)) is not None:
        content = io.BytesIO()
        np.savez_compressed(content, allow_pickle=False, **arrays, **({} if of is None else {MARKS: of}))  # type: ignore[arg-type]
        write_kept(path, content.getvalue())


def forget(name: str) -> None:
    """Remove what is kept under a name, if anything is."""
    if (path := _path(name)) is not None:
        drop(path)


def beginning(with_: str) -> list[str]:
    """Names of what is kept that begin so."""
    folder = room("forecasts")
    return [] if folder is None else sorted(path.stem for path in folder.glob(f"{with_}*.npz"))


def _path(name: str) -> Path | None:
    folder = room("forecasts")
    return None if folder is None else folder / f"{name}.npz"


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
