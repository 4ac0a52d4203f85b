"""What the data say of a claim, in words: a test of a series, and what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence

from ripeness.pages.words import month_in_words
from ripeness.questions.claims.verdict import FactCheck
from ripeness.statistics.bands import Figure

ASKED = {"above": "more than", "below": "less than", "at_least": "at least", "at_most": "at most"}
"""How a bound is asked for."""


def fact(test: FactCheck) -> str:
    """Return a test of a series in two sentences: what was found, beside what, and what was asked."""
    if test["held"] is None:
        return f"Not checked: {test['why']}."
    unit = f" {test['unit']}" if test["unit"] else ""
    told = f"The data give {digits(test['figure'])}{unit}, {_span(test['window'])} ({test['source']})"
    if test["beside"] is not None:
        elsewhere = test["beside_window"] != test["window"]
        when = f", {_span(test['beside_window'])}" if elsewhere else ""
        told += f", beside {digits(test['beside'])}{unit}{when}: {_compared(test, test['result'])}"
    asked = " and ".join(f"{ASKED.get(key, key)} {_bound(test, bound)}" for key, bound in test["asked"].items())
    return f"{told}. The claim asks for {asked}."


def _compared(test: FactCheck, result: Figure) -> str:
    """Return how the figure compares with the one beside it."""
    if test["compared_as"] == "difference":
        return f"a difference of {digits(result, True)} {test['unit']}".rstrip()
    return _ratio(result)


def _bound(test: FactCheck, bound: float) -> str:
    stated = digits(bound) if abs(bound) >= 100 else f"{bound:.3g}"
    if test["beside"] is None or test["compared_as"] == "difference":
        return stated
    return _ratio(bound)


def _ratio(value: Figure) -> str:
    """Return a ratio as it is said: below one as a share, from one on as so many times."""
    if value is None:
        return "-"
    return f"{digits(100 * value)} % of that" if value < 1 else f"{digits(value)} times that" if value > 1 else "that"


def against(test: FactCheck) -> str:
    """Return in a sentence what speaks against a claim, or might and does not."""
    if test["held"] is None:
        return f"Not checked whether {test['says']}: {test['why']}."
    if test["result"] is None:
        return f"Against it ({test['source']}): {test['says']}."
    if not test["held"]:
        return f"It might be against it, and is not, that {test['says']}. {fact(test)}"
    return f"Against it: {test['says']}. {fact(test)}"


def digits(value: Figure, signed: bool = False) -> str:
    """Return a figure in two digits, or whole from a hundred on."""
    if value is None:
        return "-"
    sign = "+" if signed and value > 0 else ""
    return f"{sign}{value:,.0f}" if abs(value) >= 100 else f"{sign}{value:.2g}"


def _span(window: Sequence[str]) -> str:
    return " to ".join(_in_words(date) for date in dict.fromkeys(window))


def _in_words(date: str) -> str:
    """Return a year, a month or a day, as a file states it, in words."""
    year, *rest = date.split("-")
    if not rest:
        return year
    month = month_in_words(f"{year}-{rest[0]}")
    return month if len(rest) == 1 else f"{int(rest[1])} {month}"
