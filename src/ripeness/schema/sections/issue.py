"""Issues: what a settlement is about; and how the two sides bargain over it."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from ripeness.model.kernels.drift_declared import DECLARED as DRIFT
from ripeness.model.talks.stance_declared import DECLARED as STANCE
from ripeness.model.terms.bargain_declared import DECLARED as BARGAIN
from ripeness.model.terms.guarantors_declared import DECLARED as GUARANTORS
from ripeness.model.terms.reneging_declared import DECLARED as RENEGING
from ripeness.model.terms.utility_declared import DECLARED as UTILITY
from ripeness.schema.declaration import choice, flag, names, stated
from ripeness.schema.document import complaint
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Name, Section
from ripeness.schema.sections.guarantor import Guarantor
from ripeness.schema.subsection import absent


class Band(Section):
    """Areas between which an issue of land lies, in the measure of a front that drifts."""

    from_: Quantity = stated(DRIFT, "issues.NAME.band.from", alias="from")
    to: Quantity = stated(DRIFT, "issues.NAME.band.to")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_.centre >= self.to.centre:
            what = f"the band runs from {self.from_.centre:g} to {self.to.centre:g} km^2"
            raise complaint(what, "Write the smaller area as from, the larger as to")
        return self


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
    band: Band | None = absent("the areas between which it lies, where it is land; left out: it is not")
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
