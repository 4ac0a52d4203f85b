"""`ripeness plans`: the page, its JSON, and what it refuses before anything is computed."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
import town

import ripeness
from printing import printed
from ripeness.pages.plan_words import counted, places
from ripeness.pages.plans import plans_page
from ripeness.pages.shares import in_versions, of_prize
from ripeness.pages.signing import signing_page
from ripeness.questions.plans.signing import weigh_signing
from ripeness.questions.plans.weighing import weigh_plans

GOLDEN = Path(__file__).parent / "page.txt"


def divided(scenario):
    """A made-up forecast in which some sets of assumptions want more than others, and some too much."""
    attacker, defender = np.linspace(0.35, 0.75, 60), np.linspace(0.30, 0.60, 60)
    return town.forecast(scenario, attacker=attacker, defender=np.roll(defender, 25))


def test_the_page_of_the_made_up_war_is_the_one_kept(scenario):
    """To accept a change, write ``printed(...)`` to page.txt and read the difference."""
    made = divided(scenario)
    short, full = weigh_plans(scenario, made), weigh_plans(scenario, made, ("draft",))
    page = f"{printed(plans_page(short))}\n{printed(plans_page(full, True))}"
    assert page == GOLDEN.read_text(encoding="utf-8")


def test_no_line_is_wider_than_eighty_columns(scenario):
    made = divided(scenario)
    pages = [
        plans_page(weigh_plans(scenario, made)),
        plans_page(weigh_plans(scenario, made), full=True),
        signing_page(weigh_signing(scenario, "draft", made, made)),
    ]
    assert max(len(line) for page in pages for line in printed(page).splitlines()) <= 80


def test_a_warning_is_the_first_line(scenario):
    made = town.forecast(scenario, draws=20)
    for page in (plans_page(weigh_plans(scenario, made)), signing_page(weigh_signing(scenario, "draft", made, made))):
        assert printed(page).startswith("CAUTION: not to be quoted: weighed by the record, these")


def test_an_empty_range_is_told_as_such(scenario):
    text = printed(plans_page(weigh_plans(scenario, town.forecast(scenario, attacker=0.9, defender=0.9))))
    assert "No deal in every version, whoever consents: no terms" in text


def test_where_two_rows_differ_it_is_said_whose_consent_makes_the_difference(scenario):
    """Else the sentence on the first row contradicts the second."""
    text = " ".join(printed(plans_page(weigh_plans(scenario, divided(scenario), ("draft",)))).split())
    assert "With the consent that the text has, no deal in 5 of 10 versions" in text
    assert "Were Union to consent too, no deal in 2 of 10 versions." in text


def test_the_verdict_stands_before_the_table_of_points(scenario):
    text = printed(plans_page(weigh_plans(scenario, divided(scenario), ("draft",)), True))
    assert text.index("North would sign today") < text.index("both sign") < text.index("the town is handed over")


def test_an_issue_is_called_by_its_title(scenario):
    text = printed(plans_page(weigh_plans(scenario, divided(scenario), ("draft",)), True))
    assert "The army's size: at 0.5" in text and "army at 0.5" not in text


def test_every_point_is_told_with_its_source_in_full(scenario):
    made = divided(scenario)
    text = " ".join(printed(plans_page(weigh_plans(scenario, made, ("draft",)), True)).split())
    for point in scenario.plans["draft"].points:
        assert point.text in text
    assert "pays West" in text and "sequence: after a vote" in text and "needs West too" in text
    short = printed(plans_page(weigh_plans(scenario, made)))
    assert "peace for all time" not in short and "points 1" not in short and "point 1." in short


def test_shares_are_of_sets_of_assumptions_and_never_chances(scenario):
    text = printed(plans_page(weigh_plans(scenario, divided(scenario))))
    assert "versions of the argument" in text
    assert not any(word in text for word in ("% of the versions", "probab", "chance", "odds"))


def test_the_sides_are_called_by_their_names_and_no_state_is_a_he(scenario):
    made = divided(scenario)
    for page in (plans_page(weigh_plans(scenario, made)), signing_page(weigh_signing(scenario, "draft", made, made))):
        text = printed(page)
        assert "North would sign" in text and "South would sign" in text
        assert not re.search(r"\b(he|him|his|odds)\b", text)


def test_one_text_alone_beside_any_terms(scenario):
    before, after = divided(scenario), divided(scenario)
    after["ongoing"] = after.ongoing + 0.1
    result = weigh_signing(scenario, "draft", before, after)
    assert result["ongoing"]["difference"][0]["mean"] == pytest.approx(0.1, abs=1e-6)
    assert result["consent_presumed"] == {"assets": ["union"]}
    told = " ".join(printed(signing_page(result)).split())
    assert "changes the chance that the war is still fought then by +10 points" in told
    assert "The consent of Union on Frozen assets, which was not asked for, is taken as given here." in told


def test_the_command_prints_the_page(ripe, asked):
    code, out, _ = ripe("plans", "town.yaml", "--draws", "60")
    assert code == 0 and [list(wars) for wars in asked] == [["status-quo"]]
    assert asked[0]["status-quo"].draws == 60 and asked[0]["status-quo"].sign is None
    assert out.startswith("Plans in: A war over a town")


@pytest.mark.parametrize(
    ("options", "key", "question"),
    [
        ((), "plans", {}),
        (("--plan", "draft"), "plans", {"plan": "draft"}),
        (("--sign", "draft"), "settled", {"sign": "draft"}),
    ],
)
def test_the_json_is_what_python_returns(ripe, asked, scenario, options, key, question):
    code, out, _ = ripe("plans", "town.yaml", "--json", "--draws", "60", *options)
    assert code == 0 and key in json.loads(out)
    assert json.loads(out) == ripeness.plans(scenario, draws=60, **question).to_dict()


def test_a_text_alone_is_forecast_with_the_same_sets_of_assumptions_as_the_war_beside_it(asked, scenario):
    ripeness.plans(scenario, sign="draft", draws=60)
    wars = [one for call in asked for one in call.values()]
    assert [one.sign for one in wars] == [None, "draft"]
    assert len({id(one.design) for one in wars}) == 1 and wars[0].design is not None


def test_the_table_has_a_row_for_each_plan_side_and_month(asked, scenario):
    found = ripeness.plans(scenario, draws=60)
    table = found.table()
    assert len(table) == len(scenario.plans) * 2 * len(found["months"])
    draft = found["plans"]["draft"]
    row = table.loc["draft", "defender", found["months"][1]]
    assert row.margin == draft["defender"]["margin"][1]["mean"] and row.both_accept == draft["both_accept"][1]
    assert "draft" in found._repr_html_() and repr(found).startswith("plans of town")


def test_the_table_of_a_signature_has_a_row_for_each_outcome_and_month(asked, scenario):
    found = ripeness.plans(scenario, sign="draft", draws=60)
    table = found.table()
    assert len(table) == (2 + len(found["endings"])) * len(found["months"])
    assert table.loc["settled", found["months"][-1]].with_the_text_alone == found["settled"]["signed"][-1]
    assert "settled" in found._repr_html_()


@pytest.mark.parametrize("question", [{}, {"sign": "draft"}])
def test_what_was_interrupted_says_on_how_many_draws_it_rests(ripe, monkeypatch, scenario, question):
    def forecasts(wars, **rest):
        return {name: town.forecast(scenario, draws=20, policy=name).assign_attrs(partial=1) for name in wars}

    monkeypatch.setattr("ripeness.ensemble.forecast.forecasts", forecasts)
    found = ripeness.plans(scenario, draws=60, **question)
    assert found.partial and found.finished == found["draws"] == 20
    code, out, err = ripe(
        "plans", "town.yaml", "--draws", "60", *(part for one in question.items() for part in ("--sign", one[1]))
    )
    assert code == 130 and out and "the 20 of 60 versions of the argument" in err


@pytest.mark.parametrize("width", [60, 40])
def test_a_narrow_page_has_every_figure_of_the_wide_one(scenario, width):
    made = divided(scenario)
    for page in (
        plans_page(weigh_plans(scenario, made)),
        plans_page(weigh_plans(scenario, made), full=True),
        signing_page(weigh_signing(scenario, "draft", made, made)),
    ):
        wide, narrow = (Counter(re.findall(r"[\w.+<>-]*\d[\w.]*", printed(page, size))) for size in (80, width))
        assert not wide - narrow
        assert max(len(line) for line in printed(page, width).splitlines()) <= width


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--plan", "drafft"), "Did you mean 'draft'"),
        (("--sign", "drafft"), "Did you mean 'draft'"),
        (("--plan", "draft", "--sign", "draft"), "Give one of them"),
        (("--draws", "0"), "0 draws make no forecast"),
        (("--policy", "peace"), "no policy is called 'peace'"),
    ],
)
def test_bad_input_is_refused_with_a_sentence_before_anything_is_computed(ripe, asked, options, said):
    code, out, err = ripe("plans", "town.yaml", *options)
    assert code == 2 and said in err and not out and asked == []


def test_a_scenario_without_plans_says_so(ripe, asked):
    code, _, err = ripe("plans", "gamblers-ruin")
    assert code == 2 and "states no plans" in err and asked == []


def test_figures_in_words():
    assert (in_versions(1.0), in_versions(0.0), in_versions(0.66)) == (
        "in every version",
        "in no version",
        "in 7 of 10 versions",
    )
    assert in_versions(None, "versions where A refuses") == "in no version where A refuses that counts"
    assert in_versions(0.0, "versions where A refuses") == "in no version where A refuses"
    assert [counted(one) for one in (1.0, 0.98, 0.5, 0.01, 0.0, None)] == ["10", ">9", "5", "<1", "0", "-"]
    assert [of_prize(one) for one in (0.123, -0.5, -0.001, None)] == ["+12", "-50", "0", "-"]
    assert places({"mean": 0.5, "p10": 0.31, "p90": 0.62}) == "0.31 to 0.62"
