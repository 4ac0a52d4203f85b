"""Levers: what a policy can change, by how much, and who holds them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, PrivateAttr, ValidationInfo, WithJsonSchema, field_validator

from ripeness.schema.declaration import Declaration
from ripeness.schema.document import check_path, complaint, document_of
from ripeness.schema.reference import NOBODY, Owners
from ripeness.schema.section import Section
from ripeness.schema.units import UnitError, example, factor, months_of, normal, read, split


def _paths(raw: Any, info: ValidationInfo) -> tuple[str, ...]:
    stated = raw if isinstance(raw, list) else [raw]
    if not stated:
        raise complaint("the lever changes nothing", "Write the dotted path of what it changes")
    for path in stated:
        if stated.count(path) > 1:
            raise complaint(f"{path} stands twice", "Name each path once")
        declared = check_path(path, info)
        if declared.kind not in ("number", "numbers", "flag"):
            fix = "Let an epoch change it, or choose a number or a yes-or-no"
            raise complaint(f"{path} is neither a number nor a yes-or-no", fix)
    return tuple(stated)


Paths = Annotated[
    tuple[str, ...],
    BeforeValidator(_paths),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]


class Lever(Section):
    """One lever. ``status_quo``, ``low`` and ``high`` are in ``unit``."""

    title: str
    owner: Owners = Field(description="who can pull it: one, or a list of all who have to act")
    changes: Paths = Field(description="dotted path of what it changes, or a list of them")
    unit: str = Field(description="unit of the lever's values")
    low: float = Field(strict=False, description="lowest value")
    high: float = Field(strict=False, description="highest value")
    status_quo: float = Field(strict=False, description="value that changes nothing")

    _changed: tuple[Declaration, ...] = PrivateAttr(default=())

    def model_post_init(self, context: Any) -> None:
        """Keep the declarations of what the lever changes."""
        if context is not None:
            self._changed = tuple(context.changeable[path] for path in self.changes)

    @classmethod
    def in_thought(cls, title: str, path: str, declared: Declaration, ends: Sequence[float], today: float) -> Lever:
        """Return a lever that nobody can pull, on one number or yes-or-no, in the field's own unit."""
        low, high = ends
        made = cls.model_construct(
            title=title, owner=(NOBODY,), changes=(path,), unit=declared.unit, low=low, high=high, status_quo=today
        )
        made._changed = (declared,)
        return made

    @property
    def anybodys(self) -> bool:
        """Say whether anybody can pull it: a lever of nobody's is a thought experiment."""
        return self.owner != (NOBODY,)

    @property
    def yes_or_no(self) -> bool:
        """Say whether it sets what is so or not so: any value from one half on is yes."""
        return self._changed[0].kind == "flag"

    @property
    def scale(self) -> float:
        """What one of the lever's unit is in the unit of the numbers that it changes."""
        return factor(self.unit, self._changed[0].unit)

    def value(self, raw: Any) -> float:
        """Return a value of the lever, a number or text such as ``4 %/month``, in canonical units."""
        stated = read(_number_or_text(raw), self.unit, bare=True)
        if self._changed[0].compounds and isinstance(raw, str) and months_of(split(raw)[1] or self.unit) != 1:
            stated = read(raw, self._changed[0].unit, compounds=True) / self.scale
        slack = 1e-9 * max(abs(self.low), abs(self.high))
        if not self.low - slack <= stated <= self.high + slack:
            span = f"{self.low:g} to {self.high:g}{'' if self.unit == '1' else ' ' + self.unit}"
            raise UnitError(f"{raw} lies outside the lever's range, {span}", f"Write a value from {span}")
        return stated * self.scale

    def moves(self, value: float) -> bool:
        """Say whether a value, in canonical units, differs from the status quo."""
        return not math.isclose(value, self.status_quo * self.scale, rel_tol=1e-12, abs_tol=1e-15)

    def setting(self, name: str, path: str, value: float) -> Any:
        """Return what the changed field holds when the lever has a value, in canonical units."""
        declared = self._changed[self.changes.index(path)]
        return value >= 0.5 if declared.kind == "flag" else declared.stated(value, f"levers.{name}")

    @field_validator("unit")
    @classmethod
    def _measures(cls, unit: str, info: ValidationInfo) -> str:
        unit = normal(unit)
        units = {document_of(info).changeable[path].unit for path in info.data.get("changes", ())}
        if len(units) > 1:
            fix = "Let a lever change numbers of one unit only"
            raise complaint(f"the lever changes numbers in different units ({', '.join(sorted(units))})", fix)
        for one in units:
            try:
                factor(unit, one)
            except UnitError as error:
                raise complaint(str(error), f"Write a unit that converts to {one}, as in `{example(one)}`") from None
        monthly = any(document_of(info).changeable[path].compounds for path in info.data.get("changes", ()))
        if monthly and months_of(unit) != 1:
            what = f"the lever changes a chance or share of a month, and {unit} is one of another length of time"
            raise complaint(what, "Write unit: %/month, and low, high and status_quo in it")
        return unit

    @field_validator("low", "high", "status_quo")
    @classmethod
    def _possible(cls, value: float, info: ValidationInfo) -> float:
        data = info.data
        if not math.isfinite(value):
            raise complaint(f"{value} is not a finite number", "Write a number")
        for path in data.get("changes", ()) if "unit" in data else ():
            declared = document_of(info).changeable[path]
            canonical = value * factor(data["unit"], declared.unit)
            low, high = (0, 1) if declared.kind == "flag" else (declared.low, declared.high)
            if not low - 1e-12 <= canonical <= high + 1e-12 or (declared.above and canonical <= low):
                fix = f"{path} holds {declared.support()}"
                raise complaint(f"{value:g} {data['unit']} is impossible for {path}", fix)
        if info.field_name != "low" and "low" in data and value < data["low"]:
            raise complaint(f"{value:g} lies below low, {data['low']:g}", "Put low, status_quo and high in order")
        if info.field_name == "status_quo" and "high" in data and value > data["high"]:
            raise complaint(f"{value:g} lies above high, {data['high']:g}", "Put low, status_quo and high in order")
        return value


def _number_or_text(raw: Any) -> Any:
    return float(raw) if isinstance(raw, bool) else raw
