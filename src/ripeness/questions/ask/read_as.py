"""How a month or a year was read that can be read in two ways: a ceasefire in 2027, the war over by 2028."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypedDict

from ripeness.questions.ask.chances import Drawn
from ripeness.questions.ask.event import Question, chance_by, months_after
from ripeness.statistics.bands import Band, band

if TYPE_CHECKING:
    import xarray as xr

    from ripeness.schema import Scenario


class Reading(TypedDict):
    """How a month or a year was read that can be read in two ways.

    said : as it was written, such as ``in 2027``. began : first day of that month or year. alone : of an event that is
    asked for in it, the chance that it comes then and not before; None where that is not asked, or is no other chance.
    """

    said: str
    began: str
    alone: Band | None


def reading_of(held: xr.Dataset, read: Question, by: Drawn, scenario: Scenario) -> Reading | None:
    """Return how a month or a year was read; of an event in one, also the chance that it comes in it and not before."""
    if read.began is None:
        return None
    alone, before = None, months_after(read.began - timedelta(days=1), scenario)
    if read.said.startswith("in ") and read.event.quantity != "ongoing" and before > 0.0:
        alone = band(by.values - chance_by(held, read.event, before), by.weight)
    return Reading(said=read.said, began=read.began.isoformat(), alone=alone)
