"""The chance of an event as a function of the numbers of a scenario: the engine, run for any sets of them, and kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy import special

from ripeness.compiler.copula import correlated
from ripeness.compiler.priors import values_from_scores
from ripeness.ensemble.asked import Asked
from ripeness.ensemble.computation import Computation, floats, joined
from ripeness.ensemble.devices import versions
from ripeness.ensemble.draws import Draws
from ripeness.ensemble.workers import Workers
from ripeness.questions.ask.event import Event, chance_by
from ripeness.questions.drivers.saltelli import AT_ONCE
from ripeness.statistics.weighted import Numbers
from ripeness.store import solutions
from ripeness.store.dataset import forecast_dataset


@dataclass
class Engine:
    """What gives the chance of an event in any set of assumptions.

    Attributes
    ----------
    asked : of the scenario in which all that varies is uncertain. event, ahead : of which the chance is asked.
    workers : of a cluster, which compute; this process without any.
    """

    asked: Asked
    event: Event
    ahead: float
    workers: Workers | None = None
    _computation: Computation | None = field(default=None, repr=False)

    def at(self, points: Numbers) -> Numbers:
        """Return the chance at points of the open unit cube (run, number), where each number has its prior."""
        scenario = self.asked.scenario
        scores = correlated(scenario, special.ndtri(points))
        return self.of(values_from_scores(scenario.assumptions(), scores), len(points))

    def of(self, values: Mapping[str, Numbers], count: int) -> Numbers:
        """Return the chance in each set of numbers, shape (draw,); NaN where the set excludes what was seen."""
        if self._computation is None:
            self._computation = Computation({self.asked.policy: self.asked}, False)
        drawn = Draws(values, np.zeros(count))
        if self.workers is None:
            with floats(self.asked.precision):
                found = joined(list(self._computation.run(drawn)))
        else:
            found, whole = self.workers.compute(self._computation, drawn, lambda *_: None, None)
            if not whole:
                raise KeyboardInterrupt
        held = forecast_dataset(
            self.asked.scenario,
            found[self.asked.policy],
            drawn=values,
            log_prior_weight=np.zeros(count),
            shown=self.asked.shown,
            record=self.asked.record,
            attributes={},
            months_on=(),
        )
        return chance_by(held, self.event, self.ahead)

    @property
    def at_once(self) -> int:
        """Runs that are asked for at once."""
        return AT_ONCE * (1 if self.workers is None else self.workers.count)

    def identity(self, **more: Any) -> dict[str, Any]:
        """Return all that a kept outcome depends on."""
        event = [self.event.quantity, list(self.event.endings), self.ahead, self.asked.horizon]
        return {**self.asked.identity(), "event": event, "versions": versions(), **more}


@dataclass(frozen=True)
class Kept:
    """Outcomes of the first blocks of a design, kept in the user's cache under all that they depend on."""

    name: str

    @classmethod
    def under(cls, identity: Mapping[str, Any]) -> Kept:
        """Return the place of what has this identity (JSON-able)."""
        return cls(f"drivers-{solutions.key({'drivers': json.dumps(identity, sort_keys=True, default=str)})}")

    def read(self, width: int) -> Numbers:
        """Return what is kept, shape (block, width); no block where there is nothing."""
        found = solutions.read(self.name) or {}
        outcomes = found.get("outcomes")
        fits = outcomes is not None and outcomes.ndim == 2 and outcomes.shape[1] == width
        return np.asarray(outcomes, float) if fits else np.zeros((0, width))

    def write(self, outcomes: Numbers) -> None:
        """Keep outcomes in place of those that were kept, where they are more."""
        if len(outcomes) > len(self.read(outcomes.shape[1])):
            solutions.write(self.name, {"outcomes": outcomes})
