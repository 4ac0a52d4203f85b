"""A toy with questions in a file beside it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from toy_questions import HEAD, QUESTIONS

from ripeness.scenarios.shipped import locate


@pytest.fixture
def write(tmp_path: Path):
    """Write a toy with a file of questions beside it, and return its path."""

    def made(questions: str = QUESTIONS, toy: str = "armed-truce") -> Path:
        (tmp_path / "questions").mkdir(exist_ok=True)
        path = tmp_path / f"{toy}.yaml"
        shutil.copy(locate(toy), path)
        (tmp_path / "questions" / f"{toy}.yaml").write_text(HEAD.replace("armed-truce", toy) + questions, "utf-8")
        return path

    return made
