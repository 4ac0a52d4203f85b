"""What every benchmark needs: a row of the table, a timed child process, medians, the machine in words."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

COMMAND = Path(sys.executable).with_name("ripeness")
MIB = 1024.0 * 1024.0


@dataclass(frozen=True)
class Row:
    """One line of the table.

    `measured` : None where it was not; the note says why. `target` : the most that is wished for (the least, where
    `least` says so); None where nothing is promised. `paragraph` : what is said of it below the table.
    """

    what: str
    unit: str
    measured: float | None
    target: float | None = None
    note: str = ""
    least: bool = False
    paragraph: str = ""

    def verdict(self) -> str:
        """Whether the target is met, or by how much it is missed."""
        if self.target is None or self.measured is None:
            return ""
        if self.measured >= self.target if self.least else self.measured <= self.target:
            return "met"
        if self.least:
            return f"missed: {self.measured / self.target:.2f} of it"
        return f"missed by {_number(self.measured - self.target)} {self.unit} ({self.measured / self.target:.2f} x)"

    def cells(self) -> list[str]:
        """The row as text: what, target, measured, verdict, note."""
        target = "" if self.target is None else f"{_number(self.target)} {self.unit}"
        measured = "not measured" if self.measured is None else f"{_number(self.measured)} {self.unit}".strip()
        return [self.what, f"at least {target}" if self.least else target, measured, self.verdict(), self.note]


@dataclass(frozen=True)
class Finished:
    """A child process that is over: wall seconds, its own peak memory in MiB, its standard output."""

    seconds: float
    peak_mib: float
    output: str


STARTER = """
import os, sys
pid = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(pid, 0)
open(sys.argv[1], "w").write(str(usage.ru_maxrss))
sys.exit(os.waitstatus_to_exitcode(status))
"""


def child(arguments: list[str], environment: Mapping[str, str] | None = None) -> Finished:
    """Run a command to its end, alone; raise if it fails.

    It is started by a small process of its own: a system counts as a child's peak what its parent held before.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.NamedTemporaryFile() as told:
        started = time.perf_counter()
        starter = [sys.executable, "-S", "-c", STARTER, told.name, *arguments]
        code = subprocess.call(starter, stdout=out, stderr=err, env={**os.environ, **(environment or {})})
        seconds = time.perf_counter() - started
        out.seek(0)
        err.seek(0)
        if code:
            said = err.read().decode(errors="replace")[-2000:]
            raise RuntimeError(f"{' '.join(arguments)} left with {code}:\n{said}")
        peak = float(told.read()) * (1.0 if sys.platform == "darwin" else 1024.0)
        return Finished(seconds, peak / MIB, out.read().decode(errors="replace"))


def repeated(run: Callable[[], object], repeats: int) -> list[float]:
    """Seconds of each of some calls."""
    seconds = []
    for _ in range(repeats):
        started = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - started)
    return seconds


def spread(seconds: list[float], unit: float = 1.0) -> str:
    """Median of how many, from where to where; `unit` seconds make one of what is printed."""
    low, high = min(seconds) / unit, max(seconds) / unit
    return f"median of {len(seconds)}, {_number(low)} to {_number(high)}"


def median(seconds: list[float]) -> float:
    """Median."""
    return statistics.median(seconds)


def machine() -> str:
    """Cores that this process may use and the processor's model, in words."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return f"{cores} cores, {model}, {platform.system()}, Python {platform.python_version()}"


def load_average() -> str:
    """Processes that were waiting for a core in the last minute: much above 0 means that others were at work."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def _number(value: float) -> str:
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"
