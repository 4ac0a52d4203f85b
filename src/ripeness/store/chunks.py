"""The folder of a run whose draws stream to disk, chunk by chunk, each written whole or not at all.

    run.json           what was asked for, and with which versions: a run is continued only as it was begun
    scenario.yaml      the scenario's text
    proposal.json      where its draws come from, if that was learnt; design.parquet: if the user gave them
    chunks/START-STOP  draws.parquet: weights and assumptions, a row a draw; months.nc: all that has months
    summary.json, provenance.json, once it is finished or was interrupted

A chunk is written beside its place and moved there when it is whole, so that any kill leaves whole chunks only.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ripeness.errors import DataError, RunError
from ripeness.store.files import reason, write_json

if TYPE_CHECKING:
    import pyarrow
    import xarray

CHUNK = 256
"""Draws that are written together unless told otherwise; a run of no more is one whole and has no chunks."""

ASKED = "run.json"
PER_DRAW = ("log_weight", "log_prior_weight", "log_likelihood")
"""Variables of a forecast that are columns of draws.parquet, beside the assumptions."""

SCALED = ("weight", "prior_weight")
"""Variables that are known only when all draws are: they are made anew when chunks are read."""

WORDS = {
    "content": "content of the scenario",
    "draws": "number of draws",
    "levers": "setting of levers",
    "settings": "setting of levers",
    "code": "text of ripeness itself",
    "rows": "set of draws",
}
"""How entries of run.json are called where their names do not say it."""


@dataclass(frozen=True)
class Chunks:
    """A run's chunks in its folder."""

    folder: Path

    @property
    def place(self) -> Path:
        """Where the chunks lie."""
        return self.folder / "chunks"

    def finished(self) -> list[tuple[int, int]]:
        """Return first and one past the last draw of each chunk that is there, in order."""
        if not self.place.is_dir():
            return []
        names = [one.name.split("-") for one in self.place.iterdir() if not one.name.startswith(".")]
        return sorted((int(start), int(stop)) for start, stop in names)

    def asked(self) -> dict[str, Any] | None:
        """Return what the run was asked for; None if the folder is of a run without chunks."""
        return read_asked(self.folder) if (self.folder / ASKED).exists() else None

    def draws(self) -> int:
        """Return how many draws are there."""
        return sum(stop - start for start, stop in self.finished())

    def missing(self, draws: int, size: int) -> Iterator[tuple[int, int]]:
        """Yield the chunks of at most `size` draws that are not there yet."""
        at = 0
        for start, stop in [*self.finished(), (draws, draws)]:
            while at < start:
                yield at, min(at + size, start)
                at = min(at + size, start)
            at = stop

    def write(self, start: int, forecast: xarray.Dataset) -> None:
        """Write the draws from `start` on, whole or not at all; what is there already stays."""
        import pyarrow.parquet

        stop = start + forecast.sizes["draw"]
        target = self.place / f"{start:09d}-{stop:09d}"
        try:
            self.place.mkdir(exist_ok=True)
            part = Path(tempfile.mkdtemp(prefix=".part-", dir=self.place))
            try:
                part.chmod(0o755)
                pyarrow.parquet.write_table(_per_draw(start, forecast), part / "draws.parquet")
                months = forecast.drop_vars([*PER_DRAW, *SCALED, "assumption_value"], errors="ignore")
                packed = {name: {"zlib": True, "complevel": 1} for name in months.data_vars}
                months.to_netcdf(part / "months.nc", engine="netcdf4", format="NETCDF4", encoding=packed)
                for file in part.iterdir():
                    _to_the_disk(file)
                with contextlib.suppress(FileExistsError, NotADirectoryError):
                    part.rename(target) if not target.exists() else None
            finally:
                shutil.rmtree(part, ignore_errors=True)
        except (OSError, RuntimeError) as error:
            what = f"draws {start} to {stop - 1} could not be saved in {self.folder}: {reason(error)}"
            fix = f"Free space, then continue with `ripeness run --resume {self.folder}`"
            raise RunError(what, fix) from error

    def clear(self) -> None:
        """Remove what a killed run left half written."""
        for part in self.place.glob(".part-*") if self.place.is_dir() else ():
            shutil.rmtree(part, ignore_errors=True)

    def table(self, columns: list[str] | None = None) -> Iterator[pyarrow.Table]:
        """Yield the draws' scalars, chunk by chunk."""
        import pyarrow.parquet

        for start, stop in self.finished():
            file = self.place / f"{start:09d}-{stop:09d}" / "draws.parquet"
            try:
                yield pyarrow.parquet.read_table(file, columns=columns)
            except (OSError, ValueError) as error:
                raise DataError(f"{file} cannot be read: {reason(error)}", _ANEW.format(self.folder)) from error

    def parts(self) -> Iterator[xarray.Dataset]:
        """Yield the forecast chunk by chunk; weights are shares of all draws that are there."""
        import numpy as np
        import xarray

        scale = {name: _scale(self, name) for name in SCALED} if self.finished() else {}
        for (start, stop), table in zip(self.finished(), self.table(), strict=True):
            file = self.place / f"{start:09d}-{stop:09d}" / "months.nc"
            try:
                part = xarray.load_dataset(file, engine="netcdf4")
            except (OSError, ValueError) as error:
                raise DataError(f"{file} cannot be read: {reason(error)}", _ANEW.format(self.folder)) from error
            columns = {name: table[name].to_numpy() for name in table.column_names}
            names = [str(name) for name in part.assumption.values]
            drawn = [columns[name] for name in names]
            scaled = {name: np.exp(columns[f"log_{name}"] - scale[name][0]) / scale[name][1] for name in SCALED}
            yield part.assign(
                {name: ("draw", columns[name]) for name in PER_DRAW}
                | {name: ("draw", values) for name, values in scaled.items()}
                | {
                    "assumption_value": (
                        ("draw", "assumption"),
                        np.stack(drawn, 1) if drawn else np.zeros((stop - start, 0)),
                    )
                }
            )


