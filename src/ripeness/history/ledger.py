"""The ledger: forecasts as they were frozen and how they were resolved, one JSON object a line, each sealing the last.

A line is `{"kind": ..., ..., "before": HASH, "hash": HASH}`: `before` is the hash of the line before (64 zeros in the
first), `hash` the SHA-256 of the line's own content with it. Lines are appended whole under a lock and never changed; a
line that was altered, removed or put in is found by reading and named. Who rewrites every line from there on, and all
their hashes, is found only by somebody who kept a copy: publish the last hash.

Kinds: "frozen" (a question with what was forecast of it), "resolved" (how it came out, with evidence).
Reads and writes: the file named. Silent about: whether what a line says is true.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from ripeness.errors import DataError, RunError
from ripeness.reading import read_bytes

Line = Mapping[str, Any]

NOTHING = "0" * 64
"""What stands for the hash of the line before the first."""
FROZEN, RESOLVED = "frozen", "resolved"
FIELDS = {
    FROZEN: ("question", "scenario", "name", "frozen_on", "forecasts", "references"),
    RESOLVED: ("scenario", "name", "outcome", "on", "evidence", "source"),
}
"""By kind: what every line of it says."""

RESTORE = "Restore the file from a copy; a ledger is only ever added to"


@dataclass(frozen=True)
class Ledger:
    """The lines of a ledger, in order, each as it was read and found whole.

    Attributes
    ----------
    lines : without their hashes. last : hash of the last line.
    """

    lines: tuple[Line, ...] = ()
    last: str = NOTHING
    resolved: Mapping[tuple[str, str], Line] = field(default_factory=dict)

    def frozen(self, scenario: str, name: str) -> list[Line]:
        """Return the forecasts frozen of a question, in order."""
        return [
            one for one in self.lines if one["kind"] == FROZEN and (one["scenario"], one["name"]) == (scenario, name)
        ]


def read_ledger(path: Path) -> Ledger:
    """Read a ledger, empty where there is no file.

    Raises
    ------
    DataError : a line that is not whole or was altered, by its number.
    """
    try:
        return parsed(read_bytes(path), str(path))
    except FileNotFoundError:
        return Ledger()
    except OSError as error:
        what = f"{path}: the ledger cannot be read: {error.strerror or error}"
        raise DataError(what, "Name a file of JSON lines, or a new one") from None


def parsed(content: bytes, where: str) -> Ledger:
    """Return the ledger that a file holds; `where` : its name in messages."""
    lines: list[Line] = []
    before, resolved = NOTHING, {}
    if content and not content.endswith(b"\n"):
        number = content.count(b"\n") + 1
        raise DataError(f"{where}, line {number}: the line is not whole: its end is missing", RESTORE)
    for number, text in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
        line = _object(text, f"{where}, line {number}")
        stated = line.pop("hash", None)
        if line.get("before") != before:
            raise DataError(f"{where}, line {number}: the line before it was altered, removed or put in", RESTORE)
        if stated != hash_of(line):
            raise DataError(
                f"{where}, line {number}: the line was altered: its hash is not that of what it says", RESTORE
            )
        _check_kind(line, f"{where}, line {number}")
        before = str(stated)
        if line["kind"] == RESOLVED:
            resolved[line["scenario"], line["name"]] = line
        lines.append({key: value for key, value in line.items() if key != "before"})
    return Ledger(tuple(lines), before, resolved)


def hash_of(line: Line) -> str:
    """Return the hash of a line: of all that it says, with the hash of the line before."""
    return hashlib.sha256(_text(line).encode()).hexdigest()


def append(path: Path, make: Callable[[Ledger], Sequence[Line]]) -> Ledger:
    """Add lines to a ledger, whole or not at all, and return it as it then is.

    make : from the ledger as it is, read under the lock, to the lines that are added.

    Raises
    ------
    DataError : the ledger was altered. RunError : it cannot be written to; nothing is added.
    """
    try:
        with _locked(path) as file:
            held = parsed(file.read(), str(path))
            length, before, written = file.tell(), held.last, b""
            for one in make(held):
                sealed = {**one, "before": before}
                before = hash_of(sealed)
                written += f"{_text({**sealed, 'hash': before})}\n".encode()
            try:
                if file.write(written) != len(written):
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
                os.fsync(file.fileno())
            except OSError:
                file.truncate(length)
                raise
            file.seek(0)
            return parsed(file.read(), str(path))
    except OSError as error:
        what = f"{path}: the ledger cannot be written to: {error.strerror or error}"
        raise RunError(what, "Check the folder, the disk and the permissions; nothing was added") from None


@contextmanager
def _locked(path: Path) -> Iterator[BinaryIO]:
    """Open a ledger, made where there is none, while nobody else writes to it."""
    made = not path.exists()
    if not made and not path.is_file():
        raise OSError(errno.EINVAL, "this is a folder, a pipe or a device, not a file", str(path))
    with open(path, "a+b", buffering=0) as file:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)  # lifted when the file is closed
        except ImportError:  # a system without such locks: one writer at a time is up to its user
            pass
        file.seek(0)
        try:
            yield file
        except BaseException:
            if made and os.fstat(file.fileno()).st_size == 0:
                path.unlink(missing_ok=True)
            raise


def _object(text: str, where: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise DataError(f"{where}: the line is no JSON object", RESTORE) from None
    if not isinstance(found, dict):
        raise DataError(f"{where}: the line is no JSON object", RESTORE)
    return found


def _check_kind(line: Line, where: str) -> None:
    kind = line.get("kind")
    if kind not in FIELDS:
        raise DataError(f"{where}: there is no line of kind {kind!r}", "Read it with a newer ripeness")
    if lacking := [name for name in FIELDS[kind] if name not in line]:
        raise DataError(f"{where}: a {kind} line without {lacking[0]}", "Read it with a newer ripeness")


def _text(line: Line) -> str:
    return json.dumps(line, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
