"""In the place of a file may lie a pipe, a device, a folder or too much: that is told at once, and never waited for."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import warnings
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow
import pyarrow.parquet
import pytest

import ripeness
from ripeness import reading
from ripeness.cli.new import STARTER
from ripeness.ensemble import proposal_file
from ripeness.errors import DataError, RipenessError, RunError
from ripeness.history.series import read_series
from ripeness.schema.load import load_scenario
from ripeness.store import cache, design_table
from ripeness.store.begun import read_asked
from ripeness.store.checksums import seal, verify
from ripeness.store.files import read_object
from ripeness.store.runs import reserve

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")

LONGEST_S = 20


@pytest.fixture(autouse=True)
def at_once():
    """A test that waits for somebody to write into a pipe fails."""

    def late(*_: object) -> None:
        raise AssertionError(f"still waiting after {LONGEST_S} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(LONGEST_S)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


ODD: dict[str, Callable[[Path], None]] = {"a pipe": os.mkfifo, "a device": endless, "a folder": Path.mkdir}


@pytest.fixture(params=ODD)
def odd(request) -> Callable[[Path], Path]:
    """Put something odd in the place of a file."""

    def put(path: Path) -> Path:
        ODD[request.param](path)
        return path

    return put


def refused(call: Callable[[], object], name: str) -> None:
    with pytest.raises(RipenessError) as caught:
        call()
    assert name in str(caught.value) and caught.value.fix


def test_a_scenario_and_a_view(odd, tmp_path: Path) -> None:
    path = odd(tmp_path / "w.yaml")
    refused(lambda: load_scenario(path), "w.yaml")
    refused(lambda: load_scenario(STARTER, path), "w.yaml")


def test_a_data_series(odd, tmp_path: Path) -> None:
    odd(tmp_path / "a.csv")
    refused(lambda: read_series(tmp_path, "a.csv"), "a.csv")


@pytest.mark.parametrize("name", ["draws.csv", "draws.parquet"])
def test_a_table_of_draws(odd, name: str, tmp_path: Path, war) -> None:
    path = odd(tmp_path / name)
    refused(lambda: ripeness.read_design(war, path), name)


def test_a_learnt_proposal_costs_draws_and_nothing_else(odd, tmp_path: Path) -> None:
    path = odd(tmp_path / "w.proposal.json")
    with pytest.warns(ripeness.errors.RipenessWarning, match=r"w\.proposal\.json is no proposal.*this is a"):
        assert proposal_file.read(path) is None


def test_files_of_a_run(odd, tmp_path: Path) -> None:
    run = tmp_path / "run"
    run.mkdir()
    path = odd(run / "run.json")
    refused(lambda: read_asked(run), "run.json")
    refused(lambda: read_object(path, "Name another"), "run.json")
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    path.write_text("{}")
    seal(run, ["run.json"])
    (run / "SHA256SUMS").unlink()
    odd(run / "SHA256SUMS")
    refused(lambda: verify(run, "run.json", "Begin anew"), "SHA256SUMS")


def test_a_list_of_runs_goes_on(ripe, tmp_path: Path) -> None:
    for name in ("summary.json", "provenance.json", "SHA256SUMS", "run.json"):
        run = tmp_path / "runs" / f"with-{name}"
        run.mkdir(parents=True)
        os.mkfifo(run / name)
        if not (run / "summary.json").exists():
            (run / "summary.json").write_text("{}")
    code, out, _ = ripe("list")
    assert code == 0 and out.count("cannot be read") == 3  # a pipe is no summary, and what holds none is no run


def test_a_kept_file_is_computed_anew(odd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RIPENESS_CACHE", str(tmp_path / "cache"))
    folder = cache.room("forecasts")
    assert folder is not None and cache.read_kept(odd(folder / "a.npz")) is None


def test_a_scenario_may_come_through_a_pipe_that_somebody_writes_to(tmp_path: Path) -> None:
    path = tmp_path / "w.yaml"
    os.mkfifo(path)
    writer = threading.Thread(target=lambda: path.write_bytes(STARTER.read_bytes()), daemon=True)
    handle = os.open(path, os.O_RDWR)  # as a shell holds both ends of `<(...)`
    writer.start()
    try:
        content = os.read(handle, 1)  # what is written lies in the pipe
        os.write(handle, b"")
        assert content == STARTER.read_bytes()[:1]
    finally:
        threading.Timer(1.0, lambda: os.close(handle)).start()
    assert reading.read_start(path, 1 << 20) == STARTER.read_bytes()[1:]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no /dev/stdin")
def test_a_scenario_may_come_from_the_standard_input() -> None:
    code = "import ripeness; print(ripeness.load('/dev/stdin').name)"
    command = [sys.executable, "-c", code]
    found = subprocess.run(command, input=STARTER.read_bytes(), capture_output=True, timeout=LONGEST_S * 5)
    assert found.stdout.strip() == b"starter", found.stderr.decode()


def test_a_file_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    with (tmp_path / "a.csv").open("wb") as file:
        file.truncate(1 << 34)  # takes no room on the disk
    refused(lambda: read_series(tmp_path, "a.csv"), "a.csv cannot be read: this is larger than 256 MiB")


def test_a_small_file_that_unpacks_into_a_large_table_is_refused(tmp_path: Path, war, monkeypatch) -> None:
    monkeypatch.setattr(design_table, "MOST_NUMBERS", 1000)
    names = list(war.assumptions())
    rows = 1000 // len(names) + 1
    path = tmp_path / "draws.parquet"
    pyarrow.parquet.write_table(pyarrow.table({name: np.zeros(rows) for name in names}), path)
    with pytest.raises(RunError, match=f"draws.parquet holds {rows * len(names)} numbers, more than fit"):
        ripeness.read_design(war, path)


def test_folders_in_folders_without_number_are_made(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["x"] * 1020)
    with reserve(deep, "toy") as place:
        assert place.target == deep and deep.parent.is_dir()
    (tmp_path / "held").touch()
    os.removedirs(deep.parent)  # from below: what recurses cannot
    assert [one.name for one in tmp_path.iterdir()] == ["held"]


def test_what_lies_deeper_than_a_path_may_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no run can be saved in"), reserve(tmp_path.joinpath(*["x" * 300, "y"]), "toy"):
        pass


def test_a_regular_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"whole")
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # no handle is left open
        assert reading.read_bytes(path) == b"whole" and reading.read_start(path, 3) == b"who"
    with pytest.raises(DataError, match=r"no such file|No such file"):
        read_object(tmp_path / "none", "Name another")
