"""`ripeness plans`: the page, its JSON, and what it refuses before anything is computed."""

from __future__ import annotations

import io
import json
from pathlib import Path

import numpy as np
import pytest
import town
from rich.console import Console

from ripeness.pages.plan_words import of_ten, places, signed, tens
from ripeness.pages.plans import plans_page
from ripeness.pages.signing import signing_page
from ripeness.questions.plans.signing import weigh_signing
from ripeness.questions.plans.weighing import weigh_plans

GOLDEN = Path(__file__).parent / "page.txt"


def printed(page, width=80) -> str:
    stream = io.StringIO()
    Console(file=stream, width=width, highlight=False, markup=False, emoji=False).print(page)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


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
        assert printed(page).startswith("CAUTION: the record leaves an effective sample of")


def test_an_empty_range_is_told_as_such(scenario):
    text = printed(plans_page(weigh_plans(scenario, town.forecast(scenario, attacker=0.9, defender=0.9))))
    assert "No way in all sets of assumptions: the range is empty there" in text


def test_every_point_is_told_with_its_source_in_full(scenario):
    made = divided(scenario)
    text = " ".join(printed(plans_page(weigh_plans(scenario, made, ("draft",)), True)).split())
    for point in scenario.plans["draft"].points:
        assert point.text in text
    assert "pays West" in text and "sequence: after a vote" in text and "needs West too" in text
    short = printed(plans_page(weigh_plans(scenario, made)))
    assert "peace for all time" not in short and "points 1" not in short and "point 1." in short


def test_shares_are_of_sets_of_assumptions_and_never_odds(scenario):
    text = printed(plans_page(weigh_plans(scenario, divided(scenario))))
    assert "sets of assumptions" in text and "%" not in text and "probab" not in text


def test_one_text_alone_beside_any_terms(scenario):
    before, after = divided(scenario), divided(scenario)
    after["ongoing"] = after.ongoing + 0.1
    result = weigh_signing(scenario, "draft", before, after)
    assert result["ongoing"]["difference"][0]["mean"] == pytest.approx(0.1, abs=1e-6)
    assert result["consent_presumed"] == {"assets": ["union"]}
    told = " ".join(printed(signing_page(result)).split())
    assert "still goes on then lie +10 points beside" in told
    assert "The consent of Union on assets, which was not asked for, is taken as given here." in told


def test_the_command_prints_the_page(ripe, asked):
    code, out, _ = ripe("plans", "town.yaml", "--draws", "60")
    assert code == 0 and asked == [("compare", {"status-quo": "status-quo"}, 60, 0)]
    assert out.startswith("Plans in: A war over a town")


def test_the_json_of_each_page_is_whole(ripe, asked):
    for options, key in (((), "plans"), (("--plan", "draft"), "plans"), (("--sign", "draft"), "settled")):
        code, out, _ = ripe("plans", "town.yaml", "--json", "--draws", "60", *options)
        assert code == 0 and key in json.loads(out)
    assert asked[-1] == ("forecast", None, "draft", 60, 0)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--plan", "drafft"), "Did you mean 'draft'"),
        (("--sign", "drafft"), "Did you mean 'draft'"),
        (("--plan", "draft", "--sign", "draft"), "Give one of them"),
        (("--draws", "0"), "at least one draw"),
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
    assert (of_ten(1.0), of_ten(0.0), of_ten(0.66)) == (
        "in all sets of assumptions",
        "in no set of assumptions",
        "in 7 of 10 sets of assumptions",
    )
    assert of_ten(0.0, "sets where A refuses") == "in no set where A refuses"
    assert [tens(one) for one in (1.0, 0.98, 0.5, 0.01, 0.0, None)] == ["10", ">9", "5", "<1", "0", "-"]
    assert [signed(one) for one in (0.123, -0.5, -0.001, None)] == ["+0.12", "-0.50", "0.00", "-"]
    assert places({"mean": 0.5, "p10": 0.31, "p90": 0.62}) == "0.31 to 0.62"
