"""Where several stand on one scale, round by round, drawn with characters."""

from __future__ import annotations

from collections.abc import Sequence

EMPTY, MANY = "·", "#"


def strip_chart(
    rounds: Sequence[tuple[int, Sequence[float]]], lower: float, upper: float, width: int = 51
) -> list[str]:
    """Draw a line for each round: in each place how many stand there, # for ten or more; the ends below.

    Parameters
    ----------
    rounds : the number of a round and the positions in it. lower, upper : ends of the scale, different.
    width : columns of the scale, at least 2.
    """
    lines = []
    digits = max((len(str(number)) for number, _ in rounds), default=1)
    for number, positions in rounds:
        counts = [0] * width
        for one in positions:
            at = round((one - lower) / (upper - lower) * (width - 1))
            counts[min(width - 1, max(0, at))] += 1
        marks = "".join(EMPTY if not one else str(one) if one < 10 else MANY for one in counts)
        lines.append(f"{number:>{digits}} {marks}")
    left, right = f"{lower:g}", f"{upper:g}"
    return [*lines, " " * (digits + 1) + left + right.rjust(width - len(left))]
