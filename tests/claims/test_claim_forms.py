"""Every form of a claim on four sets of assumptions, with verdicts worked out by hand.

The sets weigh .4, .3, .2, .1 with the record and a quarter each before it.
"""

from __future__ import annotations

import math

import numpy as np
import pytest
from made_up_claims import MONTHS, PAST, PRIOR, forecast, scenario, scenario_text

from ripeness.arrays import MONTHS_ON, Followed
from ripeness.pages.words import likelihood
from ripeness.questions.claims.judging import judge_claims, needed
from ripeness.questions.claims.readings import believing
from ripeness.questions.claims.verdict import Verdict, tenths, verdict_of
from ripeness.schema.claims.claim import MODAL
from ripeness.schema.likelihood import SCALE
from ripeness.schema.load import parse_scenario


def verdict(holds_if: str, by_policy: dict[str, dict], kind: str = "", more: str = "") -> Verdict:
    """The verdict on one claim; `by_policy` gives what each policy's forecast holds."""
    war = scenario(holds_if, kind, more)
    datasets = {policy: forecast(war, **given) for policy, given in by_policy.items()}
    (found,) = judge_claims(war, war.claims, datasets, None)["claims"]
    return found


def shares(found: Verdict) -> tuple[float, float]:
    assert found["weighted"] and found["before"]
    return found["weighted"]["share"], found["before"]["share"]


def test_a_share_is_read_in_tenths_and_only_the_outer_two_decide() -> None:
    assert [tenths(share) for share in (0, 0.049, 0.05, 0.149, 0.15, 0.849, 0.85, 1)] == [0, 0, 1, 1, 2, 8, 9, 10]
    read = [verdict_of(share) for share in (0, 0.149, 0.15, 0.849, 0.85, 1)]
    assert read == ["fails", "fails", "depends", "depends", "holds", "holds"]


@pytest.mark.parametrize(
    ("ongoing", "weighted", "before", "read"),
    [
        ([0.1, 0.2, 0.3, 0.09], 0.9, 0.75, "holds"),
        ([0.09, 0.2, 0.3, 0.1], 0.6, 0.75, "depends"),
        ([0.09, 0.05, 0.02, 0.1], 0.1, 0.25, "fails"),
    ],
)
def test_could_asks_for_a_tenth_in_each_set(ongoing, weighted, before, read) -> None:
    found = verdict("{quantity: ongoing, at: 12 months}", {"status-quo": {"ongoing": ongoing}}, "could")
    assert shares(found) == pytest.approx((weighted, before))
    assert found["verdict"] == read
    mean = float(np.dot([0.4, 0.3, 0.2, 0.1], ongoing))
    assert found["value"] and found["value"]["mean"] == pytest.approx(mean)


def test_likely_and_will_ask_for_more_than_could() -> None:
    ongoing = {"status-quo": {"ongoing": [0.5, 0.49, 0.9, 0.89]}}
    at = "{quantity: ongoing, at: 12 months}"
    found = {kind: shares(verdict(at, ongoing, kind))[0] for kind in ("could", "likely", "will")}
    assert found == pytest.approx({"could": 1.0, "likely": 0.3, "will": 0.2})


def test_likely_is_what_the_page_calls_likely() -> None:
    ongoing = {"status-quo": {"ongoing": [0.55, 0.54, 0.8, 0.5]}}
    assert shares(verdict("{quantity: ongoing, at: 12 months}", ongoing, "likely"))[0] == pytest.approx(0.4 + 0.2)
    begins = dict(zip((word for _, word in SCALE[1:]), (upper for upper, _ in SCALE), strict=False))
    assert MODAL["likely"] == begins["likely"]
    assert likelihood(MODAL["likely"] + 0.05) == "likely" and likelihood(MODAL["likely"]) != "likely"


@pytest.mark.parametrize(
    "form", ["{quantity: ended, endings: [ceasefire], by: 12 months}", "{quantity: settled, by: 12 months}"]
)
def test_could_likely_and_will_speak_of_endings_too(form) -> None:
    kinds = {kind: verdict(form, {"status-quo": {}}, kind) for kind in ("could", "likely", "will")}
    assert all(found["value"]["asked"] == {"at_least": MODAL[kind]} for kind, found in kinds.items())


