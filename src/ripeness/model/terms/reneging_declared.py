"""What `terms/reneging` declares."""

from ripeness.model.declared import TREE, Declared, Effect, Held, Number

DECLARED = Declared(
    held=Held(TREE, ("tests/engine/test_brute_force.py",), ("terms.deal_at",)),
    numbers={
        "bargaining.base_reneging": Number("1", 0, 1, "risk that any deal is broken", 0),
        "issues.NAME.reneging": Number(
            "1", 0, 2, "risk that the deal is broken, added if the attacker gets all of it", 0
        ),
    },
    effects=(
        Effect(
            says="nobody trusts a signature",
            toy="tables-and-texts",
            switch={"distrust": 0.9},
            variable="ripeness_gap",
            goes="down",
            source="Fearon 1995, Powell 2006 [P]",
            belongs=("bargaining.base_reneging",),
        ),
        Effect(
            says="what is ceded of rule makes a breach likelier",
            toy="tables-and-texts",
            switch={"rule_distrust": 1},
            variable="terms",
            of="rule",
            months=12,
            goes="down",
            source="Fearon 1995, Powell 2006 [P]; the form is [R]",
            belongs=("issues.rule.reneging",),
        ),
    ),
)
