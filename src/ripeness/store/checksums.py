"""What proves that a saved file is the one that was written: `SHA256SUMS`, as `sha256sum --check` reads it.

Each folder that a run writes has one. It lists every file that the run wrote there; a chunk's also lists the run.json
that its draws were computed for. A folder without one, from an older version, is read without proof.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from ripeness.errors import DataError
from ripeness.reading import open_file, read_bytes
from ripeness.store.files import reason, whole

SUMS = "SHA256SUMS"
LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")


OF_A_RUN = ("run.json", "results.nc", "scenario.yaml")
"""Files that a folder of a run holds from its beginning."""


def seal(folder: Path, names: Iterable[str]) -> None:
    """Enter files of a folder, by their paths from it, beside what is entered already.

    A folder in which other files of a run lie unentered stays without proof: to enter some would disown the rest.
    """
    if _entered(folder) is None and any((folder / name).is_file() for name in OF_A_RUN if name not in names):
        return
    sums = (_entered(folder) or {}) | {name: _digest(folder / name) for name in names}
    with whole(folder / SUMS) as part:
        part.write_text("".join(f"{digest}  {name}\n" for name, digest in sums.items()), encoding="utf-8")


def verify(folder: Path, name: str, fix: str) -> Path:
    """Return the path of a file that is what was written.

    Raises
    ------
    DataError : it is not there, cannot be read, or is another; `fix` says what to do.
    """
    path, entered = folder / name, _entered(folder)
    try:
        found = _digest(path)
    except OSError as error:
        raise DataError(f"{path} cannot be read: {reason(error)}", fix) from error
    if entered is not None and entered.get(name) != found:
        what = "is not what was written there" if name in entered else f"is not entered in {SUMS}"
        raise DataError(f"{path} {what}", f"{fix}. To read it without proof, remove {folder / SUMS}")
    return path


def _entered(folder: Path) -> dict[str, str] | None:
    """Return the digests of a folder's files by name; None without the file that holds them."""
    path = folder / SUMS
    try:
        lines = read_bytes(path).decode("utf-8").splitlines()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise DataError(f"{path} cannot be read: {reason(error)}", _WITHOUT) from error
    found = [LINE.fullmatch(line) for line in lines]
    if not all(found) or not found:
        raise DataError(f"{path} is damaged", _WITHOUT)
    return {one[2]: one[1] for one in found if one is not None}


def _digest(path: Path) -> str:
    with open_file(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


_WITHOUT = "Remove it to read the folder without proof that its files are what was written"
