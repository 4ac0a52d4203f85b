"""What an answer of the interview holds, or why it is refused, after other answers."""

from __future__ import annotations

from typing import Any

import pytest

from ripeness.scenarios.interview.asking import read_answers
from ripeness.scenarios.interview.numbers import Unclear
from ripeness.scenarios.interview.questions import BY_KEY


def understood(key: str, text: str, before: str) -> tuple[Any, str]:
    """Return what was read, and how it is played back. before : answers, a line each."""
    return BY_KEY[key].read(text, read_answers(before, "a").got())


def refused(key: str, text: str, before: str) -> str:
    """Return why an answer is refused, with what to write."""
    with pytest.raises(Unclear) as found:
        understood(key, text, before)
    return str(found.value)
