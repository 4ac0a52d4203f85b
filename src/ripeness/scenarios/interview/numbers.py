"""Numbers as people write them: "1 in 3 within two years", "10, 30, 60 %", "40 to 60"; and what was understood."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import dataclass
from functools import lru_cache

from ripeness.statistics.elicited import Fitted, fit

WORDS = dict(
    zip(
        "one two three four five six seven eight nine ten twelve fifteen eighteen twenty thirty fifty hundred".split(),  # noqa: SIM905
        (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 18, 20, 30, 50, 100),
        strict=True,
    )
)
ARTICLES = ("a", "an")
MONTHS = {"month": 1.0, "quarter": 3.0, "year": 12.0}
QUANTILES = (0.1, 0.5, 0.9)
LARGEST = 1e9
MISSED = 0.015
"""A fitted curve that misses a stated chance by more than this is played back."""

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)"
_WITHIN = re.compile(
    r"(.*?)[\s,]*(?:\b(?:within|in|per|each|every)\s+(?:the\s+)?(?:next\s+)?)?(?:\b([\w.]+)\s+)?\b(month|quarter|year)s?",
    re.I | re.S,
)
_THOUSANDS = re.compile(r"\d,\d{3}(?!\d)")


_IN_WORDS = re.compile(rf"\b(?:(twenty|thirty|fifty)-)?({'|'.join(WORDS)})\b", re.I)
_EVEN = re.compile(r"\b(?:even(?: odds| chances?)?|as likely as not)\b", re.I)
_ROUGHLY = re.compile(r"\b(?:about|around|roughly|perhaps|some)\b", re.I)


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


def read_numbers(text: str, low: float, high: float, share: bool = False) -> Stated:
    """Return one to three numbers, written with commas or "to" between them.

    Parameters
    ----------
    low, high : ends between which each must lie. share : they are chances or shares, such as 30 %, 0.3 or 1 in 3.
    """
    written = _EVEN.sub("1 in 2", text.strip().rstrip("."))
    if _ROUGHLY.search(written):
        fix = "Write two numbers with to between them, or three: one in ten lower, the middle, one in ten higher"
        raise Unclear(f"{written!r} does not say how far it may be off", fix)
    written = _IN_WORDS.sub(lambda found: str(sum(WORDS[one.lower()] for one in found.groups() if one)), written)
    if _THOUSANDS.search(written):
        fix = "Write 12000 or 12 000 for one number; put a blank after a comma that stands between two"
        raise Unclear(f"{written!r} has a comma inside a number or no blank after it", fix)
    pieces = [one.strip() for one in re.split(r",|\bto\b", written)]
    percent = share and pieces[-1].endswith("%")
    values = tuple(_one(piece, share, percent) for piece in pieces)
    example = "30 %, or 1 in 3, or 10, 30, 60 %" if share else "20, or 15 to 30, or 15, 20, 40"
    if len(values) > 3:
        raise Unclear(f"{written!r} holds {len(values)} numbers", f"Write one, two or three, for example {example}")
    for value, piece in zip(values, pieces, strict=True):
        if not low <= value <= high:
            ends = f"{_plain(low, share)} to {_plain(high, share)}"
            raise Unclear(f"{piece} lies outside the possible values, {ends}", f"Write for example {example}")
    if any(a >= b for a, b in itertools.pairwise(values)):
        fix = "Write the lowest first: one in ten lower, the middle, one in ten higher"
        raise Unclear(f"{written!r} does not rise", fix)
    return Stated(values)


def read_within(text: str) -> tuple[Stated, float]:
    """Return chances and the months within which they hold, from "1 in 3 within two years"."""
    found = _WITHIN.fullmatch(text.strip().rstrip("."))
    if found is None:
        fix = "Write for example 1 in 3 within two years, or 5, 10, 30 % within a year"
        raise Unclear("No length of time is named", fix)
    months = _count(found[2] or "one") * MONTHS[found[3].lower()]
    if not 0.0 < months <= 600.0:
        raise Unclear(f"{months:g} months is no length of time to speak of", "Write one from a month to fifty years")
    return read_numbers(found[1], 0.0, 0.999, share=True), months


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
    text = [_plain(one, share) + (f" {unit}" if unit else "") for one in stated.values]
    if len(text) == 1:
        return f"{text[0]}, and no other value is thought possible"
    if len(text) == 2:
        return f"anything from {text[0]} to {text[1]}, equally likely"
    said = f"as likely above as below {text[1]}; one in ten that it is below {text[0]}, one in ten above {text[2]}"
    inside = family != "beta" or (stated.values[0] > 0.0 and stated.values[2] < 1.0)
    if family and inside:
        law = _fitted(stated.values, family)
        near = [_plain(float(f"{law.quantile(one):.3g}"), share) for one in QUANTILES]
        if law.misfit > MISSED:
            said += f" (the nearest curve says {near[1]}, {near[0]} and {near[2]})"
    return said


@lru_cache(maxsize=256)
def _fitted(values: tuple[float, ...], family: str) -> Fitted:
    """Return the curve nearest to three numbers; an interview reads each answer many times."""
    return fit(QUANTILES, values, family)


def _one(piece: str, share: bool, percent: bool) -> float:
    if share and (
        ratio := re.fullmatch(rf"({_NUMBER})\s*(?:chances?\s+)?(?:in|of|out of)\s*({_NUMBER})", piece.strip("% "))
    ):
        if float(ratio[2]) <= 0.0:
            raise Unclear(f"{piece!r} is no share", "Write for example 1 in 3")
        return float(ratio[1]) / float(ratio[2])
    number = re.fullmatch(rf"({_NUMBER}(?:[ \u00a0]\d{{3}})*)\s*(%?)\s*(?:[A-Za-z/^][A-Za-z0-9/^ ]*)?", piece)
    if number is None:
        fix = "Write 30 %, 0.3 or 1 in 3" if share else "Write digits with a point, for example 2.5"
        raise Unclear(f"{piece or 'nothing'!r} is not a number", fix)
    value = float(re.sub(r"[ \u00a0]", "", number[1]))
    if abs(value) > LARGEST:
        raise Unclear(f"{piece!r} is too large", f"Write at most {LARGEST:.0e}")
    return value / 100.0 if share and (percent or number[2]) else value


def _count(word: str) -> float:
    if word.lower() in ARTICLES:
        return 1.0
    if word.lower() in WORDS:
        return float(WORDS[word.lower()])
    try:
        return float(word)
    except ValueError:
        raise Unclear(f"{word!r} is no count of months or years", "Write for example within 2 years") from None


def _plain(value: float, share: bool) -> str:
    return f"{100.0 * value:.3g} %" if share else f"{value:.6g}"
