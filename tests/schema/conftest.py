"""A scenario that uses every section, and a way to spoil it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ripeness.errors import Problem, ScenarioError
from ripeness.schema.load import parse_scenario
from ripeness.schema.scenario import Scenario

FULL = Path(__file__).parent / "full.yaml"

Spoil = Callable[..., list[Problem]]


@pytest.fixture(scope="session")
def text() -> str:
    """The text of a scenario that uses every section."""
    return FULL.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def scenario(text: str) -> Scenario:
    """That scenario, read."""
    return parse_scenario(text, "full.yaml")


@pytest.fixture
def spoil(text: str) -> Spoil:
    """Replace pieces of the text and return the problems that the loader finds."""

    def problems(*replacements: tuple[str, str]) -> list[Problem]:
        spoilt = text
        for old, new in replacements:
            assert old in spoilt, old
            spoilt = spoilt.replace(old, new, 1)
        with pytest.raises(ScenarioError) as caught:
            parse_scenario(spoilt, "full.yaml")
        return list(caught.value.problems)

    return problems


def line_of(text: str, piece: str) -> int:
    """Return the line, counted from 1, on which a piece of text first stands."""
    return text[: text.index(piece)].count("\n") + 1
