"""Amounts as people write them, "1 in 3 within two years", "3 years", "$40 bn"; a word not known here is refused."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ripeness.scenarios.interview.currency import in_billions
from ripeness.scenarios.interview.numbers import LARGEST, Stated, Unclear, plain
from ripeness.scenarios.interview.pieces import in_digits
from ripeness.scenarios.interview.spelt import (
    in_halves,
    in_ratios,
    of_words,
    of_yardstick,
    share_of_months,
    without_word,
)
from ripeness.schema.calendar import months_between

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
_BY = re.compile(r"(.*?)[\s,]*\bby\s+(?:the\s+end\s+of\s+)?(\d{4}(?:-(?:0[1-9]|1[0-2]))?)", re.I | re.S)
_THIS_YEAR = re.compile(
    r"(.*?)[\s,]*\b(?:(?:in|during|within)\s+)?(?:by\s+the\s+end\s+of\s+)?(?:this|the\s+current)\s+year", re.I | re.S
)
_PLAIN = re.compile(_NUMBER)
_ROUGHLY = re.compile(
    r"\b(?:about|around|roughly|perhaps|some|approximately|approx|circa|ca|nearly|almost)\b|[~≈]", re.I
)
ABOUT = 0.1
"""Share of a number by which one that is written with about may be off, one time in ten each way."""

ABOUT_ODDS = 1.5
"""Times the ratio of a chance to its opposite by which a chance that is written with about may be off, likewise."""

_ONE_END = re.compile(
    r"\b(?:at least|at most|less than|more than|fewer than|over|under|above|below|up to)\b|[<>≤≥]", re.I
)
_AT_MOST = re.compile(
    r"(?:at most|(?:no|not) more than|less than|under|below|up to)\s+(.+)|(.+?),? (?:and )?(?:at most|(?:no|not) more)",
    re.I,
)
_TWO = "Write two numbers with to between them, or three: one in ten lower, the middle, one in ten higher"
_COMMA = re.compile(r"\d,\d")
_POINT = re.compile(r"(?<![\d.])[1-9]\d{0,2}\.\d{3}(?!\d)")


@dataclass(frozen=True)
class Measure:
    """In what an answer is counted.

    Attributes
    ----------
    example : of an answer. units : words that may stand beside a number, and what one of them comes to. per : months
    by whose length it may be told, as in "a year": what it comes to is that of a month. counted : what a ratio such as
    "1 in 3" may count; empty where none is understood. whole : what all of a ratio comes to. money : it is counted in
    billions of a currency. thousands : numbers are so large that a point may stand between thousands.
    """

    example: str
    units: Mapping[str, float] = field(default_factory=dict)
    per: tuple[str, ...] = ()
    counted: tuple[str, ...] = ()
    whole: float = 1.0
    money: bool = False
    thousands: bool = False


def _each(words: str, worth: float = 1.0) -> dict[str, float]:
    return dict.fromkeys(words.split("|"), worth)


_PERCENT = "%|percent|per cent|% chance|a % chance|percent chance|a percent chance"
_KM2 = "km^2|km2|sq km|sq. km|square km|square kilometres|square kilometers|square kilometre|square kilometer"
_MILES = "sq mi|sq. mi|sq. mi.|sq mi.|sq miles|mi^2|mi2|square mile|square miles|square mi"
MILE = 2.589988
"""Square kilometres in a square mile."""
_ANY = ("chance", "chances", "case", "cases", "time", "times")

PLAIN = Measure("20, or 15 to 30, or 15, 20, 40")
SHARE = Measure("30 %, or 1 in 3, or 10, 30, 60 %", _each(_PERCENT, 0.01), counted=_ANY)
OF_MONTHS = Measure(
    "1 in 3, or 10, 30, 60 %, or twice a year, or every other month", SHARE.units, counted=(*_ANY, "month", "months")
)
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
    "20, or 15 to 30 months, or 2, 3, 5 years", {f"{one}{s}": SPANS[one] for one in SPANS for s in ("", "s")},
    thousands=True,
)  # fmt: skip
AREA = Measure("12000, or 11500 to 12500 (in km^2)", _each(_KM2) | _each(_MILES, MILE), thousands=True)
SPREAD = Measure("400 (in km^2)", AREA.units, per=("month",), thousands=True)
MOVES = Measure("100, or -50, 100, 300 (in km^2 a month)", AREA.units, per=tuple(SPANS), thousands=True)
SUM = Measure("40, or 40 to 90, or 40, 60, 90 (in bn)", money=True)
SUM_A_MONTH = Measure("5, or 4 to 6 (in bn a month), or 60 bn a year, or 900 million", per=tuple(SPANS), money=True)
TIMES = Measure("5, or 5 times", _each("times|times as likely|x"))


def read_numbers(text: str, low: float, high: float, measure: Measure = PLAIN, typed: str = "") -> Stated:
    """Return one to three numbers, written with commas or "to" between them.

    Parameters
    ----------
    low, high : ends between which each must lie. measure : in what they are counted, and which words say so. typed :
    the words that were written, where `text` is not those; complaints show them.
    """
    typed = (typed or text).strip().rstrip(".")
    written = _in_digits(text, typed, measure)
    percent = measure.units.get("%") == 0.01
    pieces = [one.strip() for one in re.split(r",|\bto\b", written)]
    shown = _as_typed(typed, len(pieces))
    values = _alike([_one(*both, measure, (low, high)) for both in zip(pieces, shown, strict=True)], shown)
    if len(values) > 3:
        raise Unclear(
            f"{typed!r} holds {len(values)} numbers", f"Write one, two or three, for example {measure.example}"
        )
    for value, piece, one in zip(values, pieces, shown, strict=True):
        if not low <= value <= high:
            ends = f"{plain(low, percent)} to {plain(high, percent)}"
            raise Unclear(f"{one} lies outside the possible values, {ends}", f"Write for example {measure.example}")
        if measure in (HUNDREDTHS, MONTHS_OF_100) and 0 < value < 1 and _PLAIN.fullmatch(piece) and "%" not in written:
            raise Unclear(f"{one!r} may be a share or a number out of 100", f"Write for example {measure.example}")
    if len(values) == 1 and _ROUGHLY.search(text):
        values = _about(values[0], typed, (low, high), percent)
    if any(a >= b for a, b in itertools.pairwise(values)):
        fix = "Write the lowest first: one in ten lower, the middle, one in ten higher"
        raise Unclear(f"{typed!r} does not rise", fix)
    return Stated(values)


def read_within(text: str, now: str = "") -> tuple[Stated, float]:
    """Return chances and the months within which they hold, from "1 in 3 within two years" or "by the end of 2027".

    now : the month of writing, from whose first day the months until a date are counted.
    """
    typed = text.strip().rstrip(".")
    plainly = without_word(typed)
    text = re.sub(r",? (?:and )?(?:no|not) more$", "", plainly, flags=re.I)
    text = text if text == plainly else f"no more than {text}"
    text = re.sub(r"\b(within|in|over)\s+(?:about|around|roughly|some)\s+", r"\1 ", text, flags=re.I)
    if now and (this := _THIS_YEAR.fullmatch(text)):
        return read_numbers(this[1], 0.0, 0.999, SHARE, typed), _until(f"{now[:4]}-12", now)
    if dated := _BY.fullmatch(in_digits(text)):
        return read_numbers(dated[1], 0.0, 0.999, SHARE, typed), _until(dated[2], now)
    found = _WITHIN.fullmatch(in_halves(of_words(text)))
    if found is None:
        fix = (
            "Write for example 1 in 3 within two years, 5, 10, 30 % within a year, or 1 in 4 by the end of 2027; 0 % "
            "within a year if it is held to be impossible; seasons are not read, months are"
        )
        raise Unclear(f"{typed!r} names no length of time in months, quarters or years at its end", fix)
    if not found[1].strip():
        raise Unclear(f"{typed!r} names no chance", "Write for example 1 in 3 within two years")
    months = _count(found[2] or "1") * SPANS[found[3].lower()]
    if not 0.0 < months <= 600.0:
        raise Unclear(f"{typed!r} names no length of time to speak of", "Write one from a month to fifty years")
    return read_numbers(found[1], 0.0, 0.999, SHARE, typed), months


def _until(month: str, now: str) -> float:
    """Return the months from the first day of one month to the last of another."""
    if len(month) == 4:
        fix = f"Write by the end of {month}, or by a month: by June {month}"
        raise Unclear(f"'by {month}' may mean the year's beginning or its end", fix)
    if not now or not now <= month:
        raise Unclear(f"{month} is not after {now or 'today'}, the month of writing", "Write a later month")
    return months_between(now, month) + 1.0


def told_alike(parts: list[str]) -> None:
    """Refuse parts of one answer of which one names years, quarters or miles and another names no unit."""
    longer = [one for one in parts if re.search(r"\b(?:year|quarter)s?\b", one, re.I)]
    bare = [one for one in parts if not re.search(r"\b(?:month|quarter|year)s?\b", one, re.I)]
    if longer and bare:
        raise Unclear(
            f"{longer[0]!r} names its time and {bare[0]!r} none",
            "Write months or years, or by which of them, in each part",
        )


def in_one_measure(parts: list[str]) -> None:
    """Refuse areas of which one is in square miles and another names no unit."""
    miles = [one for one in parts if re.search(r"\bmi(?:les?)?\b|\bmi(?=[\^2²])", one, re.I)]
    bare = [one for one in parts if not re.search(r"[a-z]{2}", re.sub(r"\bto\b", "", one), re.I) and one.strip() != "0"]
    if miles and bare:
        raise Unclear(f"{miles[0]!r} is in miles and {bare[0]!r} names no unit", "Write sq mi or km^2 in each part")


def _in_digits(text: str, typed: str, measure: Measure) -> str:
    """Return an answer with its numbers in digits and "to" within its ranges; refuse what does not say how much."""
    written = text.strip().rstrip(".").replace("\u2212", "-").replace("²", "^2")
    if measure.units.get("%") == 0.01:
        end = _AT_MOST.fullmatch(written)
        written = f"0 to {end[1] or end[2]}" if end else of_yardstick(written)
    if _ONE_END.search(written):
        raise Unclear(f"{typed!r} does not say how far it may be off", _TWO)
    written = " ".join(_ROUGHLY.sub(" ", written).split())
    written = re.sub(r"\bminus\s+(?=\d)", "-", in_halves(of_words(written)), flags=re.I)
    if "months" in measure.counted or "month" in measure.counted:
        written = share_of_months(written)
    if measure.counted:
        written = in_ratios(re.sub(r"^(every|each) (other|second) meeting$", "1 in 2", written, flags=re.I))
    if _COMMA.search(written):
        fix = "Write 12000 or 12 000, 2.5 with a point; put a blank after a comma that stands between two numbers"
        raise Unclear(f"{typed!r} has a comma inside a number or no blank after it", fix)
    written = re.sub(r"^between ([^,]+?) and ([^,]+)$", r"\1 to \2", written, flags=re.I)
    written = re.sub(r"^from (?=.* to )", "", written, flags=re.I)
    return re.sub(r"(?<=[\d%])(?:\s*[\u2013\u2014]\s*|-| - )(?=\d)", " to ", written)


def _about(value: float, typed: str, ends: tuple[float, float], chance: bool) -> tuple[float, ...]:
    """Return one in ten lower, the middle and one in ten higher of a number that is written with about."""
    if chance and 0.0 < value < 1.0:
        ratio = value / (1.0 - value)
        found = [one / (1.0 + one) for one in (ratio / ABOUT_ODDS, ratio, ratio * ABOUT_ODDS)]
    else:
        found = sorted(value * one for one in (1.0 - ABOUT, 1.0, 1.0 + ABOUT))
    low, middle, high = (min(max(one, ends[0]), ends[1]) for one in found)
    if not low < middle < high:
        raise Unclear(f"{typed!r} does not say how far it may be off", _TWO)
    return low, middle, high


def _as_typed(typed: str, count: int) -> list[str]:
    """Return the words of each of so many numbers as they were written; all of them for each where that is unclear."""
    ends = r",|\bto\b|(?<=[\d%])\s*[\u2013\u2014-]\s*(?=\d)" + (r"|\band\b" if typed[:8].lower() == "between " else "")
    shown = [one.strip() for one in re.split(ends, typed)]
    return shown if len(shown) == count else [typed] * count


def _decimal(number: str, typed: str, measure: Measure, ends: tuple[float, float]) -> None:
    """Refuse a point that may stand between thousands: 12.000, or 1.125 where 1125 is as likely meant."""
    if found := _POINT.fullmatch(number):
        whole = number.replace(".", "")
        if number.endswith("0") or (measure.thousands and ends[0] <= float(whole) <= ends[1]):
            fix = f"Write {whole}, or {found[0]}0 if it is a fraction"
            raise Unclear(f"{typed!r} may hold a point between thousands", fix)


def _one(piece: str, typed: str, measure: Measure, ends: tuple[float, float]) -> tuple[float, float | None]:
    """Return a number and what its unit comes to: None where no unit stands there, 0 where it is a ratio."""
    piece = re.sub(r"^an?\s+(?=[a-z])", "1 ", piece, flags=re.I)
    if measure.counted:
        kinds = "|".join(measure.counted)
        ratio = re.fullmatch(
            rf"(?:a\s+)?({_NUMBER})\s*(?:(?:{kinds})\s+)?(?:in|of|out of|/)\s*({_NUMBER})"
            rf"(?:\s+(?:of\s+(?:the\s+|all\s+)?)?(?:{kinds}))?(?:\s+chance)?", piece, re.I,
        )  # fmt: skip
        if ratio:
            if _value(ratio[2]) <= 0.0:
                raise Unclear(f"{typed!r} is no share", "Write for example 1 in 3")
            return measure.whole * _value(ratio[1]) / _value(ratio[2]), 0.0
    number = _PIECE.fullmatch(piece)
    if number is None:
        raise Unclear(f"{typed or 'nothing'!r} is not a number", f"Write for example {measure.example}")
    _decimal(number[2], typed, measure, ends)
    value = _value(number[2])
    if abs(value) > LARGEST:
        raise Unclear(f"{typed!r} is too large", f"Write at most {LARGEST:.0e}")
    said = " ".join(f"{number[1]} {number[3]}".split())
    if not said:
        return value, None
    time = _PER.search(said.lower())
    unit = (said[: time.start()].strip() if time else said).lower()
    worth = 1.0 if not unit else in_billions(unit) if measure.money else measure.units.get(unit)
    if worth is None or (time is not None and time[1] not in measure.per):
        raise Unclear(f"{typed[:120]!r} is not understood here", f"Write for example {measure.example}")
    return value, worth / (SPANS[time[1]] if time else 1.0)


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
    try:
        return 1.0 if word.lower() in ("a", "an") else float(word)
    except ValueError:
        raise Unclear(f"{word!r} is no count of months or years", "Write for example within 2 years") from None
