"""What `drivers/sanctions` declares."""

from math import inf

from ripeness.model.declared import LIGHTLY, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(LIGHTLY, ("tests/drivers/test_means.py",), note="by hand, at one point"),
    numbers={
        "sanctions.direct": Number("1", 0, 1, "added to the discount", 0),
        "sanctions.secondary": Number("1", 0, 1, "share of the quota lost as buyers and banks are threatened", 0),
        "sanctions.package_direct": Number("1", 0, 1, "added to the discount while the package is in force", 0),
        "sanctions.package_secondary": Number("1", 0, 1, "further share of the quota lost in the package", 0),
        "sanctions.executive_direct": Number("1", 0, 1, "added to the discount while executive action is in force", 0),
        "sanctions.executive_secondary": Number("1", 0, 1, "further share of the quota lost while it is in force", 0),
        "sanctions.price_cap": Number("USD/barrel", 0, inf, "price cap", None),
        "sanctions.cap_compliance": Number("1", 0, 1, "share of the volume sold under the cap", 0),
    },
    effects=(
        Effect(
            says="direct sanctions",
            toy="means-of-war",
            switch={"direct": 0.3},
            variable="war_chest",
            months=12,
            goes="down",
            source="essay P5S4b",
            belongs=("sanctions.direct",),
        ),
        Effect(
            says='secondary ("indirect") sanctions',
            toy="means-of-war",
            switch={"secondary": 0.5},
            variable="war_chest",
            months=12,
            goes="down",
            source="essay P5S4b",
            belongs=("sanctions.secondary",),
        ),
        Effect(
            says="a price cap",
            toy="means-of-war",
            switch={"cap": 30},
            variable="war_chest",
            months=12,
            goes="down",
            source="[R]",
            belongs=(
                "sanctions.price_cap",
                "sanctions.cap_compliance",
            ),
        ),
        Effect(
            says="unsold exports leave less to spend",
            toy="effort-at-the-front",
            switch={"secondary": 0.5},
            variable="effort",
            months=12,
            goes="down",
            source="essay P5S4c",
            stands="the lever changes what stands at nothing",
        ),
    ),
)
