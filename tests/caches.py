"""A cache of one's own for a test, in which only compiled programs are those of the other tests."""

from __future__ import annotations

from pathlib import Path

from ripeness.ensemble.devices import PROGRAMS
from ripeness.store.cache import room


def emptied(folder: Path) -> str:
    """Return a folder as a cache that keeps nothing yet but the programs of the cache in use.

    A program is kept under all that it depends on (`ensemble.programs`, which has its own tests), so that it may be
    found by whoever asks; compiling it is what a test would spend its time on.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if (programs := room(PROGRAMS)) is not None:
        (folder / PROGRAMS).symlink_to(programs.resolve(), target_is_directory=True)
    return str(folder)
