"""The commonest settlements of each draw as variables of a forecast."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ripeness.arrays import SETTLEMENTS
from ripeness.schema.scenario import Scenario

NO_SETTLEMENT = 1e-4
"""Below this probability of a settlement, its terms are not given."""


def deals_of(scenario: Scenario, results: Mapping[str, np.ndarray], main: int, shown: int) -> dict[str, tuple]:
    """Variables of `solver.deals`: those of the commonest settlements, and monthly sums made means and totals.

    Parameters
    ----------
    results : arrays (draw, ...) of `solver.course.forecasts`. main : place of the view that is reported.
    shown : months ahead.
    """
    if "deal_chance" not in results:
        return {}
    land = np.array([issue.land for issue in scenario.issues.values()])
    held = np.where(land, results["deal_held"], np.nan)
    when = "by the last month carried"
    settled = results["endings"][:, main, :shown, : len(SETTLEMENTS)].sum(axis=(1, 2)).astype(float)[:, None]
    gained = results["gains"][:, :shown].astype(float).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        gains = np.where(settled >= NO_SETTLEMENT, gained / settled, np.nan)
    data = {
        "deal_chance": (("draw", "deal"), results["deal_chance"], f"chance of each of the commonest deals {when}", "1"),
        "deal_rest": ("draw", results["deal_rest"], f"chance of any other settlement {when}", "1"),
        "deal_terms": (
            ("draw", "deal", "issue"),
            results["deal_terms"],
            "mean terms of a deal: 0 the defender's ideal, 1 the attacker's",
            "1",
        ),
        "deal_held": (
            ("draw", "deal", "issue"),
            held,
            "share of land that the attacker held, on average, on the days of signature",
            "1",
        ),
        "deal_text": (
            ("draw", "deal"),
            results["deal_text"].astype(np.int16),
            "place among the scenario's texts with stated terms of the one that is nearest; -1: none is near",
            "1",
        ),
        "gains": (
            ("draw", "actor"),
            gains,
            "mean of what a settlement gives a side over fighting on",
            "share of the prize",
        ),
    }
    if "aligned" in results:
        total = np.cumsum(results["aligned"].astype(float), axis=1)
        total = np.concatenate([np.zeros_like(total[:, :1]), total], axis=1)[:, : shown + 1]
        meaning = "probability that the war has been settled so, on terms under which the government is aligned"
        data["settled_aligned"] = (("draw", "settlement", "month"), np.moveaxis(total, 2, 1), meaning, "1")
    return data
