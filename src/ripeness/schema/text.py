"""Texts on the table: who wrote them, who recognises them, what they replace."""

from __future__ import annotations

from pydantic import Field, ValidationInfo, field_validator

from ripeness.schema.calendar import Date
from ripeness.schema.declaration import names, number, numbers
from ripeness.schema.document import document_of
from ripeness.schema.quantity import Quantity
from ripeness.schema.reference import Text
from ripeness.schema.section import Name, Section


class Draft(Section):
    """One text."""

    title: str
    date: Date = Field(description="when it was written or became known")
    authors: tuple[str, ...] = names("actors", "who wrote it", ())
    recognised_by: dict[str, Quantity] = numbers("actors", "1", 0, 1, "how far each recognises it")
    replaces: Text | None = Field(None, description="the text that it replaces")


class Texts(Section):
    """The texts, and how often a meeting works from a common one."""

    overlap: Quantity = number("1", 0, 1, "chance that a meeting works from a common text", 1)
    items: dict[Name, Draft] = Field(default_factory=dict, description="the texts")

    @field_validator("items")
    @classmethod
    def _no_cycles(cls, items: dict[str, Draft], info: ValidationInfo) -> dict[str, Draft]:
        reported: set[str] = set()
        for name in items:
            chain = [name]
            while (following := items[chain[-1]].replaces) is not None and following not in chain:
                chain.append(following)
            if following == name and name not in reported:
                reported.update(chain)
                what = f"these texts replace one another in a circle: {' -> '.join([*chain, name])}"
                fix = "Let the oldest of them replace nothing"
                document_of(info).report(("texts", "items", name, "replaces"), what, fix)
        return items
