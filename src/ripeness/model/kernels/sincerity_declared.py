"""What `kernels/sincerity` declares."""

from ripeness.model.declared import TREE, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(TREE, ("tests/engine/test_brute_force.py", "tests/engine/test_laws.py"), ("brute_force.mind",)),
    numbers={
        "mediator.sincerity_at_start": Number(
            "1", 0, 1, "probability, as the mediator sees it, that the attacker wants to settle"
        ),
        "mediator.blames_defender": Number("1", 0, 3, "log-odds added to the attacker's sincerity at the start", 0),
    },
    effects=(
        Effect(
            says="the defender is blamed",
            toy="mediated-war",
            switch={"blames_defender": 1},
            variable="sincerity",
            goes="up",
            source="essay P2S2c",
            belongs=("mediator.blames_defender",),
        ),
        Effect(
            says="the principal is flattered",
            toy="mediated-war",
            switch={"flattery": 0.1},
            variable="sincerity",
            months=3,
            goes="up",
            source="essay P1S4a",
            belongs=("mediator.flattery_of_principal",),
        ),
        Effect(
            says="the envoy is flattered",
            toy="mediated-war",
            switch={"flattery_of_envoy": 0.1},
            variable="sincerity",
            months=3,
            goes="up",
            source="essay P3S3",
            belongs=("mediator.flattery_of_envoy",),
        ),
        Effect(
            says="bombing during talks counts",
            toy="mediated-war",
            switch={"strikes_count": 0.5},
            variable="sincerity",
            months=3,
            goes="down",
            source="[R]",
            belongs=("mediator.strike_factor",),
        ),
    ),
)
