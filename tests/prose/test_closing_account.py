"""What was skipped, what stands in its place, what no question asks: told at the end, held against the format."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from test_interview import MONEY, SABLE, interviewed, played

from ripeness.scenarios.interview.asking import Answers, read_answers
from ripeness.scenarios.interview.closing import INSTEAD, REFERENCE, TECHNICAL, UNASKED, account, skipped
from ripeness.scenarios.interview.questions import BY_KEY, QUESTIONS
from ripeness.scenarios.interview.taken import taken
from ripeness.scenarios.interview.writing import scenario_text
from ripeness.schema import Scenario, parse_scenario
from ripeness.schema.leaves import members

WRITTEN = (
    SABLE,
    MONEY,
    MONEY.replace("sanctions:", "holder: The Union\nsanctions:"),
    f"{MONEY}source: A; B; 2026\n",
    re.sub("spent: .*", "ceasefire: yes", MONEY),
    f"{MONEY}ceasefire: 1 in 2 within a year\nceasefire_breaks: 5, 20, 40 % within a year\n",
)
"""Answers which together make the interview write all that it can write."""


def of_format(section: type = Scenario, prefix: str = "") -> Iterator[str]:
    """Every field of the format by its path, with NAME for names; other sections by their own name."""
    if not prefix:
        known = {one.key for one in members(Scenario)}
        yield from (name for name in Scenario.model_fields if name not in known)
    for one in members(section):
        if one.declared is not None:
            yield prefix + one.key
        elif one.section is not None:
            below = list(of_format(one.section, f"{prefix}{one.key}{'.NAME.' if one.named else '.'}"))
            yield from below or [prefix + one.key]


def of_files() -> set[str]:
    """Every key of the files that the interview writes, by its path."""

    def keys(data, prefix: str = "") -> Iterator[str]:
        for key, value in data.items() if isinstance(data, dict) else ():
            yield f"{prefix}{key}"
            yield from keys(value, f"{prefix}{key}.")

    texts = [scenario_text("made", read_answers(one, "answers", today="2026-01")) for one in WRITTEN]
    return {key for text in texts for key in keys(YAML(typ="safe", pure=True).load(text))}


def is_in(path: str, prefixes) -> bool:
    return any(path == one or path.startswith(f"{one}.") for one in prefixes)


def test_what_no_question_asks_is_all_that_the_format_has_and_no_answer_writes() -> None:
    keys = of_files()
    said = [path for one in UNASKED for path in one.paths]
    every = list(of_format())
    assert len(every) > 150 and "ceasefire.allowed" in every and "gate.relax" in every
    wrong = []
    for path in every:
        pattern = re.compile(re.escape(path).replace("NAME", "[^.]+"))
        written = any(pattern.fullmatch(key) for key in keys)
        if written == is_in(path, said) and not is_in(path, TECHNICAL):
            wrong.append(
                f"{path}: {'written, and said not to be' if written else 'neither written nor said to be missing'}"
            )
    assert wrong == []
    assert [one for one in said if not any(is_in(path, [one]) for path in every)] == [], "the format has no such field"


def test_how_to_add_it_names_sections_of_the_reference() -> None:
    page = (Path(__file__).parents[2] / REFERENCE).read_text(encoding="utf-8")
    headings = set(re.findall(r"^#+ `(\w+)", page, flags=re.M))
    for one in UNASKED:
        if not one.add:
            assert "not computed" in one.says
            continue
        named = set(re.findall(r"\b([a-z]+_?[a-z]+)\b", re.sub(r"\([^)]*\)|\bfor .*|\band\b", "", one.add)))
        assert re.split(r"[.,; ]", one.add)[0] in headings, one.add
        assert named & headings, one.add


@pytest.mark.parametrize(
    "word",
    [
        "ceasefire",
        "truce",
        "election",
        "votes on aid",
        "bombing",
        "side business",
        "parties",
        "units",
        "conditions",
        "two policies",
        "losses of life",
    ],
)
def test_what_people_miss_is_named_in_plain_words(word: str) -> None:
    assert any(word in one.says for one in UNASKED)


def test_each_question_says_what_stands_in_its_place_and_the_file_has_it() -> None:
    """Every number that is told stands in a line of the file whose note says that the question was not answered."""
    assert set(INSTEAD) == set(BY_KEY)
    measured = f"{MONEY.partition('front_moves')[0]}stands: 1; 2; 3\n"
    texts = [
        scenario_text("made", read_answers(one, "answers", today="2026-01")) for one in ("", "issues: a; b\n", measured)
    ]
    told = 0
    for key, instead in INSTEAD.items():
        lines = [line for text in texts for line in text.splitlines() if f'"{key}: not answered' in line]
        stated = {
            float(one) for line in lines for one in re.findall(r"(?<![\w.])\d+(?:\.\d+)?", line.partition("note:")[0])
        }
        if lines and key not in ("front_moves", "dates"):
            said = [float(one) for one in re.findall(r"(?<![\w^])\d+(?:\.\d+)?", instead.replace("of 100", ""))]
            assert all(one in stated or one / 100 in stated for one in said), (key, said, stated)
            told += len(said)
    assert told > 25


def test_the_account_lists_what_was_skipped_and_nothing_that_was_answered() -> None:
    given = read_answers(SABLE, "answers")
    keys = [key for key, _ in skipped(given.words, given.got())]
    assert keys == ["front_area", "front_pace", "money", "sponsor", "mediator", "ceasefire"]
    (_, left), _, (_, missing) = account(given.words, given.got())
    assert left[2] == "money: money plays no part, and with it exports and sanctions" and len(missing) == len(UNASKED)


def test_the_file_begins_with_the_account() -> None:
    head = scenario_text("made", read_answers(SABLE, "answers")).partition("ripeness: 1")[0]
    plain = " ".join(head.replace("\n#", " ").split())
    assert "- sponsor: nobody keeps the defender in the war from outside" in plain
    for one in UNASKED:
        assert f"- {one.says}. {f'To add: {one.add}' if one.add else 'It has no section'}" in plain
    assert all(len(line) <= 116 for line in head.splitlines())


@pytest.mark.parametrize("answers", ["", *WRITTEN])
def test_each_number_that_rules_and_was_not_asked_is_told_with_its_value(answers: str) -> None:
    """The notes of such numbers begin with "not asked"; of the mediator's nothing rests on them where another holds."""
    given = read_answers(answers, "answers", today="2026-01")
    war = parse_scenario(scenario_text("made", given), "made.yaml")
    said = dict(taken(given.got()))
    idle = {"mediator.sincerity_at_start", "mediator.settlement_chance", "mediator.refusal_factor"}
    for path, number in war.quantities().items():
        if (number.note or "").startswith("not asked"):
            known = said.get(path) or said.get(path.rpartition(".")[0])
            assert known or (path in idle and given.got().get("holder")), path
            stated = number.parameters.values() if number.uncertain else [number.centre]
            for one in stated if known else ():
                assert re.search(rf"(?<![\d.])({one:g}|{100 * one:g})(?![\d])", known), (path, known)
    for key in ("guarantee", "mandate", "enforcement"):
        if key in war.levers:
            owner = war.actors[war.levers[key].owner[0]].name
            assert f"{owner} owns the lever {key}" in said[f"levers.{key}.owner"]
    heading = "# Not asked, and taken:"
    assert heading in scenario_text("made", given)


