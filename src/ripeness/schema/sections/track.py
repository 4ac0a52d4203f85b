"""Tracks of talks: who sits where, on what, how often, with what mandate."""

from __future__ import annotations

from pydantic import Field

from ripeness.schema.declaration import flag, names, number
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Section


class Track(Section):
    """One series of talks."""

    title: str
    seats: tuple[str, ...] = names("actors", "who takes part")
    agenda: tuple[str, ...] | str = names("issues", "what may be settled there", "all", also=("all",))
    meets: Quantity = number("1/month", 0, 1, "chance that it meets in a month", compounds=True)
    mandate: Quantity = number("1", 0, 1, "share of its meetings that may settle", 1)
    envoy: bool = flag("whether the envoy sits there for the mediator", False)
    rounds_held: int = Field(0, ge=0, description="rounds held so far (a remark, not computed with)")
