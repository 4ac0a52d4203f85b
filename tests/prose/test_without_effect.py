"""What is answered and changes nothing, because another question was skipped, is said to change nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_interview import interviewed, played

import ripeness
from ripeness.scenarios.interview.asking import read_answers
from ripeness.scenarios.interview.closing import account
from ripeness.scenarios.interview.idle import without_effect
from ripeness.scenarios.interview.questions import QUESTIONS
from ripeness.scenarios.interview.writing import scenario_text
from ripeness.schema import parse_scenario

TWO = "attacker: Norland\ndefender: Sudmark\ndates: 2024-03; 2026-01\n"
MONEY = f"{TWO}stop: 1, 2, 8 % within a year\nmoney: 4 bn; 5; 7\nexports: 3\n"
HELD = f"{MONEY}mediator: Westmark; 40 %\nholder: The Union\nsanctions: 50 %; 10 % within a year\n"
AFTER = {"spent", "sponsor", "mediator", "holder", "sanctions"}


def idle(answers: str) -> list[str]:
    return [one.says for one in without_effect(read_answers(answers, "a").got())]


def test_reserves_and_sanctions_count_where_nobody_says_what_spent_reserves_do() -> None:
    """It is taken wide instead, and said to be: whoever answers money and sanctions says that they count."""
    assert [one for one in idle(HELD) if "money" in one or "sanctions (" in one] == []
    given = read_answers(HELD, "a")
    left = dict(account(given.words, given.got()))["Skipped, and what stands in its place:"]
    assert any(one.startswith("spent: a stop gets likelier") for one in left)


@pytest.mark.long
def test_sanctions_move_the_end_of_the_war_where_spent_was_skipped() -> None:
    war = parse_scenario(scenario_text("made", read_answers(HELD, "a")), "made.yaml")
    war = war.replace({"calendar.horizon": 12, "calendar.tail": 6, "numerics.chest_nodes": 3})
    left = [float(ripeness.forecast(war, policy=one, draws=4, seed=1)["ongoing"].values.mean(axis=0)[-1]) for one in
            ("sanctions-on-paper", "sanctions-now")]  # fmt: skip
    assert left[1] < left[0] - 1e-3


def test_what_a_skip_leaves_without_effect_is_said_at_the_skip_at_the_end_in_the_file_and_on_the_page() -> None:
    given = read_answers(f"{MONEY}spent: 9 % a year\nmediator: Westmark; 40 %\n", "a")
    given.skipped |= {one.key for one in QUESTIONS if one.key not in given.words} - AFTER
    _, said = played(["", "", ""], given)
    (skip,) = [one for one in said if one.startswith("  Skipped: no sanctions")]
    assert "Without effect: mediator (the chance): sanctions was skipped" in skip
    closing = dict(account(given.words, given.got()))
    (one,) = [one for one in closing["Without effect on how the war ends:"] if one.startswith("mediator")]
    head = " ".join(scenario_text("made", given).partition("ripeness: 1")[0].replace("\n#", " ").split())
    assert f"Without effect on how the war ends: - {one}" in head
    found = interviewed([(f"q.{key}", value) for key, value in given.words.items()])
    assert one in next(field.said for field in found.fields if field.key == "sanctions")
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


def test_the_page_unfolds_what_was_skipped_and_says_first_that_new_questions_are_open() -> None:
    page = (Path(ripeness.__file__).parent / "web" / "templates" / "prose.html").read_text(encoding="utf-8")
    assert "{% if not loop.last %} open" in page
    assert page.index("not answered yet") < page.index("The scenario can be run")
