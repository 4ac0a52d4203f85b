"""`ripeness report` as a person starts it: a new process, with nothing solved before and with all solved before."""

from __future__ import annotations

import tempfile
from pathlib import Path

from measure import COMMAND, Row, child

WARM, BYTES = 20.0, 300_000  # s; of the file


def measure(quick: bool = False) -> list[Row]:
    """Wall time of the flagship's report on a filled cache, its size, and how many times as long the first takes."""
    options = ["--draws", "8"] if quick else []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.html"
        arguments = [str(COMMAND), "report", *options, "-o", str(file)]
        seconds = []
        for _ in range(2):
            file.unlink(missing_ok=True)
            seconds.append(child(arguments, {"RIPENESS_CACHE": str(Path(folder) / "cache")}).seconds)
        size = file.stat().st_size
    first, warm = seconds
    note = f"{'QUICK: 8 draws; ' if quick else ''}the first time {first:.0f} s, {first / warm:.1f} times as long"
    return [
        Row("`ripeness report`, all solved before: wall time", "s", warm, WARM, note),
        Row("`ripeness report`: size of the file", "kB", size / 1000.0, BYTES / 1000.0, "one file, pictures included"),
    ]
