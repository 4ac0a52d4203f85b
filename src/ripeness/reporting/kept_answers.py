"""Answers that come with a scenario: those of questions that take minutes, beside the scenario's file.

They are shown at once where the scenario, the draws and the seed are those that they were computed with; whoever doubts
them asks again. Nothing that is computed reads them. `make answers` makes those of the flagship.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ripeness import __version__
from ripeness.questions.result import Result
from ripeness.scenarios.shipped import views
from ripeness.store import solutions
from ripeness.store.files import whole

if TYPE_CHECKING:
    from ripeness.schema import Scenario

ENDING = ".answers.json.gz"
"""What ends the name of such a file, where that of the scenario ends in `.yaml`."""

ASIDE = ("note", "source", "sources", "known_from")
"""What a file says of where its numbers are from: no answer hangs on it."""

MOST = 64 * 2**20
"""Bytes of a file, unpacked, of which no more are read."""


@dataclass(frozen=True)
class KeptAnswer:
    """An answer that was computed before. version : of the package. same_code : whether what computes is unchanged."""

    result: Result
    version: str
    same_code: bool

    @property
    def told(self) -> str:
        """On what it rests, in a sentence or two."""
        changed = "" if self.same_code else " What computes it has changed since: compute it here to be sure."
        return f"This answer came with the scenario: it was computed for ripeness {self.version}.{changed}"


def file_of(scenario: Scenario) -> Path | None:
    """Return where a scenario's answers lie; None for one that was not read from a file, and for a view."""
    return None if scenario.file is None or scenario.laid_over else scenario.file.with_suffix(ENDING)


def read(scenario: Scenario, question: str, draws: int, seed: int, setting: str = "") -> KeptAnswer | None:
    """Return a question's answer on so many draws; None where none is kept that fits the scenario as it is now.

    setting : what is adopted, as an address says it; empty for nothing new.
    """
    kept = _kept(scenario, draws, seed)
    content = kept["answers"].get(name_of(question, setting))
    if not isinstance(content, dict):
        return None
    return KeptAnswer(_result(question, content, draws), str(kept["version"]), kept["code"] == solutions.code())


def name_of(question: str, setting: str = "") -> str:
    """Return under which name an answer is kept: its question, and what is adopted, as an address says it."""
    return f"{question}?{setting}" if setting else question


def under(scenario: Scenario, question: str, draws: int, seed: int) -> dict[str, KeptAnswer]:
    """Return a question's answers under what is adopted, by what an address says of that; none of older code."""
    kept = _kept(scenario, draws, seed)
    if kept.get("code") != solutions.code():
        return {}
    begins = name_of(question, " ").strip()
    return {
        name.removeprefix(begins): KeptAnswer(_result(question, content, draws), str(kept["version"]), True)
        for name, content in kept["answers"].items()
        if name.startswith(begins) and isinstance(content, dict)
    }


def write(scenario: Scenario, answers: Mapping[str, Result], draws: int, seed: int) -> Path:
    """Keep answers, by `name_of`, beside a scenario's file, with those of others that lay there and fit it still.

    Raises
    ------
    ValueError : a scenario without a file, a view, or an answer that was interrupted.
    """
    file = file_of(scenario)
    if file is None or any(one.partial for one in answers.values()):
        raise ValueError("Only whole answers of a scenario that was read from a file are kept")
    new = {name: one.content for name, one in answers.items()}
    kept = {
        "stated": stated(scenario), "draws": draws, "seed": seed, "version": __version__,
        "code": solutions.code(), "answers": {**_same(scenario, draws, seed), **new},
    }  # fmt: skip
    with whole(file) as part:
        part.write_bytes(gzip.compress(json.dumps(kept, separators=(",", ":")).encode(), mtime=0))
    return file


def _kept(scenario: Scenario, draws: int, seed: int) -> dict[str, Any]:
    """Return what a scenario's file of answers holds; no answers where there is none, or where they do not fit."""
    nothing: dict[str, Any] = {"answers": {}}
    file = file_of(scenario)
    if file is None or not file.is_file():
        return nothing
    try:
        kept = json.loads(gzip.GzipFile(fileobj=io.BytesIO(file.read_bytes())).read(MOST))
        fits = (kept["stated"], kept["draws"], kept["seed"]) == (stated(scenario), draws, seed)
        usable = fits and isinstance(kept["answers"], dict) and {"version", "code"} <= kept.keys()
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, AttributeError):
        return nothing  # damaged: it is computed instead
    return kept if usable else nothing


def _same(scenario: Scenario, draws: int, seed: int) -> dict[str, Any]:
    """Return the answers that lie there and that what computes would give again."""
    kept = _kept(scenario, draws, seed)
    return dict(kept["answers"]) if kept.get("code") == solutions.code() else {}


def stated(scenario: Scenario) -> str:
    """Return a digest of what a scenario states, without its notes and sources, and of its views' files.

    Answers hang on more than what is computed with (`Scenario.content_hash`): on levers, claims and plans, and on how
    all of it is called.
    """
    rivals = [file.read_text(encoding="utf-8") for file in views(scenario.file or "").values()]
    text = json.dumps([_bare(scenario.data), rivals], sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _bare(one: Any) -> Any:
    """Return data without notes and sources."""
    if isinstance(one, Mapping):
        return {str(name): _bare(value) for name, value in one.items() if name not in ASIDE}
    return [_bare(value) for value in one] if isinstance(one, list | tuple) else one


def _result(question: str, content: Mapping[str, Any], draws: int) -> Result:
    """Return the content as its question's answer."""
    return type("Kept", (Result,), {"question": question})(content, False, draws)
