"""What a scenario allows but should be told: unwise settings, and numbers that are read otherwise than they look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ripeness.schema.drawn import differences
from ripeness.schema.units import in_unit


def readings(scenario: Any) -> Iterator[str]:
    """Yield what is read otherwise than by plain division: chances and shares of other lengths of time than a month."""
    for path, number in scenario.quantities().items():
        if number.compounded:
            yield f"{path}: {number.compounded} compounds to {number.centre * 100:.3g} % in each month"


def warnings(scenario: Any) -> Iterator[str]:
    """Yield what is allowed but unwise."""
    for path, number in scenario.quantities().items():
        for name, stated, drawn in differences(number):
            yield (
                f"{path}: the range of the field cuts the distribution off, so that the {name} of its draws is "
                f"{in_unit(drawn, number.unit)}, not {in_unit(stated, number.unit)}. "
                "State a smaller spread, or low:, mode: and high:."
            )
    tail = scenario.calendar.tail
    if tail < 60:
        yield f"calendar.tail is {tail} months; below 60 settlements bunch at the end of what is shown."
    settling = {scenario.actor("attacker"), scenario.actor("defender")}
    if not any(settling <= set(track.seats) for track in scenario.tracks.values()):
        yield "No track seats both attacker and defender, so that no settlement can be reached."
    if scenario.record is None and scenario.calendar.as_of > scenario.calendar.war_began:
        yield "The scenario has no record: the forecast ignores that the war has lasted until as_of."
