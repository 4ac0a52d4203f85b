"""Many processes or machines: tasks are handed to the workers of a dask.distributed scheduler, which exists elsewhere.

A worker that dies costs the time of what it was at: the task is handed to another. Nothing of a task is kept on the
workers, so that memory here and there stays as it is however many tasks there are.
"""

from __future__ import annotations

import asyncio
import itertools
import logging
import os
import re
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import resource_tracker
from typing import TYPE_CHECKING, Any

from ripeness.ensemble.devices import CORES, cores
from ripeness.errors import RunError
from ripeness.store.files import reason

if TYPE_CHECKING:
    from distributed import Client

LOCAL = "local"
CONNECT_S = 5  # how long a scheduler may take to answer
WORKERS_S = 15  # how long the first worker may take to come
SILENT_S = 60  # how long all workers may be gone
TRIES = 5  # workers that may die over one task
STARTING = "RIPENESS_STARTED_BY"  # environment variable: the process that starts workers here
ONE_KIND = "Use workers with devices of one kind: the last digits of a result depend on it"
AHEAD = 2  # tasks that each worker has at hand


@contextmanager
def connected(address: str, versions: Mapping[str, str]) -> Iterator[Client]:
    """Connect to a scheduler, or start one here; refuse it if it runs other versions.

    Parameters
    ----------
    address : of the scheduler, such as tcp://10.0.0.1:8786; "local" starts one here with a process per core.
    versions : of the packages that every worker must have, by name.

    Raises
    ------
    RunError : dask.distributed is not installed, nobody answers, there is no worker, or versions differ.
    """
    if address == LOCAL and os.environ.get(STARTING, str(os.getpid())) != str(os.getpid()):
        os._exit(1)  # a worker that is starting imports the script that started it: the process above says so
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError:
        what = "dask.distributed, which a cluster needs, is not installed"
        raise RunError(what, "Install it: pip install 'ripeness[cluster]'") from None
    if address != LOCAL and not re.fullmatch(r"(\w+://)?[\w.\[\]:-]+:\d+", address):
        what = f"{address} is no address of a dask scheduler"
        raise RunError(what, "Write it as tcp://10.0.0.1:8786, or write local for one here")
    for noisy in ("distributed", "tornado", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)  # what matters is said in our own words
    own = None
    settings = {
        "distributed.comm.timeouts.connect": CONNECT_S,
        "distributed.scheduler.allowed-failures": TRIES,
        "distributed.worker.daemon": True,
    }
    with dask.config.set(settings):
        try:
            if address == LOCAL:
                own = _local(LocalCluster)
            elif not address.startswith("tls:"):
                with ThreadPoolExecutor(1) as apart:  # a notebook's own event loop runs in this thread
                    apart.submit(asyncio.run, _ask(address)).result()
            client = Client(own or address, timeout=CONNECT_S)
        except (OSError, TimeoutError, ValueError) as error:
            what = f"no dask scheduler answers at {address}"
            raise RunError(
                what, "Check the address (such as tcp://10.0.0.1:8786), or use local for one here"
            ) from error
        try:
            _refuse_strangers(client, address, versions)
            yield client
        finally:
            client.close(timeout=CONNECT_S)
            if own is not None:
                own.close(timeout=CONNECT_S)


def alike(client: Client, tell: Callable[[], str]) -> str:
    """Return what every worker tells; refuse workers of which one tells another thing."""
    told = dict(_asked(client.run, tell))
    if len(set(told.values())) != 1:
        what = "; ".join(f"{worker} has {one}" for worker, one in sorted(told.items()))
        raise RunError(f"the cluster's workers differ: {what}", ONE_KIND)
    return str(next(iter(told.values())))


