"""Make one fault at a time and see which test notices it: writes the table of docs/verification.md.

    .venv/bin/python docs/mutate.py            the faults of docs/faults.py that the table lacks
    .venv/bin/python docs/mutate.py --all      every one anew
    .venv/bin/python docs/mutate.py gate aid   those whose name or file contains a word

Each fault is made in a copy of the sources in a temporary folder, where the tests that it names run until one fails.
The table is written after each, so that a run can be stopped and taken up again. A place that is not found, and a fault
that no test notices, is a line of the table and makes the exit code 1.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from faults import FAULTS, Fault

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "verification.md"
MARK = "<!-- faults: written by docs/mutate.py -->"
HEAD = ["| fault | file | what stands there instead | noticed by |", "|---|---|---|---|"]
UNNOTICED, LOST = "**not noticed**", "**place not found: write the fault anew in docs/faults.py**"


def copied(folder: Path) -> Path:
    """Copy what a test run needs."""
    for name in ("src", "tests", "docs"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "Makefile"):
        shutil.copy(ROOT / name, folder)
    return folder


def noticed_by(fault: Fault, copy: Path) -> str:
    """Name of the first test that fails with the fault, or what went wrong instead."""
    path = copy / "src" / "ripeness" / fault.file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if text.count(fault.right) != 1:
        return LOST
    path.write_text(text.replace(fault.right, fault.wrong), encoding="utf-8")
    try:
        return _first_failure(fault, copy)
    finally:
        path.write_text(text, encoding="utf-8")


def _first_failure(fault: Fault, copy: Path) -> str:
    kept = str(copy / "programs")  # what a fault does not touch is compiled once
    environment = {
        **os.environ,
        "PYTHONPATH": str(copy / "src"),
        "PYTHONDONTWRITEBYTECODE": "1",  # a fault as long as what it replaces must not be read from an old file
        "RIPENESS_CACHE": kept,
        "JAX_COMPILATION_CACHE_DIR": kept,
        "JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS": "0",
    }
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--override-ini=testpaths="]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-m", "", *options, *fault.tests],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    found = re.search(r"^(?:FAILED|ERROR) (\S+?)(?: |$)", run.stdout, flags=re.MULTILINE)
    if found:
        return f"`{found[1].partition('[')[0].removeprefix('tests/')}`"
    if run.returncode == 0:
        return UNNOTICED
    sys.exit(f"{fault.what}: pytest ran no test to its end\n{run.stdout[-2000:]}{run.stderr[-2000:]}")


def row(fault: Fault, noticed: str) -> str:
    """The fault's line of the table."""
    wrong = re.sub(r"\s+", " ", fault.wrong).strip().replace("|", "\\|")
    return f"| {fault.what} | `{fault.file}` | `{wrong}` | {noticed} |"


def known(page: str) -> dict[str, str]:
    """What the page says of each fault: which test noticed it."""
    lines = [line for line in page.partition(MARK)[2].splitlines() if line.startswith("| ")]
    return {line.split(" | ")[0].removeprefix("| "): line.rpartition(" | ")[2].removesuffix(" |") for line in lines[1:]}


def write(said: dict[str, str]) -> None:
    """Write the table, in the order of the faults."""
    before = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
    rows = [row(fault, said[fault.what]) for fault in FAULTS if fault.what in said]
    PAGE.write_text("\n".join([before + MARK, "", *HEAD, *rows, ""]), encoding="utf-8")


def main(words: list[str]) -> int:
    """Make the faults asked for and write the page."""
    said = known(PAGE.read_text(encoding="utf-8"))
    if words == ["--all"]:
        asked = FAULTS
    elif words:
        asked = [fault for fault in FAULTS if any(word in f"{fault.what} {fault.file}" for word in words)]
    else:
        asked = [fault for fault in FAULTS if said.get(fault.what, LOST) in (LOST, UNNOTICED)]
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(Path(folder))
        for number, fault in enumerate(asked, start=1):
            begun = time.monotonic()
            said[fault.what] = noticed_by(fault, copy)
            write(said)
            print(
                f"{number} of {len(asked)}, {time.monotonic() - begun:.0f} s: {fault.what}: {said[fault.what]}",
                flush=True,
            )
    write(said)
    return int(any(said[fault.what] in (LOST, UNNOTICED) for fault in FAULTS if fault.what in said))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
