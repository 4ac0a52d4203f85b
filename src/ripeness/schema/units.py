"""Units: what may be written after a number, and what it is in the unit that a field is kept in.

Pint holds the definitions and does the arithmetic. Time is counted in months, each currency and each
thing that is counted (barrels, vessels) is a dimension of its own, and so nothing is ever converted
by an exchange rate that nobody stated. Pint takes a third of a second to import: the spellings that
scenarios use most are tabulated below with their factors (a test compares each with pint), and pint
is imported for any other.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Any

DEFINITIONS = """
month = [time]
year = 12 month = yr
quarter = 3 month
day = month / 30.4375 = d
week = 7 day
percent = 0.01
thousand = 1e3
million = 1e6 = mn
billion = 1e9 = bn
trillion = 1e12 = tn
USD = [USD]
EUR = [EUR]
RUB = [RUB]
GBP = [GBP]
UAH = [UAH]
barrel = [oil] = bbl
kb = 1e3 barrel
mb = 1e6 barrel
vessel = [vessel] = hull = ship
person = [person]
km = [length]
"""
"""The whole registry: a month is a twelfth of 365.25 days."""

COMMON: dict[str, dict[str, float]] = {
    "1": {"%": 0.01, "percent": 0.01},
    "month": {"months": 1.0, "year": 12.0, "years": 12.0},
    "1/month": {"%/month": 0.01, "percent/month": 0.01, "1/year": 1 / 12, "%/year": 0.01 / 12},
    "bn USD": {"mn USD": 1e-3, "tn USD": 1e3},
    "bn USD/month": {"mn USD/month": 1e-3, "bn USD/year": 1 / 12},
    "bn EUR/month": {"mn EUR/month": 1e-3, "bn EUR/year": 1 / 12},
    "USD/barrel": {"USD/bbl": 1.0},
    "million barrel/day": {"mb/day": 1.0, "mb/d": 1.0, "million barrels/day": 1.0},
    "thousand barrel/day": {"thousand barrels/day": 1.0, "kb/day": 1.0, "kb/d": 1.0},
    "vessel": {"vessels": 1.0},
    "vessel/month": {"vessels/month": 1.0, "vessel/year": 1 / 12, "vessels/year": 1 / 12},
}
"""Spellings that need no pint: canonical unit -> spelling -> factor."""

EXAMPLES = {
    "1": "0.4",
    "month": "75 months",
    "1/month": "4 %/month",
    "bn USD": "100 bn USD",
    "bn USD/month": "12 bn USD/month",
    "bn EUR/month": "7 bn EUR/month",
    "USD/barrel": "65 USD/barrel",
    "million barrel/day": "7.2 million barrel/day",
    "thousand barrel/day": "12 thousand barrel/day",
    "vessel": "400 vessels",
    "vessel/month": "3 vessels/month",
    "km^2": "150 km^2",
    "km^2/month": "230 km^2/month",
}

LARGEST = 1e30
"""No number is larger: what is computed of it stays finite."""

_NUMBER = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[+-]?\.?inf)(?![\w.,])\s*(.*)", re.S | re.ASCII)
_UNIT = re.compile(r"{one}(?:[ */]{one})*".format(one=r"(?:[A-Za-z]+(?:\^-?[1-9])?|%|1)"))


class UnitError(ValueError):
    """A number or unit that cannot be read: ``str()`` is what is wrong, ``fix`` what to do."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.fix = fix


def example(unit: str) -> str:
    """Return a number in ``unit`` as a person would write it."""
    return EXAMPLES.get(unit, f"1 %{unit[1:]}" if unit.startswith("1/") else f"1 {unit}")


def in_unit(value: float, unit: str) -> str:
    """Return a number for print, in six digits with its unit; shares of a month in per cent."""
    if unit == "1/month":
        return f"{100 * value:.6g} %/month"
    return f"{value:.6g}" if unit == "1" else f"{value:.6g} {unit}"


