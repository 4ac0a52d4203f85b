"""``ripeness history``: one sampled war, in words or as data, and what it says to mistakes."""

from __future__ import annotations

import json

import pytest

TOY = ("history", "toys/gamblers-ruin", "--seed", "1")
pytestmark = pytest.mark.xdist_group("transcripts")


def test_a_war_is_told_in_words_within_eighty_columns(ripe) -> None:
    code, out, err = ripe(*TOY)
    assert code == 0
    assert out.startswith("Gambler's ruin: one sampled war\n")
    assert "Ended in September 2000 (month 9): the attacker is expelled." in out
    assert max(len(line) for line in out.splitlines()) <= 80
    assert "Solving the war" in err and "Solving" not in out


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
    _, other, _ = ripe("history", "toys/gamblers-ruin", "--seed", "2", "--json")
    _, sure, _ = ripe(*TOY, "--set", "battle_odds=1", "--json")
    assert first == again and json.loads(first)["months"] != json.loads(other)["months"]
    assert json.loads(sure)["ended"]["ending"] == "attacker_wins_at_the_front"
    assert json.loads(sure)["levers"] == {"battle_odds": "1"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("no-such-war",), "there is no scenario 'no-such-war'"),
        (("toys/gamblers-ruin", "--seed", "-1"), "--seed -1: a seed is a whole number from 0"),
        (("toys/gamblers-ruin", "--seed", "one"), "'--seed'"),
        (("toys/gamblers-ruin", "--draw", "-1"), "--draw -1: draws are counted from 0"),
        (("toys/gamblers-ruin", "--draw", "3"), "there is no draw 3"),
        (("toys/gamblers-ruin", "--draw-seed", "-1"), "--draw-seed -1"),
        (("toys/gamblers-ruin", "--set", "luck=1"), "no lever is called 'luck'"),
        (("toys/gamblers-ruin", "--set", "battle_odds"), "battle_odds"),
        (("toys/gamblers-ruin", "--set", "battle_odds=2"), "battle_odds"),
        (("toys/gamblers-ruin", "--policy", "luck"), "no policy is called 'luck'"),
    ],
)
def test_a_mistake_is_told_in_a_sentence_with_exit_code_2(ripe, arguments: tuple[str, ...], told: str) -> None:
    code, out, err = ripe("history", *arguments)
    assert code == 2 and out == ""
    assert told in err and "Traceback" not in err
