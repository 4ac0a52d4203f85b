"""Months, bounds and names as the forms of a claim state them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, ValidationInfo, WithJsonSchema

from ripeness.arrays import ENDINGS
from ripeness.schema.calendar import read_month
from ripeness.schema.claims.measure import MEASURES
from ripeness.schema.document import check_name, complaint
from ripeness.schema.nearest import advice
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.schema.units import UnitError, read

BASELINE = "baseline"
"""The calendar's baseline month; for a probability of having ended, the twelve months after it as seen from it."""


def read_when(raw: Any) -> int | str:
    """Return months after ``as_of`` from ``36`` or ``36 months``, or a month ``YYYY-MM``, or ``baseline``."""
    if raw == BASELINE:
        return BASELINE
    if isinstance(raw, str) and raw[:4].isdigit() and raw[4:5] == "-":
        return read_month(raw)
    try:
        months = read(raw, "month", bare=True)
    except UnitError as error:
        raise complaint(str(error), "Write for example 36 months, or a month such as 2027-02") from None
    if months < 0 or months > 1200 or abs(months - round(months)) > 1e-9:
        raise complaint(f"{raw!r} is not a whole number of months ahead", "Write for example 36 months, or 2027-02")
    return round(months)


def _read_window(raw: Any) -> tuple[int | str, int | str]:
    if not isinstance(raw, list) or len(raw) != 2:
        raise complaint("this is not a first and a last month", "Write for example [2025-02, 2026-01]")
    first, last = (read_when(one) for one in raw)
    if type(first) is type(last) and first > last:  # type: ignore[operator]
        raise complaint(f"{raw[0]} lies after {raw[1]}", "Write the earlier month first")
    return first, last


def _read_bound(raw: Any) -> float:
    try:
        return read(raw, "1", bare=True)
    except UnitError as error:
        raise complaint(str(error), "Write a plain number or a percentage, for example 0.5 or 50 %") from None


def _read_stated(raw: Any) -> float | str:
    if isinstance(raw, str | int | float) and not isinstance(raw, bool):
        return raw
    raise complaint(f"{raw!r} is not a number", "Write a number with its unit, for example 4 %/month")


def read_list(raw: Any) -> Any:
    return tuple(raw) if isinstance(raw, list) else (raw,)


def _policy(name: Any, info: ValidationInfo) -> str:
    return check_name(name, "policies", info, (STATUS_QUO,))


def _ending(name: Any) -> str:
    if not isinstance(name, str) or name not in ENDINGS:
        raise complaint(f"no ending is called {name!r}", advice(str(name), ENDINGS, "ending"))
    return name


def _quantity(name: Any) -> str:
    if not isinstance(name, str) or name not in MEASURES:
        raise complaint(f"no quantity is called {name!r}", advice(str(name), tuple(MEASURES), "quantity"))
    return name


_WHEN = {"type": ["integer", "string"]}
MANY = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
When = Annotated[int | str, PlainValidator(read_when), WithJsonSchema(_WHEN)]
"""Months ahead of ``as_of``, a month, or ``baseline``."""

Window = Annotated[
    tuple[int | str, int | str],
    PlainValidator(_read_window),
    WithJsonSchema({"type": "array", "items": _WHEN, "minItems": 2, "maxItems": 2}),
]
"""A first and a last month, both included."""

Bound = Annotated[float, PlainValidator(_read_bound), WithJsonSchema({"type": ["number", "string"]})]
Stated = Annotated[float | str, PlainValidator(_read_stated), WithJsonSchema({"type": ["number", "string"]})]
PolicyName = Annotated[str, BeforeValidator(_policy), WithJsonSchema({"type": "string"})]
Policies = Annotated[tuple[PolicyName, ...], BeforeValidator(read_list), WithJsonSchema(MANY)]
Endings = Annotated[
    tuple[Annotated[str, BeforeValidator(_ending)], ...], BeforeValidator(read_list), WithJsonSchema(MANY)
]
Bounds = Annotated[tuple[Bound, ...], BeforeValidator(read_list), WithJsonSchema({"type": "array"})]
QuantityName = Annotated[str, BeforeValidator(_quantity), WithJsonSchema({"type": "string", "enum": list(MEASURES)})]


class Form(BaseModel):
    """What every form shares."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    def policies(self) -> tuple[str, ...]:
        """Return the policies whose forecasts the form reads."""
        return ()


class Criterion(Form):
    """A number compared with bounds."""

    above: Bound | None = Field(None, description="it is greater than this")
    below: Bound | None = Field(None, description="it is less than this")
    at_least: Bound | None = Field(None, description="it is this or more")
    at_most: Bound | None = Field(None, description="it is this or less")

    def stated(self) -> dict[str, float]:
        """Return the bounds that are stated, by key."""
        keys = ("above", "below", "at_least", "at_most")
        return {key: getattr(self, key) for key in keys if getattr(self, key) is not None}

    def met(self, value: Any) -> Any:
        """Say whether a number, or each of an array of numbers, satisfies every stated bound."""
        found = value == value  # a NaN satisfies nothing
        for key, bound in self.stated().items():
            found = found & (
                value > bound
                if key == "above"
                else value < bound
                if key == "below"
                else value >= bound
                if key == "at_least"
                else value <= bound
            )
        return found


def bound_missing(form: Criterion) -> None:
    """Complain of a criterion without a bound."""
    if not form.stated():
        raise complaint("nothing says how large it must be", "Add above:, below:, at_least: or at_most: with a number")