def test_a_threshold_looks_at_the_month_it_names() -> None:
    falling = np.tile(np.linspace(1, 0, MONTHS), (4, 1)) + np.array([[0.0], [0.1], [0.2], [0.3]])
    found = verdict("{quantity: ripe, at: 18 months, above: 0.65}", {"status-quo": {"ripe": falling}})
    assert shares(found) == pytest.approx((0.3, 0.5))  # at half-way: .5, .6, .7, .8
    by_label = verdict("{quantity: ripe, at: 2027-07, above: 0.65}", {"status-quo": {"ripe": falling}})
    assert shares(by_label) == shares(found)


def test_a_window_is_read_as_mean_every_or_some() -> None:
    past = np.full((4, PAST), 0.1)
    past[0, 12] = 1.0  # 2025-01, the first month of the window
    past[1, 11] = 1.0  # the month before it
    held = {"status-quo": {"past_ripe": past}}
    over = "{quantity: ripe, over: [2025-01, 2025-12], "
    assert shares(verdict(over + "below: 0.2}", held)) == pytest.approx((1.0, 1.0))  # (1 + 11 x .1)/12 = .175
    assert shares(verdict(over + "below: 0.17}", held)) == pytest.approx((0.6, 0.75))
    assert shares(verdict(over + "each: every, below: 0.2}", held)) == pytest.approx((0.6, 0.75))
    assert shares(verdict(over + "each: some, above: 0.9}", held)) == pytest.approx((0.4, 0.25))
    told = verdict(over + "each: every, below: 0.2}", held)["value"]
    assert told and told["mean"] == pytest.approx(0.4 * 1.0 + 0.6 * 0.1)  # the month that decides


def test_quantities_of_sides_endings_issues_and_eyes_are_taken_from_their_place() -> None:
    given = {
        "attackers_chance_within": [0.9, 0.9, 0.1, 0.1],
        "defenders_chance_within": [0.1, 0.1, 0.9, 0.9],
        "attackers_value": [0.6, 0.5, 0.4, 0.3],
        "defenders_value": [0.5, 0.5, 0.5, 0.2],
        "stayed_away": [0.2, 0.4, 0.6, 0.8],
        "ended": {"settlement_even": [0.2, 0.1, 0, 0], "defender_collapses": [0.1, 0.3, 0, 0]},
        "terms": [0.9, 0.1, 0.9, 0.1],
        "ongoing": [0.75, 1, 0, 0],
    }

    def share(holds_if: str) -> float:
        return shares(verdict(holds_if, {"status-quo": dict(given)}))[0]

    assert share("{quantity: attackers_chance_within, at: 0 months, above: 0.5}") == pytest.approx(0.7)
    assert share("{quantity: defenders_chance_within, at: 0 months, above: 0.5}") == pytest.approx(0.3)
    assert share("{quantity: advantage, at: 0 months, above: 0.05}") == pytest.approx(0.5)
    assert share("{quantity: attended, at: 0 months, at_least: 0.5}") == pytest.approx(0.7)
    assert share("{quantity: settled, by: 12 months, above: 0.15}") == pytest.approx(0.4)
    both = "{quantity: ended, endings: [settlement_even, defender_collapses], by: 12 months, above: 0.35}"
    assert share(both) == pytest.approx(0.3)
    assert share("{quantity: settled, by: 12 months, in_eyes_of: attacker, above: 0.08}") == pytest.approx(0.4)
    assert share("{quantity: settled, by: 12 months, in_eyes_of: defender, above: 0}") == 0.0
    assert share("{quantity: terms, issue: land, at: 12 months, above: 0.5}") == pytest.approx(0.6)
    assert share("{quantity: months_of_war, by: 12 months, at_least: 9}") == pytest.approx(0.7)  # 12 x .75 = 9


def test_two_policies_are_compared_set_by_set() -> None:
    a, b = {"ongoing": [0.5, 0.5, 0.5, 0.5]}, {"ongoing": [0.4, 0.45, 0.5, 0.6]}

    def share(how: str) -> float:
        form = f"{{quantity: ongoing, at: 12 months, a: mandates-first, b: status-quo, {how}}}"
        return shares(verdict(form, {"mandates-first": dict(a), "status-quo": dict(b)}, "ordering"))[0]

    assert share("greater_by: 0") == pytest.approx(0.7)
    assert share("greater_by: 0.05") == pytest.approx(0.7)
    assert share("greater_by: 0.1") == pytest.approx(0.4)
    assert share("less_by: 0") == pytest.approx(0.1)
    assert share("within: 0.05") == pytest.approx(0.5)
    assert share("at_most_times: 1") == pytest.approx(0.3)


