"""The page of claims, line by line, from a result that is written down here."""

from __future__ import annotations

import re
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from printing import printed
from ripeness.pages.claims import claims_page, sentence, with_unit
from ripeness.pages.facts import fact
from ripeness.pages.shares import of_ten
from ripeness.questions.claims.verdict import FactCheck, Report, Verdict

GOLDEN = Path(__file__).parent / "claims_page.txt"


def share(value: float, arises: float = 1.0) -> Any:
    return {"share": value, "of_ten": int(10 * value + 0.5), "arises": arises, "effective_sample_size": 80.0}


def value(meaning: str, mean: float, p10: float | None, p90: float | None, **rest: Any) -> Any:
    told = {"meaning": meaning, "unit": "1", "difference": False, "asked": {"at_least": 0.1}}
    return told | {"mean": mean, "p10": p10, "p90": p90} | rest


def said_by(source: str, held: bool | None, **rest: Any) -> FactCheck:
    told = {"says": "", "source": source, "held": held, "result": None, "figure": None, "beside": None, "unit": ""}
    told |= {"window": [], "beside_window": [], "compared_as": "", "asked": {}, "why": ""}
    return told | rest  # type: ignore[return-value]


def claim(name: str, verdict: str, **rest: Any) -> Verdict:
    told = {
        "id": name, "says": "the war could go on", "by": "author", "kind": "could", "hedge": "could",
        "source": ["essay#5"], "statement": ["P5S6"], "note": None, "policies": ["status-quo"], "verdict": verdict,
        "why": "", "weighted": None, "before": None, "value": None, "deciding": [], "deciding_told": True,
        "levels": [], "breakers": [], "under_both": None, "readings": [], "reach": None, "fact": None, "against": [],
    }  # fmt: skip
    return told | rest  # type: ignore[return-value]


CHANCE = "the attacker's own chance of winning within 36 months, 24 months ahead"
AID = said_by(
    "made/aid.csv", True, figure=0.48, beside=45.5, result=0.0106, unit="bn EUR", window=["2025-01", "2025-12"],
    beside_window=["2024-01", "2024-12"], compared_as="ratio", asked={"below": 0.1},
)  # fmt: skip
DECIDES: list[Any] = [
    {
        "assumption": "beliefs.attacker.collapse.mean", "meaning": "the attacker on collapse: believed hazard",
        "unit": "1/month", "threshold": 0.031, "holds_above": 0.92, "holds_below": 0.34, "within": None,
    },
    {
        "assumption": "truth.battle_odds", "meaning": "in truth: odds that the attacker wins a month at the front",
        "unit": "1", "threshold": 0.512, "holds_above": 0.6, "holds_below": 0.0, "within": "below",
    },
]  # fmt: skip


def reading(
    name: str, counts: bool, share: float | None, mean: float | None, verdict: str, unit: str = "1", why: str = ""
) -> Any:
    """A claim in one reading of a belief."""
    told = {"name": name, "counts": counts, "share": share, "of_ten": share and round(10 * share), "verdict": verdict}
    return {**told, "least": share, "most": share, "unit": unit, "why": why, "mean": mean, "p10": mean, "p90": mean}


