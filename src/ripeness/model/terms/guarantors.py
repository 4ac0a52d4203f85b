"""Guarantors, one by one, each worth as much as the backer on whom it relies.

Equation:
    guarantee = 1 - (1 - guarantee) prod over guarantors (1 - strength x backing)
    backing: how far the backer is believed; 1 for a guarantor who relies on nobody

Sources: guarantees by third parties: Walter 1997, International Organization [P for the idea, recalled];
    the form is [R].
Reads: guarantee stated in one number; each guarantor's strength and its backer's credibility.
Writes: guarantee, the share of the risk of a broken deal that is taken away.
Silent about: what a guarantor would do and when, its costs, whether it is tested; guarantors fail independently of
    one another, backers too.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from jaxtyping import Float

Draws = Float[np.ndarray, " draw"]


def together(guarantee: Draws, guarantors: Iterable[tuple[Draws, Draws]]) -> Draws:
    """Share of the risk that all remove together; `guarantors` holds (strength, backing), shares in [0, 1]."""
    exposed = np.ones_like(guarantee)
    for strength, backing in guarantors:
        exposed = exposed * (1.0 - strength * backing)
    return guarantee + (1.0 - guarantee) * (1.0 - exposed)
