"""Ensembles that stream to disk: memory and time against the number of draws, on the smallest war.

The flagship would take hours for a hundred thousand draws; what is asked here is whether memory grows with them.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from measure import COMMAND, MIB, Row, child

WAR = Path(__file__).with_name("ensemble.yaml")
DRAWS = (1_000, 10_000, 100_000)
QUICK = (300, 600)
GROWTH = 1.25  # peak memory of the largest run over that of the smallest: flat, but for what an allocator leaves


def measure(quick: bool = False) -> list[Row]:
    """Peak memory, wall time and size on disk of a run with each number of draws; the growth of memory."""
    rows, peaks = [], []
    draws = QUICK if quick else DRAWS
    with tempfile.TemporaryDirectory() as folder:
        child([str(COMMAND), "run", str(WAR), "--draws", "300", "--out", str(Path(folder) / "first")])  # compiles
        for count in draws:
            out = Path(folder) / str(count)
            run = child([str(COMMAND), "run", str(WAR), "--draws", str(count), "--json", "--out", str(out)])
            finished = json.loads(run.output)["draws"]["finished"]
            assert finished == count, f"{finished} of {count} draws"
            size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file()) / MIB
            what = f"`ripeness run` of the smallest war, {count:,} draws"
            rows.append(Row(f"{what}: peak memory", "MiB", run.peak_mib, None, f"{size:.0f} MiB on disk"))
            each = 1e3 * run.seconds / count
            rows.append(Row(f"{what}: wall time", "s", run.seconds, None, f"{each:.2g} ms a draw, start included"))
            peaks.append(run.peak_mib)
    what = f"... peak memory with {draws[-1]:,} draws over that with {draws[0]:,}"
    rows.append(Row(what, "x", peaks[-1] / peaks[0], GROWTH))
    return rows
