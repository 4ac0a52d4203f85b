"""Plans: texts of a settlement, point by point."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema, field_validator

from ripeness.schema import declaration
from ripeness.schema.calendar import Date
from ripeness.schema.document import complaint
from ripeness.schema.quantity import Quantity
from ripeness.schema.reference import Issue, Source
from ripeness.schema.section import Section


def _label(raw: Any) -> int | str:
    if isinstance(raw, int | str) and not isinstance(raw, bool):
        return raw
    raise complaint("the point has no number", "Write its number in the text: 7, or 7a")


Label = Annotated[int | str, PlainValidator(_label), WithJsonSchema({"type": ["integer", "string"]})]
"""A point's number in its text."""


class PlanPoint(Section):
    """One point; one that bears on no issue is kept and listed as such."""

    number: Label = Field(description="its number in the text")
    text: str = Field(description="what it says, in the project's own words")
    issue: Issue | None = Field(None, description="the issue that it bears on")
    sets: Quantity | None = declaration.number("1", 0, 1, "where it puts the issue (1: the attacker's ideal)", None)
    guarantee: Quantity | None = declaration.number("1", 0, 1, "guarantee that it gives", None)

    @field_validator("sets")
    @classmethod
    def _of_an_issue(cls, sets: Quantity | None, info: ValidationInfo) -> Quantity | None:
        if sets is not None and info.data.get("issue", "") is None:
            raise complaint("the point sets a value of no issue", "Add issue: and the issue's name")
        return sets


class Plan(Section):
    """One plan."""

    title: str
    date: Date | None = Field(None, description="when it was written or became known")
    authors: tuple[str, ...] = declaration.names("actors", "who wrote it", ())
    source: Source = Field(description="where its text stands")
    points: tuple[PlanPoint, ...] = Field(strict=False, description="its points")

    @field_validator("points")
    @classmethod
    def _numbered_once(cls, points: tuple[PlanPoint, ...]) -> tuple[PlanPoint, ...]:
        seen: set[str] = set()
        for one in points:
            if str(one.number) in seen:
                raise complaint(f"two points have the number {one.number}", "Number each point once")
            seen.add(str(one.number))
        return points
