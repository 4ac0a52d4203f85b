"""What `terms/bargain` declares."""

from ripeness.model.declared import TREE, Declared, Held, Number

DECLARED = Declared(
    held=Held(
        TREE,
        ("tests/engine/test_brute_force.py", "tests/engine/test_published_cases.py"),
        ("terms.bargain", "terms.nash_deal", "terms.ends"),
    ),
    numbers={
        "bargaining.attacker_power": Number("1", 0, 1, "the attacker's weight in the Nash bargain", 0.5),
    },
)
