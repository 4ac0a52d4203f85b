"""Large runs: the same table whatever the chunks, the workers and what was killed; nothing is lost or mixed."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import xarray as xr

import ripeness
from ripeness.cli.new import STARTER
from ripeness.ensemble import cluster, stream
from ripeness.errors import RunError
from ripeness.questions.summary.summary import summarise, summarise_parts
from ripeness.store.chunks import Chunks
from ripeness.store.runs import read_forecast

DRAWS = 24
COMMAND = [sys.executable, "-c", "from ripeness.cli.main import main; main()", "run"]


def same(one: Path | xr.Dataset, other: Path | xr.Dataset) -> None:
    """Assert that two runs hold the same table, to the last bit."""
    left, right = (read_forecast(run) if isinstance(run, Path) else run for run in (one, other))
    assert left.sizes == right.sizes and set(left.variables) == set(right.variables)
    for name in left.variables:
        mine, yours = left[name].values, right[name].values
        if mine.dtype.kind == "f":
            assert mine.tobytes() == yours.tobytes(), name
        else:
            assert mine.tolist() == yours.tolist(), name


@pytest.fixture(scope="module")
def undisturbed(small, tmp_path_factory) -> Path:
    """A run that nothing happened to, in one chunk."""
    folder = tmp_path_factory.mktemp("runs") / "undisturbed"
    ripeness.stream(small, folder, draws=DRAWS, chunk=DRAWS, texts={"scenario.yaml": "text"})
    return folder


def test_the_table_is_the_same_however_it_is_cut(small, undisturbed, tmp_path) -> None:
    ripeness.stream(small, tmp_path / "cut", draws=DRAWS, chunk=7)
    assert len(Chunks(tmp_path / "cut").finished()) == 4
    same(tmp_path / "cut", undisturbed)


def test_it_is_what_a_forecast_in_one_piece_gives(small, undisturbed) -> None:
    same(ripeness.forecast(small, draws=DRAWS), undisturbed)


def test_an_interrupted_run_goes_on_and_ends_with_the_same_table(small, undisturbed, tmp_path) -> None:
    def interrupt(stage: str, done: int, total: int) -> None:
        if done == 10:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ripeness.stream(small, tmp_path / "run", draws=DRAWS, chunk=5, progress=interrupt)
    assert Chunks(tmp_path / "run").draws() == 10
    told: list[int] = []
    ripeness.stream(
        small, tmp_path / "run", draws=DRAWS, chunk=24, progress=lambda stage, done, total: told.append(done)
    )
    assert told == [0, 15, 20, 24]  # the finished ones are not computed again, and chunks stay as large as they were
    same(tmp_path / "run", undisturbed)


AT_REST = """
import time
from pathlib import Path
from ripeness.store.chunks import Chunks
write = Chunks.write
def rest(chunks, start, forecast):
    if start == 10:
        Path("at-rest").touch()
        time.sleep(600)  # until it is killed or interrupted: there is work left
    write(chunks, start, forecast)
