"""What `terms/guarantors` declares."""

from ripeness.model.declared import TREE, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(
        TREE,
        ("tests/engine/test_brute_force.py", "tests/terms/test_guarantors.py"),
        ("terms.deal_at",),
        note="also against a sum over every way to fail",
    ),
    numbers={
        "bargaining.guarantee": Number("1", 0, 1, "share of the risk of a broken deal that guarantees remove", 0),
        "bargaining.guarantors.NAME.strength": Number(
            "1", 0, 1, "share of the risk of a broken deal that it removes if it is kept"
        ),
        "bargaining.guarantors.NAME.backing": Number("1", 0, 1, "how far that backer is believed", 1),
    },
    effects=(
        Effect(
            says="a guarantee",
            toy="tables-and-texts",
            given={"distrust": 0.9},
            switch={"guarantee": 0.8},
            variable="ripeness_gap",
            goes="up",
            source="Walter 1997 [P]",
            belongs=("bargaining.guarantors",),
        ),
        Effect(
            says="its backer is hardly believed",
            toy="tables-and-texts",
            given={"distrust": 0.9, "guarantee": 0.8},
            switch={"backing": 0.1},
            variable="ripeness_gap",
            goes="down",
            source="[R]",
            belongs=("bargaining.guarantors",),
        ),
    ),
)
