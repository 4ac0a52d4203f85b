"""The record: what has been observed, month by month, since the war began."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from ripeness.model.talks.answers_declared import DECLARED as ANSWERS
from ripeness.schema.calendar import Month
from ripeness.schema.declaration import number, stated
from ripeness.schema.document import complaint
from ripeness.schema.quantity import Quantity
from ripeness.schema.reference import Actor, Source, Text
from ripeness.schema.section import Section
from ripeness.schema.units import UnitError, read


def _read_area(raw: Any) -> float | None:
    if raw is None:
        return None
    try:
        return read(raw, "km^2")
    except UnitError as error:
        raise complaint(str(error), error.fix) from None


Area = Annotated[float, BeforeValidator(_read_area), WithJsonSchema({"$form": "measure"})]


class Observation(BaseModel):
    """What was seen in a month; what is left out or null was not observed."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    front: Literal["up", "down"] | None = Field(None, description="the front's move in the month")
    position: int | None = Field(None, description="the front at the start of the month, in steps")
    area: Area | None = Field(None, description="the area that the attacker holds at the start of the month, km^2")
    attended: bool | None = Field(None, description="whether the attacker attended talks")
    strikes: bool | None = Field(None, description="whether the attacker bombed infrastructure")
    partial_deal: bool | None = Field(None, description="whether a partial deal was made")
    package: bool | None = Field(None, description="whether the package was in force at its end")
    executive: bool | None = Field(None, description="whether executive action, short of it, was in force at its end")
    truce: bool = Field(False, description="whether it ended in an armed truce; left out: it ended in war")


class Answer(BaseModel):
    """An answer that a side gave to a text."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    month: Month = Field(description="when it was given")
    text: Text = Field(description="the text, one of texts.items with a plan")
    by: Actor = Field(description="who gave it: the attacker or the defender")
    answer: Literal["refuses", "accepts", "proposes"] = Field(
        description="accepts only where the other side accepted too; proposes only where every condition is stated"
    )
    note: str | None = Field(None, description="why it is coded so")
    source: Source = Field(description="where the answer stands")


class RecordSources(BaseModel):
    """Where each observed series comes from."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    front: Source | None = None
    attended: Source | None = None
    strikes: Source | None = None
    partial_deal: Source | None = None
    package: Source | None = None
    executive: Source | None = None


class Record(Section):
    """The observations, the rule by which they were derived, and how far they may err."""

    error_rate: Quantity = number("1", 0, 0.5, "probability that an observed choice is recorded wrongly", 0)
    rule: str | None = Field(None, description="how the observations were derived from their sources")
    sources: RecordSources = Field(default_factory=RecordSources, description="source of each series")
    answer_error: Quantity = stated(ANSWERS, "record.answer_error")
    answers: tuple[Answer, ...] = Field((), strict=False, description="answers to texts")
    months: dict[Month, Observation] = Field(default_factory=dict, description="month: what was seen")

    def in_order(self) -> list[tuple[str, Observation]]:
        """Return the months and what was seen in each, the earliest first."""
        return sorted(self.months.items())
