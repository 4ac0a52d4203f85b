"""Numbers as stated in an answer: one, two or three; in a scenario's text and in words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from ripeness.statistics.elicited import Fitted, fit

QUANTILES = (0.1, 0.5, 0.9)
LARGEST = 1e9
MISSED = 0.015
"""A fitted curve that misses a stated chance by more than this is played back."""


class Unclear(Exception):
    """An answer that cannot be used: what is wrong with it, and what to write."""

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(f"{what}. {fix}")
        self.what, self.fix = what, fix


@dataclass(frozen=True)
class Stated:
    """One number (certain), two (anything between them), or three: one in ten below, as likely above as below, one in
    ten above."""

    values: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The number, the middle of two, or the second of three."""
        return self.values[0] if len(self.values) == 1 else self.values[1] if len(self.values) == 3 else self.mean

    @property
    def mean(self) -> float:
        """The mean of what is stated."""
        return sum(self.values) / len(self.values)

    def by(self, change: object) -> Stated:
        """Return what the change makes of each number, in rising order."""
        return Stated(tuple(sorted(change(one) for one in self.values)))  # type: ignore[operator]


def monthly(chance: float, months: float) -> float:
    """Return the chance in each month that makes a chance within some months.

    >>> round(monthly(1 - 0.98**24, 24), 6)
    0.02
    """
    return -math.expm1(math.log1p(-chance) / months)


def rate(stated: Stated, unit: str, scale: float = 1.0) -> dict[str, str]:
    """Return a number that is positive as a scenario states it: certain, from one to another, or a lognormal."""
    text = [f"{one * scale:.4g}{' ' if unit else ''}{unit}" for one in stated.values]
    keys = {1: ("value",), 2: ("low", "high"), 3: ("p10", "median", "p90")}[len(text)]
    if len(text) == 3 and stated.values[0] <= 0.0:
        keys = ("low", "mode", "high")
    return dict(zip(keys, text, strict=True))


def chance(stated: Stated, unit: str = "") -> dict[str, str]:
    """Return a chance or share as a scenario states it: certain, from one to another, or a beta fitted to three.

    unit : "%/month" where the field is a chance in each month; else the field has no unit.
    """
    values, scale, after = stated.values, 100.0 if unit else 1.0, f" {unit}" if unit else ""
    text = [f"{one * scale:.4g}{after}" for one in values]
    if len(values) < 3:
        return dict(zip({1: ("value",), 2: ("low", "high")}[len(values)], text, strict=True))
    if values[0] <= 0.0 or values[2] >= 1.0:
        return dict(zip(("low", "mode", "high"), text, strict=True))
    a, b = _fitted(values, "beta").parameters
    return {"mean": f"{a / (a + b) * scale:.4g}{after}", "strength": f"{a + b:.4g}"}


def real(stated: Stated, unit: str) -> dict[str, str]:
    """Return a number of any sign as a scenario states it: certain, from one to another, or a fitted normal."""
    if len(stated.values) < 3:
        keys = {1: ("value",), 2: ("low", "high")}[len(stated.values)]
        return dict(zip(keys, (f"{one:.6g} {unit}" for one in stated.values), strict=True))
    mean, sd = _fitted(stated.values, "normal").parameters
    return {"mean": f"{mean:.5g} {unit}", "sd": f"{sd:.5g} {unit}"}


def told(stated: Stated, share: bool = False, unit: str = "", family: str = "") -> str:
    """Return what was understood, in words. family : fitted to three numbers; where it misses them, what it says."""
    text = [plain(one, share) + (f" {unit}" if unit else "") for one in stated.values]
    if len(text) == 1:
        return f"{text[0]}, and no other value is thought possible"
    if len(text) == 2:
        return f"anything from {text[0]} to {text[1]}, equally likely"
    said = f"as likely above as below {text[1]}; one in ten that it is below {text[0]}, one in ten above {text[2]}"
    inside = family != "beta" or (stated.values[0] > 0.0 and stated.values[2] < 1.0)
    if family and inside:
        law = _fitted(stated.values, family)
        near = [plain(float(f"{law.quantile(one):.3g}"), share) for one in QUANTILES]
        if law.misfit > MISSED:
            said += f" (the nearest curve says {near[1]}, {near[0]} and {near[2]})"
    return said


def only_middle(*named: tuple[str, Stated]) -> str:
    """Return what is said of ranges of which the middle alone is used; nothing where all numbers are single.

    >>> only_middle(("the price", Stated((2.0, 5.0))), ("the sum", Stated((1.0,))))
    ' Of the price only the middle, 3.5, is used.'
    """
    said = [f" Of {name} only the middle, {one.middle:.6g}, is used." for name, one in named if len(one.values) > 1]
    return "".join(said)


def spread(stated: Stated, unit: str = "") -> str:
    """Return a number in words beside others: the one, or the ends between which it lies."""
    text = [f"{one:.6g}" for one in stated.values]
    ends = text[0] if len(text) == 1 else f"{text[0]} to {text[-1]}"
    return f"{ends} {unit}".rstrip()


def plain(value: float, share: bool) -> str:
    """Return a number in digits, a share in percent."""
    return f"{100.0 * value:.3g} %" if share else f"{value:.6g}"


@lru_cache(maxsize=256)
def _fitted(values: tuple[float, ...], family: str) -> Fitted:
    """Return the curve nearest to three numbers; an interview reads each answer many times."""
    return fit(QUANTILES, values, family)
