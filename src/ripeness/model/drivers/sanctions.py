"""How sanctions bear on the price and the volume of energy sold.

Equation:
    discount = min(1, base + direct [+ executive_direct [+ package_direct]])
    quota    = base x (1 - secondary) [x (1 - executive_secondary) [x (1 - package_secondary)]]
    price of lawful cargoes = compliance x min(price, cap) + (1 - compliance) x price

Sources: [R].
Reads: direct sanctions on sellers, secondary ("indirect") sanctions on buyers and banks, price cap; the
    bracketed terms count while executive action, or the package, is in force.
Writes: discount, quota, price of lawful cargoes.
Silent about: evasion that learns, substitution between buyers, effects on world prices, waivers.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float

Draws = Float[np.ndarray, " draw"]


@dataclass(frozen=True)
class Pressure:
    """Sanctions at one level of punishment: shares in [0, 1]; cap in USD a barrel or None."""

    direct: Draws
    secondary: Draws
    price_cap: Draws | None
    cap_compliance: Draws

    def discount(self, base: Draws) -> Draws:
        """Share of the price that buyers keep."""
        return np.clip(base + self.direct, 0.0, 1.0)

    def quota(self, base: Draws) -> Draws:
        """Volume that finds buyers, in the unit of `base`."""
        return base * (1.0 - self.secondary)

    def lawful_price(self, price: Draws) -> Draws:
        """Mean price of cargoes on insured ships, USD a barrel."""
        if self.price_cap is None:
            return price
        return self.cap_compliance * np.minimum(price, self.price_cap) + (1.0 - self.cap_compliance) * price


def further(shut: Pressure, direct: Draws, secondary: Draws) -> Pressure:
    """Pressure one level up: it adds to the discount and takes a share of what quota is left."""
    together = 1.0 - (1.0 - shut.secondary) * (1.0 - secondary)
    return Pressure(shut.direct + direct, together, shut.price_cap, shut.cap_compliance)
