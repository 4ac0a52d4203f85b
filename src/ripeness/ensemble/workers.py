"""Exact runs handed to the workers of a cluster: what comes back is what would have been computed here.

Every draw is computed by itself (`batches`), and is handed out in pieces of `PIECE` draws however many workers there
are; each piece goes back to its place. So the same question has the same answer to the last bit whatever the number of
workers and their order, on devices of one kind. What a worker has finished is kept until the whole is, so that after an
interruption the same call goes on from there.
"""

from __future__ import annotations

import hashlib
import threading
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import takewhile
from typing import Any, TypeVar

import numpy as np

from ripeness.ensemble import cluster as machines
from ripeness.ensemble.asked import Asked
from ripeness.ensemble.batches import slices
from ripeness.ensemble.branching import Arrays, Branching
from ripeness.ensemble.computation import Computation, Progress, floats, joined
from ripeness.ensemble.devices import computing_on, versions
from ripeness.ensemble.draws import Draws
from ripeness.errors import RunError
from ripeness.store import solutions

PIECE = 16
"""Draws that a worker is handed together."""
HELD = 8
"""Questions whose programs and status quo a worker holds; the one that was asked longest ago is let go first."""

Task = tuple[Any, ...]
ByLabel = dict[str, Arrays]
Made = TypeVar("Made")


@dataclass(frozen=True)
class Workers:
    """Workers of a cluster.

    Attributes
    ----------
    client : of the scheduler. devices : on which every worker computes.
    """

    client: Any
    devices: str

    @property
    def count(self) -> int:
        """Tasks that are worked on at once."""
        return max(1, sum(self.client.nthreads().values()))

    def over(self, function: Callable[..., Any], tasks: Iterable[Task]) -> Iterator[tuple[Task, Any]]:
        """Yield each task with what the function makes of it, in the order in which they are done.

        Raises
        ------
        RunError : a worker has another text of `ripeness` or other devices; the cluster fails.
        """
        return machines.over(self.client, partial(_checked, function, solutions.code(), self.devices), tasks)

    def compute(
        self, computation: Computation, drawn: Draws, tell: Progress, names: Mapping[str, str] | None
    ) -> tuple[ByLabel, bool]:
        """Return what `computation.compute` does of draws, which on Ctrl-C are the first ones that were finished.

        names : under which the arrays of each label will be kept, by which pieces are kept until then; None: not.
        """
        work = partial(_computed, _name_of(computation), _bare(computation))
        tasks = [(drawn.part(few),) for few in slices(len(drawn), PIECE)]
        return self._pieces(work, tasks, len(drawn), tell, None if names is None else [*names.values()])

    def branched(
        self, of: Branched, policies: Mapping[str, Asked], rows: np.ndarray, tell: Progress, names: Mapping[str, str]
    ) -> ByLabel:
        """Return the arrays of some draws under policies, by label; each piece is solved once for all of them.

        rows : places of the draws. names : under which the arrays of each label will be kept.

        Raises
        ------
        KeyboardInterrupt : before all of it is done; the pieces that were finished are kept.
        """
        count = len(rows)
        bare = {label: replace(one, design=None) for label, one in policies.items()}
        tasks = [(rows[few], bare) for few in slices(count, PIECE)]
        kept = [*names.values(), _digest((of.drawn,))]
        found, whole = self._pieces(partial(_branched, of), tasks, count, tell, kept)
        if not whole:
            raise KeyboardInterrupt
        return found

    def each(self, of: Branched, policies: Mapping[str, Asked], rows: np.ndarray) -> Iterator[tuple[str, Arrays]]:
        """Yield the arrays of some draws under each policy with its label, in the order in which they are done."""
        tasks = [(rows, {label: replace(one, design=None)}) for label, one in policies.items()]
        for _, found in self.over(partial(_branched, of), tasks):
            yield from found.items()

    def _pieces(
        self, work: Callable[..., ByLabel], tasks: Sequence[Task], draws: int, tell: Progress, names: list[str] | None
    ) -> tuple[ByLabel, bool]:
        """Return what is made of the tasks, a piece of the draws each, one after the other, and whether of all."""
        tell("compile", 0, 1)
        of = [f"piece-{solutions.key({'of': names, 'task': _digest(task)})}" for task in tasks]
        kept = [None if names is None else solutions.read(one) for one in of]
        found = {place: _by_label(one) for place, one in enumerate(kept) if one is not None}
        waiting = [(place, *task) for place, task in enumerate(tasks) if place not in found]
        try:
            for (place, *_), made in self.over(partial(_placed, work), waiting):
                found[place] = made
                if names is not None:
                    solutions.write(of[place], _flat(made))
                tell("draws", min(len(found) * PIECE, draws), draws)
        except KeyboardInterrupt:
            if 0 not in found:
                raise
        whole = len(found) == len(tasks)
        for one in of if whole and names is not None else ():
            solutions.forget(one)
        return joined([found[place] for place in takewhile(found.__contains__, range(len(tasks)))]), whole


