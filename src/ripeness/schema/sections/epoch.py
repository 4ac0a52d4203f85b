"""Epochs: stretches of months over which everybody expects the same future."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PlainValidator, ValidationInfo, WithJsonSchema

from ripeness.schema.calendar import Month
from ripeness.schema.document import check_path, complaint
from ripeness.schema.section import Section


def _pair(raw: Any) -> Any:
    """Send each new value to its validator together with the path that it changes."""
    if not isinstance(raw, Mapping):
        raise complaint("changes is not a mapping", "Write lines such as `aid.commitment: 0.6`")
    return {path: (path, value) for path, value in raw.items()}


def _change(pair: tuple[str, Any], info: ValidationInfo) -> Any:
    path, value = pair
    return check_path(path, info).read_setting(value, info)


Changes = Annotated[
    dict[str, Annotated[Any, PlainValidator(_change)]],
    BeforeValidator(_pair),
    WithJsonSchema({"type": "object", "additionalProperties": {"$form": "setting"}}),
]


class Epoch(Section):
    """What changed, unexpectedly, from a month on."""

    title: str
    from_: Month = Field(alias="from", description="first month of the epoch")
    new_mediator: bool = Field(False, description="whether the mediator's mind starts afresh")
    changes: Changes = Field(default_factory=dict, description="dotted path: new value")
