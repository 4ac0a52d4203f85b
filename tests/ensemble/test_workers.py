"""Searches on a cluster: the same answer with no worker, one and two, whoever is done first; what is done is kept."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import ripeness
from caches import emptied
from ripeness.ensemble import workers
from ripeness.ensemble.asked import asked
from ripeness.ensemble.computation import Computation, compute
from ripeness.ensemble.design import rows_of
from ripeness.ensemble.forecast import forecasts
from ripeness.ensemble.trials import Trials
from ripeness.ensemble.workers import PIECE, Workers, hired
from ripeness.errors import RunError
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.store import solutions

DRAWS = 2 * PIECE + 8
QUESTIONS = {
    "drivers": lambda war, **more: ripeness.drivers(war, "the war ends by 2000-12", draws=DRAWS, base=8, **more),
    "discover": lambda war, **more: ripeness.discover(
        war, "attacker wins at the front by 2000-12 >= 20 %", draws=DRAWS, **more
    ),
    "reach": lambda war, **more: ripeness.reach(
        war, "attacker wins at the front by 2000-12 >= 60 %", draws=DRAWS, stand_ins=4, **more
    ),
    "robust": lambda war, **more: ripeness.robust(
        war, (), ["undefeated", "movement"], by="2000-12", evaluations=20, draws=DRAWS, stand_ins=4, **more
    ),
}


def keep_in(patch: pytest.MonkeyPatch, folder: Path) -> None:
    """Let what is computed be kept in a folder, which knows nothing yet; compiled programs stay where they are."""
    folder.mkdir(exist_ok=True)
    patch.setattr(solutions, "room", lambda name: folder)


def ask_all(war, folder: Path, **more) -> dict[str, str]:
    """Every question asked from nothing, as JSON."""
    with pytest.MonkeyPatch.context() as patch:
        keep_in(patch, folder)
        return {name: json.dumps(question(war, **more).to_dict()) for name, question in QUESTIONS.items()}


@pytest.fixture(scope="module")
def here(small, tmp_path_factory) -> dict[str, str]:
    return ask_all(small, tmp_path_factory.mktemp("here"))


@pytest.fixture(scope="module")
def there(small, alike, tmp_path_factory) -> dict[int, dict[str, str]]:
    """Asked of two workers, and of one when the other has gone."""
    distributed = pytest.importorskip("distributed")
    env, found = {"RIPENESS_CORES": "1", "RIPENESS_CACHE": alike["RIPENESS_CACHE"]}, {}
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, memory_limit=0, silence_logs=50, env=env
    ) as local:
        for workers_there in (2, 1):
            local.scale(workers_there)
            while len(local.scheduler_info["workers"]) != workers_there:
                time.sleep(0.01)
            folder = tmp_path_factory.mktemp("there")
            found[workers_there] = ask_all(small, folder, cluster=local.scheduler_address)
    return found


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("count", [1, 2])
def test_the_same_seed_gives_the_same_answer_with_no_worker_one_and_two(here, there, count, question) -> None:
    """To the last bit: a draw is computed by itself, in pieces that hang on the draws alone."""
    assert there[count][question] == here[question]


class Client:
    """A scheduler with three workers in this process; what is asked last is done first, unless it is said otherwise."""

    def __init__(self, most: int | None = None, last_first: bool = True) -> None:
        self.most, self.last_first = most, last_first
        self.handed: list[tuple] = []

    def nthreads(self) -> dict[str, int]:
        return {"one": 1, "two": 2}

    def over(self, function, tasks):
        for task in [*tasks][:: -1 if self.last_first else 1]:
            if self.most is not None and len(self.handed) == self.most:
                raise KeyboardInterrupt
            self.handed.append(task)
            yield task, function(*task)


@pytest.fixture
def reversed_order(monkeypatch) -> None:
    monkeypatch.setattr(workers.machines, "over", lambda client, function, tasks: client.over(function, tasks))


@pytest.fixture
def crew(reversed_order) -> Workers:
    return Workers(Client(), workers.computing_on())


def of_all(small) -> tuple[Computation, object]:
    one = asked(small, None, None, DRAWS, 3)
    drawn = rows_of(one).draws(0, DRAWS)
    return Computation({STATUS_QUO: one}, False), drawn


def test_pieces_go_back_to_their_places_whoever_is_done_first(small, crew) -> None:
    computation, drawn = of_all(small)
    (mine, whole), (theirs, all_) = (
        compute(computation, drawn, lambda *_: None), crew.compute(computation, drawn, lambda *_: None, None)
    )  # fmt: skip
    assert whole and all_ and crew.count == 3 and len(crew.client.handed) == 3
    for name, array in mine[STATUS_QUO].items():
        assert theirs[STATUS_QUO][name].tobytes() == array.tobytes(), name


def trials_of(small, crew: Workers | None) -> Trials:
    one = asked(small, None, None, DRAWS, 3)
    one = replace(one, design=rows_of(one))
    base = forecasts({STATUS_QUO: one}, views=False, reuse=True)[STATUS_QUO]
    return Trials.on(one, base, lambda held: held.ongoing.values[:, -1:], 4, workers=crew)


SETTINGS = [{"battle_odds": 0.3}, {}, {"battle_odds": 0.9}, {"battle_odds": 0.3}, {"battle_odds": 0.6}]


def test_settings_go_back_to_their_places_and_are_run_once(small, crew, tmp_path, monkeypatch) -> None:
    keep_in(monkeypatch, tmp_path / "here")
    mine = trials_of(small, None)
    few, every = mine.values(SETTINGS), mine.on_all({"a": SETTINGS[0], "none": {}, "b": SETTINGS[2]})
    keep_in(monkeypatch, tmp_path / "there")
    theirs = trials_of(small, crew)
    assert np.array_equal(theirs.values(SETTINGS), few) and theirs.run == mine.run == 3
    assert len(crew.client.handed) == 3
    found = theirs.on_all({"a": SETTINGS[0], "none": {}, "b": SETTINGS[2]})
    assert {name: one.tobytes() for name, one in found.items()} == {name: one.tobytes() for name, one in every.items()}
    assert len(crew.client.handed) == 6  # three pieces of the draws, each under both settings
    again = trials_of(small, crew)  # what workers found is kept where it would have been kept here
    assert np.array_equal(again.values(SETTINGS), few) and again.on_all({"a": SETTINGS[0]})["a"].tobytes()
    assert len(crew.client.handed) == 6 and not solutions.beginning("piece-")


def test_what_is_done_is_kept_on_ctrl_c_and_the_same_call_goes_on(small, reversed_order, tmp_path, monkeypatch) -> None:
    keep_in(monkeypatch, tmp_path / "cache")
    settings = {"a": SETTINGS[0], "b": SETTINGS[2]}
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            trials_of(small, Workers(Client(most=1), workers.computing_on())).on_all(settings)
    crew = Workers(Client(), workers.computing_on())
    found = trials_of(small, crew).on_all(settings)
    assert len(crew.client.handed) == 1  # of three pieces
    assert not solutions.beginning("piece-")
    keep_in(monkeypatch, tmp_path / "other")
    undisturbed = trials_of(small, None).on_all(settings)
    assert all(found[label].tobytes() == one.tobytes() for label, one in undisturbed.items())


def test_a_forecast_that_is_cut_off_rests_on_the_first_draws_and_the_next_one_goes_on(
    small, reversed_order, tmp_path, monkeypatch
) -> None:
    keep_in(monkeypatch, tmp_path / "cache")
    one = asked(small, None, None, DRAWS, 3)

    def forecast(client: Client):
        crew = Workers(client, workers.computing_on())
        return forecasts({STATUS_QUO: one}, views=False, reuse=True, workers=crew)[STATUS_QUO]

    with pytest.raises(KeyboardInterrupt):  # the last piece is done, and the first is not
        forecast(Client(most=1))
    cut = forecast(Client(most=1, last_first=False))
    assert cut.attrs["partial"] and cut.sizes["draw"] == PIECE
    rest = Client()
    found = forecast(rest)
    assert len(rest.handed) == 1 and not found.attrs["partial"]
    whole = forecasts({STATUS_QUO: one}, views=False, reuse=False)[STATUS_QUO]
    assert found.ongoing.values.tobytes() == whole.ongoing.values.tobytes()
    assert cut.ongoing.values.tobytes() == whole.ongoing.values[:PIECE].tobytes()


def test_ctrl_c_reaches_no_worker_and_what_they_did_is_kept(small_file, alike, tmp_path) -> None:
    """A terminal sends it to every process of the command; the command alone answers, and the same one goes on."""
    pytest.importorskip("distributed")
    (tmp_path / "small.yaml").write_bytes(small_file.read_bytes())
    asked = ["small.yaml", "--question", "the war ends by 2000-12", "--draws", str(DRAWS), "--cluster", "local"]
    env = {**alike, "RIPENESS_CACHE": emptied(tmp_path / "cache")}
    run = subprocess.Popen(
        [sys.executable, "-m", "ripeness", "discover", *asked],
        cwd=tmp_path, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell may start the tests without Ctrl-C
    )  # fmt: skip
    kept = tmp_path / "cache" / "forecasts"
    while not list(kept.glob("piece-*.npz")):
        assert run.poll() is None, run.communicate()[1]
        time.sleep(0.01)
    os.killpg(run.pid, signal.SIGINT)
    told = run.communicate()[1]
    assert run.returncode in (0, 130) and "Traceback" not in told and "KeyboardInterrupt" not in told
    if run.returncode:  # the last piece may have been done before Ctrl-C was heard
        assert "Interrupted" in told and list(kept.glob("piece-*.npz"))


class Elsewhere:
    """A scheduler whose one worker has another device."""

    def run(self, tell):
        return {"worker 0": "one H100"}


def test_workers_on_devices_of_another_kind_are_refused_where_results_are_mixed(monkeypatch) -> None:
    class Connected:
        def __enter__(self):
            return Elsewhere()

        def __exit__(self, *_):
            return None

    monkeypatch.setattr(workers.machines, "connected", lambda address, versions: Connected())
    with pytest.raises(RunError, match="workers have one H100, and here is several cpu"), hired("tcp://there:1"):
        pass
    with hired("tcp://there:1", as_here=False) as crew:
        assert crew is not None and crew.devices == "one H100"
    with hired(None) as none:
        assert none is None


@pytest.mark.parametrize(
    "command",
    [
        ("drivers",),
        ("discover", "--question", "the war ends by 2000-12"),
        ("reach", "the war ends by 2000-12 >= 50 %"),
        ("robust", "--by", "2000-12"),
    ],
    ids=lambda command: command[0],
)
def test_an_address_that_is_none_is_said_in_a_sentence(ripe, small_file, command) -> None:
    code, out, err = ripe(*command, str(small_file), "--cluster", "somewhere")
    assert code == 2 and not out and "somewhere is no address of a dask scheduler" in err and "Traceback" not in err
