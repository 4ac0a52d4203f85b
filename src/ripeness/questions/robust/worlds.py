"""Aims under settings of levers in each view: on stand-ins while the search goes on, on all draws in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from ripeness.ensemble.asked import asked
from ripeness.ensemble.computation import Progress
from ripeness.ensemble.design import rows_of
from ripeness.ensemble.forecast import forecasts
from ripeness.ensemble.trials import Trials, carried
from ripeness.questions.robust.aims import Aim, reading
from ripeness.schema.sections.policy import STATUS_QUO
from ripeness.statistics.rank_correlation import FEWEST, by_luck, most_telling
from ripeness.statistics.weighted import Numbers, effective_sample_size

if TYPE_CHECKING:
    import xarray as xr

    from ripeness.ensemble.workers import Workers
    from ripeness.schema import Scenario

WORST = 0.1
"""The worst tenth of the draws, by weight."""
MOST_NAMED = 3
"""Assumptions that are named for a policy."""


def mean_and_worst(values: Numbers, weight: Numbers) -> Numbers:
    """Return the weighted mean of (draw, aim) and the mean of the worst tenth, (aim, 2); more is better.

    >>> mean_and_worst(np.arange(10.0)[:, None], np.ones(10))
    array([[4.5, 0. ]])
    """
    w = np.asarray(weight, float) / np.sum(weight)
    found = np.empty((values.shape[1], 2))
    for aim, column in enumerate(values.T):
        order = np.argsort(column, kind="stable")
        before = np.cumsum(w[order]) - w[order]
        counted = np.clip(WORST - before, 0.0, w[order])
        found[aim] = w @ column, counted @ column[order] / counted.sum()
    return found


@dataclass
class World:
    """A view, or the scenario itself, with its draws.

    Attributes
    ----------
    name : of the view. scenario : as it has it. aims : that a forecast tells. base : forecast of the status
        quo on all draws. trials : on stand-ins and on all.
    """

    name: str
    scenario: Scenario
    aims: Sequence[Aim]
    base: xr.Dataset
    trials: Trials

    @classmethod
    def of(
        cls,
        name: str,
        scenario: Scenario,
        aims: Sequence[Aim],
        ahead: float,
        draws: int,
        seed: int,
        record: bool,
        few: int,
        progress: Progress,
        workers: Workers | None,
    ) -> World:
        """Forecast the status quo and choose the stand-ins.

        Raises
        ------
        KeyboardInterrupt : before all of it is done.
        """
        told = [one for one in aims if one.read is not None]
        one = asked(scenario, None, None, draws, seed, record=record)
        one = replace(one, design=rows_of(one))
        wars = forecasts({STATUS_QUO: one}, views=False, reuse=True, workers=workers, progress=progress)
        base = wars[STATUS_QUO]
        if base.attrs.get("partial"):
            raise KeyboardInterrupt
        side = np.array([aim.side for aim in told])
        reader = reading(told, scenario, ahead)

        def read(held: xr.Dataset) -> Numbers:
            return np.asarray(side * reader(held))  # more is better

        trials = Trials.on(one, base, read, few, months=carried(ahead), workers=workers)
        return cls(name, scenario, told, base, trials)

    @property
    def weight(self) -> Numbers:
        """Weight of each draw; none of those that count for next to nothing and are not run."""
        every = self.trials.weight
        return np.where(np.isin(np.arange(len(every)), self.trials.counted), every, 0.0)

    @property
    def effective(self) -> float:
        """How many equally weighted draws would say as much."""
        return effective_sample_size(self.trials.weight)

    def guessed(self, settings: Sequence[Mapping[str, float]]) -> Numbers:
        """Return means and worst tenths, (setting, aim, 2): all draws for the status quo, stand-ins for the change."""
        before, few = (
            mean_and_worst(self.trials.level, self.weight),
            mean_and_worst(self.trials.base, self.trials.share),
        )
        values = self.trials.values(settings)
        return np.stack([before + mean_and_worst(one, self.trials.share) - few for one in values])

    def known(self, settings: Mapping[str, Mapping[str, float]], progress: Progress) -> dict[str, Numbers]:
        """Return the aims on all draws under settings by label, (draw, aim); the status quo's of what is left out."""
        found = self.trials.on_all(settings, progress)
        return {label: np.where(np.isnan(one), self.trials.level, one) for label, one in found.items()}

    def rests_on(self, gain: Numbers) -> list[tuple[str, float]]:
        """Return assumptions with which a gain, (draw,), goes more than luck would have it, and their correlations."""
        names = [str(one) for one in self.base.assumption.values] if "assumption" in self.base.dims else []
        if not names or self.effective < FEWEST or np.ptp(gain) < 1e-9:
            return []
        drawn = self.base.assumption_value.transpose("draw", "assumption").values
        told = most_telling(drawn, gain, self.weight, MOST_NAMED)
        luck = by_luck(len(names), self.effective)
        return [(names[place], rho) for place, rho in told if abs(rho) > luck]
