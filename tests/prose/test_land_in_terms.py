"""Land in what a side would settle for: in km^2, as the line, or as a share of what is held; played back in km^2."""

from __future__ import annotations

import hearing
import pytest

from ripeness.scenarios.interview.asking import read_answers
from ripeness.scenarios.interview.writing import scenario_text
from ripeness.schema import parse_scenario

BEFORE = """\
attacker: Tessaly
defender: Orlund
dates: 2024-03; 2026-05
issues: the Marches; the river
front_area: 6400; 2000; 14000
"""
STANDS = f"{BEFORE}stands: front; 0\n"


def heard(key: str, text: str, before: str = STANDS):
    return hearing.understood(key, text, before)


def refused(key: str, text: str, before: str = STANDS) -> str:
    return hearing.refused(key, text, before)


@pytest.mark.parametrize(
    "text, share, area",
    [
        ("50", 0.5, 8000), ("half", 0.5, 8000), ("6400 km^2", 4400 / 12000, 6400), ("6400km2", 4400 / 12000, 6400),
        ("3200 square kilometres", 0.1, 3200), ("half of what Tessaly holds", 0.1, 3200),
        ("half of the land that Tessaly holds", 0.1, 3200), ("three quarters of all that Tessaly holds", 2800 / 12e3,
        4800), ("2000 sq mi", (2000 * 2.589988 - 2000) / 12000, 5179.98),
    ],
)  # fmt: skip
def test_land_is_a_place_of_its_band_and_is_played_back_in_km2(text: str, share: float, area: float) -> None:
    found, said = heard("defender_offers", f"{text}; 100")
    assert found == [pytest.approx(share), 1.0]
    assert f"{100 * share:.3g} of 100: {area:.6g} km^2 (Tessaly holds 6400 today)" in said


@pytest.mark.parametrize("text", ["front", "the line", "The front line", "all that it holds", "what Tessaly holds now"])
def test_the_line_is_what_it_then_is_as_silence_means(text: str) -> None:
    found, said = heard("attacker_asks", f"{text}; 100")
    assert found == [None, 1.0] and "the Marches: the line, wherever the front is then (6400 km^2 today)" in said
    answers = f"{STANDS}attacker_asks: {text}; 100\n"
    made = scenario_text("made", read_answers(answers, "a"))
    assert f"# the Marches: the line, wherever the front is then (attacker_asks: {text})" in made
    assert parse_scenario(made, "made.yaml").plans["tessaly-says"].terms() == {"river": 1.0}


def test_an_offer_of_more_than_is_held_and_a_demand_for_less_are_asked_about() -> None:
    assert "That is 1600 km^2 more than Tessaly holds: is it meant?" in heard("defender_offers", "half; 100")[1]
    assert "That is 3200 km^2 less than Tessaly holds: is it meant?" in heard("attacker_asks", "3200 km^2; 100")[1]
    for key, text in (("defender_offers", "6400 km^2; 100"), ("attacker_asks", "100; 100"), ("attacker_asks", "-; 0")):
        assert "is it meant" not in heard(key, text)[1]


def test_the_plan_in_the_file_says_the_land_in_km2() -> None:
    text = scenario_text("made", read_answers(f"{STANDS}defender_offers: half of what Tessaly holds; 100\n", "a"))
    assert 'text: "the Marches: 10 of 100, 3200 km^2"' in text


def test_land_that_cannot_be_meant_is_refused_with_what_to_write() -> None:
    assert "goes from 2000 to 14000 km^2" in refused("attacker_asks", "20000 km^2; -")
    assert "the river has no front in km^2" in refused("attacker_asks", "-; 6400 km^2")
    assert "the river does not go with the front" in refused("attacker_asks", "-; front")
    assert "Write where the line runs" in refused("attacker_asks", "front; -")
    assert "does not say what Tessaly holds" in refused("defender_offers", "all that it holds; 100")
    assert "does not say what Tessaly holds" in refused("attacker_asks", "half of what Orlund holds; 100")
    assert "no front in km^2" in refused("attacker_asks", "6400 km^2; 100", BEFORE)
