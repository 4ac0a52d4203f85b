"""Progress on the standard error: a bar on a terminal, elsewhere a line every few seconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer

Report = Callable[[str, int, int], None]

EVERY_S = 5.0
"""Seconds between two lines where the standard error is no terminal."""

STAGES = {
    "compile": "preparing",
    "learn": "learning where to draw",
    "records": "drawing records",
    "draws": "versions of the argument",
    "alone": "each mechanism alone",
    "policies": "policies and causes",
    "assumptions": "one number at a time",
    "slopes": "moving the numbers",
    "screen": "ranking before the record",
    "indices": "sharing out the spread",
    "settings": "settings of the levers",
    "runs": "wars of one version",
    "solve": "solving the war",
    "record": "reading the record",
    "past": "forecasting the past",
    "weigh": "weighing records",
    "wars": "forecasting wars from others",
    "months": "telling month by month",
}
"""What a stage is called."""


@contextmanager
def reporting() -> Iterator[Report]:
    """Show what is being done and how long it still takes."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield _Lines()
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description:<22}"),
        BarColumn(),
        TextColumn("{task.fields[count]}"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(STAGES["compile"], total=None, count="")
        shown = "compile"

        def report(stage: str, done: int, total: int) -> None:
            nonlocal shown, task
            if stage != shown:
                bar.remove_task(task)
                task, shown = bar.add_task(STAGES.get(stage, stage), total=total, count=""), stage
            if total > 1:
                bar.update(task, completed=done, total=total, count=f"{done} of {total}")

        yield report


class _Lines:
    """Lines of progress, the first after `EVERY_S` seconds: a quick answer prints none."""

    def __init__(self) -> None:
        self.stage, self.began, self.told = "", time.monotonic(), time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage != self.stage:
            self.stage, self.began = stage, now
        if now - self.told < EVERY_S:
            return
        self.told = now
        count = f": {done} of {total}" if total > 1 else ""
        left = (now - self.began) * (total - done) / done if 0 < done < total else 0.0
        typer.echo(f"{STAGES.get(stage, stage)}{count}{_left(left)} ...", err=True)


def _left(seconds: float) -> str:
    if seconds < 1:
        return ""
    return f", about {seconds:.0f} s left" if seconds < 100 else f", about {seconds / 60:.0f} min left"
