"""The commonest settlements in words: draws are added up by what is told, and the sums are those of plain loops."""

from __future__ import annotations

import numpy as np
import pytest
import xarray as xr

from ripeness.questions.summary.deals import DealsFound
from ripeness.scenarios.shipped import load
from ripeness.schema import Scenario

STEPS = {0: "no bar", 0.5: "no membership for 20 years", 1: "never a member"}


@pytest.fixture(scope="module")
def war() -> Scenario:
    """Land on a ladder of 12 steps, a bar with named steps, relief without."""
    return load("tables-and-texts").replace({"issues.rule.steps": STEPS})


def part(chance: list, terms: list, held: list, text: list, rest: list) -> xr.Dataset:
    draws = len(chance)
    return xr.Dataset(
        {
            "deal_chance": (("draw", "deal"), np.array(chance)),
            "deal_rest": ("draw", np.array(rest)),
            "deal_terms": (("draw", "deal", "issue"), np.array(terms)),
            "deal_held": (("draw", "deal", "issue"), np.array(held)),
            "deal_text": (("draw", "deal"), np.array(text)),
            "gains": (("draw", "actor"), np.tile([0.03, 0.01], (draws, 1))),
            "settled_aligned": (("draw", "settlement", "month"), np.full((draws, 3, 2), 0.25)),
        },
        coords={"actor": ["attacker", "defender"]},
        attrs={"deals_within": 24},
    )


def test_draws_are_added_up_by_what_is_told(war: Scenario) -> None:
    """Two draws: one deal of both is told alike though neither land nor shares agree; half a step is 1/24."""
    nan = np.nan
    found = DealsFound()
    made = part(
        chance=[[0.4, 0.1], [0.2, 0.3]],
        terms=[[[0.52, 0.6, 0.0], [1.0, 0.6, 0.0]], [[0.43, 0.45, 0.1], [0.5, 1.0, 0.3]]],
        held=[[[0.5, nan, nan], [0.5, nan, nan]], [[0.42, nan, nan], [0.42, nan, nan]]],
        text=[[0, -1], [1, -1]],
        rest=[0.05, 0.0],
    )
    found.add(made, war, np.array([0.25, 0.75]), np.array([0.55, 0.5]))
    told = found.found(war)
    assert told is not None and told["within"] == 24 and told["texts"]
    # 0.25 x 0.4 + 0.75 x 0.2 as held; 0.75 x 0.3 half-way with the bar for good; 0.25 x 0.1 all the land.
    assert [one["chance"] for one in told["commonest"]] == pytest.approx([0.25, 0.225, 0.025])
    assert told["others"] == pytest.approx(0.25 * 0.05)
    first, second, third = ({name: one["told"] for name, one in deal["terms"].items()} for deal in told["commonest"])
    assert first == {"land": "as held", "rule": "no membership for 20 years", "relief": "0.06"}
    assert second == {"land": "0.50 (held: 0.42)", "rule": "never a member", "relief": "0.30"}
    assert third["land"] == "all to the attacker" and third["relief"] == "all to the defender"
    assert told["commonest"][0]["terms"]["relief"]["share"] == pytest.approx((0.1 * 0.0 + 0.15 * 0.1) / 0.25)
    assert told["gains"] == pytest.approx({"attacker": 0.03, "defender": 0.01, "attackers_share": 0.75})
    assert found.with_government() == {
        name: pytest.approx([0.25, 0.25])
        for name in ("settlement_to_attacker", "settlement_even", "settlement_to_defender")
    }


def test_the_nearest_text_is_that_of_most_of_the_chance() -> None:
    """Draws of one told deal may lie nearest to different texts: .1 near the first, .15 near the second."""
    toy = load("yes-or-no")
    found = DealsFound()
    made = part([[0.4], [0.2]], [[[0.5]], [[0.5]]], [[[0.5]], [[0.5]]], [[0], [1]], [0.0, 0.0])
    found.add(made, toy, np.array([0.25, 0.75]), np.array([0.4, 0.2]))
    told = found.found(toy)
    assert told is not None and [one["text"] for one in told["commonest"]] == [list(toy.texts.items)[1]]


def test_a_forecast_without_settlements_has_no_deals_to_tell(war: Scenario) -> None:
    found = DealsFound()
    zeros = np.zeros((1, 2, 3)).tolist()
    found.add(part([[0.0, 0.0]], zeros, zeros, [[-1, -1]], [0.0]), war, np.ones(1), np.zeros(1))
    told = found.found(war)
    assert told is not None and told["commonest"] == [] and told["gains"]["attackers_share"] is None
    assert DealsFound().found(war) is None and DealsFound().with_government() == {}
