"""The folder of a run whose draws stream to disk, chunk by chunk, each written whole or not at all.

    run.json           what was asked for, and with which versions: a run is continued only as it was begun
    scenario.yaml      the scenario's text
    proposal.json      where its draws come from, if that was learnt (or posterior.npz: the rows that were kept);
    design.parquet     the draws themselves, if the user gave them
    chunks/START-STOP  draws.parquet: weights and assumptions, a row a draw; months.nc: all that has months
    summary.json, provenance.json, once it is finished or was interrupted
    SHA256SUMS         here and in each chunk: what proves that the files are those that were written

A chunk is written beside its place and moved there when it is whole, so that any kill leaves whole chunks only. Chunks
are found by the pattern of their names; anything else that lies among them is named in a warning and left alone.
"""

from __future__ import annotations

import math
import os
import re
import shutil
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ripeness.errors import DataError, RipenessWarning, RunError
from ripeness.store.begun import ASKED, read_asked
from ripeness.store.checksums import SUMS, seal, verify
from ripeness.store.files import (
    PARTS,
    load_dataset,
    new_part_folder,
    reason,
    remove_stale_parts,
)

if TYPE_CHECKING:
    import numpy as np
    import pyarrow
    import xarray

CHUNK = 256
"""Draws that are written together unless told otherwise; a run of no more is one whole and has no chunks."""

PER_DRAW = ("log_weight", "log_prior_weight", "log_likelihood")
"""Variables of a forecast that are columns of draws.parquet, beside the assumptions."""

NAME = re.compile(r"(\d{9,})-(\d{9,})")
"""How the folder of a chunk is called: its first draw and one past its last."""

OF_THE_RUN = f"../../{ASKED}"
"""The run.json of a chunk's run, as the chunk's SHA256SUMS names it."""

SCALED = ("weight", "prior_weight")
"""Variables that are known only when all draws are: they are made anew when chunks are read."""


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
