"""`make bench`: run the benchmarks, print the table, and write it into benchmarks/README.md.

    python benchmarks/run.py               all; rewrites the README between its markers after each
    python benchmarks/run.py one-draw ...  some; prints only
    python benchmarks/run.py --quick       all, with few repeats and draws, to see that they work; prints only

Run it on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import accelerator
import forecast_run
import growth
import induction
import levers
import one_draw
import precision
import report_file
import sampled_walk
import served_page
import slopes
import start_up
from measure import Row, load_average, machine
from rich.console import Console
from rich.table import Table

import ensemble
import rivals

README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- results: begin (written by run.py, not by hand) -->", "<!-- results: end -->"

# Child processes first, so that they find a machine on which this process holds no memory of its own; the longest last.
BENCHMARKS: dict[str, Callable[[bool], list[Row]]] = {
    "start-up": start_up.measure,
    "run-32": partial(forecast_run.measure, 32),
    "run-200": partial(forecast_run.measure, 200),
    "run-1000": partial(forecast_run.measure, 1000),
    "one-draw": one_draw.measure,
    "accelerator": accelerator.measure,
    "precision": precision.measure,
    "induction": induction.measure,
    "sampled-walk": sampled_walk.measure,
    "slopes": slopes.measure,
    "rivals": rivals.measure,
    "growth": growth.measure,
    "levers": levers.measure,
    "page": served_page.measure,
    "report": report_file.measure,
    "ensemble": ensemble.measure,
}
WIDTH = 150
COLUMNS = ("what", "target, at most", "measured", "", "detail")


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of: {', '.join(BENCHMARKS)}")
    parser.add_argument("--keep", action="store_true", help="put these into the table and keep its other rows")
    parser.add_argument("--quick", action="store_true", help="few repeats and draws, to see that they work")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(BENCHMARKS):
        parser.error(f"no benchmark is called {', '.join(sorted(unknown))}; there are: {', '.join(BENCHMARKS)}")
    before = load_average()
    rows: list[Row] = []
    for name in asked.names or BENCHMARKS:
        print(f"{name} ...", file=sys.stderr, flush=True)
        rows += BENCHMARKS[name](asked.quick)
        if not asked.names and not asked.quick:
            write(rows, before, list(BENCHMARKS)[list(BENCHMARKS).index(name) + 1 :])
    table = Table(*COLUMNS, title=machine())
    for row in rows:
        table.add_row(*row.cells())
    screen = Console()
    screen.width = max(screen.width, WIDTH)
    screen.print(table)
    for row in rows:
        if row.paragraph:
            screen.print(row.paragraph)
    if asked.keep and asked.names and not asked.quick:
        put(rows, before, asked.names)
        print(f"Put into {README}.")
        return
    if asked.names or asked.quick:
        print("A part, or a quick look: benchmarks/README.md is left as it was.")
        return
    print(f"Written to {README}.")


def put(rows: list[Row], load: str, names: list[str]) -> None:
    """Put rows in the place of those of the same name in the README's table, or behind the last."""
    text = README.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN, 1)
    kept, tail = rest.split(END, 1)
    stated, table = kept.split(f"| {COLUMNS[0]} |", 1)
    old_lines = f"| {COLUMNS[0]} |{table}".splitlines()
    lines = [line for line in old_lines if line.startswith("|")]
    placed: set[int] = set()  # a name that a benchmark uses twice stands twice, in the same order
    for row in rows:
        line = _line(row)
        same = [at for at, old in enumerate(lines) if at not in placed and old.split(" | ")[0] == line.split(" | ")[0]]
        if same:
            lines[same[0]] = line
        else:
            lines.append(line)
        placed.add(same[0] if same else len(lines) - 1)
    said = [row.paragraph for row in rows if row.paragraph] or [one for one in old_lines if one and one[0] != "|"]
    paragraphs = [f"\n{one}" for one in said]
    day = time.strftime("%Y-%m-%d", time.gmtime())
    stated = stated.split("\n\nThe run was stopped")[0].strip()
    stated += f" Measured apart on {day}, {machine()}, load {load}: {', '.join(names)}."
    body = "\n".join([*lines, *paragraphs])
    README.write_text(f"{head}{BEGIN}\n\n{stated}\n\n{body}\n\n{END}{tail}", encoding="utf-8")


def _line(row: Row) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in row.cells())} |"


def write(rows: list[Row], load: str, still: list[str]) -> None:
    """Put the table between the README's markers; `still` names the benchmarks that a stopped run has not reached."""
    text = README.read_text(encoding="utf-8")
    head, rest = text.split(BEGIN, 1)
    _, tail = rest.split(END, 1)
    lines = [f"| {' | '.join(COLUMNS)} |", "|" + "---|" * len(COLUMNS)]
    lines += [_line(row) for row in rows]
    lines += [f"\n{row.paragraph}" for row in rows if row.paragraph]
    day = time.strftime("%Y-%m-%d", time.gmtime())
    stated = f"{day}, {machine()}; load average before the start: {load}."
    if still:
        stated += f"\n\nThe run was stopped before these, which are not in the table: {', '.join(still)}."
    README.write_text(f"{head}{BEGIN}\n\n{stated}\n\n" + "\n".join(lines) + f"\n\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
