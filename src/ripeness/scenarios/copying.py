"""A copy of a scenario as a file of one's own: under another name, with what lies beside it if that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ripeness.errors import RunError
from ripeness.scenarios.shipped import VIEWS, locate, views
from ripeness.schema.load import parse_scenario, read_text

LEARNT = (".proposal.json", ".posterior.npz")
"""What ends the names of files that say where the versions that fit the record lie, beside a scenario or a view."""


def copied(name_or_path: str, target: Path, with_views: bool = False) -> dict[Path, bytes]:
    """Return what a copy of a scenario consists of: each file that it needs, with its content; nothing is written.

    Parameters
    ----------
    name_or_path : of the scenario. target : the copy's file; its name without the ending is the copy's name.
    with_views : whether its views are copied too.

    Raises
    ------
    ScenarioError : there is no such scenario, or it is not in order. RunError : its text names itself nowhere.
    """
    origin = locate(name_or_path)
    text = _renamed(read_text(origin), "name", target.stem, origin)
    parse_scenario(text, str(target))
    found = {target: text.encode("utf-8")} | dict(_learnt(origin, target))
    for name, view in views(origin).items() if with_views else ():
        place = target.parent / VIEWS / target.stem / f"{name}.yaml"
        found[place] = _renamed(read_text(view), "of", target.stem, view).encode("utf-8")
        found |= dict(_learnt(view, place))
        parse_scenario(text, str(target), (found[place].decode("utf-8"), str(place)))
    return found


def _learnt(origin: Path, target: Path) -> Iterator[tuple[Path, bytes]]:
    for ending in LEARNT:
        beside = origin.with_name(f"{origin.stem}{ending}")
        if beside.is_file():
            yield target.with_name(f"{target.stem}{ending}"), beside.read_bytes()


def _renamed(text: str, key: str, name: str, origin: Path) -> str:
    """Return a file's text under another name; the rest of it, comments too, stays as it is."""
    changed, found = re.subn(rf"^{key}:[ \t]*\S+", f"{key}: {name}", text, count=1, flags=re.M)
    if not found:
        raise RunError(f"{origin} has no line {key}: at its top", "Write one, or copy the file by hand")
    return changed
