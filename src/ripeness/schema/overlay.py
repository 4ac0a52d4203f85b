"""A view laid over a scenario, as plain data: what it sets replaces what the scenario states, line by line.

The merged data goes the same road as any scenario; what is wrong in what the view states is told with
the view's file and line.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from pydantic_core import PydanticCustomError

from ripeness.errors import Problem, ScenarioError
from ripeness.schema.declaration import Declaration
from ripeness.schema.document import Document, Path, declared_at
from ripeness.schema.view import VIEW_VERSION
from ripeness.schema.yaml_text import Reading

ADDED = ("sources", "claims")
"""Sections to which a view adds entries of its own; what the scenario states there stays."""

HEAD = ("view", "of")
"""What the file says of itself, checked here."""


def lay_over(base: Reading, base_file: str, view: Reading, file: str, changeable: Mapping[str, Declaration]) -> Reading:
    """Return a scenario's reading with a view laid over it; the view's problems are those of its own shape.

    Parameters
    ----------
    base, view : the two files, read. changeable : every path of the scenario that a change may set.
    """
    data = view.data
    if not isinstance(data, Mapping):
        raise _refused("the file is not a mapping of keys to values", "Begin with the line `view: 1`", file, 1)
    _check_head(base, base_file, view, file)
    merged = Reading(copy.deepcopy(base.data), dict(base.lines), [*base.problems, *view.problems], dict(base.files))
    told = Document(data, view.lines, file, changeable=_with_epochs(base.data, changeable))
    for key in ADDED:
        _add(merged, view, key, told)
    for path, value in _changes(data, told):
        _set(merged, view, path, value, told)
    said = {key: value for key, value in data.items() if key not in (*HEAD, *ADDED, "changes")}
    merged.data["view"] = said
    merged.lines[("view",)] = view.lines.get(("view",), 1)
    merged.files[("view",)] = file
    for key in said:
        _point(merged, view, (key,), ("view", key), file)
    merged.problems += told.problems
    return merged


def _check_head(base: Reading, base_file: str, view: Reading, file: str) -> None:
    data = view.data
    line = view.lines.get(("view",), 1)
    if "view" not in data:
        fix = f"Add the line `view: {VIEW_VERSION}` at the top, if this is a view"
        raise _refused("the file does not say which version of a view's format it has", fix, file, line)
    if data["view"] != VIEW_VERSION or isinstance(data["view"], bool):
        what = f"the file has version {data['view']!r} of a view's format; this program reads version {VIEW_VERSION}"
        raise _refused(what, f"Use a newer ripeness, or bring the file to `view: {VIEW_VERSION}`", file, line)
    name = base.data.get("name")
    if data.get("of") != name:
        what = f"the view is of {data.get('of')!r}, not of {name!r}" if "of" in data else "the view names no scenario"
        raise _refused(
            what, f"Write `of: {name}`, or lay it over another scenario than {base_file}", file,
            view.lines.get(("of",), line),
        )  # fmt: skip


def _with_epochs(data: Mapping[str, Any], changeable: Mapping[str, Declaration]) -> dict[str, Declaration]:
    """Return every path that may be set, those of the epochs included: ``epochs.NAME.PATH``."""
    epochs = data.get("epochs")
    names = list(epochs) if isinstance(epochs, Mapping) else []
    return {**changeable} | {f"epochs.{name}.{path}": one for name in names for path, one in changeable.items()}


def _add(merged: Reading, view: Reading, key: str, told: Document) -> None:
    added = view.data.get(key)
    if added is None:
        return
    if not isinstance(added, Mapping):
        told.report((key,), f"{key} is not a section", "Write its entries, indented, on the lines below")
        return
    there = merged.data.setdefault(key, {})
    for name, value in added.items():
        if name in there:
            what = f"{name!r} stands in the scenario's {key} already"
            told.report((key, name), what, "Give it another name: a view adds, and takes nothing back")
            continue
        there[name] = value
        _point(merged, view, (key, name), (key, name), told.file)


def _changes(data: Mapping[str, Any], told: Document) -> list[tuple[str, Any]]:
    """Return what the view sets, and report what cannot be set or rests on nothing."""
    changes = data.get("changes")
    if changes is None and "changes" in data:
        return []
    if not isinstance(changes, Mapping):
        what = "changes is missing" if changes is None else "changes is not a mapping"
        told.report(("changes",), what, "Write lines such as `costs.attacker: {value: 1 %/month, source: ...}`")
        return []
    kept = []
    for path, value in changes.items():
        where: Path = ("changes", path)
        try:
            declared = declared_at(path, told)
        except PydanticCustomError as wrong:
            context = wrong.context or {}
            told.report(where, str(context.get("what", wrong)), str(context.get("fix", "Correct the path")))
            continue
        if declared.kind in ("number", "numbers") and not _grounded(value, where, told):
            continue
        kept.append((path, value))
    return kept


def _grounded(value: Any, where: Path, told: Document) -> bool:
    """Whether a number states a source of its own, and a judgement why: a view's numbers are what it is made of."""
    remarks = value if isinstance(value, Mapping) else {}
    source = remarks.get("source")
    stated = source if isinstance(source, list) else [source]
    if source is None:
        fix = "Write {value: ..., source: judgement, note: why}, or a key of sources"
        told.report(where, "a number that a view sets states no source", fix)
    elif "judgement" in stated and not remarks.get("note"):
        told.report(where, "a judgement does not say why", "Add a note that says it")
    else:
        return True
    return False


def _set(merged: Reading, view: Reading, path: str, value: Any, told: Document) -> None:
    """Set the value at a dotted path; for ``epochs.NAME.PATH`` among the epoch's changes."""
    keys: Path = tuple(path.split("."))
    if keys[0] == "epochs":
        keys = (*keys[:2], "changes", ".".join(keys[2:]))
    place = merged.data
    for number, key in enumerate(keys[:-1]):
        inner = place.setdefault(key, {}) if isinstance(place, dict) else None
        if not isinstance(inner, dict):
            above = ".".join(keys[: number + 1])
            told.report(("changes", path), f"{above} is no section of the scenario", "Choose another path")
            return
        place = inner
    place[keys[-1]] = value
    for old in [one for one in merged.lines if one[: len(keys)] == keys]:
        del merged.lines[old]
    _point(merged, view, ("changes", path), keys, told.file)


def _point(merged: Reading, view: Reading, origin: Path, target: Path, file: str) -> None:
    """Let the lines of what stands at ``origin`` in the view be those of ``target`` in the merged data."""
    merged.files[target] = file
    for path, line in view.lines.items():
        if path[: len(origin)] == origin:
            merged.lines[(*target, *path[len(origin) :])] = line


def _refused(what: str, fix: str, file: str, line: int | None) -> ScenarioError:
    return ScenarioError([Problem(what, fix, "", file, line)])
