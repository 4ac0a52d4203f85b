"""Levers that are set by themselves: as they are kept, and in words with the lever's title and unit."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ripeness.errors import harmless
from ripeness.schema.units import UnitError

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
        told.append(f"{called} set to {_in_its_unit(str(value), one.unit)}")
    return told


def levers_from(scenario: Scenario, levers: Mapping[str, str | float]) -> list[str]:
    """Return what is set and from what: ``pursuit of the shadow fleet: 4 %/month (status quo 0.3 %/month)``.

    A lever that there is not, or a value that it cannot have, is left to whoever computes, who refuses it.
    """
    told = []
    for name, value in levers.items():
        if (one := scenario.levers.get(name)) is None:
            continue
        try:
            one.value(value)
        except UnitError:
            continue
        stands = _in_its_unit(str(one.status_quo), one.unit)
        told.append(harmless(f"{one.title}: {_in_its_unit(str(value), one.unit)} (status quo {stands})"))
    return told


def _in_its_unit(value: str, unit: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return value
    return f"{number:g}{'' if unit == '1' else ' ' + unit}"
