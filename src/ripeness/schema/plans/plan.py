"""Plans: texts of a settlement, point by point."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field, PlainValidator, ValidationInfo, WithJsonSchema, field_validator

from ripeness.schema import declaration
from ripeness.schema.calendar import Date
from ripeness.schema.document import complaint, document_of
from ripeness.schema.quantity import Quantity
from ripeness.schema.reference import Actor, Issue, Source
from ripeness.schema.section import Section


def _label(raw: Any) -> int | str:
    if isinstance(raw, int | str) and not isinstance(raw, bool):
        return raw
    raise complaint("the point has no number", "Write its number in the text: 7, or 7a")


Label = Annotated[int | str, PlainValidator(_label), WithJsonSchema({"type": ["integer", "string"]})]
"""A point's number in its text."""


class PlanPoint(Section):
    """One point; one that moves no issue is kept and listed as such. ``source`` says where the point stands."""

    number: Label = Field(description="its number in the text")
    text: str = Field(description="what it says, in the project's own words")
    issue: Issue | None = Field(None, description="the issue that it bears on")
    sets: Quantity | None = declaration.number(
        "1", 0, 1, "where it puts the issue (1: the attacker's ideal); the middle of what is stated counts", None
    )
    guarantee: Quantity | None = declaration.number(
        "1", 0, 1, "share of the risk of a broken deal that it removes, discounts for the guarantors included", None
    )
    side_payment: Actor | None = Field(None, description="an actor whom it pays (a remark, not computed with)")
    sequence: str | None = Field(None, description="what it waits for (a remark, not computed with)")
    consent: tuple[str, ...] = declaration.names(
        "actors", "whose consent it needs besides the belligerents' and the issue's own (a remark)", ()
    )

    @field_validator("sets")
    @classmethod
    def _of_an_issue(cls, sets: Quantity | None, info: ValidationInfo) -> Quantity | None:
        issue = info.data.get("issue", "")
        if sets is not None and issue is None:
            raise complaint("the point sets a value of no issue", "Add issue: and the issue's name")
        if sets is not None and issue and _indivisible(issue, info) and (sets.uncertain or sets.centre not in (0, 1)):
            raise complaint(f"{issue} cannot be divided", "Write 0 or 1")
        return sets


class Plan(Section):
    """One plan; several guarantees fail independently.

    An issue that no point sets stays at its status quo, land with a band of areas as it is held.
    """

    title: str
    date: Date | None = Field(None, description="when it was written or became known")
    authors: tuple[str, ...] = declaration.names("actors", "who wrote it", ())
    source: Source = Field(description="where its text stands")
    points: tuple[PlanPoint, ...] = Field(strict=False, description="its points")

    @field_validator("points")
    @classmethod
    def _numbered_once(cls, points: tuple[PlanPoint, ...]) -> tuple[PlanPoint, ...]:
        seen: set[str] = set()
        setting: dict[str, int | str] = {}
        for one in points:
            if str(one.number) in seen:
                raise complaint(f"two points have the number {one.number}", "Number each point once")
            seen.add(str(one.number))
            if one.sets is not None and one.issue is not None:
                if one.issue in setting:
                    what = f"points {setting[one.issue]} and {one.number} both set {one.issue}"
                    fix = "State what both make of it at one of them; let the other name the issue without sets:"
                    raise complaint(what, fix)
                setting[one.issue] = one.number
        return points

    def terms(self) -> dict[str, float]:
        """Return where the plan puts each issue that it sets."""
        return {one.issue: one.sets.centre for one in self.points if one.issue is not None and one.sets is not None}

    def guarantee(self) -> float | None:
        """Return the share of the risk of a broken deal that its points remove; None if it gives no guarantee."""
        given = [one.guarantee.centre for one in self.points if one.guarantee is not None]
        exposed = 1.0
        for share in given:
            exposed *= 1.0 - share
        return 1.0 - exposed if given else None

    def setting(self, issue: str) -> PlanPoint | None:
        """Return the point that sets an issue, or None."""
        return next((one for one in self.points if one.issue == issue and one.sets is not None), None)


def _indivisible(issue: str, info: ValidationInfo) -> bool:
    issues = document_of(info).data.get("issues")
    stated = issues.get(issue) if isinstance(issues, Mapping) else None
    return isinstance(stated, Mapping) and stated.get("indivisible") is True
