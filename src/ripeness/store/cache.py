"""The user's cache: where it lies, from whom it is taken, and how much it may hold.

What lies there may be deleted at any time. Compiled programs are code, and kept results are printed as if they were
computed, so that nothing is taken from a folder or a file that another user could have written.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
import warnings
from contextlib import suppress
from pathlib import Path

import platformdirs

from ripeness.errors import RipenessWarning
from ripeness.reading import open_file
from ripeness.store.files import PARTS, make_folder, reason, remove_stale_parts, whole

MOST_BYTES = 1 << 30
"""What each room of the cache may hold; the files that were used longest ago go first."""

MARK_BYTES = hashlib.sha256().digest_size
"""How many bytes at the end of each kept file tell whether it is what was written."""

ELSEWHERE = "Set RIPENESS_CACHE to a folder of yours"


def cache_folder() -> Path:
    """Return the folder of the cache: `RIPENESS_CACHE`, else the user's cache folder.

    Where nobody has a home folder, as in some containers, it lies in the folder of temporary files.
    """
    with suppress(RuntimeError):  # what both say where there is no home folder
        return Path(os.environ.get("RIPENESS_CACHE") or platformdirs.user_cache_dir("ripeness")).expanduser()
    folder = Path(tempfile.gettempdir()) / f"ripeness-{_me()}"
    _say(f"this user has no home folder, so that what is kept lies in {folder}. {ELSEWHERE} to keep it elsewhere.")
    return folder


def room(name: str) -> Path | None:
    """Return a folder of the cache by its name, made if need be for this user alone.

    None where it cannot be made, or where other users may write: said in a warning, and everything is computed anew.
    """
    base = cache_folder()
    folder = base / name
    try:
        make_folder(base.parent)
        for one in (base, folder):
            one.mkdir(mode=0o700, exist_ok=True)
        wrong = _distrust(folder.stat())
    except OSError as error:
        _say(f"nothing can be kept in {base}, and all is computed anew: {reason(error)}. {ELSEWHERE}.")
        return None
    if wrong:
        _say(f"{folder} {wrong}: what it holds is not used. {ELSEWHERE}, or run: chmod -R go-w {base}")
        return None
    return folder


def read_kept(path: Path) -> bytes | None:
    """Return what a kept file holds; None if it is not there, or if another user could have written it.

    A file that does not hold what was written under its name is removed.
    """
    try:
        with open_file(path) as file:
            wrong = _distrust(os.fstat(file.fileno()))
            found = b"" if wrong else file.read()
    except OSError:
        return None
    if wrong:
        _say(f"{path} {wrong}: it is not used. Remove it.")
        return None
    content, mark = found[:-MARK_BYTES], found[-MARK_BYTES:]
    if mark != _mark(path, content):
        drop(path)
        return None
    with suppress(OSError):
        os.utime(path)
    return content


def write_kept(path: Path, content: bytes) -> None:
    """Keep a file, whole or not at all; where that fails it is said in a warning, and costs time later."""
    try:
        with whole(path, 0o600) as part:
            part.write_bytes(content + _mark(path, content))
    except OSError as error:
        _say(f"nothing can be kept in {path.parent}: {reason(error)}. {ELSEWHERE}, or free space.")
        return
    keep_newest(path.parent)


def drop(path: Path) -> None:
    """Remove a kept file that cannot be read, so that the next one takes its place."""
    with suppress(OSError):
        path.unlink()


def keep_newest(folder: Path, most_bytes: int | None = None) -> None:
    """Delete the files that were used longest ago until the rest fit into so many bytes, and what was half written."""
    remove_stale_parts(folder)
    files = []
    for path in folder.iterdir():
        with suppress(OSError):  # another process removed it
            found = path.lstat()
            if stat.S_ISREG(found.st_mode) and not path.match(PARTS):
                files.append((found.st_mtime, found.st_size, path))
    total = 0
    for _, size, path in sorted(files, reverse=True):
        total += size
        if total > (MOST_BYTES if most_bytes is None else most_bytes):
            drop(path)


def _mark(path: Path, content: bytes) -> bytes:
    """Digest of a kept file and its name, so that neither damage nor another name is taken for what was computed."""
    return hashlib.sha256(path.name.encode() + b"\0" + content).digest()


def _distrust(found: os.stat_result) -> str:
    """Return why a folder or a file is not taken for this user's own; empty if it is."""
    if not hasattr(os, "geteuid"):  # a system whose users have their folders to themselves
        return ""
    if found.st_uid != os.geteuid():
        return "belongs to another user"
    return "can be written by other users" if found.st_mode & (stat.S_IWGRP | stat.S_IWOTH) else ""


def _me() -> str:
    return str(os.geteuid()) if hasattr(os, "geteuid") else "user"


def _say(what: str) -> None:
    warnings.warn(what[:1].upper() + what[1:], RipenessWarning, stacklevel=1)
