"""The Nash product of actors with quadratic losses: the outcome on which all would rather agree than fall apart.

Equation:
    maximise the sum over i of c_i log( L - s_i ((O - x_i)/w)^2 ) over O, w the width of the scale, L the loss of no
    agreement on the same scale; as L grows the outcome goes to sum c s x / sum c s, the compromise
Sources: Nash 1950, Econometrica [P, recalled]; Achen 2006, in Thomson et al., The European Union Decides [P,
    recalled], who shows that the compromise is its limit; the search on a bounded interval is ours [R].
Reads: `Actors`. Writes: outcomes.
Silent about: who falls out with whom: disagreement costs all the same.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from ripeness.errors import RunError
from ripeness.rivals.actors import Actors

LOSS = 1.5


def nash(actors: Actors, loss: float = LOSS) -> NDArray[np.float64]:
    """Return the outcome of largest product, (issue,), in the issues' own units.

    Parameters
    ----------
    loss : of no agreement, above the greatest salience, so that every outcome on the scale is better for all.

    Raises
    ------
    RunError : a loss that some outcome exceeds.
    """
    share = np.nan_to_num(actors.salience)
    if not loss > share.max():
        raise RunError(f"a loss of {loss:g} is not above the greatest salience, {share.max():g}", "State a larger one")
    found = []
    for k, (low, high) in enumerate(zip(actors.lower, actors.upper, strict=True)):
        inside = ~np.isnan(actors.position[:, k])
        x = (actors.position[inside, k] - low) / (high - low)
        c, s = actors.capability[inside, k], share[inside, k]
        best = minimize_scalar(
            lambda at, x=x, c=c, s=s: -float(c @ np.log(loss - s * (at - x) ** 2)),
            bounds=(0, 1), method="bounded", options={"xatol": 1e-12},
        )  # fmt: skip
        found.append(low + best.x * (high - low))
    return np.array(found)
