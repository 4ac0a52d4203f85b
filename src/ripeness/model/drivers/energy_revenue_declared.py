"""What `drivers/energy_revenue` declares."""

from math import inf

from ripeness.model.declared import LIGHTLY, Declared, Held, Number

DECLARED = Declared(
    held=Held(LIGHTLY, ("tests/drivers/test_means.py", "tests/compiler/test_war.py"), note="by hand, at two points"),
    numbers={
        "energy.price": Number("USD/barrel", 0, inf, "world price of oil"),
        "energy.discount": Number("1", 0, 1, "share of the price that buyers take off", 0),
        "energy.legal_volume": Number("million barrel/day", 0, inf, "exports that need no shadow fleet"),
        "energy.quota": Number("million barrel/day", 0, inf, "most that buyers and ports would take"),
        "energy.volume_per_hull": Number("thousand barrel/day", 0, inf, "exports that one shadow vessel carries", 0),
        "energy.state_share": Number("1", 0, 1, "share of the revenue that reaches the treasury", 1),
        "energy.other_energy": Number("bn USD/month", 0, inf, "revenue from gas and other energy", 0),
    },
)
