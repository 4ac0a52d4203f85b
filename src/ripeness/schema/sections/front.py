"""The front line, and the lattices on which the game is solved."""

from __future__ import annotations

from typing import Self

from pydantic import ValidationInfo, field_validator, model_validator

from ripeness.schema.declaration import count, number, real
from ripeness.schema.document import complaint
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Section


class Front(Section):
    """The front as a ladder: 0 is the attacker expelled, ``steps`` the defender beaten."""

    steps: int = count("number of steps from the attacker's expulsion to the defender's defeat", 2)
    start: int = count("position of the front when the war began", 1)
    step_area: Quantity | None = number("km^2", 0, float("inf"), "territory that one step stands for", None, above=True)

    @field_validator("start")
    @classmethod
    def _inside(cls, start: int, info: ValidationInfo) -> int:
        steps = info.data.get("steps")
        if steps is not None and start >= steps:
            raise complaint(f"the front starts at {start} of {steps} steps", f"Write 1 to {steps - 1}")
        return start


class Numerics(Section):
    """How finely the game is solved; one node switches a coordinate off."""

    chest_nodes: int = count("nodes of the war chest", 1, 13)
    sincerity_nodes: int = count("nodes of the attacker's sincerity in the mediator's eyes", 1, 21)
    sincerity_low: float = real("lowest log-odds of sincerity", -4.0)
    sincerity_high: float = real("highest log-odds of sincerity", 3.0)
    thinning: int = count("every how many-th node is solved in months whose play nobody reads; 1: all", 1, 1)
    terms_grid: int = count("values tried of each issue that raises the risk of a broken deal", 1, 11)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        low, high = self.sincerity_low, self.sincerity_high
        if high <= low:
            raise complaint(f"sincerity_high {high:g} is not above sincerity_low {low:g}", "Exchange the two")
        return self