def test_a_question_that_does_not_arise_in_a_set_leaves_it_out() -> None:
    a, b = {"ripe": [0.1, 0.0, 0.3, 0.0]}, {"ripe": [0.5, 0.01, 0.5, 0.02]}
    form = (
        "{quantity: ripe, at: 12 months, a: mandates-first, b: status-quo, at_most_times: 0.2, where_b_at_least: 0.05}"
    )
    found = verdict(form, {"mandates-first": a, "status-quo": b}, "cause")
    assert shares(found) == pytest.approx((0.4 / 0.6, 0.5))
    assert found["weighted"] and found["weighted"]["arises"] == pytest.approx(0.6)
    never = verdict(form, {"mandates-first": a, "status-quo": {"ripe": 0.01}}, "cause")
    assert (never["verdict"], never["why"]) == ("not tested", "its question arises in almost no version")


def test_a_war_that_is_over_in_a_set_leaves_it_out() -> None:
    found = verdict("{quantity: ripe, at: 12 months, above: 0.5}", {"status-quo": {"ripe": [0.9, math.nan, 0.1, 0.9]}})
    assert shares(found) == pytest.approx((0.5 / 0.7, 2 / 3))


def test_a_change_is_the_later_less_the_earlier_and_knows_the_baseline() -> None:
    given = {
        "ended": {"settlement_even": [0.3, 0.2, 0.1, 0.15]},
        "baseline_settled": 0.15,
        "ripeness_gap": [-0.1, -0.1, -0.3, -0.3],
        "past_gap": -0.2,
    }
    found = verdict("{quantity: settled, from: baseline, to: 12 months, at_most: 0}", {"status-quo": dict(given)})
    assert shares(found) == pytest.approx((0.3, 0.5))
    gap = verdict("{quantity: ripeness_gap, from: baseline, to: 0 months, at_most: 0}", {"status-quo": dict(given)})
    assert shares(gap) == pytest.approx((0.3, 0.5))
    assert gap["value"] and gap["value"]["mean"] == pytest.approx(0.7 * 0.1 - 0.3 * 0.1)


ONLY_IF = "{quantity: attackers_chance_within, thresholds: [0.2, 0.5, 0.8], by: 12 months}"


def only_if(half: list[float], most: list[float]) -> dict[str, dict]:
    """All settle with probability .4 and collapse with .1; settlements below .5 and below .8, collapses never."""
    return {
        "status-quo": {
            "ended": {"settlement_even": 0.4, "defender_collapses": 0.1},
            "ended_disbelieving": {
                "within": {
                    "settlement_even": {0.5: half, 0.8: most},
                    "defender_collapses": {0.8: [0.1] * 4},
                },
                "ever": {"settlement_even": {0.8: most}},
            },
        }
    }


def test_only_if_is_judged_at_every_level_and_names_what_breaks_it() -> None:
    found = verdict(ONLY_IF, only_if([0.4, 0.4, 0.0, 0.0], [0.4] * 4), "only_if")
    assert [level["below"] for level in found["levels"]] == [0.2, 0.5, 0.8]
    assert [level["of_endings"] for level in found["levels"]] == pytest.approx([0, 0.7 * 0.8, 1])
    assert [level["verdict"] for level in found["levels"]] == ["fails", "fails", "holds"]
    assert found["verdict"] == "depends"  # on what "believes" means
    broken = {one["name"]: one["share"] for one in found["breakers"] if one["share"]}
    assert broken == pytest.approx({"settlement_even": 0.3 * 0.8, "defender_collapses": 0.2})


def test_only_if_holds_or_fails_where_all_levels_agree() -> None:
    three = "{quantity: attackers_chance_within, thresholds: [0.5, 0.8], by: 12 months, endings: settlement_even}"
    assert verdict(three, only_if([0.4] * 4, [0.4] * 4), "only_if")["verdict"] == "holds"
    assert verdict(three, only_if([0.0] * 4, [0.0] * 4), "only_if")["verdict"] == "fails"
    lax = three.replace("endings:", "at_least: 0.5, endings:")
    assert shares(verdict(lax, only_if([0.2, 0.19, 0.4, 0], [0.4] * 4), "only_if"))[0] == pytest.approx(0.6)


