"""What `terms/acceptance` declares."""

from ripeness.model.declared import TREE, Declared, Held

DECLARED = Declared(
    held=Held(
        TREE,
        ("tests/engine/test_brute_force.py", "tests/engine/test_published_cases.py"),
        ("terms.bargain", "terms.frontier"),
        note="where no terms give d_A, only that the gap is negative",
    ),
)
