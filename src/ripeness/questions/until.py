"""Draws on until the weights count as enough equal ones."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TypeVar

from ripeness.errors import RunError

Found = TypeVar("Found")

MOST = 4096
"""No more draws are taken to reach an effective sample."""
AIMED = 100
"""Effective draws from which a chance needs no caution for them."""


def until_effective(
    compute: Callable[[int], tuple[Found, float]], draws: int, wanted: int | None, most: int = MOST
) -> Found:
    """Compute with more and more draws until their effective number is reached, or `most` are taken.

    Parameters
    ----------
    compute : draws -> (what is found, effective number of draws). draws : to begin with.
    wanted : effective number; None: what `draws` give.
    """
    if wanted is not None and not 1 <= wanted <= most:
        raise RunError(f"an effective sample of {wanted} is out of range", f"Ask for 1 to {most}")
    while True:
        found, effective = compute(draws)
        if wanted is None or effective >= wanted or draws >= most:
            return found
        draws = min(most, 4 * draws, max(draws + 1, math.ceil(1.2 * draws * wanted / max(effective, 1.0))))
