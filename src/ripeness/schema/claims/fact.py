"""Facts: what a claim says of a data series, as numbers that can be recomputed from the file."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema, model_validator

from ripeness.schema.calendar import read_date
from ripeness.schema.document import complaint
from ripeness.schema.units import UnitError, read


def _read_series(raw: Any) -> str:
    path = PurePosixPath(raw) if isinstance(raw, str) and "\\" not in raw else PurePosixPath("/")
    if path.is_absolute() or ".." in path.parts or path.suffix != ".csv":
        raise complaint(f"{raw!r} is not a .csv file of the data folder", "Write for example ukraine/aid_monthly.csv")
    return str(path)


def _read_window(raw: Any) -> tuple[str, str]:
    if not isinstance(raw, list | tuple) or len(raw) != 2:
        raise complaint("this is not a first and a last period", "Write for example [2025-01, 2025-12]")
    first, last = (read_date(one) for one in raw)
    common = min(len(first), len(last))
    if first[:common] > last[:common]:
        raise complaint(f"{first} lies after {last}", "Write the earlier period first")
    return first, last


def _read_values(raw: Any) -> dict[str, tuple[str, ...]]:
    """Return which rows are asked for; texts of a file come as they are written, 002 and true included."""
    if not isinstance(raw, dict) or not raw:
        raise complaint("this does not say which rows", "Write column: value, or column: [value, value]")
    return {
        str(key): tuple(map(_cell, value if isinstance(value, list | tuple) else (value,)))
        for key, value in raw.items()
    }


def _cell(value: Any) -> str:
    """Return what stands in a cell; a value of Python's as CSV files have it."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    if isinstance(value, dict | list):
        raise complaint("this is not the text of a cell", "Write column: value, or column: [value, value]")
    return str(value)


def _read_number(raw: Any) -> float:
    try:
        return read(raw, "1", bare=True)
    except UnitError as error:
        raise complaint(str(error), "Write a plain number or a percentage, for example 0.5 or 50 %") from None


Number = Annotated[float, PlainValidator(_read_number), WithJsonSchema({"type": ["number", "string"]})]
Series = Annotated[str, BeforeValidator(_read_series), WithJsonSchema({"type": "string", "pattern": r"\.csv$"})]
Period = Annotated[tuple[str, str], PlainValidator(_read_window), WithJsonSchema({"type": "array"})]
Rows = Annotated[dict[str, tuple[str, ...]], PlainValidator(_read_values), WithJsonSchema({"type": "object"})]

Statistic = Literal["sum", "mean", "first", "last", "change", "least", "most", "count"]


class Slice(BaseModel):
    """What the series is compared with: keys left out are those of the fact."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    series: Series | None = Field(None, description="another file")
    column: str | None = Field(None, description="another column")
    statistic: Statistic | None = Field(None, description="another statistic")
    window: Period | None = Field(None, description="another window")
    where: Rows | None = Field(None, description="other rows")
    without: Rows | None = Field(None, description="other rows left out")


class Fact(BaseModel):
    """A statistic of a data series, or what it is beside another, lies above or below a bound.

    Rows of the same period are summed first; the statistic is then taken over the periods of the window.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, defer_build=True)

    series: Series = Field(description="file in the data folder, for example ukraine/aid_monthly.csv")
    column: str = Field(description="column of numbers")
    statistic: Statistic = Field("sum", description="over the window's periods")
    window: Period = Field(description="first and last period, both included")
    where: Rows | None = Field(None, description="column: value or values; other rows are left out")
    without: Rows | None = Field(None, description="column: value or values that are left out")
    beside: Slice | None = Field(None, description="what it is compared with")
    compared_as: Literal["ratio", "difference"] = Field("ratio", description="divided by it, or less it")
    above: Number | None = Field(None, description="the result is greater than this")
    below: Number | None = Field(None, description="the result is less than this")
    unit: str = Field("", description="unit in which the statistic is printed")

    @model_validator(mode="after")
    def _bounded(self) -> Fact:
        if self.above is None and self.below is None:
            raise complaint("nothing says how large it must be", "Add above: or below: with a number")
        return self

    def policies(self) -> tuple[str, ...]:
        """Return the policies whose forecasts the form reads: none."""
        return ()

    def met(self, value: float) -> bool:
        """Say whether the result satisfies the bounds."""
        return (self.above is None or value > self.above) and (self.below is None or value < self.below)


class Doubt(Fact):
    """A test of the data that, if it holds, speaks against the claim."""

    says: str = Field(description="what it would say against the claim, in the project's own words")
