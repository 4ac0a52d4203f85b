"""Which war a scenario tells of, whether it went on, and what laws of durations alone would have said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ripeness.errors import RunError
from ripeness.history.wars import MONTH, War, durations, load_wars
from ripeness.schema.scenario import Scenario
from ripeness.statistics.survival import fitted, kaplan_meier, parametric

WARS = {
    "korea-1951": "Korean",
    "winter-war-1940": "Russo-Finnish",
    "iran-iraq-1984": "Iran-Iraq",
    "ethiopia-eritrea-1999": "Badme Border",
    "ukraine-2026": "Russia-Ukraine 2022",
}
"""Name in the table of wars of each shipped scenario's."""
DATES = {
    "korea-1951": ("1950-12", "1951-04", "1951-08"),
    "winter-war-1940": ("1939-12", "1940-01", "1940-02"),
    "iran-iraq-1984": ("1982-03", "1983-03", "1984-03"),
    "ethiopia-eritrea-1999": ("1998-10", "1999-03", "1999-07"),
    "ukraine-2026": ("2023-02", "2024-02", "2025-02"),
}
"""Months at which the suite cuts each shipped scenario, chosen before any was forecast."""
GOES_ON = "goes-on"


@dataclass(frozen=True)
class Reference:
    """Chance of going on by laws of durations alone, learnt from the other wars; None where none lasted so long."""

    lognormal: float
    counted: float | None


def war_of(scenario: Scenario, ended: str | None, wars: tuple[War, ...] | None = None) -> War:
    """Return the war that a scenario tells of.

    Parameters
    ----------
    ended : day on which it ended, YYYY-MM-DD; "goes-on" where it has not when the file was written; None for what the
        table of wars says of a shipped scenario's war.

    Raises
    ------
    RunError : a war that the table does not know and of which nothing is stated, or a day that is none.
    """
    known = {war.name: war for war in (load_wars() if wars is None else wars)}
    began = _first(scenario.calendar.war_began)
    if ended == GOES_ON:
        return War(scenario.name, began, _first(scenario.calendar.as_of), False, "ongoing", "stated")
    if ended is not None:
        try:
            last = date.fromisoformat(ended)
        except ValueError:
            raise RunError(f"{ended!r} is no day", f"Write YYYY-MM-DD, or {GOES_ON}") from None
        if last < began:
            raise RunError(f"{ended} lies before the war began, {scenario.calendar.war_began}", "Correct the day")
        return War(scenario.name, began, last, True, "stated", "stated")
    if WARS.get(scenario.name) not in known:
        what = f"nobody has said how the war of {scenario.name} ended"
        raise RunError(what, f"Add --ended YYYY-MM-DD, or --ended {GOES_ON} if it has not")
    return known[WARS[scenario.name]]


def age_at(war: War, month: str) -> float:
    """Months from the war's first day to the first day of a month."""
    return (_first(month) - war.began).days / MONTH


def went_on(war: War, month: str) -> bool | None:
    """Whether a war went on on the first day of a month; None where nobody knows yet."""
    day = _first(month)
    if war.over:
        return war.ended >= day
    return True if war.ended >= day else None


def reference(wars: tuple[War, ...], age: float, further: float, transformed: str = "ended") -> Reference:
    """Return what laws of durations say of a war of an age; `wars` : those that they are learnt from."""
    lasted = durations(wars, transformed)
    shape, scale = fitted(lasted)["lognormal"]
    counted = kaplan_meier(lasted, age, further)
    return Reference(parametric("lognormal", shape, scale, age, further), None if counted is None else counted.value)


def others(wars: tuple[War, ...], war: War) -> tuple[War, ...]:
    """Return all wars but one."""
    return tuple(one for one in wars if one.name != war.name)


def hindsight_in_words(found: Mapping[str, str]) -> dict[str, int]:
    """Return how many numbers are hindsight, by why."""
    counts: dict[str, int] = {}
    for why in found.values():
        kind = "judgement or memory without a date" if why.startswith("rests on") else "source of a later date"
        kind = "known from a later month" if why.startswith("known from") else kind
        counts[kind] = counts.get(kind, 0) + 1
    return counts


def _first(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
