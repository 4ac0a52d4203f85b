"""Text that comes from elsewhere commands no terminal, and a name is a name from its first to its last character."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from ripeness.cli.new import STARTER
from ripeness.errors import LONGEST, MOST_PRINTED, DataError, Problem, ScenarioError, harmless
from ripeness.schema.load import parse_data, parse_scenario
from ripeness.schema.nearest import nearest

TEXT = STARTER.read_text(encoding="utf-8")
COMMANDS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"]
TURNS = list("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
UNSEEN = list("\u200b\u2060\ufeff\u2028\u2029\u00ad\U000e0041")


def problems(text: str) -> list[Problem]:
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(text, "w.yaml")
    return list(caught.value.problems)


def harmful(text: str) -> list[str]:
    return [one for one in text if unicodedata.category(one) in ("Cc", "Cf", "Cs", "Zl", "Zp") and one != "\n"]


def test_escapes_of_the_terminal_are_refused_in_a_title_with_its_line() -> None:
    spoilt = TEXT.replace("title: A made-up war", 'title: "a\\e[31mRED\\e]0;x\\a"')
    (found,) = problems(spoilt)
    assert found.path == "title" and found.line == TEXT[: TEXT.index("title: A")].count("\n") + 1
    assert "U+001B" in found.what and found.fix


@pytest.mark.parametrize("one", [*COMMANDS, *TURNS, *UNSEEN], ids=lambda one: f"U+{ord(one):04X}")
def test_no_text_field_and_no_key_holds_a_character_that_commands(one: str) -> None:
    escaped = f"\\U{ord(one):08X}"
    for old, new in (
        ("title: A made-up war", f'title: "a{escaped}b"'),
        ("note: the defender collapses", f'note: "x{escaped}"'),
        ("title: talks between the two", f'title: "{escaped}"'),
        ("summary: Two", f'"summ{escaped}ary": Two'),
        ("says: without", f'says: "{escaped}"\n    hedge: without'),
    ):
        assert old in TEXT
        found = problems(TEXT.replace(old, new, 1))
        assert any(f"U+{ord(one):04X}" in problem.what and problem.line for problem in found)
        assert not harmful("\n".join(map(str, found)))


@pytest.mark.parametrize("one", [*TURNS, *UNSEEN], ids=lambda one: f"U+{ord(one):04X}")
def test_nor_does_a_comment_or_plain_text(one: str) -> None:
    for spoilt in (TEXT.replace("# A scenario", f"# A {one} scenario"), TEXT.replace("A made-up war", f"A {one} war")):
        (found,) = problems(spoilt)
        assert f"U+{ord(one):04X}" in found.what and found.line


def test_keys_hold_no_line_breaks_and_texts_may() -> None:
    assert (
        parse_scenario(TEXT.replace("title: A made-up war", 'note: "one\\n\\ttwo"\ntitle: A war')).note == "one\n\ttwo"
    )
    assert any("U+000A" in one.what for one in problems(TEXT.replace("sources:\n", '"sour\\nces":\n')))


def test_plain_data_is_held_to_the_same() -> None:
    with pytest.raises(ScenarioError) as caught:
        parse_data({"ripeness": 1, "name": "x", "title": "a\u202eb", "k\x9b": ["\x1b[2J"]})
    said = str(caught.value)
    assert "U+202E" in said and "U+009B" in said and "U+001B" in said and not harmful(said)


def test_letters_of_every_script_are_text() -> None:
    for title in ("Війна", "\u062c\u0646\u06af\u200c\u0647\u0627", "戦争", "Nàng — “quoted” … €", "👩\u200d🌾 a war"):
        assert parse_scenario(TEXT.replace("A made-up war", title)).title == title


def test_what_an_error_quotes_is_escaped() -> None:
    foreign = "a\x1b]0;x\x07\u202e\ud800"
    for said in (
        str(DataError(f"{foreign} is no file", foreign)),
        str(Problem(foreign, foreign, foreign, foreign, 3)),
        str(ScenarioError([Problem(foreign)] * 9)),
    ):
        assert not harmful(said) and "\\x1b]0;x\\x07\\u202e\\ud800" in said
    assert harmless("плain\ntext", "\n") == "плain\ntext"


def test_a_command_prints_no_foreign_escape(ripe) -> None:
    Path("w.yaml").write_text(TEXT.replace("A made-up war", '"a\\e[31m"').replace("A made-up war", "x"))
    for arguments in (("check", "w.yaml"), ("check", "\x1b[31mno.yaml"), ("run", "\u202ex"), ("show", "\x1b[2Jrun")):
        code, out, err = ripe(*arguments)
        assert code == 2 and out == "" and not harmful(err)


@pytest.mark.parametrize("name", ['"w\\n"', '"w\\n\\n"', '"w "', '" w"', "w/x", '""', "2w", "w" * 65])
def test_a_name_is_a_name_to_its_last_character(name: str) -> None:
    assert any(one.path == "name" for one in problems(TEXT.replace("name: starter", f"name: {name}")))
    assert problems(TEXT.replace("  neutrality:\n", f"  {name}:\n"))


def test_a_command_makes_no_scenario_of_another_name(ripe) -> None:
    for name in ("w\n", "w.yaml\n", "w " * 2, "a" * 65):
        assert ripe("new", name)[0] == 2
    assert not list(Path().glob("w*"))


def test_new_takes_a_path(ripe) -> None:
    Path("wars").mkdir()
    code, out, _ = ripe("new", "wars/my-war")
    assert code == 0 and "wars/my-war.yaml" in out and Path("wars/scenario.schema.json").is_file()
    assert "name: my-war\n" in Path("wars/my-war.yaml").read_text()
    assert ripe("check", "wars/my-war.yaml")[0] == 0
    assert ripe("new", "wars/other.yaml")[0] == 0 and Path("wars/other.yaml").is_file()


@pytest.mark.parametrize("digits", ["\uff12\uff10\uff12\uff14-01", "\u0662\u0660\u0662\u0664-01"])
def test_months_and_numbers_are_written_in_the_digits_0_to_9(digits: str) -> None:
    assert any(one.path == "calendar.war_began" for one in problems(TEXT.replace("2024-01", digits, 1)))
    assert any("costs" in one.path for one in problems(TEXT.replace("median: 0.6 %", "median: ٣ %")))


@pytest.mark.parametrize(
    ("word", "choices", "meant"),
    [
        ("actors.north.role", ["issues.trade.frozen", "issues.land.reneging", "costs.attacker"], None),
        ("role", ["frozen", "rule-of-law", "gate"], None),
        ("zzz", ["a", "b"], None),
        ("interdicted", ["shadow_fleet.interdicted", "aid.need"], "shadow_fleet.interdicted"),
        ("fleet.interdicted", ["shadow_fleet.interdicted", "aid.need"], "shadow_fleet.interdicted"),
        ("costs.atacker", ["costs.attacker", "costs.defender"], "costs.attacker"),
        ("ratchet-bth", ["ratchet-both", "ratchet"], "ratchet-both"),
        ("ukrane", ["korea-1951", "ukraine-2026"], "ukraine-2026"),
        ("korea", ["korea-1951", "korea-1953"], None),
    ],
)
def test_a_name_is_suggested_only_where_one_is_near(word: str, choices: list[str], meant: str | None) -> None:
    assert nearest(word, choices) == meant


def test_a_refusal_can_be_read() -> None:
    unknown = "".join(f"nothing{number}: 1\n" for number in range(900))
    long = "x" * 30_000
    for text in (TEXT + unknown, TEXT.replace("by: author", f"by: {long}"), TEXT + f"{long}: 1\n"):
        with pytest.raises(ScenarioError) as caught:
            parse_scenario(text, "w.yaml")
        said = str(caught.value)
        assert len(said) < MOST_PRINTED + 5 * LONGEST
    with pytest.raises(ScenarioError) as caught:
        parse_scenario(TEXT + unknown, "w.yaml")
    told = str(caught.value).splitlines()
    assert len(caught.value.problems) == 900 and told[-1].startswith(f"... and {900 - len(told) + 1} more problems")


def test_json_tells_what_commands_a_terminal_in_its_own_escapes_and_means_the_same(ripe) -> None:
    word = "a\u202eb\x7f\x9b\U000e0041\U0001f600é"
    code, out, _ = ripe("check", "x", "--json", "--view", word)
    assert code == 2 and not harmful(out) and "é" in out and "\U0001f600" in out
    assert json.loads(out)["view"] == word