def begin(
    folder: Path, asked: Mapping[str, Any], texts: Mapping[str, str], keep_rows: Callable[[Path], None]
) -> Chunks:
    """Begin a run in a folder that is new or empty; `keep_rows` writes into it where its draws come from.

    `texts` : files of text that are kept there, by name: the scenario's and its view's.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = f"{folder} {'is not empty' if folder.is_dir() else 'is a file'}, and a run never overwrites anything"
        raise RunError(what, f"Name another folder with --out, or continue it with --resume {folder}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "chunks").mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        keep_rows(folder)
        write_json(folder / ASKED, asked)
    except OSError as error:
        what = f"no run can be saved in {folder}: {reason(error)}"
        raise RunError(what, "Name a folder that you may write to with --out") from error
    return Chunks(folder)


def read_asked(folder: Path) -> dict[str, Any]:
    """Return what a run was asked for."""
    try:
        found = json.loads((folder / ASKED).read_text(encoding="utf-8"))
    except FileNotFoundError:
        what = f"{folder} is no folder of a run that can be continued"
        raise RunError(what, f"Name one with {ASKED} in it; `ripeness list` shows those in ./runs") from None
    except (OSError, ValueError) as error:
        raise RunError(
            f"{folder / ASKED} cannot be read: {reason(error)}", "Begin the run anew in another folder"
        ) from error
    return dict(found)


def refuse_other(folder: Path, begun: Mapping[str, Any], stated: Mapping[str, Any]) -> None:
    """Refuse to continue a run as something that it is not; `stated` : what is asked for now."""
    for name, now in stated.items():
        then = begun.get(name)
        if then == now:
            continue
        if isinstance(then, dict) and isinstance(now, dict):
            key = next(key for key in {**then, **now} if then.get(key) != now.get(key))
            name, then, now = f"{WORDS.get(name, name)} ({key})", then.get(key), now.get(key)
        called = WORDS.get(name, name)
        what = f"{folder} holds a run that was begun with another {called}: {_short(then)}, not {_short(now)}"
        raise RunError(what, "Go on with it as it was begun, or begin one in another folder; nothing was changed")


def _short(value: Any) -> str:
    text = "none" if value is None else str(value)
    return text if len(text) <= 24 else f"{text[:8]}..."


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep a second process from writing into the same run."""
    try:
        import fcntl
    except ImportError:  # no such locks on this system
        yield
        return
    with (folder / ASKED).open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RunError(f"another process is at work on {folder}", "Wait for it, or stop it") from None
        yield


def _per_draw(start: int, forecast: xarray.Dataset) -> pyarrow.Table:
    import numpy as np
    import pyarrow

    names = [str(name) for name in forecast.assumption.values]
    units = [str(unit) for unit in forecast.assumption_unit.values]
    values = forecast.assumption_value.transpose("draw", "assumption").values
    columns = [pyarrow.array(np.arange(start, start + forecast.sizes["draw"]))]
    fields = [pyarrow.field("draw", pyarrow.int64())]
    for name in PER_DRAW:
        columns.append(pyarrow.array(forecast[name].values.astype(float)))
        fields.append(pyarrow.field(name, pyarrow.float64(), metadata={"unit": "1"}))
    for number, (name, unit) in enumerate(zip(names, units, strict=True)):
        columns.append(pyarrow.array(values[:, number].astype(float)))
        fields.append(pyarrow.field(name, pyarrow.float64(), metadata={"unit": unit}))
    return pyarrow.Table.from_arrays(columns, schema=pyarrow.schema(fields))


def _scale(chunks: Chunks, name: str) -> tuple[float, float]:
    """Largest log weight, and the sum of all weights beside it: rounded once, so that no order of chunks changes it."""
    import numpy as np

    def columns() -> Iterator[np.ndarray]:
        return (table.column(0).to_numpy() for table in chunks.table([f"log_{name}"]))

    top = max(float(column.max()) for column in columns())
    return top, math.fsum(weight for column in columns() for weight in np.exp(column - top))


def _to_the_disk(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


_ANEW = "Remove that chunk's folder and continue with `ripeness run --resume {}`"
