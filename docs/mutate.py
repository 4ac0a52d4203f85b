"""Break one sign at a time and see which tests notice: writes docs/verification.md.

Run from the repository's root: `.venv/bin/python docs/mutate.py` (some ten minutes on two cores). Each
fault is made in a copy of the sources in a temporary folder; the tests below run on the copy until two have failed.
"""

# ruff: noqa: E501
from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
SUITES = [
    "tests/laws/test_directions.py",
    "tests/laws/test_kernels.py",
    "tests/laws/test_terms.py",
    "tests/drivers",
    "tests/agreement",
]


@dataclass(frozen=True)
class Fault:
    """One fault: what goes wrong, in which file, which text becomes which."""

    what: str
    file: str
    right: str
    wrong: str


FAULTS = [
    Fault("battle: up and down change places", "kernels/battle.py", "[self.down, self.up, none]", "[self.up, self.down, none]"),
    Fault("belief on the odds: a front further on counts as lost", "kernels/battle.py", "(month + front - start)", "(month - front + start)"),
    Fault("collapse: its hazard adds to going on", "kernels/collapse.py", "+ (1.0 - falls) *", "+ (1.0 + falls) *"),
    Fault("war chest: the package fills it", "kernels/war_chest.py", "lattice + shift[g]", "lattice - shift[g]"),
    Fault("mind: refusing talks raises sincerity", "kernels/sincerity.py", "nodes + shift,", "nodes - shift,"),
    Fault("belief update: patience grows with every month", "talks/mediator.py", "log((1.0 - a) * (1.0 - sincere)", "log((1.0 + a) * (1.0 - sincere)"),
    Fault("gate: it opens above the threshold", "talks/mediator.py", "below * jnp.maximum(opening, discharge) + (1.0 - below)", "(1.0 - below) * jnp.maximum(opening, discharge) + below"),
    Fault("rounding: a move lands on the other neighbour", "kernels/rounding.py", "(targets - low) / spacing", "(low - targets) / spacing + nodes - 1.0"),
    Fault("frontier: the knapsack is filled from the wrong end", "terms/frontier.py", "jnp.argsort(-gain", "jnp.argsort(gain"),
    Fault("frontier: reneging adds to what a deal is worth", "terms/utility.py", "(1.0 - risk) *", "(1.0 + risk) *"),
    Fault("ripeness: the defender's reservation counts for him", "terms/acceptance.py", "continuation) - d_defender", "continuation) + d_defender"),
    Fault("Nash step: power moves the deal away from the attacker", "terms/bargain.py", "d_attacker + power * (", "d_attacker - power * ("),
    Fault("stance: the worst one is chosen", "talks/stance.py", "better = value > best", "better = value < best"),
    Fault("belief on collapse: hope grows while none comes", "drivers/aid.py", "(1.0 + np.arange(months)[None, :] / strength", "(1.0 - 0.001 * np.arange(months)[None, :] / strength"),
]  # fmt: skip


def caught_by(fault: Fault) -> list[str]:
    """Names of the first tests that fail with the fault; none: it went unnoticed."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("src", "tests", "docs"):
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("pyproject.toml",):
            shutil.copy(ROOT / name, copy)
        path = copy / "src/ripeness" / fault.file
        text = path.read_text(encoding="utf-8")
        if text.count(fault.right) != 1:
            sys.exit(f"{fault.file} does not hold {fault.right!r} exactly once: write the fault anew in docs/mutate.py")
        path.write_text(text.replace(fault.right, fault.wrong), encoding="utf-8")
        run = subprocess.run(
            [sys.executable, "-m", "pytest", *SUITES, "-n", "2", "--dist", "loadgroup", "--maxfail=2", "-p", "no:cacheprovider"],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy / "src")},
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        return sorted(set(re.findall(r"^(?:FAILED|ERROR) (\S+?)(?:\[| |$)", run.stdout, flags=re.MULTILINE)))


def main() -> None:
    """Make every fault and write the page."""
    rows = []
    for fault in FAULTS:
        caught = caught_by(fault)
        print(f"{fault.what}: {', '.join(caught) or 'NOT NOTICED'}", flush=True)
        tests = "<br>".join(f"`{name.removeprefix('tests/')}`" for name in caught) or "**not noticed**"
        rows.append(f"| {fault.what} | `{fault.file}` | `{fault.wrong}` | {tests} |")
    page = ROOT / "docs" / "verification.md"
    head = page.read_text(encoding="utf-8").split("<!-- faults -->")[0]
    table = ["| fault | file | what stands there instead | the first tests that fail |", "|---|---|---|---|", *rows]
    page.write_text("\n".join([head + "<!-- faults -->", *table, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
