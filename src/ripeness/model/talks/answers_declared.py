"""What `talks/answers` declares."""

from ripeness.model.declared import TREE, Declared, Held, Number

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
)
