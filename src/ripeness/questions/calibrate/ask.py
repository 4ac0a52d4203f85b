"""Ask whether sampler and filter agree: do the numbers behind drawn records lie evenly in what these leave of them?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypedDict

from ripeness.errors import RunError
from ripeness.questions.arguments import checked
from ripeness.questions.result import Result
from ripeness.schema.calendar import month_after
from ripeness.schema.scenario import Scenario

if TYPE_CHECKING:
    import pandas

    from ripeness.ensemble.computation import Progress

REPLICATIONS, DRAWS, FEWEST = 200, 32, 40
PARTS = 10
"""Equal parts into which positions are counted."""
LEVEL = 0.01
"""A scenario whose machinery is sound is found wanting in this share of all runs."""
ERROR = 0.05
"""Rate of wrong coding where the scenario has no record of its own."""


class Ranks(TypedDict):
    """Where a number's true values lay in what the records left of it. counts : in ten equal parts. p : of evenness."""

    number: str
    counts: list[int]
    p: float


class Calibration(TypedDict):
    """What ``ripeness calibrate --json`` prints: simulation-based calibration of a scenario.

    low, high : all counts of all numbers stay between them, but for a chance of 1 in 100, where positions are even.
    least : smallest p. needed : p above which it passes, with Bonferroni's correction. uniform : whether it does.
    months : of the record. draws : sets of assumptions that stand for the prior.
    """

    scenario: str
    title: str
    names: dict[str, str]
    replications: int
    draws: int
    months: int
    seed: int
    low: int
    high: int
    least: float
    needed: float
    uniform: bool
    numbers: list[Ranks]


@dataclass(frozen=True, repr=False)
class Calibrated(Result):
    """Simulation-based calibration; its content is a `Calibration`."""

    question = "calibrate"

    def table(self) -> pandas.DataFrame:
        """Return a row for each number and part: how many of the true values lay there."""
        import pandas

        rows = [
            {"number": one["number"], "part": part, "count": count, "p": one["p"]}
            for one in self["numbers"]
            for part, count in enumerate(one["counts"])
        ]
        return pandas.DataFrame(rows).set_index(["number", "part"])


@checked
def ask(
    scenario: Scenario,
    replications: int = REPLICATIONS,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    months: int | None = None,
    progress: Progress | None = None,
) -> Calibrated:
    """Draw wars from a scenario's priors, record them, and see whether the filter puts their numbers where they were.

    Parameters
    ----------
    scenario : from `ripeness.load`. replications : records drawn. draws : sets of assumptions that stand for the prior.
    months : length of the record of a scenario that has none: the front's moves and whether the attacker attended,
        coded wrongly in one of twenty months. A scenario with a record is recorded in its own months and series.
    progress : called as (stage, done, total).

    Returns
    -------
    `Calibrated`: `to_dict()`, `table()`.

    Raises
    ------
    RunError : too few replications or draws, no uncertain number, no record and no `months`, or wars that do not last.
    """
    from ripeness.questions.calibrate.replications import each_number, positions, replicate
    from ripeness.statistics.calibration import band, even

    if replications < FEWEST:
        raise RunError(f"{replications} replications show nothing", f"Ask for at least {FEWEST}")
    if draws < 2:
        raise RunError(f"{draws} draws stand for no prior", "Ask for at least 2")
    if not scenario.assumptions():
        raise RunError(f"{scenario.name} has no uncertain number", "There is nothing to recover: state a distribution")
    recorded = with_record(scenario, months)
    found = replicate(recorded, replications, draws, seed, progress)
    numbers = []
    for place, (name, values) in enumerate(each_number(found)):
        where = positions(found, values, seed + 1 + place)
        p, counts = even((where * PARTS).astype(int).clip(0, PARTS - 1), PARTS - 1, PARTS)
        numbers.append(Ranks(number=name, counts=[int(one) for one in counts], p=p))
    low, high = band(replications, PARTS, len(numbers), LEVEL)
    least, needed = min(one["p"] for one in numbers), LEVEL / len(numbers)
    return Calibrated(
        Calibration(
            scenario=scenario.name,
            title=scenario.title,
            names=scenario.names(),
            replications=replications,
            draws=draws,
            months=recorded.month_index(recorded.calendar.as_of),
            seed=seed,
            low=low,
            high=high,
            least=least,
            needed=needed,
            uniform=least > needed,
            numbers=numbers,
        )
    )


def with_record(scenario: Scenario, months: int | None) -> Scenario:
    """Return a scenario with the record that is to be drawn: its own months and series, or so many of its front."""
    if scenario.record is not None and scenario.record.months:
        if months is not None:
            raise RunError(f"{scenario.name} has a record of its own", "Leave --months out")
        return scenario
    if months is None or not 1 <= months <= scenario.calendar.horizon:
        what = f"{scenario.name} has no record, so that nobody knows what would be seen"
        raise RunError(what, f"Ask for --months 1 to {scenario.calendar.horizon}")
    if scenario.front.law != "steps" or scenario.epochs:
        raise RunError(f"{scenario.name} has no ladder of steps alone", "Give it a record, which says what is seen")
    began = scenario.calendar.war_began
    seen: dict[str, Any] = {
        month_after(began, month): {"front": "down" if month % 2 else "up", "attended": False}
        for month in range(months)
    }
    record = {"error_rate": {"value": ERROR, "source": "judgement"}, "months": seen}
    return scenario.replace({"calendar.as_of": month_after(began, months), "record": record})
