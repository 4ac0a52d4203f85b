"""``ripeness story``: one sampled war, in words or as data, and what it says to mistakes."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest

import ripeness
from printing import printed
from ripeness.pages.layout import NO_BREAK, Column, Prose, table
from ripeness.pages.story import story_page

TOY = ("story", "toys/gamblers-ruin", "--seed", "1")


def test_a_war_is_told_in_words_within_eighty_columns(ripe) -> None:
    code, out, err = ripe(*TOY)
    assert code == 0
    assert out.startswith("Gambler's ruin: one war\n")
    assert "Ended in September 2000 (month 9): the attacker is expelled." in out
    assert max(len(line) for line in out.splitlines()) <= 80
    assert not err or err.endswith("...\n")


def test_the_same_war_is_told_month_by_month_and_as_data(ripe) -> None:
    code, out, _ = ripe(*TOY, "--every-month")
    entries = [line for line in out.splitlines() if line.endswith(")") and " (month " in line]
    assert code == 0 and len(entries) == 9
    code, data, _ = ripe(*TOY, "--json")
    told = json.loads(data)
    assert code == 0 and len(told["months"]) == 9
    assert told["ended"]["ending"] == "attacker_expelled" and told["ended"]["number"] == 9
    assert [month["front"] + month["move"] for month in told["months"]][-1] == 0
    for month, entry in zip(told["months"], out.split("\n\n")[1:], strict=False):
        assert f"(month {month['number']})" in entry and f"from {month['front']} to" in entry


def test_another_seed_is_another_war_and_a_lever_is_adopted(ripe) -> None:
    _, first, _ = ripe(*TOY, "--json")
    _, again, _ = ripe(*TOY, "--json")
    _, other, _ = ripe("story", "toys/gamblers-ruin", "--seed", "2", "--json")
    _, sure, _ = ripe(*TOY, "--set", "battle_odds=1", "--json")
    assert first == again and json.loads(first)["months"] != json.loads(other)["months"]
    assert json.loads(sure)["ended"]["ending"] == "attacker_wins_at_the_front"
    assert json.loads(sure)["levers"] == {"battle_odds": "1"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("no-such-war",), "there is no scenario 'no-such-war'"),
        (("toys/gamblers-ruin", "--seed", "-1"), "-1 is no seed. A seed is a whole number from 0"),
        (("toys/gamblers-ruin", "--seed", "one"), "--seed takes a whole number"),
        (("toys/gamblers-ruin", "--draw", "-1"), "draw -1 is outside 0 to"),
        (("toys/gamblers-ruin", "--draw", "3"), "there is no draw 3"),
        (("toys/gamblers-ruin", "--draw-seed", "-1"), "-1 is no seed"),
        (("toys/gamblers-ruin", "--draw", "0", "--medians"), "ask for two sets of assumptions"),
        (("toys/gamblers-ruin", "--draws", "0"), "0 draws make no forecast"),
        (("toys/gamblers-ruin", "--set", "luck=1"), "no lever is called 'luck'"),
        (("toys/gamblers-ruin", "--set", "battle_odds"), "battle_odds"),
        (("toys/gamblers-ruin", "--set", "battle_odds=2"), "battle_odds"),
        (("toys/gamblers-ruin", "--policy", "luck"), "no policy is called 'luck'"),
    ],
)
def test_a_mistake_is_told_in_a_sentence_with_exit_code_2(ripe, arguments: tuple[str, ...], told: str) -> None:
    code, out, err = ripe("story", *arguments)
    assert code == 2 and out == ""
    assert told in err and "Traceback" not in err


def test_the_former_name_tells_the_same_war_and_says_the_new_one(ripe) -> None:
    code, out, err = ripe("history", *TOY[1:])
    assert code == 0 and out == ripe(*TOY)[1]
    assert err.splitlines()[0] == "`ripeness history` is now called `ripeness story`."
    listed = ripe("--help")[1]
    assert " story " in listed and " history " not in listed


def test_python_returns_what_the_command_prints(ripe) -> None:
    _, data, _ = ripe(*TOY, "--json")
    told = ripeness.story(ripeness.load("toys/gamblers-ruin"), seed=1)
    assert told.to_dict() == json.loads(data)
    table = told.table()
    assert list(table.index) == [month["month"] for month in told["months"]]
    assert table.value_attacker.iloc[3] == told["months"][3]["value"]["attacker"]
    assert "2000-09" in told._repr_html_() and repr(told).startswith("story of gamblers-ruin: 9 rows")


@pytest.mark.parametrize("width", [60, 40])
def test_a_narrow_page_has_every_figure_of_the_wide_one(width: int) -> None:
    told = ripeness.story(ripeness.load("toys/gamblers-ruin"), seed=1)
    page = story_page(told.content)
    wide, narrow = (Counter(re.findall(r"[\w.+-]*\d[\w.]*", printed(page, size))) for size in (80, width))
    assert wide == narrow
    assert max(len(line) for line in printed(page, width).splitlines()) <= width


def test_a_figure_stays_with_its_unit() -> None:
    page = (
        Prose(f"{'a' * 30} 12{NO_BREAK}%"),
        table([Column(), Column()], [("b", f"{'a' * 28} 12{NO_BREAK}%")], heads=False),
    )
    assert printed(page, 34) == f"{'a' * 30}\n12 %\nb  {'a' * 28}\n   12 %\n"
