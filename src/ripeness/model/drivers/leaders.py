"""What signing, losing and winning cost a leader who may lose office by it.

Equation:
    leader cost = value of office x added risk of losing it by settling
    worth of winning, of losing - value of office x risk of losing it by that outcome

Sources: leaders' fate: Goemans 2000; Croco 2011; Debs & Goemans 2010 [P for the idea, recalled]; form [R].
Reads: value of office, risk by outcome: settling, losing (a forced stop counts as lost), winning.
Writes: leader cost of a settlement; worth of victory and defeat.
Silent about: exile and punishment beyond office, succession, elections' dates. Capitulation is worth its floor.
"""

import numpy as np
from jaxtyping import Float


def cost_of_settling(
    office_value: Float[np.ndarray, " draw"], loss_if_settles: Float[np.ndarray, " draw"]
) -> Float[np.ndarray, " draw"]:
    """Cost in shares of the leader's aims."""
    return office_value * loss_if_settles


def with_fate(
    outcome: Float[np.ndarray, " draw"], office_value: Float[np.ndarray, " draw"], loss: Float[np.ndarray, " draw"]
) -> Float[np.ndarray, " draw"]:
    """What an outcome is worth to a leader who loses office by it with probability `loss`."""
    return outcome - office_value * loss