Chunks.write = rest
"""
"""Let a run come to rest before it writes its third chunk, and say so by a file."""


def stopped_at_rest(folder: Path, env: dict[str, str], how: signal.Signals, *asked: str) -> tuple[int, str]:
    """Begin a run, send it a signal where it rests, and return how it left and what it said."""
    python, option, script, *rest = COMMAND
    run = subprocess.Popen(
        [python, option, AT_REST + script, *rest, *asked, "--json"],
        cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell may start the tests without Ctrl-C
    )  # fmt: skip
    while not (folder / "at-rest").exists():
        assert run.poll() is None, run.communicate()[1].decode()
        time.sleep(0.01)
    (folder / "at-rest").unlink()
    run.send_signal(how)
    told = run.communicate()[1].decode()
    assert Chunks(folder / "run").finished() == [(0, 5), (5, 10)]
    return run.returncode, told


def test_a_run_that_is_interrupted_and_then_killed_goes_on_and_ends_with_the_same_table(
    undisturbed, small_file, alike, tmp_path
) -> None:
    folder = tmp_path / "run"
    (tmp_path / "small.yaml").write_bytes(small_file.read_bytes())
    asked = ["small.yaml", "--draws", str(DRAWS), "--chunk", "5", "--out", "run"]
    code, told = stopped_at_rest(tmp_path, alike, signal.SIGINT, *asked)  # Ctrl-C
    assert code == 130 and "Traceback" not in told
    kept = f"Interrupted: this rests on 10 of {DRAWS} versions of the argument."
    assert f"{kept} Go on with: ripeness run --resume run" in told
    assert stopped_at_rest(tmp_path, alike, signal.SIGKILL, "--resume", "run")[0] == -signal.SIGKILL
    (folder / "chunks" / ".ripeness-left-over.part").mkdir()
    go_on = subprocess.run(
        [*COMMAND, "--resume", "run", "--json"], cwd=tmp_path, env=alike, capture_output=True, text=True, check=True
    )
    assert json.loads(go_on.stdout)["draws"] == {"asked": DRAWS, "finished": DRAWS}
    assert not list((folder / "chunks").glob(".*"))
    same(folder, undisturbed)


def test_a_worker_that_is_killed_costs_its_chunk_and_nothing_else(small, undisturbed, tmp_path, alike) -> None:
    distributed = pytest.importorskip("distributed")
    env = {"RIPENESS_CORES": "1", "RIPENESS_CACHE": alike["RIPENESS_CACHE"]}
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0, silence_logs=50, env=env
    ) as local:
        with distributed.Client(local) as client:
            before = client.run(os.getpid)
        killed: list[int] = []

        def kill(stage: str, done: int, total: int) -> None:
            if done and not killed:
                killed.append(next(iter(before.values())))
                os.kill(killed[0], signal.SIGKILL)

        ripeness.stream(small, tmp_path / "run", draws=DRAWS, chunk=2, cluster=local.scheduler_address, progress=kill)
    assert killed and len(Chunks(tmp_path / "run").finished()) == DRAWS // 2
    same(tmp_path / "run", undisturbed)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seed": 1}, "begun with another seed: 0, not 1"),
        ({"draws": 30}, "begun with another number of draws: 24, not 30"),
        (
            {"levers": {"battle_odds": 0.5}},
            r"begun with another setting of levers \(truth.battle_odds\): none, not 0.5",
        ),
        ({"horizon": 6}, "begun with another horizon: 12, not 6"),
        ({"points": "latin-hypercube"}, "begun with another points: sobol, not latin-hypercube"),
    ],
)
def test_a_folder_of_another_run_is_refused_and_left_as_it_is(small, undisturbed, change, message) -> None:
    before = {file: file.read_bytes() for file in undisturbed.rglob("*") if file.is_file()}
    with pytest.raises(RunError, match=message):
        ripeness.stream(small, undisturbed, **{"draws": DRAWS, **change})
    assert {file: file.read_bytes() for file in undisturbed.rglob("*") if file.is_file()} == before


def test_a_folder_of_another_scenario_is_refused(small, war, undisturbed) -> None:
    with pytest.raises(RunError, match="begun with another scenario: small, not"):
        ripeness.stream(war, undisturbed, draws=DRAWS)
    changed = small.replace({"front.start": 4})
    changed.__dict__.pop("_stated", None)
    with pytest.raises(RunError, match="begun with another content of the scenario"):
        ripeness.stream(changed, undisturbed, draws=DRAWS)


def test_a_cluster_that_cannot_be_used_is_refused_before_anything_is_begun(small, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(cluster, "CONNECT_S", 1)
    with socket.socket() as silent:  # something listens, and it is no scheduler
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        here = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        started = time.monotonic()
        with pytest.raises(RunError, match=f"no dask scheduler answers at {here}"):
            ripeness.stream(small, tmp_path / "run", draws=DRAWS, cluster=here)
        assert time.monotonic() - started < 30
    with pytest.raises(RunError, match="no dask scheduler answers"):
        ripeness.stream(small, tmp_path / "run", draws=DRAWS, cluster=here)
    with pytest.raises(RunError, match="somewhere is no address of a dask scheduler"):
        ripeness.stream(small, tmp_path / "run", draws=DRAWS, cluster="somewhere")
    assert not (tmp_path / "run").exists()


def test_a_cluster_with_other_versions_is_refused(monkeypatch) -> None:
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "WORKERS_S", 1)
    with distributed.LocalCluster(
        n_workers=0, processes=False, protocol="tcp://", dashboard_address=None, silence_logs=50
    ) as local:
        with (
            pytest.raises(RunError, match="has no workers"),
            cluster.connected(local.scheduler_address, {}),
        ):
            pass
        local.scale(1)
        local.wait_for_workers(1)
        with (
            pytest.raises(RunError, match=r"the worker .* has jax .*, and here it is 0\.0\.1"),
            cluster.connected(local.scheduler_address, {"jax": "0.0.1"}),
        ):
            pass


def test_a_table_that_the_user_gives_is_computed_and_goes_on_with_its_weights(small, tmp_path) -> None:
    file = tmp_path / "design.csv"
    ripeness.write_design(ripeness.design(small, DRAWS, seed=5), small, file)
    lines = file.read_text().splitlines()
    file.write_text("\n".join([lines[0], *(f"{line.rsplit(',', 1)[0]},{n % 3}" for n, line in enumerate(lines[1:]))]))
    rows = ripeness.read_design(small, file)
    whole = ripeness.forecast(small, design=rows)
    assert whole.weight.values == pytest.approx((np.arange(DRAWS) % 3) / DRAWS)
    assert whole.assumption_value.sel(assumption="truth.battle_odds").values == pytest.approx(
        ripeness.design(small, DRAWS, seed=5).draws(0, DRAWS).values["truth.battle_odds"], rel=0
    )

    def interrupt(stage: str, done: int, total: int) -> None:
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ripeness.stream(small, tmp_path / "run", design=rows, chunk=10, progress=interrupt)
    kept = ripeness.read_design(small, tmp_path / "run" / "design.parquet", name="design.csv")
    ripeness.stream(small, tmp_path / "run", design=kept, chunk=10)
    streamed = read_forecast(tmp_path / "run")
    assert streamed.ongoing.values.tobytes() == whole.ongoing.values.tobytes()
    assert streamed.weight.values == pytest.approx(whole.weight.values)


def test_a_summary_of_parts_is_that_of_the_whole(made_up, war) -> None:
    cuts = [0, 1, 60, 61, 200]
    parts = [made_up.isel(draw=slice(*cut)) for cut in pairwise(cuts)]
    whole, summed = summarise(made_up, war), summarise_parts(parts, war, 200, 200)
    whole["timing"] = summed["timing"]
    assert json.loads(json.dumps(summed), parse_float=lambda text: round(float(text), 7)) == json.loads(
        json.dumps(whole), parse_float=lambda text: round(float(text), 7)
    )


SCRIPT = """
import sys, pathlib, ripeness
small = ripeness.load(pathlib.Path("small.yaml"))
{guard}
ripeness.stream(small, "run", draws=2, chunk=1, cluster="local")
"""


def test_the_number_of_cores_does_not_change_a_bit(alike, tmp_path) -> None:
    (tmp_path / "war.yaml").write_bytes(STARTER.read_bytes())
    asked = ["war.yaml", "--draws", "4", "--seed", "3", "--chunk", "3", "--horizon", "6", "--json"]
    for cores in ("1", "2"):
        env = {**alike, "RIPENESS_CORES": cores, "XLA_FLAGS": ""}  # compiled as for a user
        subprocess.run([*COMMAND, *asked, "--out", cores], cwd=tmp_path, env=env, capture_output=True, check=True)
    same(tmp_path / "1", tmp_path / "2")


def test_a_run_is_not_gone_on_with_on_devices_of_another_kind(small, tmp_path, monkeypatch) -> None:
    ripeness.stream(small, tmp_path / "run", draws=2, chunk=1)
    monkeypatch.setattr(stream, "computing_on", lambda: "one H100")
    with pytest.raises(RunError, match="begun with another kind of device: several cpu, not one H100"):
        ripeness.stream(small, tmp_path / "run", draws=2, chunk=1)


class Workers:
    """A cluster that answers as it is told to."""

    def __init__(self, *answers: object) -> None:
        self.answers = answers

    def run(self, tell):
        if isinstance(self.answers[0], Exception):
            raise self.answers[0]
        return {f"worker {number}": answer for number, answer in enumerate(self.answers)}


def test_workers_that_differ_are_refused_and_a_fault_of_the_cluster_is_a_sentence() -> None:
    assert cluster.alike(Workers("several cpu", "several cpu"), str) == "several cpu"
    with pytest.raises(RunError, match="workers differ: worker 0 has one H100; worker 1 has several cpu"):
        cluster.alike(Workers("one H100", "several cpu"), str)
    for fault in (OSError("Timed out trying to connect"), RuntimeError("IOLoop is closed"), KeyError("key")):
        with pytest.raises(RunError, match=r"the cluster failed: .*Finished draws are kept"):
            cluster.alike(Workers(fault), str)


def test_a_cluster_is_asked_from_inside_a_running_event_loop(small, tmp_path, monkeypatch) -> None:
    distributed = pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "CONNECT_S", 5)

    async def notebook(address: str) -> None:
        ripeness.stream(small, tmp_path / "run", draws=4, chunk=2, cluster=address)

    with pytest.raises(RunError, match="no dask scheduler answers"):
        asyncio.run(notebook("tcp://127.0.0.1:9"))
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=False, protocol="tcp://", dashboard_address=None, silence_logs=50
    ) as local:
        asyncio.run(notebook(local.scheduler_address))
    assert ripeness.read(tmp_path / "run").sizes["draw"] == 4


def test_a_script_without_a_guard_is_told_of_the_guard_in_one_sentence(small_file, alike, tmp_path) -> None:
    pytest.importorskip("distributed")
    (tmp_path / "small.yaml").write_bytes(small_file.read_bytes())
    (tmp_path / "script.py").write_text(SCRIPT.format(guard=""))
    told = subprocess.run([sys.executable, "script.py"], cwd=tmp_path, env=alike, capture_output=True, text=True)
    assert told.returncode == 1 and told.stderr.count("Traceback") == 1
    last = told.stderr.splitlines()[-1]
    assert "no worker could be started here" in last and "`if __name__ == '__main__':`" in last
    assert not (tmp_path / "run").exists()
