"""Issues: what a settlement is about; and how the two sides bargain over it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ripeness.model.talks.stance_declared import DECLARED as STANCE
from ripeness.model.terms.bargain_declared import DECLARED as BARGAIN
from ripeness.model.terms.guarantors_declared import DECLARED as GUARANTORS
from ripeness.model.terms.reneging_declared import DECLARED as RENEGING
from ripeness.model.terms.utility_declared import DECLARED as UTILITY
from ripeness.schema.declaration import choice, flag, names, stated
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Name, Section
from ripeness.schema.sections.guarantor import Guarantor


class Matter(Section):
    """One issue: 0 is the defender's ideal, 1 the attacker's."""

    title: str
    attacker_weight: Quantity = stated(UTILITY, "issues.NAME.attacker_weight")
    defender_weight: Quantity = stated(UTILITY, "issues.NAME.defender_weight")
    status_quo: Quantity = stated(UTILITY, "issues.NAME.status_quo")
    frozen: Quantity = stated(UTILITY, "issues.NAME.frozen")
    reneging: Quantity = stated(RENEGING, "issues.NAME.reneging")
    indivisible: bool = flag("whether it can only be had whole", False)
    follows_front: bool = flag("whether it follows the front when the war freezes", False)
    consent: tuple[str, ...] = names("actors", "whose consent it needs besides the belligerents'", ())


class Bargaining(Section):
    """How the terms are chosen where a deal is possible."""

    protocol: Literal["nash", "attacker_offers", "defender_offers", "alternating"] = choice("who makes offers", "nash")
    attacker_power: Quantity = stated(BARGAIN, "bargaining.attacker_power")
    base_reneging: Quantity = stated(RENEGING, "bargaining.base_reneging")
    guarantee: Quantity = stated(GUARANTORS, "bargaining.guarantee")
    guarantors: dict[Name, Guarantor] = Field(
        default_factory=dict, description="guarantors one by one, on top of guarantee"
    )


class Choice(Section):
    """How precisely the attacker chooses its stance."""

    precision: Quantity | None = stated(STANCE, "choice.precision")
