"""Levers that answer: a preview at once, an exact answer on few draws after a moment, all draws when there is time.

Three answers to the same question, each of which says which it is and how far it may be off:

- `preview`: from runs of one lever at a time, in some milliseconds; None until those runs are there. It starts from the
  nearest policy that was solved: the status quo, one of the scenario's own, or what was asked for a moment ago;
- `exact`: the model solved under the levers for some draws that stand for all (`stand_ins`), about a second;
- `full`: the model solved for all draws; kept, so that the same question is answered at once the next time.

The status quo is solved once, when the first policy is asked for. Whoever asks waits for the answer; a later request
of the same asker takes an earlier one's place, which then raises `Superseded` between two batches of draws.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

import numpy as np

from ripeness.arrays import ENDINGS
from ripeness.ensemble.asked import DRAWS, Asked, Levers, asked
from ripeness.ensemble.groundwork import Groundwork, nobody
from ripeness.ensemble.previews import Previews, all_but_one
from ripeness.ensemble.stand_ins import COUNT, StandIns, Tried, adjusted, means_of, wanted
from ripeness.ensemble.surface import Alone, Solved
from ripeness.ensemble.turns import AHEAD, AT_ONCE, IN_FULL, Request, Turns
from ripeness.errors import RipenessError, RunError, Superseded
from ripeness.schema.scenario import Scenario

if TYPE_CHECKING:
    import xarray as xr

    from ripeness.ensemble.computation import Progress

REMEMBERED = 12
"""Answers that are held, so that a lever that is put back is answered at once."""

PROGRAMS, POLICIES, ALONE, STARTS = "programs", "policies", "levers", "starts"
"""Stages of the work in the background."""


@dataclass(frozen=True)
class Answer:
    """What the model says under some levers.

    Attributes
    ----------
    state : as a reader is told: "exact, 16 stand-ins" or "all 200 draws".
    within : how far a chance may be off what all draws give, as measured on policies that were held back (0.02 is two
        points); 0 where all draws were computed; None while nothing has been measured.
    levers : those that are moved, in canonical units; empty for the status quo.
    forecast : a forecast with weights, as `ripeness.forecast` returns it: `ripeness.summary` and every figure take it.
        On stand-ins its draws are these alone; the chances that the war goes on, that it has ended in each way and that
        it has stopped by agreement are moved by what the stand-ins miss of the status quo. All else is as they say.
    """

    state: str
    within: float | None
    levers: Mapping[str, float]
    forecast: xr.Dataset

    @property
    def stopped(self) -> np.ndarray:
        """Chance that there has been a ceasefire or a settlement, (month)."""
        return means_of(self.forecast).averaged(self.forecast.weight.values).stopped[1]


@dataclass(frozen=True)
class Preview:
    """What is read off the runs of one lever at a time: means over the draws, by weight.

    Attributes
    ----------
    state : "preview". within : as for `Answer`. levers : as for `Answer`.
    months, months_ahead : label (`YYYY-MM`) and number of each month shown, (month). endings : names, (ending).
    ongoing : chance that the war goes on, (month). ended : chance that it has ended so, (ending, month); with `ongoing`
        these sum to one. stopped : chance that there has been a ceasefire or a settlement, (month).
    """

    state: Literal["preview"]
    within: float | None
    levers: Mapping[str, float]
    months: tuple[str, ...]
    months_ahead: np.ndarray
    endings: tuple[str, ...]
    ongoing: np.ndarray
    ended: np.ndarray
    stopped: np.ndarray


@dataclass(frozen=True)
class Readiness:
    """How far the work in the background has come.

    Attributes
    ----------
    doing : what is being computed now: "status quo", "programs" (for levers that need their own), "policies" (all draws
        under some, to measure the error), "levers" (one at a time), "starts" (policies from which previews start);
        empty once all is done, or before it began.
    done, total : steps of it. measured : whether the stand-ins' error is. previews : whether `preview` answers.
    failed : why the work in the background stopped, in words; empty if it did not.
    """

    doing: str
    done: int
    total: int
    measured: bool
    previews: bool
    failed: str


class Moving:
    """A scenario whose levers are moved.

    Parameters
    ----------
    scenario : from `ripeness.load`, with its view if it has one.
    draws, seed : sets of assumptions, as for `ripeness.forecast`.
    stand_ins : how many draws stand for all in `exact`, at most.
    background : whether to prepare at once, in a thread: programs of levers, stand-ins with their error, the runs for
        previews. Without it `begin` does so later, and `prepare` does the same and waits.

    A policy is a name ("status-quo" too) or a mapping of levers to values, as for `ripeness.compare`. `asker` tells
    apart those who ask at the same time, such as two windows: only an asker's own later request takes the place of an
    earlier one. Requests of several askers are answered one after the other, `exact` before `full`.

    Raises
    ------
    RunError : no scenario, or draws, seed or stand-ins out of range.

    Examples
    --------
    >>> import ripeness
    >>> moving = ripeness.Moving(ripeness.load("gamblers-ruin"), draws=1, background=False)
    >>> moving.exact({"battle_odds": 1}, reuse=False).state
    'exact, 1 stand-in'
    """

    def __init__(
        self, scenario: Scenario, draws: int = DRAWS, seed: int = 0, *, stand_ins: int = COUNT, background: bool = True
    ) -> None:
        if not isinstance(scenario, Scenario):
            raise RunError(f"{scenario!r} is no scenario", "Load one first: ripeness.load(name or path)")
        self._ground = Groundwork(asked(scenario, None, None, draws, seed), stand_ins)
        self._turns = Turns()
        self._answers: OrderedDict[tuple[object, ...], Answer] = OrderedDict()
        self._holding = threading.Lock()
        self._ins: StandIns | None = None
        self._levers: dict[str, Alone] = {}
        self._previews: Previews | None = None
        self._come = Readiness("", 0, 0, measured=False, previews=False, failed="")
        self._thread = threading.Thread(target=self._in_background, name="ripeness levers", daemon=True)
        if background:
            self.begin()

    def begin(self) -> None:
        """Do in a thread what `prepare` does, unless that has begun."""
        with self._holding:
            if self._thread.ident is None:
                self._thread.start()

    def status_quo(self) -> Answer:
        """Return the forecast of all draws if no lever is moved, kept by content."""
        with self._turns.request(AT_ONCE) as request:
            return Answer(self._all(), 0.0, {}, self._ground.status_quo(request))

    def preview(self, policy: str | Levers) -> Preview | None:
        """Return what the surface says, at once; None until there is one, or where a lever is not in it."""
        self._turns.moved()
        asked, previews = self._under(policy), self._previews
        if previews is None or not set(asked.levers) <= set(previews.surface.levers):
            return None
        found, within = previews.of(self._values(asked))
        return Preview(
            "preview", within, asked.levers, previews.surface.months, np.arange(found.chances.shape[-1]), ENDINGS,
            found.chances[0], found.chances[1:], found.stopped[1],
        )  # fmt: skip

    def exact(self, policy: str | Levers, *, reuse: bool = True, asker: str = "") -> Answer:
        """Return the forecast on the stand-ins, with the status quo of all draws as control.

        Where the forecast of all draws is kept, it is returned instead; `reuse=False` computes on the stand-ins anyway.

        Raises
        ------
        Superseded : the same asker asked for something else meanwhile. ScenarioError : unknown policy or lever, value
        out of range. RunError : the record rules out every draw.
        """
        asked = self._under(policy)
        with self._turns.request(AT_ONCE, asker) as request:
            status_quo = self._ground.status_quo(request)
            if asked.nothing:
                return Answer(self._all(), 0.0, {}, status_quo)
            ins = self._stand_ins()
            if reuse and (held := self._held("full", asked) or self._held("exact", asked, *ins.rows.tolist())):
                return held
            if reuse and (kept := self._ground.kept(asked)) is not None:
                return self._hold(Answer(self._all(), 0.0, asked.levers, kept), "full", asked)
            few = self._ground.few(asked, ins, request)
            without = self._ground.everyone.of(ins.rows).averaged(ins.weight)
            goal = wanted(self._ground.everyone_means, without, means_of(few).averaged(ins.weight))
            count = f"{len(ins.rows)} stand-in{'' if len(ins.rows) == 1 else 's'}"
            answer = Answer(f"exact, {count}", ins.within, asked.levers, adjusted(few, ins, goal))
            if self._previews is not None and ins is self._ins:
                self._previews.start(self._previews.solved(self._values(asked), means_of(few), ins.within))
            return self._hold(answer, "exact", asked, *ins.rows.tolist())

    def full(self, policy: str | Levers, *, asker: str = "", progress: Progress | None = None) -> Answer:
        """Return the forecast of all draws, kept by content; `progress` is called as (stage, done, total).

        Raises
        ------
        Superseded, ScenarioError, RunError : as for `exact`. Nothing is kept of a run that was superseded.
        """
        asked = self._under(policy)
        with self._turns.request(IN_FULL, asker) as request:
            status_quo = self._ground.status_quo(request, progress)
            if asked.nothing:
                return Answer(self._all(), 0.0, {}, status_quo)
            if held := self._held("full", asked):
                return held
            forecast = self._ground.full(asked, request, progress)
            return self._hold(Answer(self._all(), 0.0, asked.levers, forecast), "full", asked)

    def readiness(self) -> Readiness:
        """Return how far the work in the background has come; answers at once."""
        return self._come

    def prepare(self, progress: Progress | None = None) -> None:
        """Do now what `background` does in a thread, and wait for it; `progress` is called as (stage, done, total)."""
        with self._turns.request(AHEAD) as request:
            self._prepare(request, progress or nobody)

    def close(self) -> None:
        """Stop the work in the background; what is finished stays kept."""
        self._turns.close()

    def _prepare(self, request: Request, progress: Progress) -> None:
        ground = self._ground

        def tell(stage: str, done: int, total: int) -> None:
            request.still()
            measured, previews = self._ins is not None and self._ins.within is not None, self._previews is not None
            self._come = Readiness(stage, done, total, measured, previews, failed="")
            progress(stage, done, total)

        tell("status quo", 0, 1)
        ground.status_quo(request)
        if not (levers := list(ground.one.scenario.levers)):
            return tell("", 0, 0)
        kept = ground.kept_stand_ins()
        if kept is not None:
            self._take(*kept, [ground.kept_alone(lever, kept[0]) for lever in levers])
        tell(PROGRAMS, 0, 1)
        for number, policy in enumerate((programs := ground.programs()).all):
            tell(PROGRAMS, number, len(programs.all))
            ground.branching.prepared(policy, self._stand_ins().rows)
        with request.turn():
            ground.branching.begin(self._stand_ins().rows, request.between)
        if kept is None:
            kept = ground.choose(programs, request, tell)
            self._take(*kept, [])
        ins, tried = kept
        for number, lever in enumerate(levers):
            tell(ALONE, number, len(levers))
            if lever not in self._levers:
                self._levers[lever] = ground.kept_alone(lever, ins) or ground.run_alone(lever, ins, request)
        self._take(ins, tried, [self._levers[lever] for lever in levers])
        missing = [one for one in self._beginnings(tried) if ground.kept_solved(one, ins) is None]
        for number, one in enumerate(missing):
            tell(STARTS, number, len(missing))
            ground.solve(one, ins, request)
        self._take(ins, tried, [self._levers[lever] for lever in levers])
        tell("", len(levers), len(levers))

    def _in_background(self) -> None:
        try:
            self.prepare()
        except Superseded:
            return  # closed
        except Exception as wrong:
            self._come = replace(self._come, doing="", failed=str(wrong))
            if not isinstance(wrong, RipenessError):
                raise

    def _take(self, ins: StandIns, tried: list[Tried], runs: list[Alone | None]) -> None:
        """Use stand-ins that were chosen, and the surface if every lever was run on them."""
        self._ins = ins
        ground = self._ground
        names = list(ground.one.scenario.levers)
        known = {name: run for name, run in zip(names, runs, strict=False) if run is not None}
        if len(known) < len(names):
            return
        previews = Previews(
            known, ins.weight, ground.everyone.of(ins.rows), ground.everyone_means, ground.months, ins.within
        )
        for name in ground.one.scenario.policies:
            if (start := self._solved(previews, ins, self._under(name))) is not None:
                previews.start(start, lasting=True)
        previews.measure(
            [(self._values(self._under(one.levers)), one.means) for one in tried],
            [self._solved(previews, ins, self._under(all_but_one(one.levers))) for one in tried],
        )
        self._levers, self._previews = known, previews

    def _solved(self, previews: Previews, ins: StandIns, policy: Asked) -> Solved | None:
        """A policy as the stand-ins solve it, if that is kept; the status quo is."""
        if policy.nothing:
            return previews.surface.status_quo
        means = self._ground.kept_solved(policy, ins)
        return None if means is None else previews.solved(self._values(policy), means, ins.within)

    def _beginnings(self, tried: list[Tried]) -> list[Asked]:
        """Policies from which previews start: the scenario's own, and those that were tried, without one lever."""
        named = [self._under(name) for name in self._ground.one.scenario.policies]
        found = [*named, *(self._under(all_but_one(one.levers)) for one in tried)]
        return [one for one in found if not one.nothing]

    def _stand_ins(self) -> StandIns:
        if self._ins is None:
            self._ins = self._ground.stand_ins_of_the_status_quo()
        return self._ins

    def _under(self, policy: str | Levers) -> Asked:
        if not isinstance(policy, str | Mapping):
            raise RunError(f"{policy!r} is no policy", "Write a name, or a mapping such as {'guarantee': 0.5}")
        return self._ground.one.under(policy)

    def _values(self, policy: Asked) -> dict[str, float]:
        """Levers of a policy as they were run alone: of what is only on or off, one or nought."""
        levers = self._ground.one.scenario.levers
        return {name: float(one >= 0.5) if levers[name].yes_or_no else one for name, one in policy.levers.items()}

    def _all(self) -> str:
        return f"all {count} draws" if (count := len(self._ground.drawn)) > 1 else "the one draw"

    def _held(self, kind: str, policy: Asked, *rows: int) -> Answer | None:
        with self._holding:
            return self._answers.get((kind, *policy.levers.items(), *rows))

    def _hold(self, answer: Answer, kind: str, policy: Asked, *rows: int) -> Answer:
        with self._holding:
            self._answers[kind, *policy.levers.items(), *rows] = answer
            while len(self._answers) > REMEMBERED:
                self._answers.popitem(last=False)
        return answer
