"""The envoy: what he takes the war to be about, and what follows from it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ripeness.schema.calendar import Month
from ripeness.schema.declaration import flag, number, numbers
from ripeness.schema.quantity import Quantity
from ripeness.schema.reference import Actor
from ripeness.schema.section import Section


class Envoy(Section):
    """The weights that the envoy assumes, how fast he learns, and what keeps him busy.

    Sides without weights of their own here are known to him as they are; of a side with some, an issue that is not
    listed weighs nothing to him.
    """

    since: Month | None = Field(None, description="month from which he has held talks; left out: from the war's first")
    career: bool = flag(
        "career diplomats in his place: true weights, no error, no credulity, not to be kept busy", False
    )
    credulity: Quantity = number(
        "1", 0, 1, "how far he takes what he hears for what is meant: factor on mediator.flattery_of_envoy", 1
    )
    learning: Quantity = number(
        "1/month", 0, 1, "share of his error that a month of fruitless talks removes", 0, compounds=True
    )
    busy: Quantity = number(
        "1",
        *(0, 1),
        "factor on mediator.settlement_chance while the issue that he takes for the attacker's first is on his agenda",
        1,
    )
    incidental_below: Quantity = number(
        "1", 0, 1, "assumed weight to the attacker below which an issue is off the agenda of the envoy's tracks", 0
    )
    error_on_defender: Quantity = number(
        "1", -1, 1, "by how much he takes the defender to settle for less than he would, in shares of the prize", 0
    )
    reneging_taken_as_nil: bool = flag("whether he takes it that no deal would be broken", True)
    visits: dict[Actor, Annotated[int, Field(ge=0)]] = Field(
        default_factory=dict, description="how often he has been to each side (a remark, not computed with)"
    )
    attacker_weights: dict[str, Quantity] = numbers("issues", "1", 0, 1, "weights that he takes the attacker to have")
    defender_weights: dict[str, Quantity] = numbers("issues", "1", 0, 1, "weights that he takes the defender to have")
