"""The mediator, and the gate that holds his sanctions package."""

from __future__ import annotations

from ripeness.schema.declaration import flag, number
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Section


class Mediator(Section):
    """How the mediator judges the attacker, and what he wants himself."""

    present: bool = flag("whether there is a mediator in this epoch", True)
    sincerity_at_start: Quantity = number("1", 0, 1, "probability, to him, that the attacker wants to settle")
    settlement_chance: Quantity = number(
        "1/month", 0, 1, "chance, to him, that a sincere attacker settles in a month", compounds=True
    )
    refusal_factor: Quantity = number("1", 0, 1, "factor on the odds of sincerity when talks are refused", 1)
    strike_factor: Quantity = number("1", 0, 1, "factor on the odds when strikes go on during talks", 1)
    forgives_strikes: Quantity = number("1", 0, 1, "how far he forgives strikes (1: they change nothing)", 0)
    flattery_of_envoy: Quantity = number("1", 0, 1, "log-odds that a month of talks adds through his envoy", 0)
    flattery_of_principal: Quantity = number("1", 0, 1, "log-odds that a month of talks adds directly", 0)
    punishment_value: Quantity = number("1", 0, 10, "what punishing an insincere attacker is worth to him", 1)
    executive_value: Quantity | None = number(
        "1", 0, 10, "what executive action against an insincere attacker is worth to him (left out: as punishing)", None
    )
    peace_value: Quantity = number("1", 0, 10, "what sparing a sincere attacker is worth to him", 1)
    side_deal_value: Quantity = number("1", 0, 10, "what side deals with the attacker are worth to him", 0)
    side_deals_to_attacker: Quantity = number(
        "1/month", 0, 1, "what side deals are worth to the attacker while the mediator is indulgent", 0
    )
    presses_defender: Quantity = number("1/month", 0, 1, "what his pressure costs the defender", 0)
    blames_defender: Quantity = number("1", 0, 3, "log-odds added to the attacker's sincerity at the start", 0)


class Gate(Section):
    """How the sanctions package comes into force and goes out of it."""

    opening: Quantity = number(
        "1/month", 0, 1, "chance that it opens once the mediator would punish", 0, compounds=True
    )
    discharge: Quantity = number("1/month", 0, 1, "chance that the legislature opens it against him", 0, compounds=True)
    vote: Quantity = number("1", 0, 1, "chance that what is permitted is voted: factor on opening", 1)
    signature: Quantity = number("1", 0, 1, "chance that what is voted is signed: factor on opening", 1)
    override: Quantity = number("1", 0, 1, "chance that a veto is overridden: factor on discharge", 1)
    enforcement: Quantity = number("1", 0, 1, "share of what the package would take that is enforced", 1)
    relax: Quantity = number("1/month", 0, 1, "chance that it is closed again after talks", 0, compounds=True)
    executive: Quantity = number(
        "1/month", 0, 1, "chance of executive action once the mediator would take it", 0, compounds=True
    )
    laxity: Quantity = number("1", 0, 1, "share of what is in force that he does not enforce while indulgent", 0)
    in_force_at_start: bool = flag("whether the package was in force when the war began", False)
