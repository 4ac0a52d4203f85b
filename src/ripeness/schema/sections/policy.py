"""Policies: named settings of the levers."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, PlainValidator, WithJsonSchema

from ripeness.schema.document import complaint
from ripeness.schema.reference import Lever
from ripeness.schema.section import Section

STATUS_QUO = "status-quo"
"""The policy that moves no lever; every scenario has it without naming it."""


def _setting(raw: Any) -> float | str:
    if isinstance(raw, bool | int | float | str):
        return raw
    raise complaint("the lever has no value", "Write a number in the lever's unit, or a number with a unit")


Setting = Annotated[float | str, PlainValidator(_setting), WithJsonSchema({"type": ["number", "string", "boolean"]})]
"""A lever's value: a number in its unit, text such as ``4 %/month``, or true and false for a yes-or-no."""


class Policy(Section):
    """Settings of some levers; the others stay at their status quo."""

    title: str
    levers: dict[Lever, Setting] = Field(description="lever: value, in the lever's unit")
