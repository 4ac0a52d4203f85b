"""Large ensembles from Python: `stream` computes draws chunk by chunk into a folder, here or on a cluster.

Each chunk is written whole or not at all, and chunks that are there are not computed again: after any kill, the same
call goes on where it was. The table is the same to the last bit whatever the chunks, the cores, the workers and their
order, on devices of one kind; a folder is not gone on with on devices of another kind.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ripeness.ensemble.devices import computing_on, prepare, versions

prepare()

import numpy as np  # noqa: E402  (after the machine is set up)

from ripeness.arrays import EVERY_BELIEF  # noqa: E402
from ripeness.ensemble import posterior_file, proposal_file  # noqa: E402
from ripeness.ensemble.arguments import checked  # noqa: E402
from ripeness.ensemble.asked import DRAWS, SOBOL, Asked, Levers, asked  # noqa: E402
from ripeness.ensemble.computation import Computation, Progress  # noqa: E402
from ripeness.ensemble.design import Design, Sampled, rows_of, write_design  # noqa: E402
from ripeness.ensemble.draws import Draws, Proposal  # noqa: E402
from ripeness.ensemble.forecast import machine  # noqa: E402
from ripeness.ensemble.posterior import Posterior  # noqa: E402
from ripeness.ensemble.workers import Workers, computed, hired, let_go  # noqa: E402
from ripeness.errors import RunError  # noqa: E402
from ripeness.schema.scenario import Scenario  # noqa: E402
from ripeness.store.begun import ASKED, POSTERIOR, PROPOSAL, WRITTEN, alone, begin, read_asked, refuse_other  # noqa: E402
from ripeness.store.checksums import verify  # noqa: E402
from ripeness.store.chunks import CHUNK, Chunks  # noqa: E402
from ripeness.store.dataset import forecast_dataset  # noqa: E402
from ripeness.store.solutions import code  # noqa: E402

if TYPE_CHECKING:
    import xarray as xr


@checked
def stream(
    scenario: Scenario,
    folder: Path | str,
    policy: str | None = None,
    levers: Levers | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    horizon: int | None = None,
    *,
    record: bool = True,
    precision: str = "float32",
    points: str = SOBOL,
    design: Design | None = None,
    chunk: int = CHUNK,
    cluster: str | None = None,
    texts: Mapping[str, str] | None = None,
    in_eyes: bool = True,
    beliefs: bool = True,
    progress: Progress | None = None,
) -> Chunks:
    """Compute an ensemble of any size into a folder; memory stays as it is however many draws there are.

    Parameters
    ----------
    folder : new or empty, or of a run that was begun by the same call, which then goes on.
    policy, levers, draws, seed, horizon, record, precision, points, design, in_eyes, beliefs, progress : as for
        `ripeness.forecast`.
    chunk : draws that are written together. A folder keeps the size that it was begun with.
    cluster : address of a dask.distributed scheduler; "local" for one process per core here; None for this process.
    texts : kept in the folder beside the scenario's own, by name of the file, such as notes.txt.

    Returns
    -------
    The folder's chunks: `parts()` yields the forecast as `ripeness.forecast` returns it, chunk by chunk.

    Raises
    ------
    RunError : the folder holds another run, the cluster cannot be used, the disk is full; what is finished is kept.
    KeyboardInterrupt : what is finished is kept.

    Examples
    --------
    >>> import ripeness
    >>> chunks = ripeness.stream(ripeness.load("common-priors"), "many", draws=2, chunk=1)
    >>> [part.sizes["draw"] for part in chunks.parts()]
    [1, 1]
    """
    one = asked(
        scenario, policy, levers, draws, seed, horizon, record=record, precision=precision, points=points, design=design
    )
    kept = {**scenario.file_texts, **(texts or {})}  # without the scenario's own text no run goes on
    for name, text in kept.items():
        if Path(name).name != name or name in (*WRITTEN, "", "..") or not isinstance(text, str):
            what = f"{name!r} is not the name of a text that can be kept in the folder"
            raise RunError(what, f"Name a file of it other than {', '.join(WRITTEN)}, and hand over its text")
    if chunk < 1:
        raise RunError(f"chunks of {chunk} draws hold nothing", f"Ask for at least 1, such as {CHUNK}")
    rows = rows_of(one)
    begun_as = {
        "scenario": scenario.name,
        "content": scenario.content_hash(),
        "policy": one.policy,
        "levers": {name: str(value) for name, value in one.stated.items()},
        "settings": scenario.settings(one.levers),
        "draws": len(rows),
        "horizon": one.horizon,
        "record": one.record,
        "precision": precision,
        "in_eyes": in_eyes,
        "beliefs": beliefs,
        **rows.stated(),
        "rows": _digest(rows),
        "chunk": chunk,
        "versions": versions(),
        "code": code(),
    }
    folder = Path(folder)
    with hired(cluster, as_here=False) as workers:
        begun_as["devices"] = workers.devices if workers else computing_on()
        if (folder / ASKED).exists():
            begun = read_asked(folder)
            if isinstance(rows, Sampled) and begun.get("proposal") != "prior":
                rows = replace(rows, source=_kept_source(folder, scenario), origin=begun["proposal"])
                begun_as |= {**rows.stated(), "rows": _digest(rows)}
            wanted = {name: value for name, value in begun_as.items() if name not in ("levers", "chunk")}
            refuse_other(folder, begun, wanted)
            chunks, chunk = Chunks(folder), int(begun["chunk"])
        else:
            begin(folder, begun_as, kept, partial(_keep_rows, rows, scenario))
            chunks = Chunks(folder)
        one = replace(one, design=rows)
        with alone(folder):
            chunks.clear()
            asked_once = replace(one, design=None)  # a worker is handed the draws that it computes
            followed = {one.policy: EVERY_BELIEF} if beliefs else {}
            computation = Computation({one.policy: asked_once}, views=in_eyes, beliefs=followed)
            _fill(chunks, one, chunk, computation, workers, progress or (lambda stage, done, total: None))
    return chunks


def _fill(
    chunks: Chunks, one: Asked, size: int, computation: Computation, workers: Workers | None, tell: Progress
) -> None:
    """Compute and write the chunks that are missing."""
    tell("compile", 0, 1)
    name, rows = uuid.uuid4().hex, rows_of(one)

    def tasks() -> Iterator[tuple[Any, ...]]:
        for start, stop in chunks.missing(len(rows), size):
            yield start, rows.draws(start, stop)

    def here() -> Iterator[tuple[Any, Any]]:
        try:
            for task in tasks():
                yield task, computed(name, computation, task[1])
        finally:
            let_go(name)

    there = partial(_computed, name, computation)
    for (start, drawn), (arrays, spent) in here() if workers is None else workers.over(there, tasks()):
        chunks.write(start, _described(one, drawn, arrays[one.policy], spent))
        tell("draws", chunks.draws(), len(rows))


def _computed(name: str, computation: Computation, start: int, drawn: Draws) -> tuple[Any, dict[str, float]]:
    return computed(name, computation, drawn)


def _described(one: Asked, drawn: Draws, arrays: Mapping[str, np.ndarray], spent: Mapping[str, float]) -> xr.Dataset:
    return forecast_dataset(
        one.scenario,
        arrays,
        drawn=drawn.values,
        log_prior_weight=drawn.log_weight,
        shown=one.horizon,
        record=one.record,
        attributes={
            "policy": one.policy, "levers": json.dumps(one.set_levers), **rows_of(one).stated(),
            "precision": one.precision, "partial": 0, **spent, **machine(),
        },
    )  # fmt: skip


def _digest(rows: Design) -> str:
    """Digest of the rows: of the first ones of a design that is sampled, of all that are given."""
    drawn = rows.draws(0, min(len(rows), CHUNK) if isinstance(rows, Sampled) else len(rows))
    digest = hashlib.sha256(drawn.log_weight.tobytes())
    for values in drawn.values.values():
        digest.update(values.tobytes())
    return digest.hexdigest()[:16]


def _keep_rows(rows: Design, scenario: Scenario, folder: Path) -> None:
    """Write into a run's folder where its draws come from, so that it can go on whatever is learnt or changed since."""
    if not isinstance(rows, Sampled):
        write_design(rows, scenario, folder / "design.parquet")
    elif isinstance(rows.source, Posterior):
        posterior_file.write(rows.source, tuple(scenario.assumptions()), scenario.content_hash(), folder / POSTERIOR)
    elif isinstance(rows.source, Proposal) and rows.origin != "prior":
        proposal_file.write(rows.source, tuple(scenario.assumptions()), folder / PROPOSAL)


def _kept_source(folder: Path, scenario: Scenario) -> Proposal | Posterior:
    fix, names = "Begin the run anew in another folder", tuple(scenario.assumptions())
    if (folder / POSTERIOR).exists():
        kept = posterior_file.read(verify(folder, POSTERIOR, fix))
        if kept is not None and kept.assumptions == names:
            return kept.posterior
        raise RunError(f"{folder / POSTERIOR} cannot be read", fix)
    found = proposal_file.read(verify(folder, PROPOSAL, fix))
    if found is None or found.assumptions != names:
        raise RunError(f"{folder / PROPOSAL} cannot be read", fix)
    return found.proposal
