"""Made-up answers of every question that has figures; the worlds are those of the questions' own tests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path += [
    str(Path(__file__).parents[1] / room) for room in ("whatif", "plans", "panel", "search", "reach", "robust")
]

import answers

from ripeness.figures.names import FIGURES


@pytest.fixture(scope="session")
def results():
    """One answer for each question."""
    return answers.every()


@pytest.fixture(scope="session")
def figures(results):
    """Every figure, by its name."""
    return {
        name: results.get(f"{question} {name}", results[question]).figure(name)
        for question, names in FIGURES.items()
        for name in names
    }


@pytest.fixture(scope="session")
def drawings(figures):
    """Each as SVG."""
    return {name: one.svg() for name, one in figures.items()}
