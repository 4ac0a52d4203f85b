"""What `terms/frontier` declares."""

from ripeness.model.declared import TREE, Declared, Held

DECLARED = Declared(
    held=Held(TREE, ("tests/engine/test_brute_force.py",), ("terms.all_edges", "terms.frontier")),
)