def report() -> Report:
    """One claim of each kind of verdict."""
    only_if = claim(
        "stops-only-without-belief", "fails", kind="only_if", hedge="flat", weighted=share(0.04), before=share(0.0),
        value=value("share of endings before which his chance had fallen", 0.3, 0.1, 0.6, asked={"at_least": 0.95}),
        levels=[
            {"below": 0.4, "of_endings": 0.1, "share": 0.0, "verdict": "fails"},
            {"below": 0.6, "of_endings": 0.52, "share": 0.14, "verdict": "fails"},
        ],
        breakers=[
            {"name": "defender_collapses", "share": 0.2},
            {"name": "attacker_forced_to_stop", "share": 0.5},
            {"name": "ceasefire", "share": 0.01},
        ],
    )  # fmt: skip
    depends = claim(
        "could-go-on", "depends", weighted=share(0.7), before=share(0.5), deciding=DECIDES,
        value=value("probability that the war goes on, 36 months ahead", 0.31, 0.02, 0.8),
        note="read as three years",
    )  # fmt: skip
    jointly = claim(
        "both-required", "contested", kind="only_if_jointly", hedge="flat", weighted=share(0.96, 0.4), before=share(1),
        why="a listed source contradicts it in part", under_both=0.38,
        value=value(CHANCE, 0.62, 0.4, 0.8, asked={"below": 0.5}),
        breakers=[{"name": "status-quo", "share": 0.0}, {"name": "aid", "share": 0.04}],
        against=[said_by("press", True, says="one of them did it alone")],
    )  # fmt: skip
    compared = claim(
        "sanctions-lower-belief", "depends", kind="cause", hedge="flat", weighted=share(0.5), before=share(0.4),
        value=value(f"{CHANCE}, under a less under b", -0.08, -0.2, 0.01, difference=True, asked={"less_by": 0.05}),
        readings=[
            reading("within 36 months", True, 0.5, -0.08, "depends"),
            reading("ever", False, 0.0, -0.01, "fails"),
            reading("value of fighting on", False, None, None, "not tested", "of the prize", "the forecast holds none"),
        ],
    )  # fmt: skip
    fact = claim("aid-ended", "holds", kind="fact", hedge="virtually", fact=AID)
    doubted = claim(
        "more-bombing", "contested", kind="fact", hedge="flat", fact=AID, why="the data contradict it in part",
        against=[{**AID, "says": "the rise had begun before"}, {**AID, "held": False, "says": "it was the weather"}],
    )  # fmt: skip
    unchecked = claim(
        "aid-of-others", "not checked", kind="fact", why="data not at hand",
        fact=said_by("made/aid.csv", None, why="data not at hand"),
    )  # fmt: skip
    untested = claim("motive", "not tested", kind="belief", why="nothing here tests it")
    seen = claim(
        "exchanges", "holds", kind="fact", hedge="so far",
        value=value("share of the 9 months observed in which the record says so", 0.66, None, None, asked={"above": 0}),
    )  # fmt: skip
    ours = claim(
        "suffices", "fails", by="ours", kind="belief", hedge=None, weighted=share(0.0), before=share(0.1),
        value=value("what side deals are worth to him", 1.234, 0.5, 2.0, unit="", asked={"above": 1.5}),
    )  # fmt: skip
    return {
        "scenario": "made-up", "title": "A made-up war", "as_of": "2026-01", "draws": 200, "uncertain": 3,
        "names": {"attacker": "Arcadia", "defender": "The South", "south": "The South"},
        "land": True,
        "effective_sample_size": 80.0, "effective_before": 120.0, "record": True, "data": "data",
        "policies": {"status-quo": "nothing new", "aid": "aid"},
        "claims": [only_if, depends, compared, jointly, doubted, unchecked, untested, fact, seen, ours],
    }  # fmt: skip


def shown(of: Report, width: int = 80) -> str:
    return printed(claims_page(of), width)


def test_the_page_of_the_made_up_result_is_the_one_kept() -> None:
    """To accept a change, write ``shown(report())`` to claims_page.txt and read the difference."""
    assert shown(report()) == GOLDEN.read_text(encoding="utf-8")


def test_what_depends_on_a_level_alone_is_told_to_fail_where_it_fails() -> None:
    """No share is printed beside a verdict that the legend gives for another share."""
    some = report()
    one = some["claims"][0]
    above = {"below": 0.8, "of_endings": 0.7, "share": 0.2, "verdict": "depends"}
    within = {**reading("within 36 months", True, 0.04, 0.1, "depends"), "least": 0.0, "most": 0.2}
    ever = {**reading("ever", False, 0.0, 0.0, "fails"), "least": 0.0, "most": 0.0}
    one |= {"verdict": "depends", "levels": [*one["levels"], above], "readings": [within, ever]}
    told = " ".join(shown({**some, "claims": [one]}, 400).split())
    assert (
        "DEPENDS on the level below which nobody counts as believing that it can win: at 40 to 60 % it fails and at "
        "80 % it depends on the assumptions. At 40 % it holds in fewer than 1 of 10 versions"
    ) in told
    assert "within 36 months 10 % none to 2 of 10 versions depends" in told
    assert "ever 0 % no version fails" in told
    assert "depends: between, or not the same at every level" in told


