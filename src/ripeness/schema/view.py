"""Views: what a rival argument lays over a scenario, and what it says of itself.

A view is a file of its own (`schema/overlay.py` lays it over a scenario): other numbers, sources and claims of
its own, and the statements declared here, which ``ripeness panel`` sets beside what the model computes.
"""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, WithJsonSchema, field_validator

from ripeness.schema.claims.condition import Threshold
from ripeness.schema.claims.criterion import PolicyName, bound_missing
from ripeness.schema.document import complaint
from ripeness.schema.section import Name, Section

VIEW_VERSION = 1
"""The version of the format of a view's file."""

Cause = Literal[
    "information", "commitment", "issue", "text", "table", "mediator", "means", "strength", "leader"
]  # fmt: skip
CAUSES: tuple[str, ...] = get_args(Cause)
"""What may keep the sides from a settlement: the causes that ``ripeness explain`` tries."""

Aim = Literal["agreement", "kept", "undefeated"]
AIMS: dict[str, str] = {
    "agreement": "a settlement or a ceasefire by then",
    "kept": "the war over by then, the defender neither beaten nor bound mostly to the attacker's terms",
    "undefeated": "the defender by then neither beaten nor bound mostly to the attacker's terms, war over or not",
}
"""By what a view ranks policies: each is a probability, 36 months ahead, the higher the better."""

Causes = Annotated[
    tuple[Cause, ...],
    Field(strict=False),
    WithJsonSchema({"type": "array", "items": {"type": "string", "enum": list(CAUSES)}, "minItems": 1}),
]


class Embarrassment(Section):
    """What a view does not expect: were it seen, the view would have something to explain."""

    says: str = Field(description="the observation, in the project's own words")
    holds_if: Threshold = Field(description="when a forecast says that it is to be expected")

    @field_validator("holds_if")
    @classmethod
    def _bounded(cls, holds_if: Threshold) -> Threshold:
        bound_missing(holds_if)
        return holds_if


class View(Section):
    """What a view says of itself."""

    name: Name = Field(description="short name, by which commands know the view")
    title: str = Field(description="the type of argument, in a few words")
    argument: str = Field(description="what it argues, in a few sentences")
    binds: Causes = Field(description="what it says keeps the sides from a settlement, most of all the first")
    first_policy: PolicyName = Field(description="the policy of the scenario that it ranks first")
    aim: Aim = Field("agreement", description="by what it ranks policies, 36 months ahead")
    embarrassed_by: Embarrassment = Field(description="the observation that would embarrass it")

    @field_validator("binds")
    @classmethod
    def _something(cls, binds: tuple[str, ...]) -> tuple[str, ...]:
        if not binds:
            raise complaint("the view names nothing that binds", f"Name one or more of {', '.join(CAUSES)}")
        return binds
