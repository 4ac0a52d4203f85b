"""Evidence: on what the numbers of a scenario rest, and what its sources say that nothing uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from ripeness.schema.quantity import DEFAULT, Quantity
from ripeness.schema.reference import WORDS
from ripeness.schema.scenario import Scenario
from ripeness.schema.units import in_unit

_NAMED = re.compile(r"[A-Za-z][A-Za-z0-9_-]*#[0-9]+")


def rests_on(scenario: Scenario, word: str) -> dict[str, Quantity]:
    """Return the numbers, by path, that rest on a source, or on ``judgement`` or ``recalled``."""
    return {path: one for path, one in scenario.quantities().items() if word in _keys(one.source)}


def stated(number: Quantity) -> str:
    """Return a number as a file would state it, on a line, in six digits."""

    def text(key: str, value: Any) -> str:
        if isinstance(value, tuple):
            return "/".join(text(key, one) for one in value)
        return in_unit(value, "1" if key in ("weights", "strength") and number.uncertain else number.unit)

    parts = {key: text(key, value) for key, value in number.parameters.items()}
    return parts.get("value") or ", ".join(f"{key} {value}" for key, value in parts.items())


def citations(scenario: Scenario) -> frozenset[str]:
    """Return every source that a number, claim, plan, text, epoch or record points to, as written."""
    return frozenset(_cited(scenario)).difference(WORDS, DEFAULT)


def unused_paragraphs(scenario: Scenario) -> dict[str, list[int]]:
    """Return, source by source, the paragraphs that nothing in the scenario points to."""
    cited = citations(scenario)
    return {
        name: [number for number in range(1, origin.paragraphs + 1) if f"{name}#{number}" not in cited]
        for name, origin in scenario.sources.items()
        if origin.paragraphs
    }


def uses(scenario: Scenario) -> dict[str, dict[str, list[str]]]:
    """Return what each source, or paragraph of one, feeds.

    Returns
    -------
    Source as written (``essay#5``) -> ``numbers`` (dotted paths), ``claims`` (names), ``notes`` (numbers that rest on
    something else and name it in their note) and ``others`` (the dotted paths of plans, texts, epochs, sections and
    records that point to it), each in the file's order.
    """
    found: dict[str, dict[str, list[str]]] = {}

    def feed(source: str, kind: str, what: str) -> None:
        fed = found.setdefault(source, {"numbers": [], "claims": [], "notes": [], "others": []})[kind]
        if what not in fed:
            fed.append(what)

    for path, number in scenario.quantities().items():
        for source in number.source:
            feed(source, "numbers", path)
        for source in _NAMED.findall(number.note or ""):
            if source.split("#", 1)[0] in scenario.sources and source not in number.source:
                feed(source, "notes", path)
    for source, path in _placed(scenario, ""):
        kind, _, rest = path.partition(".")
        if kind == "claims":
            feed(source, "claims", rest.split(".", 1)[0])
        else:
            feed(source, "others", path)
    return found


def unused_sources(scenario: Scenario) -> list[str]:
    """Return the sources that nothing points to."""
    used = _keys(tuple(citations(scenario)))
    return [name for name in scenario.sources if name not in used]


def _keys(sources: tuple[str, ...]) -> set[str]:
    return {source.split("#", 1)[0] for source in sources}


def _placed(value: Any, path: str, field: str = "") -> Iterator[tuple[str, str]]:
    """Yield every source that something other than a number points to, with the dotted path of what does."""
    if isinstance(value, Quantity):
        return
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            inner = "source" if _holds_sources(value, name) else name
            below = path if inner == name == "source" else _below(path, name)
            yield from _placed(getattr(value, name), below, inner)
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _placed(one, _below(path, str(name)))
    elif isinstance(value, tuple):
        for place, one in enumerate(value, start=1):
            if field in ("source", "source_unless_stated") and isinstance(one, str):
                yield one, path
            else:
                yield from _placed(one, _below(path, str(getattr(one, "number", place))))


def _below(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _cited(value: Any, field: str = "") -> Iterator[str]:
    if isinstance(value, Quantity):
        yield from value.source
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _cited(getattr(value, name), "source" if _holds_sources(value, name) else name)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _cited(one)
    elif isinstance(value, tuple):
        for one in value:
            if field in ("source", "source_unless_stated") and isinstance(one, str):
                yield one
            else:
                yield from _cited(one)


def _holds_sources(model: BaseModel, name: str) -> bool:
    return type(model).__name__ == "RecordSources" or name == "source"
