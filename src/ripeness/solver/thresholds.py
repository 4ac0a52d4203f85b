"""Which of the game's numbers stand at a clip, where a derivative sees one side only or none.

Equations of the clips: `model/talks/mediator.py` (mu*, mu_1), `model/kernels/collapse.py`, `model/kernels/battle.py`,
`model/terms/reneging.py`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from jaxtyping import Bool

from ripeness.model.state import Game, Lattice
from ripeness.model.talks.mediator import INDULGENCE_CEILING, INDULGENCE_MARGIN

Draws = Bool[np.ndarray, " draw"]

NEVER_OR_ALWAYS = "the mediator's threshold of punishing is cut off at never or always"
OWN_DOOR = "the threshold of executive action is cut off at never or always"
OUTSIDE = "the mediator's threshold of punishing lies outside the lattice of its mind"
CEILING = "the threshold of indulgence is cut off at its ceiling"
CERTAIN = "a believed hazard of collapse is cut off at certainty"
BATTLES = "chances in battle are cut off at 0 or 1"
BROKEN = "the risk that the worst deal is broken is cut off at certainty"


def clipped(game: Game, lattice: Lattice) -> dict[str, Draws]:
    """What stands at a clip, by its words; arrays have a leading axis `draw`."""
    found: dict[str, Any] = {}
    mediator, months, eyes = game.mediator, game.months, game.believers
    if lattice.sincerity > 1:
        threshold = np.asarray(mediator.threshold, float)
        found[NEVER_OR_ALWAYS] = (threshold <= 0.0) | (threshold >= 1.0)
        inside = np.clip(threshold, 1e-12, 1.0 - 1e-12)
        half = 0.5 * (lattice.sincerity_high - lattice.sincerity_low) / (lattice.sincerity - 1)
        odds = np.log(inside / (1.0 - inside))
        beyond = (odds < lattice.sincerity_low - half) | (odds > lattice.sincerity_high + half)
        found[OUTSIDE] = beyond & ~found[NEVER_OR_ALWAYS]
        found[CEILING] = threshold + INDULGENCE_MARGIN >= INDULGENCE_CEILING
        if game.executive is not None:
            own = np.asarray(mediator.punishes_below(game.executive[1]), float)
            found[OWN_DOOR] = (own <= 0.0) | (own >= 1.0)
    worst = months.collapse * (1.0 + eyes.strike_effect)[:, None, :] * (1.0 + np.maximum(eyes.hope, 0.0))[:, None, :]
    found[CERTAIN] = (np.asarray(worst) >= 1.0).any(axis=(1, 2))
    shifted = eyes.battle_mean[:, None, :] + months.odds_shift[:, :, None]
    broke = shifted + game.odds_when_exhausted[:, None, None] * (lattice.chest > 1)
    found[BATTLES] = np.stack([(np.minimum(shifted, broke) <= 0.0), (np.maximum(shifted, broke) >= 1.0)]).any(
        axis=(0, 2, 3)
    )
    risk = (game.issues.base_reneging + game.issues.reneging.sum(axis=1)) * (1.0 - game.issues.guarantee)
    found[BROKEN] = risk >= 1.0
    return {words: np.asarray(where) for words, where in found.items()}
