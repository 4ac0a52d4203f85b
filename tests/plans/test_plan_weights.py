"""What plans are worth, who refuses and over what: against sums done by hand from the town's file."""

from __future__ import annotations

import json

import numpy as np
import pytest
import town

import ripeness
from ripeness.errors import ScenarioError
from ripeness.questions.plans.weighing import weigh_plans

# Of the draft: land .5, army .5, assets 1; weights A .4 .4 .2, D .3 .6 .1; leader's cost of A .2 x .1.
TO_ATTACKER = 0.4 * 0.5 + 0.4 * 0.5 + 0.2 * 1 - 0.02
GUARANTEED = 1 - (1 - 0.4) * (1 - 0.5)
RISK = (0.2 + 0.3 * 0.5) * (1 - GUARANTEED)
TO_DEFENDER = (1 - RISK) * (0.3 * 0.5 + 0.6 * 0.5)


def weighed(scenario, **values):
    return weigh_plans(scenario, town.forecast(scenario, **values))


@pytest.fixture(scope="module")
def report(scenario):
    return weighed(scenario)


def test_utilities_are_the_sums_done_by_hand(report):
    draft = report["plans"]["draft"]
    assert draft["attacker"]["utility"]["mean"] == pytest.approx(TO_ATTACKER)
    assert draft["defender"]["utility"]["mean"] == pytest.approx(TO_DEFENDER)
    assert draft["attacker"]["margin"][0]["mean"] == pytest.approx(TO_ATTACKER - 0.45)
    assert draft["defender"]["margin"][0]["mean"] == pytest.approx(TO_DEFENDER - 0.45)
    assert (draft["attacker"]["accepts"][0], draft["defender"]["accepts"][0]) == (1, 0)
    assert draft["both_accept"][0] == 0


def test_a_plan_without_a_guarantee_keeps_the_one_expected_anyway(report):
    wish = report["plans"]["souths-wish"]
    assert wish["guarantee"] is None
    assert wish["defender"]["utility"]["mean"] == pytest.approx(1 - 0.2 * (1 - 0.1))


def test_each_point_is_worth_the_text_with_it_less_the_text_without(report):
    points = {one["number"]: one for one in report["plans"]["draft"]["points"]}
    assert points["1"]["attacker"] is None and points["1"]["defender"] is None
    assert points["2"]["attacker"]["mean"] == pytest.approx(0.2)
    assert points["2"]["defender"]["mean"] == pytest.approx(-(1 - RISK) * 0.3 * 0.5)
    without_army = (1 - 0.2 * (1 - GUARANTEED)) * (0.15 + 0.6)
    assert points["3"]["defender"]["mean"] == pytest.approx(TO_DEFENDER - without_army)
    without_first = (1 - (0.2 + 0.15) * 0.5) * 0.45
    assert points["5"]["defender"]["mean"] == pytest.approx(TO_DEFENDER - without_first)
    assert points["5"]["attacker"]["mean"] == pytest.approx(0)


def test_the_attackers_points_sum_to_what_the_text_gives_him(report):
    given = [one["attacker"]["mean"] for one in report["plans"]["draft"]["points"] if one["attacker"]]
    assert sum(given) - 0.02 == pytest.approx(report["plans"]["draft"]["attacker"]["utility"]["mean"])


def test_what_binds_is_the_provision_that_a_side_would_gain_most_by(report):
    binds = report["plans"]["draft"]["defender"]["binds"]
    # the army given back: risk .2 x .3, .15 + .6 kept; land given back would bring less
    assert binds["provision"]["id"] == "army" and binds["provision"]["points"] == ["3"]
    assert binds["worth"]["mean"] == pytest.approx((1 - 0.2 * 0.3) * 0.75 - TO_DEFENDER)
    assert binds["enough"] == 1
    assert report["plans"]["draft"]["attacker"]["binds"] is None


def test_a_plan_at_the_defenders_ideal_is_refused_by_the_attacker(report):
    wish = report["plans"]["souths-wish"]
    assert wish["attacker"]["accepts"][0] == 0 and wish["defender"]["accepts"][0] == 1
    assert wish["attacker"]["utility"]["mean"] == pytest.approx(-0.02)
    assert wish["attacker"]["binds"]["provision"]["id"] in ("land", "army")


def test_shares_count_draws_by_weight(scenario):
    made = town.forecast(scenario, attacker=np.where(np.arange(60) < 20, 0.7, 0.2))
    made["weight"] = ("draw", np.where(np.arange(60) < 20, 3.0, 1.0) / 100)
    assert weigh_plans(scenario, made)["plans"]["draft"]["attacker"]["accepts"][0] == pytest.approx(0.4)


def test_later_months_count_a_draw_by_the_odds_that_the_war_goes_on(scenario):
    made = town.forecast(scenario, attacker=np.where(np.arange(60) < 30, 0.7, 0.2))
    made["weight"] = ("draw", np.full(60, 1 / 60))
    ongoing = made.ongoing.values.copy()
    ongoing[:, 12] = np.where(np.arange(60) < 30, 0.9, 0.3)
    made["ongoing"] = (("draw", "month"), ongoing)
    accepts = weigh_plans(scenario, made)["plans"]["draft"]["attacker"]["accepts"]
    assert accepts[0] == pytest.approx(0.5)
    assert accepts[2] == pytest.approx(0.25)


