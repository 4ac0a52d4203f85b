"""Texts on the table: who wrote them, who recognises them, what they replace."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field, ValidationInfo, field_validator

from ripeness.model.talks.answers_declared import DECLARED as ANSWERS
from ripeness.model.talks.texts_declared import DECLARED as TEXTS
from ripeness.schema.calendar import Date, month_of
from ripeness.schema.declaration import flag, names, numbers, stated
from ripeness.schema.document import document_of
from ripeness.schema.quantity import Quantity
from ripeness.schema.reference import PlanName, Text
from ripeness.schema.section import Name, Section


class Draft(Section):
    """One text, on the table from its month on until a text that replaces it has its own."""

    title: str
    date: Date = Field(description="when it was written or became known (a year alone: its January)")
    authors: tuple[str, ...] = names("actors", "who wrote it", ())
    recognised_by: dict[str, Quantity] = numbers(
        "actors", "1", 0, 1, "how far each recognises it (whoever is not listed, not at all)"
    )
    plan: PlanName | None = Field(None, description="the plan whose terms it states; left out: its terms are not known")
    truce: bool = flag("whether it is an armed truce where they stand, which begins when it is signed", False)
    replaces: Text | None = Field(None, description="the text that it replaces")
    pushed_back_by: tuple[str, ...] = names(
        "actors", "whose push-back brought it about, with or without a seat (a remark, not computed with)", ()
    )


class Texts(Section):
    """The texts, and how often a meeting works from a common one."""

    overlap: Quantity = stated(TEXTS, "texts.overlap")
    count: bool = flag(
        "whether the listed texts count: a meeting can then settle only on one that both recognise", False
    )
    put: bool = flag("whether texts whose plan is named are put to the two sides for a yes or a no", False)
    refused_by_attacker: Quantity = stated(ANSWERS, "texts.refused_by_attacker")
    refused_by_defender: Quantity = stated(ANSWERS, "texts.refused_by_defender")
    items: dict[Name, Draft] = Field(default_factory=dict, description="the texts")

    @field_validator("items")
    @classmethod
    def _in_order(cls, items: dict[str, Draft], info: ValidationInfo) -> dict[str, Draft]:
        for name, draft in items.items():
            if draft.truce and not isinstance(document_of(info).data.get("truce"), Mapping):
                what = "the scenario has no section truce, so that none can begin"
                fix = "Write the section truce, or take the line out"
                document_of(info).report(("texts", "items", name, "truce"), what, fix)
            if draft.truce and draft.plan:
                what = "a text that is a truce has no plan: both stay where they stand"
                document_of(info).report(("texts", "items", name, "truce"), what, "Take out truce or plan")
        if info.data.get("put") and not any(draft.plan or draft.truce for draft in items.values()):
            fix = "Write plan: at a text, the name of the plan whose terms it states, truce: true, or put: false"
            document_of(info).report(("texts", "put"), "texts are put, and no text says what it states", fix)
        reported: set[str] = set()
        for name, draft in items.items():
            chain = [name]
            while (following := items[chain[-1]].replaces) in items and following not in chain:
                chain.append(following)
            where = ("texts", "items", name, "replaces")
            if following == name and name not in reported:
                reported.update(chain)
                what = f"these texts replace one another in a circle: {' -> '.join([*chain, name])}"
                document_of(info).report(where, what, "Let the oldest of them replace nothing")
            elif name not in reported and draft.replaces in items and older(draft, items[draft.replaces]):
                what = f"{name} ({draft.date}) is older than {draft.replaces} ({items[draft.replaces].date})"
                fix = "Correct the dates, or let the younger text replace the older one"
                document_of(info).report(where, what, fix)
        return items


def older(one: Draft, other: Draft) -> bool:
    """Say whether a text's month lies before another's."""
    return month_of(one.date) < month_of(other.date)
