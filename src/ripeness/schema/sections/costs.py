"""What fighting costs each side, and how patient it is."""

from __future__ import annotations

from ripeness.schema.declaration import number
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Section


class Costs(Section):
    """Costs of a month, in shares of the prize."""

    attacker: Quantity = number("1/month", 0, 1, "what a month of war costs the attacker")
    defender: Quantity = number("1/month", 0, 1, "what a month of war costs the defender")
    exhausted: Quantity = number("1/month", 0, 1, "added cost to the attacker once its reserves are spent", 0)
    attending: Quantity = number("1/month", 0, 1, "what attending talks costs the attacker", 0)
    striking: Quantity = number(
        "1/month", -1, 1, "what bombing infrastructure costs the attacker (negative: it pays)", 0
    )
    struck: Quantity = number("1/month", 0, 1, "added cost to the defender of a month of strikes", 0)


class Patience(Section):
    """How much of next month's value counts today."""

    attacker: Quantity = number("1", 0, 1, "the attacker's discount factor a month")
    defender: Quantity = number("1", 0, 1, "the defender's discount factor a month")