def test_a_claim_about_belief_is_judged_in_three_readings_of_it() -> None:
    """Set by set in each; the verdict is that of the reading that the claim states."""
    given = {
        "attackers_chance_within": [0.4, 0.4, 0.6, 0.6],
        "attackers_chance_ever": 0.9,
        "attackers_value": [0.4, 0.4, 0.4, 0.4],
    }
    form = "{quantity: attackers_chance_%s, at: 24 months, below: 0.5}"
    found = verdict(form % "within", {"status-quo": dict(given)})
    told = [(one["name"], one["counts"], one["share"], one["verdict"]) for one in found["readings"]]
    assert [one[:2] for one in told] == [("within 36 months", True), ("ever", False), ("value of fighting on", False)]
    assert [one[2] for one in told] == pytest.approx([0.7, 0.0, 1.0])
    assert [one[3] for one in told] == ["depends", "fails", "holds"] and found["verdict"] == "depends"
    assert [one["mean"] for one in found["readings"]] == pytest.approx([0.46, 0.9, 0.4])
    ever = verdict(form % "ever", {"status-quo": dict(given)})
    assert ever["verdict"] == "fails" and [one["counts"] for one in ever["readings"]] == [False, True, False]
    other = verdict("{quantity: attackers_value, at: 24 months, below: 0.5}", {"status-quo": dict(given)})
    assert other["readings"] == []
    between = verdict("{quantity: attackers_chance_ever, at: 10 months, below: 0.5}", {"status-quo": dict(given)})
    assert "0, 6, 12, 24 and 36 months" in between["readings"][0]["why"] and between["verdict"] == "fails"


def test_only_if_is_judged_in_three_readings_of_belief() -> None:
    found = verdict(ONLY_IF, only_if([0.4] * 4, [0.4] * 4), "only_if")
    assert [one["share"] for one in found["readings"]] == pytest.approx([0.0, 0.0, 0.0])
    assert [one["mean"] for one in found["readings"]] == pytest.approx([0.8, 0.0, 0.0])
    assert [one["verdict"] for one in found["readings"]] == ["depends", "fails", "fails"]


def test_only_if_says_nothing_where_nothing_ends() -> None:
    found = verdict(ONLY_IF, {"status-quo": {}}, "only_if")
    assert (found["verdict"], found["why"]) == ("not tested", "its question arises in almost no version")


JOINTLY = (
    "{quantity: attackers_chance_within, at: 12 months, %s, first: mandates-first, second: guarantees-first, "
    "both: both-first, others: [third]}"
)


def test_only_if_jointly_fails_where_another_lever_does_it_alone() -> None:
    found = verdict(
        JOINTLY % "below: 0.5",
        {
            "status-quo": {"attackers_chance_within": 0.9},
            "mandates-first": {"attackers_chance_within": [0.9, 0.4, 0.9, 0.9]},
            "guarantees-first": {"attackers_chance_within": 0.9},
            "both-first": {"attackers_chance_within": [0.3, 0.3, 0.3, 0.9]},
            "third": {"attackers_chance_within": [0.9, 0.9, 0.2, 0.9]},
        },
        "only_if_jointly",
    )
    assert shares(found) == pytest.approx((0.4 / 0.9, 1 / 3))  # the fourth set: under none, so it does not arise
    assert found["weighted"] and found["weighted"]["arises"] == pytest.approx(0.9)
    assert found["under_both"] == pytest.approx(0.9)
    broken = {one["name"]: one["share"] for one in found["breakers"]}
    expected = {"status-quo": 0, "mandates-first": 0.3, "guarantees-first": 0, "third": 0.2}
    assert broken == pytest.approx(expected)


def test_only_if_jointly_may_ask_for_less_than_under_neither() -> None:
    found = verdict(
        JOINTLY % "less_by: 0.1",
        {
            "status-quo": {"attackers_chance_within": [0.9, 0.8, 0.7, 0.6]},
            "mandates-first": {"attackers_chance_within": [0.85, 0.75, 0.65, 0.45]},
            "guarantees-first": {"attackers_chance_within": [0.9, 0.8, 0.7, 0.6]},
            "both-first": {"attackers_chance_within": [0.8, 0.75, 0.5, 0.4]},
            "third": {"attackers_chance_within": [0.9, 0.8, 0.7, 0.6]},
        },
        "only_if_jointly",
    )
    assert shares(found) == pytest.approx((0.6 / 0.7, 2 / 3))  # sets 1 and 3 of 1, 3 and 4; in 4 the first does it


