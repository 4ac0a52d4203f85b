"""Aid to the defender, and the damage that it has to make good."""

from __future__ import annotations

import math
from typing import Literal

from pydantic import Field

from ripeness.schema.declaration import choice, flag, number
from ripeness.schema.quantity import Quantity
from ripeness.schema.reference import Actor
from ripeness.schema.section import Name, Section


class Flow(Section):
    """Aid of one kind from one donor."""

    donor: Actor = choice("the actor who gives it", of="actors")
    kind: Literal["financial", "military", "intelligence"] = choice("what is given")
    amount: Quantity = number("bn EUR/month", 0, math.inf, "what is given a month", 0)
    lag: Quantity = number("month", 0, 36, "months from promise to delivery", 0)
    mediator_weapons: bool = flag("whether it buys the mediator's weapons, which need an export permission", False)


class Aid(Section):
    """What the defender needs and gets, and what a shortfall does."""

    need: Quantity = number("bn EUR/month", 0, math.inf, "aid that covers the defender's need", above=True)
    flows: dict[Name, Flow] = Field(default_factory=dict, description="what each donor gives")
    export_permission: Quantity = number(
        "1", 0, 1, "share of the purchases of the mediator's weapons that he permits", 1
    )
    intelligence: Quantity = number("1", 0, 1, "share of full intelligence support that is given", 1)
    intelligence_odds: Quantity = number(
        "1", 0, 0.3, "battle odds that the attacker loses while intelligence is full", 0
    )
    shortfall_effect: Quantity = number(
        "1", 0, 20, "exponent by which a full shortfall raises the true collapse hazard", 0
    )
    cost_relief: Quantity = number("1", 0, 1, "share of the defender's cost that full aid takes off", 0)
    commitment: Quantity = number("1", 0, 1, "how much of the future need is promised", 0)
    credibility: Quantity = number("1", 0, 1, "how far the attacker believes the promise", 0)


class Infrastructure(Section):
    """Damage by strikes, and repair."""

    damage: Quantity = number(
        "1/month", 0, 1, "share of what stands that a month of strikes destroys", 0, compounds=True
    )
    air_defence: Quantity = number("1", 0, 1, "share of the strikes that is stopped", 0)
    repair: Quantity = number("1/month", 0, 1, "share of what lies broken that is repaired a month", 0, compounds=True)
    outage_cost: Quantity = number("1/month", 0, 1, "what a total outage costs the defender", 0)
    winter_factor: Quantity = number("1", 1, 10, "factor on the cost of outage in winter", 1)
