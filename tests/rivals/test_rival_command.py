"""``ripeness rival``: each method on each layout and on a scenario, and what is refused in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import ripeness
from ripeness.errors import DataError, RunError
from ripeness.pages.layout import sentences
from ripeness.pages.rival import rival_page
from ripeness.pages.strip_drawing import strip_chart
from rival_inputs import EC_CARS, PRISONERS, SEVEN_ACTORS, TWO_ACTORS


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    """Return the paths of a file in each layout."""
    texts = {"seven.csv": SEVEN_ACTORS, "cars.csv": EC_CARS, "two.txt": TWO_ACTORS, "prisoners.json": PRISONERS}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return {name: str(tmp_path / name) for name in texts}


def test_every_shared_file_is_answered(peers: Path) -> None:
    asked = {"ktab": "challenge", "bdm": "expected-utility", "exchange": "exchange", "gmcr": "graph-model"}
    for folder, method in asked.items():
        for path in sorted((peers / folder).glob("*")):
            if "license" in path.name or path.stem in ("dummy_data_a080", "dummy_data_a160"):
                continue  # played beside KTAB's own histories
            found = ripeness.rival(method, path)
            assert len(found.table()) and found["scenario"] == path.name
            assert found.to_dict()["schema"] == "ripeness/rival/2"
            assert len(sentences(rival_page(found.content))) > 5


def test_each_method_takes_each_communitys_positions(files) -> None:
    for method in ("challenge", "expected-utility", "exchange"):
        assert ripeness.rival(method, files["cars.csv"]).table().shape == (1, 4)
        assert len(ripeness.rival(method, files["seven.csv"]).table()) == 3
    assert len(ripeness.rival("exchange", files["two.txt"]).trades()) == 1
    assert list(ripeness.rival("exchange", files["seven.csv"], issue="Pstn2").table().index) == ["Pstn2"]
    assert ripeness.rival("challenge", files["seven.csv"], rounds=2)["rounds"] == 2


def test_a_mended_method_answers_otherwise(files) -> None:
    plain = ripeness.rival("expected_utility", files["cars.csv"])
    assert plain["method"] == "expected-utility"
    mended = ripeness.rival("expected-utility", files["cars.csv"], mended=True)
    assert plain.history().position.tolist() != mended.history().position.tolist()
    assert any("switched off" in one for one in sentences(rival_page(mended.content)))


def test_the_inverse_question_is_answered_by_state(files) -> None:
    found = ripeness.rival("graph-model", files["prisoners.json"], state="YY")
    assert found.lifts().set_index(["maker", "concept"]).loc[("First", "Nash"), "places"] == 1
    assert any("must rise 1 rank, to be as good as NY" in one for one in sentences(rival_page(found.content)))


def test_the_page_and_the_json_say_the_same(ripe, files) -> None:
    code, out, err = ripe("rival", "exchange", files["two.txt"])
    assert code == 0, err
    assert "compromise without trades" in out and "85.7" in out and "Issue-1 +14.3" in out
    code, out, _ = ripe("rival", "exchange", files["two.txt"], "--json")
    told = json.loads(out)
    assert told["issues"][0]["start"] == pytest.approx(600 / 7, abs=1e-6) and told["trades"][0]["gain"] == 500


def test_a_scenario_is_asked_over_the_bridge(ripe) -> None:
    code, out, err = ripe("rival", "challenge", "ukraine-2026", "--with", "united_states=0.5")
    assert code == 0, err
    assert "The war is left behind" in out and "What was left behind or assumed" in out and "region_rest" in out
    code, _, err = ripe("rival", "challenge")  # the flagship, if nothing is named
    assert code == 2 and "needs at least three" in err
    assert len(ripeness.rival("exchange", ripeness.load("ukraine-2026", "essay")).table()) == 9


def test_a_rule_of_ktab_is_named_on_the_command_line(ripe, files) -> None:
    code, out, err = ripe("rival", "challenge", files["seven.csv"], "--rule", "voting=asymmetric")
    assert code == 0, err
    assert "voting asymmetric" in out and "order of the actors" in " ".join(out.split())
    named = ripeness.rival("challenge", files["seven.csv"], rules={"voting": "asymmetric"})
    assert named["rules"] == {"voting": "asymmetric"} and named["rounds"] == 5  # turns of KTAB's own program
    assert ripeness.rival("challenge", files["seven.csv"])["rules"] == {}


def test_figures_are_written_beside_the_page(ripe, files, tmp_path) -> None:
    code, _, err = ripe("rival", "challenge", files["seven.csv"], "--figure", str(tmp_path / "moves.csv"))
    assert code == 0, err
    assert (tmp_path / "moves.csv").read_text(encoding="utf-8").count("SActor-00") == 11 * 3
    assert "why" not in err and ripeness.rival("graph-model", files["prisoners.json"]).figure("stability").sentence
    code, _, err = ripe("rival", "exchange", files["two.txt"], "--figure", str(tmp_path / "moves.svg"))
    assert code == 2 and "moves no actors" in err


REFUSED = {
    "method": (["rival", "astrology", "x.csv"], "no method 'astrology'"),
    "file": (["rival", "exchange", "nowhere.csv"], "nowhere.csv"),
    "scenario": (["rival", "exchange", "ukraine-2025"], "no scenario 'ukraine-2025'"),
    "conflict": (["rival", "graph-model", "ukraine-2026"], "states no options"),
    "state": (["rival", "exchange", "ukraine-2026", "--state", "YN"], "exchange knows no states"),
    "with": (["rival", "exchange", "ukraine-2026", "--with", "europe"], "not of the form ACTOR=POWER"),
    "twice": (["rival", "exchange", "ukraine-2026", "--with", "europe=1", "--with", "europe=2"], "stands there twice"),
    "issue": (["rival", "exchange", "ukraine-2026", "--issue", "sea"], "has no issue sea"),
    "rule": (["rival", "challenge", "ukraine-2026", "--rule", "voting"], "not of the form NAME=CHOICE"),
    "rule twice": (
        ["rival", "challenge", "ukraine-2026", "--rule", "voting=cubic", "--rule", "voting=binary"],
        "--rule voting stands there twice",
    ),
    "rules": (["rival", "exchange", "ukraine-2026", "--rule", "voting=cubic"], "exchange has no rules to choose"),
    "choice": (
        ["rival", "challenge", "ukraine-2026", "--with", "united_states=1", "--rule", "voting=loud"],
        "no rule 'loud'",
    ),
    "no rule": (
        ["rival", "challenge", "ukraine-2026", "--with", "united_states=1", "--rule", "votes=cubic"],
        "no rule 'votes'",
    ),
    "rounds": (["rival", "exchange", "ukraine-2026", "--rounds", "-1"], "-1 rounds are too few"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_slip_is_named_with_exit_code_two_and_no_traceback(ripe, case: str) -> None:
    asked, told = REFUSED[case]
    code, out, err = ripe(*asked)
    assert code == 2 and told in err and "Traceback" not in err and not out


def test_a_file_of_another_kind_is_refused(files) -> None:
    with pytest.raises(DataError, match="asks for positions"):
        ripeness.rival("exchange", files["prisoners.json"])
    with pytest.raises(DataError, match="asks for options"):
        ripeness.rival("graph-model", files["cars.csv"])
    with pytest.raises(RunError, match="states the capabilities"):
        ripeness.rival("exchange", files["two.txt"], capabilities={"a": 1.0})
    with pytest.raises(RunError, match="knows no rounds"):
        ripeness.rival("graph-model", files["prisoners.json"], rounds=3)


def test_a_strip_counts_who_stands_where() -> None:
    """By hand: five places for 0, 25, 50, 75, 100; eleven at 75 are many."""
    assert strip_chart([(0, [0, 0, 26, 100]), (10, [75] * 11)], 0, 100, width=5) == [
        " 0 21··1",
        "10 ···#·",
        "   0 100",
    ]
