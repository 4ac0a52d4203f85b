"""A search from the command line: begun or gone on with, kept in a folder, printed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ripeness.cli.answering import ask, show
from ripeness.errors import RunError

if TYPE_CHECKING:
    from ripeness.questions.robust.ask import Robust


def searched(
    options: Mapping[str, Any], out: Path | None, resume: Path | None, cluster: str | None, json: bool
) -> Robust:
    """Ask `ripeness.robust`, print its answer and return it.

    Parameters
    ----------
    options : as `ripeness.robust` takes them, and the scenario's name. out : folder of a new search. resume : of one
        that was begun; what it was begun with counts. cluster : of whose workers, as for `ripeness.robust`.
    """
    import ripeness
    from ripeness.pages.robust import robust_page

    if out is not None and resume is not None:
        raise RunError("--out begins a search and --resume goes on with one", "Write one of the two")
    asked = dict(ripeness.robust_begun(resume)) if resume is not None else dict(options)
    folder = resume or out or free(Path("runs"), f"robust-{Path(asked['scenario']).stem}")
    given = {name: one for name, one in asked.items() if name != "scenario"}
    kept = f"Interrupted. What was tried is kept: ripeness robust --resume {folder}"
    argument = ripeness.load(asked["scenario"])
    result: Robust = ask(ripeness.robust, argument, **given, out=folder, command=asked, cluster=cluster, nothing=kept)
    show(result, robust_page, json, asked["draws"])
    return result


def free(parent: Path, stem: str) -> Path:
    """Return a folder that is not there yet."""
    number = 1
    while (folder := parent / f"{stem}-{number}").exists():
        number += 1
    return folder
