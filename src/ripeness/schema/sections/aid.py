"""Aid to the defender."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ripeness.model.drivers.aid_declared import DECLARED as AID
from ripeness.schema.declaration import choice, flag, stated
from ripeness.schema.quantity import Quantity
from ripeness.schema.reference import Actor
from ripeness.schema.section import Name, Section


class Flow(Section):
    """Aid of one kind from one donor."""

    donor: Actor = choice("the actor who gives it", of="actors")
    kind: Literal["financial", "military", "intelligence"] = choice("what is given")
    amount: Quantity = stated(AID, "aid.flows.NAME.amount")
    lag: Quantity = stated(AID, "aid.flows.NAME.lag")
    mediator_weapons: bool = flag("whether it buys the mediator's weapons, which need an export permission", False)


class Aid(Section):
    """What the defender needs and gets, and what a shortfall does."""

    need: Quantity = stated(AID, "aid.need")
    flows: dict[Name, Flow] = Field(default_factory=dict, description="what each donor gives")
    export_permission: Quantity = stated(AID, "aid.export_permission")
    intelligence: Quantity = stated(AID, "aid.intelligence")
    intelligence_odds: Quantity = stated(AID, "aid.intelligence_odds")
    intelligence_drift: Quantity = stated(AID, "aid.intelligence_drift")
    shortfall_effect: Quantity = stated(AID, "aid.shortfall_effect")
    cost_relief: Quantity = stated(AID, "aid.cost_relief")
    commitment: Quantity = stated(AID, "aid.commitment")
    credibility: Quantity = stated(AID, "aid.credibility")
