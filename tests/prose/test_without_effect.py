"""What is answered and changes nothing, because another question was skipped, is said to change nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_interview import interviewed, played

import ripeness
from ripeness.scenarios.interview.asking import read_answers
from ripeness.scenarios.interview.closing import account
from ripeness.scenarios.interview.idle import SPENT, without_effect
from ripeness.scenarios.interview.questions import QUESTIONS
from ripeness.scenarios.interview.writing import scenario_text
from ripeness.schema import parse_scenario

TWO = "attacker: Norland\ndefender: Sudmark\ndates: 2024-03; 2026-01\n"
MONEY = f"{TWO}stop: 1, 2, 8 % within a year\nmoney: 4 bn; 5; 7\nexports: 3\n"
HELD = f"{MONEY}mediator: Westmark; 40 %\nholder: The Union\nsanctions: 50 %; 10 % within a year\n"
AFTER = {"spent", "sponsor", "mediator", "holder", "sanctions"}


def idle(answers: str) -> list[str]:
    return [one.says for one in without_effect(read_answers(answers, "a").got())]


def test_reserves_and_sanctions_without_an_answer_on_spent_reserves_are_said_to_change_nothing() -> None:
    said = idle(HELD)[0]
    assert said.startswith("money, exports, holder, sanctions (answers); the levers enforcement and release;")
    assert "policies sanctions-on-paper and sanctions-now" in said and SPENT in said
    war = parse_scenario(scenario_text("made", read_answers(HELD, "a")), "made.yaml")
    assert set(re.findall(r"enforcement|release", said)) == set(war.levers) - {"guarantee", "mandate"}
    assert {"sanctions-on-paper", "sanctions-now"} <= set(war.policies)
    assert not any(SPENT in one for one in idle(f"{HELD}spent: 1 in 3 within a year\n"))


def test_it_is_said_at_the_skip_at_the_sanctions_at_the_end_in_the_file_and_on_the_page() -> None:
    given = read_answers(MONEY, "a")
    given.skipped |= {one.key for one in QUESTIONS if one.key not in given.words} - AFTER
    _, said = played([""], given)
    (skip,) = [one for one in said if one.startswith("  Skipped")]
    assert SPENT in skip and "Without effect: money, exports (answers)" in skip
    _, said = played(["", "", "Union", "50 %; 10 % within a year"], given)
    assert any("They change nothing: spent was skipped" in one for one in said)
    closing = dict(account(given.words, given.got()))
    assert any(SPENT in one for one in closing["Without effect on how the war ends:"])
    head = " ".join(scenario_text("made", given).partition("ripeness: 1")[0].replace("\n#", " ").split())
    assert "Without effect on how the war ends: - money, exports, holder, sanctions (answers)" in head
    found = interviewed([(f"q.{key}", value) for key, value in given.words.items()])
    assert SPENT in next(one.said for one in found.fields if one.key == "spent")
    assert any(heading.startswith("Without effect") for heading, _ in found.account)


@pytest.mark.parametrize(
    "answers, said",
    [
        (f"{TWO}mediator: Westmark; 40 %\n", "mediator (the chance): money was skipped"),
        (f"{TWO}money: 4; 5; 7\nspent: 9 % a year\nmediator: Westmark; 40 %\n", "mediator (the chance): exports was"),
        (f"{MONEY}spent: 9 % a year\nmediator: Westmark; 40 %\n", "mediator (the chance): sanctions was skipped"),
        (f"{MONEY}spent: 9 % a year\nholder: The Union\n", "exports, holder (answers): sanctions was skipped"),
        (f"{MONEY}spent: 9 % a year\n", "exports (answers): nobody was named who could hold sanctions back"),
        (f"{HELD}spent: 9 % a year\n", "mediator (the chance): The Union holds the sanctions back, whatever it thinks"),
        (f"{TWO}sponsor: Ost; 1; 2; 1\n", "the lever aid; the policies aid-ends and aid-raised"),
        ("front_place: 50; 60\n", "front_place (where the front is now)"),
    ],
)
def test_every_answer_that_another_skip_leaves_unused_is_named(answers: str, said: str) -> None:
    assert any(one.startswith(said) for one in idle(answers)), idle(answers)


def test_nothing_is_said_where_all_that_is_answered_counts() -> None:
    full = f"{MONEY}spent: 9 % a year\nmediator: Westmark; 40 %\nsanctions: 50 %; 10 % within a year\n"
    assert idle(TWO) == [] and idle(full) == []


def test_an_uncertain_chance_of_a_stop_is_the_same_in_each_version_once_the_reserves_are_spent() -> None:
    """Two numbers drawn apart would let reserves and sanctions count in single versions."""
    war = parse_scenario(scenario_text("made", read_answers(HELD, "a")), "made.yaml")
    tied = {one.between for one in war.correlations.values()}
    assert {one[0] for one in tied} == {"truth.forced_stop_solvent", "beliefs.defender.forced_stop_solvent"}
    certain = f"{HELD.replace('1, 2, 8 %', '2 %')}stop_hoped: 5 % within a year\n"
    assert "correlations:" not in scenario_text("made", read_answers(certain, "a"))


@pytest.mark.long
def test_sanctions_that_are_said_to_change_nothing_change_nothing() -> None:
    war = parse_scenario(scenario_text("made", read_answers(HELD, "a")), "made.yaml")
    war = war.replace({"calendar.horizon": 12, "calendar.tail": 6, "numerics.chest_nodes": 3})
    ends = [ripeness.forecast(war, policy=one, draws=4, seed=1)["ongoing"].values for one in
            ("sanctions-on-paper", "sanctions-now")]  # fmt: skip
    assert ends[0] == pytest.approx(ends[1], abs=1e-5)


def test_the_page_unfolds_what_was_skipped_and_says_first_that_new_questions_are_open() -> None:
    page = (Path(ripeness.__file__).parent / "web" / "templates" / "prose.html").read_text(encoding="utf-8")
    assert "{% if not loop.last %} open" in page
    assert page.index("not answered yet") < page.index("The scenario can be run")
