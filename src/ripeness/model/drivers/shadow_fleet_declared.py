"""What `drivers/shadow_fleet` declares."""

from math import inf

from ripeness.model.declared import THEORY, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(
        THEORY,
        ("tests/agreement/test_further_models.py", "tests/drivers/test_means.py"),
        note="the path and the steady state at random numbers; replacement in its steady state",
    ),
    numbers={
        "shadow_fleet.hulls": Number("vessel", 0, inf, "vessels at the start"),
        "shadow_fleet.acquired": Number("vessel/month", 0, inf, "vessels bought a month", 0),
        "shadow_fleet.retired": Number("1/month", 0, 1, "share scrapped a month", 0, compounds=True),
        "shadow_fleet.interdicted": Number(
            "1/month", 0, 1, "share designated, seized or idled a month", 0, compounds=True
        ),
        "shadow_fleet.replacement": Number("1", 0, 1, "share of the vessels so lost that is bought anew each month", 0),
        "shadow_fleet.interdicted_in_package": Number(
            "1/month", 0, 1, "added share while the package is in force", 0, compounds=True
        ),
    },
    effects=(
        Effect(
            says="the shadow fleet is pursued",
            toy="means-of-war",
            switch={"interdiction": 10},
            variable="war_chest",
            months=12,
            goes="down",
            source="essay P5S4b",
            belongs=("shadow_fleet.interdicted",),
        ),
        Effect(
            says="what is taken is bought anew",
            toy="means-of-war",
            given={"interdiction": 10},
            switch={"replacement": 1},
            variable="war_chest",
            months=12,
            goes="up",
            source="[R]",
            belongs=("shadow_fleet.replacement",),
        ),
    ),
)
