"""The folder that a run leaves behind: results, summary, provenance and the scenario as it was.

    results.nc        every variable of the forecast (netCDF 4)
    summary.json      what ``--json`` prints
    provenance.json   from what, with what, where and when
    scenario.yaml     the scenario's text
    view.yaml         the text of the view laid over it, if there was one
    SHA256SUMS        what proves that these are the files that were written

A run is written beside its place and moved there when it is whole, and never onto another run.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ripeness.errors import DataError, RunError
from ripeness.store.begun import ASKED
from ripeness.store.checksums import seal, verify
from ripeness.store.chunks import Chunks
from ripeness.store.files import load_dataset, make_folder, new_part_folder, read_object, reason, write_json

if TYPE_CHECKING:
    import xarray

RUNS = Path("runs")
"""Where runs go unless told otherwise."""


@dataclass(frozen=True)
class Place:
    """Where a run will go: a folder that is not there yet, in one that can be written to."""

    target: Path

    def save(
        self,
        forecast: xarray.Dataset,
        summary: Mapping[str, Any],
        provenance: Mapping[str, Any],
        scenario_text: str,
        view_text: str | None = None,
    ) -> Path:
        """Write a run beside its place and move it there when it is whole; return the folder."""
        texts = {"scenario.yaml": scenario_text} | ({} if view_text is None else {"view.yaml": view_text})
        try:
            draft = new_part_folder(self.target.parent)
            try:
                draft.chmod(0o755)
                _writable(forecast).to_netcdf(draft / "results.nc", engine="netcdf4", format="NETCDF4")
                for name, text in texts.items():
                    (draft / name).write_text(text, encoding="utf-8")
                seal(draft, ["results.nc", *texts])
                save_summary(draft, summary, provenance)
                return self._move(draft)
            finally:
                shutil.rmtree(draft, ignore_errors=True)
        except (OSError, RuntimeError) as error:
            what = f"the run could not be saved in {self.target}: {reason(error)}"
            raise RunError(what, "Free space or name another folder") from error

    def _move(self, draft: Path) -> Path:
        for target in free_names(self.target):
            with contextlib.suppress(FileExistsError):
                _move_to_new(draft, target)
                return target
        raise AssertionError("free_names never ends")


@contextlib.contextmanager
def reserve(out: Path | None, scenario: str) -> Iterator[Place]:
    """Yield where a run will go; a folder that cannot be written is found out before a long computation."""
    target = out if out is not None else _named(scenario)
    try:
        if out is not None and out.exists() and (not out.is_dir() or any(out.iterdir())):
            what = f"{out} {'is not empty' if out.is_dir() else 'is a file'}, and a run never overwrites anything"
            raise RunError(what, "Name another folder, or none: a new one is made in ./runs")
        make_folder(target.parent)
        new_part_folder(target.parent).rmdir()
    except OSError as error:
        what = f"no run can be saved in {target.parent}: the folder cannot be written ({reason(error)})"
        raise RunError(what, "Name a folder that you may write to") from error
    yield Place(target)


def save_summary(folder: Path, summary: Mapping[str, Any], provenance: Mapping[str, Any]) -> None:
    """Write what a run's folder says of the run, in place of what it said before."""
    for name, content in (("provenance.json", provenance), ("summary.json", summary)):
        write_json(folder / name, content)
        seal(folder, [name])


def new_folder(scenario: str) -> Path:
    """Return a folder in ``runs`` that is not there yet."""
    return next(target for target in free_names(_named(scenario)) if not target.exists())


def free_names(target: Path) -> Iterator[Path]:
    """Yield the folder itself, then with -2, -3, ... behind its name."""
    yield target
    number = 2
    while True:
        yield target.with_name(f"{target.name}-{number}")
        number += 1


def read_summary(folder: Path) -> dict[str, Any]:
    """Return the summary of a saved run."""
    if not (folder / "summary.json").exists() and (folder / "run.json").exists():
        what = f"{folder} is not finished, and so was not summed up"
        raise DataError(what, f"Go on with it: ripeness run --resume {folder}")
    return read_object(verify(folder, "summary.json", _HOW), _HOW)


