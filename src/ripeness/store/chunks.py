"""The folder of a run whose draws stream to disk, chunk by chunk, each written whole or not at all.

    run.json           what was asked for, and with which versions: a run is continued only as it was begun
    scenario.yaml      the scenario's text
    proposal.json      where its draws come from, if that was learnt; design.parquet: if the user gave them
    chunks/START-STOP  draws.parquet: weights and assumptions, a row a draw; months.nc: all that has months
    summary.json, provenance.json, once it is finished or was interrupted
    SHA256SUMS         here and in each chunk: what proves that the files are those that were written

A chunk is written beside its place and moved there when it is whole, so that any kill leaves whole chunks only. Chunks
are found by the pattern of their names; anything else that lies among them is named in a warning and left alone.
"""

from __future__ import annotations

import contextlib
import math
import os
import re
import shutil
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ripeness.errors import DataError, RipenessWarning, RunError
from ripeness.store.checksums import SUMS, seal, verify
from ripeness.store.files import (
    PARTS,
    load_dataset,
    new_part_folder,
    read_object,
    reason,
    remove_stale_parts,
    write_json,
)

if TYPE_CHECKING:
    import numpy as np
    import pyarrow
    import xarray

CHUNK = 256
"""Draws that are written together unless told otherwise; a run of no more is one whole and has no chunks."""

ASKED = "run.json"
PER_DRAW = ("log_weight", "log_prior_weight", "log_likelihood")
"""Variables of a forecast that are columns of draws.parquet, beside the assumptions."""

NAME = re.compile(r"(\d{9,})-(\d{9,})")
"""How the folder of a chunk is called: its first draw and one past its last."""

OF_THE_RUN = f"../../{ASKED}"
"""The run.json of a chunk's run, as the chunk's SHA256SUMS names it."""

SCALED = ("weight", "prior_weight")
"""Variables that are known only when all draws are: they are made anew when chunks are read."""

SAID = {
    **dict.fromkeys(("scenario", "content", "policy", "precision", "points", "proposal", "rows", "code"), str),
    **dict.fromkeys(("draws", "seed", "horizon", "chunk"), int),
    **dict.fromkeys(("levers", "settings", "versions"), dict),
    "record": bool,
}
"""What run.json says, and the type of each."""

