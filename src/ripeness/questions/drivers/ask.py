"""Ask which numbers of a scenario carry the spread of a question."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ripeness.ensemble.asked import DRAWS, Levers, asked
from ripeness.errors import RunError
from ripeness.questions.arguments import checked
from ripeness.questions.ask.event import months_ahead, read_question
from ripeness.questions.drivers.result import Number
from ripeness.questions.result import Result
from ripeness.questions.summary.summary import TELLING_MONTH
from ripeness.schema.calendar import month_after

if TYPE_CHECKING:
    import pandas

    from ripeness.ensemble.computation import Progress
    from ripeness.schema import Scenario

BASE, BASE_OF_MANY, MANY = 128, 24, 60
"""Base rows of the Saltelli design, each of some twenty runs; fewer for a war of many numbers, whose runs take long."""
LEAST_BASE, MOST_BASE = 8, 4096


@dataclass(frozen=True, repr=False)
class Driving(Result):
    """Numbers by how much of a question's spread they carry; its content is a `Drivers`."""

    question = "drivers"

    def table(self) -> pandas.DataFrame:
        """Return a row for each number that varies, the greatest share first; indices where they were computed."""
        import pandas

        found = {one["name"]: one for one in self["leading"]}
        keys = ("first", "first_error", "luck", "total", "total_error")
        rows = [{**one, **{key: found.get(one["path"], {}).get(key) for key in keys}} for one in self["numbers"]]
        columns = (*Number.__annotations__, *keys)
        frame = pandas.DataFrame(rows, columns=columns).set_index("path")
        return frame.astype(dict.fromkeys(("before", "bound", *keys), float))


@checked
def ask(
    scenario: Scenario,
    question: str | None = None,
    policy: str | None = None,
    levers: Levers | None = None,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    base: int | None = None,
    slopes: bool = False,
    record: bool = True,
    anew: bool = False,
    cluster: str | None = None,
    progress: Progress | None = None,
) -> Driving:
    """Say which numbers carry the spread of a question, by themselves, in groups and together.

    Every number that varies is ranked over the draws of a forecast, weighed by the record, and over 256 runs before it.
    The ten that lead there, all the others together, the groups of the scenario's sections and the pairs of the
    first three get Sobol indices from a Saltelli design of runs before the record.

    Parameters
    ----------
    scenario : from `ripeness.load`.
    question : such as "first ceasefire or settlement by 2027-12"; None for the war's end within 24 months, or within
        the scenario's horizon if that is nearer.
    policy, levers, draws, seed, record, progress : as for `ripeness.forecast`.
    base : base rows of the design, 8 to 4096, or 0 for the ranking alone; None for 128, or 24 where more than 60
        numbers are uncertain. More keep the first ones; intervals shrink with their square root.
    slopes : whether numbers of a scenario without a truce are also bounded by exact slopes, which takes a while.
    anew : compute every run again; else what an earlier call finished is read, also one that was interrupted.
    cluster : address of a dask.distributed scheduler whose workers compute; "local" for one process per core here; None
        for this process. The answer is the same, to the last bit, however many they are.
        Slopes are always computed here.

    Returns
    -------
    `Driving`: `table()` (a row for each number), `to_dict()` (the keys of `Drivers`). On Ctrl-C it rests on the base
    rows that were finished, `partial`; the same call goes on from there.

    Raises
    ------
    RunError : words that are no event with a day, numbers out of range, SALib not installed, nothing that varies, a
        cluster that cannot be used.
    """
    if base is None:
        base = BASE if len(scenario.assumptions()) <= MANY else BASE_OF_MANY
    if base and not LEAST_BASE <= base <= MOST_BASE:
        raise RunError(
            f"{base} base rows are no design", f"Choose {LEAST_BASE} to {MOST_BASE}, or 0 for the ranking alone"
        )
    ahead = min(TELLING_MONTH, scenario.calendar.horizon)  # as the page of a run compares assumptions
    text = question or f"the war ends before {month_after(scenario.calendar.as_of, ahead)}"
    read = read_question(text, scenario)
    ahead_of = months_ahead(read.day, scenario)
    one = asked(scenario, policy, levers, draws, seed, math.ceil(ahead_of), record=record)
    from ripeness.ensemble.workers import hired
    from ripeness.questions.drivers.finding import Asking, found

    asking = Asking(text, read, ahead_of, replace(one, stated=dict(levers or {})), base, slopes, anew)
    with hired(cluster) as workers:
        content, partial = found(asking, workers, progress or (lambda stage, done, total: None))
    return Driving(content, partial, content["draws"])
