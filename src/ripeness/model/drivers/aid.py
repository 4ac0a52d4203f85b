"""Aid to the defender: what arrives, what is missing, and what the attacker believes of it.

Equation:
    a flow that buys the mediator's weapons x export permission
    delivered(t) = sum of flows allocated `lag` months before;  shortfall = max(0, 1 - delivered / need)
    true collapse hazard = lambda_0 exp(effect x shortfall)
    defender's cost = cost x (1 - relief x min(1, delivered / need))
    battle chance   + (1 - intelligence) x effect of intelligence        (in truth and in both beliefs)
    attacker's prior on collapse x news x (1 - credibility x commitment)

Sources: [R]. Only aid that the attacker believes in moves the attacker's beliefs.
Reads: flows by donor and kind, export permission, need, intelligence, commitment, credibility, news.
Writes: collapse hazards, defender's cost, shift of the battle chance.
Silent about: what the money buys, absorption, quality, corruption, donors' politics. Intelligence as it
    was before the war's first epoch is the zero of its shift.
"""

import numpy as np
from jaxtyping import Float

Draws = Float[np.ndarray, " draw"]
Paths = Float[np.ndarray, "draw month"]


def permitted(amount: Draws, permission: Draws) -> Draws:
    """What is bought of the mediator's weapons, bn EUR a month, where the mediator permits this share of it."""
    return amount * permission


def delivered(allocated: Paths, lag: Draws) -> Paths:
    """Aid that arrives each month, bn EUR, `lag` months (rounded) after allocation; before, as in the first month."""
    months = np.arange(allocated.shape[1])
    return np.take_along_axis(allocated, np.maximum(0, months - np.rint(lag)[:, None]).astype(int), axis=1)


def cover(arrived: Paths, need: Draws) -> Paths:
    """Share of the need that is met, at most 1."""
    return np.minimum(1.0, arrived / need[:, None])


def collapse_hazard(base: Draws, cover: Paths, effect: Draws) -> Paths:
    """True monthly hazard that the defender collapses."""
    return np.minimum(1.0, base[:, None] * np.exp(effect[:, None] * (1.0 - cover)))


def defender_cost(cost: Draws, cover: Paths, relief: Draws) -> Paths:
    """Defender's cost of fighting, share of the prize a month."""
    return cost[:, None] * (1.0 - relief[:, None] * cover)


def odds_shift(intelligence: Draws, effect: Draws) -> Draws:
    """What the attacker's chance in battle gains where intelligence is withdrawn."""
    return (1.0 - intelligence) * effect


def believed_collapse(
    mean: Draws, strength: Draws, months: int, news: Draws, commitment: Draws, credibility: Draws
) -> Paths:
    """Beta belief on the monthly collapse hazard while none has come: it fades at a rate set by `strength` (months)."""
    prior = np.clip(mean * news * (1.0 - credibility * commitment), 0.0, 1.0)
    return prior[:, None] / (1.0 + np.arange(months)[None, :] / strength[:, None])