def over(
    client: Client, function: Callable[..., Any], tasks: Iterable[tuple[Any, ...]]
) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield each task with what the function makes of it, in the order in which they are done."""
    from distributed import KilledWorker, wait

    waiting = iter(tasks)
    sent: dict[Any, tuple[Any, ...]] = {}
    silent = 0

    def send(many: int) -> None:
        for task in itertools.islice(waiting, many):
            sent[_asked(client.submit, function, *task, pure=False)] = task

    send(AHEAD * max(1, len(client.nthreads())))
    while sent:
        try:
            done = _asked(wait, list(sent), timeout=CONNECT_S, return_when="FIRST_COMPLETED").done
            silent = 0
        except TimeoutError:
            silent = 0 if client.status == "running" and client.nthreads() else silent + CONNECT_S
            if silent >= SILENT_S:
                raise RunError("the cluster has no worker any more", _GO_ON) from None
            continue
        for future in done:
            task = sent.pop(future)
            if future.status == "cancelled" or future.status == "lost":
                raise RunError("the cluster's scheduler is gone", _GO_ON)
            if future.status == "error":
                error = future.exception()
                if isinstance(error, KilledWorker):
                    raise RunError(f"{TRIES} workers died over the same draws", _GO_ON) from error
                raise error
            found = _asked(future.result)
            future.release()
            yield task, found
            send(1)


def _local(cluster: Any) -> Any:
    """Start a scheduler here, with a process per core."""
    os.environ[STARTING] = str(os.getpid())
    try:
        with _deaf_to_ctrl_c():
            return cluster(
                n_workers=cores(), threads_per_worker=1, processes=True, dashboard_address=None,
                memory_limit=0, silence_logs=logging.CRITICAL, env={CORES: "1"},
            )  # fmt: skip
    except RuntimeError:
        what = "no worker could be started here"
        guard = (
            "Each worker imports the script that starts it, so that a script must call this under "
            "`if __name__ == '__main__':`; `ripeness run --cluster local` needs no script"
        )
        raise RunError(what, guard) from None
    finally:
        del os.environ[STARTING]


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Context in which processes are started that Ctrl-C does not reach: a terminal sends it to all of them.

    Here it is heard when the context is left. Where a system has no masks of signals (Windows), they hear it.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which starts a process of its own and takes the mask away
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _asked(function: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """Ask the cluster for something, and say in a sentence that it failed."""
    try:
        return function(*given, **named)
    except (TimeoutError, RunError):
        raise
    except Exception as error:  # whatever is wrong with it
        raise RunError(f"the cluster failed: {reason(error)}", _GO_ON) from error


async def _ask(address: str) -> None:
    """Ask who is there: something that listens but never answers would keep a client waiting."""
    from distributed import rpc

    async with rpc(address, timeout=CONNECT_S) as there:
        told = await asyncio.wait_for(there.identity(), CONNECT_S)
    if told.get("type") != "Scheduler":
        raise ValueError("no scheduler")


def _refuse_strangers(client: Any, address: str, versions: Mapping[str, str]) -> None:
    """Refuse a cluster without workers, or with other versions than these."""
    try:
        client.wait_for_workers(1, timeout=WORKERS_S)
    except TimeoutError:
        raise RunError(f"the scheduler at {address} has no workers", "Start some, then run this again") from None
    told = client.get_versions(packages=list(versions))
    everywhere: tuple[str, ...] = ("dask", "distributed")
    here = _versions(told["client"]) | dict(versions)
    places = [("the scheduler", told["scheduler"], ("python", *everywhere))]
    places += [(f"the worker {name}", one, ("python", *everywhere, *versions)) for name, one in told["workers"].items()]
    for place, one, names in places:
        for name in names:
            there = _versions(one).get(name)
            if there != here[name]:
                what = f"{place} at {address} has {name} {there or 'not at all'}, and here it is {here[name]}"
                raise RunError(what, "Install the same versions on both sides")


def _versions(told: Mapping[str, Any]) -> dict[str, str]:
    """Versions by package; of Python, the first two numbers."""
    host, packages = dict(told["host"]), dict(told["packages"])
    python = str(host.get("python") or packages.get("python"))
    return packages | {"python": ".".join(python.split(".")[:2])}


_GO_ON = "Finished draws are kept; go on with the run when the cluster is there again"
