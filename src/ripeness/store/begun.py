"""What a run in chunks was begun as: `run.json`, written once with the folder, and what may go on in it."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ripeness.errors import DataError, RunError
from ripeness.store.checksums import seal, verify
from ripeness.store.files import make_folder, new_part_folder, read_object, reason, write_json

ASKED = "run.json"
PROPOSAL, POSTERIOR = "proposal.json", "posterior.npz"

WRITTEN = (
    ASKED, "chunks", "design.parquet", PROPOSAL, POSTERIOR, "provenance.json", "summary.json", "SHA256SUMS",
)  # fmt: skip
"""What a run writes into its folder itself, beside the texts that are kept there."""

SAID = {
    **dict.fromkeys(("scenario", "content", "policy", "precision", "points", "proposal", "rows", "code"), str),
    **dict.fromkeys(("draws", "seed", "horizon", "chunk"), int),
    **dict.fromkeys(("levers", "settings", "versions"), dict),
    "record": bool,
}
"""What run.json says, and the type of each."""

WORDS = {
    "content": "content of the scenario",
    "draws": "number of draws",
    "levers": "setting of levers",
    "settings": "setting of levers",
    "code": "text of ripeness itself",
    "rows": "set of draws",
    "devices": "kind of device",
    "in_eyes": "choice of details (whether in either side's eyes)",
    "beliefs": "choice of details (whether beliefs are followed)",
}
"""How entries of run.json are called where their names do not say it."""


def begin(folder: Path, asked: Mapping[str, Any], texts: Mapping[str, str], keep_rows: Callable[[Path], None]) -> None:
    """Begin a run in a folder that is new or empty; `keep_rows` writes into it where its draws come from.

    `texts` : files of text that are kept there, by name: the scenario's and its view's.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            what = f"{folder} {'is not empty' if folder.is_dir() else 'is a file'}, and a run never overwrites anything"
            raise RunError(what, f"Name another folder, or go on with it: ripeness run --resume {folder}")
        make_folder(folder.parent)
        draft = new_part_folder(folder.parent)  # moved to its place with all that it must hold
        try:
            draft.chmod(0o755)
            (draft / "chunks").mkdir()
            for name, text in texts.items():
                (draft / name).write_text(text, encoding="utf-8")
            keep_rows(draft)
            write_json(draft / ASKED, asked)
            seal(draft, sorted(file.name for file in draft.iterdir() if file.is_file()))
            if folder.is_dir():
                folder.rmdir()
            draft.rename(folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        what = f"no run can be saved in {folder}: {reason(error)}"
        raise RunError(what, "Name a folder that you may write to") from error


def read_asked(folder: Path) -> dict[str, Any]:
    """Return what a run was asked for.

    Raises
    ------
    RunError : there is no run.json. DataError : it cannot be read, or does not say what a run.json says.
    """
    if not (folder / ASKED).exists():
        what = f"{folder} is no folder of a run that can be continued"
        raise RunError(what, f"Name one with {ASKED} in it; `ripeness list` shows those in ./runs")
    fix = "Begin the run anew in another folder"
    found = read_object(verify(folder, ASKED, fix), fix)
    for name, kind in SAID.items():
        if type(found.get(name)) is not kind:
            raise DataError(f"{folder / ASKED} says no {WORDS.get(name, name)} ({kind.__name__})", fix)
    for name in ("draws", "chunk", "horizon"):
        if found[name] < 1:
            raise DataError(f"{folder / ASKED} says a {WORDS.get(name, name)} of {found[name]}", fix)
    return found


def refuse_other(folder: Path, begun: Mapping[str, Any], stated: Mapping[str, Any]) -> None:
    """Refuse to continue a run as something that it is not; `stated` : what is asked for now."""
    for name, now in stated.items():
        then = begun.get(name)
        if then == now:
            continue
        if isinstance(then, dict) and isinstance(now, dict):
            key = next(key for key in {**then, **now} if then.get(key) != now.get(key))
            name, then, now = f"{WORDS.get(name, name)} ({key})", then.get(key), now.get(key)
        called = WORDS.get(name, name)
        what = f"{folder} holds a run that was begun with another {called}: {_short(then)}, not {_short(now)}"
        raise RunError(what, "Go on with it as it was begun, or begin one in another folder; nothing was changed")


def _short(value: Any) -> str:
    text = "none" if value is None else str(value)
    return text if len(text) <= 24 else f"{text[:8]}..."


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep a second process from writing into the same run."""
    try:
        import fcntl
    except ImportError:  # no such locks on this system
        yield
        return
    with (folder / ASKED).open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise RunError(f"another process is at work on {folder}", "Wait for it, or stop it") from None
        yield
