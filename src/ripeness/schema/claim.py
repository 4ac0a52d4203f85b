"""Claims: what the argument says would follow."""

from __future__ import annotations

from typing import Any

from pydantic import Field, ValidationInfo, field_validator

from ripeness.schema.document import check_name
from ripeness.schema.section import Section


class Claim(Section):
    """One claim, and when it would hold."""

    says: str = Field(description="the claim, in the project's own words")
    kind: str | None = Field(None, description="what kind of claim it is")
    hedge: str | None = Field(None, description="how cautiously it is made")
    by: str | None = Field(None, description="who makes it: author, ours, or an actor")
    holds_if: dict[str, Any] = Field(default_factory=dict, description="what the forecast must show")

    @field_validator("by")
    @classmethod
    def _someone(cls, by: str | None, info: ValidationInfo) -> str | None:
        return by if by is None else check_name(by, "actors", info, ("author", "ours"))
