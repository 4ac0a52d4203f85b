"""Claims, views, policies and plans speak of months that are shown, of moves that are moves, and of one number once."""

from __future__ import annotations

from pathlib import Path

import pytest

import synthetic
from ripeness.cli.new import STARTER
from ripeness.errors import Problem, ScenarioError
from ripeness.questions.plans.weighing import weigh_plans
from ripeness.schema import Scenario
from ripeness.schema.claims.claim import MODAL
from ripeness.schema.load import parse_scenario

TEXT = STARTER.read_text(encoding="utf-8")  # as of 2026-01, 36 months shown
VIEW = """\
view: 1
of: starter
name: other
title: another
argument: it is otherwise
binds: [commitment]
first_policy: guarantees-first
embarrassed_by: {says: x, holds_if: %s}
changes: {}
"""


def with_claim(form: str, kind: str = "") -> str:
    what = f"kind: {kind}, " if kind else ""
    return TEXT.split("claims:")[0] + f"claims:\n  one: {{says: x, {what}by: author, holds_if: {form}}}\n"


def problems(text: str, view: str | None = None) -> list[Problem]:
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(text, "w.yaml", None if view is None else (view, "v.yaml"))
    assert all(one.file and one.line and one.fix for one in caught.value.problems)
    return list(caught.value.problems)


BEYOND = [
    ("{quantity: settled, by: 60 months, below: 0.5}", "by"),
    ("{quantity: settled, by: 37, below: 0.5}", "by"),
    ("{quantity: ongoing, at: 5 years, below: 0.5}", "at"),
    ("{quantity: ongoing, at: 2029-02, below: 0.5}", "at"),
    ("{quantity: ongoing, over: [12 months, 37 months], below: 0.5}", "over"),
    ("{quantity: ongoing, at: baseline, below: 0.5}", "at"),
    ("{quantity: ongoing, at: 2025-12, below: 0.5}", "at"),
    ("{quantity: ripe, at: 2023-12, below: 0.5}", "at"),
]


@pytest.mark.parametrize(("form", "key"), BEYOND)
def test_what_would_embarrass_a_view_lies_in_months_that_are_shown(form: str, key: str) -> None:
    (found,) = problems(TEXT, VIEW % form)
    assert found.path == f"view.embarrassed_by.holds_if.{key}" and (found.file, found.line) == ("v.yaml", 8)


@pytest.mark.parametrize(
    "form", ["{quantity: settled, by: 36 months, below: 0.5}", "{quantity: ongoing, at: 2029-01, below: 0.5}"]
)
def test_the_last_month_shown_is_shown(form: str) -> None:
    parse_scenario(TEXT, "w.yaml", (VIEW % form, "v.yaml"))
    parse_scenario(with_claim(form), "w.yaml")


def test_an_observation_without_a_bound_embarrasses_nobody() -> None:
    (found,) = problems(TEXT, VIEW % "{quantity: settled, by: 12 months}")
    assert "how large" in found.what and found.file == "v.yaml"


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        *((form, "") for form, _ in BEYOND),
        ("{quantity: attackers_chance_within, thresholds: [0.2], by: 60 months}", "only_if"),
        ("{quantity: ongoing, from: 0, to: 60 months, above: 0}", ""),
        ("{quantity: ongoing, at: 60 months, a: status-quo, b: guarantees-first, greater_by: 0}", ""),
        ("{quantity: ongoing, at: 60 months}", "could"),
        ("{recorded: attended, over: [2025-01, 2026-01], above: 0}", "fact"),
    ],
)
def test_nor_does_any_claim_speak_of_other_months(form: str, kind: str) -> None:
    (found,) = problems(with_claim(form, kind))
    assert found.path.startswith("claims.one.holds_if.")


@pytest.mark.parametrize("endings", ["[1]", "1", "[null]", "[[ceasefire]]", "[{a: 1}]", "true", "[1.5]", "{a: 1}"])
def test_an_ending_is_named_by_text(endings: str) -> None:
    form = f"{{quantity: ended, endings: {endings}, by: 12 months, above: 0}}"
    assert any("no ending is called" in one.what for one in problems(with_claim(form)))
    assert any("no ending is called" in one.what for one in problems(TEXT, VIEW % form))


