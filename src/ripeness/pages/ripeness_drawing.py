"""Charts drawn with characters, for terminals: what fighting on is worth to each side, and the gap."""

from __future__ import annotations

import math
from collections.abc import Sequence

Series = Sequence[float | None]

ATTACKER, DEFENDER, DEAL, BOTH = "x", "●", "○", "◉"
IN_REACH, OUT_OF_REACH = "▒", "·"


def ripeness_chart(attacker: Series, defender: Series, gap: Series, width: int = 61) -> list[str]:
    """Draw, month by month, what fighting on is worth to each side and what a deal could give the defender.

    The space between the defender's two lines is the ripeness gap: shaded where a deal is in reach,
    dotted where none is.
    """
    deal = [None if one is None or more is None else one + more for one, more in zip(defender, gap, strict=True)]
    stated = [value for series in (attacker, defender, deal) for value in series if value is not None]
    if not stated:
        return ["(no month in which the war goes on)"]
    low, high, rows, per_tenth = _scale(min(stated), max(stated))
    months = len(defender)
    columns = [round(at * (months - 1) / (width - 1)) for at in range(width)]
    canvas = [[" "] * len(columns) for _ in range(rows + 1)]

    def row(value: float) -> int:
        return min(rows, max(0, round((high - value) / (high - low) * rows)))

    for x, month in enumerate(columns):
        own, offer, theirs = defender[month], deal[month], attacker[month]
        if own is not None and offer is not None:
            shade = IN_REACH if offer >= own else OUT_OF_REACH
            for y in range(min(row(own), row(offer)) + 1, max(row(own), row(offer))):
                canvas[y][x] = shade
        if offer is not None:
            canvas[row(offer)][x] = DEAL
        if own is not None:
            canvas[row(own)][x] = BOTH if offer is not None and row(own) == row(offer) else DEFENDER
        if theirs is not None and (x % 2 == 0 or canvas[row(theirs)][x] in (" ", IN_REACH, OUT_OF_REACH)):
            canvas[row(theirs)][x] = ATTACKER
    lines = [
        (f"{100 * high - 10 * y / per_tenth:5.0f} ┤" if y % per_tenth == 0 else "      │") + "".join(cells).rstrip()
        for y, cells in enumerate(canvas)
    ]
    return [*lines, *months_axis(columns)]


def smoothed(series: Series) -> list[float | None]:
    """Return each month with the next, averaged: the front moves every month, so that odd and even months differ."""
    pairs = zip(series, [*series[1:], None], strict=True)
    return [one if one is None or next_ is None else (one + next_) / 2 for one, next_ in pairs]


def _scale(least: float, most: float) -> tuple[float, float, int, int]:
    """Return the ends of the axis, whole tenths, how many rows there are, and how many make a tenth."""
    low, high = math.floor(10 * least + 1e-9) / 10, math.ceil(10 * most - 1e-9) / 10
    high = max(high, low + 0.2)
    tenths = round(10 * (high - low))
    per_tenth = max(1, min(5, 16 // tenths))
    return low, high, tenths * per_tenth, per_tenth


def months_axis(columns: Sequence[int]) -> list[str]:
    """Return the axis with a mark at each year (or at shorter steps), and the numbers below it."""
    last = columns[-1]
    every = 12 if last >= 24 else 6 if last >= 12 else 1
    axis, numbers = ["─"] * len(columns), [" "] * (len(columns) + 4)
    for month in range(0, last + 1, every):
        x = min(range(len(columns)), key=lambda at: abs(columns[at] - month))
        axis[x] = "┬"
        text = str(month)
        start = max(0, x - len(text) // 2)
        numbers[start : start + len(text)] = text
    return [f"      └{''.join(axis)}", f"       {''.join(numbers).rstrip()}  months"]
