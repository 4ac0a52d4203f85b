"""A made-up world in which it is known what each lever does to the ripeness gap."""

from __future__ import annotations

import numpy as np
import xarray as xr

import synthetic
from ripeness.questions.explain.experiments import in_thought
from ripeness.schema import Scenario


def world(
    scenario: Scenario, effects: dict[str, float], base: list[float], weight: list[float], signed: float = 0.02
) -> object:
    """Stand in for ``ensemble.forecast.branches``: gap = base + sum of effect times how far a number is moved.

    base, weight : by draw. signed : chance of a settlement in a month where the gap is nil or more.
    """

    scenario = in_thought(scenario)

    def compare(of, policies, draws=200, seed=0, horizon=None, *, reuse=True, attending=False, progress=None):
        if progress:
            progress("draws", draws, draws)
        return {label: forecast({} if one == "status-quo" else one) for label, one in policies.items()}

    def forecast(settings: dict[str, float]) -> xr.Dataset:
        one = synthetic.forecast(scenario, len(base))
        moved = sum(effects.get(name, 0.0) * (v - scenario.levers[name].status_quo) for name, v in settings.items())
        gap = np.array(base)[:, None] + moved + np.zeros(one.sizes["month"])
        chance = np.where(gap >= 0, signed, 0.0) * (1 + 30 * (settings.get("tracks.talks.mandate", 0.5) - 0.5))
        ongoing = np.cumprod(np.concatenate([np.ones((len(base), 1)), 1 - chance[:, :-1]], 1), 1)
        ended = np.zeros(one.ended.shape)
        ended[:, 0] = 1 - ongoing
        return one.assign(
            ripeness_gap=(("draw", "month"), gap),
            ongoing=(("draw", "month"), ongoing),
            ended=(("draw", "ending", "month"), ended),
            weight=(("draw",), np.array(weight)),
        )

    return compare
