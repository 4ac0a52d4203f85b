"""What `talks/stance` declares."""

from ripeness.model.declared import TREE, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(
        TREE, ("tests/engine/test_brute_force.py", "tests/engine/test_published_cases.py"), ("brute_force.Solution",)
    ),
    numbers={
        "choice.precision": Number(
            "1", 0, 1000000.0, "precision of a logit choice (left out: always the best response)", None
        ),
    },
    effects=(
        Effect(
            says="the mediator leaves, and there is nobody to perform for",
            toy="mediated-war",
            switch={"mediator_present": 0},
            variable="stayed_away",
            goes="up",
            source="essay P1S4b",
            stands="the mediator stands in the file",
        ),
        Effect(
            says="partial deals",
            toy="mediated-war",
            switch={"exchanges": 20},
            variable="partial_deals",
            months=12,
            goes="up",
            source="essay P4S5a",
            belongs=("partial_deals.chance_feigned",),
        ),
    ),
)
