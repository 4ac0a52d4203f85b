"""What `kernels/treasury` declares."""

from ripeness.model.declared import TREE, Declared, Held

DECLARED = Declared(
    held=Held(
        TREE,
        ("tests/engine/test_brute_force.py", "tests/engine/test_histories.py"),
        ("means.spent",),
        note="its numbers are those of the war chest and of effort",
    ),
)
