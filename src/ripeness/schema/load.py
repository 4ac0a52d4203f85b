"""From a file to a scenario: one road, safe, with every problem named at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ripeness.errors import Problem, ScenarioError, commanding
from ripeness.reading import read_start
from ripeness.schema.claims.claim_consistency import check_assumptions
from ripeness.schema.complaints import report_all
from ripeness.schema.content import FIXED, MOVABLE, OUTSIDE
from ripeness.schema.correlation import check_correlations
from ripeness.schema.declaration import Declaration
from ripeness.schema.document import Document
from ripeness.schema.json_schema import json_schema
from ripeness.schema.leaves import declared_paths
from ripeness.schema.overlay import lay_over
from ripeness.schema.question_file import check_days
from ripeness.schema.replacing import as_plain
from ripeness.schema.scenario import VERSION, Scenario
from ripeness.schema.yaml_text import MOST_BYTES, MOST_DEPTH, WHITE, Reading, Refused, read_yaml, refused_character

__all__ = ["json_schema", "load_scenario", "parse_data", "parse_scenario", "read_text", "roundtrip"]

UNNAMED = "scenario"
"""What a scenario that was read from no file is called in messages."""


def load_scenario(path: Path | str, view: Path | str | None = None) -> Scenario:
    """Read a scenario file, with a view's file laid over it; raise ``ScenarioError`` with every problem in them.

    >>> load_scenario("no-such-file.yaml")
    Traceback (most recent call last):
    ripeness.errors.ScenarioError: no-such-file.yaml: there is no such file. Check the name and the folder.
    """
    over = None if view is None else (read_text(Path(view)), str(view))
    return parse_scenario(read_text(Path(path)), str(path), over)


def parse_scenario(text: str, where: str = UNNAMED, view: tuple[str, str] | None = None) -> Scenario:
    """Read a scenario from text; ``where`` is the file's name in messages, ``view`` text and name of a view's file."""
    reading = _read(text, where)
    if view is None:
        scenario = _validated(reading, where)
        scenario.__dict__["file_texts"] = {"scenario.yaml": text}
        return scenario
    _check_shape(reading, where)
    there = {path: declared for path, declared, present in _changeable(reading.data) if present}
    over = lay_over(reading, where, _read(*view), view[1], there)
    if over.problems:
        raise ScenarioError(over.problems)
    said = over.data["view"]
    if isinstance(said.get("title"), str) and isinstance(over.data.get("title"), str):
        over.data["title"] = f"{over.data['title']}; view: {said['title']}"
    scenario = _validated(over, where)
    scenario.__dict__["file"] = Path(view[1])  # where its proposal lies
    scenario.__dict__["laid_over"] = Path(where)
    scenario.__dict__["file_texts"] = {"scenario.yaml": text, "view.yaml": view[0]}
    return scenario


def _read(text: str, where: str) -> Reading:
    try:
        return read_yaml(text, where)
    except Refused as refused:
        raise _one(refused.what, refused.fix, where, refused.line) from None


def parse_data(data: Mapping[str, Any], where: str = UNNAMED) -> Scenario:
    """Build a scenario from plain data, as a notebook or a form makes it."""
    named = _plain(data, where)
    return _validated(Reading(named, _places(named), list(_unreadable(named, where))), where)


def _rebuilt(data: Mapping[str, Any], in_place_of: Scenario, where: str = "") -> Scenario:
    """Build a scenario from changed data; it keeps the file of the one in whose place it stands.

    where : what an error names in place of that file.
    """
    scenario = parse_data(data, where or str(in_place_of.file or UNNAMED))
    for name in ("file", "laid_over"):
        scenario.__dict__[name] = getattr(in_place_of, name)
    return scenario


Scenario.rebuilt = staticmethod(_rebuilt)


def read_text(path: Path) -> str:
    """Return a file's text, or say in a sentence why it cannot be read."""
    where = str(path)
    try:
        if path.is_dir():
            raise _one("this is a folder, not a scenario file", "Name a .yaml file in it", where)
        content = read_start(path, MOST_BYTES + 1)
    except FileNotFoundError:
        raise _one("there is no such file", "Check the name and the folder", where) from None
    except PermissionError:
        raise _one("the file may not be read", "Ask for permission, or copy it", where) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _one(f"the file cannot be read: {reason}", "Check the name and the disk", where) from None
    if len(content) > MOST_BYTES:
        fix = "A scenario is text of a few hundred lines; leave data out"
        raise _one("the file is larger than 1 MB", fix, where)
    fix = "Name a scenario, a YAML text in UTF-8"
    if b"\0" in content:
        raise _one("the file is binary, not text", fix, where)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _one("the file is not text in UTF-8", fix, where, line) from None


def roundtrip(text: str) -> str:
    """Return the YAML text as an editor would save it again: the same data, comments kept."""
    from io import StringIO

    from ruamel.yaml import YAML

    yaml = YAML(typ="rt", pure=True)
    yaml.preserve_quotes = True
    yaml.width = 10_000
    written = StringIO()
    yaml.dump(yaml.load(text), written)
    return written.getvalue()


