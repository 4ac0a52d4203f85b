"""What `drivers/war_weariness` declares."""

from math import inf

from ripeness.model.declared import THEORY, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(
        THEORY,
        ("tests/agreement/test_war_weariness.py",),
        note="what a war costs in all, at random numbers; a war with its costs against the brute-force tree",
    ),
    numbers={
        "war_weariness.SIDE.after": Number("month", 0, inf, "months of war after which its cost begins to rise", 0),
        "war_weariness.SIDE.rise": Number("1/month^2", 0, 1, "what each further month adds to the cost of a month", 0),
    },
    effects=(
        Effect(
            says="the attacker tires of the war",
            toy="means-of-war",
            switch={"attacker_tires": 0.1},
            variable="ripeness_gap",
            goes="up",
            source="Mueller 1973 [P]; the form is [R]",
            belongs=("war_weariness.attacker",),
        ),
        Effect(
            says="the defender tires of the war",
            toy="means-of-war",
            switch={"defender_tires": 0.1},
            variable="value",
            of="defender",
            goes="down",
            source="Mueller 1973 [P]; the form is [R]",
            belongs=("war_weariness.defender",),
        ),
    ),
)
