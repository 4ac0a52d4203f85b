"""A target: an event by a day, or standing undefeated, and the chance that is asked for."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ripeness.errors import RunError, harmless
from ripeness.questions.ask.event import DEFEATS, Event, chance_by, months_ahead, read_question
from ripeness.schema.calendar import month_after
from ripeness.statistics.weighted import Numbers, weighted_mean, weighted_quantile

if TYPE_CHECKING:
    import xarray as xr

    from ripeness.schema import Scenario

EXAMPLE = '"first ceasefire or settlement by 2027-12 >= 50 %"'

UNDEFEATED = Event("the defender not being defeated", "ended", DEFEATS)

_TARGET = re.compile(
    r"(?P<what>.+?)\s*(?P<sign>>=|<=|≥|≤|>|<|\bat least\b|\bat most\b)\s*(?P<level>[\d.]+)\s*(?P<unit>%?)", re.I
)
_UNDEFEATED = re.compile(r"(?:the\s+)?(?:defender\s+)?(?:is\s+|stays\s+|stands\s+)?undefeated(?P<by>\s+.+)?", re.I)


@dataclass(frozen=True)
class Target:
    """What is wanted.

    Attributes
    ----------
    event : in question. ahead : months from `as_of` to the end of its last day. by : that day, as YYYY-MM-DD.
    level : chance that is asked for. at_least : else at most.
    tenths : in so many of ten sets of assumptions, by weight; None: on average over them.
    """

    event: Event
    ahead: float
    by: str
    level: float
    at_least: bool = True
    tenths: int | None = None

    def chance(self, held: xr.Dataset) -> Numbers:
        """Return the chance of the event by its day under a forecast, (draw, 1)."""
        found = chance_by(held, self.event, self.ahead)
        return (1.0 - found if self.event is UNDEFEATED else found)[:, None]

    def score(self, chance: Numbers, weight: Numbers) -> float:
        """Return by how much the target is passed, negative where it is missed.

        The mean over draws, or the value that `tenths` of ten draws reach by weight, less the level; the other way
        round for a chance that shall be small.
        """
        side = 1.0 if self.at_least else -1.0
        if self.tenths is None:
            return float(side * (weighted_mean(chance, weight) - self.level))
        return float(-weighted_quantile(-side * chance, weight, self.tenths / 10.0) - side * self.level)

    @property
    def room(self) -> float:
        """The greatest score that there can be."""
        return 1.0 - self.level if self.at_least else self.level

    def share(self, chance: Numbers, weight: Numbers) -> float:
        """Return the share of the draws, by weight, that reach the level; of those whose chance is a number."""
        reached = chance >= self.level if self.at_least else chance <= self.level
        return float(weighted_mean(np.where(np.isnan(chance), np.nan, reached), weight))


def read_target(text: str, scenario: Scenario, tenths: int | None = None) -> Target:
    """Read a target such as "first ceasefire or settlement by 2027-12 >= 50 %", or "undefeated >= 90 %".

    "undefeated" without a day means at the end of what the scenario shows.

    Raises
    ------
    RunError : no comparison, a level outside 0 to 100 %, and all that `ripeness.ask` refuses.
    """
    match = _TARGET.fullmatch(text.strip())
    if match is None:
        if not _UNDEFEATED.fullmatch(text.strip()):
            read_question(text, scenario)  # what is no event is told as such
        raise RunError(f"{_quoted(text)} asks for no chance", f'Write for example "{harmless(text.strip())} >= 50 %"')
    level = float(match["level"]) / 100.0 if match["unit"] else _as_share(match["level"], text)
    if not math.isfinite(level) or not 0.0 <= level <= 1.0:
        raise RunError(f"{_quoted(text)}: a chance lies from 0 to 100 %", f"Write for example {EXAMPLE}")
    if tenths is not None and not 1 <= tenths <= 10:
        raise RunError(f"{tenths} of ten sets of assumptions is none to ask for", "Ask for 1 to 10")
    at_least = match["sign"].lower() in (">=", "≥", ">", "at least")
    if found := _UNDEFEATED.fullmatch(match["what"].strip()):
        last = month_after(scenario.calendar.as_of, scenario.calendar.horizon - 1)
        question = read_question(f"war ends {(found['by'] or f'by {last}').strip()}", scenario)
        event = UNDEFEATED
    else:
        question = read_question(match["what"], scenario)
        event = question.event
    return Target(event, months_ahead(question.day, scenario), question.day.isoformat(), level, at_least, tenths)


def _as_share(level: str, text: str) -> float:
    try:
        found = float(level)
    except ValueError:
        raise RunError(f"{_quoted(text)}: {level} is no chance", f"Write for example {EXAMPLE}") from None
    if found > 1.0:
        raise RunError(f"{_quoted(text)}: {level} is no chance from 0 to 1", f"Write it with a unit: {level} %")
    return found


def _quoted(text: str) -> str:
    short = text if len(text) <= 80 else f"{text[:77]}..."
    return f"'{harmless(short)}'"