@pytest.mark.parametrize("value", ["[1]", "1", "null", "{a: 1}", "[[1]]", "2025-13", ".nan", "[1, 2, 3]", "''", "yes"])
@pytest.mark.parametrize(
    "form",
    [
        "{quantity: %s, at: 12, above: 0}",
        "{quantity: ongoing, at: %s, above: 0}",
        "{quantity: ongoing, over: %s, above: 0}",
        "{quantity: ongoing, at: 12, above: %s}",
        "{quantity: ongoing, at: 12, above: 0, policy: %s}",
        "{quantity: ongoing, at: 12, a: %s, b: status-quo, greater_by: 0}",
        "{quantity: ongoing, at: 12, a: status-quo, b: guarantees-first, greater_by: %s}",
        "{quantity: attackers_chance_within, thresholds: %s, by: 12}",
        "{quantity: ongoing, at: 12, first: %s, second: status-quo, both: x, less_by: 1}",
        "{quantity: ongoing, at: 12, first: x, second: y, both: z, others: %s, less_by: 1}",
        "{offer: %s, side: attacker, above: 0}",
        "{assumption: %s, above: 0.1}",
        "{assumption: costs.attacker, above: %s}",
        "{recorded: %s, over: [2025-01, 2025-02], above: 0}",
        "{series: %s, column: x, window: [2025, 2025], above: 0}",
        "{series: a.csv, column: x, window: %s, above: 0}",
        "{series: a.csv, column: x, window: [2025, 2025], above: 0, where: %s}",
        "{series: a.csv, column: x, window: [2025, 2025], above: 0, beside: %s}",
        "%s",
    ],
)
def test_whatever_a_form_holds_is_read_or_refused_with_its_line(form: str, value: str) -> None:
    for text, view in ((with_claim(form % value), None), (TEXT, VIEW % (form % value))):
        try:
            parse_scenario(text, "w.yaml", None if view is None else (view, "v.yaml"))
        except ScenarioError as error:
            assert all(one.file and one.line and one.fix for one in error.problems)


TWICE = (
    "  other: {title: x, owner: nobody, changes: [bargaining.guarantee, texts.overlap], "
    "unit: '1', status_quo: 0.1, low: 0, high: 0.9}\n"
)


def test_two_levers_of_a_policy_that_change_the_same_number_are_refused_with_the_line() -> None:
    text = TEXT.replace("policies:  ", TWICE + "\npolicies:  #", 1)
    parse_scenario(text, "w.yaml")  # two levers on one number may stand side by side
    both = text.replace("{guarantee: 0.7}", "{mandate: 0.4, guarantee: 0.7, other: 0.2}")
    (found,) = problems(both)
    assert found.path == "policies.guarantees-first.levers.other"
    assert found.what == "guarantee and other both change bargaining.guarantee"
    (found,) = problems(both.replace("other: 0.2", "other: 0.1"))  # one at its status quo is none the clearer
    (found,) = problems(text.replace("[bargaining.guarantee, texts.overlap]", "[texts.overlap, texts.overlap]"))
    assert found.path == "levers.other.changes" and "twice" in found.what


@pytest.mark.parametrize(("date", "fine"), [
    ("2026-02", False), ("2026-02-01", False), ("2027", False), ("9999", False),
    ("2026-01", True), ("2026-01-31", True), ("2026", True), ("2025", True),
])  # fmt: skip
def test_a_plan_is_not_younger_than_the_forecast(date: str, fine: bool) -> None:
    plan = f"plans:\n  draft: {{title: x, date: {date}, source: almanac, points: []}}\n\n"
    text = TEXT.replace("levers:  ", plan + "levers:  #", 1)
    if fine:
        assert parse_scenario(text, "w.yaml").plans["draft"].date == date
    else:
        (found,) = problems(text)
        assert found.path == "plans.draft.date" and "after as_of 2026-01" in found.what


PLAN = """\
plans:
  draft:
    title: x
    source: almanac
    points:
      - {number: 1, text: as it stands, issue: neutrality, sets: %s}
      - {number: 2, text: half, issue: trade, sets: 0.5}

"""


def planned(sets: str, status_quo: str = "0") -> tuple[Scenario, dict]:
    text = TEXT.replace("levers:  ", PLAN % sets + "levers:  #", 1)
    text = text.replace("actors:\n", "actors:\n  union: {name: The Union, role: other}\n")
    stands = f"status_quo: {status_quo}\n    consent: [union]\n    defender_weight: 0.5"
    scenario = parse_scenario(text.replace("defender_weight: 0.5", stands, 1), "w.yaml")
    return scenario, weigh_plans(scenario, synthetic.forecast(scenario))["plans"]["draft"]


