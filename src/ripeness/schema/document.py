"""The file being read: what it declares, where each thing stands in it, and what is wrong with it.

Pydantic hands the document to every validator as its context, so that a name can be looked up, and a
change checked against the field that it changes, while the file is read: all problems come at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationInfo
from pydantic_core import PydanticCustomError

from ripeness.errors import Problem
from ripeness.schema.nearest import advice

Path = tuple[str, ...]
"""Keys and list positions that lead from the top of a file to a place in it."""


@dataclass
class Document:
    """A scenario file as plain data, with the line of each path and the problems found so far.

    ``files`` names the file of what a view laid over the scenario states: a path, and all below it.
    """

    data: Mapping[str, Any]
    lines: Mapping[Path, int] = field(default_factory=dict)
    file: str = "scenario"
    changeable: Mapping[str, Any] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    files: Mapping[Path, str] = field(default_factory=dict)

    def names(self, kind: str) -> tuple[str, ...]:
        """Return the names declared under a dotted key, such as ``actors`` or ``texts.items``."""
        found: Any = self.data
        for key in kind.split("."):
            found = found.get(key) if isinstance(found, Mapping) else None
        return tuple(found) if isinstance(found, Mapping) else ()

    def line(self, path: Path) -> int | None:
        """Return the line of a path, or of the nearest thing above it that the file states."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1 if self.lines else None

    def report(self, path: Path | str, what: str, fix: str) -> None:
        """Keep a problem; the loader raises them all together."""
        keys = tuple(path.split(".")) if isinstance(path, str) else path
        dotted = ".".join(keys)
        self.problems.append(Problem(what, fix, dotted, self._file(keys), self.line(keys)))

    def _file(self, path: Path) -> str:
        """Return the file that states what is at a path."""
        if self.files:
            for length in range(len(path), 0, -1):
                if path[:length] in self.files:
                    return self.files[path[:length]]
        return self.file


def document_of(info: ValidationInfo) -> Document:
    """Return the document that is being validated."""
    if not isinstance(info.context, Document):
        raise TypeError("scenarios are built by ripeness.schema.load (load_scenario, parse_scenario, parse_data)")
    return info.context


def complaint(what: str, fix: str) -> PydanticCustomError:
    """Return the error by which a validator of ours says what is wrong and what to do."""
    return PydanticCustomError("ripeness", "{what}", {"what": what, "fix": fix})


def check_name(name: Any, kind: str, info: ValidationInfo, also: tuple[str, ...] = ()) -> str:
    """Return ``name`` if the document declares it under ``kind`` (or it is one of ``also``)."""
    known = (*document_of(info).names(kind), *also)
    noun = {"texts.items": "text", "policies": "policy"}.get(kind, kind.removesuffix("s"))
    if not isinstance(name, str):
        raise complaint(f"{name!r} is not the name of a {noun}", advice("", known, noun))
    if name not in known:
        raise complaint(f"no {noun} is called {name!r}", advice(name, known, noun))
    return name


def check_path(path: Any, info: ValidationInfo) -> Any:
    """Return the declaration of the field at a dotted path that an epoch or a lever may change."""
    return declared_at(path, document_of(info))


def declared_at(path: Any, document: Document) -> Any:
    """Return the declaration of the field at a dotted path of a document that may change, or complain."""
    if not isinstance(path, str):
        raise complaint("this is not a dotted path", "Write for example `aid.commitment`")
    if path in document.changeable:
        return document.changeable[path]
    if path in document.left_out:
        head = path.rsplit(".", 1)[0]
        fix = f"Write the section {head}, with the values from before the change"
        raise complaint(f"{path} lies in a section that this scenario leaves out", fix)
    head = path.split(".", 1)[0]
    near = [known for known in document.changeable if known.split(".", 1)[0] == head]
    fix = advice(path, near or list(document.changeable), "path")
    raise complaint(f"nothing that can change is called {path!r}", fix)
