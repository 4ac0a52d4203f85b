"""The form of what a command prints as JSON: its name and version, which the first key of every object states."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FORM = 2
"""Grows when a key of what a command prints as JSON goes or changes its meaning; docs/json.md lists the keys."""


def marked(command: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a command prints as JSON: its content, and before it which command's form that has.

    `command` : its words; an option that changes the form is one of them, as in "plans --sign".
    """
    name = "-".join(word.removeprefix("--") for word in command.split())
    return {"schema": f"ripeness/{name}/{FORM}", **content}
