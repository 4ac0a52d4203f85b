"""Ask what it would take to bring a chance past a threshold, by whom and how far at least."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ripeness.ensemble.asked import DRAWS, asked
from ripeness.errors import RunError
from ripeness.questions.arguments import checked
from ripeness.questions.reach.found import ReachFound
from ripeness.questions.reach.held import levers_of, owners_of
from ripeness.questions.reach.observe import observations
from ripeness.questions.reach.target import read_target
from ripeness.questions.result import Result
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.statistics.bands import figure
from ripeness.statistics.weighted import effective_sample_size

if TYPE_CHECKING:
    import pandas

    from ripeness.ensemble.computation import Progress
    from ripeness.schema import Scenario

STAND_INS = 6
"""Draws on which settings are tried, unless another number is asked for."""
SEEN_WITHIN = 6
"""Months within which something would have to be seen."""


@dataclass(frozen=True, repr=False)
class Reach(Result):
    """What it would take; its content is a `ReachFound`."""

    question = "reach"

    def table(self) -> pandas.DataFrame:
        """Return a row for each setting that was run on all draws: today, the answer, the most of each and of all."""
        import pandas

        told = [("nothing moved", self["today"])]
        told += [("fewest and least", self["answer"])] if self["answer"] else []
        told += [(f"most: {', '.join(one['owners'])}", one) for one in self["alone"]]
        told += [("most: all of them", self["together"])] if self["together"] else []
        rows = [
            {
                "setting": label, **one["chance"], "share": one["share"], "reached": one["reached"],
                "movement": one["movement"],
                "levers": ", ".join(f"{name}={move['value']:g}" for name, move in one["levers"].items()),
            }
            for label, one in told
        ]  # fmt: skip
        return pandas.DataFrame(rows).set_index("setting")


@checked
def ask(
    scenario: Scenario,
    target: str,
    owners: Iterable[str] = (),
    levers: Iterable[str] = (),
    draws: int = DRAWS,
    seed: int = 0,
    *,
    tenths: int | None = None,
    stand_ins: int = STAND_INS,
    seen_within: int = SEEN_WITHIN,
    record: bool = True,
    cluster: str | None = None,
    progress: Progress | None = None,
) -> Reach:
    """Say what it would take to bring a chance past a threshold: by whom, with which levers, how far at least.

    Settings are proposed by what each lever does alone, run exactly on few draws that stand for all, and confirmed on
    all draws; `questions/reach/search.py` says how, and what it does not promise.

    Parameters
    ----------
    scenario : from `ripeness.load`.
    target : such as "first ceasefire or settlement by 2027-12 >= 50 %" or "undefeated >= 90 %"; events as for
        `ripeness.ask`.
    owners : whose levers may be moved: keys, roles or names; all but nobody where none is named.
    levers : the levers that may be moved; all of the owners' where none is named.
    tenths : the target has to be reached in so many of ten sets of assumptions, by weight; None: on average over them.
    stand_ins : draws on which settings are tried.
    seen_within : months within which something would have to be seen for the forecast to pass the threshold.
    cluster : address of a dask.distributed scheduler whose workers compute; "local" for one process per core here; None
        for this process. The answer is the same, to the last bit, however many they are.
    draws, seed, record, progress : as for `ripeness.forecast`.

    Returns
    -------
    `Reach`: `to_dict()`, `table()`. On Ctrl-C what was confirmed until then, `partial`; what was run is kept, and the
    same call goes on from there.

    Raises
    ------
    RunError : no target, owners or levers that may not be searched over, numbers out of range, a cluster that cannot be
        used.

    Examples
    --------
    >>> import ripeness
    >>> ruin = ripeness.load("gamblers-ruin")
    >>> found = ripeness.reach(ruin, "attacker wins at the front by 2004 >= 75 %", draws=1)
    >>> found["answer"]["reached"], list(found["answer"]["levers"])
    (True, ['battle_odds'])
    """
    wanted = read_target(target, scenario, tenths)
    able = owners_of(scenario, owners)
    held = levers_of(scenario, able, levers)
    if not 1 <= stand_ins <= 10_000:
        raise RunError(f"{stand_ins} stand-ins stand for nothing", "Ask for 1 to 10000, for example 6")
    if seen_within < 1:
        raise RunError(f"within {seen_within} months nothing is seen", "Ask for at least 1 month")
    one = asked(scenario, None, None, draws, seed, record=record)

    from ripeness.ensemble.design import rows_of
    from ripeness.ensemble.forecast import forecasts
    from ripeness.ensemble.workers import hired
    from ripeness.questions.reach.course import Course

    one = replace(one, design=rows_of(one))
    with hired(cluster) as workers:
        wars = forecasts({STATUS_QUO: one}, views=False, reuse=True, workers=workers, progress=progress)
        base = wars[STATUS_QUO]
        course = Course(scenario, wanted, able, held, one, base, stand_ins, progress, workers)
        done = not base.attrs.get("partial") and course.went()
    today = course.today
    within = max(1, min(seen_within, int(wanted.ahead)))
    effective = figure(effective_sample_size(base.weight.values))
    return Reach(
        ReachFound(
            scenario=scenario.name,
            title=scenario.title,
            as_of=scenario.calendar.as_of,
            names=scenario.names(),
            target=target,
            event=wanted.event.what,
            by=wanted.by,
            level=wanted.level,
            at_least=wanted.at_least,
            tenths=tenths,
            owners=list(able),
            available=len(held),
            today=today,
            answer=course.answer,
            every=course.every,
            alone=course.alone,
            together=course.together,
            seen_within=within,
            seen=[] if today["reached"] or base.sizes["draw"] < 2 else observations(base, wanted, within, seed),
            stand_ins=course.most_stand_ins,
            tried=course.tried,
            off=figure(course.off),
            draws=int(base.sizes["draw"]),
            effective_sample_size=effective,
            record=one.record,
            confirmed=done,
            counted=len(course.trials.counted),
            left_out=figure(course.left_out),
        ),
        not done,
        int(base.sizes["draw"]),
    )
