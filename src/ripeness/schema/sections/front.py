"""The front line, and the lattices on which the game is solved."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, ValidationInfo, field_validator, model_validator

from ripeness.model.kernels.drift_declared import DECLARED as DRIFT
from ripeness.schema.calendar import Month
from ripeness.schema.declaration import choice, count, number, real, stated
from ripeness.schema.document import complaint
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Section

LADDER = ("steps", "start")
AREAS = ("lowest", "highest", "area", "sd", "cell")
"""What a front must state under the law of steps, and under that of drift."""


class Front(Section):
    """The front: a ladder from 0, the attacker expelled, to ``steps``, the defender beaten; or an area that drifts."""

    law: Literal["steps", "drift"] = choice(
        "whether the front moves one step a month or is an area that drifts", "steps"
    )
    steps: int | None = count("number of steps from the attacker's expulsion to the defender's defeat", 2, 5000, None)
    start: int | None = count("position of the front when the war began", 1, 5000, None)
    step_area: Quantity | None = number("km^2", 0, float("inf"), "territory that one step stands for", None, above=True)
    from_: Month | None = Field(
        None, alias="from", description="month from which the front moves and teaches; left out: the war's beginning"
    )
    lowest: Quantity | None = stated(DRIFT, "front.lowest")
    highest: Quantity | None = stated(DRIFT, "front.highest")
    area: Quantity | None = stated(DRIFT, "front.area")
    sd: Quantity | None = stated(DRIFT, "front.sd")
    error: Quantity = stated(DRIFT, "front.error")
    cell: Quantity | None = number(
        "km^2",
        0,
        float("inf"),
        "width of a cell in which the area is counted; twice the sd is a good width",
        None,
        above=True,
    )
    substeps: int = count("parts into which a month of the front is cut", 1, 60, 1)

    @field_validator("start")
    @classmethod
    def _inside(cls, start: int | None, info: ValidationInfo) -> int | None:
        steps = info.data.get("steps")
        if steps is not None and start is not None and start >= steps:
            raise complaint(f"the front starts at {start} of {steps} steps", f"Write 1 to {steps - 1}")
        return start

    @field_validator("cell")
    @classmethod
    def _certain(cls, cell: Quantity | None) -> Quantity | None:
        if cell is not None and cell.uncertain:
            raise complaint("the width of a cell is uncertain", "Write one width, for example 460 km^2")
        return cell

    @model_validator(mode="after")
    def _whole(self) -> Self:
        """The law says which measures there must be, and which there cannot be."""
        needed, other = (LADDER, AREAS) if self.law == "steps" else (AREAS, LADDER)
        missing = [name for name in needed if getattr(self, name) is None]
        if missing:
            fix = "state them, or write law: " + ("drift" if self.law == "steps" else "steps")
            raise complaint(f"a front of the law {self.law} needs {', '.join(missing)}", f"In front, {fix}")
        foreign = [name for name in other if getattr(self, name) is not None]
        if foreign:
            raise complaint(f"a front of the law {self.law} has no {', '.join(foreign)}", "Take the lines out")
        return self


class Numerics(Section):
    """How finely the game is solved; one node switches a coordinate off."""

    chest_nodes: int = count("nodes of the war chest", 1, 1000, 13)
    chest_above: int = count("nodes of the war chest above its path, where a truce may fill it", 0, 1000, 4)
    sincerity_nodes: int = count("nodes of the attacker's sincerity in the mediator's eyes", 1, 1000, 21)
    sincerity_low: float = real("lowest log-odds of sincerity", -4.0)
    sincerity_high: float = real("highest log-odds of sincerity", 3.0)
    thinning: int = count("every how many-th node is solved in months whose play nobody reads; 1: all", 1, 1000, 1)
    terms_grid: int = count("values tried of each issue that raises the risk of a broken deal", 1, 1000, 11)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        low, high = self.sincerity_low, self.sincerity_high
        if high <= low:
            raise complaint(f"sincerity_high {high:g} is not above sincerity_low {low:g}", "Exchange the two")
        return self