def split(text: str, unit: str = "USD/barrel") -> tuple[float, str]:
    """Split ``"4 %/month"`` into 4.0 and ``"%/month"``; ``unit``: of the example that a complaint gives."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        fix = f"Write digits with a point, then the unit where there is one, for example `{example(unit)}`"
        raise UnitError(f"{_short(text)} does not begin with a number", fix)
    value = float(match[1].replace(".inf", "inf"))
    if math.isinf(value) and "inf" not in match[1]:
        raise UnitError(f"{_short(text)} is not a finite number", f"Write at most {LARGEST:g}")
    return value, match[2].strip()


def read(raw: Any, unit: str, *, bare: bool = False, infinite: bool = False, compounds: bool = False) -> float:
    """Return what was written, a number or a text such as ``"4 %/month"``, in ``unit``.

    A number without a unit is read only where ``unit`` is 1, or with ``bare``, and then as given. ``compounds``: it
    is the chance or share of a month, so that one of another length of time is that of as many months on end.
    """
    if isinstance(raw, str):
        value, written = split(raw, unit)
    elif isinstance(raw, int | float) and not isinstance(raw, bool):
        value, written = _as_float(raw), ""
    else:
        raise UnitError(f"{_short(raw)} is not a number", f"Write for example `{example(unit)}`")
    if math.isnan(value) or (math.isinf(value) and not infinite):
        raise UnitError(f"{_short(raw)} is not a finite number", f"Write for example `{example(unit)}`")
    if math.isinf(value):
        return value
    if value and abs(value) > LARGEST:
        raise UnitError(f"{_short(raw)} is too large to compute with", f"Write at most {LARGEST:g}")
    if written and compounds and (period := months_of(written)) != 1:
        return _of_a_month(value * _share(written), period, _short(raw))
    if written:
        return value * factor(written, unit)
    if unit != "1" and not bare:
        fix = f"Write the unit after the number, for example `{example(unit)}`"
        raise UnitError(f"{_short(raw)} has no unit; the field is in {unit}", fix)
    return value


def _share(written: str) -> float:
    """Return what one of a chance or share such as ``%/year`` is as a plain number."""
    return factor(normal(written).partition("/")[0].strip(), "1")


def months_of(written: str) -> float:
    """Return the months of the length of time in a chance or share such as ``%/year``."""
    _, slash, period = normal(written).partition("/")
    fix = "Write a share for a length of time, for example `4 %/month` or `30 %/year`"
    if not slash:
        raise UnitError(f"{_short(written)} is not a measure of 1/month", fix)
    _share(written)
    return factor(period, "month")


def spread_of_a_month(raw: Any, mean: float) -> float:
    """Return the standard deviation of a monthly chance about ``mean``, from that of another length of time.

    A small change dp of the chance of n months moves that of one by dp / n (1 - mean)^(1 - n).
    """
    written = split(raw)[1] if isinstance(raw, str) else ""
    period = months_of(written) if written else 1.0
    if period == 1:
        return read(raw, "1/month")
    wide = read(split(raw)[0], "1") * _share(written)
    return float(wide / period * max(1.0 - mean, 0.0) ** (1.0 - period)) if mean < 1 else wide / period


def _of_a_month(chance: float, months: float, said: str) -> float:
    """Return the chance of a month of which ``chance`` is that of ``months`` on end."""
    if not 0 <= chance <= 1:
        fix = "Write a chance or share from 0 to 100 %, or what it is in a month, for example `4 %/month`"
        raise UnitError(f"{said} is no chance or share: one of a year compounds from month to month", fix)
    return 1.0 if chance == 1 else -math.expm1(math.log1p(-chance) / months)


@lru_cache(maxsize=1024)
def factor(written: str, unit: str) -> float:
    """Return how many ``unit`` one ``written`` is, or say why it is none."""
    spelling = normal(written)
    if spelling == unit:
        return 1.0
    known = COMMON.get(unit, {}).get(spelling)
    return known if known is not None else converted(spelling, unit)


def converted(written: str, unit: str) -> float:
    """Return the factor from ``written`` to ``unit`` as pint computes it."""
    from pint.errors import DimensionalityError, PintError, UndefinedUnitError

    fix = f"Write it in {unit if unit != '1' else 'plain numbers or per cent'}, for example `{example(unit)}`"
    if len(written) > 60 or not _UNIT.fullmatch(written):
        raise UnitError(f"{_short(written)} is not a unit", fix)
    registry = _registry()
    try:
        ratio = registry.Quantity(1.0, registry.parse_units(_for_pint(written)))
        return float(ratio.to(registry.parse_units(_for_pint(unit))).magnitude)
    except UndefinedUnitError as error:
        from ripeness.schema.nearest import nearest

        names = error.unit_names
        unknown = names if isinstance(names, str) else str(next(iter(names)))
        guess = nearest(unknown, (name for name in dir(registry) if not name.startswith("_")))
        hint = f"Did you mean {guess!r}? " if guess else ""
        raise UnitError(f"{unknown!r} is not a known unit", hint + fix) from None
    except DimensionalityError:
        raise UnitError(f"{_short(written)} is not a measure of {_noun(unit)}", fix) from None
    except (PintError, ArithmeticError):
        raise UnitError(f"{_short(written)} is not a unit", fix) from None


def normal(text: str) -> str:
    """Return the unit's usual spelling: one space, no space about ``/``, ``^`` for powers."""
    text = text.replace("²", "^2").replace("km2", "km^2").replace("**", "^").replace("·", "*")
    text = re.sub(r"\bper\s+cent\b", "percent", text)
    text = re.sub(r"\bper\b", "/", text)
    text = re.sub(r"\s*([/*^])\s*", r"\1", text.strip())
    text = re.sub(r"\s+", " ", text)
    return f"1{text}" if text.startswith("/") else text


@lru_cache(maxsize=1)
def _registry() -> Any:
    import pint

    registry: Any = pint.UnitRegistry(None)
    for line in DEFINITIONS.strip().splitlines():
        registry.define(line)
    return registry


def _for_pint(text: str) -> str:
    return "" if text == "1" else text.replace("%", " percent ").replace("^", "**")


def _noun(unit: str) -> str:
    return "a plain number" if unit == "1" else unit


def _as_float(raw: int | float) -> float:
    try:
        return float(raw)
    except OverflowError:
        raise UnitError(f"{_short(raw)} is not a finite number", f"Write at most {LARGEST:g}") from None


def _short(raw: Any) -> str:
    text = repr(raw)
    return text if len(text) <= 60 else text[:57] + "..."
