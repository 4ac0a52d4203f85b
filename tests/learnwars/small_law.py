"""A law of wars that can be written down: draws are constant hazards, a third of endings for each result."""

from __future__ import annotations

import numpy as np

from ripeness.questions.learnwars.law import WarLaw

MONTHS = 150
RNG = np.random.default_rng(11)
SCORES = RNG.standard_normal((2000, 2))
HAZARD = (0.12 * np.exp(0.9 * SCORES[:, 0])).clip(0.0, 0.9)


def small_law() -> WarLaw:
    """Geometric law of each draw's hazard."""
    month = np.arange(MONTHS)
    ends = HAZARD[:, None] * (1.0 - HAZARD[:, None]) ** month
    won = 1.0 / (1.0 + np.exp(-SCORES[:, 1]))
    shares = np.stack([0.9 * won, 0.9 * (1.0 - won), np.full(len(won), 0.1)], axis=1)
    return WarLaw(ends[:, :, None] * shares[:, None], SCORES)
