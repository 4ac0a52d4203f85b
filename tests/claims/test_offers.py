"""What a text is worth to each side, against the sum written out here."""

from __future__ import annotations

import numpy as np
import pytest
from made_up_claims import WEIGHT, forecast, scenario

from ripeness.errors import ScenarioError
from ripeness.questions.claims.judging import judge_claims
from ripeness.questions.claims.offers import margin
from ripeness.schema import Scenario

PLANS = """\
plans:
  draft:
    title: a draft
    source: judgement
    points:
      - {number: 1, text: the province goes, issue: land, sets: 1}
      - {number: 2, text: half of the sanctions end, issue: trade, sets: 0.5}
"""
LAND = np.array([0.3, 0.4, 0.5, 0.6])
RENEGING = np.array([0.05, 0.1, 0.2, 0.25])


def offered(side: str, bound: str, offer: str = "draft") -> Scenario:
    return scenario(f"{{offer: {offer}, side: {side}, {bound}}}", "belief", plans=PLANS)


def made(war: Scenario, value: list[float]):
    """Draws that differ in the attacker's weight of the land and in the risk of a broken deal."""
    assumptions = war.assumptions()
    drawn = np.tile([one.centre for one in assumptions.values()], (4, 1))
    drawn[:, list(assumptions).index("issues.land.attacker_weight")] = LAND
    drawn[:, list(assumptions).index("bargaining.base_reneging")] = RENEGING
    return forecast(war, drawn=drawn, attackers_value=value, defenders_value=value)


def test_to_the_attacker_a_text_is_the_weighted_share_that_it_grants() -> None:
    war = offered("attacker", "at_least: 0")
    value = [0.35, 0.55, 0.5, 0.6]
    # land whole, half of trade, neutrality as it stands: not granted
    expected = (LAND * 1 + 0.15 * 0.5 + 0.4 * 0) / (LAND + 0.15 + 0.4) - value
    assert margin(war, made(war, value), war.claims["c"].holds_if) == pytest.approx(expected)  # type: ignore[arg-type]
    (found,) = judge_claims(war, war.claims, {"status-quo": made(war, value)}, None)["claims"]
    assert found["weighted"]
    assert found["weighted"]["share"] == pytest.approx(WEIGHT[expected >= 0].sum())
    assert 0 < found["weighted"]["share"] < 1


def test_to_the_defender_it_is_what_he_keeps_less_the_risk_of_a_broken_deal() -> None:
    war = offered("defender", "below: 0")
    value = [0.5, 0.4, 0.35, 0.45]
    assert war.bargaining.guarantee.centre == 0.1
    kept = (0.4 * 0 + 0.1 * 0.5 + 0.5 * 1) / (0.4 + 0.1 + 0.5)
    expected = (1 - RENEGING * (1 - 0.1)) * kept - value
    assert margin(war, made(war, value), war.claims["c"].holds_if) == pytest.approx(expected)  # type: ignore[arg-type]
    (found,) = judge_claims(war, war.claims, {"status-quo": made(war, value)}, None)["claims"]
    assert found["weighted"]
    assert found["weighted"]["share"] == pytest.approx(WEIGHT[expected < 0].sum())


def test_where_there_is_no_envoy_his_trade_is_not_judged() -> None:
    war = offered("attacker", "below: 0", "envoy")
    (found,) = judge_claims(war, war.claims, {"status-quo": made(war, [0.5] * 4)}, None)["claims"]
    assert found["verdict"] == "not tested"


def test_a_text_that_is_not_there_is_named_with_the_nearest() -> None:
    with pytest.raises(ScenarioError, match=r"no plan is called 'drft'\. Did you mean 'draft'"):
        offered("attacker", "below: 0", "drft")
    with pytest.raises(ScenarioError, match="nothing says how large it must be"):
        scenario("{offer: draft, side: attacker}", "belief", plans=PLANS)
