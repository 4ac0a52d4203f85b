"""Numbers that rest on judgement, ranked by how much the result depends on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np

from ripeness.questions.summary.summary import TELLING_MONTH
from ripeness.statistics.bands import Figure, figure
from ripeness.statistics.rank_correlation import FEWEST, by_luck, most_telling
from ripeness.statistics.weighted import effective_sample_size

if TYPE_CHECKING:
    import xarray

    from ripeness.schema import Scenario


class Judged(TypedDict):
    """One number that rests on judgement: how much the war's going on goes with it over the draws."""

    path: str
    meaning: str
    rank_correlation: Figure


class Ranking(TypedDict):
    """The ranking. ``certain``: how many judged numbers are stated as certain, so that no draw tells of them.

    month : that the war goes on until then is the result looked at. by_luck : about how large the largest of so many
    correlations gets when none is real. enough_draws : whether anything can be said of single numbers.
    """

    month: str
    draws: int
    effective_sample_size: Figure
    enough_draws: bool
    by_luck: Figure
    ranked: list[Judged]
    certain: int


def ranking(scenario: Scenario, forecast: xarray.Dataset) -> Ranking:
    """Rank the uncertain numbers that rest on judgement, as `drivers` ranks all of them.

    Parameters
    ----------
    scenario : as the forecast's. forecast : with ``ongoing`` (draw, month), ``assumption_value`` and ``weight``.
    """
    from ripeness.schema.assumption_words import in_words
    from ripeness.schema.evidence import rests_on

    weight = np.asarray(forecast.weight.values, float)
    effective = effective_sample_size(weight)
    at = min(TELLING_MONTH, forecast.sizes["month"] - 1)
    outcome = np.asarray(forecast.ongoing.values[:, at], float)
    drawn = forecast.assumption_value.transpose("draw", "assumption").values
    names = [str(name) for name in forecast.assumption.values]
    judged = rests_on(scenario, "judgement")
    told = most_telling(drawn, outcome, weight, len(names)) if effective > 0 else []
    found = [(names[place], rho) for place, rho in told if names[place] in judged]
    return {
        "month": str(forecast.month_label.values[at]),
        "draws": len(weight),
        "effective_sample_size": figure(effective),
        "enough_draws": effective >= FEWEST,
        "by_luck": figure(by_luck(len(names), effective)),
        "ranked": [
            {"path": name, "meaning": in_words(scenario, name), "rank_correlation": figure(rho)} for name, rho in found
        ],
        "certain": sum(1 for name in judged if name not in names),
    }
