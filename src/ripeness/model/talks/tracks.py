"""Whether the month has a table at which a settlement can be concluded.

Equation:
    o = [ 1 - prod over tracks that seat both belligerents (1 - meets x mandate) ] x overlap

Sources: [R].
Reads: tracks: who is seated, monthly chance of meeting, share of meetings whose delegations may
    settle; chance that a meeting works from a text that both recognise.
Writes: monthly probability of a table.
Silent about: why delegations meet, venue, level, leaks, talks about talks.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from jaxtyping import Float


def opportunity(
    settling: Iterable[tuple[Float[np.ndarray, " draw"], Float[np.ndarray, " draw"]]],
    overlap: Float[np.ndarray, " draw"],
) -> Float[np.ndarray, " draw"]:
    """Monthly probability of a table; `settling` holds (meets, mandate) of each track that can settle."""
    none_meets = np.ones_like(overlap)
    for meets, mandate in settling:
        none_meets = none_meets * (1.0 - meets * mandate)
    return (1.0 - none_meets) * overlap
