"""A month of war costs a side more once the war has gone on for so many months.

Equation:
    cost'(t) = cost(t) + rise x max(0, t - after),   t months since the war began

Sources: support for a war falls as it goes on: Mueller 1973, War, Presidents and Public Opinion; Bennett & Stam 1996,
    American Political Science Review [P for the idea, recalled]; the form is [R].
Reads: a side's cost by month, months of war that it bears as it began, rise a month.
Writes: that side's cost.
Silent about: what tires people (losses, prices, conscription), who may say so and with what effect, habituation, rest
    in quiet months. The cost rises without end, and both sides know how fast; no leader falls by it.
"""

from __future__ import annotations

import numpy as np
from jaxtyping import Float

Draws = Float[np.ndarray, " draw"]
Paths = Float[np.ndarray, "draw month"]


def risen(cost: Paths, after: Draws, rise: Draws) -> Paths:
    """Cost of each month since the war began, share of the prize.

    Parameters
    ----------
    cost : share of the prize a month, without weariness. after : months of war. rise : share of the prize a month, more
    in each month than in the one before.
    """
    weary = np.maximum(0.0, np.arange(cost.shape[1]) - after[:, None])
    return cost + rise[:, None] * weary
