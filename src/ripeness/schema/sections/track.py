"""Tracks of talks: who sits where, on what, how often, with what mandate."""

from __future__ import annotations

from pydantic import Field

from ripeness.model.talks.tracks_declared import DECLARED as TRACKS
from ripeness.schema.declaration import flag, names, stated
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Section


class Track(Section):
    """One series of talks."""

    title: str
    seats: tuple[str, ...] = names("actors", "who takes part")
    agenda: tuple[str, ...] | str = names("issues", "what may be settled there", "all", also=("all",))
    meets: Quantity = stated(TRACKS, "tracks.NAME.meets")
    mandate: Quantity = stated(TRACKS, "tracks.NAME.mandate")
    envoy: bool = flag("whether the envoy sits there for the mediator", False)
    rounds_held: int = Field(0, ge=0, description="rounds held so far (a remark, not computed with)")
