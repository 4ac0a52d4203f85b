"""Ask which settings of levers serve several aims, and lose little whichever view is right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ripeness.ensemble.asked import DRAWS, asked
from ripeness.errors import RunError
from ripeness.questions.arguments import checked
from ripeness.questions.ask.event import months_ahead, read_question
from ripeness.questions.panel.ask import laid_over
from ripeness.questions.reach.held import levers_of, owners_of
from ripeness.questions.result import Result
from ripeness.questions.robust.aims import aims_of
from ripeness.questions.robust.found import RobustFound
from ripeness.questions.robust.search import POPULATION, needed
from ripeness.schema.calendar import month_after

if TYPE_CHECKING:
    import pandas

    from ripeness.ensemble.computation import Progress
    from ripeness.schema import Scenario

JUDGED = ("mean", "worst-tenth", "worst-view")
"""What the search compares: means over the draws, means of their worst tenth, or the worst view's mean."""
EVALUATIONS, STAND_INS, MOST = 300, 12, 8
MONTHS = 24
"""Months ahead by which the aims are judged, where no day is asked for."""


@dataclass(frozen=True, repr=False)
class Robust(Result):
    """Policies of which none is better than another in every aim; its content is a `RobustFound`."""

    question = "robust"

    def table(self) -> pandas.DataFrame:
        """Return a row for each policy and aim: mean, worst tenth, largest regret."""
        import pandas

        columns = ["policy", "aim", "mean", "worst_tenth", "regret", "regret_view", "movement", "levers"]
        rows = [
            {
                "policy": label, "aim": aim, **{key: value[key] for key in columns[2:6]},  # type: ignore[literal-required]
                "movement": one["movement"],
                "levers": ", ".join(f"{name}={move['value']:g}" for name, move in one["levers"].items()),
            }
            for label, one in self["policies"].items()
            for aim, value in one["aims"].items()
        ]  # fmt: skip
        return pandas.DataFrame(rows, columns=columns).set_index(["policy", "aim"])


@checked
def ask(
    scenario: Scenario,
    owners: Iterable[str] = (),
    aims: Iterable[str] = (),
    views: Iterable[str | Path | Scenario] | None = (),
    by: str | None = None,
    evaluations: int = EVALUATIONS,
    draws: int = DRAWS,
    seed: int = 0,
    *,
    levers: Iterable[str] = (),
    judged: str = "mean",
    stand_ins: int = STAND_INS,
    most: int = MOST,
    record: bool = True,
    out: Path | str | None = None,
    command: Mapping[str, Any] | None = None,
    cluster: str | None = None,
    progress: Progress | None = None,
) -> Robust:
    """Search the levers of stated owners for settings that serve several aims at once.

    NSGA-II in whole generations (`questions/robust/search.py`), each setting run exactly on few draws that stand for
    all; a set of those that no other beats is run on all draws. The same seed gives the same set, however often the
    search was cut off and on however many cores or workers it ran.

    Parameters
    ----------
    scenario : from `ripeness.load`.
    owners : whose levers are set: keys, roles or names; all but nobody where none is named.
    aims : at most four of "agreement", "undefeated", "war", "land", "movement"; the first two and the last where none
        is named. views : over which a policy is judged, each weighed alike: names, files or scenarios as for
        `ripeness.panel`, None for all; without any, the scenario as it stands.
    by : last day that counts, as for `ripeness.ask`; 24 months ahead, or the last shown, where none is named.
    evaluations : settings that are proposed in all. levers : those that may be set; all of the owners' where none is.
    judged : what the search compares: "mean", "worst-tenth" of the draws, or the mean of the "worst-view".
    stand_ins : draws of each view on which settings are tried. most : policies that are run on all draws.
    out : folder in which what was tried is kept as it is found; the same search goes on from there.
    cluster : address of a dask.distributed scheduler whose workers compute; "local" for one process per core here; None
        for this process. The answer is the same, to the last bit, however many they are.
    command : kept in the folder beside it, for whoever goes on. draws, seed, record, progress : as for
        `ripeness.forecast`; draws are of each view.

    Returns
    -------
    `Robust`: `to_dict()`, `table()`. On Ctrl-C the best of what was tried, on stand-ins alone, `partial`.

    Raises
    ------
    RunError : optuna is not installed; owners, levers, aims or views that there are not or that may not be searched
        over; numbers out of range; a folder that holds another search; a cluster that cannot be used.
    """
    needed()
    able = owners_of(scenario, owners)
    held = levers_of(scenario, able, levers)
    wanted = aims_of(scenario, list(aims))
    laid = dict(laid_over(scenario, views)[1]) if views is None or views else {scenario.name: scenario}
    for name, one in laid.items():
        if missing := [lever for lever in held if lever not in one.levers]:
            raise RunError(f"the view {name} has no lever {missing[0]}", "Leave the view or the lever out")
    asked(scenario, None, None, draws, seed, record=record)
    _refuse(evaluations, stand_ins, most, judged)
    last = month_after(scenario.calendar.as_of, min(MONTHS, scenario.calendar.horizon) - 1)
    day = read_question(f"war ends by {by or last}", scenario).day
    ahead = months_ahead(day, scenario)
    question = {
        "scenario": {name: one.content_hash() for name, one in laid.items()},
        "levers": {name: [one.low, one.high, one.today] for name, one in held.items()},
        "aims": [one.name for one in wanted],
        "by": day.isoformat(),
        "judged": judged,
        "draws": draws,
        "seed": seed,
        "stand_ins": stand_ins,
        "record": record,
        "population": POPULATION,
    }
    from ripeness.ensemble.workers import hired
    from ripeness.questions.robust.journal import Journal
    from ripeness.questions.robust.weighing import Weighing

    kept = {"search": question, "command": dict(command or {})}
    journal = Journal.opened(held, [one.name for one in wanted], None if out is None else Path(out), kept)
    with hired(cluster) as workers:
        weighing = Weighing(
            scenario, laid, held, wanted, ahead, judged, draws, seed, record, stand_ins, journal, progress, workers
        )
        done = weighing.went(evaluations, most)
    return Robust(
        RobustFound(
            scenario=scenario.name,
            title=scenario.title,
            as_of=scenario.calendar.as_of,
            names=scenario.names(),
            by=day.isoformat(),
            judged=judged,
            owners=list(able),
            available=len(held),
            views=list(laid),
            aims={one.name: {"says": one.says, "unit": one.unit, "more": one.more} for one in wanted},
            policies=weighing.policies,
            least_regret=weighing.least_regret(),
            evaluations=evaluations,
            tried=len(journal),
            stand_ins=weighing.few,
            off=weighing.off,
            draws=weighing.finished,
            effective_sample_size=weighing.effective,
            record=record and scenario.record is not None,
            kept=None if out is None else str(out),
            confirmed=done,
            left_out=weighing.left_out,
        ),
        not done,
        weighing.finished,
    )


def _refuse(evaluations: int, stand_ins: int, most: int, judged: str) -> None:
    if not 1 <= evaluations <= 100_000:
        raise RunError(f"{evaluations} evaluations make no search", "Ask for 1 to 100000, for example 300")
    if not 1 <= stand_ins <= 10_000:
        raise RunError(f"{stand_ins} stand-ins stand for nothing", "Ask for 1 to 10000, for example 12")
    if not 1 <= most <= 26:
        raise RunError(f"a set of {most} policies cannot be told", "Ask for 1 to 26, for example 8")
    if judged not in JUDGED:
        raise RunError(f"nothing is judged by {judged!r}", f"Choose {', '.join(JUDGED)}")
