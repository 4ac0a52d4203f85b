"""Money: the attacker's war chest, what he earns from energy, and what sanctions take."""

from __future__ import annotations

import math

from ripeness.schema.declaration import number
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Section


class WarChest(Section):
    """The attacker's liquid reserves and what moves them besides energy."""

    liquid_reserves: Quantity = number("bn USD", 0, math.inf, "liquid reserves when the war began")
    other_income: Quantity = number("bn USD/month", -math.inf, math.inf, "income besides energy", 0)
    war_spending: Quantity = number("bn USD/month", 0, math.inf, "what the war costs the treasury", 0)
    borrowing: Quantity = number("bn USD/month", 0, math.inf, "what is borrowed", 0)
    debt_burden: Quantity = number(
        "1",
        0,
        1,
        "share of the prize that each 100 bn USD borrowed takes from the attacker's part of any settlement",
        0,
    )
    capacity: Quantity | None = number("bn USD", 0, math.inf, "most that the chest can hold", None, above=True)


class Energy(Section):
    """Revenue = price x (1 - discount) x volume x the state's share, and what else energy earns."""

    price: Quantity = number("USD/barrel", 0, math.inf, "world price of oil")
    discount: Quantity = number("1", 0, 1, "share of the price that buyers take off", 0)
    legal_volume: Quantity = number("million barrel/day", 0, math.inf, "exports that need no shadow fleet")
    quota: Quantity = number("million barrel/day", 0, math.inf, "most that buyers and ports would take")
    volume_per_hull: Quantity = number("thousand barrel/day", 0, math.inf, "exports that one shadow vessel carries", 0)
    state_share: Quantity = number("1", 0, 1, "share of the revenue that reaches the treasury", 1)
    other_energy: Quantity = number("bn USD/month", 0, math.inf, "revenue from gas and other energy", 0)


class ShadowFleet(Section):
    """Vessels that carry oil past the sanctions."""

    hulls: Quantity = number("vessel", 0, math.inf, "vessels at the start")
    acquired: Quantity = number("vessel/month", 0, math.inf, "vessels bought a month", 0)
    retired: Quantity = number("1/month", 0, 1, "share scrapped a month", 0, compounds=True)
    interdicted: Quantity = number("1/month", 0, 1, "share designated, seized or idled a month", 0, compounds=True)
    replacement: Quantity = number("1", 0, 1, "share of the vessels so lost that is bought anew each month", 0)
    interdicted_in_package: Quantity = number(
        "1/month", 0, 1, "added share while the package is in force", 0, compounds=True
    )


class Sanctions(Section):
    """What sanctions take from price and volume, with and without the package."""

    direct: Quantity = number("1", 0, 1, "added to the discount", 0)
    secondary: Quantity = number("1", 0, 1, "share of the quota lost as buyers and banks are threatened", 0)
    package_direct: Quantity = number("1", 0, 1, "added to the discount while the package is in force", 0)
    package_secondary: Quantity = number("1", 0, 1, "further share of the quota lost in the package", 0)
    executive_direct: Quantity = number("1", 0, 1, "added to the discount while executive action is in force", 0)
    executive_secondary: Quantity = number("1", 0, 1, "further share of the quota lost while it is in force", 0)
    price_cap: Quantity | None = number("USD/barrel", 0, math.inf, "price cap", None)
    cap_compliance: Quantity = number("1", 0, 1, "share of the volume sold under the cap", 0)
