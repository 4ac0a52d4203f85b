"""What `drivers/borrowing` declares."""

from math import inf

from ripeness.model.declared import LIGHTLY, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(
        LIGHTLY, ("tests/drivers/test_debt_fate_and_replacement.py",), note="debt month by month, the burden by hand"
    ),
    numbers={
        "war_chest.borrowing": Number("bn USD/month", 0, inf, "what is borrowed", 0),
        "war_chest.debt_burden": Number(
            "1",
            0,
            1,
            "share of the prize that each 100 bn USD borrowed takes from the attacker's part of any settlement",
            0,
        ),
    },
    effects=(
        Effect(
            says="debt weighs on any settlement",
            toy="means-of-war",
            switch={"debt": 1},
            variable="ripeness_gap",
            goes="down",
            source="Slantchev 2012 [P]",
            belongs=("war_chest.debt_burden",),
        ),
    ),
)
