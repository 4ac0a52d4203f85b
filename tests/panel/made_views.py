"""Forecasts of views, made up by hand: each view's war ends in one way, and a policy or a cause changes it."""

from __future__ import annotations

import numpy as np
import toy_views

import synthetic
from ripeness.arrays import ENDINGS
from ripeness.questions.panel.statements import levers_by_label
from ripeness.questions.panel.view_forecasts import ViewForecast

SERIES = ("going on", "front", "strikes")


def forecast(scenario, draws: int, over: float, ending: str, gap: float = -0.2):
    """A forecast in which the war ends one way only, with a chance `over` of going on for 36 months."""
    one = synthetic.forecast(scenario, draws)
    months = np.arange(one.sizes["month"])
    ended = np.zeros((draws, len(ENDINGS), len(months)))
    ended[:, ENDINGS.index(ending)] = 1 - (1 - over) ** (months / 36)
    return one.assign(
        ended=(("draw", "ending", "month"), ended),
        ongoing=(("draw", "month"), 1 - ended.sum(axis=1)),
        ripeness_gap=(("draw", "month"), np.full((draws, len(months)), gap)),
        weight=(("draw",), np.full(draws, 1 / draws)),
    )


def view_forecast(name: str, odds: float, ending: str, draws: int = 8) -> ViewForecast:
    view = toy_views.view(name, odds - 0.02, odds + 0.02)
    status_quo = forecast(view, draws, odds, ending)
    under = {label: forecast(view, 2, odds, ending) for label in levers_by_label(toy_views.base())}
    better = "policy talk-more" if name == "even" else "policy fight-better"
    under[better] = forecast(view, 2, min(0.95, odds + 0.3), "settlement_even")
    if "cause table" in under and name == "even":
        under["cause table"] = forecast(view, 2, odds, ending, gap=0.1)
    series = np.cumsum(np.tile([-1.0, -10 - 5 * odds, -3.0], (draws, 1)), axis=1)
    drawn = np.tile([-20.0 if name == "even" else -24.0, -15.0 - 10 * odds], (draws, 1))
    return ViewForecast(
        scenario=view,
        origin="prior",
        forecast=status_quo,
        correction=np.zeros(draws),
        series=series,
        drawn_records=drawn,
        few=forecast(view, 2, odds, ending),
        under=under,
        without={"truth.battle_odds": forecast(view, 2, 0.5, ending)},
    )