def read_provenance(folder: Path) -> dict[str, Any]:
    """Return the provenance of a saved run."""
    return read_object(verify(folder, "provenance.json", _HOW), _HOW)


def read_forecast(run: Path | str) -> xarray.Dataset:
    """Return the forecast of a saved run, in memory: the dataset that `ripeness.forecast` returned.

    Parameters
    ----------
    run : its folder, its name in ./runs, or "latest".

    Returns
    -------
    Dataset with dimensions draw, month, ending, issue, actor, believer; units in the attributes. The attribute
    `partial` is 1 where draws that were asked for are not there. `store.chunks.Chunks(folder).parts()` yields a large
    one part by part.

    Raises
    ------
    DataError : there is no such run, or one of its files cannot be read or is not the one that was written.
    """
    import xarray

    folder = run if isinstance(run, Path) else find_run(str(run))
    chunks = Chunks(folder)
    if (folder / ASKED).exists() or chunks.finished():
        if not chunks.draws():
            raise DataError(f"{folder} holds no draws yet", f"Go on with it: ripeness run --resume {folder}")
        return xarray.concat(chunks.parts(), "draw", data_vars="minimal", combine_attrs="override")
    file = verify(folder, "results.nc", _HOW)
    try:
        return load_dataset(file)
    except Exception as error:  # whatever is wrong with it
        raise DataError(f"{file} holds no forecast that can be read: {reason(error)}", _HOW) from error


def saved_runs(folder: Path = RUNS) -> list[Path]:
    """Return the runs in a folder, the oldest first."""
    if not folder.is_dir():
        return []
    found = [one for one in folder.iterdir() if not one.name.startswith(".") and _is_run(one)]
    return sorted(found, key=lambda one: (read_time(one), one.name))


def read_time(folder: Path) -> float:
    """Return when a run was saved, in seconds."""
    summary = folder / "summary.json"
    return (summary if summary.is_file() else folder / "run.json").stat().st_mtime


def find_run(stated: str, runs: Path = RUNS) -> Path:
    """Return a run's folder by path, by name in ``runs``, or the last one for ``latest``."""
    known = {one.name: one for one in saved_runs(runs)}
    if stated == "latest" and known:
        return list(known.values())[-1]
    for folder in (Path(stated), runs / stated):
        if _is_run(folder):
            return folder
    from ripeness.schema.nearest import nearest

    if stated == "latest":
        raise DataError(
            f"nothing has been run here: there is no folder in {runs}", "Run a forecast first: `ripeness run`"
        )
    guess = nearest(stated, known)
    meant = f"Did you mean {guess!r}? " if guess else ""
    what = f"{stated} is no saved run" if Path(stated).exists() else f"there is no run {stated!r}"
    raise DataError(what, meant + _HOW)


_HOW = "Name the folder that `ripeness run` printed; `ripeness list` shows those in ./runs"


def _is_run(folder: Path) -> bool:
    return (folder / "summary.json").is_file() or (folder / "run.json").is_file()


def _named(scenario: str) -> Path:
    return RUNS / f"{scenario}-{datetime.now():%Y%m%d-%H%M%S}"


def _writable(forecast: xarray.Dataset) -> xarray.Dataset:
    """Return the forecast with attributes that netCDF can hold."""

    def plain(value: Any) -> Any:
        if isinstance(value, bool):
            return int(value)
        return "" if value is None else json.dumps(value) if isinstance(value, dict) else value

    return forecast.assign_attrs({key: plain(value) for key, value in forecast.attrs.items()})


def _move_to_new(draft: Path, target: Path) -> None:
    """Move a folder to where nothing is; an empty folder may be there."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FileExistsError(target)
    try:
        draft.rename(target)
    except OSError as error:
        if target.exists() and os.path.isdir(target) and any(target.iterdir()):
            raise FileExistsError(target) from error
        raise
