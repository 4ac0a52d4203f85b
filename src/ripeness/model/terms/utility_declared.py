"""What `terms/utility` declares."""

from ripeness.model.declared import TREE, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(TREE, ("tests/engine/test_brute_force.py",), ("terms.deal_at", "front.on_the_line")),
    numbers={
        "issues.NAME.attacker_weight": Number("1", 0, 1, "how much the attacker cares (normalised over the issues)"),
        "issues.NAME.defender_weight": Number("1", 0, 1, "how much the defender cares (normalised over the issues)"),
        "issues.NAME.status_quo": Number("1", 0, 1, "where it stands without a settlement", 0),
        "issues.NAME.frozen": Number("1", 0, 1, "where it ends if the war freezes", 0),
    },
    effects=(
        Effect(
            says="a ceasefire is on offer where no deal holds",
            toy="tables-and-texts",
            given={"distrust": 1},
            switch={"ceasefire": 1},
            variable="ended",
            of="ceasefire",
            months=12,
            goes="up",
            source="[R]",
            belongs=("ceasefire",),
            by="model/month",
        ),
        Effect(
            says="the defender fears that it breaks",
            toy="tables-and-texts",
            given={"distrust": 1, "ceasefire": 1},
            switch={"relapse": 1},
            variable="ended",
            of="ceasefire",
            months=12,
            goes="down",
            source="[R]",
            belongs=("ceasefire",),
            by="model/month",
        ),
        Effect(
            says="the frozen line leaves the attacker more",
            toy="tables-and-texts",
            switch={"frozen_rule": 1},
            variable="value",
            of="attacker",
            goes="up",
            source="[R]",
            belongs=("issues.rule.frozen",),
        ),
    ),
)
