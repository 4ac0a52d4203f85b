"""The chance that the war goes on under two policies, drawn with characters: where the two curves part."""

from __future__ import annotations

from ripeness.pages.ripeness_drawing import Series, months_axis

A, B, BOTH = "○", "●", "◉"
APART = "░"

ROWS = 10
"""A row is ten points."""


def parting_chart(a: Series, b: Series, width: int = 61) -> list[str]:
    """Draw both curves from 0 to 100 per cent, month by month; the space between them is shaded."""
    months = min(len(a), len(b))
    columns = [round(at * (months - 1) / (width - 1)) for at in range(width)] if months > 1 else [0]
    canvas = [[" "] * len(columns) for _ in range(ROWS + 1)]

    def row(chance: float) -> int:
        return min(ROWS, max(0, round((1.0 - chance) * ROWS)))

    for x, month in enumerate(columns):
        one, other = a[month], b[month]
        if one is not None and other is not None:
            for y in range(min(row(one), row(other)) + 1, max(row(one), row(other))):
                canvas[y][x] = APART
        if one is not None:
            canvas[row(one)][x] = A
        if other is not None:
            canvas[row(other)][x] = BOTH if one is not None and row(one) == row(other) else B
    lines = [
        (f"{100 - 10 * y:4d} % ┤" if y % 5 == 0 else "       │") + "".join(cells).rstrip()
        for y, cells in enumerate(canvas)
    ]
    return [*lines, *(f" {line}" for line in months_axis(columns))]