def test_only_if_jointly_is_not_called_true_where_nothing_brings_it_about() -> None:
    high = {"attackers_chance_within": 0.9}
    policies = ("status-quo", "mandates-first", "guarantees-first", "both-first", "third")
    found = verdict(JOINTLY % "below: 0.5", {name: dict(high) for name in policies}, "only_if_jointly")
    assert (found["verdict"], found["why"]) == (
        "not tested",
        "it comes about in almost no set, under any of these policies",
    )


def test_an_assumption_is_looked_at_in_its_own_unit() -> None:
    war = scenario("{assumption: truth.collapse_hazard, above: 3 %/month}", "belief")
    drawn = np.zeros((4, len(war.assumptions())))
    drawn[:, list(war.assumptions()).index("truth.collapse_hazard")] = [0.04, 0.02, 0.031, 0.03]
    (found,) = judge_claims(war, war.claims, {"status-quo": forecast(war, drawn=drawn)}, None)["claims"]
    assert shares(found) == pytest.approx((0.6, 0.5))
    assert found["value"] and found["value"]["asked"] == {"above": 0.03}


RECORD = """\
    2024-01: {front: up, attended: true, strikes: true}
    2024-02: {front: up, attended: true, strikes: false}
    2024-03: {front: down, attended: false, strikes: true}
    2024-04: {front: up, attended: null, strikes: true}
"""


def test_the_record_is_asked_in_the_months_in_which_all_was_observed() -> None:
    def read(holds_if: str) -> Verdict:
        text = scenario_text(f"  c: {{says: x, kind: fact, holds_if: {holds_if}}}\n")
        start = text.index("    2024-01: {front: up}")
        text = text[:start] + RECORD + text[text.index("    2024-05:") :]
        war = parse_scenario(text, "x.yaml")
        (found,) = judge_claims(war, war.claims, {}, None)["claims"]
        return found

    over = "over: [2024-01, 2024-04]"
    both = read(f"{{recorded: [attended, strikes], {over}, above: 0.3}}")
    assert (both["verdict"], both["value"] and both["value"]["mean"]) == ("holds", pytest.approx(1 / 3))
    assert read(f"{{recorded: [attended, strikes], {over}, above: 0.4}}")["verdict"] == "fails"
    assert read(f"{{recorded: strikes, {over}, at_least: 0.75}}")["verdict"] == "holds"
    unseen = read(f"{{recorded: partial_deal, {over}, above: 0}}")
    assert (unseen["verdict"], unseen["why"]) == ("not tested", "the record observed none of these months")


def test_the_record_that_turns_an_answer_round_makes_it_contested() -> None:
    weight = [0.97, 0.01, 0.01, 0.01]
    prior = [0.01, 0.33, 0.33, 0.33]
    given = {"ongoing": [0.9, 0.1, 0.1, 0.1], "weight": weight, "prior_weight": prior}
    found = verdict("{quantity: ongoing, at: 12 months, above: 0.5}", {"status-quo": given})
    assert (found["verdict"], found["why"]) == ("contested", "the record turns it round")
    assert shares(found) == pytest.approx((0.97, 0.01))


OBJECTION = "    contradicted_by:\n      - {says: it was otherwise, source: almanac#1}\n"


def test_a_listed_source_contests_what_would_hold_and_not_what_fails() -> None:
    form = "{quantity: ongoing, at: 12 months, above: 0.4}"
    found = verdict(form, {"status-quo": {"ongoing": 0.5}}, more=OBJECTION)
    assert (found["verdict"], found["why"]) == ("contested", "a listed source contradicts it in part")
    assert found["against"][0]["source"] == "almanac#1"
    assert verdict(form, {"status-quo": {"ongoing": 0.3}}, more=OBJECTION)["verdict"] == "fails"


def test_a_claim_that_nothing_tests_is_never_taken_to_hold() -> None:
    from made_up_claims import scenario_text

    from ripeness.schema.load import parse_scenario

    war = parse_scenario(scenario_text("  c: {says: x, by: author}\n  d:\n    says: y\n" + OBJECTION), "x.yaml")
    found = {one["id"]: one for one in judge_claims(war, war.claims, {}, None)["claims"]}
    assert found["c"]["verdict"] == "not tested"
    assert found["d"]["verdict"] == "contested"


