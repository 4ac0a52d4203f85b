"""What a plan may say, and what the loader answers to what it may not."""

from __future__ import annotations

import pytest
import town

from ripeness.errors import ScenarioError


@pytest.mark.parametrize(
    ("old", "new", "where", "said", "fix"),
    [
        (
            "{number: 1, text: peace for all time",
            "{number: 1, text: peace, issue: army, sets: 0.1",
            "plans.draft.points",
            "points 1 and 3 both set army",
            "without sets:",
        ),
        ("issue: land, sets: 0.5", "issue: land, sets: 1.5", "sets", "outside the range", "0 to 1"),
        ("side_payment: west", "side_payment: wets", "side_payment", "no actor is called 'wets'", "'west'"),
        ("consent: [west]", "consent: [wets]", "consent", "no actor is called 'wets'", "'west'"),
        ("guarantee: 0.4", "guarantee: -0.4", "guarantee", "outside the range", "0 to 1"),
        ("source: wire}", "source: wired}", "source", "no source is called 'wired'", "'wire'"),
        ("source: wire}", "source: recalled}", "source", "does not say what is recalled", "note"),
        ("frozen: 0.5, follows_front: true", "indivisible: true", "sets", "land cannot be divided", "0 or 1"),
    ],
)
def test_a_bad_plan_is_refused_with_its_place(old, new, where, said, fix):
    with pytest.raises(ScenarioError) as caught:
        town.war((old, new))
    told = str(caught.value)
    assert "town.yaml:" in told and where in told and said in told and fix in told


def test_an_issue_that_cannot_be_divided_is_set_whole():
    whole = town.war(("frozen: 0.5, follows_front: true", "indivisible: true"), ("land, sets: 0.5", "land, sets: 1"))
    assert whole.plans["draft"].terms()["land"] == 1


def test_terms_are_the_middle_of_what_is_stated_and_guarantees_fail_independently(scenario):
    draft = scenario.plans["draft"]
    assert draft.terms() == pytest.approx({"land": 0.5, "army": 0.5, "assets": 1.0})
    assert draft.guarantee() == pytest.approx(1 - 0.6 * 0.5)
    assert draft.setting("army").number == 3 and draft.setting("land").side_payment is None
    assert scenario.plans["souths-wish"].guarantee() is None


def test_plans_are_no_part_of_what_the_forecast_is_computed_with(scenario):
    assert town.war(("issue: land, sets: 0.5", "issue: land, sets: 0.6")).content_hash() == scenario.content_hash()
    assert "plans.draft.2.sets" in scenario.quantities()
