"""Freezing, resolving, scoring: what is kept of a question, and what is refused."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from toy_questions import MARKET, stated

import ripeness
from ripeness.errors import DataError, RunError, ScenarioError
from ripeness.pages.layout import sentences
from ripeness.pages.ledger import ledger_page, scores_page
from ripeness.questions.ask.chances import since
from ripeness.scenarios.shipped import FLAGSHIP, questions
from ripeness.schema.sections.question import KINDS

SAID = {"evidence": "they stopped where they stood", "source": "a book that was read"}


@pytest.fixture
def war(write):
    return ripeness.load(write())


@pytest.fixture
def ledger(war, tmp_path: Path) -> Path:
    ripeness.freeze(war, tmp_path / "l.jsonl", draws=1)
    return tmp_path / "l.jsonl"


def test_what_is_frozen_is_what_is_asked_with_all_that_it_rests_on(war, ledger) -> None:
    line = json.loads(ledger.read_text(encoding="utf-8").splitlines()[0])
    asked = ripeness.ask(war, "stop", draws=1)
    told = line["forecasts"]["model"]
    assert told["chance"] == asked["chance"]["mean"]
    assert {"draws", "seed", "effective_sample_size", "khat", "monte_carlo_error", "content_hash"} <= {*told}
    assert told["content_hash"] == war.content_hash() and line["version"] == ripeness.__version__
    assert line["references"]["market"]["chance"] == 0.4
    assert line["references"]["persistence"]["chance"] == 0.0
    assert line["after_the_fact"] and "after the fact" in line["note"]


def test_a_first_passage_is_counted_from_the_day_on_which_the_question_opens(war) -> None:
    """By hand: what comes between the two days, of the wars in which nothing had come before."""
    held = ripeness.forecast(war, draws=1, beliefs=False, in_eyes=False)
    stopped = held.stopped.isel(draw=0).values
    by_hand = (stopped[18] - stopped[3]) / (1 - stopped[3])
    assert ripeness.ask(war, "stop", draws=1)["chance"]["mean"] == pytest.approx(float(by_hand), abs=1e-6)


def test_what_came_before_a_question_opened_counts_for_nothing() -> None:
    """Of ten equal wars two had stopped by then, and three more by the last day: three of the eight that were left."""
    found = since(np.array([0.5]), np.array([0.2]), np.ones(1))
    assert found.values == pytest.approx([3 / 8]) and found.weight == pytest.approx([0.8])


def test_an_open_question_is_never_counted(ledger) -> None:
    found = ripeness.score(ledger)
    assert (found["open"], found["resolved"], found["scores"]) == (3, 0, [])
    ripeness.resolve("stop", "yes", "2001-05-01", **SAID, ledger=ledger)
    found = ripeness.score(ledger)
    assert (found["open"], found["resolved"]) == (2, 1)
    chance = next(one for one in found["questions"] if one["name"] == "stop")["model"]
    model = next(one for one in found["scores"] if one["forecaster"] == "model")
    assert model["count"] == 1
    assert model["log_score"] == pytest.approx(math.log(max(chance, 0.005)))
    told = " ".join(sentences(scores_page(found.content)) + sentences(ledger_page(found.content)))
    assert "Nothing can be said of skill" in told and "skill shown" not in told


def test_what_was_frozen_after_the_fact_counts_for_no_skill(ledger) -> None:
    ripeness.resolve("stop", "yes", "2001-05-01", **SAID, ledger=ledger)
    found = ripeness.score(ledger)
    assert (found["after_the_fact"], found["ahead"], found["skill"]) == (3, 0, None)


def test_a_void_question_is_neither_open_nor_scored(ledger) -> None:
    ripeness.resolve("stop", "void", "2001-05-01", **SAID, ledger=ledger)
    found = ripeness.score(ledger)
    assert (found["void"], found["resolved"], found["open"], found["scores"]) == (1, 0, 2, [])


def test_a_question_in_words_has_the_market_of_a_stated_one_of_the_same_kind_and_last_day(war) -> None:
    said = ripeness.ask(war, "how likely is a ceasefire by 30 June 2001?", draws=1)["market"]
    assert said == {"price": 0.4, "date": "2000-03-31", "source": "a made-up market"}
    for other in ("a ceasefire by 2001-07-31", "a settlement by 2001-06-30", "the war ends by 2001-06-30"):
        assert ripeness.ask(war, other, draws=1)["market"] is None, other


def test_a_resolved_question_is_frozen_no_more(war, ledger) -> None:
    ripeness.resolve("stop", "yes", "2001-05-01", **SAID, ledger=ledger)
    before = ledger.read_bytes()
    with pytest.raises(RunError, match=r"stop was resolved \(yes, 2001-05-01\), and is frozen no more. Leave it out"):
        ripeness.freeze(war, ledger, ["stop"], draws=1)
    assert ledger.read_bytes() == before
    again = ripeness.freeze(war, ledger, draws=1)
    assert again["frozen"] == ["ends", "peace"] and again["resolved"] == ["stop"]
    with pytest.raises(RunError, match=r"was resolved before.*stands"):
        ripeness.resolve("stop", "no", "2001-07-01", **SAID, ledger=ledger)


def test_the_commands_refuse_what_is_resolved_and_what_was_altered_and_lose_nothing(war, ledger, ripe) -> None:
    ripeness.resolve("stop", "yes", "2001-05-01", **SAID, ledger=ledger)
    before = ledger.read_bytes()
    freeze = ("ledger", "freeze", str(war.file), "--ledger", str(ledger), "--draws", "1", "--question", "stop")
    code, out, told = ripe(*freeze)
    assert (code, out) == (2, "") and "is frozen no more. Leave it out" in " ".join(told.split())
    assert ledger.read_bytes() == before
    altered = before.replace(b'"outcome": "yes"', b'"outcome": "no"')
    ledger.write_bytes(altered)
    number = before.count(b"\n")
    for command in (freeze, ("ledger", "score", "--ledger", str(ledger))):
        code, out, told = ripe(*command)
        told = " ".join(told.split())
        assert (code, out) == (2, "") and f"line {number}: the line was altered" in told and "Restore" in told
        assert ledger.read_bytes() == altered


@pytest.mark.parametrize(
    ("name", "outcome", "on", "told"),
    [
        ("stop", "no", "2001-05-01", "it was open.*never counted as no"),
        ("stop", "yes", "2000-03-31", "had not begun to count"),
        ("stop", "maybe", "2001-07-01", "no outcome of this question.*yes, no or void"),
        ("stop", "yes", "2999-01-01", "lies ahead"),
        ("stop", "yes", "soon", "is no day.*YYYY-MM-DD"),
        ("stopp", "yes", "2001-07-01", "holds no question.*Did you mean 'stop'"),
    ],
)
def test_a_resolution_that_cannot_be_is_refused_and_nothing_is_added(ledger, name, outcome, on, told) -> None:
    before = ledger.read_bytes()
    with pytest.raises(RunError, match=told):
        ripeness.resolve(name, outcome, on, **SAID, ledger=ledger)
    assert ledger.read_bytes() == before


def test_evidence_must_say_something(ledger) -> None:
    with pytest.raises(RunError, match="evidence 'seen' says too little"):
        ripeness.resolve("stop", "yes", "2001-05-01", "seen", SAID["source"], ledger=ledger)


def test_the_commands_refuse_in_words_with_exit_code_2(ripe, write) -> None:
    path = write()
    assert ripe("ledger", "score")[0] == 2
    assert (
        ripe("ledger", "resolve", "stop", "yes", "--on", "2001-05-01", "--evidence", "x" * 20, "--source", "y" * 20)[0]
        == 2
    )
    code, out, _ = ripe("ledger", "freeze", str(path), "--draws", "1")
    assert (
        code == 0 and "3 questions of armed-truce frozen" in out and "leaders. Missing: the model knows months" in out
    )
    text = Path("ledger.jsonl").read_text(encoding="utf-8")
    Path("ledger.jsonl").write_text(text.replace('"chance": 0.4', '"chance": 0.1', 1), encoding="utf-8")
    code, out, told = ripe("ledger", "score")
    assert (code, out) == (2, "") and "line 1: the line was altered" in told and "Restore" in told
    code, out, told = ripe("ask", "leaders", str(path), "--draws", "1")
    assert (code, out) == (2, "") and "who sits at the table" in told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (stated("a", opens="1990-01-01"), r":7: questions.a.opens: it opens on 1990-01-01, before the war began"),
        (stated("a", by="2000-03-31"), "is no later day"),
        (stated("a", by="2001-02-30"), "is no day.*YYYY-MM-DD"),
        (stated("a", "raining"), "kind"),
        (stated("a", more="    at_least: 5 km^2\n"), "has no threshold.*Take at_least out"),
        (stated("a", "area_change"), "has no base"),
        (stated("a", "other"), "kind other and missing go together"),
        (stated("a", more=MARKET.replace("0.4", "40")), "price"),
        (stated("a", more=MARKET.replace("2000-03-31", "2002-01-01")), "lies after"),
        (stated("a", more="    threshold: 3\n"), "not a known key"),
    ],
)
def test_a_question_that_is_wrong_is_refused_with_its_line(write, text: str, told: str) -> None:
    war = ripeness.load(write(text))
    with pytest.raises(ScenarioError, match=told) as refused:
        questions(war)
    assert "questions/armed-truce.yaml:" in str(refused.value)


def test_a_day_beyond_the_horizon_and_one_before_the_forecast_are_refused(write) -> None:
    war = ripeness.load(write(stated("late", by="2050-12-31")))
    for asked in (lambda: ripeness.ask(war, "late", draws=1), lambda: ripeness.freeze(war, "l.jsonl", draws=1)):
        with pytest.raises(RunError, match=r"lies beyond.*Ask for an earlier day"):
            asked()


@pytest.mark.parametrize(
    ("toy", "kind", "missing"),
    [
        ("gamblers-ruin", "area", "ladder of steps"),
        ("gamblers-ruin", "first_ceasefire", "no ceasefire"),
        ("gamblers-ruin", "ceasefire_holds", "section truce"),
        ("outlasting", "signed_with_land", "no issue"),
        ("gamblers-ruin", "meeting", "no mediator"),
        ("gamblers-ruin", "package", "no mediator"),
        ("armed-truce", "leaders_meet", "who sits at the table"),
    ],
)
def test_what_the_model_does_not_hold_is_named(write, toy: str, kind: str, missing: str) -> None:
    assert kind in KINDS
    war = ripeness.load(write("", toy))
    began = f"{war.calendar.as_of}-02"
    war = ripeness.load(write(stated("a", kind, began, f"{int(began[:4]) + 1}-06-30"), toy))
    with pytest.raises(RunError, match=missing):
        ripeness.ask(war, "a", draws=1)


def test_the_flagships_questions_are_whole_and_change_no_hash() -> None:
    war = ripeness.load(FLAGSHIP)
    found = questions(war)
    assert len(found) >= 20 and all(one.market is None or one.market.source for one in found.values())
    assert war.content_hash() == ripeness.load(war.file).content_hash()
    assert not war.questions
    asked = war.replace({"questions": {"a": {
        "title": "t", "kind": "ended", "opens": "2026-02-28", "by": "2026-12-31", "resolution": "r", "source": "s",
    }}})  # fmt: skip
    assert asked.content_hash() == war.content_hash() and "a" in questions(asked)


def test_the_ledger_of_the_repository_is_whole() -> None:
    path = Path(__file__).parents[2] / "docs" / "ledger.jsonl"
    found = ripeness.score(path)
    assert found["open"] > 0 and found["resolved"] > 0 and found["verdict"] == "too few"
    assert all(one["after_the_fact"] for one in found["questions"])
    with pytest.raises(DataError, match="the line was altered"):
        from ripeness.history.ledger import parsed

        parsed(path.read_bytes().replace(b"2026-03-31", b"2026-03-30"), "ledger.jsonl")
