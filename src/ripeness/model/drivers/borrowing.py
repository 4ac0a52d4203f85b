"""What was borrowed for the war has to be paid after it, and lowers what any settlement leaves the attacker.

Equation:
    debt' = debt + borrowing
    attacker's cost of settling + burden x debt / 100 bn USD

Sources: debt narrows the range of settlements: Slantchev 2012, American Political Science Review
    [P for the idea, recalled]; the form is [R].
Reads: borrowing, burden in shares of the prize for each 100 bn USD.
Writes: debt, addition to the attacker's cost of any settlement.
Silent about: interest, inflation, default, lenders' consent, what a victor makes the loser pay. An epoch counts the
    debt of its first month; what is borrowed later weighs on the next epoch only.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

Draws = Float[np.ndarray, " draw"]
UNIT = 100.0  # bn USD


def debt(start: Draws, borrowed: Draws, months: int) -> Float[np.ndarray, "draw month"]:
    """Debt at the start of each of `months` months, bn USD; `borrowed` : bn USD a month."""
    return start[:, None] + borrowed[:, None] * np.arange(months)


def burden(owed: Draws, per_hundred: Draws) -> Draws:
    """What `owed` bn USD take from the attacker's part of a settlement, shares of the prize."""
    return per_hundred * owed / UNIT
