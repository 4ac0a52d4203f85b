"""What the data say of a claim, in words: a test of a series, and what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence

from ripeness.questions.claims.verdict import FactCheck
from ripeness.statistics.bands import Figure


def fact(test: FactCheck) -> str:
    """Return a test of a series in a sentence: what was found, beside what, and what was asked."""
    if test["held"] is None:
        return f"Not checked: {test['why']}."
    unit = f" {test['unit']}" if test["unit"] else ""
    told = f"{test['source']}, {_span(test['window'])}: {digits(test['figure'])}{unit}"
    if test["beside"] is not None:
        elsewhere = test["beside_window"] != test["window"]
        when = f", {_span(test['beside_window'])}" if elsewhere else ""
        told += f"; beside {digits(test['beside'])}{unit}{when}: a {test['compared_as']} of {digits(test['result'])}"
    asked = " and ".join(
        f"{key} {digits(bound) if abs(bound) >= 100 else f'{bound:.3g}'}" for key, bound in test["asked"].items()
    )
    return f"{told}; asked: {asked}."


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
    return " to ".join(dict.fromkeys(window))
