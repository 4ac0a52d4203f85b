"""The envoy: what he takes the war to be about."""

from __future__ import annotations

from ripeness.schema.declaration import number, numbers
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Section


class Envoy(Section):
    """The weights that the envoy imagines, and how fast he learns."""

    credulity: Quantity = number("1", 0, 1, "how far he takes what he hears for what is meant", 0)
    learning: Quantity = number("1/month", 0, 1, "share of his error that a refusal removes", 0)
    attacker_weights: dict[str, Quantity] = numbers("issues", "1", 0, 1, "weights that he takes the attacker to have")
    defender_weights: dict[str, Quantity] = numbers("issues", "1", 0, 1, "weights that he takes the defender to have")
