"""YAML text to plain data, safely, with the line of everything in it.

Read from ruamel.yaml's events rather than by its constructors: nothing in a file can name a Python
object, an alias cannot grow into a large structure, and every key keeps its line. Scalars follow
YAML 1.2: true, false, null and numbers are read, dates and ``yes`` stay text.
"""

from __future__ import annotations

import copy
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from ripeness.errors import Problem, commanding

WHITE = "\n\t"
"""Control characters that text may hold; a key holds none."""

AS_WRITTEN = ("where", "without", "window")
"""Keys of a claim's form below which everything is text: cells of a data series, and periods."""

MOST_BYTES = 1_000_000
MOST_ALIASES = 50
MOST_DEPTH = 20
MOST_NODES = 100_000

_INT = re.compile(r"[-+]?\d+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", re.ASCII)
_WORDS = {
    word: value
    for value, spelt in ((True, "true"), (False, "false"), (None, "null"))
    for word in (spelt, spelt.capitalize(), spelt.upper())
} | {"~": None, "": None}


class Refused(Exception):
    """Text that is read no further, and why."""

    def __init__(self, what: str, fix: str, line: int | None = None) -> None:
        super().__init__(what)
        self.what, self.fix, self.line = what, fix, line


@dataclass
class Reading:
    """Plain data, the line of each path in it, and the problems that did not stop the reading.

    ``files`` names the file of a path and of all below it where that is not the file read.
    """

    data: Any = None
    lines: dict[tuple[str, ...], int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    files: dict[tuple[str, ...], str] = field(default_factory=dict)


def read_yaml(text: str, file: str) -> Reading:
    """Read one YAML document; raise ``Refused`` where it cannot or must not be read.

    A text that was read lately is not parsed again, as when each view is laid over the same scenario.
    """
    read = _parsed(text, file)
    return Reading(copy.deepcopy(read.data), {**read.lines}, [*read.problems])


@lru_cache(maxsize=16)
def _parsed(text: str, file: str) -> Reading:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    if len(text.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise Refused("the file is larger than 1 MB", "A scenario is text of a few hundred lines; leave data out")
    if found := commanding(text, "\r" + WHITE):
        what, fix = refused_character(found)
        raise Refused(what, fix, text[: text.index(found)].count("\n") + 1)
    reader = _Reader(file)
    try:
        return reader.read(YAML(typ="safe", pure=True).parse(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        told = " ".join(str(part) for part in (error.context, error.problem) if part)
        fix = "Check indentation, colons, quotes and brackets about this line"
        raise Refused(f"this is not valid YAML: {told}", fix, mark.line + 1 if mark else None) from None
    except (YAMLError, ValueError, RecursionError, AssertionError) as error:
        told = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise Refused(f"this is not valid YAML: {told}", "Check the file in an editor") from None


@dataclass
class _Reader:
    """Builds data from events, counting what a hostile file would make large."""

    file: str
    result: Reading = field(default_factory=Reading)
    anchors: dict[str, tuple[Any, int]] = field(default_factory=dict)
    aliases: int = 0
    nodes: int = 0

    def read(self, events: Iterator[Any]) -> Reading:
        documents = 0
        for event in events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    raise Refused("the file holds more than one document", "Take out the line ---", _line(event))
                self.result.data = self._node(next(events), events, (), 0)
        return self.result

    def _node(self, event: Any, events: Iterator[Any], path: tuple[str, ...], depth: int) -> Any:
        kind, line = type(event).__name__, _line(event)
        if kind == "AliasEvent":
            return self._alias(event, line)
        if depth > MOST_DEPTH:
            raise Refused(f"the file is nested deeper than {MOST_DEPTH} levels", "Flatten it", line)
        if event.ctag is not None and str(event.ctag) not in ("None", "!"):
            what = f"the YAML tag {event.ctag} is not allowed"
            raise Refused(what, "Take out the tag; write plain values", line)
        before = self.nodes
        self._count(1, line)
        if kind == "ScalarEvent":
            self._check_text(event.value, path, line, WHITE)
            plain = event.style in (None, "") and not _as_written(path)
            value = scalar(event.value) if plain else event.value
        elif kind == "SequenceStartEvent":
            value = self._sequence(events, path, depth)
        else:
            value = self._mapping(events, path, depth)
        if event.anchor is not None:
            self.anchors[event.anchor] = (value, self.nodes - before)
        return value

    def _sequence(self, events: Iterator[Any], path: tuple[str, ...], depth: int) -> list[Any]:
        items: list[Any] = []
        while type(event := next(events)).__name__ != "SequenceEndEvent":
            place = (*path, str(len(items)))
            self.result.lines[place] = _line(event)
            items.append(self._node(event, events, place, depth + 1))
        return items

    def _mapping(self, events: Iterator[Any], path: tuple[str, ...], depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while type(event := next(events)).__name__ != "MappingEndEvent":
            line = _line(event)
            if type(event).__name__ != "ScalarEvent":
                raise Refused("a key is not a plain word", "Write keys as words", line)
            key = event.value
            place = (*path, key)
            self._check_text(key, place, line)
            if key in found:
                what = f"the key {key!r} stands here a second time (first in line {self.result.lines[place]})"
                self.result.problems.append(Problem(what, "Keep one of the two", ".".join(place), self.file, line))
            self.result.lines.setdefault(place, line)
            found[key] = self._node(next(events), events, place, depth + 1)
        return found

    def _check_text(self, text: str, path: tuple[str, ...], line: int, allowed: str = "") -> None:
        if found := commanding(text, allowed):
            what, fix = refused_character(found)
            self.result.problems.append(Problem(what, fix, ".".join(path), self.file, line))

    def _alias(self, event: Any, line: int) -> Any:
        self.aliases += 1
        if self.aliases > MOST_ALIASES:
            raise Refused(f"the file has more than {MOST_ALIASES} aliases (*name)", "Write the values out", line)
        if event.anchor not in self.anchors:
            what = f"the alias *{event.anchor} names nothing above it"
            raise Refused(what, f"Mark a value with &{event.anchor} before, or write it out", line)
        value, size = self.anchors[event.anchor]
        self._count(size, line)
        return value

    def _count(self, nodes: int, line: int) -> None:
        self.nodes += nodes
        if self.nodes > MOST_NODES:
            raise Refused(f"the file holds more than {MOST_NODES:,} values", "Write fewer aliases or values", line)


def refused_character(found: str) -> tuple[str, str]:
    """Return what is wrong with a character that commands the terminal or is not seen, and what to do."""
    name = unicodedata.name(found, "a control character")
    what = f"the text holds the character U+{ord(found):04X} ({name}), which is not seen or commands the terminal"
    return what, "Take it out; type the word anew if you cannot see it"


def scalar(text: str) -> Any:
    """Return what an unquoted word of YAML means."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text) and len(text) < 400:
        return int(text)
    if not _FLOAT.fullmatch(text):
        return text
    if text.lower().endswith(("inf", "nan")):
        return float(text.replace(".", "", 1))
    value = float(text)
    return text if math.isinf(value) else value  # more than a number can hold is no number


def _as_written(path: tuple[str, ...]) -> bool:
    """Whether what stands at a path is text as it is written, though it look like a number: 002 is not 2."""
    return path[:1] == ("claims",) and any(key in AS_WRITTEN for key in path[3:])


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
