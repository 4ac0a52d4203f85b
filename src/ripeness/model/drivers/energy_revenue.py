"""What energy exports bring to the state.

Equation:
    revenue = state_share x [ lawful volume x lawful price + other volume x price ] x (1 - discount) x days + other
    volume  = min(quota, legal volume + volume per hull x hulls)

Sources: accounting identity; [R] for constant shares.
Reads: price, discount, volumes, hulls, sanctions.
Writes: revenue.
Silent about: gas contracts, exchange rates, taxes that move with the price, damage to refineries and ports.
"""

import numpy as np
from jaxtyping import Float

from ripeness.model.drivers.sanctions import Pressure

Draws = Float[np.ndarray, " draw"]
DAYS = 30.4375  # mean length of a month


def revenue(
    price: Draws,
    discount: Draws,
    legal_volume: Draws,
    quota: Draws,
    volume_per_hull: Draws,
    state_share: Draws,
    other_energy: Draws,
    hulls: Float[np.ndarray, "draw month"],
    pressure: Pressure,
) -> Float[np.ndarray, "draw month"]:
    """Revenue, bn USD a month.

    Parameters
    ----------
    price : USD a barrel. discount, state_share : shares. legal_volume, quota : million barrels a day.
    volume_per_hull : thousand barrels a day. other_energy : bn USD a month. hulls : vessels.
    """
    outside = volume_per_hull[:, None] * hulls / 1000.0
    sold = np.minimum(pressure.quota(quota)[:, None], legal_volume[:, None] + outside)
    lawful = np.minimum(legal_volume[:, None], sold)
    value = lawful * pressure.lawful_price(price)[:, None] + (sold - lawful) * price[:, None]
    kept = (1.0 - pressure.discount(discount))[:, None]
    return state_share[:, None] * value * kept * DAYS / 1000.0 + other_energy[:, None]