@pytest.mark.parametrize(
    ("holds_if", "dropped"),
    [
        ("{quantity: indulgent, at: 12 months, above: 0.5}", "indulgent"),
        ("{quantity: ripe, at: 2025-06, above: 0.5}", "past_ripe"),
        ("{quantity: settled, from: baseline, to: 12 months, above: 0}", "baseline_ended"),
        (ONLY_IF, "ended_disbelieving"),
    ],
)
def test_a_forecast_that_lacks_a_variable_says_so(holds_if, dropped) -> None:
    war = scenario(holds_if)
    (found,) = judge_claims(war, war.claims, {"status-quo": forecast(war).drop_vars(dropped)}, None)["claims"]
    assert (found["verdict"], found["why"]) == ("not tested", f"the forecast does not hold {dropped}")


def test_a_forecast_that_was_not_made_or_is_too_short_says_so() -> None:
    war = scenario("{quantity: ongoing, at: 30 months, above: 0.5}")
    (found,) = judge_claims(war, war.claims, {}, None)["claims"]
    assert (found["verdict"], found["why"]) == ("not tested", "no forecast was made under status-quo")
    short = forecast(war).isel(month=slice(0, 13))
    (found,) = judge_claims(war, war.claims, {"status-quo": short}, None)["claims"]
    assert found["why"] == "the forecast ends 12 months ahead, before 30"


def test_only_the_policies_that_claims_read_are_asked_for() -> None:
    war = scenario(JOINTLY % "below: 0.5", "only_if_jointly")
    assert needed(war.claims) == ["status-quo", "mandates-first", "guarantees-first", "both-first", "third"]
    assert needed(scenario("{recorded: strikes, over: [2024-01, 2024-02], above: 0.5}", "fact").claims) == []


def test_claims_come_failing_first_and_those_that_hold_last() -> None:
    from made_up_claims import scenario_text

    from ripeness.schema.load import parse_scenario

    bounds = {"holding": 0.1, "failing": 0.95, "depending": 0.5, "untested": None}
    lines = [
        f"  {name}: {{says: x{f', holds_if: {{quantity: ongoing, at: 12 months, above: {bound}}}' if bound else ''}}}\n"
        for name, bound in bounds.items()
    ]
    war = parse_scenario(scenario_text("".join(lines)), "x.yaml")
    found = judge_claims(war, war.claims, {"status-quo": forecast(war, ongoing=[0.4, 0.4, 0.9, 0.9])}, None)
    assert [one["id"] for one in found["claims"]] == ["failing", "depending", "untested", "holding"]


def test_without_a_record_there_is_no_share_before_it() -> None:
    war = scenario("{quantity: ongoing, at: 12 months, above: 0.6}", "belief")
    made = forecast(war, ongoing=[0.4, 0.5, 0.7, 0.9], weight=PRIOR).assign_attrs(record=0)
    (found,) = judge_claims(war, war.claims, {"status-quo": made}, None)["claims"]
    assert (found["weighted"]["share"], found["before"], found["verdict"]) == (0.5, None, "depends")


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ("[1, 12]", ", from 1 to 12 months ahead"),
        ("[0, 1]", ", from now to 1 month ahead"),
        ("[2025-02, 12]", ", from 2025-02 to 12 months ahead"),
    ],
)
def test_a_window_is_said_with_its_unit_once(over: str, said: str) -> None:
    war = scenario(f"{{quantity: ripe, over: {over}, above: 0.5}}", "belief")
    (found,) = judge_claims(war, war.claims, {"status-quo": forecast(war)}, None)["claims"]
    assert found["value"]["meaning"].endswith(said)


def test_beliefs_are_followed_for_the_claims_that_read_them_and_no_further() -> None:
    """The sides, the months and the policies that are asked for; endings by belief for a claim of only if alone."""
    text = (
        "  a: {says: x, holds_if: {quantity: attackers_chance_within, at: 24 months, a: third, b: status-quo, "
        "less_by: 0.05}}\n"
        "  b: {says: x, holds_if: {quantity: defenders_chance_ever, at: 10 months, policy: both-first, above: 0}}\n"
        "  c: {says: x, holds_if: {quantity: ongoing, at: 12 months, policy: mandates-first, above: 0.5}}\n"
    )
    war = parse_scenario(scenario_text(text), "x.yaml")
    expected = {
        "third": Followed(("attacker",), (24,)),
        "status-quo": Followed(("attacker",), (24,)),
        "both-first": Followed(("defender",), ()),
    }
    assert believing(war, war.claims) == expected
    only = scenario(ONLY_IF, "only_if")
    assert believing(only, only.claims) == {"status-quo": Followed(("attacker",), MONTHS_ON, endings=True)}