def _check_shape(reading: Reading, where: str) -> None:
    data = reading.data
    if data is None:
        raise _one("the file is empty", "Begin with `ripeness new NAME`, which writes a scenario that runs", where)
    if not isinstance(data, dict):
        raise _one("the file is not a mapping of keys to values", "Begin with the line `ripeness: 1`", where, 1)
    _check_version(data, reading, where)


def _validated(reading: Reading, where: str) -> Scenario:
    _check_shape(reading, where)
    data = reading.data
    document = Document(data, reading.lines, where, problems=list(reading.problems), files=reading.files)
    paths = _changeable(data)
    document.changeable = {path: declared for path, declared, present in paths if present}
    document.left_out = frozenset(path for path, _, present in paths if not present)
    scenario: Scenario | None = None
    try:
        scenario = Scenario.model_validate(data, context=document)
    except ValidationError as error:
        report_all(error, Scenario, document)
    if scenario is not None:
        for name, what, fix in check_assumptions(scenario.claims, scenario.assumptions()):
            document.report(("claims", name, "holds_if", "assumption"), what, fix)
        for place, what, fix in check_correlations(scenario.correlations, scenario.assumptions()):
            document.report(place, what, fix)
        for place, what, fix in check_days(scenario.questions, scenario.calendar):
            document.report(place, what, fix)
    if document.problems or scenario is None:
        raise ScenarioError(document.problems)
    scenario.__dict__["data"] = data
    if where != UNNAMED:
        scenario.__dict__["file"] = Path(where)
    return scenario


def _changeable(data: Mapping[str, Any]) -> list[tuple[str, Declaration, bool]]:
    """Return the paths that a change may set, with what each may hold, and whether their section is there."""
    return [
        (path, declared, present)
        for path, declared, present in declared_paths(Scenario, data)
        if path in MOVABLE or path.split(".", 1)[0] not in (*FIXED, *OUTSIDE)
    ]


def _check_version(data: Mapping[str, Any], reading: Reading, where: str) -> None:
    line = reading.lines.get(("ripeness",), 1)
    if "ripeness" not in data:
        fix = f"Add the line `ripeness: {VERSION}` at the top, if this is a scenario"
        raise _one("the file does not say which version of the format it has", fix, where, line)
    stated = data["ripeness"]
    if stated != VERSION or isinstance(stated, bool):
        what = f"the file has version {stated!r} of the format; this program reads version {VERSION}"
        raise _one(what, f"Use a newer ripeness, or bring the file to `ripeness: {VERSION}`", where, line)


def _plain(data: Any, where: str, path: tuple[str, ...] = ()) -> Any:
    """Return data of Python's as a file would hold them; what no file can hold is refused."""
    dotted, data = ".".join(path), as_plain(data)
    if len(path) > MOST_DEPTH:
        raise _one(f"the data are nested deeper than {MOST_DEPTH} levels", "Flatten them", where, path=dotted)
    if isinstance(data, Mapping):
        named = {str(key): _plain(value, where, (*path, str(key))) for key, value in data.items()}
        if len(named) < len(data):
            raise _one("two keys are the same text", "Keep one of the two", where, path=dotted)
        return named
    if isinstance(data, list | tuple):
        return [_plain(one, where, (*path, str(number))) for number, one in enumerate(data)]
    if data is None or isinstance(data, bool):
        return data
    for kind in (str, int, float):
        if isinstance(data, kind):
            return data[:] if isinstance(data, str) else kind(data)  # of Python's own type, whatever was made of it
    fix = "Hand over text, numbers, True, False, None, and lists and mappings of them"
    raise _one(f"{data!r} is nothing that a file can hold", fix, where, path=dotted)


def _places(data: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], int]:
    """Return the paths of plain data, so that messages name them; there are no lines."""
    below: dict[tuple[str, ...], int] = {}
    items = data.items() if isinstance(data, Mapping) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        below[(*path, str(key))] = 0
        below |= _places(value, (*path, str(key)))
    return below


def _unreadable(data: Any, where: str, path: tuple[str, ...] = ()) -> Iterator[Problem]:
    """Yield each text and key of plain data that holds a character which is no text."""
    items = data.items() if isinstance(data, Mapping) else enumerate(data) if isinstance(data, list) else ()
    for key, value in items:
        place = (*path, str(key))
        for text, allowed in ((str(key), ""), (value, WHITE)):
            if isinstance(text, str) and (found := commanding(text, allowed)):
                yield Problem(*refused_character(found), ".".join(place), where)
        yield from _unreadable(value, where, place)


def _one(what: str, fix: str, file: str, line: int | None = None, path: str = "") -> ScenarioError:
    return ScenarioError([Problem(what, fix, path, file, line)])
