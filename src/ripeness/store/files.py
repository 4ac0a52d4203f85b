"""Files as runs and caches keep them: written whole or not at all, read with a sentence where something is wrong."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ripeness.errors import DataError
from ripeness.reading import read_bytes

if TYPE_CHECKING:
    import xarray

PARTS = ".ripeness-*.part"
"""How everything that is half written is called: what a kill leaves of it is known as ours and removed later."""

STALE_S = 3600
"""Nothing is written for longer: an older part is what a killed process left behind."""


@contextmanager
def whole(path: Path, mode: int = 0o644) -> Iterator[Path]:
    """Yield a new empty file beside `path` that takes its place once the block ends well, and goes otherwise."""
    part = new_part(path.parent)
    try:
        yield part
        part.chmod(mode)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder and those that it lies in, however many; what is there stays as it is."""
    for one in (*reversed(folder.parents), folder):
        one.mkdir(exist_ok=True)


def new_part(folder: Path) -> Path:
    """Return a new empty file for something that is being written; what killed processes left there goes."""
    remove_stale_parts(folder)
    handle, name = tempfile.mkstemp(dir=folder, prefix=PARTS.split("*")[0], suffix=PARTS.split("*")[1])
    with open(handle, "wb"):
        return Path(name)


def new_part_folder(folder: Path) -> Path:
    """Return a new empty folder for something that is being written; what killed processes left there goes."""
    remove_stale_parts(folder)
    return Path(tempfile.mkdtemp(dir=folder, prefix=PARTS.split("*")[0], suffix=PARTS.split("*")[1]))


def remove_stale_parts(folder: Path) -> None:
    """Remove what killed processes left half written in a folder."""
    for part in folder.glob(PARTS):
        with suppress(OSError):
            if time.time() - part.lstat().st_mtime > STALE_S:
                shutil.rmtree(part) if part.is_dir() and not part.is_symlink() else part.unlink()


def write_json(path: Path, content: Mapping[str, Any]) -> None:
    """Write a mapping as JSON, one key a line at the top; whole or not at all."""
    with whole(path) as part:
        part.write_text(as_json(content) + "\n", encoding="utf-8")


def as_json(content: Mapping[str, Any]) -> str:
    """Return strict JSON: no NaN."""
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1)


def read_object(path: Path, fix: str) -> dict[str, Any]:
    """Return the JSON object that a file holds.

    Raises
    ------
    DataError : it cannot be read or holds something else; `fix` says what to do.
    """
    try:
        found = json.loads(read_bytes(path).decode("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise DataError(f"{path} cannot be read: {reason(error)}", fix) from error
    if not isinstance(found, dict):
        raise DataError(f"{path} does not hold what a run saves: a JSON object", fix)
    return found


def load_dataset(path: Path) -> xarray.Dataset:
    """Return the labelled arrays of a netCDF file, in memory; dates are to the second, as a forecast has them."""
    import xarray

    dates = xarray.coders.CFDatetimeCoder(time_unit="s")
    return xarray.load_dataset(path, engine="netcdf4", decode_times=dates)


def reason(error: BaseException) -> str:
    """Return why an operation failed, in the system's words."""
    told = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return re.sub(r"^\[Errno -?\d+\] ", "", str(told).splitlines()[0])