@pytest.mark.parametrize("width", [60, 40])
def test_nothing_is_lost_on_a_narrow_terminal(width: int) -> None:
    """Every word and figure of the wide page, in the same order but for tables, which are told row by row."""
    wide, narrow = shown(report()), shown(report(), width)
    assert max(map(len, narrow.splitlines())) <= width
    words = re.findall(r"[^\s─:]+", narrow)
    for word in set(re.findall(r"[^\s─:]+", wide)):
        assert words.count(word) >= len(re.findall(rf"(?<![^\s─:]){re.escape(word)}(?![^\s─:])", wide)), word


@pytest.mark.parametrize(
    ("asked", "unit", "difference", "read"),
    [
        ({"below": 0.02}, "1", False, "below 2 %"),
        ({"at_least": 0.995}, "1", False, "at least 99.5 %"),
        ({"less_by": 0.01}, "1", True, "less by at least 1 point"),
        ({"less_by": 0.0}, "1", True, "less"),
        ({"less_by": 1.0}, "months", True, "less by at least 1 month"),
        ({"greater_by": 11.0}, "months", True, "greater by at least 11 months"),
        ({"above": -0.125, "below": 0.0}, "of the prize", True, "above -12.5 % of the prize and below 0"),
        ({"above": 0.0015}, "1/month", False, "above 0.15 %/month"),
        ({"at_most": 1250.5}, "bn USD", False, "at most 1,250.5 bn USD"),
        ({"above": 1234567.0}, "", False, "above 1,234,567"),
    ],
)
def test_what_a_claim_asks_for_is_told_as_it_states_it(asked, unit, difference, read) -> None:
    one = claim("c", "holds", value=value("x", 0.5, 0.4, 0.6, unit=unit, difference=difference, asked=asked))
    assert sentence(one).endswith(f"the claim asks for {read}.")


@pytest.mark.parametrize(
    ("meaning", "start"),
    [
        ("probability that the war has ended in one of the endings: a; b", "The chance that"),
        ("in truth: odds of a month", "In truth: odds of a month is"),
        ("the ripeness gap", "The ripeness gap is"),
        ("what fighting on is worth", "What fighting on is worth is"),
    ],
)
def test_a_sentence_begins_as_english_does(meaning: str, start: str) -> None:
    assert sentence(claim("c", "holds", value=value(meaning, 0.5, 0.4, 0.6))).startswith(start)


def test_what_the_record_counts_is_not_rounded_like_a_probability() -> None:
    told = [value("share of the months", mean, None, None) for mean in (1.0, 0.0, 2 / 3, 0.01)]
    said = [sentence(claim("c", "holds", value=one)).split(" is ")[1].split(";")[0] for one in told]
    assert said == ["100 %", "0 %", "67 %", "1 %"]


def test_whose_claim_it_is_is_said_by_name() -> None:
    told = {**report(), "claims": [claim("c", "not tested", by="south"), claim("d", "not tested", by=None)]}
    assert "\n  The South: the war could go on." in shown(told)
    assert "\n  Nobody named: the war could go on." in shown(told)


def test_without_a_record_nothing_is_weighed_by_one() -> None:
    one = claim("c", "depends", weighted=share(0.7), before=None)
    bare = {**report(), "record": False, "claims": [one], "effective_sample_size": 20.0}
    assert "DEPENDS: it holds in 7 of 10 versions.\n" in shown(bare)
    assert "eighed by the record" not in shown(bare) and "with the record" not in shown(bare)
    assert shown(bare, 120).startswith(
        "CAUTION: not to be quoted: these 200 versions of the argument count as 20 equal ones"
    )


