"""The area that the attacker holds, boiled down from a record and a forecast, where the front is an area."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from ripeness.statistics.bands import Band, Figure, figure
from ripeness.statistics.streaming import Bands

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario
    from ripeness.statistics.weighted import Numbers

WIDEST = 2.0
"""Times the highest area of the scenario: quantiles of many draws are counted in bins of areas up to there."""


class Front(TypedDict):
    """The area that the attacker holds, in km^2.

    past_months : of the record. seen : in each, as recorded; null where it was not observed. area : for each month
    shown, over the wars that then go on; null where none does.
    """

    past_months: list[str]
    seen: list[Figure]
    area: list[Band]


class FrontFound:
    """What the parts of a forecast add up to."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        highest = scenario.front.highest
        self.scale = WIDEST * highest.centre if highest is not None else 1.0
        self.bands = Bands()
        self.known = False

    def add(self, part: xarray.Dataset, fighting: Numbers) -> None:
        """Take in some draws; `fighting` (draw, month) weighs what is conditional on going on."""
        if "area" in part:
            self.known = True
            self.bands.add(part["area"].transpose("draw", "month").values / self.scale, fighting)

    def found(self) -> Front | None:
        """Return the means and bands; None where the front is a ladder of steps."""
        if not self.known:
            return None
        record = self.scenario.record.in_order() if self.scenario.record else []
        bands = zip(*(one * self.scale for one in self.bands.found()), strict=True)
        return {
            "past_months": [month for month, _ in record],
            "seen": [figure(seen.area) for _, seen in record],
            "area": [{"mean": figure(m), "p10": figure(a), "p90": figure(b)} for m, a, b in bands],
        }
