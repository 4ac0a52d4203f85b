"""What `talks/envoy` declares."""

from ripeness.model.declared import LIGHTLY, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(
        LIGHTLY,
        ("tests/talks/test_envoy.py",),
        note="what the envoy learns against a loop over months, all else by hand",
    ),
    numbers={
        "envoy.credulity": Number(
            "1",
            0,
            1,
            "how far the envoy takes what is heard for what is meant: factor on mediator.flattery_of_envoy",
            1,
        ),
        "envoy.learning": Number(
            "1/month", 0, 1, "share of the envoy's error that a month of fruitless talks removes", 0, compounds=True
        ),
        "envoy.busy": Number(
            "1",
            0,
            1,
            "factor on mediator.settlement_chance "
            "while the issue that the envoy takes for the attacker's first is on the agenda",
            1,
        ),
        "envoy.incidental_below": Number(
            "1", 0, 1, "assumed weight to the attacker below which an issue is off the agenda of the envoy's tracks", 0
        ),
        "envoy.error_on_defender": Number(
            "1",
            -1,
            1,
            "by how much less than it would the envoy takes the defender to settle for, in shares of the prize",
            0,
        ),
        "mediator.flattery_of_envoy": Number("1", 0, 1, "log-odds that a month of talks adds through the envoy", 0),
    },
    effects=(
        Effect(
            says="an envoy who believes nothing",
            toy="mediated-war",
            given={"flattery_of_envoy": 0.1},
            switch={"credulity": 0},
            variable="sincerity",
            months=3,
            goes="down",
            source="essay P3S3, turned round",
            belongs=("envoy.credulity",),
        ),
        Effect(
            says="the issue that the envoy takes for the main one keeps the mediator patient",
            toy="mediated-war",
            switch={"busy": 0.2},
            variable="sincerity",
            months=3,
            goes="up",
            source="essay P3S7b",
            belongs=("envoy.busy",),
        ),
        Effect(
            says="career diplomats in the envoy's place",
            toy="mediated-war",
            given={"flattery_of_envoy": 0.1, "busy": 0.2},
            switch={"career": 1},
            variable="sincerity",
            months=3,
            goes="down",
            source="essay P3S1a for the fact; the effect is [R]",
            belongs=("envoy.career",),
        ),
        Effect(
            says="the envoy keeps an issue off the agenda",
            toy="tables-and-texts",
            switch={"incidental": 0.15},
            variable="ripeness_gap",
            goes="down",
            source="[R]",
            belongs=("envoy.incidental_below",),
        ),
        Effect(
            says="the envoy hears one side and takes the other for cheap",
            toy="tables-and-texts",
            switch={"hears_one_side": 0.1},
            variable="imagined_gap",
            goes="up",
            source="essay P3S2 for the visits; the effect is [R]",
            belongs=("envoy.error_on_defender",),
        ),
    ),
)
