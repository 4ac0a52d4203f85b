"""How the war may end other than by a settlement, and what talks bring short of an end."""

from __future__ import annotations

from ripeness.schema.declaration import flag, number
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Section
from ripeness.schema.subsection import present

_ATTACKER = "what this ending is worth to the attacker (1: its aims in full)"
_DEFENDER = "what this ending is worth to the defender (1: its aims in full)"


class AttackerWins(Section):
    """The defender collapses or is beaten at the front."""

    attacker: Quantity = number("1", -1, 2, _ATTACKER, 1)
    defender: Quantity = number("1", -1, 2, _DEFENDER, 0)


class ForcedStop(Section):
    """The attacker has to stop."""

    attacker: Quantity = number("1", -1, 2, _ATTACKER, 0)
    defender: Quantity = number("1", -1, 2, _DEFENDER, 1)


class Outcomes(Section):
    """What the endings are worth to each side."""

    attacker_wins: AttackerWins = present(AttackerWins, "the defender collapses or is beaten")
    forced_stop: ForcedStop = present(ForcedStop, "the attacker has to stop")


class Capitulation(Section):
    """The value of fighting on below which a side gives up; left out, it never does."""

    attacker_floor: Quantity | None = number("1", -10, 2, "value below which the attacker gives up", None)
    defender_floor: Quantity | None = number("1", -10, 2, "value below which the defender gives up", None)


class Ceasefire(Section):
    """Both may stop where they stand."""

    allowed: bool = flag("whether a table can also bring a ceasefire", False)
    relapse_attacker: Quantity = number("1", 0, 1, "share of its value that a relapse costs the attacker", 0)
    relapse_defender: Quantity = number("1", 0, 1, "share of its value that a relapse costs the defender", 0)


class PartialDeals(Section):
    """Deals that end nothing, such as exchanges of prisoners."""

    chance_feigned: Quantity = number("1/month", 0, 1, "chance in a month of feigned talks", 0, compounds=True)
    chance_sincere: Quantity = number(
        "1/month", 0, 1, "chance, in the mediator's eyes, in sincere talks", 0, compounds=True
    )
    worth_to_attacker: Quantity = number("1", 0, 1, "worth of one to the attacker, in shares of the prize", 0)
    worth_to_defender: Quantity = number("1", 0, 1, "worth of one to the defender, in shares of the prize", 0)
