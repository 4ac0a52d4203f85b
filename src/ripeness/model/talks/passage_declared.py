"""What `talks/passage` declares."""

from ripeness.model.declared import LIGHTLY, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(LIGHTLY, ("tests/talks/test_passage.py",), note="against a sum over every way through the chain"),
    numbers={
        "gate.vote": Number("1", 0, 1, "chance that what is permitted is voted: factor on opening", 1),
        "gate.signature": Number("1", 0, 1, "chance that what is voted is signed: factor on opening", 1),
        "gate.override": Number("1", 0, 1, "chance that a veto is overridden: factor on discharge", 1),
        "gate.enforcement": Number("1", 0, 1, "share of what the package would take that is enforced", 1),
    },
    effects=(
        Effect(
            says="what is permitted is not voted",
            toy="mediated-war",
            switch={"vote": 0},
            variable="package",
            months=24,
            goes="down",
            source="essay P5S5b",
            belongs=("gate.vote",),
        ),
        Effect(
            says="what is voted is not signed",
            toy="mediated-war",
            switch={"signature": 0.2},
            variable="package",
            months=6,
            goes="down",
            source="Denzau & Mackay 1983 [P]",
            belongs=("gate.signature",),
        ),
        Effect(
            says="a veto is not overridden",
            toy="mediated-war",
            given={"discharge": 10},
            switch={"override": 0},
            variable="package",
            months=3,
            goes="down",
            source="Krehbiel 1998 [P]",
            belongs=("gate.override",),
        ),
        Effect(
            says="a law that is half enforced",
            toy="mediated-war",
            given={"discharge": 20},
            switch={"enforcement": 0.2},
            variable="war_chest",
            months=12,
            goes="up",
            source="[R]",
            belongs=("gate.enforcement",),
        ),
    ),
)