def test_the_terminal_ends_with_the_account(ripe, monkeypatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("The war\n" + "\n" * len(QUESTIONS)))
    code, out, err = ripe("new", "mine", "--ask")
    assert code == 0, err
    end = " ".join(out[out.index("Skipped, and what stands in its place:") :].split())
    assert "- talks: anything from 10 to 60 % of months" in end and "- title:" not in end
    assert "a ceasefire or truce that a table" in end and end.index("a ceasefire or") < end.index("Wrote mine.yaml")


def test_the_page_ends_with_the_account_and_names_what_is_refused_first() -> None:
    found = interviewed([("q.title", "The war"), ("q.talks", "no idea")])
    (_, left), _, (_, missing) = found.account
    assert "talks: anything from 10 to 60 % of months" in left and len(missing) == len(UNASKED)
    assert next(one.said for one in found.fields if one.key == "talks").startswith("Skipped: anything from 10")
    wrong = interviewed([("q.title", "The war"), ("q.talks", "often"), ("q.broken", "rarely")])
    assert [one.key for _, one in wrong.wrong] == ["talks", "broken"] and wrong.account == ()


# --- Skipping and going back ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "word", ["don't know", "dont know", "Don\u2019t know.", "no idea", "unknown", "not stated", "skip", "?", "-", "N/A"]
)
def test_a_word_that_says_that_nothing_is_known_skips_the_question(word: str) -> None:
    answers, said = played(["The war", "", word, word])
    assert answers.words == {"title": "The war"} and {"source", "attacker", "defender"} <= answers.skipped
    assert "  Skipped: it is called the attacker." in said and "  Skipped: claims rest on judgement." in said


def test_a_word_that_skips_takes_an_earlier_answer_back() -> None:
    answers, _ = played(["The war", "back", "skip"])
    assert answers.words == {} and "title" in answers.skipped


def test_one_can_go_back_into_what_a_file_answered() -> None:
    given = read_answers("title: The war\nsource:\nattacker: Norland\n", "answers", today="2026-01")
    answers, said = played(["back", "Norrland", "Sudmark"], given)
    assert not any("first question" in one for one in said) and any("Answered: Norland" in one for one in said)
    assert answers.words == {"title": "The war", "attacker": "Norrland", "defender": "Sudmark"}


def test_an_answer_of_a_file_that_a_correction_makes_unreadable_is_asked_again() -> None:
    given = read_answers(f"{SABLE.partition('defender_cares')[0]}", "answers", today="2026-01")
    _, said = played(["back", "back", "the delta; sanctions"], given)
    assert any("How many".lower() in one.lower() and "the delta; sanctions" in one for one in said[-8:])


def test_a_resumed_interview_says_where_earlier_answers_stand(ripe, monkeypatch) -> None:
    Path("some.answers.txt").write_text("attacker: Norland\n")
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    _, out, _ = ripe("new", "mine", "--ask", "--answers", "some.answers.txt")
    assert "Answered already, in some.answers.txt; back leads to these too:" in " ".join(out.split())


def test_with_nothing_answered_all_that_is_asked_is_skipped() -> None:
    given = Answers(today="2026-01")
    assert {key for key, _ in skipped(given.words, given.got())} >= {"title", "claims", "front_area", "front_place"}
