"""What `drivers/infrastructure` declares."""

from ripeness.model.declared import LIGHTLY, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(
        LIGHTLY,
        ("tests/drivers/test_means.py",),
        note="the steady state against its closed form, the cost by hand, each at one point",
    ),
    numbers={
        "infrastructure.damage": Number(
            "1/month", 0, 1, "share of what stands that a month of strikes destroys", 0, compounds=True
        ),
        "infrastructure.air_defence": Number("1", 0, 1, "share of the strikes that is stopped", 0),
        "infrastructure.repair": Number(
            "1/month", 0, 1, "share of what lies broken that is repaired a month", 0, compounds=True
        ),
        "infrastructure.outage_cost": Number("1/month", 0, 1, "what a total outage costs the defender", 0),
        "infrastructure.winter_factor": Number("1", 1, 10, "factor on the cost of outage in winter", 1),
    },
    effects=(
        Effect(
            says="bombing breaks the power system",
            toy="means-of-war",
            switch={"damage": 15},
            variable="value",
            of="defender",
            goes="down",
            source="[R]",
            belongs=("infrastructure.damage",),
        ),
        Effect(
            says="air defence",
            toy="means-of-war",
            given={"damage": 15},
            switch={"air_defence": 0.9},
            variable="value",
            of="defender",
            goes="up",
            source="[R]",
            belongs=("infrastructure.air_defence",),
        ),
        Effect(
            says="repair",
            toy="means-of-war",
            given={"damage": 15},
            switch={"repair": 20},
            variable="value",
            of="defender",
            goes="up",
            source="[R]",
            belongs=("infrastructure.repair",),
        ),
        Effect(
            says="winter",
            toy="means-of-war",
            given={"damage": 15},
            switch={"winter": 3},
            variable="value",
            of="defender",
            goes="down",
            source="[R]",
            belongs=("infrastructure.winter_factor",),
        ),
    ),
)
