"""When a claim holds: a few typed forms, read as data. Nothing in a file is evaluated as code.

A form is recognised by its keys: ``series`` a fact, ``recorded`` the record, ``assumption`` a number of the
scenario, ``offer`` a text, ``thresholds`` only if, ``neither`` and ``both`` only if jointly, ``a`` and ``b`` two
policies, ``from`` and ``to`` a change; anything else compares a quantity with a bound.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from ripeness.arrays import MONTHS_ON
from ripeness.schema.claims.criterion import (
    MANY,
    Bound,
    Bounds,
    Criterion,
    Endings,
    Form,
    Policies,
    PolicyName,
    QuantityName,
    Stated,
    When,
    Window,
    bound_missing,
    read_list,
)
from ripeness.schema.claims.fact import Fact
from ripeness.schema.claims.measure import MEASURES
from ripeness.schema.document import check_name, complaint
from ripeness.schema.nearest import nearest
from ripeness.schema.reference import Issue
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.schema.units import read

ENVOY = "envoy"
"""The offer that is no text: what the envoy thinks would do."""


class About(Form):
    """The quantity that a form speaks of."""

    quantity: QuantityName = Field(description="what is looked at")
    endings: Endings = Field((), description="for the quantity `ended`: which endings count")
    issue: Issue | None = Field(None, description="for the quantity `terms`: of which issue")
    in_eyes_of: Literal["attacker", "defender"] | None = Field(None, description="in whose eyes; nature's if left out")

    @model_validator(mode="after")
    def _complete(self) -> About:
        measure = MEASURES[self.quantity]
        for key in ("endings", "issue"):
            if measure.needs == key and not getattr(self, key):
                raise complaint(f"{self.quantity} needs {key}", f"Add {key}:")
            if measure.needs != key and getattr(self, key):
                raise complaint(f"{self.quantity} has no {key}", f"Take {key} out, or choose another quantity")
        if self.in_eyes_of and not measure.eyes:
            known = ", ".join(name for name, one in MEASURES.items() if one.eyes)
            raise complaint(f"{self.quantity} is not computed in a side's eyes", f"Take in_eyes_of out, or use {known}")
        return self


class Timed(About):
    """A quantity at a month, or over some months."""

    at: When | None = Field(None, description="in which month: months after as_of, or YYYY-MM")
    by: When | None = Field(None, description="the same, for what has happened by then")
    over: Window | None = Field(None, description="over which months, both included")
    each: Literal["mean", "every", "some"] = Field("mean", description="with over: their mean, every, or some")

    @model_validator(mode="after")
    def _once(self) -> Timed:
        stated = [key for key in ("at", "by", "over") if getattr(self, key) is not None]
        if len(stated) != 1:
            what = "no month is stated" if not stated else f"{' and '.join(stated)} are both stated"
            raise complaint(what, "Write one of at:, by: and over:, for example at: 36 months")
        if self.over is None and self.each != "mean":
            raise complaint(f"each: {self.each} stands without over", "Add over: and a list of two months")
        return self

    @model_validator(mode="after")
    def _computed(self) -> Timed:
        when = self.at if self.at is not None else self.by
        if MEASURES[self.quantity].reading == "within" and (
            self.over or (isinstance(when, int) and when not in MONTHS_ON)
        ):
            known = ", ".join(map(str, MONTHS_ON))
            raise complaint(
                f"{self.quantity} is computed at single months only, {known} after as_of",
                "Write one of them, for example at: 24 months, or another quantity",
            )
        return self

    @property
    def month(self) -> int | str:
        """The single month; 0 for a window."""
        return self.at if self.at is not None else self.by if self.by is not None else 0


class Threshold(Timed, Criterion):
    """A quantity is above or below a bound (of a could, likely or will claim: what the word stands for)."""

    policy: PolicyName = Field(STATUS_QUO, description="under which policy")

    def policies(self) -> tuple[str, ...]:
        return (self.policy,)


class Comparison(Timed):
    """The same quantity under two policies: the same sets of assumptions under each."""

    a: PolicyName = Field(description="one policy")
    b: PolicyName = Field(description="the other policy")
    greater_by: Bound | None = Field(None, description="under a it is greater by at least this (0: greater at all)")
    less_by: Bound | None = Field(None, description="under a it is less by at least this (0: less at all)")
    within: Bound | None = Field(None, description="the two differ by no more than this")
    at_most_times: Bound | None = Field(None, description="under a it is at most so many times what it is under b")
    where_b_at_least: Bound | None = Field(None, description="asked only where it is so much under b")

    @model_validator(mode="after")
    def _compared(self) -> Comparison:
        if self.a == self.b:
            raise complaint(f"a and b are both {self.a}", "Name two policies")
        stated = [key for key in ("greater_by", "less_by", "within", "at_most_times") if getattr(self, key) is not None]
        if len(stated) != 1:
            what = "nothing says how a and b compare" if not stated else f"{' and '.join(stated)} are both stated"
            raise complaint(what, "Write one of greater_by:, less_by:, within: and at_most_times:")
        if float(getattr(self, stated[0])) < 0:
            raise complaint(f"{stated[0]} is negative", "Write 0 or more, or exchange a and b")
        return self

    def policies(self) -> tuple[str, ...]:
        return self.a, self.b


class Change(About, Criterion):
    """What a quantity is in one month less what it was in another."""

    from_: When = Field(alias="from", description="the earlier month")
    to: When = Field(description="the later month")
    policy: PolicyName = Field(STATUS_QUO, description="under which policy")

    @model_validator(mode="after")
    def _bounded(self) -> Change:
        bound_missing(self)
        return self

    def policies(self) -> tuple[str, ...]:
        return (self.policy,)


class OnlyIf(Form):
    """Of the ways in which the war ends, how much came after the attacker's belief in winning had fallen so low."""

    quantity: Literal["attackers_chance_within", "attackers_chance_ever"] = Field(
        description="the belief without which the war is said not to end"
    )
    thresholds: Bounds = Field(description="several levels below which the side is taken not to believe it any longer")
    by: When = Field(description="ends up to this month count")
    endings: Endings = Field((), description="which endings count; all if left out")
    at_least: Bound = Field(0.95, description="share of the endings that must have come so")
    policy: PolicyName = Field(STATUS_QUO, description="under which policy")

    @field_validator("thresholds")
    @classmethod
    def _levels(cls, thresholds: tuple[float, ...]) -> tuple[float, ...]:
        if not thresholds or not all(0 < one < 1 for one in thresholds) or list(thresholds) != sorted(set(thresholds)):
            raise complaint("these are not rising numbers between 0 and 1", "Write for example [0.2, 0.5, 0.8]")
        return thresholds

    def policies(self) -> tuple[str, ...]:
        return (self.policy,)


