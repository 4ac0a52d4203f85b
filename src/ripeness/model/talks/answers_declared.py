"""What `talks/answers` declares."""

from ripeness.model.declared import TREE, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(
        TREE,
        ("tests/engine/test_brute_force.py", "tests/engine/test_histories.py", "tests/talks/test_answers.py"),
        ("texts.answered",),
    ),
    numbers={
        "texts.refused_by_attacker": Number(
            "1",
            0,
            1,
            "factor on the mediator's odds that the attacker is sincere where the attacker refuses a text",
            1,
            above=True,
        ),
        "texts.refused_by_defender": Number(
            "1",
            1,
            100,
            "factor on the mediator's odds that the attacker is sincere where the defender refuses a text",
            1,
        ),
        "record.answer_error": Number(
            "1", 0, 0.5, "probability that an answer was not what its side would have done", 0.1
        ),
    },
    effects=(
        Effect(
            says="a text that both accept is signed",
            toy="yes-or-no",
            switch={"fair": 1},
            variable="ongoing",
            months=6,
            goes="down",
            source="[R]",
            stands="a text lies on the table",
        ),
        Effect(
            says="the attacker refuses a text, and the mediator trusts it less",
            toy="yes-or-no",
            given={"attacker_blamed": 0.5},
            switch={"hard_on_attacker": 1},
            variable="sincerity",
            months=3,
            goes="down",
            source="[R]",
            stands="a text lies on the table",
        ),
        Effect(
            says="the defender refuses a text, and the mediator trusts the attacker more",
            toy="yes-or-no",
            given={"defender_blamed": 3},
            switch={"hard_on_defender": 1},
            variable="sincerity",
            months=3,
            goes="up",
            source="[R]",
            stands="a text lies on the table",
        ),
        Effect(
            says="a refusal of the attacker's is held against it",
            toy="yes-or-no",
            given={"hard_on_attacker": 1},
            switch={"attacker_blamed": 0.5},
            variable="sincerity",
            months=3,
            goes="down",
            source="[R]",
            belongs=("texts.refused_by_attacker",),
        ),
        Effect(
            says="a refusal of the defender's is held against it",
            toy="yes-or-no",
            given={"hard_on_defender": 1},
            switch={"defender_blamed": 3},
            variable="sincerity",
            months=3,
            goes="up",
            source="[R]",
            belongs=("texts.refused_by_defender",),
        ),
    ),
)