def test_an_empty_range_says_so(scenario):
    report = weighed(scenario, attacker=0.9, defender=0.9)
    for plan in report["plans"].values():
        assert plan["smallest"]["none"] == 1 and plan["smallest"]["changed"] == 0
        assert plan["smallest"]["typical"] is None and plan["smallest"]["moved"] == []
    assert report["range"]["exists"] == 0 and report["range"]["gap"]["mean"] < 0


def test_the_payer_who_was_not_asked_keeps_his_issue_where_it_stands(report):
    draft = report["plans"]["draft"]
    assert draft["not_asked"] == {"assets": ["union"]}
    assert [one["id"] for one in draft["smallest"]["held"]] == ["assets"]
    moved = {one["provision"]["id"]: one for one in draft["smallest"]["moved"]}
    assert moved["assets"]["share"] == 1 and moved["assets"]["moves_to"]["mean"] == 0
    assert draft["if_all_consented"] is not None


def test_no_change_may_move_what_the_payer_was_not_asked_for(report):
    wish = report["plans"]["souths-wish"]
    assert wish["not_asked"] == {}
    assert "assets" not in {one["provision"]["id"] for one in wish["smallest"]["moved"]}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("authors: [north, west]", "authors: [north, union]"),
        ("seats: [north, south, west]", "seats: [north, south, union]"),
    ],
)
def test_a_payer_who_wrote_the_text_or_is_seated_was_asked(old, new):
    draft = weighed(town.war((old, new)))["plans"]["draft"]
    assert draft["not_asked"] == {} and draft["if_all_consented"] is None


def test_with_consent_the_smallest_change_never_takes_more(report):
    draft = report["plans"]["draft"]

    def mean(smallest):
        return sum(int(number) * share for number, share in smallest["by_number"].items())

    assert draft["if_all_consented"]["accepted"] >= draft["smallest"]["accepted"]
    assert mean(draft["if_all_consented"]) <= mean(draft["smallest"])


def test_the_range_is_the_best_offer_on_a_grid_done_by_hand(report):
    # assets may not be settled: they stay at 0. A gets .45 from land and army, D the most on the game's grid.
    best = -1.0
    for army in np.linspace(0, 1, 11):
        land = max(0.0, (0.45 + 0.02 - 0.4 * army) / 0.4)
        if land <= 1:
            risk = (0.2 + 0.3 * army) * (1 - 0.1)
            best = max(best, (1 - risk) * (0.3 * (1 - land) + 0.6 * (1 - army) + 0.1))
    assert report["range"]["gap"]["mean"] == pytest.approx(best - 0.45, abs=1e-6)


def test_the_envoy_sees_a_wider_range_and_a_trade_that_the_attacker_refuses(report):
    """He takes land for nearly all, trusts signatures and hears one side: land for the army looks good to him."""
    imagined = report["imagined"]
    assert imagined["range"]["gap"]["mean"] > report["range"]["gap"]["mean"]
    # imagined weights A .9 .1 0, D .2 .8 0; reneging nil; reservations .45 and .35. Land costs D .2 for .9 to A:
    # the whole surplus is .9 x .5 + ... by land alone: x from (.45 + .02)/.9 to 1, D has 1 - .2 x.
    assert imagined["range"]["gap"]["mean"] == pytest.approx(1 - 0.2 * (0.47 / 0.9) - (0.45 - 0.05), abs=1e-6)
    assert imagined["attacker_accepts"] == 0
    assert imagined["attacker_margin"]["mean"] < 0 < imagined["defender_margin"]["mean"]


def test_without_an_envoy_nobody_imagines_anything(scenario):
    start = town.TEXT.index("envoy:\n")
    bare = town.war((town.TEXT[start : town.TEXT.index("issues:\n")], ""), (", envoy: true", ""))
    report = weighed(bare)
    assert report["imagined"] is None
    assert report["plans"]["draft"]["attacker"]["accepts_as_the_envoy_imagines"] is None


def test_the_report_is_json_without_gaps(report):
    assert json.loads(json.dumps(report, allow_nan=False)) == report


def test_an_unknown_plan_names_the_nearest(scenario):
    with pytest.raises(ScenarioError, match="Did you mean 'draft'"):
        weigh_plans(scenario, town.forecast(scenario), ("drafft",))


def test_a_short_forecast_gives_the_months_that_it_has(scenario):
    report = weigh_plans(scenario, town.forecast(scenario, horizon=12))
    assert report["months_ahead"] == [0, 6, 12]
    assert report["months"] == ["2024-07", "2025-01", "2025-07"]


def test_the_flagship_codes_both_guarantees_and_sources_every_point():
    plans = ripeness.load("ukraine-2026").plans
    assert plans["points-28"].guarantee() > 0 and plans["points-20"].guarantee() > plans["points-28"].guarantee()
    for name, number in (("points-28", 28), ("points-20", 20)):
        told = {int(str(one.number).rstrip("abc")) for one in plans[name].points}
        assert told == set(range(1, number + 1))
    for plan in plans.values():
        for point in plan.points:
            assert point.source, point
            if point.sets is not None or point.guarantee is not None:
                assert (point.sets or point.guarantee).note, point
    assert set(plans["formula-as-reported"].terms()) < set(plans["points-28"].terms())
    assert plans["formula-as-essay-reads"].terms()["government"] == 1
    assert [str(one.number) for one in plans["points-28"].points if one.side_payment] == ["10", "14"]
