"""Actors: who takes part in the war and in the talks."""

from __future__ import annotations

from typing import Literal

from ripeness.schema.declaration import choice
from ripeness.schema.section import Section

Role = Literal["attacker", "defender", "mediator", "payer", "envoy", "other"]


class Party(Section):
    """One actor and the part that it has in the game."""

    name: str
    role: Role = choice(
        "part in the game; exactly one attacker, the side that fights on for more than the status quo, whoever began, "
        "and exactly one defender"
    )
