"""Claims: what the argument says would follow, each with its author, how sure the author is, and when it would hold."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, field_validator, model_validator

from ripeness.schema.claims.condition import (
    Assumed,
    Change,
    Comparison,
    Condition,
    Jointly,
    Offered,
    OnlyIf,
    Recorded,
    Threshold,
)
from ripeness.schema.claims.criterion import bound_missing
from ripeness.schema.claims.fact import Doubt, Fact
from ripeness.schema.claims.measure import CHANCES
from ripeness.schema.document import check_name, complaint
from ripeness.schema.likelihood import word_begins
from ripeness.schema.reference import Source
from ripeness.schema.section import Section

Kind = Literal[
    "fact", "belief", "cause", "only_if", "only_if_jointly", "could", "likely", "will", "ordering", "best_response"
]
KINDS: tuple[str, ...] = get_args(Kind)

MODAL = {"could": 0.10, "likely": word_begins("likely"), "will": 0.90}
"""What each word asks, at least, of one of the probabilities of ``CHANCES``: likely begins where it does in print."""

_MODAL = "of " + ", ".join(CHANCES) + ": " + ", ".join(f"{w} at least {100 * p:.0f} %" for w, p in MODAL.items())

FITTING: dict[str, tuple[type, ...]] = {
    "fact": (Fact, Recorded),
    "belief": (Threshold, Comparison, Change, Assumed, Offered),
    "cause": (Comparison, Change),
    "only_if": (OnlyIf,),
    "only_if_jointly": (Jointly,),
    "could": (Threshold,),
    "likely": (Threshold,),
    "will": (Threshold,),
    "ordering": (Comparison,),
    "best_response": (Threshold, Comparison, Offered),
}
"""Which forms can test a claim of each kind."""

_STATEMENT = re.compile(r"P\d+S\d+[a-z]?", re.ASCII)


def _statements(raw: Any) -> tuple[str, ...]:
    stated = raw if isinstance(raw, list) else [raw]
    for one in stated:
        if not isinstance(one, str) or not _STATEMENT.fullmatch(one):
            raise complaint(f"{one!r} is not a statement of a text", "Write paragraph and sentence, for example P5S3")
    return tuple(stated)


Statements = Annotated[
    tuple[str, ...],
    BeforeValidator(_statements),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]


class Objection(Section):
    """Something that a listed source says against the claim and that no series here can test."""

    says: str = Field(description="what it says against the claim, in the project's own words")
    source: Source = Field(description="which source says so")


class Claim(Section):
    """One claim, and when it would hold."""

    says: str = Field(description="the claim, in the project's own words")
    kind: Kind | None = Field(None, description=f"what kind of claim it is; {_MODAL}")
    hedge: str | None = Field(None, description="how cautiously it is made")
    by: str | None = Field(None, description="who makes it: author, ours, or an actor")
    statement: Statements = Field((), description="where in the text: paragraph and sentence, P5S3, or a list")
    holds_if: Condition | None = Field(None, description="what the forecast or the data must show; none: not tested")
    contradicted_if: tuple[Doubt, ...] = Field((), strict=False, description="tests of the data that speak against it")
    contradicted_by: tuple[Objection, ...] = Field((), strict=False, description="what listed sources say against it")

    @field_validator("by")
    @classmethod
    def _someone(cls, by: str | None, info: ValidationInfo) -> str | None:
        return by if by is None else check_name(by, "actors", info, ("author", "ours"))

    @model_validator(mode="after")
    def _fits(self) -> Claim:
        form = self.holds_if
        if form is None:
            return self
        if self.kind is not None and type(form) not in FITTING[self.kind]:
            fitting = " or ".join(one.__name__ for one in FITTING[self.kind])
            what = f"a claim of kind {self.kind} is not tested by the form {type(form).__name__}"
            raise complaint(what, f"Write holds_if as {fitting} (docs/scenario-reference.md), or another kind")
        if isinstance(form, Threshold):
            self._check_bounds(form)
        return self

    def _check_bounds(self, form: Threshold) -> None:
        if self.kind not in MODAL:
            bound_missing(form)
            return
        asked = MODAL[self.kind]
        if form.quantity not in CHANCES or form.over is not None:
            what = f"a claim of kind {self.kind} speaks of a probability in a month: {', '.join(CHANCES)}"
            raise complaint(what, "Write one of these as quantity: and at: or by:, or another kind")
        if form.stated() not in ({}, {"at_least": asked}):
            raise complaint(f"{self.kind} means at least {asked:.2f}", "Leave the bound out, or choose another kind")

    def policies(self) -> tuple[str, ...]:
        """Return the policies whose forecasts the claim reads."""
        return () if self.holds_if is None else self.holds_if.policies()

    def months(self) -> tuple[int | str, ...]:
        """Return the months that the claim speaks of, as they are written; none where it speaks of today."""
        stated = [getattr(self.holds_if, key, None) for key in ("at", "by", "from_", "to")]
        over: tuple[int | str, ...] = getattr(self.holds_if, "over", None) or ()
        return *(when for when in stated if when is not None), *over

    @property
    def in_eyes(self) -> bool:
        """Whether the claim is about what one side expects."""
        return getattr(self.holds_if, "in_eyes_of", None) is not None

    def condition(self) -> Any:
        """Return the form that tests the claim, with the bound that its kind stands for; None if none does."""
        if self.kind in MODAL and self.holds_if is not None:
            return self.holds_if.model_copy(update={"at_least": MODAL[self.kind]})
        return self.holds_if