WORDS = {
    "content": "content of the scenario",
    "draws": "number of draws",
    "levers": "setting of levers",
    "settings": "setting of levers",
    "code": "text of ripeness itself",
    "rows": "set of draws",
    "devices": "kind of device",
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
        """Return first and one past the last draw of each chunk that is there, in order.

        Raises
        ------
        DataError : two chunks hold the same draws, or one holds draws that the run does not have.
        """
        if not self.place.is_dir():
            return []
        found: list[tuple[int, int]] = []
        for one in sorted(self.place.iterdir()):
            named = NAME.fullmatch(one.name)
            if named and one.is_dir():
                found.append((int(named[1]), int(named[2])))
            elif not one.name.startswith("."):
                warnings.warn(f"{one} is no chunk of draws and is left alone", RipenessWarning, stacklevel=1)
        asked = self.asked()
        last = math.inf if asked is None else asked["draws"]
        before = 0
        for start, stop in sorted(found):
            name = self.place / _name(start, stop)
            if not before <= start < stop:
                raise DataError(f"{name} holds draws that another chunk holds, or none", _ANEW.format(self.folder))
            if stop > last:
                raise DataError(f"{name} is beyond the run's {last} draws", _ANEW.format(self.folder))
            before = stop
        return sorted(found)

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
        target = self.place / _name(start, stop)
        try:
            self.place.mkdir(exist_ok=True)
            part = new_part_folder(self.place)
            try:
                part.chmod(0o755)
                pyarrow.parquet.write_table(
                    _per_draw(start, forecast), part / "draws.parquet", write_page_checksum=True
                )
                months = forecast.drop_vars([*PER_DRAW, *SCALED, "assumption_value"], errors="ignore")
                packed = {name: {"zlib": True, "complevel": 1} for name in months.data_vars}
                months.to_netcdf(part / "months.nc", engine="netcdf4", format="NETCDF4", encoding=packed)
                seal(part, ["draws.parquet", "months.nc", OF_THE_RUN])
                for file in part.iterdir():
                    _to_the_disk(file)
                if not target.is_dir():
                    part.rename(target)
            finally:
                shutil.rmtree(part, ignore_errors=True)
        except (OSError, RuntimeError) as error:
            what = f"draws {start} to {stop - 1} could not be saved in {self.folder}: {reason(error)}"
            fix = f"Free space, then continue with `ripeness run --resume {self.folder}`"
            raise RunError(what, fix) from error

    def clear(self) -> None:
        """Remove what a killed run left half written."""
        for part in self.place.glob(PARTS) if self.place.is_dir() else ():
            shutil.rmtree(part, ignore_errors=True)
        remove_stale_parts(self.folder)

    def table(self, start: int, stop: int) -> pyarrow.Table:
        """Return the scalars of a chunk's draws.

        Raises
        ------
        DataError : a file cannot be read, is not what was written, or is of other draws or of another run.
        """
        import pyarrow.parquet

        folder, fix = self.place / _name(start, stop), _ANEW.format(self.folder)
        if (folder / SUMS).exists():
            verify(folder, OF_THE_RUN, f"These draws were computed for another run. {fix}")
        file = verify(folder, "draws.parquet", fix)
        try:
            table = pyarrow.parquet.read_table(file, page_checksum_verification=True)
            held = table["draw"].to_pylist()
        except Exception as error:  # whatever is wrong with it
            raise DataError(f"{file} cannot be read: {reason(error)}", fix) from error
        if held != list(range(start, stop)):
            raise DataError(f"{file} does not hold the draws {start} to {stop - 1}", fix)
        return table

    def parts(self) -> Iterator[xarray.Dataset]:
        """Yield the forecast chunk by chunk; weights are shares of all draws that are there.

        The attributes `draws`, `effective_sample_size` and `partial` are of all draws that are there, too.

        Raises
        ------
        DataError : a file cannot be read, is not what was written, or is of other draws or of another run.
        """
        import numpy as np

        from ripeness.statistics.weighted import effective_sample_size_of_logs

        there = self.finished()
        tables = [self.table(*chunk).select([f"log_{name}" for name in SCALED]) for chunk in there]
        logs = {name: np.concatenate([one[f"log_{name}"].to_numpy() for one in tables]) for name in SCALED if tables}
        scale = {name: _scale(values) for name, values in logs.items()}
        asked, draws = self.asked(), sum(stop - start for start, stop in there)
        of_all = {
            "draws": draws,
            "effective_sample_size": effective_sample_size_of_logs(logs["weight"]) if there else 0.0,
            "partial": int(asked is not None and draws < asked["draws"]),
        }
        for start, stop in there:
            file = verify(self.place / _name(start, stop), "months.nc", _ANEW.format(self.folder))
            table = self.table(start, stop)
            columns = {name: table[name].to_numpy() for name in table.column_names}
            try:
                part = load_dataset(file)
                drawn = [columns[str(name)] for name in part.assumption.values]
            except Exception as error:  # whatever is wrong with it
                raise DataError(f"{file} cannot be read: {reason(error)}", _ANEW.format(self.folder)) from error
            scaled = {name: np.exp(columns[f"log_{name}"] - scale[name][0]) / scale[name][1] for name in SCALED}
            values = np.stack(drawn, 1) if drawn else np.zeros((stop - start, 0))
            yield part.assign(
                {name: ("draw", columns[name]) for name in PER_DRAW}
                | {name: ("draw", values) for name, values in scaled.items()}
                | {"assumption_value": (("draw", "assumption"), values)}
            ).assign_attrs(of_all)


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
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = new_part_folder(folder.parent)  # moved to its place with all that it must hold
        try:
            draft.chmod(0o755)
            (draft / "chunks").mkdir()
            for name, text in texts.items():
                (draft / name).write_text(text, encoding="utf-8")
            keep_rows(draft)
            write_json(draft / ASKED, asked)
            seal(draft, sorted(file.name for file in draft.iterdir() if file.is_file()))
            if folder.is_dir():
                folder.rmdir()
            draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        what = f"no run can be saved in {folder}: {reason(error)}"
        raise RunError(what, "Name a folder that you may write to with --out") from error
    return Chunks(folder)


def read_asked(folder: Path) -> dict[str, Any]:
    """Return what a run was asked for.

    Raises
    ------
    RunError : there is no run.json. DataError : it cannot be read, or does not say what a run.json says.
    """
    if not (folder / ASKED).exists():
        what = f"{folder} is no folder of a run that can be continued"
        raise RunError(what, f"Name one with {ASKED} in it; `ripeness list` shows those in ./runs")
    fix = "Begin the run anew in another folder"
    found = read_object(verify(folder, ASKED, fix), fix)
    for name, kind in SAID.items():
        if type(found.get(name)) is not kind:
            raise DataError(f"{folder / ASKED} says no {WORDS.get(name, name)} ({kind.__name__})", fix)
    for name in ("draws", "chunk", "horizon"):
        if found[name] < 1:
            raise DataError(f"{folder / ASKED} says a {WORDS.get(name, name)} of {found[name]}", fix)
    return found


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


def _scale(logs: np.ndarray) -> tuple[float, float]:
    """Largest log weight, and the sum of all weights beside it: rounded once, so that no order of chunks changes it."""
    import numpy as np

    top = float(logs.max())
    return top, math.fsum(np.exp(logs - top))


def _name(start: int, stop: int) -> str:
    return f"{start:09d}-{stop:09d}"


def _to_the_disk(file: Path) -> None:
    with file.open("rb") as stream:
        os.fsync(stream.fileno())


_ANEW = "Remove that chunk's folder and continue with `ripeness run --resume {}`"
