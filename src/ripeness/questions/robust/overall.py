"""How far a search has come as a whole: runs of one draw, of all views, from the status quo to the set on all draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ripeness.ensemble.computation import Progress

RUNS = "runs"
"""The stage that is told."""


@dataclass
class Overall:
    """What is done of all runs that are to be made.

    Attributes
    ----------
    progress : is told. total : runs that are to be made. done : of these, so far.
    """

    progress: Progress | None
    total: int
    done: int = 0

    def part(self, runs: int) -> Progress:
        """Return progress of a part of so many runs, which begins now; call `past` once it is over."""

        def tell(stage: str, done: int, total: int) -> None:
            if self.progress is not None and stage != "compile":
                self.progress(RUNS, self.done + runs * done // total, self.total)

        return tell

    def past(self, runs: int) -> None:
        """Count a part as done."""
        self.done += runs
        if self.progress is not None:
            self.progress(RUNS, min(self.done, self.total), self.total)
