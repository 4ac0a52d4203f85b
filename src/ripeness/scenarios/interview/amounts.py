"""Amounts as people write them, "1 in 3 within two years", "3 years", "$40 bn"; a word not known here is refused."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ripeness.scenarios.interview.numbers import LARGEST, Stated, Unclear, plain

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_SMALL = f"{_UNITS} seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905
WORDS = {word: at for at, word in enumerate(_SMALL)} | {word: 10 * at for at, word in enumerate(_TENS, start=2)}
SPANS = {"month": 1.0, "quarter": 3.0, "year": 12.0}
"""Lengths of time that are understood, in months."""

_NUMBER = r"[+-]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d.])|\d+\.?\d*|\.\d+)"
_PIECE = re.compile(rf"([^\d.+-]*?)\s*({_NUMBER})\s*(.*)", re.S)
_PER = re.compile(r"\s*(?:/|\b(?:an?|per|each|every)\s)\s*(month|quarter|year)$")
_WITHIN = re.compile(
    r"(.*?)[\s,]*(?:/|\b(?:within|in|per|each|every)\s+(?:the\s+)?(?:next\s+)?)?(?:\b([\w.-]+)\s+)?"
    r"\b(month|quarter|year)s?",
    re.I | re.S,
)
_HUNDREDS = re.compile(r"(?:(?<![\w.])(a|\d+\.?\d*)\s+)?\bhundred\b(?!\s*\d)", re.I)
_IN_WORDS = re.compile(
    rf"\b(?:({'|'.join(_TENS)})[- ]({'|'.join(_SMALL[1:10])})|({'|'.join(sorted(WORDS, key=len, reverse=True))}))\b",
    re.I,
)
_PLAIN = re.compile(_NUMBER)
_EVEN = re.compile(r"\b(?:even(?: odds| chances?)?|as likely as not)\b", re.I)
_ROUGHLY = re.compile(
    r"\b(?:about|around|roughly|perhaps|some|approximately|approx|circa|ca|nearly|almost)\b|[~≈]", re.I
)
_ONE_END = re.compile(
    r"\b(?:at least|at most|less than|more than|fewer than|over|under|above|below|up to)\b|[<>≤≥]", re.I
)
_COMMA = re.compile(r"\d,\d")
_POINT = re.compile(r"(?<![\d.])[1-9]\d{0,2}\.\d{3}(?!\d)")


@dataclass(frozen=True)
class Measure:
    """In what an answer is counted.

    Attributes
    ----------
    example : of an answer. units : words that may stand beside a number, and what one of them comes to. per : months
    by whose length it may be told, as in "a year": what it comes to is that of a month. counted : what a ratio such as
    "1 in 3" may count; empty where none is understood. whole : what all of a ratio comes to.
    """

    example: str
    units: Mapping[str, float] = field(default_factory=dict)
    per: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    whole: float = 1.0


def _each(words: str, worth: float = 1.0) -> dict[str, float]:
    return dict.fromkeys(words.split("|"), worth)


_PERCENT = "%|percent|per cent|% chance|a % chance|percent chance|a percent chance"
_KM2 = "km^2|km2|sq km|sq. km|square km|square kilometres|square kilometers|square kilometre|square kilometer"
_USD = "bn|billion|bn usd|bn us$|bn $|bn dollars|billion usd|billion dollars|$ bn|$ billion|us$ bn|us$ billion|usd bn"
_EUR = (
    "bn|billion|bn eur|bn €|bn euros|billion eur|billion euros|€ bn|€ billion|eur bn|eur billion|bn euro|billion euro"
)
_ANY = ("chance", "chances", "case", "cases", "time", "times")

PLAIN = Measure("20, or 15 to 30, or 15, 20, 40")
SHARE = Measure("30 %, or 1 in 3, or 10, 30, 60 %", _each(_PERCENT, 0.01), counted=_ANY)
OF_MONTHS = Measure("1 in 3, or 10, 30, 60 %", SHARE.units, counted=(*_ANY, "month", "months"))
OF_MEETINGS = Measure("1 in 3, or 10, 30, 60 %", SHARE.units, counted=(*_ANY, "meeting", "meetings"))
POINTS = Measure(
    "30, or 20 to 40, or 20, 30, 50", _each("%|percent|per cent|points|point"), counted=("points",), whole=100
)
HUNDREDTHS = Measure("60, or 50 to 70, or 40, 60, 70 (of 100)", _each("%|percent|per cent"), counted=_ANY, whole=100)
MONTHS_OF_100 = Measure(
    "52, or 48 to 56, or 48, 52, 56 (of 100 months)", _each("%|percent|per cent|months"), counted=("month", "months"),
    whole=100,
)  # fmt: skip
TIME = Measure(
    "20, or 15 to 30 months, or 2, 3, 5 years", {f"{one}{s}": SPANS[one] for one in SPANS for s in ("", "s")}
)
AREA = Measure("12000, or 11500 to 12500 (in km^2)", _each(_KM2))
SPREAD = Measure("400 (in km^2)", AREA.units, per=("month",))
MOVES = Measure("100, or -50, 100, 300 (in km^2 a month)", AREA.units, per=tuple(SPANS))
USD = Measure("40, or 40 to 90, or 40, 60, 90 (in bn USD)", _each(_USD))
USD_A_MONTH = Measure("5, or 4 to 6 (in bn USD a month), or 60 bn USD a year", USD.units, per=tuple(SPANS))
EUR_A_MONTH = Measure("1.5 (in bn EUR a month), or 18 bn EUR a year", _each(_EUR), per=tuple(SPANS))
TIMES = Measure("5, or 5 times", _each("times|times as likely|x"))


def read_numbers(text: str, low: float, high: float, measure: Measure = PLAIN) -> Stated:
    """Return one to three numbers, written with commas or "to" between them.

    Parameters
    ----------
    low, high : ends between which each must lie. measure : in what they are counted, and which words say so.
    """
    written = _in_digits(text)
    pieces = [one.strip() for one in re.split(r",|\bto\b", written)]
    values = _alike([_one(piece, measure) for piece in pieces], pieces)
    if len(values) > 3:
        raise Unclear(
            f"{written!r} holds {len(values)} numbers", f"Write one, two or three, for example {measure.example}"
        )
    percent = measure.units.get("%") == 0.01
    for value, piece in zip(values, pieces, strict=True):
        if not low <= value <= high:
            ends = f"{plain(low, percent)} to {plain(high, percent)}"
            raise Unclear(f"{piece} lies outside the possible values, {ends}", f"Write for example {measure.example}")
        if measure in (HUNDREDTHS, MONTHS_OF_100) and 0 < value < 1 and _PLAIN.fullmatch(piece) and "%" not in written:
            raise Unclear(f"{piece!r} may be a share or a number out of 100", f"Write for example {measure.example}")
    if any(a >= b for a, b in itertools.pairwise(values)):
        fix = "Write the lowest first: one in ten lower, the middle, one in ten higher"
        raise Unclear(f"{written!r} does not rise", fix)
    return Stated(values)


def read_within(text: str) -> tuple[Stated, float]:
    """Return chances and the months within which they hold, from "1 in 3 within two years"."""
    found = _WITHIN.fullmatch(text.strip().rstrip("."))
    if found is None:
        fix = "Write for example 1 in 3 within two years, or 5, 10, 30 % within a year"
        raise Unclear("No length of time in months, quarters or years is named at the end", fix)
    months = _count(found[2] or "one") * SPANS[found[3].lower()]
    if not 0.0 < months <= 600.0:
        raise Unclear(f"{months:g} months is no length of time to speak of", "Write one from a month to fifty years")
    return read_numbers(found[1], 0.0, 0.999, SHARE), months


def told_alike(parts: list[str]) -> None:
    """Refuse parts of one answer of which one names years or quarters and another no length of time."""
    longer = [one for one in parts if re.search(r"\b(?:year|quarter)s?\b", one, re.I)]
    bare = [one for one in parts if not re.search(r"\b(?:month|quarter|year)s?\b", one, re.I)]
    if longer and bare:
        raise Unclear(
            f"{longer[0]!r} names its time and {bare[0]!r} none",
            "Write months or years, or by which of them, in each part",
        )


def _in_digits(text: str) -> str:
    """Return an answer with its numbers in digits and "to" within its ranges; refuse what does not say how much."""
    written = _EVEN.sub("1 in 2", text.strip().rstrip(".")).replace("\u2212", "-").replace("²", "^2")
    for inexact in (_ROUGHLY, _ONE_END):
        if inexact.search(written):
            fix = "Write two numbers with to between them, or three: one in ten lower, the middle, one in ten higher"
            raise Unclear(f"{written!r} does not say how far it may be off", fix)
    written = _IN_WORDS.sub(lambda one: str(sum(WORDS[word.lower()] for word in one.groups() if word)), written)
    written = _HUNDREDS.sub(lambda one: f"{100 * float(1 if one[1] in (None, 'a', 'A') else one[1]):g}", written)
    if _COMMA.search(written):
        fix = "Write 12000 or 12 000, 2.5 with a point; put a blank after a comma that stands between two numbers"
        raise Unclear(f"{written!r} has a comma inside a number or no blank after it", fix)
    if found := _POINT.search(written):
        fix = f"Write {found[0].replace('.', '')}, or {found[0]}0 if it is a fraction"
        raise Unclear(f"{found[0]!r} may hold a point between thousands", fix)
    written = re.sub(r"^between ([^,]+?) and ([^,]+)$", r"\1 to \2", written, flags=re.I)
    written = re.sub(r"^from (?=.* to )", "", written, flags=re.I)
    return re.sub(r"(?<=[\d%])(?:\s*[\u2013\u2014]\s*|-| - )(?=\d)", " to ", written)


def _one(piece: str, measure: Measure) -> tuple[float, float | None]:
    """Return a number and what its unit comes to: None where no unit stands there, 0 where it is a ratio."""
    piece = re.sub(r"^an?\s+(?=[a-z])", "1 ", piece, flags=re.I)
    if measure.counted:
        kinds = "|".join(measure.counted)
        ratio = re.fullmatch(
            rf"(?:a\s+)?({_NUMBER})\s*(?:(?:{kinds})\s+)?(?:in|of|out of|/)\s*({_NUMBER})"
            rf"(?:\s+(?:{kinds}))?(?:\s+chance)?", piece, re.I,
        )  # fmt: skip
        if ratio:
            if _value(ratio[2]) <= 0.0:
                raise Unclear(f"{piece!r} is no share", "Write for example 1 in 3")
            return measure.whole * _value(ratio[1]) / _value(ratio[2]), 0.0
    number = _PIECE.fullmatch(piece)
    if number is None:
        raise Unclear(f"{piece or 'nothing'!r} is not a number", f"Write for example {measure.example}")
    value = _value(number[2])
    if abs(value) > LARGEST:
        raise Unclear(f"{piece!r} is too large", f"Write at most {LARGEST:.0e}")
    said = " ".join(f"{number[1]} {number[3]}".split())
    if not said:
        return value, None
    time = _PER.search(said.lower())
    unit = (said[: time.start()].strip() if time else said).lower()
    known = (unit in measure.units or not unit) and (time is None or time[1] in measure.per)
    if not known:
        raise Unclear(f"{said[:60]!r} is not understood here", f"Write for example {measure.example}")
    return value, measure.units.get(unit, 1.0) / (SPANS[time[1]] if time else 1.0)


def _alike(read: list[tuple[float, float | None]], pieces: list[str]) -> tuple[float, ...]:
    """Return numbers in one unit; one that names none has that of the next which does."""
    found: list[float] = []
    units = [unit for _, unit in read]
    for at, ((value, unit), piece) in enumerate(zip(read, pieces, strict=True)):
        later = next((one for one in units[at:] if one is not None), None)
        beside = later == 0.0 or (later is None and any(one not in (None, 1.0) for one in units))
        if unit is None and value and beside:
            raise Unclear(f"{piece!r} is written in another way than what stands beside it", "Write all in one way")
        found.append(value if unit == 0.0 or later is None else value * (later if unit is None else unit))
    return tuple(found)


def _value(number: str) -> float:
    return float(re.sub(r"[ \u00a0\u202f]", "", number))


def _count(word: str) -> float:
    if word.lower() in ("a", "an"):
        return 1.0
    try:
        return float(_IN_WORDS.sub(lambda one: str(sum(WORDS[part.lower()] for part in one.groups() if part)), word))
    except ValueError:
        raise Unclear(f"{word!r} is no count of months or years", "Write for example within 2 years") from None
