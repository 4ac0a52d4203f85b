"""Made-up arrays of the shapes that the solver returns for a forecast: no game behind them, every entry its own."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr

from ripeness.arrays import ATTENDING, ENDINGS, GAP_BINS, READINGS, RETURNS, THRESHOLDS
from ripeness.schema import Scenario
from ripeness.solver.course import VIEWS
from ripeness.store.dataset import forecast_dataset

DRAWS, SHOWN = 5, 4
CONDITIONAL = {
    "front": "steps",
    "war_chest": "bn USD",
    "sincerity": "1",
    "package": "1",
    "ripeness_gap": "of the prize",
    "ripe": "1",
    "attended_no_deal_in_reach": "1",
    "stayed_away": "1",
    "in_earnest": "1",
    "bombing": "1",
    "executive_action": "1",
    "indulgent": "1",
    "punishing": "1",
    "income": "bn USD/month",
    "effort": "1",
    "area": "km^2",
}
"""Means over the wars that go on, and their units."""
PAST = {
    "past_gap": "ripeness_gap",
    "past_ripe": "ripe",
    "past_attended_no_deal_in_reach": "attended_no_deal_in_reach",
    "past_sincerity": "sincerity",
    "past_indulgent": "indulgent",
    "past_war_chest": "war_chest",
    "past_package": "package",
    "past_executive_action": "executive_action",
    "past_effort": "effort",
    "past_area": "area",
}
"""Means of the past, by the name of what they are means of."""
LOG_WEIGHT = np.log([1.0, 3.0, 0.5, 2.0, 1.5])


def results(scenario: Scenario, seed: int = 0, draws: int = DRAWS, views: int = len(VIEWS)) -> dict[str, np.ndarray]:
    """One month more than is shown; probabilities so small that no sum passes one."""
    random = np.random.default_rng(seed)
    months, past = SHOWN + 1, scenario.month_index(scenario.calendar.as_of)

    def some(*shape: int) -> np.ndarray:
        return random.uniform(0.0, 0.02, (draws, *shape)).astype(np.float32)

    endings = some(views, months, len(ENDINGS))
    ongoing = 1.0 - np.concatenate([np.zeros((draws, views, 1)), endings.sum(-1).cumsum(-1)], axis=2)[:, :, :months]
    found = {
        "ongoing": ongoing.astype(np.float32),
        "endings": endings,
        "log_likelihood": -some(len(VIEWS), past) * 20,
        "gap_distribution": some(months, GAP_BINS),
        "disbelieving": some(months, len(READINGS), len(ENDINGS), len(THRESHOLDS)),
        "partial_deals": some(months),
        "terms": some(months, len(scenario.issues)),
        "baseline_ongoing": some(12),
        "baseline_endings": some(12, len(ENDINGS)),
        "attending_worth": some(),
        "attending_parts": some(len(ATTENDING)),
        "attending_pays": some(),
    }
    value = ["attacker_value", "defender_value"]
    believed = [f"{actor}_{name}" for actor in ("attacker", "defender") for name in ("wins_in_own_eyes", "undecided")]
    found |= {name: some(months) for name in (*CONDITIONAL, *value, *believed)}
    found |= {f"{actor}_wins_within": some(1) for actor in ("attacker", "defender")}
    found |= {f"past_{name}": some(past) for name in (*PAST.values(), *value)}
    return (
        found | {"truce": some(views, months)} | {name: some(months) for name in ("stopped", "truce_stands", *RETURNS)}
    )


def drawn(scenario: Scenario, draws: int = DRAWS) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Values that tell draw and column apart, and logs of the draws' weights."""
    names = scenario.assumptions()
    values = {name: 100.0 * column + np.arange(draws) for column, name in enumerate(names)}
    return values, np.resize(LOG_WEIGHT, draws)


def dataset(scenario: Scenario, arrays: dict[str, np.ndarray], **more: Any) -> xr.Dataset:
    """The forecast of these arrays."""
    asked: dict[str, Any] = {"shown": SHOWN, "record": True, "attributes": {"seed": 0, "policy": "status-quo"}}
    values, log_weight = drawn(scenario, len(arrays["ongoing"]))
    return forecast_dataset(scenario, arrays, drawn=values, log_prior_weight=log_weight, **(asked | more))
