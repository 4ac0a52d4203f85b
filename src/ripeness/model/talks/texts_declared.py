"""What `talks/texts` declares."""

from ripeness.model.declared import LIGHTLY, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(
        LIGHTLY, ("tests/talks/test_texts.py",), note="against a sum over every way in which texts can be recognised"
    ),
    numbers={
        "texts.overlap": Number("1", 0, 1, "chance that a meeting works from a common text", 1),
    },
    effects=(
        Effect(
            says="a text that the mediator may not recognise",
            toy="tables-and-texts",
            switch={"mediator_recognises": 0.3},
            variable="ongoing",
            months=6,
            goes="up",
            source="[R], after Fisher & Ury 1981",
            belongs=("texts",),
        ),
        Effect(
            says="a text that the defender rejects",
            toy="tables-and-texts",
            switch={"defender_recognises": 0},
            variable="ongoing",
            months=6,
            goes="up",
            source="essay P4S3a",
            belongs=("texts",),
        ),
        Effect(
            says="push-back brings another text, which the attacker passes over",
            toy="tables-and-texts",
            given={"defender_recognises": 0},
            switch={"attacker_recognises_answer": 0},
            variable="ongoing",
            months=12,
            goes="up",
            source="essay P4S6",
            belongs=("texts.items.answer",),
        ),
        Effect(
            says="a formula of one side is recognised by the others",
            toy="tables-and-texts",
            given={"defender_recognises": 0},
            switch={"formula_recognised": 1},
            variable="ongoing",
            months=6,
            goes="down",
            source="essay P4S7a, turned round",
            belongs=("texts.items.formula",),
        ),
    ),
)
