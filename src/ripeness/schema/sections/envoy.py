"""The envoy: what the envoy takes the war to be about, and what follows from it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ripeness.model.talks.envoy_declared import DECLARED as ENVOY
from ripeness.schema.calendar import Month
from ripeness.schema.declaration import flag, numbers, stated
from ripeness.schema.quantity import Quantity
from ripeness.schema.reference import Actor
from ripeness.schema.section import Section


class Envoy(Section):
    """The weights that the envoy assumes, how fast the envoy learns, and what keeps it busy.

    Sides without weights of their own here are known to the envoy as they are; of a side with some, an issue that
    is not listed weighs nothing to the envoy.
    """

    since: Month | None = Field(None, description="month from which it has held talks; left out: from the war's first")
    career: bool = flag(
        "career diplomats in the envoy's place: true weights, no error, no credulity, not to be kept busy", False
    )
    credulity: Quantity = stated(ENVOY, "envoy.credulity")
    learning: Quantity = stated(ENVOY, "envoy.learning")
    busy: Quantity = stated(ENVOY, "envoy.busy")
    incidental_below: Quantity = stated(ENVOY, "envoy.incidental_below")
    error_on_defender: Quantity = stated(ENVOY, "envoy.error_on_defender")
    reneging_taken_as_nil: bool = flag("whether the envoy takes it that no deal would be broken", True)
    visits: dict[Actor, Annotated[int, Field(ge=0)]] = Field(
        default_factory=dict, description="how often the envoy has been to each side (a remark, not computed with)"
    )
    attacker_weights: dict[str, Quantity] = numbers(
        "issues", "1", 0, 1, "weights that the envoy takes the attacker to have"
    )
    defender_weights: dict[str, Quantity] = numbers(
        "issues", "1", 0, 1, "weights that the envoy takes the defender to have"
    )
