"""Evidence: on what the numbers of a scenario rest, and what its sources say that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from ripeness.schema.quantity import DEFAULT, Quantity
from ripeness.schema.reference import WORDS
from ripeness.schema.scenario import Scenario


def rests_on(scenario: Scenario, word: str) -> dict[str, Quantity]:
    """Return the numbers, by path, that rest on a source, or on ``judgement`` or ``recalled``."""
    return {path: one for path, one in scenario.quantities().items() if word in _keys(one.source)}


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


def unused_sources(scenario: Scenario) -> list[str]:
    """Return the sources that nothing points to."""
    used = _keys(tuple(citations(scenario)))
    return [name for name in scenario.sources if name not in used]


def _keys(sources: tuple[str, ...]) -> set[str]:
    return {source.split("#", 1)[0] for source in sources}


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
