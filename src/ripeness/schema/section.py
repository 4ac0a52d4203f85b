"""A section of a scenario: a frozen model that accepts no key which it does not know."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, WithJsonSchema

from ripeness.schema.document import complaint
from ripeness.schema.reference import Source

NAME_PATTERN = r"^[A-Za-z][A-Za-z0-9_-]*$"
LONGEST_NAME = 64


def is_name(text: str) -> bool:
    """Whether a text can be the name of something in a scenario, or of a scenario."""
    return len(text) <= LONGEST_NAME and re.fullmatch(NAME_PATTERN, text) is not None


def _check_name_form(name: str) -> str:
    if not is_name(name):
        if len(name) > LONGEST_NAME:
            raise complaint(f"{name[:20]!r}... is too long for a name", f"Use at most {LONGEST_NAME} characters")
        fix = "Begin with a letter and use letters, digits, _ and - only, for example us_military"
        raise complaint(f"{name!r} cannot be a name", fix)
    return name


Name = Annotated[str, AfterValidator(_check_name_form), WithJsonSchema({"type": "string", "pattern": NAME_PATTERN})]
"""The name of an actor, an issue, a lever ...: part of a dotted path."""


class Section(BaseModel):
    """What every section shares: a note, and a source for those of its numbers that state none."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True, populate_by_name=False)

    note: str | None = Field(None, description="why, in a sentence or two")
    source: Source | None = Field(None, description="source of the section's numbers that state none")
