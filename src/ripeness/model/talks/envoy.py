"""The envoy acts on what the envoy takes the war to be about: what goes on the agenda, what seems possible.

Equation:
    assumed weights  w^(n) = w^ + (1 - (1 - learning)^n) (w - w^)     n months of talks without a settlement
    off the agenda of the envoy's tracks: issues with w^_A(n) < incidental_below
    a x busy  while argmax_j w^_Aj(n) is on the envoy's agenda        a: the mediator's settlement chance
    flattery of the envoy x credulity
    imagined: both sides' utilities with w^(n), reneging nil, the defender's reservation less error
    career diplomats: w^ = w, busy 1, credulity 0, error 0, reneging as it is

Sources: misperception: Jervis 1976, Perception and Misperception in International Politics [idea, recalled];
    the equations are [R].
Reads: assumed and true weights, learning, months of fruitless talks, busy, credulity, error.
Writes: factor on the settlement chance and on flattery; issues off the envoy's agenda; the issues as imagined.
Silent about: the envoy's own interests, reports to the principal, advice that is ignored, personal rapport.
    The principal's interest (side deals, pressure, blame) is not the envoy's to change. What is off the agenda is
    decided once an epoch, at the centre of the numbers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from jaxtyping import Array, Bool, Float

from ripeness.model.terms.utility import Issues

Weights = Float[np.ndarray, "draw issue"]
Draws = Float[np.ndarray, " draw"]
AnyWeights = Float[np.ndarray, "*draw issue"] | Float[Array, "*draw issue"]


def learnt(assumed: Weights, true: Weights, learning: Draws, fruitless: int) -> Weights:
    """Weights that the envoy assumes after `fruitless` months of talks; rows sum to one where both arguments' do.

    `learning` : share of the error that such a month removes.
    """
    share = 1.0 - (1.0 - learning) ** fruitless
    return assumed + share[:, None] * (true - assumed)


def incidental(weights: Float[np.ndarray, " issue"], below: float) -> tuple[int, ...]:
    """Indices of the issues that the envoy keeps off the agenda: assumed weight to the attacker below a threshold."""
    return tuple(index for index, weight in enumerate(weights) if weight < below)


def patience_kept(assumed: Weights, on_agenda: Bool[np.ndarray, " issue"], busy: Draws) -> Draws:
    """Factor on the monthly settlement chance: `busy` where the issue taken for the first is on the agenda."""
    return np.where(on_agenda[np.argmax(assumed, axis=1)], busy, 1.0)


def imagined(issues: Issues, attacker: AnyWeights, defender: AnyWeights, no_reneging: bool) -> Issues:
    """The issues as the envoy sees them: assumed weights and, with `no_reneging`, deals that nobody breaks."""
    changes: dict[str, Any] = {"attacker": attacker, "defender": defender}
    if no_reneging:
        changes |= {"reneging": 0.0 * issues.reneging, "base_reneging": 0.0 * issues.base_reneging}
    return replace(issues, **changes)


def imagined_reservation(defender: Draws, error: Draws) -> Draws:
    """What the envoy takes the defender to settle for, shares of the prize: less than it is, by `error`."""
    return defender - error
