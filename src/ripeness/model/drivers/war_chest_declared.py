"""What `drivers/war_chest` declares."""

from math import inf

from ripeness.model.declared import THEORY, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(
        THEORY,
        ("tests/agreement/test_further_models.py", "tests/drivers/test_means.py", "tests/compiler/test_war.py"),
        note="a deficit that grows evenly, at random numbers; the ceiling by hand",
    ),
    numbers={
        "war_chest.liquid_reserves": Number("bn USD", 0, inf, "liquid reserves when the war began"),
        "war_chest.other_income": Number("bn USD/month", -inf, inf, "income besides energy", 0),
        "war_chest.war_spending": Number("bn USD/month", 0, inf, "what the war costs the treasury", 0),
        "war_chest.capacity": Number("bn USD", 0, inf, "most that the chest can hold", None, above=True),
    },
    effects=(
        Effect(
            says="more is borrowed",
            toy="means-of-war",
            switch={"borrowing": 3},
            variable="war_chest",
            months=12,
            goes="up",
            source="accounting identity",
            stands="the war is paid by it",
        ),
    ),
)
