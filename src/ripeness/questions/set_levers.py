"""Levers that are set by themselves: as they are kept, and in words with the lever's title and unit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ripeness.schema import Scenario


def levers_kept(text: Any) -> dict[str, str]:
    """Return the levers that the attributes of a forecast name, each with its value as text."""
    found = json.loads(text) if isinstance(text, str) and text else text or {}
    return {str(name): str(value) for name, value in found.items()}


def levers_in_words(scenario: Scenario, levers: Mapping[str, str | float], by_name: bool = True) -> list[str]:
    """Return what is set, a clause each: ``pursuit of the shadow fleet (fleet_interdiction) set to 4 %/month``.

    levers : value by name, as it was written; a plain number is one in the lever's own unit. by_name : whether the
    lever's name stands beside its title; without, the title stands in quotation marks.
    """
    told = []
    for name, value in levers.items():
        one = scenario.levers[name]
        called = f"{one.title} ({name})" if by_name else f"'{one.title}'"
        told.append(f"{called} set to {in_its_unit(str(value), one.unit)}")
    return told


def in_its_unit(value: str, unit: str) -> str:
    """Return a lever's value with its unit: a plain number is one in the lever's own."""
    try:
        number = float(value)
    except ValueError:
        return value
    return f"{number:g}{'' if unit == '1' else ' ' + unit}"
