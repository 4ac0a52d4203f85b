"""Made-up answers of every question that has figures; the worlds are those of the questions' own tests."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path += [
    str(Path(__file__).parents[1] / room) for room in ("whatif", "plans", "panel", "search", "reach", "robust")
]

import answers


@pytest.fixture(scope="session")
def results():
    """One answer for each question."""
    return answers.every()
