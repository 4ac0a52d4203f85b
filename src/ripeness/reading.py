"""Opening what is read: a file that has an end and waits for nobody, whatever lies under its name.

A pipe without a writer blocks whoever opens it, for ever; a device such as /dev/zero has no end. Neither may hold up a
command or fill the memory because it lies where a file is looked for.
"""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

MOST_BYTES = 1 << 28
"""What a file that is read whole may hold: far more than any data series, table or list of ours."""


def open_file(path: Path) -> BufferedReader:
    """Open a regular file; anything else is an `OSError` that says so, at once."""
    return open(path, "rb", opener=_regular)


def read_bytes(path: Path) -> bytes:
    """Return what a regular file holds; one of more than `MOST_BYTES` is an `OSError`."""
    with open_file(path) as file:
        if os.fstat(file.fileno()).st_size > MOST_BYTES:
            raise OSError(errno.EFBIG, f"this is larger than {MOST_BYTES >> 20} MiB", str(path))
        return file.read()


def read_start(path: Path, most: int) -> bytes:
    """Return at most so many bytes of whatever a user names: a pipe is waited for only if somebody writes to it."""
    with open(path, "rb", opener=_without_waiting) as file:
        return file.read(most)


def _without_waiting(path: str, flags: int) -> int:
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(handle, True)  # opened at once, read to its end
    return handle


def _regular(path: str, flags: int) -> int:
    handle = _without_waiting(path, flags)
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return handle
    os.close(handle)
    kind = "a folder" if stat.S_ISDIR(mode) else "a pipe or a device"
    raise OSError(errno.EINVAL, f"this is {kind}, not a file", path)