class Jointly(Timed, Criterion):
    """A quantity meets its bounds only under two policies together: not without, not under one, nor under another.

    Instead of bounds, ``less_by`` asks that it be lower than under neither. The question arises where some of the
    policies brings it about.
    """

    neither: PolicyName = Field(STATUS_QUO, description="the policy with neither")
    first: PolicyName = Field(description="the first alone")
    second: PolicyName = Field(description="the second alone")
    both: PolicyName = Field(description="both together")
    others: Policies = Field((), description="other levers, each alone")
    less_by: Bound | None = Field(None, description="it is lower than under neither by at least this")

    @model_validator(mode="after")
    def _bounded(self) -> Jointly:
        if self.less_by is None:
            bound_missing(self)
        elif self.stated() or self.less_by <= 0:
            raise complaint(
                "less_by stands beside a bound or is not above 0", "Write less_by: above 0 alone, or bounds"
            )
        named = self.policies()
        for one in named:
            if named.count(one) > 1:
                raise complaint(f"{one} stands twice", "Name each policy once")
        return self

    def policies(self) -> tuple[str, ...]:
        return self.neither, self.first, self.second, self.both, *self.others


class Offered(Criterion):
    """What a text, or the envoy's best trade, is worth to a side, less what fighting on is worth to it today.

    Below 0 the side refuses. The envoy's trade is the deal that is best as the envoy imagines both sides; the
    question arises where the envoy sees one.
    """

    offer: str = Field(description="one of the scenario's plans, or `envoy` for the trade that the envoy imagines")
    side: Literal["attacker", "defender"] = Field(description="to whom it is offered")
    policy: PolicyName = Field(STATUS_QUO, description="under which policy")

    @field_validator("offer")
    @classmethod
    def _known(cls, offer: str, info: ValidationInfo) -> str:
        return check_name(offer, "plans", info, (ENVOY,))

    @model_validator(mode="after")
    def _bounded(self) -> Offered:
        bound_missing(self)
        return self

    def policies(self) -> tuple[str, ...]:
        return (self.policy,)


