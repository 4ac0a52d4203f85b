"""What signing costs a leader.

Equation:
    leader cost = value of office x added risk of losing it by settling

Sources: leaders' fate: Goemans 2000; Croco 2011; Debs & Goemans 2010 [P for the idea, recalled]; form [R].
Reads: value of office, risk.
Writes: leader cost of a settlement.
Silent about: the fate of a leader who loses the war, exile, succession, elections' dates.
"""

import numpy as np
from jaxtyping import Float


def cost_of_settling(
    office_value: Float[np.ndarray, " draw"], loss_if_settles: Float[np.ndarray, " draw"]
) -> Float[np.ndarray, " draw"]:
    """Cost in shares of the leader's aims."""
    return office_value * loss_if_settles
