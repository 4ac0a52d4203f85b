"""Drawing by weight."""

from __future__ import annotations

import numpy as np
from jaxtyping import Array


def draw(rows: Array | np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """One column for each row of weights."""
    edges = np.cumsum(np.asarray(rows, np.float64), axis=1)
    return (edges[:, :-1] <= rng.random(len(edges))[:, None] * edges[:, -1:]).sum(axis=1)
