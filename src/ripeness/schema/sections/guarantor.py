"""Guarantors: who guarantees a settlement, and who stands behind each."""

from __future__ import annotations

from pydantic import ValidationInfo, field_validator

from ripeness.model.terms.guarantors_declared import DECLARED as GUARANTORS
from ripeness.schema.declaration import choice, stated
from ripeness.schema.document import complaint
from ripeness.schema.quantity import Quantity
from ripeness.schema.reference import Actor
from ripeness.schema.section import Section


class Guarantor(Section):
    """One guarantee of a settlement; a backer's credibility discounts it."""

    by: Actor = choice("the actor who gives it", of="actors")
    strength: Quantity = stated(GUARANTORS, "bargaining.guarantors.NAME.strength")
    backed_by: Actor | None = choice("the actor on whom it relies in turn", None, of="actors")
    backing: Quantity = stated(GUARANTORS, "bargaining.guarantors.NAME.backing")

    @field_validator("backing")
    @classmethod
    def _of_somebody(cls, backing: Quantity, info: ValidationInfo) -> Quantity:
        if info.data.get("backed_by", "") is None:
            raise complaint("the guarantee has a backing but no backer", "Add backed_by: and an actor, or leave it out")
        return backing
