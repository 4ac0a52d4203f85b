"""Questions: what a forecast is asked, by which day, who decides and from what, and what a market said of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator

from ripeness.schema.document import complaint
from ripeness.schema.units import UnitError, read

Kind = Literal[
    "ended", "settled", "first_ceasefire", "ceasefire_holds", "signed_with_land", "package", "meeting", "deal",
    "area", "area_change", "leaders_meet", "other",
]  # fmt: skip
KINDS: dict[Kind, str] = {
    "ended": "the end of the war, in whatever way",
    "settled": "a settlement",
    "first_ceasefire": "a first ceasefire or a settlement",
    "ceasefire_holds": "a first ceasefire or a settlement that then held three months",
    "signed_with_land": "a settlement that gives the attacker land that it does not hold",
    "package": "the sanctions package in force while the war goes on",
    "meeting": "talks in the month that the attacker attends",
    "deal": "a partial deal in the month",
    "area": "the area that the attacker holds, if the war still goes on",
    "area_change": "the change of the area that the attacker holds, if the war still goes on",
    "leaders_meet": "a meeting of the two leaders",
    "other": "something else",
}
"""By kind: what is asked."""

IN_A_MONTH: tuple[Kind, ...] = ("meeting", "deal")
"""Kinds that ask of one calendar month: that of the last day."""
AT_THE_DAY: tuple[Kind, ...] = ("package", "area", "area_change")
"""Kinds that ask how things stand at the end of the last day."""
OF_AREA: tuple[Kind, ...] = ("area", "area_change")
"""Kinds about the area that the attacker holds."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_day(raw: Any) -> str:
    """Return a day as ``YYYY-MM-DD``, or complain."""
    try:
        if not isinstance(raw, str) or not _DAY.fullmatch(raw):
            raise ValueError
        return date.fromisoformat(raw).isoformat()
    except ValueError:
        raise complaint(f"{raw!r} is no day", "Write YYYY-MM-DD, for example 2026-12-31") from None


def read_area(raw: Any) -> float:
    """Return an area or a change of one in km^2, or complain."""
    try:
        return read(raw, "km^2")
    except UnitError as error:
        raise complaint(str(error), error.fix) from None


Day = Annotated[str, BeforeValidator(read_day), WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"})]
"""A day, ``YYYY-MM-DD``, in UTC."""
Area = Annotated[float, BeforeValidator(read_area), WithJsonSchema({"type": ["string", "number"]})]
"""An area, km^2."""

_FROZEN = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)


class Market(BaseModel):
    """What a market said of a question on a day."""

    model_config = _FROZEN

    price: float = Field(ge=0, le=1, description="last price of the day, 0 to 1")
    date: Day = Field(description="the day of the price")
    source: str = Field(description="which market, and where the price was read")


class Question(BaseModel):
    """One question.

    Between the day on which it opens and the last day, something happens or does not; or, for an area and for the
    package, things stand in some way at the end of the last day; or, for talks and partial deals, something happens in
    the calendar month of the last day.
    """

    model_config = _FROZEN

    title: str = Field(description="the question, in words")
    kind: Kind = Field(description="what is asked: " + "; ".join(f"{name}, {told}" for name, told in KINDS.items()))
    by: Day = Field(description="last day that counts, UTC")
    opens: Day = Field(description="day from whose end on it counts: it is known that nothing had happened by then")
    closes: Day | None = Field(
        None, description="last day on which a forecast counts as made ahead; the last day that counts if left out"
    )
    resolution: str = Field(description="by what it will be said to have happened, in words")
    source: str = Field(description="whose question it is, and who decides")
    at_least: Area | None = Field(None, description="least area, or least change of it; left out: the figure is asked")
    base: Area | None = Field(None, description="area from which a change is counted")
    missing: str | None = Field(None, description="of kind other: what the model would have to hold to answer")
    market: Market | None = Field(None, description="what a market said of the same question")
    note: str | None = Field(None, description="what else a reader should know")

    @property
    def last_day_ahead(self) -> str:
        """Last day on which a forecast counts as made ahead."""
        return self.closes or self.by

    @property
    def asks_a_figure(self) -> bool:
        """Whether a figure is asked, not a yes or a no."""
        return self.kind in OF_AREA and self.at_least is None

    @property
    def threshold(self) -> float | None:
        """Least area that is asked for, km^2."""
        if self.at_least is None:
            return None
        return self.at_least + (self.base or 0.0)

    @model_validator(mode="after")
    def _consistent(self) -> Question:
        if not self.opens < self.by:
            raise complaint(f"it opens on {self.opens}, and {self.by} is no later day", "Correct one of the two days")
        if self.closes is not None and not self.opens <= self.closes <= self.by:
            raise complaint(f"it closes on {self.closes}", f"Write a day from {self.opens} to {self.by}")
        if self.kind == "area_change" and self.base is None:
            raise complaint("a change of the area has no base", "Write base: the area that it is counted from")
        if self.base is not None and self.kind != "area_change":
            raise complaint(f"a question of kind {self.kind} counts no change", "Take base out")
        if self.at_least is not None and self.kind not in (*OF_AREA, "signed_with_land"):
            raise complaint(f"a question of kind {self.kind} has no threshold", "Take at_least out")
        if (self.kind == "other") != (self.missing is not None):
            raise complaint("kind other and missing go together", "Say what is missing, or choose another kind")
        if self.market is not None and self.market.date > self.by:
            raise complaint(f"the market's day {self.market.date} lies after {self.by}", "Give a price of before")
        return self


assert set(KINDS) == set(get_args(Kind))
