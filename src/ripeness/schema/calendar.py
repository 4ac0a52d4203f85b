"""Months and dates: how they are written, and the calendar of a war."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, field_validator

from ripeness.schema.document import complaint
from ripeness.schema.section import Section
from ripeness.schema.units import UnitError, read

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def read_month(raw: Any) -> str:
    """Return a month as ``YYYY-MM``, or complain."""
    if not isinstance(raw, str) or not _MONTH.fullmatch(raw) or raw < "1000":
        raise complaint(f"{raw!r} is not a month", "Write year and month, 01 to 12, for example 2022-02")
    return raw


def read_date(raw: Any) -> str:
    """Return a date as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or complain."""
    text = str(raw) if isinstance(raw, int) and not isinstance(raw, bool) else raw
    match = _DATE.fullmatch(text) if isinstance(text, str) else None
    try:
        if match is None:
            raise ValueError
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        fix = "Write YYYY, YYYY-MM or YYYY-MM-DD, for example 2025-11-20"
        raise complaint(f"{raw!r} is not a date", fix) from None
    return str(text)


def read_months(raw: Any, info: ValidationInfo) -> int:
    """Return a whole number of months from ``60``, ``60 months`` or ``5 years``."""
    try:
        months = read(raw, "month", bare=True)
    except UnitError as error:
        raise complaint(str(error), error.fix) from None
    if months < 1 or months > 1200 or abs(months - round(months)) > 1e-9:
        raise complaint(f"{raw!r} is not a whole number of months from 1 to 1200", "Write for example 60")
    return round(months)


_MONTH_SCHEMA = WithJsonSchema({"type": "string", "pattern": r"^\d{4}-(0[1-9]|1[0-2])$"})
Month = Annotated[str, BeforeValidator(read_month), _MONTH_SCHEMA]
"""A month, ``YYYY-MM``."""

Date = Annotated[
    str,
    BeforeValidator(read_date),
    WithJsonSchema({"type": ["string", "integer"], "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$"}),
]
"""A date, ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""

Months = Annotated[int, BeforeValidator(read_months), WithJsonSchema({"type": ["integer", "string"]})]
"""A length of time in whole months."""


class Calendar(Section):
    """When the war began, when the forecast is made, how far it looks."""

    war_began: Month = Field(description="first month of the war")
    as_of: Month = Field(description="month in which the forecast is made")
    horizon: Months = Field(60, description="months shown after as_of")
    tail: Months = Field(60, description="months solved beyond those shown; at least 60 is recommended")

    belief_horizon: Months = Field(36, description="months within which a side must have won, for its chance of it")
    baseline: Month | None = Field(None, description="past month whose outlook is compared with today's")

    @field_validator("baseline")
    @classmethod
    def _in_the_past(cls, baseline: str | None, info: ValidationInfo) -> str | None:
        began, as_of = info.data.get("war_began"), info.data.get("as_of")
        if baseline is not None and began is not None and as_of is not None and not began <= baseline < as_of:
            raise complaint(f"baseline {baseline} is no month of the past", f"Write {began} or later, before {as_of}")
        return baseline

    @field_validator("as_of")
    @classmethod
    def _after_the_start(cls, as_of: str, info: ValidationInfo) -> str:
        began = info.data.get("war_began")
        if began is not None and as_of < began:
            raise complaint(f"as_of {as_of} lies before war_began {began}", f"Write {began} or later")
        return as_of


def month_of(date: str) -> str:
    """Return the month of a date, ``YYYY-MM``; of a year alone, its January."""
    return date[:7] if len(date) > 4 else f"{date}-01"


def months_between(first: str, second: str) -> int:
    """Return how many months the second month lies after the first."""
    return _ordinal(second) - _ordinal(first)


def month_after(first: str, months: int) -> str:
    """Return the month that lies ``months`` after the first."""
    year, month = divmod(_ordinal(first) + months, 12)
    return f"{year:04d}-{month + 1:02d}"


def day_before(month: str) -> date:
    """Return the day before a month begins: the end of the month before.

    >>> day_before("2027-02").isoformat()
    '2027-01-31'
    """
    return date(int(month[:4]), int(month[5:7]), 1) - timedelta(days=1)


def _ordinal(month: str) -> int:
    return 12 * int(month[:4]) + int(month[5:7]) - 1
