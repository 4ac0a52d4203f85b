"""The money that the attacker wages war with."""

from __future__ import annotations

from ripeness.model.drivers.borrowing_declared import DECLARED as BORROWING
from ripeness.model.drivers.war_chest_declared import DECLARED as WAR_CHEST
from ripeness.schema.declaration import stated
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Section


class WarChest(Section):
    """The attacker's liquid reserves and what moves them besides energy."""

    liquid_reserves: Quantity = stated(WAR_CHEST, "war_chest.liquid_reserves")
    other_income: Quantity = stated(WAR_CHEST, "war_chest.other_income")
    war_spending: Quantity = stated(WAR_CHEST, "war_chest.war_spending")
    borrowing: Quantity = stated(BORROWING, "war_chest.borrowing")
    debt_burden: Quantity = stated(BORROWING, "war_chest.debt_burden")
    capacity: Quantity | None = stated(WAR_CHEST, "war_chest.capacity")
