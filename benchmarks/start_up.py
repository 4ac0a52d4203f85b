"""The commands that compute nothing: `ripeness --help` and `ripeness check`."""

from __future__ import annotations

from measure import COMMAND, Row, child, median, spread

TARGETS = {("--help",): 0.4, ("check", "ukraine-2026"): 1.2}  # s


def measure(quick: bool = False) -> list[Row]:
    """Median wall time of each command in a new process."""
    rows = []
    for arguments, target in TARGETS.items():
        seconds = [child([str(COMMAND), *arguments]).seconds for _ in range(3 if quick else 9)]
        rows.append(Row(f"`ripeness {' '.join(arguments)}`", "s", median(seconds), target, spread(seconds)))
    return rows
