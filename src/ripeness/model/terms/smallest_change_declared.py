"""What `terms/smallest_change` declares."""

from ripeness.model.declared import LIGHTLY, Declared, Held

DECLARED = Declared(
    held=Held(
        LIGHTLY, ("tests/plans/test_smallest_change.py",), note="against every point of a fine grid, and by hand"
    ),
)
