"""What answers about a scenario's levers rest on: its draws, their status quo, stand-ins and runs of single levers.

All of it is kept by content in the user's cache: the forecasts as every other, the choice of stand-ins with its error,
and each lever's runs. What is stopped half-way leaves nothing behind but what was finished.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ripeness.ensemble.forecast import dataset_of, forecasts, key_of

import numpy as np  # isort: skip  (after the machine is set up)

from ripeness.ensemble.arguments import checked
from ripeness.ensemble.asked import DRAWS, Asked, Levers, asked
from ripeness.ensemble.branching import Arrays, Branching
from ripeness.ensemble.computation import Progress
from ripeness.ensemble.design import rows_of
from ripeness.ensemble.draws import Draws
from ripeness.ensemble.kept import Told
from ripeness.ensemble.stand_ins import COUNT, Means, StandIns, Tried, chosen, means_of, measured, policies_to_try
from ripeness.ensemble.surface import Alone, alone, log_odds
from ripeness.ensemble.turns import AHEAD, Request, Turns
from ripeness.errors import RunError
from ripeness.schema.scenario import Scenario
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.store import solutions

if TYPE_CHECKING:
    from collections.abc import Hashable

    import xarray as xr


@checked
def stand_ins(
    scenario: Scenario, draws: int = DRAWS, seed: int = 0, count: int = COUNT, *, progress: Progress | None = None
) -> StandIns:
    """Choose a few draws that stand for all, and say how far they are off on policies that had no part in the choice.

    The draws are chosen, with weights, so that they meet what all draws say, month by month, under the status quo and
    under some policies: whether the war goes on, how it has ended, whether it has stopped by agreement. The error is
    measured on other policies, some of the scenario's own and some made up, once what the stand-ins miss of the status
    quo is put right.

    Parameters
    ----------
    scenario : from `ripeness.load`. draws, seed : of all sets of assumptions, as for `ripeness.forecast`.
    count : how many may stand for them. progress : called as (stage, done, total).

    Returns
    -------
    `StandIns`: `table()` has a row for each, `errors()` for each policy held back, `within` is the greatest error.
    It is kept in the user's cache with the forecasts that it rests on: the first time takes some minutes.

    Raises
    ------
    RunError : draws, seed or count out of range.

    Examples
    --------
    >>> import ripeness
    >>> ripeness.stand_ins(ripeness.load("gamblers-ruin"), draws=1).table().weight.tolist()
    [1.0]
    """
    ground = Groundwork(asked(scenario, None, None, draws, seed), count)
    if (kept := ground.kept_stand_ins()) is not None:
        return kept[0]
    with Turns().request(AHEAD) as request:
        ground.status_quo(request)
        return ground.choose(ground.programs(), request, progress or nobody)[0]


def nobody(stage: str, done: int, total: int) -> None:
    """Progress nobody how far the work has come."""


@dataclass(frozen=True)
class Programs:
    """Which levers, at which of their ends, need a program of their own.

    Attributes
    ----------
    ordinary : policy that shares its program with most levers' ends. own : one policy for each other program.
    levers : all of whose ends need the ordinary one only.
    """

    ordinary: Asked | None
    own: tuple[Asked, ...]
    levers: tuple[str, ...]

    @property
    def all(self) -> tuple[Asked, ...]:
        """A policy for each program, the ordinary one first."""
        return (*(() if self.ordinary is None else (self.ordinary,)), *self.own)


class Groundwork:
    """Draws of a scenario, and what is computed of them once.

    Parameters
    ----------
    one : the question under the status quo. count : stand-ins that are chosen, at most.
    """

    def __init__(self, one: Asked, count: int) -> None:
        if count < 1:
            raise RunError(f"{count} draws cannot stand for all", "Ask for at least 1, for example 16")
        self.one = replace(one, design=rows_of(one))
        self.count = count
        self.rows = rows_of(self.one)
        self.drawn = self.rows.draws(0, len(self.rows))
        self.marks = solutions.marks(self.drawn.values, len(self.drawn))
        self._making, self._laying = threading.Lock(), threading.Lock()
        self._branching: Branching | None = None
        self._status_quo: xr.Dataset | None = None

    @property
    def branching(self) -> Branching:
        """The status quo from which policies branch off."""
        with self._laying:  # one for all threads: it holds what it has solved
            if self._branching is None:
                self._branching = Branching(self.one, self.drawn)
            return self._branching

    def status_quo(self, request: Request, progress: Progress | None = None) -> xr.Dataset:
        """Forecast of all draws if no lever is moved; taken from what is kept, else computed and kept."""
        with self._making:
            if self._status_quo is None:
                with request.turn():
                    self._status_quo = forecasts(
                        {STATUS_QUO: self.one}, views=False, reuse=True, progress=_through(request, progress or nobody)
                    )[STATUS_QUO]
            return self._status_quo

    @cached_property
    def everyone(self) -> Means:
        """What each of all draws says under the status quo, after that was asked for."""
        assert self._status_quo is not None
        return means_of(self._status_quo)

    @cached_property
    def everyone_means(self) -> Means:
        """Its means over the draws."""
        return self.everyone.averaged(self.weight)

    @cached_property
    def months(self) -> tuple[str, ...]:
        """Label of each month shown, after the status quo was asked for."""
        assert self._status_quo is not None
        return tuple(map(str, self._status_quo.month_label.values))

    @cached_property
    def weight(self) -> np.ndarray:
        """Weights of all draws, after the status quo was asked for."""
        assert self._status_quo is not None
        return np.asarray(self._status_quo.weight.values)

    def kept(self, policy: Asked) -> xr.Dataset | None:
        """Forecast of all draws under a policy, if it is kept."""
        arrays = self._told(policy).read(key_of(policy, self.marks), self.marks)
        return None if arrays is None else self._dataset(policy, arrays)

    def full(self, policy: Asked, request: Request, progress: Progress | None = None) -> xr.Dataset:
        """Forecast of all draws under a policy that moves a lever: what is kept, else computed and kept, whole."""
        found = self.kept(policy)
        if found is not None:
            return found
        tell = progress or nobody
        tell("compile", 0, 1)
        prepared = self.branching.prepared(policy, np.arange(len(self.drawn)))
        with request.turn():
            arrays = self.branching.forecast(prepared, request.between, tell)
        solutions.write(self._told(policy).name(key_of(policy, self.marks)), arrays, self.marks)
        return self._dataset(policy, arrays)

    def few(self, policy: Asked, ins: StandIns, request: Request) -> xr.Dataset:
        """Forecast of the stand-ins, with their weights, under a policy that moves a lever."""
        prepared = self.branching.prepared(policy, ins.rows)
        with request.turn():
            arrays = self.branching.forecast(prepared, request.between)
        seen = arrays["log_likelihood"][:, 0].astype(float).sum(axis=1) if policy.record else 0.0
        before = np.log(ins.weight) - seen  # so that the weights with the record are those of the stand-ins
        values = {name: one[ins.rows] for name, one in self.drawn.values.items()}
        stated = {"policy": policy.policy, **self.rows.stated(), "partial": 0, "stands_for": len(self.drawn)}
        found = dataset_of(policy, arrays, Draws(values, before), stated)
        prior = np.exp(self.drawn.log_weight[ins.rows] - self.drawn.log_weight[ins.rows].max())
        found["prior_weight"] = ("draw", prior / prior.sum(), found.prior_weight.attrs)
        return found

    def stand_ins_of_the_status_quo(self) -> StandIns:
        """Stand-ins as far as the status quo tells, of an error that nobody has measured."""
        return chosen([self.everyone], self.weight, self.count)

    def programs(self) -> Programs:
        """Find out which levers need a program of their own."""
        by_program: dict[Hashable, list[tuple[str, Asked]]] = {}
        for name in self.one.scenario.levers:
            for value in alone(self.one.scenario, name):
                policy = self.one.under(self.setting(name, value))
                by_program.setdefault(self.branching.program_of(policy), []).append((name, policy))
        if not by_program:
            return Programs(None, (), ())
        most = Counter({program: len(found) for program, found in by_program.items()}).most_common(1)[0][0]
        others = {program: found for program, found in by_program.items() if program != most}
        apart = {name for found in others.values() for name, _ in found}
        levers = tuple(name for name in self.one.scenario.levers if name not in apart)
        return Programs(by_program[most][0][1], tuple(found[0][1] for found in others.values()), levers)

    def setting(self, lever: str, value: float) -> dict[str, float]:
        """A policy that sets one lever, given in canonical units."""
        return {lever: value / self.one.scenario.levers[lever].scale}

    def kept_stand_ins(self) -> tuple[StandIns, list[Tried]] | None:
        """Stand-ins that were chosen before, and what all draws said under the policies of which they were judged."""
        return _read_stand_ins(self._key("stand-ins"))

    def choose(self, programs: Programs, request: Request, tell: Progress = nobody) -> tuple[StandIns, list[Tried]]:
        """Choose stand-ins on some policies, and measure the error on others; kept.

        Returns them, and what all draws say under each of the policies, as means: previews rest on none of them.
        """
        scenario = self.one.scenario
        named = [name for name, one in scenario.policies.items() if set(one.levers) <= set(programs.levers)]
        fitted, held_back = policies_to_try(scenario, named, programs.levers)
        tried: dict[str, Tried] = {}
        for number, (label, levers) in enumerate({**fitted, **held_back}.items()):
            tell("policies", number, len(fitted) + len(held_back))
            policy = self.one.under(levers)
            if not policy.nothing:
                tried[label] = Tried(levers, means_of(self.full(policy, request)))
        ins = chosen([self.everyone, *(tried[one].means for one in fitted if one in tried)], self.weight, self.count)
        judged = {label: tried[label] for label in held_back if label in tried}
        ins = measured(ins, self.everyone, self.weight, judged)
        averaged = [Tried(one.levers, one.means.averaged(self.weight)) for one in tried.values()]
        _write_stand_ins(self._key("stand-ins"), ins, averaged)
        return ins, averaged

    def kept_alone(self, lever: str, ins: StandIns) -> Alone | None:
        """Runs of a lever alone, if they are kept."""
        found = solutions.read(self._key("alone", lever, ins))
        return None if found is None else Alone(found["values"], found["pulls"], self._stands(lever))

    def run_alone(self, lever: str, ins: StandIns, request: Request) -> Alone:
        """Run a lever alone at each of its values on the stand-ins; kept."""
        odds = log_odds(self.everyone.of(ins.rows))
        scenario = self.one.scenario
        pulls = {self._stands(lever): np.zeros_like(odds)}
        for value in alone(scenario, lever):
            policy = self.one.under(self.setting(lever, value))
            pulls[value] = log_odds(means_of(self.few(policy, ins, request))) - odds
        values = sorted(pulls)
        found = Alone(
            np.array(values), np.stack([pulls[value] for value in values]).astype(np.float32), self._stands(lever)
        )
        solutions.write(self._key("alone", lever, ins), {"values": found.values, "pulls": found.pulls})
        return found

    def kept_solved(self, policy: Asked, ins: StandIns) -> Means | None:
        """What each stand-in says under a policy, if it is kept."""
        found = solutions.read(self._key("solved", _name(policy), ins))
        return None if found is None else Means(found["chances"], found["stopped"])

    def solve(self, policy: Asked, ins: StandIns, request: Request) -> Means:
        """What each stand-in says under a policy; kept."""
        found = means_of(self.few(policy, ins, request))
        arrays = {"chances": found.chances.astype(np.float32), "stopped": found.stopped.astype(np.float32)}
        solutions.write(self._key("solved", _name(policy), ins), arrays)
        return Means(arrays["chances"], arrays["stopped"])

    def _stands(self, lever: str) -> float:
        one = self.one.scenario.levers[lever]
        return one.status_quo * one.scale

    def _told(self, policy: Asked) -> Told:
        return Told(False, False, None, policy.main)

    def _dataset(self, policy: Asked, arrays: Arrays) -> xr.Dataset:
        return dataset_of(policy, arrays, self.drawn, {"policy": policy.policy, **self.rows.stated(), "partial": 0})

    def _key(self, what: str, lever: str = "", ins: StandIns | None = None) -> str:
        of = {"what": what, "count": self.count, "draws": list(map(str, self.marks)), "lever": lever}
        return solutions.key({**self.one.identity(), **of, "rows": [] if ins is None else ins.rows.tolist()})


def _name(policy: Asked) -> str:
    """Return what a policy sets, as a text."""
    return json.dumps(dict(sorted(policy.levers.items())))


def _through(request: Request, tell: Progress) -> Progress:
    """Progress how far the work has come, and let the more urgent go first."""

    def telling(stage: str, done: int, total: int) -> None:
        if stage != "compile":
            request.between()
        tell(stage, done, total)

    return telling


def _write_stand_ins(name: str, ins: StandIns, tried: list[Tried]) -> None:
    judged = [[label, one, dict(ins.policies[label])] for label, one in ins.error.items()]
    text = json.dumps([judged, [dict(one.levers) for one in tried]])
    arrays = {"rows": ins.rows, "weight": ins.weight, "errors": np.array(text)}
    for part in ("chances", "stopped"):
        if tried:
            arrays[part] = np.stack([getattr(one.means, part) for one in tried])
    solutions.write(name, arrays)


def _read_stand_ins(name: str) -> tuple[StandIns, list[Tried]] | None:
    found = solutions.read(name)
    if found is None:
        return None
    told: tuple[list[tuple[str, float, Levers]], list[Levers]] = json.loads(str(found["errors"]))
    judged, levers = told
    errors, policies = {label: error for label, error, _ in judged}, {label: of for label, _, of in judged}
    ins = StandIns(found["rows"], found["weight"], errors, policies)
    means = [Means(*both) for both in zip(found.get("chances", []), found.get("stopped", []), strict=True)]
    return ins, [Tried(of, one) for of, one in zip(levers, means, strict=True)]
