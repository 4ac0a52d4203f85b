"""Issues: what a settlement is about; and how the two sides bargain over it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ripeness.schema.declaration import choice, flag, names, number
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Name, Section
from ripeness.schema.sections.guarantor import Guarantor


class Matter(Section):
    """One issue: 0 is the defender's ideal, 1 the attacker's."""

    title: str
    attacker_weight: Quantity = number("1", 0, 1, "how much the attacker cares (normalised over the issues)")
    defender_weight: Quantity = number("1", 0, 1, "how much the defender cares (normalised over the issues)")
    status_quo: Quantity = number("1", 0, 1, "where it stands without a settlement", 0)
    frozen: Quantity = number("1", 0, 1, "where it ends if the war freezes", 0)
    reneging: Quantity = number("1", 0, 2, "risk that the deal is broken, added if the attacker gets all of it", 0)
    indivisible: bool = flag("whether it can only be had whole", False)
    follows_front: bool = flag("whether it follows the front when the war freezes", False)
    consent: tuple[str, ...] = names("actors", "whose consent it needs besides the belligerents'", ())


class Bargaining(Section):
    """How the terms are chosen where a deal is possible."""

    protocol: Literal["nash", "attacker_offers", "defender_offers", "alternating"] = choice("who makes offers", "nash")
    attacker_power: Quantity = number("1", 0, 1, "the attacker's weight in the Nash bargain", 0.5)
    base_reneging: Quantity = number("1", 0, 1, "risk that any deal is broken", 0)
    guarantee: Quantity = number("1", 0, 1, "share of that risk which guarantees remove", 0)
    guarantors: dict[Name, Guarantor] = Field(
        default_factory=dict, description="guarantors one by one, on top of guarantee"
    )


class Choice(Section):
    """How precisely the attacker chooses his stance."""

    precision: Quantity | None = number(
        "1", 0, 1e6, "precision of a logit choice (left out: always the best response)", None
    )
