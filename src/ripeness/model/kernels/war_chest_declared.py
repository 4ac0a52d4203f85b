"""What `kernels/war_chest` declares."""

from ripeness.model.declared import TREE, Declared, Effect, Held

DECLARED = Declared(
    held=Held(
        TREE,
        ("tests/engine/test_brute_force.py", "tests/engine/test_laws.py"),
        ("nodes.offsets", "brute_force.broke", "brute_force.money"),
    ),
    effects=(
        Effect(
            says="empty reserves cost",
            toy="means-of-war",
            given={"secondary": 0.5},
            switch={"cost_when_exhausted": 2},
            variable="value",
            of="attacker",
            goes="down",
            source="[R]",
            belongs=("costs.exhausted",),
        ),
    ),
)
