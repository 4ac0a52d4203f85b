"""Issues: what a settlement is about; and how the two sides bargain over it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from ripeness.model.kernels.drift_declared import DECLARED as DRIFT
from ripeness.model.talks.stance_declared import DECLARED as STANCE
from ripeness.model.terms.bargain_declared import DECLARED as BARGAIN
from ripeness.model.terms.guarantors_declared import DECLARED as GUARANTORS
from ripeness.model.terms.reneging_declared import DECLARED as RENEGING
from ripeness.model.terms.utility_declared import DECLARED as UTILITY
from ripeness.schema.declaration import choice, flag, names, stated
from ripeness.schema.document import complaint
from ripeness.schema.quantity import Quantity
from ripeness.schema.section import Name, Section
from ripeness.schema.sections.guarantor import Guarantor
from ripeness.schema.subsection import absent


def nearest_step(steps: Mapping[float, str], share: float) -> str | None:
    """Return the name of the step nearest to a share, the lower of two as near; None where no step is named."""
    return steps[min(steps, key=lambda one: (abs(one - share), one))] if steps else None


def read_steps(raw: Any) -> dict[float, str]:
    """Return the names of an issue's steps by share, in order, or complain."""
    fix = "Write shares from 0 to 1, each with its name, and both ends among them: {0: no bar, 1: never a member}"
    if not isinstance(raw, Mapping):
        raise complaint(f"{raw!r} names no steps", fix)
    found: dict[float, str] = {}
    for key, name in raw.items():
        try:
            share = float(key)
        except (TypeError, ValueError):
            raise complaint(f"{key!r} is not a share", fix) from None
        if not 0.0 <= share <= 1.0:
            raise complaint(f"{key} is not a share from 0 to 1", fix)
        if share in found:
            raise complaint(f"the step at {share:g} is named twice", "Keep one of the two")
        if not isinstance(name, str) or not name.strip():
            raise complaint(f"the step at {share:g} has no name", fix if name is None else "Write its name in quotes")
        found[share] = name.strip()
    if not {0.0, 1.0} <= set(found):
        raise complaint(f"the end {1 if 0.0 in found else 0} has no name", fix)
    return dict(sorted(found.items()))


Steps = Annotated[
    dict[float, str],
    BeforeValidator(read_steps),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": "string"}}),
]
"""Names of an issue's steps by share."""


class Band(Section):
    """Areas between which an issue of land lies, in the measure of a front that drifts."""

    from_: Quantity = stated(DRIFT, "issues.NAME.band.from", alias="from")
    to: Quantity = stated(DRIFT, "issues.NAME.band.to")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_.centre >= self.to.centre:
            what = f"the band runs from {self.from_.centre:g} to {self.to.centre:g} km^2"
            raise complaint(what, "Write the smaller area as from, the larger as to")
        return self


class Matter(Section):
    """One issue: 0 is the defender's ideal, 1 the attacker's."""

    title: str
    attacker_weight: Quantity = stated(UTILITY, "issues.NAME.attacker_weight")
    defender_weight: Quantity = stated(UTILITY, "issues.NAME.defender_weight")
    status_quo: Quantity = stated(UTILITY, "issues.NAME.status_quo")
    frozen: Quantity = stated(UTILITY, "issues.NAME.frozen")
    reneging: Quantity = stated(RENEGING, "issues.NAME.reneging")
    indivisible: bool = flag("whether it can only be had whole", False)
    follows_front: bool = flag("whether it follows the front when the war freezes", False)
    band: Band | None = absent("the areas between which it lies, where it is land; left out: it is not")
    consent: tuple[str, ...] = names("actors", "whose consent it needs besides the belligerents'", ())
    government: bool = Field(
        False,
        description="whether it is that the defender's government sides with the attacker, which pages tell apart",
    )
    steps: Steps = Field(
        default_factory=dict,
        description="names of what shares stand for, both ends among them: pages print the nearest, not the share",
    )

    @property
    def land(self) -> bool:
        """Whether it is land, which the front divides."""
        return self.band is not None or self.follows_front

    @model_validator(mode="after")
    def _steps_fit(self) -> Self:
        if self.government and not self.indivisible:
            raise complaint("a government is no slice: it sides with the attacker or not", "Write indivisible: true")
        if self.indivisible and set(self.steps) - {0.0, 1.0}:
            raise complaint("what is indivisible has no steps between its ends", "Name the steps 0 and 1 only")
        if self.land and self.steps:
            raise complaint("land is told by how it lies to the line, not by steps", "Take the steps out")
        return self

    def step(self, share: float) -> str | None:
        """Return the name of the step nearest to a share; None where the issue names none."""
        return nearest_step(self.steps, share)


def on_land(issues: Mapping[str, Matter]) -> bool:
    """Whether something to settle is land, so that settlements are named by the line."""
    return any(issue.land for issue in issues.values())


class Bargaining(Section):
    """How the terms are chosen where a deal is possible."""

    protocol: Literal["nash", "attacker_offers", "defender_offers", "alternating"] = choice("who makes offers", "nash")
    attacker_power: Quantity = stated(BARGAIN, "bargaining.attacker_power")
    base_reneging: Quantity = stated(RENEGING, "bargaining.base_reneging")
    guarantee: Quantity = stated(GUARANTORS, "bargaining.guarantee")
    guarantors: dict[Name, Guarantor] = Field(
        default_factory=dict, description="guarantors one by one, on top of guarantee"
    )


class Choice(Section):
    """How precisely the attacker chooses its stance."""

    precision: Quantity | None = stated(STANCE, "choice.precision")