def test_a_scenario_without_uncertain_numbers_is_not_warned_of() -> None:
    certain = {**report(), "uncertain": 0, "draws": 1, "effective_sample_size": 1.0}
    assert "CAUTION" not in shown(certain)
    assert "versions  one: no number is uncertain" in shown(certain)


def test_no_line_is_wider_than_eighty_columns() -> None:
    assert max(len(line) for line in shown(report()).splitlines()) <= 80


def test_failing_claims_come_first_and_ours_stand_apart_at_the_end() -> None:
    text = shown(report())
    headings = ["Fails ", "Depends on", "Contested ", "Not checked: ", "Not tested ", "Holds ", "Added by whoever"]
    places = [text.index(f"\n{heading}") for heading in headings]
    assert places == sorted(places)
    assert text.index("\nsuffices ") > places[-1]
    assert text.index("\nstops-only-without-belief ") < places[1]


def test_few_effective_draws_are_warned_of_in_the_first_line() -> None:
    few = deepcopy(report())
    few["effective_sample_size"] = 49.4
    assert shown(few, 120).startswith(
        "CAUTION: not to be quoted: weighed by the record, these 200 versions of the argument count as 49"
    )
    few["effective_sample_size"] = 50.0
    assert "CAUTION" not in shown(few)


def test_what_is_not_checked_never_says_that_it_holds() -> None:
    lines = shown(report()).splitlines()
    start = lines.index(next(line for line in lines if line.startswith("aid-of-others")))
    said = " ".join(lines[start : start + 3])
    assert "NOT CHECKED: data not at hand." in said and "HOLDS" not in said


def test_a_share_of_the_sets_is_said_as_such_and_never_as_a_probability() -> None:
    assert [of_ten(one) for one in (0.72, 0.02, 0.98, 0.0, 1.0, None)] == [
        "7 of 10", "fewer than 1 of 10", "more than 9 of 10", "none of them", "all of them", "-",
    ]  # fmt: skip
    assert of_ten(0.0, "versions") == "no version"
    assert of_ten(1.0, "sets") == "all sets"
    text = shown(report())
    assert "7 of 10 versions weighed by the record" in text and "70 %" not in text


@pytest.mark.parametrize(
    ("figure", "unit", "difference", "read"),
    [
        (0.312, "1", False, "30 %"),
        (-0.08, "1", True, "-10 points"),
        (0.01, "1", True, "0 points"),
        (0.0312, "1/month", False, "3.1 %/month"),
        (55.08, "bn USD", False, "55 bn USD"),
        (1234.0, "vessels", False, "1,234 vessels"),
        (0.5, "of the prize", True, "+50 % of the prize"),
        (1.26, "", False, "1.3"),
        (None, "1", False, "-"),
    ],
)
def test_figures_are_as_coarse_as_they_deserve(figure, unit, difference, read) -> None:
    assert with_unit(figure, unit, difference) == read


def test_each_claim_is_one_sentence_that_says_what_was_asked() -> None:
    for one in report()["claims"]:
        told = sentence(one)
        assert told.endswith(".") and told[0].isupper()
    told = sentence(report()["claims"][1])
    assert told == (
        "The chance that the war goes on, 36 months ahead, is 30 % on average (<5 to 80 % in 8 of 10 versions); "
        "the claim asks for at least 10 %."
    )


@pytest.mark.parametrize(
    ("window", "read"),
    [
        (["2025", "2025"], "2025"),
        (["2025-01", "2025-12"], "January 2025 to December 2025"),
        (["2022-02-24", "2026-02-28"], "24 February 2022 to 28 February 2026"),
    ],
)
def test_years_months_and_days_of_a_series_are_said_in_words(window, read) -> None:
    told = fact({**AID, "window": window, "beside": None, "beside_window": window})
    assert told.startswith(f"The data give 0.48 bn EUR, {read} (made/aid.csv). The claim asks for less than 0.1.")