class Assumed(Form):
    """An uncertain number of the scenario lies above or below a bound: what the record does to an assumption."""

    assumption: str = Field(description="dotted path of an uncertain number")
    above: Stated | None = Field(None, description="it is greater than this, in its unit")
    below: Stated | None = Field(None, description="it is less than this, in its unit")

    @model_validator(mode="after")
    def _bounded(self) -> Assumed:
        if self.above is None and self.below is None:
            raise complaint("nothing says how large it must be", "Add above: or below: with a number in its unit")
        return self

    def policies(self) -> tuple[str, ...]:
        return (STATUS_QUO,)

    def bounds(self, unit: str, compounds: bool = False) -> Criterion:
        """Return the bounds in the assumption's unit; ``compounds``: it is the chance or share of a month."""
        stated = {"above": self.above, "below": self.below}
        found = {
            key: read(value, unit, bare=True, compounds=compounds) for key, value in stated.items() if value is not None
        }
        return Criterion(**found)


class Recorded(Criterion):
    """Share of the months of a window, of those in which all was observed, in which the record says yes to all."""

    recorded: Annotated[
        tuple[Literal["attended", "strikes", "partial_deal", "package"], ...],
        BeforeValidator(read_list),
        WithJsonSchema(MANY),
    ] = Field(description="what was seen: attended, strikes, partial_deal, package, or a list of these")
    over: Window = Field(description="over which months, both included")

    @model_validator(mode="after")
    def _bounded(self) -> Recorded:
        bound_missing(self)
        return self


FORMS: dict[str, type[BaseModel]] = {
    one.__name__: one for one in (Threshold, Comparison, Change, OnlyIf, Jointly, Offered, Assumed, Recorded, Fact)
}
MARKS: dict[str, str] = {
    "series": "Fact",
    "column": "Fact",
    "recorded": "Recorded",
    "assumption": "Assumed",
    "offer": "Offered",
    "side": "Offered",
    "thresholds": "OnlyIf",
    "neither": "Jointly",
    "first": "Jointly",
    "second": "Jointly",
    "both": "Jointly",
    "others": "Jointly",
    "a": "Comparison",
    "b": "Comparison",
    "greater_by": "Comparison",
    "from": "Change",
    "to": "Change",
}
"""Keys by which a form is recognised."""


def form_of(raw: Any) -> str:
    """Return the name of the form that the keys of a mapping mean; a misspelt key counts for the nearest."""
    if isinstance(raw, BaseModel):
        return type(raw).__name__
    keys = [str(key) for key in raw] if isinstance(raw, Mapping) else []
    for key in keys:
        if key in MARKS:
            return MARKS[key]
    known = {field.alias or name for form in FORMS.values() for name, field in form.model_fields.items()}
    long = [mark for mark in MARKS if len(mark) > 3]
    for key in keys:
        if key not in known and len(key) > 3 and (meant := nearest(key, long)):
            return MARKS[meant]
    return "Comparison" if "less_by" in keys else "Threshold"


Condition = Annotated[
    Annotated[Threshold, Tag("Threshold")]
    | Annotated[Comparison, Tag("Comparison")]
    | Annotated[Change, Tag("Change")]
    | Annotated[OnlyIf, Tag("OnlyIf")]
    | Annotated[Jointly, Tag("Jointly")]
    | Annotated[Offered, Tag("Offered")]
    | Annotated[Assumed, Tag("Assumed")]
    | Annotated[Recorded, Tag("Recorded")]
    | Annotated[Fact, Tag("Fact")],
    Discriminator(form_of),
]
"""One of the forms."""
