"""The mediator, and the gate that holds its sanctions package."""

from __future__ import annotations

from ripeness.model.kernels.gate_declared import DECLARED as GATE
from ripeness.model.kernels.sincerity_declared import DECLARED as SINCERITY
from ripeness.model.talks.envoy_declared import DECLARED as ENVOY
from ripeness.model.talks.mediator_declared import DECLARED as MEDIATOR
from ripeness.model.talks.passage_declared import DECLARED as PASSAGE
from ripeness.schema.declaration import flag, stated
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Section


class Mediator(Section):
    """How the mediator judges the attacker, and what it wants itself."""

    present: bool = flag("whether there is a mediator in this epoch", True)
    sincerity_at_start: Quantity = stated(SINCERITY, "mediator.sincerity_at_start")
    settlement_chance: Quantity = stated(MEDIATOR, "mediator.settlement_chance")
    refusal_factor: Quantity = stated(MEDIATOR, "mediator.refusal_factor")
    strike_factor: Quantity = stated(MEDIATOR, "mediator.strike_factor")
    forgives_strikes: Quantity = stated(MEDIATOR, "mediator.forgives_strikes")
    flattery_of_envoy: Quantity = stated(ENVOY, "mediator.flattery_of_envoy")
    flattery_of_principal: Quantity = stated(MEDIATOR, "mediator.flattery_of_principal")
    punishment_value: Quantity = stated(MEDIATOR, "mediator.punishment_value")
    executive_value: Quantity | None = stated(MEDIATOR, "mediator.executive_value")
    peace_value: Quantity = stated(MEDIATOR, "mediator.peace_value")
    side_deal_value: Quantity = stated(MEDIATOR, "mediator.side_deal_value")
    side_deals_to_attacker: Quantity = stated(MEDIATOR, "mediator.side_deals_to_attacker")
    presses_defender: Quantity = stated(MEDIATOR, "mediator.presses_defender")
    blames_defender: Quantity = stated(SINCERITY, "mediator.blames_defender")


class Gate(Section):
    """How the sanctions package comes into force and goes out of it."""

    opening: Quantity = stated(GATE, "gate.opening")
    discharge: Quantity = stated(GATE, "gate.discharge")
    vote: Quantity = stated(PASSAGE, "gate.vote")
    signature: Quantity = stated(PASSAGE, "gate.signature")
    override: Quantity = stated(PASSAGE, "gate.override")
    enforcement: Quantity = stated(PASSAGE, "gate.enforcement")
    relax: Quantity = stated(GATE, "gate.relax")
    executive: Quantity = stated(GATE, "gate.executive")
    laxity: Quantity = stated(MEDIATOR, "gate.laxity")
    in_force_at_start: bool = flag("whether the package was in force when the war began", False)
