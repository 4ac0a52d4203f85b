"""Beside a forecast: how often other wars went on as long, and what markets said of the same questions."""

from __future__ import annotations

from collections.abc import Iterator

from ripeness.pages.ask import between, in_words
from ripeness.pages.layout import Block, Column, note, table
from ripeness.pages.words import percent
from ripeness.questions.summary.summary import Summary

OTHER_WARS = (
    "'Other wars': how many of the wars between states that had lasted as long went on so much longer, by several "
    "methods (ripeness baserate)."
)


def went_on(summary: Summary) -> dict[int, str]:
    """Return the base rates of going on as printed, by months ahead; none where there are none."""
    return {one["months_ahead"]: between(one["low"], one["high"]) for one in summary.get("other_wars", [])}


def market_table(summary: Summary) -> Iterator[Block]:
    """Yield the questions of which a market said something, with what the forecast gives them."""
    columns = [
        Column("question"),
        Column("forecast", right=True, whole=True),
        Column("market", right=True, whole=True),
    ]
    rows = [(one["question"], percent(one["chance"]), percent(one["price"])) for one in summary["markets"]]
    yield table(columns, rows)
    days = sorted({one["date"] for one in summary["markets"]})
    yield note(
        f"Market: last price of {in_words(days[-1])}; the market is thin, and its price is no chance as it stands. "
        "Forecast: in the wars in which nothing of the kind had happened by the day on which the question opens, so "
        "that it may be lower than in the tables above, which count from the forecast's first day. It is computed from "
        "a record that ends before that day. Which market: ripeness ask lists the questions."
    )