@pytest.mark.parametrize(
    ("sets", "stands", "moves"),
    [
        ("0", "0", False),
        ("0.3", "0.3", False),
        ("{low: 0.2, high: 0.4}", "0.3", False),
        ("0.001", "0", True),
        ("0", "{low: 0, high: 0.4}", True),
        ("1", "0", True),
    ],
)
def test_a_point_that_sets_an_issue_where_it_stands_is_no_move(sets: str, stands: str, moves: bool) -> None:
    scenario, report = planned(sets, stands)
    assert scenario.plans["draft"].terms()["neutrality"] == pytest.approx(float(sets) if sets[0] != "{" else 0.3)
    assert ("neutrality" in report["not_asked"]) == moves
    assert ("union" in report["concerned"]) == moves
    assert ("neutrality" in [one["id"] for one in report["smallest"]["held"]]) == moves
    for one in (report["attacker"]["binds"], report["defender"]["binds"]):
        if one and one["provision"]["id"] == "neutrality":
            assert one["provision"]["moved"] == moves


def test_could_likely_and_will_take_the_probabilities_of_a_course() -> None:
    for form in (
        "{quantity: ongoing, at: 12 months}",
        "{quantity: settled, by: 12 months}",
        "{quantity: ended, endings: [ceasefire, defender_collapses], by: 12 months}",
    ):
        for kind, asked in MODAL.items():
            claim = parse_scenario(with_claim(form, kind), "w.yaml").claims["one"]
            assert claim.condition().stated() == {"at_least": asked}
    (found,) = problems(with_claim("{quantity: ripe, at: 12 months}", "likely"))
    assert "ongoing, ended, settled" in found.what
    page = (Path(__file__).parents[2] / "docs" / "scenario-reference.md").read_text(encoding="utf-8")
    assert "of ongoing, ended, settled: could at least 10 %, likely at least 55 %, will at least 90 %" in page


def test_policies_and_levers_are_listed_with_titles_owners_and_ranges(ripe) -> None:
    import json

    ripe("new", "w")
    code, out, _ = ripe("policies", "w.yaml")
    assert code == 0 and "guarantees-first  guarantees before terms" in out and "guarantee 0.7" in out
    assert out.index("status-quo  nothing new is adopted") < out.index("guarantees-first")
    code, out, _ = ripe("levers", "w.yaml")
    assert code == 0 and "security guarantee" in out and "The South" in out and "0 to 0.9, status quo 0.1" in out
    told = json.loads(ripe("levers", "w.yaml", "--json")[1])["levers"]
    assert told["mandate"]["owners"] == ["attacker"] and told["mandate"]["changes"] == ["tracks.talks.mandate"]
    told = json.loads(ripe("policies", "w.yaml", "--json")[1])["policies"]
    assert told["status-quo"] == {"title": "nothing new is adopted", "note": None, "owners": [], "levers": {}}
    assert told["guarantees-first"] == {
        "title": "guarantees before terms", "note": None, "owners": ["defender"], "levers": {"guarantee": 0.7},
    }  # fmt: skip
    assert max(map(len, ripe("policies")[1].splitlines())) <= 80
    assert ripe("levers", "toys/no-such")[0] == 2


def test_an_unknown_policy_is_answered_by_the_nearest_with_its_title(ripe) -> None:
    ripe("new", "w")
    code, _, err = ripe("run", "w.yaml", "--policy", "guarantee-first")
    assert code == 2 and "Did you mean 'guarantees-first'? That is: guarantees before terms." in err
    assert "`ripeness policies FILE` lists" in err
    _, _, err = ripe("run", "w.yaml", "--set", "guarante=1")
    assert "Did you mean 'guarantee'? That is: security guarantee." in err and "`ripeness levers FILE`" in err
    _, _, err = ripe("run", "--policy", "xyzzy")
    assert "Did you mean" not in err and len(err) < 300


def test_a_claim_of_ones_own_is_not_said_to_be_what_an_author_does_not_say(ripe) -> None:
    plain = "{series: none.csv, column: x, window: [2025, 2025], above: 0}"
    Path("w.yaml").write_text(with_claim(plain, "fact").replace("by: author", "by: ours"))
    code, out, _ = ripe("claims", "w.yaml")
    assert code == 0 and "Ours" in out and "does not say" not in out and "not the author" not in out