@dataclass(frozen=True)
class Branched:
    """One status quo from which policies branch off: the question, its draws, and a name of its own."""

    one: Asked
    drawn: Draws
    name: str = field(default_factory=lambda: uuid.uuid4().hex)


@contextmanager
def hired(cluster: str | None, *, as_here: bool = True) -> Iterator[Workers | None]:
    """Connect to the workers of a cluster; without an address: none.

    Parameters
    ----------
    cluster : address of a dask.distributed scheduler; "local" for one process per core here; None for this process.
    as_here : whether their devices have to be of the kind of this process's, where its results go with theirs.

    Raises
    ------
    RunError : the cluster cannot be used, its workers differ, or compute on devices of another kind.
    """
    if cluster is None:
        yield None
        return
    packages = {name: version for name, version in versions().items() if name != "python"}
    with machines.connected(cluster, packages) as client:
        devices = machines.alike(client, computing_on)
        if as_here and devices != computing_on():
            raise RunError(f"the cluster's workers have {devices}, and here is {computing_on()}", machines.ONE_KIND)
        yield Workers(client, devices)


def computed(name: str, computation: Computation, drawn: Draws) -> tuple[ByLabel, dict[str, float]]:
    """Arrays of some draws and the seconds that they took; a process compiles each computation (by `name`) once."""
    with _AT_WORK:
        computation = _held(name, lambda: computation)
        before = computation.spent()
        with floats(computation.one.precision):
            arrays = joined(list(computation.run(drawn)))
        return arrays, {stage: seconds - before[stage] for stage, seconds in computation.spent().items()}


def let_go(name: str) -> None:
    """Hold a computation in this process no longer."""
    _HELD.pop(name, None)


def _computed(name: str, computation: Computation, drawn: Draws) -> ByLabel:
    return computed(name, computation, drawn)[0]


def _branched(of: Branched, rows: np.ndarray, policies: Mapping[str, Asked]) -> ByLabel:
    with _AT_WORK:
        branching = _held(of.name, lambda: Branching(of.one, of.drawn))
        return {label: branching.forecast(branching.prepared(one, rows)) for label, one in policies.items()}


_HELD: OrderedDict[str, Any] = OrderedDict()
_AT_WORK = threading.Lock()


def _held(name: str, make: Callable[[], Made]) -> Made:
    """What this process holds under a name, made if need be."""
    found: Made = _HELD.pop(name, None) or make()
    _HELD[name] = found
    while len(_HELD) > HELD:
        _HELD.popitem(last=False)
    return found


def _checked(function: Callable[..., Any], expected: str, devices: str, *task: Any) -> Any:
    """What a function makes of a task at a worker, whose text and devices are as expected."""
    if solutions.code() != expected:
        raise RunError("a worker's ripeness has the same version as ours but another text", "Install the same there")
    if computing_on() != devices:
        raise RunError(f"a worker that came later has {computing_on()}, the others {devices}", machines.ONE_KIND)
    return function(*task)


def _placed(work: Callable[..., ByLabel], place: int, *task: Any) -> ByLabel:
    return work(*task)


def _name_of(computation: Computation) -> str:
    """Name under which a worker holds a computation: all that it depends on but the draws."""
    policies = {label: [one.identity(), one.horizon] for label, one in computation.policies.items()}
    more = [computation.views, computation.attending, repr(sorted(computation.beliefs.items()))]
    return solutions.key({"policies": policies, "more": more})


def _bare(computation: Computation) -> Computation:
    """The same without what it has compiled and the design: a worker is handed the draws that it computes."""
    policies = {label: replace(one, design=None) for label, one in computation.policies.items()}
    return replace(computation, policies=policies, batches=None, _courses=None)


def _digest(task: Task) -> str:
    """Digest of the draws of a task, or of their places."""
    draws = next(one for one in task if isinstance(one, Draws | np.ndarray))
    if isinstance(draws, np.ndarray):
        return hashlib.sha256(draws.tobytes()).hexdigest()
    return hashlib.sha256("".join(solutions.marks(draws.values, len(draws))).encode()).hexdigest()


def _flat(found: ByLabel) -> Arrays:
    return {f"{label} {name}": array for label, arrays in found.items() for name, array in arrays.items()}


def _by_label(flat: Arrays) -> ByLabel:
    found: ByLabel = {}
    for both, array in flat.items():
        label, _, name = both.rpartition(" ")
        found.setdefault(label, {})[name] = array
    return found
