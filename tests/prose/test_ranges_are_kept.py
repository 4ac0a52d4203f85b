"""A range that is typed in stands in the file as the number's spread, or it is said that its middle alone is used."""

from __future__ import annotations

import re

import pytest

from ripeness.scenarios.interview.asking import read_answers
from ripeness.scenarios.interview.questions import BY_KEY, QUESTIONS
from ripeness.scenarios.interview.writing import scenario_text
from ripeness.schema import parse_scenario

AREAS = {
    "attacker": "Norland", "defender": "Sudmark", "dates": "2024-03; 2026-01", "issues": "land; base; port",
    "attacker_cares": "40 to 41; 30 to 31; 20 to 21", "defender_cares": "30 to 31; 20 to 21; 40 to 41",
    "front_area": "6000 to 7000; 1000 to 1500; 14000 to 15000", "front_moves": "20 to 60; 100 to 120",
    "front_hopes": "10 to 30; -30 to 10", "collapse": "2 to 4 % within a year",
    "collapse_hoped": "20 to 30 % within a year", "stop": "1 to 3 % within a year",
    "stop_hoped": "10 to 20 % within a year", "fading": "30 to 40", "bears": "10 to 20; 20 to 30",
    "money": "50 to 60; 4 to 4.5; 6 to 7", "exports": "2 to 3", "spent": "20 to 30 % within a year",
    "sponsor": "Ost; 0.6 to 1 billion; 1.2 to 1.4 billion; 2 to 5", "mediator": "West; 40 to 60 %",
    "sanctions": "30 to 40 %; 10 to 20 % within a year", "talks": "30 to 40 %", "mandate": "10 to 20 %",
    "ceasefire": "20 to 40 % within a year", "ceasefire_breaks": "10 to 20 % within a year",
    "broken": "10 to 20 %", "stands": "10 to 20; 30 to 50; 60 to 80", "attacker_asks": "80 to 90; 70 to 80; 60 to 90",
    "defender_offers": "10 to 20; 20 to 30; 30 to 40",
}  # fmt: skip
OF_AREAS = ("front_area", "front_moves", "ceasefire", "ceasefire_breaks")
LADDER = {key: value for key, value in AREAS.items() if key not in OF_AREAS} | {
    "front_pace": "4 to 6", "front_place": "40 to 50; 50 to 54",
    "front_won": "48 to 52", "front_hopes": "52 to 56; 44 to 48",
}  # fmt: skip
WORDS = {"title", "source", "attacker", "defender", "dates", "issues", "holder", "whole", "claims"}
"""Questions whose answers hold no number that could be a range."""

PLACES = [
    (war, key, place)
    for name, war in (("areas", AREAS), ("ladder", LADDER))
    for key in war
    for place, part in enumerate(war[key].split(";"))
    if key not in WORDS and " to " in part and (name == "areas" or key.startswith("front_"))
]


def test_every_question_with_numbers_is_among_them() -> None:
    assert {key for _, key, _ in PLACES} == {one.key for one in QUESTIONS} - WORDS


@pytest.mark.parametrize("war, key, place", PLACES, ids=[f"{key}-{place}" for _, key, place in PLACES])
def test_a_range_is_in_the_file_or_said_to_count_by_its_middle(war: dict[str, str], key: str, place: int) -> None:
    given = read_answers("\n".join(f"{one}: {war[one]}" for one in war), "a")
    parts = war[key].split(";")
    said = BY_KEY[key].read(war[key], given.got(before=key))[1]
    low, high = (float(one) for one in re.findall(r"-?\d+\.?\d*", parts[place])[:2])
    middle = "only the middle, " + f"{(low + high) / 2:.6g}, is used"
    text = scenario_text("made", given)
    note = f'note: "{key}: {parts[place].strip()}'
    kept = [line for line in text.splitlines() if note in line and re.search(r"\blow: .*\bhigh: ", line)]
    assert kept or middle in said, (said, [line for line in text.splitlines() if note in line])
    if kept and key not in ("front_area",):
        assert middle not in said


@pytest.mark.parametrize("war", [AREAS, LADDER], ids=["areas", "ladder"])
def test_a_war_of_ranges_alone_is_in_order(war: dict[str, str]) -> None:
    text = scenario_text("made", read_answers("\n".join(f"{one}: {war[one]}" for one in war), "a"))
    assert parse_scenario(text, "made.yaml").warnings() == []


def test_what_a_sponsor_gives_needs_and_how_many_times_are_uncertain_as_answered() -> None:
    text = scenario_text("made", read_answers("\n".join(f"{one}: {AREAS[one]}" for one in AREAS), "a"))
    aid = parse_scenario(text, "made.yaml").aid
    assert aid.flows["ost"].amount.parameters == {"low": 0.6, "high": 1.0}
    assert aid.need.parameters == {"low": 1.2, "high": 1.4}
    assert aid.shortfall_effect.parameters == pytest.approx({"low": 0.6931, "high": 1.609})
    said = BY_KEY["sponsor"].read(AREAS["sponsor"], {"defender": "Sudmark"})[1]
    assert "gives 0.6 to 1 of 1.2 to 1.4 bn a month" in said and "2 to 5 times as likely" in said
