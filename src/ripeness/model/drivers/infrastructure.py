"""The defender's power system under sustained bombing, and what a month of bombing costs the defender.

Equation:
    H' = H (1 - damage (1 - air defence)) + repair (1 - H)
    cost of a month of bombing = base + outage cost x (1 - H) x (winter factor in November to March, else 1)

Sources: stock-flow identity; the cost is [R].
Reads: damage, air defence, repair, outage cost, season.
Writes: cost of being bombed.
Silent about: people harmed (a cost in a model is no measure of them), targets, stocks of missiles, power
    imports. H follows a path of sustained bombing: months without strikes do not mend it faster.
"""

import numpy as np
from jaxtyping import Float

Draws = Float[np.ndarray, " draw"]
WINTER = (11, 12, 1, 2, 3)


def health(
    start: Draws, damage: Draws, air_defence: Draws, repair: Draws, months: int
) -> Float[np.ndarray, "draw month"]:
    """Share of the power system that works at each month's start; one month longer than `months`."""
    working = np.empty((len(start), months + 1))
    working[:, 0] = start
    for month in range(months):
        now = working[:, month]
        working[:, month + 1] = np.clip(now * (1.0 - damage * (1.0 - air_defence)) + repair * (1.0 - now), 0.0, 1.0)
    return working


def struck_cost(
    base: Draws,
    outage_cost: Draws,
    health: Float[np.ndarray, "draw month"],
    winter_factor: Draws,
    calendar_month: Float[np.ndarray, " month"],
) -> Float[np.ndarray, "draw month"]:
    """Cost to the defender of a month of bombing, share of the prize. `calendar_month` runs from 1 to 12."""
    season = np.where(np.isin(calendar_month, WINTER), winter_factor[:, None], 1.0)
    return base[:, None] + outage_cost[:, None] * (1.0 - health) * season
