"""Sums of money as people write them, in billions: "900 million", "38 billion crowns", "$40 bn"; one currency each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ripeness.scenarios.interview.numbers import Unclear

SCALES = {
    "thousand": 1e-6, "million": 1e-3, "millions": 1e-3, "mn": 1e-3, "bn": 1.0, "billion": 1.0, "billions": 1.0,
    "trillion": 1e3, "trillions": 1e3, "tn": 1e3,
}  # fmt: skip
"""What a sum counts, in billions."""

_NAMES = (
    "crowns kroner kronor pounds francs marks roubles rubles hryvnias hryvnia yuan renminbi yen rupees pesos lira "
    "liras dinars dirhams rials riyals shekels zloty won birr naira rand reais baht ringgit rupiah tenge lari manat "
    "thalers florins guilders shillings ducats lei leva forints afghanis kyats taka dong"
)
_ISO = (
    "gbp rub uah chf sek nok dkk czk pln huf ron try cny jpy inr pkr krw ils irr iqd sar aed egp zar ngn etb brl mxn "
    "cad aud nzd"
)
CURRENCIES = (
    {"$": "USD", "us$": "USD", "usd": "USD", "dollar": "USD", "dollars": "USD"}
    | {
        "€": "EUR",
        "eur": "EUR",
        "euro": "EUR",
        "euros": "EUR",
        "£": "pounds",
        "¥": "yen",
        "₴": "hryvnias",
        "₽": "roubles",
    }
    | {one: one for one in _NAMES.split()}
    | {one.removesuffix("s"): one for one in _NAMES.split() if one.endswith("s")}
    | {one: one.upper() for one in _ISO.split()}
)
"""Words of currencies, and the name by which each is told."""

_TOKEN = re.compile(r"us\$|[$€£¥₴₽]|[^\W\d_]+", re.I)


def in_billions(unit: str) -> float | None:
    """Return how many billions one of a unit is; None where it is no sum of money."""
    words = [one for one in _TOKEN.findall(unit.lower()) if one not in ("of", "us")]
    scales = [one for one in words if one in SCALES]
    others = [one for one in words if one not in SCALES and one not in CURRENCIES]
    if len(others) == 1 and len(scales) == 1 and len(words) == 2 and words[1] == others[0]:
        raise Unclear(
            f"{others[0]!r} is no currency that is known here",
            f"Write the figures alone, as {scales[0]}: sums are only compared with each other, in one currency",
        )
    return SCALES[scales[0]] if len(scales) == 1 and not others and len(words) <= 2 else None


def currency_of(parts: Iterable[str], before: str = "") -> str:
    """Return the one currency that parts of an answer name, else the one named `before`; two are refused."""
    named = [before] if before else []
    for part in parts:
        named += [CURRENCIES[one] for one in _TOKEN.findall(part.lower()) if one in CURRENCIES]
    if len(set(named)) > 1:
        both = list(dict.fromkeys(named))
        raise Unclear(
            f"Sums are in {both[0]} and in {both[1]}", "Write all in one currency: no rate of exchange is known"
        )
    return named[0] if named else ""


def told_alike(parts: list[str]) -> None:
    """Refuse parts of one answer of which one counts millions or trillions and another says not what it counts."""
    words = [set(_TOKEN.findall(one.lower())) & set(SCALES) for one in parts]
    scaled = [one for one, found in zip(parts, words, strict=True) if any(SCALES[word] != 1.0 for word in found)]
    bare = [one for one, found in zip(parts, words, strict=True) if not found and one.strip() != "0"]
    if scaled and bare:
        raise Unclear(f"{scaled[0]!r} says what it counts and {bare[0]!r} does not", "Write million or bn in each part")


def aloud(currency: str, unit: str) -> str:
    """Return what is to be said of sums in a currency that a field, whose unit is in the file, does not name."""
    if currency in ("", unit):
        return ""
    return (
        f" The file counts them in bn {unit}, the format's only name for this unit: read it as bn {currency}. "
        "No rate of exchange is used."
    )
