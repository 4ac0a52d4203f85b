"""Runs that were saved: one of them read again, and a list of all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ripeness.errors import RipenessError
from ripeness.questions.arguments import checked
from ripeness.questions.run.ask import Run


@checked
def saved(run: Path | str) -> Run:
    """Return a saved run.

    Parameters
    ----------
    run : its folder, its name in ./runs, or "latest".

    Raises
    ------
    DataError : there is no such run, it is not finished, or its summary cannot be read.

    Examples
    --------
    >>> import ripeness
    >>> made = ripeness.run(ripeness.load("gamblers-ruin"), draws=1, out="results")
    >>> ripeness.saved("results").content == made.to_dict()
    True
    >>> ripeness.read("results").sizes["month"]
    61
    """
    from ripeness.store.runs import find_run, read_summary

    folder = find_run(str(run))
    content = read_summary(folder)
    draws = content.get("draws")
    finished = draws.get("finished", 0) if isinstance(draws, dict) else 0
    return Run(content, bool(content.get("partial")), finished, folder, finished)


@dataclass(frozen=True)
class Listed:
    """A run in a list of runs; `unreadable` : why it cannot be read, or nothing."""

    folder: Path
    saved: float
    provenance: dict[str, Any] | None
    finished: int
    asked: int
    unreadable: str


def runs() -> list[Listed]:
    """Return the runs in ./runs, the latest first; one that cannot be read says why, and hides no other."""
    from ripeness.store.chunks import Chunks
    from ripeness.store.runs import read_provenance, read_time, saved_runs

    found = []
    for folder in reversed(saved_runs()):
        chunks = Chunks(folder)
        try:
            begun = chunks.asked()
            finished = chunks.draws()
            stated = dict(begun or read_provenance(folder))
            many = int(stated.get("draws_finished", finished) or finished) if not begun else finished
            found.append(Listed(folder, read_time(folder), stated, many, int(stated.get("draws", many) or many), ""))
        except (RipenessError, TypeError, ValueError) as error:
            found.append(Listed(folder, read_time(folder), None, 0, 0, str(error)))
    return found
